"""What is kept of the captures of a practice, or of a pack, as bytes: what the verification is given."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from collector.core.errors import EvidenceError
from collector.core.evidence.manifest import (
    Manifest,
    PackRecord,
    TokenRecord,
    Tombstone,
    read_manifest,
    sha256_of,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of one authority as received, and the certificates that prove it (PEM, from the signer to a root)."""

    token: bytes
    chain: bytes
    sums: bytes = b""

    def summed(self, authority: str) -> bytes:
        """Return what `sums` must be: the hashes of both files, in the form that sha256sum reads.

        A signature does not hold every byte of a token (what wraps it, unsigned attributes); these hashes do.
        """
        parts = ((self.token, "tsr"), (self.chain, "pem"))
        return "".join(f"{sha256_of(body)}  {authority}.{suffix}\n" for body, suffix in parts).encode()


@dataclass(frozen=True, slots=True)
class Sealed:
    """One manifest as kept, with the tokens received for it, by authority."""

    manifest: bytes
    tokens: Mapping[str, Token] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """Return the hash under which other manifests name this one."""
        return sha256_of(self.manifest)


@dataclass(frozen=True, slots=True)
class Holdings:
    """All of it: manifests by identifier, pieces by stored name, tombstones by hash, packs made.

    `whole` tells that every manifest of the practice must be here; a pack holds those of one affair only.
    """

    sealed: Mapping[str, Sealed] = field(default_factory=dict)
    pieces: Mapping[str, bytes] = field(default_factory=dict)
    tombstones: Mapping[str, Tombstone] = field(default_factory=dict)
    packs: tuple[PackRecord, ...] = ()
    strangers: tuple[str, ...] = ()  # files that have no place there
    whole: bool = True

    def readable(self) -> dict[str, Manifest]:
        """Return the manifests that can be read, by identifier, in order of time."""
        found = {}
        for name, one in self.sealed.items():
            try:
                found[name] = read_manifest(one.manifest)
            except EvidenceError:
                continue
        return dict(sorted(found.items(), key=lambda item: (item[1].log.started, item[0])))


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What a token proves: the moment, who signed, and the fingerprint of the root that it goes up to."""

    at: dt.datetime
    signer: str
    root: str


# Says what the token of a manifest proves; raises EvidenceError when it proves nothing of these bytes.
CheckToken = Callable[[Token, bytes], TokenFacts]


@dataclass(frozen=True, slots=True)
class Links:
    """What the next manifest must say of those before it."""

    previous: tuple[str, ...]
    tokens: tuple[TokenRecord, ...]
    packs: tuple[PackRecord, ...]
    purged: tuple[Tombstone, ...]


def links(holdings: Holdings) -> Links:
    """Return what the next manifest records: heads of the chain, and what no manifest has recorded yet."""
    known = tuple(holdings.readable().values())
    named = {one for manifest in known for one in manifest.previous}
    recorded = {one for manifest in known for one in manifest.tokens}
    packed = {one.sha256 for manifest in known for one in manifest.packs}
    purged = {one.sha256 for manifest in known for one in manifest.purged}
    heads = (one.sha256 for one in holdings.sealed.values())
    return Links(
        previous=tuple(sorted(set(heads) - named)),
        tokens=tuple(one for one in _token_records(holdings.sealed.values()) if one not in recorded),
        packs=tuple(one for one in holdings.packs if one.sha256 not in packed),
        purged=tuple(one for sha, one in sorted(holdings.tombstones.items()) if sha not in purged),
    )


def _token_records(sealed: Iterable[Sealed]) -> list[TokenRecord]:
    records = [
        TokenRecord(manifest=one.sha256, authority=name, token=sha256_of(token.token), chain=sha256_of(token.chain))
        for one in sealed
        for name, token in one.tokens.items()
    ]
    return sorted(records, key=lambda record: (record.manifest, record.authority))
