"""Periods: months written « 2026-06 », going back by whole months, and what happened to findings between two days."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from collector.core.changes import edits
from collector.core.model import Finding
from collector.core.pages.moments import newest_first


@dataclass(frozen=True, slots=True)
class Events:
    """The findings of each sort, newest first. One finding may stand in several."""

    appeared: tuple[Finding, ...]
    changed: tuple[Finding, ...]
    vanished: tuple[Finding, ...]
    returned: tuple[Finding, ...]

    @property
    def any(self) -> bool:
        """Return whether anything happened."""
        return bool(self.appeared or self.changed or self.vanished or self.returned)


def events(findings: Iterable[Finding], after: dt.date, until: dt.date) -> Events:
    """Return what happened later than the day `after`, up to the end of the day `until`."""

    def within(day: dt.date | None) -> bool:
        return day is not None and after < day <= until

    ordered = sorted(findings, key=newest_first)
    return Events(
        appeared=tuple(one for one in ordered if within(one.first_seen)),
        changed=tuple(one for one in ordered if any(within(version.seen) for version in edits(one))),
        vanished=tuple(one for one in ordered if any(within(absence.since) for absence in one.absences)),
        returned=tuple(one for one in ordered if any(within(absence.until) for absence in one.absences)),
    )


def month_of(day: dt.date) -> str:
    """Return the month of `day`, « 2026-06 »: months sort as text."""
    return f"{day:%Y-%m}"


def bounds(month: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of `month`."""
    first = dt.date.fromisoformat(f"{month}-01")
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def months_before(day: dt.date, months: int) -> dt.date:
    """Return the same day `months` months earlier, or the last day of that month when it has no such day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def previous_month(month: str) -> str:
    """Return the month before `month`."""
    first, _ = bounds(month)
    return month_of(months_before(first, 1))


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Return every month from `first` to `last`, both included, newest first; nothing if `first` comes after."""
    months = []
    while last >= first:
        months.append(last)
        last = previous_month(last)
    return tuple(months)
