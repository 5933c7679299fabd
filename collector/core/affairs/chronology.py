"""In which order things happened in an affair, and how each route and the whole stand: derived, never stored.

Rule: the last fact decides. A route that is sent again after an answer starts a new round; a reminder before any
answer does not. Silence is a fact only once the time to answer is over without doubt.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from collector.core.model import Case, CaseEvent, EventKind


class Stand(StrEnum):
    """How one route stands."""

    PREPARED = "prepared"
    SENT = "sent"
    RECEIVED = "received"
    EXTENDED = "extended"
    REPLIED = "replied"
    REFUSED = "refused"
    SILENT = "silent"
    PARTLY = "partly"
    OBTAINED = "obtained"
    WITHDRAWN = "withdrawn"


class Status(StrEnum):
    """How an affair stands. Closed set: each has one thing to do next."""

    TO_START = "to-start"
    WAITING = "waiting"
    YOUR_TURN = "your-turn"
    OBTAINED = "obtained"
    CLOSED = "closed"


WAITING = frozenset((Stand.SENT, Stand.RECEIVED, Stand.EXTENDED))
ASKING = frozenset((Stand.REPLIED, Stand.REFUSED, Stand.SILENT, Stand.PARTLY))
SENDING = frozenset((EventKind.SENT, EventKind.APPEALED))
ANSWERS = frozenset(
    (
        EventKind.REPLIED,
        EventKind.REFUSED,
        EventKind.SILENT,
        EventKind.PARTLY_REMOVED,
        EventKind.REMOVED,
        EventKind.GRANTED,
    )
)
_ENDING = ANSWERS | {EventKind.WITHDRAWN}  # of a round
_STANDS: Mapping[EventKind, Stand] = {
    EventKind.CAPTURED: Stand.OBTAINED,
    EventKind.SENT: Stand.SENT,
    EventKind.APPEALED: Stand.SENT,
    EventKind.RECEIVED: Stand.RECEIVED,
    EventKind.ACKNOWLEDGED: Stand.RECEIVED,
    EventKind.EXTENDED: Stand.EXTENDED,
    EventKind.REPLIED: Stand.REPLIED,
    EventKind.REFUSED: Stand.REFUSED,
    EventKind.SILENT: Stand.SILENT,
    EventKind.PARTLY_REMOVED: Stand.PARTLY,
    EventKind.REMOVED: Stand.OBTAINED,
    EventKind.GRANTED: Stand.OBTAINED,
    EventKind.INTERRUPTED: Stand.SENT,
    EventKind.WITHDRAWN: Stand.WITHDRAWN,
}
_CAPTURE = "capture-interne"  # what « preuve gardée » means when no route is named


@dataclass(frozen=True, slots=True)
class Attempt:
    """A route that was taken: its events in order, those of its last round, how it stands, and since when.

    `presumed` tells that nobody noted the silence: the day and the law say it.
    """

    procedure: str
    events: tuple[CaseEvent, ...]
    stage: tuple[CaseEvent, ...]
    stand: Stand
    since: dt.date
    presumed: bool = False

    def first(self, *kinds: EventKind) -> CaseEvent | None:
        """Return the first event of those kinds in the last round; the kinds are looked for in their order."""
        found = (event for kind in kinds for event in self.stage if event.kind is kind)
        return next(found, None)

    @property
    def sent(self) -> CaseEvent | None:
        """Return the event that sent it in the last round."""
        return next((one for one in self.stage if one.kind in SENDING), None)

    @property
    def received(self) -> CaseEvent | None:
        """Return the event by which the other side had it: received, or failing that, acknowledged."""
        return self.first(EventKind.RECEIVED, EventKind.ACKNOWLEDGED)

    @property
    def answer(self) -> CaseEvent | None:
        """Return the first answer of the last round, as noted."""
        return next((one for one in self.stage if one.kind in ANSWERS), None)


def ordered(events: Iterable[CaseEvent]) -> tuple[CaseEvent, ...]:
    """Return events in order of time; those of one day in the order in which they were written."""
    return tuple(sorted(events, key=lambda one: (one.first_day, one.last_day)))


def disorder(events: Sequence[CaseEvent], added: CaseEvent) -> CaseEvent | None:
    """Return the event noted before `added` that happened after it, the last of them; None when all are in order."""
    later = [one for one in ordered(events) if one.first_day > added.first_day]
    return later[-1] if later else None


def attempts(case: Case) -> tuple[Attempt, ...]:
    """Return the routes taken in an affair, in the order in which they were."""
    by_procedure: dict[str, list[CaseEvent]] = {}
    for event in ordered(case.events):
        slug = procedure_of(event, case)
        if slug is not None:
            by_procedure.setdefault(slug, []).append(event)
    return tuple(_attempt(slug, tuple(events)) for slug, events in by_procedure.items())


def procedure_of(event: CaseEvent, case: Case) -> str | None:
    """Return the route that an event is about: the one it names, or the only one that the affair chose."""
    if event.procedure is not None:
        return event.procedure
    if event.kind is EventKind.CAPTURED:
        return _CAPTURE
    return case.procedures[0] if event.kind in _STANDS and len(case.procedures) == 1 else None


def is_closed(case: Case) -> bool:
    """Return whether a person closed the affair, and did not open it again."""
    last = [one.kind for one in ordered(case.events) if one.kind in {EventKind.CLOSED, EventKind.REOPENED}]
    return bool(last) and last[-1] is EventKind.CLOSED


def held_findings(cases: Iterable[Case]) -> frozenset[str]:
    """Return the findings of the affairs that are open: their words are needed, and nothing of them is erased."""
    return frozenset(finding for case in cases if not is_closed(case) for finding in case.findings)


def presume_silence(taken: Iterable[Attempt], late: Mapping[str, dt.date], today: dt.date) -> tuple[Attempt, ...]:
    """Return the routes with those whose time to answer is over said to be silent.

    `late` gives, by procedure, the day after which an answer is late without doubt.
    """
    return tuple(
        replace(one, stand=Stand.SILENT, since=late[one.procedure] + dt.timedelta(days=1), presumed=True)
        if one.stand in WAITING and one.procedure in late and late[one.procedure] < today
        else one
        for one in taken
    )


def asking(taken: Iterable[Attempt]) -> tuple[Attempt, ...]:
    """Return the routes of which the answer, or its absence, has had no follow-up yet, the oldest first."""
    taken = tuple(taken)
    moves = [(one.procedure, event.first_day) for one in taken for event in one.events if event.kind in SENDING]
    waiting = (
        one
        for one in taken
        if one.stand in ASKING and not any(slug != one.procedure and day >= one.since for slug, day in moves)
    )
    return tuple(sorted(waiting, key=lambda one: one.since))


def status_of(case: Case, taken: Collection[Attempt], side: Collection[str]) -> Status:
    """Return how an affair stands; `side` are the routes that prepare and never end it (captures, insurer)."""
    if is_closed(case):
        return Status.CLOSED
    if _removed(case):
        return Status.OBTAINED
    if asking(taken):
        return Status.YOUR_TURN
    main = [one for one in taken if one.procedure not in side]
    if any(one.stand in WAITING for one in main):
        return Status.WAITING
    return Status.OBTAINED if any(one.stand is Stand.OBTAINED for one in main) else Status.TO_START


def _removed(case: Case) -> bool:
    """Return whether the last word is a removal: nothing was sent since, and the affair was not opened again."""
    turning = SENDING | {EventKind.REMOVED, EventKind.REOPENED}
    last = [one.kind for one in ordered(case.events) if one.kind in turning]
    return bool(last) and last[-1] is EventKind.REMOVED


def _attempt(slug: str, events: tuple[CaseEvent, ...]) -> Attempt:
    start = 0
    for place, one in enumerate(events):
        if one.kind in SENDING and any(before.kind in _ENDING for before in events[start:place]):
            start = place
    stage = events[start:]
    deciding = [one for one in stage if one.kind in _STANDS]
    last = deciding[-1] if deciding else stage[-1]
    return Attempt(slug, events, stage, _STANDS.get(last.kind, Stand.PREPARED), last.first_day)
