"""Months, and what happened between two days."""

import datetime as dt

import pytest

from collector.core.model import Absence, Version
from collector.core.pages.periods import bounds, events, month_of, months_before, months_between, previous_month
from tests.support.ledgers import finding, gone, sha256_of


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 11, 9), 3, dt.date(2026, 8, 9)),
        (dt.date(2026, 5, 31), 3, dt.date(2026, 2, 28)),
        (dt.date(2024, 2, 29), 12, dt.date(2023, 2, 28)),
        (dt.date(2026, 1, 15), 1, dt.date(2025, 12, 15)),
    ],
)
def test_going_back_by_months_stays_in_the_month(day, months, expected):
    """A day that the month does not have becomes its last one."""
    assert expected == months_before(day, months)


def test_months_have_names_bounds_and_neighbours():
    """Months are written so that they sort as text."""
    assert "2026-02" == month_of(dt.date(2026, 2, 14))
    assert (dt.date(2024, 2, 1), dt.date(2024, 2, 29)) == bounds("2024-02")
    assert "2025-12" == previous_month("2026-01")


def test_no_month_is_skipped():
    """Every month from the first to the last is there, newest first."""
    assert ("2026-02", "2026-01", "2025-12") == months_between("2025-12", "2026-02")
    assert ("2026-02",) == months_between("2026-02", "2026-02")
    assert () == months_between("2026-03", "2026-02")


def test_events_are_those_after_one_day_and_until_another():
    """The first day is excluded and the last included, so that two periods that touch never share an event."""
    after, until = dt.date(2026, 10, 5), dt.date(2026, 11, 9)
    before = dt.date(2026, 10, 1)
    new, on_time = finding(1, first_seen=until), finding(2, first_seen=after)
    edit = Version(seen=until, text_sha256=sha256_of("b"), text_length=1)
    edited = finding(3, first_seen=before)
    edited = edited.model_copy(update={"versions": (*edited.versions, edit)})
    vanished = finding(4, first_seen=before, **gone(until))
    back = finding(5, first_seen=before, absences=(Absence(since=after, until=until),))

    happened = events([new, on_time, edited, vanished, back], after, until)

    assert (new,) == happened.appeared
    assert (edited,) == happened.changed
    assert (vanished,) == happened.vanished
    assert (back,) == happened.returned
