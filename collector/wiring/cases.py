"""What passes, pages and checks need of the affairs of a practice: which findings are held, and what is wrong."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from collector.core.affairs.chronology import held_findings
from collector.core.affairs.references import Known
from collector.core.errors import Problem
from collector.core.kept import Kept
from collector.core.model import Case, FindingId, Practice, Publisher, Source
from collector.edges.files.cases import CASES, load_cases, read_cases
from collector.edges.files.catalog import load_procedures


def held_by_affairs(root: Path, kept: Kept) -> frozenset[FindingId]:
    """Return the findings of open affairs; all there are while the file of one cannot be read: it may be about any."""
    read, problems = read_cases(root)
    return frozenset(kept.findings) if problems else held_findings(case for _, case in read)


def case_problems(
    root: Path,
    practice: Practice,
    sources: Mapping[str, Source],
    publishers: Mapping[str, Publisher],
    kept: Kept,
    today: dt.date,
) -> list[Problem]:
    """Return every problem of the files of affairs: unreadable, naming what is unknown, or of another day."""
    findings = kept.findings.keys() | kept.untouchable
    cases, problems = load_cases(root, Known(practice, sources, publishers, load_procedures(), findings))
    return [*problems, *_happened_later(cases, today)]


def _happened_later(cases: Iterable[Case], today: dt.date) -> list[Problem]:
    """Return the affairs and events dated after today: a person's slip, most often of the year."""
    problems = []
    for one in cases:
        place = f"{CASES}/{one.id}.yml"
        later = [("opened", one.opened)] + [(f"events[{n}]", event.last_day) for n, event in enumerate(one.events, 1)]
        problems += [
            Problem(place, None, key, f"{day} is later than today: nothing of it shows before that day")
            for key, day in later
            if day > today
        ]
    return problems
