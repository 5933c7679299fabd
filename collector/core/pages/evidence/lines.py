"""One capture, one request, one verdict, as screens show them; and the section on the page of a finding."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from collector.core.evidence.kept import KeptEvidence
from collector.core.evidence.manifest import Manifest
from collector.core.evidence.verify import Level, Verdict
from collector.core.evidence.words import HOSTED, METHODS, NOTES, OUTCOMES, is_content, log_lines, size_in_full
from collector.core.foreign import Address, Foreign
from collector.core.french import counted, day_in_full, spaced
from collector.core.model import Finding
from collector.core.pages.failures import explain
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import evidence_view

_STANDS = {
    Level.HOLDS: "intacte et horodatée",
    Level.TOLD: "intacte ; à savoir, ci-dessous",
    Level.BROKEN: "NE TIENT PAS",
}


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One piece of a capture."""

    name: str
    size: str
    sha256: str
    derived: bool


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """What the verification says of one thing."""

    about: str
    judged: Foreign
    broken: bool


@dataclass(frozen=True, slots=True)
class LogLine:
    """One point of the log of a capture."""

    point: str
    said: Foreign


@dataclass(frozen=True, slots=True)
class CaptureLine:
    """One capture. `view` is the path of its blurred image, or empty; `content` tells a page from a wall."""

    name: str
    on: dt.date
    at: str
    url: Address
    by: Foreign
    met: str
    content: bool
    method: str
    size: str
    stands: str
    broken: bool
    sealed_by: tuple[Foreign, ...]
    remarks: tuple[VerdictLine, ...]
    notes: tuple[str, ...]
    log: tuple[LogLine, ...]
    kept_files: tuple[PieceLine, ...]
    view: str
    finding: str
    place: str


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One address asked for and not captured yet."""

    url: Address
    by: Foreign
    on: dt.date
    failure: str


@dataclass(frozen=True, slots=True)
class EvidenceSection:
    """What the page of a finding shows: captures, newest first, what is asked for, and how to ask."""

    captures: tuple[CaptureLine, ...]
    waiting: tuple[WaitingLine, ...]
    finding: str
    can_capture: bool


def evidence_section(finding: Finding, seen_from: Outlook) -> EvidenceSection:
    """Return the section of the page of a finding."""
    evidence = seen_from.ledger.evidence
    own = {name: one for name, one in evidence.captures.items() if one.finding == finding.id}
    waiting = tuple(waiting_lines(evidence, finding.id))
    return EvidenceSection(capture_lines(own, seen_from), waiting, finding.id, bool(finding.url))


def capture_lines(captures: Mapping[str, Manifest], seen_from: Outlook) -> tuple[CaptureLine, ...]:
    """Return captures as lines, newest first."""
    return tuple(_line(name, one, seen_from) for name, one in reversed(tuple(captures.items())))


def _line(name: str, manifest: Manifest, seen_from: Outlook) -> CaptureLine:
    verdicts = seen_from.ledger.evidence.verdicts[name]
    worst = max((one.level for one in verdicts), key=list(Level).index)
    return CaptureLine(
        name=name,
        on=manifest.log.started.date(),
        at=f"{manifest.log.started:%H:%M} UTC",
        url=Address(manifest.url),
        by=Foreign(manifest.log.operator),
        met=OUTCOMES[manifest.outcome],
        content=is_content(manifest),
        method=METHODS[manifest.method],
        size=size_in_full(manifest.size),
        stands=_STANDS[worst],
        broken=worst is Level.BROKEN,
        sealed_by=tuple(_sealed_by(verdicts)),
        remarks=tuple(verdict_line(one) for one in verdicts if one.level is not Level.HOLDS),
        notes=tuple(NOTES[note] for note in manifest.notes) + ((HOSTED,) if manifest.log.hosted else ()),
        log=tuple(LogLine(label, Foreign(told)) for label, told in log_lines(manifest)),
        kept_files=tuple(
            PieceLine(one.name, size_in_full(one.size), one.sha256, one.derived) for one in manifest.pieces
        ),
        view=evidence_view(name) if any(one.derived for one in manifest.pieces) else "",
        finding=manifest.finding or "",
        place=seen_from.places.get(manifest.finding or "", ""),
    )


def _sealed_by(verdicts: Iterable[Verdict]) -> Iterator[Foreign]:
    for one in verdicts:
        if one.token is not None:
            when = f"le {day_in_full(one.token.at.date())} à {one.token.at:%H:%M:%S} UTC"
            yield Foreign(spaced(f"{one.token.signer}, {when}"))


def verdict_line(one: Verdict) -> VerdictLine:
    """Return a verdict as a line."""
    return VerdictLine(one.about, Foreign(one.told), one.level is Level.BROKEN)


def waiting_lines(evidence: KeptEvidence, finding: str | None) -> Iterator[WaitingLine]:
    """Yield what is asked for and not taken, of one finding or of all."""
    for one in evidence.wanted:
        if finding in (None, one.finding):
            why = (
                f"{explain(one.failed.code).sentence} {counted(one.failed.times, 'essai', 'essais')}"
                if one.failed
                else ""
            )
            yield WaitingLine(Address(one.url), Foreign(one.by), one.asked_at.date(), why)
