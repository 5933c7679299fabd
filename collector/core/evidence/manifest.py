"""What is sealed: the manifest of one capture, its canonical form, and the links that make a chain of manifests.

A manifest holds hashes and facts, never a third party's words; it stays in data/ when the pieces are purged. It holds
no commit id. Its identifier is made of its own hash, so nothing can be slipped under its name. Links go to all the
manifests that none had named yet: two machines that capture at once make a fork, which the next capture joins.
"""

import datetime as dt
import hashlib
import json
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from collector.core.errors import EvidenceError
from collector.core.model import FindingId, Model, Sha256, Slug, Text

ManifestId = Annotated[str, StringConstraints(pattern=r"^e-[0-9a-f]{16}$")]
WantedId = Annotated[str, StringConstraints(pattern=r"^w-[0-9a-f]{16}$")]
PieceName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]{2,5}$", max_length=40)]


class Method(StrEnum):
    """What took the capture."""

    BROWSER = "browser"
    HTTP = "http"


class Outcome(StrEnum):
    """What was met at the address: only `page` may be the content."""

    PAGE = "page"
    WALL = "wall"  # a consent page, a captcha, a login in place of the content
    REFUSED = "refused"  # an answer 4xx
    BROKEN = "broken"  # an answer 5xx, or another that is no content


class Note(StrEnum):
    """What a reader of the pieces must know of how they were taken."""

    NO_BROWSER = "no-browser"
    BROWSER_FAILED = "browser-failed"
    CUT_HEIGHT = "cut-height"
    CUT_TEXT = "cut-text"
    OVERLAY = "overlay"
    DIALOGS = "dialogs"
    POPUPS = "popups"
    DOWNLOADS = "downloads"
    REFUSED_ADDRESSES = "refused-addresses"
    MISSING_PIECE = "missing-piece"
    TOO_MUCH = "too-much"


class Piece(Model):
    """One file of a capture. `derived` tells that it was made for screens and is no image of the page as it was."""

    name: PieceName
    media_type: Text
    sha256: Sha256
    size: Annotated[int, Field(ge=0)]
    derived: bool = False

    @property
    def stored(self) -> str:
        """Return the name under which the bytes are kept, once for all the captures that hold them."""
        return f"{self.sha256}.{self.name.rpartition('.')[2]}"


class Hop(Model):
    """One step of the path followed: an address, and the status of its answer when it is known."""

    url: str
    status: int | None = None


class Resolved(Model):
    """What the resolver answered for one host, and where the connection went."""

    host: str
    addresses: tuple[str, ...] = ()
    connected: str | None = None


class Certificate(Model):
    """The TLS certificate that the site showed."""

    sha256: Sha256
    subject: str
    issuer: str


class CaptureLog(Model):
    """How the capture was made: the points that courts look for in a record of a page (NF Z67-147 as a model)."""

    operator: Text
    automatic: bool = False
    tool: Text
    machine: str
    system: str
    browser: str | None
    user_agent: str
    hosted: bool
    local_address: str | None = None
    seen_address: str | None = None
    resolver: tuple[Resolved, ...] = ()
    relay: str
    clock_source: str | None = None
    clock_offset_ms: int | None = None
    time_zone: str
    profile: str
    path: tuple[Hop, ...] = ()
    started: dt.datetime
    ended: dt.datetime
    certificate: Certificate | None = None


class NamedAuthority(Model):
    """A timestamp authority asked for this manifest. `roots` are fingerprints of certificates, when known before."""

    id: Slug
    url: Text
    qualified: bool = False
    roots: tuple[Sha256, ...] = ()


class TokenRecord(Model):
    """A token received earlier for another manifest, and its certificates: hashed here so that they cannot change."""

    manifest: Sha256
    authority: Slug
    token: Sha256
    chain: Sha256


class PackRecord(Model):
    """A pack handed over earlier: its hash, and when it was made."""

    sha256: Sha256
    made_on: dt.date


class Tombstone(Model):
    """A piece that was erased on purpose: its hash and the reason remain."""

    sha256: Sha256
    on: dt.date
    by: Text
    reason: Text


class Manifest(Model):
    """All that is sealed of one capture. `previous` are hashes of manifests, sorted."""

    v: Literal[1] = 1
    wanted: WantedId
    practice: Text
    finding: FindingId | None
    url: Text
    final_url: str
    method: Method
    outcome: Outcome
    status: int | None
    notes: tuple[Note, ...] = ()
    log: CaptureLog
    pieces: Annotated[tuple[Piece, ...], Field(min_length=1)]
    authorities: tuple[NamedAuthority, ...] = ()
    previous: tuple[Sha256, ...] = ()
    tokens: tuple[TokenRecord, ...] = ()
    packs: tuple[PackRecord, ...] = ()
    purged: tuple[Tombstone, ...] = ()

    @property
    def size(self) -> int:
        """Return the bytes of all pieces together."""
        return sum(piece.size for piece in self.pieces)


def sha256_of(body: bytes) -> str:
    """Return the SHA-256 of `body`, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def canonical(noun: Model) -> bytes:
    """Return the one form of a noun: JSON in UTF-8, keys sorted, indented by one space, a final line end."""
    return _form(noun.model_dump(mode="json"))


def _form(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def manifest_id(body: bytes) -> str:
    """Return the identifier of the manifest whose canonical form is `body`."""
    return f"e-{sha256_of(body)[:16]}"


def read_manifest(body: bytes) -> Manifest:
    """Return the manifest whose canonical form is `body`; raise EvidenceError when it is not one.

    The form is judged on the JSON and not on the noun: what a later version adds to the noun changes no old manifest.
    """
    try:
        if _form(json.loads(body)) != body:
            raise EvidenceError("not the canonical form")
        return Manifest.model_validate_json(body)
    except ValidationError as error:
        raise EvidenceError(f"{error.error_count()} faults") from None
    except (ValueError, RecursionError):  # no UTF-8, no JSON, a number that is none
        raise EvidenceError("not JSON") from None
