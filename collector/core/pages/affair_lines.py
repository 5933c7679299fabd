"""Affairs and their deadlines as lines of lists: on the home page, in the monthly report, on the page « Affaires »."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collector.core.affairs.affair import Affair
from collector.core.affairs.clocks import AffairClock
from collector.core.affairs.words import STATUSES
from collector.core.clocks.deadlines import Deadline
from collector.core.clocks.findings import press_deadlines
from collector.core.foreign import Foreign
from collector.core.french import day_in_full, listed, time_left
from collector.core.ledger import Ledger
from collector.core.model import CaseEvent, EventKind, Finding
from collector.core.pages.coverage import subject_name
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import AFFAIRS, affair_page
from collector.core.pages.procedures import Named
from collector.core.pages.rows import Row, row

_OURS, _THEIRS, _RIGHT = "dernier jour utile pour agir", "réponse attendue", "à partir de ce jour"


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One deadline to look at. `sort` says what its day is: our last, theirs, or the first of a right that opens.

    `affair` is the page of its affair, `finding` the finding of a press clock that belongs to none.
    """

    day: dt.date
    what: Foreign
    sort: str
    left: str
    over: bool
    affair: Named | None
    finding: Row | None
    why: tuple[Foreign, ...]


@dataclass(frozen=True, slots=True)
class AffairLine:
    """One affair in a list. `next_do` is its next step, `until` its day; `ended` the day on which it was closed."""

    id: str
    name: Named
    status: str
    against: Foreign
    people: Foreign
    since: dt.date
    ended: dt.date | None
    next_do: Foreign
    until: dt.date | None


def affair_line(one: Affair, seen_from: Outlook) -> AffairLine:
    """Return an affair as a line of a list."""
    ledger = seen_from.ledger
    step = one.plan.next
    return AffairLine(
        id=one.case.id,
        name=affair_name(one, seen_from),
        status=STATUSES[one.status],
        against=against(one, ledger),
        people=people(one, ledger),
        since=one.case.opened,
        ended=_ended(one.events) if one.is_closed else None,
        next_do=Foreign(step.do if step is not None else ""),
        until=step.on if step is not None else None,
    )


def affair_name(one: Affair, seen_from: Outlook) -> Named:
    """Return where an affair is read today, and its title: its own page while it is open, its row of the list after."""
    closed = any(other.is_closed for other in seen_from.affairs if other.case.id == one.case.id)
    path = f"{AFFAIRS}#{one.case.id}" if closed else affair_page(one.case.id)
    return Named(path, Foreign(one.case.title))


def against(one: Affair, ledger: Ledger) -> Foreign:
    """Return the names of the publisher and of the source against whom an affair is."""
    publisher, source = one.case.publisher or "", one.case.source or ""
    names = [
        ledger.publishers[publisher].name if publisher in ledger.publishers else publisher,
        ledger.sources[source].name if source in ledger.sources else source,
    ]
    return Foreign(", ".join(dict.fromkeys(name for name in names if name)))


def people(one: Affair, ledger: Ledger) -> Foreign:
    """Return the practitioners of an affair; the practice when none is named."""
    named = [subject_name(ledger.practice, person) for person in one.case.for_]
    return Foreign(listed(named) or ledger.practice.name)


def deadline_lines(some: Iterable[Affair], seen_from: Outlook) -> tuple[DeadlineLine, ...]:
    """Return the deadlines of affairs that still have to be looked at on their day, the nearest first."""
    lines = (clock_line(clock, one.today, affair_name(one, seen_from)) for one in some for clock in one.running)
    return tuple(sorted(lines, key=lambda line: (line.over, line.day, line.what.words)))


def all_deadlines(seen_from: Outlook, some: Iterable[Affair]) -> tuple[DeadlineLine, ...]:
    """Return the deadlines of affairs, and the press clocks of the open findings that belong to none."""
    some = tuple(some)
    held = {finding for one in some if not one.is_closed for finding in one.case.findings}
    others = [one for one in seen_from.open.shown if one.id not in held]
    press = (
        _press(finding, due, seen_from)
        for finding, last, due in press_deadlines(others, seen_from.ledger)
        if last >= seen_from.today
    )
    lines = (*deadline_lines(some, seen_from), *press)
    return tuple(sorted(lines, key=lambda line: (line.over, line.day, line.what.words)))


def clock_line(clock: AffairClock, today: dt.date, affair: Named | None = None) -> DeadlineLine:
    """Return a deadline as a line."""
    late = clock.late_after or clock.day
    is_right = clock.last_day is None
    over = clock.done is None and not is_right and late < today
    left = time_left((late - today).days)
    if clock.done is not None:
        left = f"{'fait' if clock.binds_us else 'réponse'} le {day_in_full(clock.done.first_day)}"
    elif is_right:
        left = "ouvert" if clock.day <= today else "pas encore ouvert"
    elif over and not clock.binds_us:
        left = f"en retard, {left}"
    return DeadlineLine(
        day=clock.day,
        what=Foreign(clock.delay.title),
        sort=_RIGHT if is_right else _OURS if clock.binds_us else _THEIRS,
        left=left,
        over=over,
        affair=affair,
        finding=None,
        why=tuple(Foreign(reason) for reason in clock.why),
    )


def _press(finding: Finding, due: Deadline, seen_from: Outlook) -> DeadlineLine:
    last = due.last_day
    assert last is not None, "the press clock has a last day"
    return DeadlineLine(
        day=last,
        what=Foreign(due.delay.title),
        sort=_OURS,
        left=time_left((last - seen_from.today).days),
        over=False,
        affair=None,
        finding=row(finding, seen_from),
        why=tuple(Foreign(reason) for reason in due.why),
    )


def _ended(events: Iterable[CaseEvent]) -> dt.date:
    *_, last = (one.last_day for one in events if one.kind is EventKind.CLOSED)
    return last


def affairs_of(finding: str, some: Iterable[Affair]) -> Iterator[Affair]:
    """Yield the affairs that name a finding."""
    yield from (one for one in some if finding in one.case.findings)
