"""Decides what the last pass is worth telling. Derived from what is kept: telling twice changes nothing.

- something new, edited, gone or back: one digest;
- something urgent among what is new: the same digest, said to be so;
- a watch blind for `blind_after` passes in a row: told that once, then at the first pass of each month while it lasts;
- an open finding whose press clock has reached one of its alerts since the pass before: told with its last day;
- the first pass of a month: the report of the month before, even an empty one, for its absence would be the alarm.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from collector.core.ledger import Ledger
from collector.core.model import Ending, Finding, RunReport
from collector.core.pages.delays import reminders
from collector.core.pages.openness import last_rulings, open_findings
from collector.core.pages.periods import Events, events, month_of, previous_month


@dataclass(frozen=True, slots=True)
class Blind:
    """A watch that could not be read: for how many passes in a row, and since which day."""

    watch: str
    source: str
    passes: int
    since: dt.date


@dataclass(frozen=True, slots=True)
class Reminder:
    """An open finding whose press clock, if it runs, ends on `last_day`."""

    finding: Finding
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class Digest:
    """What the pass of the day `on` is worth telling.

    `urgent` are those of the new and edited findings that a person must see within days. `month` is the month to
    report on (« 2026-10 »), None when the pass is not the first of its month.
    """

    on: dt.date
    happened: Events
    urgent: tuple[Finding, ...]
    reminders: tuple[Reminder, ...]
    blind: tuple[Blind, ...]
    month: str | None


def digest(ledger: Ledger, *, blind_after: int) -> Digest | None:
    """Return what the last pass of `ledger` is worth telling; None for a quiet one, and before the first."""
    if not ledger.runs:
        return None
    last = ledger.runs[-1]
    before = max((run.on for run in ledger.runs if run.on < last.on), default=None)
    month = _month_to_report(before, last)
    happened = events(ledger.findings, before or dt.date.min, last.on)
    told = Digest(
        on=last.on,
        happened=happened,
        urgent=_urgent(happened),
        reminders=tuple(_reminders(ledger, before, last.on)),
        blind=tuple(one for one in _blind(ledger.runs) if one.passes == blind_after or _again(one, month, blind_after)),
        month=month,
    )
    return told if happened.any or told.reminders or told.blind or told.month else None


def _month_to_report(before: dt.date | None, last: RunReport) -> str | None:
    if before is None or month_of(before) == month_of(last.on):
        return None
    return previous_month(month_of(last.on))


def _urgent(happened: Events) -> tuple[Finding, ...]:
    seen = {one.id: one for one in (*happened.appeared, *happened.changed) if one.assessment.urgent}
    return tuple(seen.values())


def _reminders(ledger: Ledger, before: dt.date | None, on: dt.date) -> Iterator[Reminder]:
    opened = open_findings(ledger.findings, last_rulings(ledger.decisions), on).shown
    due = reminders(opened, ledger, before or dt.date.min, on)
    for finding, last_day in sorted(due, key=lambda one: (one[1], one[0].id)):
        yield Reminder(finding, last_day)


def _again(one: Blind, month: str | None, blind_after: int) -> bool:
    return month is not None and one.passes > blind_after


def _blind(runs: tuple[RunReport, ...]) -> Iterator[Blind]:
    """Yield the watches that failed in the last pass, with how long they have."""
    for report in runs[-1].watches:
        if report.ending is not Ending.FAILED:
            continue
        passes, since = 0, runs[-1].on
        for run in reversed(runs):
            ending = next((one.ending for one in run.watches if one.watch == report.watch), None)
            if ending is Ending.FAILED:
                passes, since = passes + 1, run.on
            elif ending is not None:
                break
        yield Blind(report.watch, report.source, passes, since)
