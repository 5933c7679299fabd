"""What a capture gives before it is sealed, and the manifest made of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from collector.core.evidence.holdings import Links
from collector.core.evidence.manifest import (
    CaptureLog,
    Certificate,
    Hop,
    Manifest,
    Method,
    NamedAuthority,
    Note,
    Outcome,
    Piece,
    Resolved,
    sha256_of,
)
from collector.core.evidence.wanted import Wanted


@dataclass(frozen=True, slots=True)
class TakenPiece:
    """One file as it was taken."""

    name: str
    media_type: str
    body: bytes = field(repr=False)
    derived: bool = False

    def named(self) -> Piece:
        """Return its line in the manifest."""
        return Piece(
            name=self.name,
            media_type=self.media_type,
            sha256=sha256_of(self.body),
            size=len(self.body),
            derived=self.derived,
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """What was met at an address, and how. `source` is the page as text, for whoever tells a wall from a content.

    `visible` counts the characters that a reader would see.
    """

    method: Method
    final_url: str
    status: int | None
    pieces: tuple[TakenPiece, ...]
    source: str = field(repr=False)
    visible: int
    user_agent: str
    relay: str
    profile: str
    browser: str | None = None
    notes: tuple[Note, ...] = ()
    path: tuple[Hop, ...] = ()
    resolver: tuple[Resolved, ...] = ()
    local_address: str | None = None
    certificate: Certificate | None = None


_CLIENT_ERROR, _SERVER_ERROR = 400, 500


def outcome_of(status: int | None, *, wall: bool) -> Outcome:
    """Return what was met: a status that refuses or fails is never the content, nor is a wall."""
    if status is not None and status >= _SERVER_ERROR:
        return Outcome.BROKEN
    if status is not None and status >= _CLIENT_ERROR:
        return Outcome.REFUSED
    return Outcome.WALL if wall else Outcome.PAGE


def manifest_of(
    request: Wanted,
    practice: str,
    taken: Taken,
    outcome: Outcome,
    log: CaptureLog,
    authorities: Sequence[NamedAuthority],
    links: Links,
) -> Manifest:
    """Return the manifest to seal."""
    return Manifest(
        wanted=request.id,
        practice=practice,
        finding=request.finding,
        url=request.url,
        final_url=taken.final_url,
        method=taken.method,
        outcome=outcome,
        status=taken.status,
        notes=tuple(sorted(set(taken.notes))),
        log=log,
        pieces=tuple(piece.named() for piece in taken.pieces),
        authorities=tuple(authorities),
        previous=links.previous,
        tokens=links.tokens,
        packs=links.packs,
        purged=links.purged,
    )
