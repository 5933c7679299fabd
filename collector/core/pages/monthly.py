"""The monthly reports: one for each month that had a pass, also when nothing happened; printable."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from collector.core.affairs.affair import Affair, affairs
from collector.core.foreign import Foreign
from collector.core.ledger import as_of
from collector.core.model import Ending, Finding, RunReport
from collector.core.pages.affair_lines import AffairLine, DeadlineLine, affair_line, deadline_lines
from collector.core.pages.coverage import Sight, WatchName, subject_name, watch_sights
from collector.core.pages.coverage_cells import cells
from collector.core.pages.coverage_checks import MonthChecks, month_checks
from collector.core.pages.coverage_matrix import last_pass, sight
from collector.core.pages.failures import explain
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import MONTHLY, Page, month_page
from collector.core.pages.periods import Events, bounds, events, month_of, months_between, previous_month
from collector.core.pages.rows import Row, rows

MOST_ROWS = 200  # of each sort: a first pass may bring thousands, which the lists hold


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings appeared, changed, vanished and returned."""

    appeared: int = 0
    changed: int = 0
    vanished: int = 0
    returned: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one sort: `rows` are at most MOST_ROWS, `beyond` counts those left out."""

    rows: tuple[Row, ...]
    beyond: int


@dataclass(frozen=True, slots=True)
class TotalLine:
    """The month of one practitioner, or of one source."""

    subject: Foreign
    tally: Tally


@dataclass(frozen=True, slots=True)
class MonthlySight:
    """How one watch fared in the month: readings that failed, out of those tried; why the last of them failed.

    `ended_blind` tells that its last reading of the month failed.
    """

    name: WatchName
    tried: int
    failed: int
    ended_blind: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month in the index; `passes` is 0 for a month in which nothing was looked at."""

    month: str
    path: str
    passes: int
    tally: Tally
    watches: int
    blind: int


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The view of one monthly report; `previous` is None when there was no pass in the month before.

    `sight`, `checks`, `affairs` and their `deadlines` are those of the end of the month (or today), for the
    practice and the catalogue of today.
    """

    line: MonthLine
    days: tuple[dt.date, ...]
    is_over: bool
    previous: MonthLine | None
    appeared: Section
    changed: Section
    vanished: Section
    returned: Section
    by_practitioner: tuple[TotalLine, ...]
    by_source: tuple[TotalLine, ...]
    troubled: tuple[MonthlySight, ...]
    practice: Foreign
    sight: Sight
    checks: MonthChecks
    affairs: tuple[AffairLine, ...]
    deadlines: tuple[DeadlineLine, ...]


@dataclass(frozen=True, slots=True)
class MonthlyIndex:
    """The view of the index of monthly reports, newest first; months without a pass are in it, and say so."""

    months: tuple[MonthLine, ...]


@dataclass(frozen=True, slots=True)
class _Month:
    """What happened in one month, before it is written down."""

    line: MonthLine
    runs: tuple[RunReport, ...]
    events: Events
    sights: tuple[MonthlySight, ...]


def monthly_pages(seen_from: Outlook) -> Iterator[Page]:
    """Yield the index of monthly reports, then each of them."""
    runs = seen_from.ledger.runs
    span = months_between(month_of(runs[0].on), month_of(runs[-1].on)) if runs else ()
    months = {month: _month(month, seen_from) for month in span}
    yield Page(MONTHLY, "monthly_index.md.j2", MonthlyIndex(tuple(one.line for one in months.values())), search=False)
    for month, one in months.items():
        if one.runs:
            view = _view(one, months.get(previous_month(month)), seen_from)
            yield Page(month_page(month), "monthly.md.j2", view, search=False)


def _month(month: str, seen_from: Outlook) -> _Month:
    first, last = bounds(month)
    runs = tuple(run for run in seen_from.ledger.runs if first <= run.on <= last)
    happened = events(seen_from.ledger.findings, first - dt.timedelta(days=1), last)
    sights = tuple(_sights(runs, seen_from))
    line = MonthLine(
        month=month,
        path=month_page(month),
        passes=len(runs),
        tally=Tally(len(happened.appeared), len(happened.changed), len(happened.vanished), len(happened.returned)),
        watches=len(sights),
        blind=sum(one.ended_blind for one in sights),
    )
    return _Month(line, runs, happened, sights)


def _sights(runs: Iterable[RunReport], seen_from: Outlook) -> Iterator[MonthlySight]:
    """Yield how each watch fared in `runs`, in the order in which they first tried it."""
    reports: dict[str, list[tuple[bool, str | None, str]]] = {}
    for run in runs:
        for one in run.watches:
            reports.setdefault(one.watch, []).append((one.ending is Ending.FAILED, one.code, one.source))
    for watch, readings in reports.items():
        codes = [code for failed, code, _ in readings if failed]
        yield MonthlySight(
            name=seen_from.watch_name(watch, readings[-1][2]),
            tried=len(readings),
            failed=len(codes),
            ended_blind=readings[-1][0],
            sentence=explain(codes[-1]).sentence if codes else "",
        )


def _view(one: _Month, before: _Month | None, seen_from: Outlook) -> MonthPage:
    ledger = seen_from.ledger
    seen, checks = _looked(one.line.month, seen_from)
    followed = _followed(one.line.month, seen_from)
    return MonthPage(
        line=one.line,
        days=tuple(run.on for run in one.runs),
        is_over=month_of(seen_from.today) > one.line.month,
        previous=before.line if before is not None and before.runs else None,
        appeared=_section(one.events.appeared, seen_from),
        changed=_section(one.events.changed, seen_from),
        vanished=_section(one.events.vanished, seen_from),
        returned=_section(one.events.returned, seen_from),
        by_practitioner=tuple(
            TotalLine(Foreign(subject_name(ledger.practice, who)), tally)
            for who, tally in _totals(one.events, lambda finding: finding.practitioner)
        ),
        by_source=tuple(
            TotalLine(Foreign(name), tally)
            for name, tally in _totals(one.events, lambda finding: seen_from.source_of(finding).words)
        ),
        troubled=tuple(watch for watch in one.sights if watch.failed),
        practice=Foreign(ledger.practice.name),
        sight=seen,
        checks=checks,
        affairs=tuple(affair_line(affair, seen_from) for affair in followed),
        deadlines=deadline_lines(followed, seen_from),
    )


def _looked(month: str, seen_from: Outlook) -> tuple[Sight, MonthChecks]:
    """Return what was seen at the end of the month (or today), and the looks by hand of the month."""
    ledger = seen_from.ledger
    day = _end(month, seen_from)
    # What was found does not matter to what was seen, and is long to turn back.
    then = as_of(replace(ledger, findings=(), memories={}, texts={}), day)
    found = cells(then, watch_sights(then, day), day)
    seen = sight(found, last_pass(then.runs), len(ledger.unreadable), ledger.practice)
    return seen, month_checks(found, then, day)


def _followed(month: str, seen_from: Outlook) -> tuple[Affair, ...]:
    """Return the affairs that were open at the end of the month (or are today)."""
    ledger = seen_from.ledger
    if not ledger.cases:
        return ()
    day = _end(month, seen_from)
    return tuple(one for one in affairs(as_of(ledger, day), day) if not one.is_closed)


def _end(month: str, seen_from: Outlook) -> dt.date:
    return min(bounds(month)[1], seen_from.today)


def _section(findings: tuple[Finding, ...], seen_from: Outlook) -> Section:
    return Section(rows(findings[:MOST_ROWS], seen_from), max(0, len(findings) - MOST_ROWS))


def _totals(happened: Events, key: Callable[[Finding], str]) -> list[tuple[str, Tally]]:
    """Return the tally of each practitioner or source that had a part in what happened, by its key."""
    appeared = Counter(map(key, happened.appeared))
    changed = Counter(map(key, happened.changed))
    vanished = Counter(map(key, happened.vanished))
    returned = Counter(map(key, happened.returned))
    return [
        (one, Tally(appeared[one], changed[one], vanished[one], returned[one]))
        for one in sorted(appeared | changed | vanished | returned)
    ]
