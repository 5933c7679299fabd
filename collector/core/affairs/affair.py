"""One affair as it stands on a day: all that pages, messages, commands and the pack show of it, computed once."""

import datetime as dt
from dataclasses import dataclass

from collector.core.affairs.chronology import Attempt, Status, attempts, ordered, presume_silence, status_of
from collector.core.affairs.clocks import AffairClock, affair_clocks, late_days
from collector.core.affairs.planning import Known, Plan, plan
from collector.core.clocks.findings import findings_of
from collector.core.ledger import Ledger
from collector.core.model import Case, CaseEvent, Finding
from collector.core.triage.labels import Strategy


@dataclass(frozen=True, slots=True)
class Affair:
    """An affair on a day: `events` in order, `taken` the routes tried, `clocks` the deadlines, and the plan.

    `missing` are the findings that it names and data/ does not hold.
    """

    case: Case
    today: dt.date
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    events: tuple[CaseEvent, ...]
    taken: tuple[Attempt, ...]
    clocks: tuple[AffairClock, ...]
    status: Status
    plan: Plan

    @property
    def is_closed(self) -> bool:
        """Return whether a person closed it."""
        return self.status is Status.CLOSED

    @property
    def running(self) -> tuple[AffairClock, ...]:
        """Return the deadlines still to be looked at; a closed affair has none."""
        return () if self.is_closed else tuple(one for one in self.clocks if one.runs(self.today))


def affair(case: Case, ledger: Ledger, today: dt.date) -> Affair:
    """Return how `case` stands on `today`."""
    findings = findings_of(case, ledger.findings)
    noted = attempts(case)
    clocks = affair_clocks(case, findings, noted, ledger, today)
    taken = presume_silence(noted, late_days(clocks), today)
    side = {slug for slug, one in ledger.procedures.items() if one.strategy is Strategy.PREVENTIVE}
    status = status_of(case, taken, side)
    held = {one.id for one in findings}
    return Affair(
        case=case,
        today=today,
        findings=findings,
        missing=tuple(one for one in case.findings if one not in held),
        events=ordered(case.events),
        taken=taken,
        clocks=clocks,
        status=status,
        plan=plan(Known(case, findings, taken, clocks, status, ledger, today)),
    )


def affairs(ledger: Ledger, today: dt.date) -> tuple[Affair, ...]:
    """Return every affair of `ledger` on `today`: the open ones first, each group by day of opening."""
    found = [affair(one, ledger, today) for one in ledger.cases]
    return tuple(sorted(found, key=lambda one: (one.is_closed, one.case.opened, one.case.id)))
