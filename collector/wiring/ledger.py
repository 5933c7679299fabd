"""Loads all that a practice knows, as it stood on a day: what the pages and the messages are computed from."""

import datetime as dt
from pathlib import Path

from collector.core.affairs.references import Known
from collector.core.errors import ConfigurationError
from collector.core.ledger import Ledger, as_of
from collector.core.procedures import loose_ends
from collector.edges.files.cases import load_cases
from collector.edges.files.catalog import (
    load_delays,
    load_guides,
    load_letters,
    load_procedures,
    load_recommendations,
    load_retention,
    load_statements,
)
from collector.edges.files.coverage import load_coverage
from collector.edges.files.replies import load_model_replies
from collector.edges.files.store import Store
from collector.edges.files.triage import load_law
from collector.wiring.cases import held_by_affairs
from collector.wiring.clocks import calendar_of
from collector.wiring.evidence.showing import evidence_of
from collector.wiring.passes import practice_of, publishers_of, sources_of, today_of, with_words


def ledger_on(root: Path, today: dt.date | None) -> tuple[Ledger, dt.date]:
    """Return what the practice in `root` knew on `today` (the clock's day when None), and that day. Offline."""
    practice, kept = practice_of(root), with_words(Store(root), ask_remote=False)  # a fresh clone has the branch
    day = today_of(practice, today)
    statements, letters = load_statements(), load_letters()
    procedures, delays = load_procedures(), load_delays()
    loose = loose_ends(procedures, statements, {one.slug for one in letters}, delays)
    if loose:
        raise ConfigurationError(loose)
    sources, publishers = sources_of(root), publishers_of(root)
    known = Known(practice, sources, publishers, procedures, kept.findings.keys() | kept.untouchable)
    cases, strange = load_cases(root, known)
    coverage, doubtful = load_coverage(root, practice, sources)
    whole = Ledger(
        practice=practice,
        sources=sources,
        statements=statements,
        publishers=publishers,
        letters=letters,
        model_replies=load_model_replies(),
        guides=load_guides(),
        recommendations=load_recommendations(),
        law=load_law(),
        procedures=procedures,
        delays=delays,
        retention=load_retention(),
        calendar=calendar_of(practice.zone),
        findings=tuple(kept.findings.values()),
        texts=kept.texts,
        memories=kept.memories,
        runs=kept.runs,
        decisions=kept.decisions,
        cases=cases,
        held=held_by_affairs(root, kept),
        told=kept.told,
        coverage=coverage,
        evidence=evidence_of(root),
        unreadable=(*kept.problems, *strange, *doubtful),
    )
    return as_of(whole, day), day
