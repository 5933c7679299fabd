"""Verifies what is kept: pieces, manifests, chain, tokens. Pure: bytes in, verdicts in French out.

Every byte that is kept is held by a hash or a signature that stands elsewhere; a verdict says which one does not agree.
An absence that a tombstone explains, and a token that has not come yet, are told and break nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from collector.core.errors import EvidenceError
from collector.core.evidence.holdings import CheckToken, Holdings, Sealed, TokenFacts
from collector.core.evidence.manifest import (
    Manifest,
    NamedAuthority,
    Piece,
    TokenRecord,
    Tombstone,
    manifest_id,
    sha256_of,
)
from collector.core.french import counted, day_in_full, spaced

_LATE = 600  # seconds between the end of a capture and its token, beyond which the clock is told to disagree
_SHOWN = 16  # characters of a hash in a sentence; whole hashes stand in the manifests


class Level(StrEnum):
    """How a verdict ends."""

    HOLDS = "holds"
    TOLD = "told"  # something to know, that breaks nothing
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One fact verified. `about` is a manifest, a file or the chain; `told` is a sentence in French."""

    level: Level
    about: str
    told: str
    token: TokenFacts | None = None


def holds(verdicts: tuple[Verdict, ...]) -> bool:
    """Tell whether nothing is broken."""
    return all(one.level is not Level.BROKEN for one in verdicts)


def verify(holdings: Holdings, check: CheckToken) -> tuple[Verdict, ...]:
    """Return a verdict on each thing that is kept, in order: captures with pieces and tokens, chain, the rest."""
    return tuple(_verdicts(holdings, check))


def _verdicts(holdings: Holdings, check: CheckToken) -> Iterator[Verdict]:
    known = holdings.readable()
    for name in sorted(holdings.sealed.keys() - known.keys()):
        yield _broken(name, "le manifeste est illisible ou n’est pas sous sa forme canonique : il a été modifié")
    for name, manifest in known.items():
        yield from verify_one(name, manifest, holdings, check)
    yield from _chain(known, holdings)
    yield from _strangers(known, holdings)


def verify_one(name: str, manifest: Manifest, holdings: Holdings, check: CheckToken) -> Iterator[Verdict]:
    """Yield the verdicts on one capture: its manifest, its pieces, its tokens."""
    sealed = holdings.sealed[name]
    if manifest_id(sealed.manifest) != name:
        yield _broken(name, "le manifeste ne correspond pas à son identifiant : il a été modifié ou échangé")
    for piece in manifest.pieces:
        yield _piece(name, piece, holdings)
    named = {one.id: one for one in manifest.authorities}
    for authority in manifest.authorities:
        yield _token(name, authority, manifest, sealed, check)
    if not named:
        yield Verdict(Level.TOLD, name, "aucune autorité d’horodatage n’était configurée : rien ne date cette capture")
    for stranger in sorted(sealed.tokens.keys() - named.keys()):
        yield _broken(name, f"le jeton « {stranger} » ne vient d’aucune autorité nommée au manifeste")


def _piece(name: str, piece: Piece, holdings: Holdings) -> Verdict:
    about = f"{name}/{piece.name}"
    body = holdings.pieces.get(piece.stored)
    if body is None:
        stone = holdings.tombstones.get(piece.sha256)
        if stone is None:
            return _broken(about, "la pièce manque, sans motif d’effacement")
        return Verdict(Level.TOLD, about, _erased(stone))
    if len(body) != piece.size or sha256_of(body) != piece.sha256:
        return _broken(about, "la pièce ne correspond pas à son empreinte : elle a été modifiée")
    return Verdict(Level.HOLDS, about, "la pièce est intacte")


def _erased(stone: Tombstone) -> str:
    return spaced(
        f"pièce effacée le {day_in_full(stone.on)} par {stone.by} : {stone.reason}. Son empreinte reste au manifeste"
    )


def _token(name: str, authority: NamedAuthority, manifest: Manifest, sealed: Sealed, check: CheckToken) -> Verdict:
    about = f"{name}/{authority.id}"
    token = sealed.tokens.get(authority.id)
    if token is None:
        return Verdict(Level.TOLD, about, "horodatage en attente : cette autorité n’a pas encore répondu")
    if token.sums != token.summed(authority.id):
        return _broken(
            about, "le jeton ou ses certificats ne correspondent pas à leurs empreintes : ils ont été modifiés"
        )
    try:
        facts = check(token, sealed.manifest)
    except EvidenceError as error:
        return _broken(about, f"le jeton d’horodatage ne prouve rien de ce manifeste ({error})")
    if authority.roots and facts.root not in authority.roots:
        return _broken(about, "le jeton remonte à une autre racine que celle que le manifeste annonçait")
    offset = (facts.at - manifest.log.ended).total_seconds()
    kind = "qualifiée" if authority.qualified else "non qualifiée"
    when = f"le {day_in_full(facts.at.date())} à {facts.at:%H:%M:%S} UTC"
    told = f"manifeste horodaté {when} par « {facts.signer} » (autorité {kind}, racine {facts.root[:_SHOWN]}…)"
    if offset < -_LATE:
        more = " ; l’horloge de la machine avançait sur celle de l’autorité"
        return Verdict(Level.TOLD, about, spaced(told + more), facts)
    return Verdict(Level.HOLDS, about, spaced(told), facts)


def _chain(known: dict[str, Manifest], holdings: Holdings) -> Iterator[Verdict]:
    """Yield what is wrong with the links between manifests; one good verdict when nothing is."""
    by_hash = {one.sha256: one for one in holdings.sealed.values()}
    faults = list(_chain_faults(known, holdings, by_hash))
    yield from faults
    if not known or faults:
        return
    outside = {one for manifest in known.values() for one in manifest.previous} - by_hash.keys()
    told = f"la chaîne tient : {counted(len(known), 'manifeste', 'manifestes')}"
    if outside:
        told += f", et {len(outside)} autre(s) du cabinet, hors de ce lot, qui n’y figurent que par leur empreinte"
    yield Verdict(Level.HOLDS, "chaîne", spaced(told))


def _chain_faults(known: dict[str, Manifest], holdings: Holdings, by_hash: dict[str, Sealed]) -> Iterator[Verdict]:
    for name, manifest in known.items():
        if holdings.whole:
            for missing in sorted(set(manifest.previous) - by_hash.keys()):
                yield _broken("chaîne", f"{name} suit un manifeste qui manque (empreinte {missing[:_SHOWN]}…)")
        for record in manifest.tokens:
            if record.manifest in by_hash:
                yield from _recorded(name, record, by_hash[record.manifest])
        for stone in manifest.purged:
            kept = holdings.tombstones.get(stone.sha256)
            if kept is not None and kept != stone:
                yield _broken("chaîne", f"le motif d’effacement de {stone.sha256[:_SHOWN]}… n’est plus celui d’alors")
            if kept is None and holdings.whole:
                yield _broken("chaîne", f"le motif d’effacement de {stone.sha256[:_SHOWN]}… a disparu")


def _recorded(name: str, record: TokenRecord, sealed: Sealed) -> Iterator[Verdict]:
    token = sealed.tokens.get(record.authority)
    now = None if token is None else (sha256_of(token.token), sha256_of(token.chain))
    if now != (record.token, record.chain):
        what = "manque" if now is None else "a changé"
        yield _broken("chaîne", f"le jeton « {record.authority} » que {name} avait relevé {what}")


def _strangers(known: dict[str, Manifest], holdings: Holdings) -> Iterator[Verdict]:
    claimed = {piece.stored for manifest in known.values() for piece in manifest.pieces}
    for name in sorted(holdings.pieces.keys() - claimed):
        if holdings.whole:  # what a stopped capture leaves, swept at the next one
            yield Verdict(Level.TOLD, name, "aucun manifeste ne réclame cette pièce : une capture arrêtée l’a laissée")
        else:
            yield _broken(name, "aucun manifeste ne réclame cette pièce : elle a été ajoutée")
    for name in holdings.strangers:
        yield _broken(name, "ce fichier n’a pas sa place ici : il a été ajouté ou renommé")


def _broken(about: str, told: str) -> Verdict:
    return Verdict(Level.BROKEN, about, spaced(told))
