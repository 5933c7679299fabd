"""Which watches are due in a pass."""

import datetime as dt

import pytest

from collector.core.model import Ending, Practice, Rhythm, RunReport, Watch, WatchReport
from collector.core.schedule import due, last_read

TODAY = dt.date(2026, 6, 8)


def practice(every: Rhythm) -> Practice:
    person = {
        "id": "dr-essai",
        "first_name": "Anne",
        "last_name": "Essai",
        "specialty": "médecin généraliste",
        "practice": {"name": "Cabinet"},
        "city": "Saint-Essai",
    }
    watch = Watch(id="presse", source="flux", url="https://gazette.example/rss", every=every)
    return Practice(name="Cabinet", practitioners=(person,), watches=(watch,))


def run(day: dt.date, ending: Ending) -> RunReport:
    at = dt.datetime.combine(day, dt.time(3, 17), dt.UTC)
    return RunReport(
        id=f"{at:%Y%m%dt%H%Mz}", at=at, on=day, watches=(WatchReport(watch="presse", source="flux", ending=ending),)
    )


@pytest.mark.parametrize(
    ("every", "days_ago", "expected"),
    [
        (Rhythm.DAILY, 0, True),
        (Rhythm.WEEKLY, 5, False),
        (Rhythm.WEEKLY, 6, True),
        (Rhythm.MONTHLY, 6, False),
        (Rhythm.MONTHLY, 8, True),
        (Rhythm.MONTHLY, 365, True),
    ],
)
def test_a_watch_is_due_by_its_rhythm(every: Rhythm, days_ago: int, expected: bool) -> None:  # noqa: FBT001
    """Daily always; weekly from the sixth day, since a scheduled job may start early; monthly once a calendar month."""
    runs = [run(TODAY - dt.timedelta(days=days_ago), Ending.UNCHANGED)]

    assert expected == bool(due(practice(every), runs, TODAY))


def test_a_watch_never_read_is_due() -> None:
    """A new watch is read at the next pass, whatever its rhythm."""
    assert ["presse"] == [watch.id for watch in due(practice(Rhythm.MONTHLY), [], TODAY)]


def test_a_failed_reading_does_not_count() -> None:
    """A watch that failed stays due: its last good reading is what counts."""
    runs = [run(dt.date(2026, 5, 4), Ending.FOUND), run(dt.date(2026, 6, 1), Ending.FAILED)]

    assert {"presse": dt.date(2026, 5, 4)} == last_read(runs)
    assert ["presse"] == [watch.id for watch in due(practice(Rhythm.MONTHLY), runs, TODAY)]
