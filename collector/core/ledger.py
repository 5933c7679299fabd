"""All that a practice knows, loaded: what the pages are computed from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from collector.core.clocks.workdays import Calendar
from collector.core.errors import Problem
from collector.core.evidence.kept import KeptEvidence, evidence_as_of
from collector.core.model import (
    Absence,
    Case,
    Coverage,
    Decision,
    Delay,
    Finding,
    HolidayZone,
    LetterTemplate,
    Memory,
    ModelReply,
    PieceText,
    Practice,
    Procedure,
    Publisher,
    Recommendation,
    ReplyGuide,
    Retention,
    RunReport,
    Source,
    State,
    Statement,
    Told,
)
from collector.core.triage.law import TriageLaw

_NO_HOLIDAYS = Calendar((), HolidayZone.METROPOLE, dt.UTC)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The data of one practice and the catalogue it rests on.

    `sources`, `statements`, `publishers`, `procedures`, `guides` and `delays` are by slug, `texts` by finding id,
    `memories` by watch id; `calendar` is that of the practice's zone. A finding without an entry in `texts` has had its
    words erased. `law` is what triage says of each nature. `held` are the findings of open affairs, of which nothing is
    erased. `runs` are in order of time. `unreadable` names the files that were left out.
    """

    practice: Practice
    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    publishers: Mapping[str, Publisher] = field(default_factory=dict)
    letters: tuple[LetterTemplate, ...] = ()
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    delays: Mapping[str, Delay] = field(default_factory=dict)
    retention: tuple[Retention, ...] = ()
    held: frozenset[str] = frozenset()
    calendar: Calendar = _NO_HOLIDAYS
    model_replies: tuple[ModelReply, ...] = ()
    guides: Mapping[str, ReplyGuide] = field(default_factory=dict)
    recommendations: tuple[Recommendation, ...] = ()
    law: TriageLaw | None = None
    findings: tuple[Finding, ...] = ()
    texts: Mapping[str, PieceText] = field(default_factory=dict)
    memories: Mapping[str, Memory] = field(default_factory=dict)
    runs: tuple[RunReport, ...] = ()
    decisions: tuple[Decision, ...] = ()
    cases: tuple[Case, ...] = ()
    told: Told | None = None
    coverage: Coverage = field(default_factory=Coverage)
    evidence: KeptEvidence = field(default_factory=KeptEvidence)
    unreadable: tuple[Problem, ...] = ()

    @property
    def passes(self) -> tuple[RunReport, ...]:
        """Return the passes over the practice's watches, in order of time: without what a person gave one by one."""
        return tuple(run for run in self.runs if not run.by_hand)


def as_of(ledger: Ledger, day: dt.date) -> Ledger:
    """Return what was known at the end of `day`: later findings, versions, absences, runs, decisions, checks go.

    So do the affairs opened later, and later events of the others.
    """
    return replace(
        ledger,
        findings=tuple(_finding_as_of(one, day) for one in ledger.findings if one.first_seen <= day),
        runs=tuple(run for run in ledger.runs if run.on <= day),
        decisions=tuple(one for one in ledger.decisions if one.on <= day),
        cases=tuple(_case_as_of(one, day) for one in ledger.cases if one.opened <= day),
        coverage=coverage_as_of(ledger.coverage, day),
        evidence=evidence_as_of(ledger.evidence, day),
    )


def coverage_as_of(coverage: Coverage, day: dt.date) -> Coverage:
    """Return what people had looked at by the end of `day`; accounts and contracts are always those of today."""
    return coverage.model_copy(update={"checks": tuple(one for one in coverage.checks if one.on <= day)})


def _case_as_of(case: Case, day: dt.date) -> Case:
    """Return `case` without what happened later than `day`, or may have."""
    return case.model_copy(update={"events": tuple(one for one in case.events if one.last_day <= day)})


def _finding_as_of(finding: Finding, day: dt.date) -> Finding:
    """Return `finding` as it stood at the end of `day`, which is not before it was first seen."""
    versions = tuple(version for version in finding.versions if version.seen <= day) or finding.versions[:1]
    absences = tuple(_absence_as_of(one, day) for one in finding.absences if one.since <= day)
    current = versions[-1]
    gone = bool(absences) and absences[-1].until is None
    return finding.model_copy(
        update={
            "versions": versions,
            "absences": absences,
            "state": State.VANISHED if gone else State.PRESENT,
            "rating": current.rating,
            "text_sha256": current.text_sha256,
            "text_length": current.text_length,
            "sightings": tuple(one for one in finding.sightings if one.first_seen <= day),
        }
    )


def _absence_as_of(absence: Absence, day: dt.date) -> Absence:
    if absence.until is not None and absence.until > day:
        return absence.model_copy(update={"until": None})
    return absence
