"""Which delays run in an affair, from which fact, until when, and why: derived from events and findings.

Rule: what binds us runs from the earliest possible start and ends with our act; what binds them runs from the day on
which they received, and is called late only once no doubt is left. A refusal opens at once what silence would open
later, and an extension announced in time puts it off.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from collector.core.affairs.chronology import Attempt, Stand, ordered
from collector.core.clocks.deadlines import Deadline, deadline
from collector.core.clocks.findings import PRESS, deadline_of, press_deadlines
from collector.core.clocks.reasons import Start
from collector.core.errors import ClockError
from collector.core.french import day_in_full, spaced
from collector.core.ledger import Ledger
from collector.core.model import After, Case, CaseEvent, Delay, EventKind, Finding, Procedure, Side, Starting

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AffairClock:
    """One delay of an affair: a last useful day, or the first day of a right that opens. `done` is what ended it.

    `procedure` is the route it belongs to, None for the press clock; `finding` the one it runs from, None for those
    that run from an event. `why` says how it was counted, and what moved it.
    """

    delay: Delay
    procedure: str | None
    finding: str | None
    last_day: dt.date | None
    first_day: dt.date | None
    late_after: dt.date | None
    done: CaseEvent | None
    why: tuple[str, ...]

    @property
    def binds_us(self) -> bool:
        """Return whether we must act in time: a right that opens binds nobody."""
        return self.delay.binds is Side.US

    def runs(self, today: dt.date) -> bool:
        """Return whether it still has to be looked at: not ended by an act, nor over for us."""
        return self.done is None and (self.last_day is None or not self.binds_us or self.last_day >= today)

    @property
    def day(self) -> dt.date:
        """Return the day that a calendar shows: the last useful one, or the first of a right."""
        shown = self.last_day or self.first_day
        assert shown is not None, "a deadline has a first day or a last one"
        return shown


def affair_clocks(
    case: Case, findings: tuple[Finding, ...], taken: Iterable[Attempt], ledger: Ledger, today: dt.date
) -> tuple[AffairClock, ...]:
    """Return the delays of an affair, the nearest first.

    One that several routes share is told once, by the route that ended it where there is one; the time to answer is
    that of each route.
    """
    counting = _Counting(case, findings, {one.procedure: one for one in taken}, ledger, today)
    found: dict[tuple[str, str | None], AffairClock] = {}
    for one in counting.all():
        answer = one.delay.starts is Starting.RECEIPT and not one.delay.opens
        key = (one.delay.slug, one.procedure if answer else None)
        kept = found.get(key)
        if kept is None or (one.done is None, one.day) < (kept.done is None, kept.day):
            found[key] = one
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.delay.slug)))


def late_days(clocks: Iterable[AffairClock]) -> Mapping[str, dt.date]:
    """Return, by procedure, the day after which the answer of the other side is late without doubt."""
    late: dict[str, dt.date] = {}
    for one in clocks:
        if one.done is None and one.procedure is not None and one.late_after is not None:
            late[one.procedure] = max(one.late_after, late.get(one.procedure, one.late_after))
    return late


def known_on(case: Case, findings: Iterable[Finding]) -> dt.date:
    """Return the day on which the practice learnt of it: as noted, or else the first that the portal saw it."""
    noted = [one.first_day for one in case.events if one.kind is EventKind.KNOWN]
    return min(noted or [one.first_seen for one in findings] or [case.opened])


@dataclass(frozen=True, slots=True)
class _Counting:
    """The counting of one affair: what was done, by route, and what the catalogue says."""

    case: Case
    findings: tuple[Finding, ...]
    taken: Mapping[str, Attempt]
    ledger: Ledger
    today: dt.date

    def all(self) -> Iterator[AffairClock]:
        yield from self._press()
        for procedure in self.ledger.procedures.values():
            chosen = procedure.slug in self.taken or procedure.slug in self.case.procedures
            for slug in procedure.all_delays():
                delay = self.ledger.delays.get(slug)
                clock = None if delay is None else self._clock(delay, procedure, chosen=chosen)
                if clock is not None:
                    yield clock

    def _clock(self, delay: Delay, procedure: Procedure, *, chosen: bool) -> AffairClock | None:
        match delay.starts:
            case Starting.PUBLICATION if chosen:
                return self._from_publication(delay, procedure)
            case Starting.KNOWLEDGE:
                day = known_on(self.case, self.findings)
                return self._counted(delay, procedure, Start(day, day), self._our_act(delay, procedure))
            case Starting.RECEIPT if delay.opens:
                return self._opening(delay, procedure)
            case Starting.RECEIPT if procedure.slug in self.taken:
                return self._answer_due(delay, procedure)
            case Starting.DECISION:
                return self._from_decision(delay, procedure)
            case _:
                return None

    def _press(self) -> Iterator[AffairClock]:
        end = self._nearest((last, one.id, due) for one, last, due in press_deadlines(self.findings, self.ledger))
        if end is not None:
            last, finding, due = end
            yield AffairClock(due.delay, None, finding, last, None, None, None, due.why)

    def _nearest(self, ends: Iterable[tuple[dt.date, str, Deadline]]) -> tuple[dt.date, str, Deadline] | None:
        """Return the first end to come among the findings; when all are over, the last one."""
        known = sorted(ends, key=lambda end: end[:2])
        return next((one for one in known if one[0] >= self.today), known[-1] if known else None)

    def _from_publication(self, delay: Delay, procedure: Procedure) -> AffairClock | None:
        """Return the delay counted from the first publication among the findings; the press clock has its own."""
        natures = {one for limit in procedure.limits if limit.delay == delay.slug for one in limit.natures}
        end = self._nearest(
            (due.last_day, one.id, due)
            for one in self.findings
            if delay.slug != PRESS and (not natures or _is_one_of(one, natures))
            for due in (deadline_of(delay.slug, one, self.ledger),)
            if due is not None and due.last_day is not None
        )
        if end is None:
            return None
        last, finding, due = end
        return AffairClock(delay, procedure.slug, finding, last, None, None, self._our_act(delay, procedure), due.why)

    def _answer_due(self, delay: Delay, procedure: Procedure) -> AffairClock | None:
        """Return until when the other side may answer, lengthened when they announced it."""
        attempt = self.taken[procedure.slug]
        received = attempt.received
        if received is None:
            return None
        announced = attempt.first(EventKind.EXTENDED)
        extended = announced.first_day if announced is not None and delay.extension is not None else None
        if extended is not None and extended < received.first_day:
            extended = None  # dated before the receipt: the dates contradict each other, and the short delay holds
        return self._counted(delay, procedure, _start(received), attempt.answer, extended=extended)

    def _from_decision(self, delay: Delay, procedure: Procedure) -> AffairClock | None:
        """Return the delay counted from the first refusal that this route contests."""
        refusals = [
            told
            for one in self._before(procedure)
            for told in (one.first(EventKind.REFUSED), one.first(EventKind.PARTLY_REMOVED))
            if told is not None
        ]
        if not refusals:
            return None
        return self._counted(delay, procedure, _start(ordered(refusals)[0]), self._our_act(delay, procedure))

    def _opening(self, delay: Delay, procedure: Procedure) -> AffairClock | None:
        """Return from which day a right opens: once the answer is late, or at once after a refusal."""
        opened = [self._opened_by(one, delay, procedure) for one in self._before(procedure)]
        return min((one for one in opened if one is not None), key=lambda one: one.day, default=None)

    def _opened_by(self, attempt: Attempt, delay: Delay, procedure: Procedure) -> AffairClock | None:
        if attempt.stand in {Stand.OBTAINED, Stand.WITHDRAWN}:
            return None
        done = self._our_act(delay, procedure)
        counted = None if attempt.received is None else self._counted(delay, procedure, _start(attempt.received), done)
        refused = attempt.first(EventKind.REFUSED, EventKind.PARTLY_REMOVED)
        if refused is not None:
            told = spaced(f"Refus du {day_in_full(refused.last_day)} : ce droit est ouvert sans attendre.")
            why = (told, *(counted.why if counted is not None else ()))
            return AffairClock(delay, procedure.slug, None, None, refused.last_day, None, done, why)
        longer = self._lengthened(attempt)
        if counted is None or longer is None:
            return counted
        told = spaced(f"Délai de réponse prolongé jusqu’au {day_in_full(longer)} : ce droit ne s’ouvre qu’ensuite.")
        return replace(counted, first_day=longer + _DAY, why=(told, *counted.why))

    def _lengthened(self, attempt: Attempt) -> dt.date | None:
        """Return the last day of the answer of a route, when an extension moved it."""
        if attempt.first(EventKind.EXTENDED) is None:
            return None
        procedure = self.ledger.procedures[attempt.procedure]
        delays = (self.ledger.delays.get(slug) for slug in procedure.all_delays())
        ends = (
            self._answer_due(one, procedure)
            for one in delays
            if one is not None and one.starts is Starting.RECEIPT and one.extension is not None and not one.opens
        )
        return max((one.last_day for one in ends if one is not None and one.last_day is not None), default=None)

    def _before(self, procedure: Procedure) -> tuple[Attempt, ...]:
        """Return the routes taken that lead to this one: to be taken first, or naming it as what follows."""
        return tuple(
            attempt
            for slug, attempt in self.taken.items()
            if slug in procedure.first or procedure.slug in following(self.ledger.procedures.get(slug))
        )

    def _our_act(self, delay: Delay, procedure: Procedure) -> CaseEvent | None:
        """Return what we did in time for a delay that binds us; an act that interrupts it does not end it."""
        attempt = self.taken.get(procedure.slug)
        if attempt is None or delay.interruption is not None:
            return None
        return attempt.received or attempt.answer if delay.until_received else attempt.sent

    def _counted(
        self,
        delay: Delay,
        procedure: Procedure,
        start: Start,
        done: CaseEvent | None,
        *,
        extended: dt.date | None = None,
    ) -> AffairClock | None:
        try:
            due = deadline(delay, start, self.ledger.calendar, extended=extended)
        except ClockError:
            return None  # a start that no clock can have shown
        return _as_clock(due, procedure.slug, done)


def following(procedure: Procedure | None, *endings: After) -> tuple[str, ...]:
    """Return the routes that a procedure names as what follows, after some endings or after refusal and silence."""
    wanted = endings or (After.REFUSAL, After.SILENCE)
    named = procedure.next if procedure is not None else ()
    return tuple(slug for one in named if one.after in wanted for slug in one.procedures)


def _as_clock(due: Deadline, procedure: str, done: CaseEvent | None) -> AffairClock:
    return AffairClock(due.delay, procedure, None, due.last_day, due.first_day, due.late_after, done, due.why)


def _start(event: CaseEvent) -> Start:
    return Start(event.first_day, event.last_day)


def _is_one_of(finding: Finding, natures: Iterable[str]) -> bool:
    return not {finding.assessment.nature, *finding.assessment.also}.isdisjoint(natures)
