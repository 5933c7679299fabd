"""The watches: which see, which are blind, since when and why; how screens name them."""

import dataclasses
import datetime as dt

import pytest

from collector.core.foreign import Foreign
from collector.core.ledger import as_of
from collector.core.model import PRACTICE, Memory
from collector.core.pages.coverage import source_name, subject_name, watch_names, watch_sights
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
