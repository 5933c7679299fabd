"""État de la veille: the last passes, watch by watch."""

import datetime as dt

import pytest

from collector.core.errors import Problem
from collector.core.model import Ending, WatchReport
from collector.core.pages.outlook import outlook
from collector.core.pages.watch_health import PASSES_SHOWN, watch_health_page
from tests.support.ledgers import TODAY, ledger, report, run, watch


def health(*runs, **fields):
    return watch_health_page(outlook(ledger(runs=runs, **fields), TODAY, "1.2.3")).view


def test_the_newest_pass_comes_first_and_old_ones_are_counted():
    """Twelve passes are shown; the page says how many older ones there are."""
    days = [dt.date(2025, 1, 1) + dt.timedelta(days=30 * number) for number in range(PASSES_SHOWN + 2)]

    view = health(*[run(day, report(1, "avis")) for day in days])

    assert (PASSES_SHOWN, 2) == (len(view.passes), view.older)
    assert days[-1] == view.passes[0].at.date()


def test_failures_come_first_with_their_reason():
    """What went wrong is at the top; counts mean something for a watch that found, and for it only."""
    same = WatchReport(watch="w3", source="inconnue", ending=Ending.UNCHANGED)
    found = report(1, "avis", read=20, kept=3, new=1).model_copy(update={"warnings": ("Date absente : gardé",)})
    failed = report(2, "avis", failed="server-error").model_copy(update={"detail": "HTTP 503"})

    view = health(run(TODAY, found, same, failed), watches=(watch(1, "avis", "p1"), watch(2, "avis")))

    (last,) = view.passes
    assert (2, 3, "1.2.3") == (last.read, last.tried, view.version)
    assert [
        ("tout le cabinet", "échec", True, False, "HTTP 503"),
        ("Dr Anne Lefèvre", "lue", False, True, ""),
        ("", "lue, inchangée", False, False, ""),
    ] == [(one.name.people.words, one.ending, one.failed, one.counted, one.detail.words) for one in last.watches]
    assert "en panne" in last.watches[0].sentence
    assert (20, 3, 1) == (last.watches[1].read, last.watches[1].kept, last.watches[1].new)
    assert ["Date absente\u00a0: gardé"] == [one.words for one in last.watches[1].warnings]


def test_before_the_first_pass_the_page_is_empty():
    """No pass is shown, none is older."""
    view = health()

    assert ((), 0) == (view.passes, view.older)


@pytest.mark.parametrize(
    ("problem", "file", "message"),
    [
        (Problem("data/a.yml", 3, "on", "not a date"), "data/a.yml, ligne 3", "on: not a date"),
        (Problem("data/b.yml", None, "", "not YAML"), "data/b.yml", "not YAML"),
    ],
)
def test_files_that_cannot_be_read_are_named(problem, file, message):
    """Whoever looks after the portal finds there what to mend."""
    (shown,) = health(unreadable=(problem,)).unreadable

    assert (file, message) == (shown.file.words, shown.message.words)
