"""What a practice's folder holds, as read, and what a pass changes in it: the two values that the store speaks in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from collector.core.errors import Problem
from collector.core.model import Decision, Finding, FindingId, Memory, PieceText, RunReport, Told


@dataclass(frozen=True, slots=True)
class Kept:
    """All the data of a practice.

    Files that cannot be read are named in `problems` and left exactly as they are: their ids stand in `untouchable`
    (findings), `unreadable_memories` (watches) and `unreadable_runs`, so that nothing overwrites them.
    """

    findings: Mapping[FindingId, Finding] = field(default_factory=dict)
    texts: Mapping[FindingId, PieceText] = field(default_factory=dict)
    memories: Mapping[str, Memory] = field(default_factory=dict)
    runs: tuple[RunReport, ...] = ()
    decisions: tuple[Decision, ...] = ()
    told: Told | None = None
    problems: tuple[Problem, ...] = ()
    untouchable: frozenset[FindingId] = frozenset()
    unreadable_memories: frozenset[str] = frozenset()
    unreadable_runs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """What one watch changes: whole files to write; and the findings whose words are erased.

    Texts are written first, then findings, then memory, and words are erased last, so that a process killed between two
    of them leaves nothing that the next pass does not complete.
    """

    texts: tuple[PieceText, ...] = ()
    findings: tuple[Finding, ...] = ()
    memory: tuple[str, Memory] | None = None
    erased: tuple[FindingId, ...] = ()


def missing_words(kept: Kept) -> tuple[FindingId, ...]:
    """Return the findings of which a version's words are claimed by its hash and not kept in pieces/texts."""
    return tuple(sorted(one.id for one in kept.findings.values() if _claimed(one) - _held(kept.texts.get(one.id))))


def forgotten(kept: Kept) -> tuple[FindingId, ...]:
    """Return the findings of which no words at all may be kept: they were erased, and nothing was said since."""
    return tuple(sorted(one.id for one in kept.findings.values() if one.erased is not None and not _claimed(one)))


def _claimed(finding: Finding) -> frozenset[str]:
    erased = finding.erased
    living = (one for one in finding.versions if erased is None or (one.seen > erased.on and not erased.for_good))
    return frozenset(version.text_sha256 for version in living)


def _held(text: PieceText | None) -> frozenset[str]:
    return frozenset(words.sha256 for words in text.versions) if text is not None else frozenset()
