"""Decides what is worth telling since the practice was last told (`data/told.yml`): nothing is lost, or told twice.

- something new, edited, gone or back: one digest;
- something urgent among what is new: the same digest, said to be so;
- a watch blind for `blind_after` passes in a row: told once, then again each month while it lasts;
- an open finding whose press clock has reached one of its alerts: told with its last day;
- a deadline of an affair that comes near, an answer that is late, a right that opens;
- a month that is over: its report, even an empty one, for its absence would be the alarm.

What a person reads or notes alone is a pass like another here: what it found is told with the rest.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields

from collector.core.affairs.affair import affairs
from collector.core.affairs.agenda import to_remind
from collector.core.affairs.clocks import AffairClock
from collector.core.clocks.findings import reminders
from collector.core.clocks.urgency import is_urgent
from collector.core.ledger import Ledger
from collector.core.model import Ending, Finding, RunReport, Told
from collector.core.pages.openness import last_rulings, open_findings
from collector.core.pages.periods import Events, events, month_of, previous_month

_DAY = dt.timedelta(days=1)


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
class AffairReminder:
    """A deadline of an open affair, by the id of the affair: its title may say too much in a message."""

    case: str
    clock: AffairClock


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
    affairs: tuple[AffairReminder, ...]
    blind: tuple[Blind, ...]
    month: str | None


def digest(ledger: Ledger, *, blind_after: int) -> Digest | None:
    """Return what is worth telling at the last pass of `ledger`; None when it is quiet, and before the first."""
    if not ledger.runs:
        return None
    last, told = ledger.runs[-1], ledger.told
    before = max((run.on for run in ledger.runs if run.on < last.on), default=None)
    # What happened on the day last told, after the message left, is looked at again: what was told of it is known.
    since = told.on - _DAY if told is not None else before
    month = _month_to_report(before, told, last)
    happened = _untold(events(ledger.findings, since or dt.date.min, last.on), told)
    found = Digest(
        on=last.on,
        happened=happened,
        urgent=_urgent(happened, ledger, last.on),
        reminders=tuple(_reminders(ledger, told.on if told is not None else before, last.on)),
        affairs=tuple(_affairs(ledger, told.on if told is not None else before, last.on)),
        blind=tuple(one for one in _blind(ledger.passes) if _is_news(one, told, month, last, blind_after)),
        month=month,
    )
    return found if happened.any or found.reminders or found.affairs or found.blind or found.month else None


def told_by(found: Digest, ledger: Ledger) -> Told:
    """Return what is to be remembered once `found` has been told."""
    failing = {one.watch for one in _blind(ledger.passes)}
    before = ledger.told.blind if ledger.told is not None else {}
    blind = {watch: month for watch, month in before.items() if watch in failing}
    blind |= {one.watch: month_of(found.on) for one in found.blind}
    today = events(ledger.findings, found.on - _DAY, found.on)
    return Told(
        on=found.on,
        month=previous_month(month_of(found.on)),
        events=tuple(sorted(key for name, group in _groups(today) for key in _keys(name, group))),
        blind=dict(sorted(blind.items())),
    )


def untold(ledger: Ledger) -> Told:
    """Return what to remember when the very first message failed: all that it was to tell is still due.

    `ledger` has a pass and no memory of what was told.
    """
    last = ledger.runs[-1]
    before = max((run.on for run in ledger.runs if run.on < last.on), default=None)
    over = previous_month(month_of(last.on))
    day = before or min((one.first_seen for one in ledger.findings), default=last.on) - _DAY
    then = events(ledger.findings, day - _DAY, day)
    return Told(
        on=day,
        month=previous_month(over) if _month_to_report(before, None, last) else over,
        events=tuple(sorted(key for name, group in _groups(then) for key in _keys(name, group))),
    )


def _month_to_report(before: dt.date | None, told: Told | None, last: RunReport) -> str | None:
    over = previous_month(month_of(last.on))
    if told is not None:
        return over if told.month < over else None
    return over if before is not None and month_of(before) <= over else None


def _is_news(one: Blind, told: Told | None, month: str | None, last: RunReport, blind_after: int) -> bool:
    if one.passes < blind_after:
        return False
    if told is not None:
        return told.blind.get(one.watch) != month_of(last.on)
    return one.passes == blind_after or month is not None


def _untold(happened: Events, told: Told | None) -> Events:
    known = frozenset(told.events) if told is not None else frozenset()
    groups = {name: tuple(one for one in group if _key(name, one) not in known) for name, group in _groups(happened)}
    return Events(**groups)


def _groups(happened: Events) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    yield from ((one.name, getattr(happened, one.name)) for one in fields(happened))


def _keys(name: str, group: tuple[Finding, ...]) -> Iterator[str]:
    return (_key(name, one) for one in group)


def _key(name: str, one: Finding) -> str:
    """Return what tells one event of a finding; an edit is told apart by its words."""
    return f"{name} {one.id} {one.text_sha256[:8]}" if name == "changed" else f"{name} {one.id}"


def _urgent(happened: Events, ledger: Ledger, on: dt.date) -> tuple[Finding, ...]:
    seen = {one.id: one for one in (*happened.appeared, *happened.changed) if is_urgent(one, ledger, on)}
    return tuple(seen.values())


def _reminders(ledger: Ledger, before: dt.date | None, on: dt.date) -> Iterator[Reminder]:
    opened = open_findings(ledger.findings, last_rulings(ledger.decisions), on).shown
    due = reminders(opened, ledger, before or dt.date.min, on)
    for finding, last_day in sorted(due, key=lambda one: (one[1], one[0].id)):
        yield Reminder(finding, last_day)


def _affairs(ledger: Ledger, before: dt.date | None, on: dt.date) -> Iterator[AffairReminder]:
    due = to_remind(affairs(ledger, on), before or dt.date.min, on)
    for one, clock in sorted(due, key=lambda pair: (pair[1].day, pair[0].case.id, pair[1].delay.slug)):
        yield AffairReminder(one.case.id, clock)


def _blind(runs: tuple[RunReport, ...]) -> Iterator[Blind]:
    """Yield the watches that failed in the last pass, with how long they have."""
    for report in runs[-1].watches if runs else ():
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
