"""Small sealed captures, made without a browser, an authority or a file: for what is computed of them."""

import datetime as dt
from collections.abc import Mapping

from collector.core.errors import EvidenceError
from collector.core.evidence.holdings import Holdings, Links, Sealed, Token, TokenFacts, links
from collector.core.evidence.manifest import (
    CaptureLog,
    Manifest,
    Method,
    NamedAuthority,
    Outcome,
    Tombstone,
    canonical,
    manifest_id,
    sha256_of,
)
from collector.core.evidence.taken import Taken, TakenPiece, manifest_of
from collector.core.evidence.wanted import wanted

STARTED = dt.datetime(2026, 11, 9, 10, 0, tzinfo=dt.UTC)
ENDED = STARTED + dt.timedelta(seconds=4)
ROOT = "ab" * 32
FINDING = "f-0000000000000001"
AUTHORITIES = (
    NamedAuthority(id="une", url="https://une.example/tsr", roots=(ROOT,)),
    NamedAuthority(id="autre", url="https://autre.example/tsr", qualified=True),
)
NO_LINKS = Links((), (), (), ())
BODIES = {"image.png": b"image", "texte.txt": b"Deux heures d'attente."}


def log(**fields: object) -> CaptureLog:
    """Return the log of a capture of 9 November 2026."""
    given = {
        "operator": "A. Lefèvre",
        "tool": "Renom 0.1.0",
        "machine": "poste",
        "system": "Linux",
        "browser": "Chromium 150",
        "user_agent": "Chromium",
        "hosted": False,
        "relay": "aucun",
        "time_zone": "Europe/Paris",
        "profile": "profil neuf",
        "started": STARTED,
        "ended": ENDED,
    }
    return CaptureLog.model_validate(given | fields)


def taken(bodies: Mapping[str, bytes] = BODIES, **fields: object) -> Taken:
    """Return what a browser took of a page, with these pieces."""
    pieces = tuple(TakenPiece(name, "application/octet-stream", body) for name, body in bodies.items())
    given: dict[str, object] = {
        "method": Method.BROWSER,
        "final_url": "https://avis.example/1",
        "status": 200,
        "pieces": pieces,
        "source": "",
        "visible": 20,
        "user_agent": "Chromium",
        "relay": "aucun",
        "profile": "profil neuf",
    }
    return Taken(**(given | fields))  # type: ignore[arg-type]


def manifest(
    number: int = 1, *, linked: Links = NO_LINKS, bodies: Mapping[str, bytes] = BODIES, **of: object
) -> Manifest:
    """Return the manifest of capture `number`, an hour after the one before; `of` are fields of its own."""
    after = dt.timedelta(hours=number - 1)
    request = wanted(f"https://avis.example/{number}", FINDING, "A. Lefèvre", STARTED + after)
    told = log(started=STARTED + after, ended=ENDED + after)
    made = manifest_of(request, "Cabinet", taken(bodies), Outcome.PAGE, told, AUTHORITIES, linked)
    return made.model_copy(update=of)


def token(body: bytes, authority: str, at: dt.datetime | None = None) -> Token:
    """Return a token that `check` accepts for `body`."""
    moment = at or ENDED + dt.timedelta(seconds=1)
    bare = Token(f"{sha256_of(body)} {moment.isoformat()}".encode(), b"chain")
    return Token(bare.token, bare.chain, bare.summed(authority))


def check(one: Token, body: bytes) -> TokenFacts:
    """Say what an invented token proves: its text is the hash of the manifest and the moment."""
    sha, _, moment = one.token.decode().partition(" ")
    if sha != sha256_of(body):
        raise EvidenceError("il porte sur un autre contenu")
    return TokenFacts(dt.datetime.fromisoformat(moment), "Horodatage", ROOT)


def sealed(one: Manifest, *authorities: str) -> Sealed:
    """Return a manifest as kept, dated by these authorities."""
    body = canonical(one)
    return Sealed(body, {name: token(body, name, one.log.ended) for name in authorities})


def held(*kept: Sealed, bodies: Mapping[str, bytes] = BODIES, whole: bool = True, **fields: object) -> Holdings:
    """Return holdings of some captures that share their pieces."""
    pieces = {f"{sha256_of(body)}.{name.rpartition('.')[2]}": body for name, body in bodies.items()}
    names = {manifest_id(one.manifest): one for one in kept}
    return Holdings(sealed=names, pieces=pieces, whole=whole, **fields)  # type: ignore[arg-type]


def two_in_a_row() -> tuple[Sealed, Sealed]:
    """Return two captures dated by both authorities, the second after the first."""
    first = sealed(manifest(), "une", "autre")
    return first, sealed(manifest(2, linked=links(held(first))), "une", "autre")


def stone(body: bytes, reason: str = "durée de conservation") -> Tombstone:
    """Return the tombstone of a piece."""
    return Tombstone(sha256=sha256_of(body), on=dt.date(2027, 1, 4), by="A. Lefèvre", reason=reason)
