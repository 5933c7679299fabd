"""What remains to look at by hand this month, ready to be opened; what was looked at."""

import dataclasses
import datetime as dt

import pytest

from collector.core.model import Access, CheckLink, CheckResult, Coverage, GuidedCheck, Practice, Watch
from collector.core.pages.coverage import watch_sights
from collector.core.pages.coverage_cells import cells
from collector.core.pages.coverage_checks import month_checks
from tests.support.ledgers import TODAY, ledger, look, practitioner, report, run, source, watch

OCTOBER = dt.date(2026, 10, 20)
CHECK = GuidedCheck(
    how="Cherchez ; lisez.",
    links=(CheckLink(label="Nom : ici", url="https://carte.example/?q={name}&v={city}"),),
    minutes=3,
)
MANUAL = {"access": Access.MANUAL, "check": CHECK, "category": "map"}
WHOLE = MANUAL | {"check": CHECK.model_copy(update={"each": False, "minutes": 5})}


def month(*sources, watches=(), looks=(), people=1, repository="", **fields):
    persons = tuple(practitioner(number, f"Nom{number}") for number in range(1, people + 1))
    practice = Practice(name="Cabinet", practitioners=persons, watches=watches, repository=repository)
    kept = ledger(practice=practice, coverage=Coverage(checks=looks), **{"runs": ()} | fields)
    kept = dataclasses.replace(kept, sources={one.slug: one for one in sources})
    return month_checks(cells(kept, watch_sights(kept, TODAY), TODAY), kept, TODAY)


def slugs(checks):
    return [(task.slug, task.people) for group in checks.groups for task in group.tasks]


def test_what_remains_goes_by_practitioner_with_its_minutes():
    """First what is looked at once for all, then each practitioner; the minutes of each and of all."""
    checks = month(source("carte", "Carte", **MANUAL), source("plan", "Plan", **WHOLE), people=2)

    assert [("Tout le cabinet", 5), ("Dr Anne Nom1", 3), ("Dr Anne Nom2", 3)] == [
        (group.subject.words, group.minutes) for group in checks.groups
    ]
    assert (3, 11, "2026-11") == (checks.remaining, checks.minutes, checks.month)


def test_a_task_says_how_and_opens_filled_in():
    """The links of the guided check hold whom it is about; the sentence is spaced as French is."""
    (task,) = month(source("carte", "Carte", **MANUAL)).groups[0].tasks

    assert ("Carte", "Cherchez\u00a0; lisez.", 3) == (task.source.words, task.how.words, task.minutes)
    assert [("Nom\u00a0: ici", "https://carte.example/?q=Anne%20Nom1&v=Beaurivage")] == [
        (one.label.words, one.url.url) for one in task.links
    ]
    assert (None, "", False, ()) == (task.looked_on, task.looked_by.words, task.late, task.sign)


def test_a_look_of_this_month_is_done_and_one_of_the_last_is_to_be_made_again():
    """With when, by whom, and whether it is too old to be worth something still."""
    looks = (look("carte", dt.date(2026, 11, 1)), look("plan", OCTOBER), look("vieille", dt.date(2026, 9, 1)))
    sources = (source(slug, slug.title(), **WHOLE) for slug in ("carte", "plan", "vieille"))

    (group,) = month(*sources, looks=looks).groups

    assert [("plan", OCTOBER, "I. Aubry", False), ("vieille", dt.date(2026, 9, 1), "I. Aubry", True)] == [
        (one.slug, one.looked_on, one.looked_by.words, one.late) for one in group.tasks
    ]


def test_a_rare_look_is_not_asked_each_month():
    """What the catalogue says to look at every six months is asked in the sixth."""
    rare = WHOLE | {"check": CHECK.model_copy(update={"each": False, "months": 6})}

    assert [] == slugs(month(source("registre", **rare), looks=(look("registre", dt.date(2026, 6, 1)),)))
    assert [("registre", ())] == slugs(
        month(source("registre", **rare), looks=(look("registre", dt.date(2026, 5, 31)),))
    )


def test_what_is_read_or_set_aside_is_not_asked():
    """Neither what a watch reads, nor what somebody set aside, nor what waits for its first pass."""
    checks = month(
        source("lue", **WHOLE),
        source("ecartee", **WHOLE),
        source("attend", category="forum"),
        watches=(watch(1, "lue"), watch(2, "attend")),
        runs=(run(TODAY, report(1, "lue")),),
        looks=(look("ecartee", OCTOBER, result=CheckResult.NOT_RELEVANT),),
    )

    assert ([], 0, 0) == (slugs(checks), checks.remaining, checks.minutes)


def test_a_source_that_could_be_watched_is_asked_when_people_can_look_there():
    """A guided check, or a first look, says that they can; without either, only a watch would do."""
    sources = (
        source("avec", category="map", check=WHOLE["check"]),
        source("deja", category="map"),
        source("sans", category="map"),
    )

    assert [("avec", ()), ("deja", ())] == slugs(month(*sources, looks=(look("deja", OCTOBER),)))


@pytest.mark.parametrize(
    ("one", "home", "expected"),
    [
        (watch(1, "avis"), None, ["https://avis.example/1"]),
        (Watch(id="w1", source="avis", secret="CLE"), "https://avis.example/", ["https://avis.example/"]),
        (Watch(id="w1", source="avis", secret="CLE"), None, []),
    ],
)
def test_a_blind_watch_is_to_be_looked_at_where_it_looks(one, home, expected):
    """Its own page, else the site itself; an address that is secret is not shown."""
    checks = month(
        source("avis", category="reviews", home=home),
        watches=(one,),
        runs=(run(TODAY, report(1, "avis", failed="blocked")),),
    )

    (task,) = checks.groups[0].tasks
    assert (expected, 2) == ([link.url.url for link in task.links], task.minutes)
    assert "lecture automatique" in task.how.words


def test_with_a_repository_each_task_and_each_group_can_be_signed():
    """A task opens the form with its line and « rien »; a group with all its lines, results left to give."""
    (group,) = month(source("carte", **MANUAL), source("plan", **MANUAL), repository="https://forge.example/d").groups

    (task_link,), (group_link,) = group.tasks[0].sign, group.sign
    assert task_link.url.url.endswith("verifications=carte+%28p1%29+%3A+rien")
    assert group_link.url.url.endswith("verifications=carte+%28p1%29+%3A+%0Aplan+%28p1%29+%3A+")


def test_what_was_done_in_the_month_is_told_by_whom():
    """Looks of the month only, in order, with their notes; a place that is gone keeps the name it was given."""
    looks = (
        look("partie", TODAY),
        look("carte", dt.date(2026, 11, 2), "p1", result=CheckResult.SOMETHING, note="Un fil ; à suivre"),
        look("carte", OCTOBER),
        look("w1", dt.date(2026, 11, 1)),
    )
    checks = month(
        source("carte", "Carte", **MANUAL),
        source("flux", category="method"),
        watches=(watch(1, "flux", label="Radio"),),
        looks=looks,
        people=2,
    )

    assert [
        ("Radio", "tout le cabinet", "rien de nouveau", ""),
        ("Carte", "Dr Anne Nom1", "quelque chose", "Un fil\u00a0; à suivre"),
        ("partie", "tout le cabinet", "rien de nouveau", ""),
    ] == [(one.source.words, one.people.words, one.result, one.note.words) for one in checks.done]
    assert {"I. Aubry"} == {one.by.words for one in checks.done}
