"""Decides which watches are due in a pass, from their rhythm and the last time each was read."""

import datetime as dt
from collections.abc import Iterable, Mapping

from collector.core.model import Ending, Practice, Rhythm, RunReport, Watch

# A weekly job that GitHub starts some hours early must not skip a week: due from the sixth day.
_DAYS = {Rhythm.DAILY: 0, Rhythm.WEEKLY: 6}


def last_read(runs: Iterable[RunReport]) -> Mapping[str, dt.date]:
    """Return, by watch, the day of its last good reading (found or unchanged). `runs` are in order of time."""
    return {report.watch: run.on for run in runs for report in run.watches if report.ending is not Ending.FAILED}


def due(practice: Practice, runs: Iterable[RunReport], today: dt.date) -> tuple[Watch, ...]:
    """Return the watches to read today, in the practice's order. One that failed stays due until it is read."""
    read = last_read(runs)
    return tuple(watch for watch in practice.watches if _is_due(watch, read.get(watch.id), today))


def _is_due(watch: Watch, read: dt.date | None, today: dt.date) -> bool:
    if read is None:
        return True
    if watch.every is Rhythm.MONTHLY:
        return (read.year, read.month) != (today.year, today.month)
    return (today - read).days >= _DAYS[watch.every]
