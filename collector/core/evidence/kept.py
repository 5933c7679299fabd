"""The captures of a practice as screens show them: manifests, what their verification says, what is asked for."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from collector.core.evidence.holdings import CheckToken, Holdings
from collector.core.evidence.manifest import Manifest
from collector.core.evidence.verify import Level, Verdict, verify, verify_one
from collector.core.evidence.wanted import Wanted

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """Captures by identifier in order of time, verdicts by capture, what concerns them all, and what is asked for."""

    captures: Mapping[str, Manifest] = field(default_factory=dict)
    verdicts: Mapping[str, tuple[Verdict, ...]] = field(default_factory=dict)
    together: tuple[Verdict, ...] = ()
    wanted: tuple[Wanted, ...] = ()

    @property
    def broken(self) -> tuple[Verdict, ...]:
        """Return what does not hold, of any capture or of the chain."""
        every = (*(one for some in self.verdicts.values() for one in some), *self.together)
        return tuple(one for one in every if one.level is Level.BROKEN)

    def weight(self, year: int) -> int:
        """Return the bytes of the pieces taken in a year, each counted once: what is the same is stored once."""
        pieces = {
            piece.sha256: piece.size
            for one in self.captures.values()
            if one.log.started.year == year
            for piece in one.pieces
        }
        return sum(pieces.values())


def kept_evidence(holdings: Holdings, check: CheckToken, wanted: tuple[Wanted, ...]) -> KeptEvidence:
    """Return what is kept, verified."""
    captures = holdings.readable()
    verdicts = {name: tuple(verify_one(name, one, holdings, check)) for name, one in captures.items()}
    said = {one for some in verdicts.values() for one in some}
    together = tuple(one for one in verify(holdings, check) if one not in said)
    return KeptEvidence(captures, verdicts, together, wanted)


def evidence_as_of(evidence: KeptEvidence, day: dt.date) -> KeptEvidence:
    """Return the captures that existed at the end of `day`; what is verified is what is kept today."""
    captures = {name: one for name, one in evidence.captures.items() if one.log.started.date() <= day}
    verdicts = {name: evidence.verdicts[name] for name in captures}
    return replace(evidence, captures=captures, verdicts=verdicts)
