"""The inventory by category, and the one line that sums it up: honest about what it counts."""

import dataclasses
import datetime as dt

from collector.core.errors import Problem
from collector.core.foreign import Foreign
from collector.core.model import PRACTICE, Access, CheckResult, Coverage, GuidedCheck, Practice, Retired
from collector.core.pages.coverage_cells import CellState
from collector.core.pages.coverage_matrix import groups, people_named
from collector.core.pages.outlook import outlook
from tests.support.ledgers import TODAY, ledger, look, practitioner, report, run, source, watch

OLD = dt.date(2026, 9, 1)
MANUAL = {"access": Access.MANUAL, "check": GuidedCheck(how="Regardez."), "category": "map"}


def kept(*sources, watches=(), looks=(), people=1, **fields):
    persons = tuple(practitioner(number, f"Nom{number}") for number in range(1, people + 1))
    practice = Practice(name="Cabinet des Tilleuls", practitioners=persons, watches=watches)
    whole = ledger(practice=practice, coverage=Coverage(checks=looks), **{"runs": ()} | fields)
    return dataclasses.replace(whole, sources={one.slug: one for one in sources})


def line(*sources, **fields):
    return outlook(kept(*sources, **fields), TODAY, "1.0").sight


def test_sources_are_counted_not_watches():
    """A source is seen when all its watches see; one that nobody has read yet is blind."""
    watches = (watch(1, "avis", "p1"), watch(2, "avis"), watch(3, "presse"), watch(4, "forum"))
    runs = (run(TODAY, report(1, "avis"), report(2, "avis", failed="gone"), report(3, "presse")),)
    sources = (source(slug, slug.title(), category="forum") for slug in ("avis", "presse", "forum"))

    told = line(*sources, watches=watches, runs=runs)

    assert (1, 3, TODAY, 0, 0) == (told.seen, told.total, told.last_pass, told.to_check, told.unwatched)
    assert (Foreign("Avis"), Foreign("Forum")) == told.blind_names


def test_a_partly_blind_source_is_named_with_whom_it_is_blind_for():
    """It sees for one practitioner and not for another: it is not seen."""
    watches = (watch(1, "avis", "p1"), watch(2, "avis", "p2"))
    runs = (run(TODAY, report(1, "avis"), report(2, "avis", failed="gone")),)

    told = line(source("avis", "Avis", category="reviews"), watches=watches, runs=runs, people=2)

    assert (0, 1, (Foreign("Avis (Dr Anne Nom2)"),)) == (told.seen, told.total, told.blind_names)


def test_what_is_not_seen_is_blind_or_to_check_or_unwatched():
    """Each source that counts is in one of four: seen, blind, to check by hand, unwatched; nothing is lost between."""
    told = line(
        source("lue", category="forum"),
        source("aveugle", category="forum"),
        source("regardee", **MANUAL),
        source("jamais", **MANUAL),
        source("ancienne", **MANUAL),
        source("possible", category="forum", access=Access.KEY),
        watches=(watch(1, "lue"), watch(2, "aveugle")),
        runs=(run(TODAY, report(1, "lue"), report(2, "aveugle", failed="gone")),),
        looks=(look("regardee"), look("ancienne", OLD)),
    )

    assert (2, 6) == (told.seen, told.total)
    assert (1, 2, 1) == (len(told.blind_names), told.to_check, told.unwatched)


def test_what_there_is_nothing_to_see_of_does_not_count():
    """Neither dead sources, nor forbidden ones, nor those set aside, nor ways of reading that nobody uses."""
    told = line(
        source("morte", category="forum", retired=Retired(on=2019, why="Fermée")),
        source("interdite", category="forum", access=Access.NO),
        source("ecartee", **MANUAL),
        source("flux", category="method"),
        looks=(look("ecartee", OLD, result=CheckResult.NOT_RELEVANT),),
    )

    assert (0, 0, 0, 0) == (told.seen, told.total, told.to_check, told.unwatched)


def test_a_source_set_aside_for_one_is_still_to_be_seen_for_the_other():
    """« Sans objet » for p1, looked at for p2: seen; without the look, to check."""
    aside = look("carte", OLD, "p1", result=CheckResult.NOT_RELEVANT)

    seen = line(source("carte", **MANUAL), looks=(aside, look("carte", TODAY, "p2")), people=2)
    hidden = line(source("carte", **MANUAL), looks=(aside,), people=2)

    assert (1, 1, 0) == (seen.seen, seen.total, seen.to_check)
    assert (0, 1, 1) == (hidden.seen, hidden.total, hidden.to_check)


def test_unreadable_files_are_counted():
    """What they hold is missing from every page: every page can say so."""
    assert 1 == line(unreadable=(Problem("data/runs/x.yml", 3, "at", "not a date"),)).unreadable


def test_before_the_first_pass_nothing_is_seen():
    """The line says so instead of dating it."""
    told = line(source("avis", category="reviews"), watches=(watch(1, "avis"),))

    assert (0, 1, None) == (told.seen, told.total, told.last_pass)


def rows(*sources, **fields):
    seen_from = outlook(kept(*sources, **fields), TODAY, "1.0")
    return groups(seen_from.cells, seen_from.ledger.practice)


def test_a_row_stands_for_those_whose_state_is_the_same():
    """One row when it is the same for everybody; else one for each state, marked when somebody has something to do."""
    looks = (look("carte", TODAY, "p1"), look("plan"))
    (group,) = rows(source("carte", "Carte", **MANUAL), source("plan", "Plan", **MANUAL), looks=looks, people=3)

    assert ("Cartes et fiches d’établissement", "categorie-map", 1, 2) == (
        group.heading,
        group.anchor,
        group.seen,
        group.total,
    )
    assert [
        ("Carte", "Dr Anne Nom1", CellState.EMPTY, False),
        ("Carte", "Dr Anne Nom2 et Dr Anne Nom3", CellState.NEVER, True),
        ("Plan", "tout le cabinet", CellState.EMPTY, False),
    ] == [(one.source.words, one.people.words, one.state, one.mark) for one in group.rows]


def test_a_row_says_the_label_of_its_only_watch():
    """Not that of several, nor one that repeats the name of the source."""
    watches = (
        watch(1, "avis", "p1", label="Page de p1"),
        watch(2, "avis", "p2", label="Avis"),
        watch(3, "presse", label="Une"),
        watch(4, "presse", label="Deux"),
    )
    runs = (run(TODAY, report(1, "avis", failed="gone"), *(report(number, "avis") for number in (2, 3, 4))),)
    sources = (source("avis", "Avis", category="reviews"), source("presse", "Presse", category="press"))

    found = rows(*sources, watches=watches, runs=runs, people=2)

    assert [["Page de p1", ""], [""]] == [[one.label.words for one in group.rows] for group in found]


def test_people_are_named():
    """All of them are the practice; some are named."""
    practice = Practice(name="Cabinet", practitioners=(practitioner(), practitioner(2, "Martin")))

    assert ["tout le cabinet", "tout le cabinet", "Dr Anne Martin"] == [
        people_named(some, practice) for some in ((PRACTICE,), ("p1", "p2"), ("p2",))
    ]
