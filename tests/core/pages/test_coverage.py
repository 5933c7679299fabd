"""État des lieux: what sees, what is blind, since when and why."""

import dataclasses
import datetime as dt

import pytest

from collector.core.errors import Problem
from collector.core.foreign import Foreign
from collector.core.ledger import as_of
from collector.core.model import PRACTICE, Access, Memory, Retired
from collector.core.pages.coverage import coverage_page, sight, source_name, subject_name, watch_names, watch_sights
from collector.core.pages.failures import WatchState
from tests.support.ledgers import TODAY, finding, finding_id, ledger, practitioner, report, run, source, watch

SEPTEMBER, OCTOBER = dt.date(2026, 9, 7), dt.date(2026, 10, 5)


def only_sight(kept, today=TODAY):
    (one,) = watch_sights(kept, today)
    return one


@pytest.mark.parametrize(
    ("present", "state", "mentions"), [((finding_id(1),), WatchState.SEEN, 1), ((), WatchState.EMPTY, 0)]
)
def test_a_watch_that_was_read_sees_even_nothing(present, state, mentions):
    """« Vide » is a good reading: its silence means something. Findings that are not known (yet) do not count."""
    one = only_sight(ledger([finding(1)], memories={"w1": Memory(present=(*present, finding_id(9)))}))

    assert (state, mentions, TODAY, None, True) == (one.state, one.mentions, one.read_on, one.blind_since, one.seeing)


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("blocked", WatchState.BLOCKED),
        ("timeout", WatchState.BROKEN),
        ("missing-export", WatchState.AWAITED),
    ],
)
def test_a_watch_whose_last_reading_failed_is_blind_since_the_first_failure(code, state):
    """The day it went blind is that of the first failure after the last good reading, whatever the reasons since."""
    runs = (
        run(dt.date(2026, 8, 10), report(1, "avis", failed="gone")),
        run(SEPTEMBER, report(1, "avis")),
        run(OCTOBER, report(1, "avis", failed="robots")),
        run(TODAY, report(1, "avis", failed=code)),
    )

    one = only_sight(ledger(runs=runs))

    assert (state, SEPTEMBER, OCTOBER, False) == (one.state, one.read_on, one.blind_since, one.seeing)
    assert one.sentence
    assert one.advice


def test_a_watch_that_came_back_sees_again():
    """A good reading closes the failures before it."""
    runs = (run(OCTOBER, report(1, "avis", failed="gone")), run(TODAY, report(1, "avis")))

    assert only_sight(ledger(runs=runs)).seeing


def test_a_watch_that_nobody_read_is_blind():
    """No pass yet, or none with this watch: « jamais lue », never « vide »."""
    one = only_sight(ledger(runs=()))

    assert (WatchState.NEVER, None, False) == (one.state, one.read_on, one.seeing)


@pytest.mark.parametrize(("days", "state"), [(45, WatchState.EMPTY), (46, WatchState.STALE)])
def test_an_old_reading_says_nothing_of_today(days, state):
    """After forty-five days without a reading, the silence of a watch means nothing any more."""
    assert state == only_sight(ledger(), TODAY + dt.timedelta(days=days)).state


def test_sources_are_counted_not_watches():
    """A source is seen when all its watches see; a partly blind one is named with whom it is blind for."""
    watches = (watch(1, "avis", "p1"), watch(2, "avis"), watch(3, "presse"), watch(4, "forum"))
    runs = (run(TODAY, report(1, "avis"), report(2, "avis", failed="gone"), report(3, "presse")),)
    kept = ledger(watches=watches, runs=runs, sources=(source("presse", "Le Courrier"), source("forum", "Forum")))

    line = sight(watch_sights(kept, TODAY), kept)

    assert (1, 3, TODAY) == (line.seen, line.total, line.last_pass)
    assert (Foreign("Avis Santé (tout le cabinet)"), Foreign("Forum")) == line.blind_names


def test_unreadable_files_are_counted():
    """What they hold is missing from every page: every page can say so."""
    kept = ledger(unreadable=(Problem("data/runs/x.yml", 3, "at", "not a date"),))

    assert 1 == sight(watch_sights(kept, TODAY), kept).unreadable


def test_before_the_first_pass_nothing_is_seen():
    """The line says so instead of dating it."""
    kept = ledger(runs=())

    line = sight(watch_sights(kept, TODAY), kept)

    assert (0, 1, None) == (line.seen, line.total, line.last_pass)


def test_the_page_puts_the_blind_first_and_names_what_is_not_watched():
    """Sources of the catalogue without a watch are listed by name, with how they could be; dead ones say that they are."""
    gone_for_good = source("morte", retired=Retired(on=OCTOBER, why="Fermée"))
    by_hand = source("reseau", "réseau bleu", access=Access.MANUAL, why="Vaste ; à voir")
    kept = ledger(
        watches=(watch(1, "avis"), watch(2, "presse")),
        sources=(source("presse", "Presse"), by_hand, source("cartes", "Cartes", access=Access.NO), gone_for_good),
        runs=(run(TODAY, report(1, "avis"), report(2, "presse", failed="blocked")),),
    )

    page = coverage_page(kept, watch_sights(kept, TODAY))

    assert ["w2"] == [one.watch for one in page.blind]
    assert ["w1"] == [one.watch for one in page.seeing]
    assert [
        ("Cartes", "ne peut pas être surveillée", "Avis de patients"),
        ("réseau bleu", "à regarder à la main", "Vaste\u00a0; à voir"),
        ("Source morte", "n’existe plus", "Fermée"),
    ] == [(one.source.words, one.access, one.why.words) for one in page.unwatched]


def test_the_past_is_seen_as_it_was():
    """As of a day in the past, the runs since then count for nothing."""
    runs = (run(OCTOBER, report(1, "avis")), run(TODAY, report(1, "avis", failed="gone")))

    assert only_sight(as_of(ledger(runs=runs), OCTOBER), OCTOBER).seeing
    assert not only_sight(ledger(runs=runs)).seeing


@pytest.mark.parametrize(
    ("one", "category", "expected"),
    [
        (watch(1, "avis", "p1", "p2"), "method", ("avis", "Avis", "", "Dr Anne Lefèvre et Dr Anne Martin")),
        (watch(1, "avis"), "method", ("avis", "Avis", "", "tout le cabinet")),
        (watch(1, "avis", label="Un blog"), "method", ("w1", "Un blog", "", "tout le cabinet")),
        (watch(1, "avis", label="Ma page"), "reviews", ("avis", "Avis", "Ma page", "tout le cabinet")),
        (watch(1, "avis", label="Avis"), "reviews", ("avis", "Avis", "", "tout le cabinet")),
        (watch(1, "absente", label="Un blog"), "method", ("absente", "absente", "Un blog", "tout le cabinet")),
    ],
)
def test_a_watch_has_a_name_on_screen(one, category, expected):
    """Its source, its label when that says more, its people; any feed or page is named by its label alone."""
    people = (practitioner(), practitioner(2, "Martin"))
    kept = ledger(sources=(source("avis", "Avis", category=category),), watches=(one,))
    practice = kept.practice.model_copy(update={"practitioners": people})

    name = watch_names(dataclasses.replace(kept, practice=practice))["w1"]

    assert expected == (name.place, name.source.words, name.label.words, name.people.words)


def test_names_survive_what_they_named():
    """A practitioner who left, or a source taken out of the catalogue, is shown by its id rather than lost."""
    kept = ledger()

    assert "Dr Anne Lefèvre" == subject_name(kept.practice, "p1")
    assert "Cabinet des Tilleuls" == subject_name(kept.practice, PRACTICE)
    assert "p9" == subject_name(kept.practice, "p9")
    assert Foreign("Avis Santé") == source_name(kept.sources, "avis")
    assert Foreign("inconnue") == source_name(kept.sources, "inconnue")
