"""Asks the authorities for the tokens that manifests still lack, and keeps what became of each try."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from collector.core.errors import ConfigurationError, EvidenceError, Problem, SourceError
from collector.core.evidence.holdings import TokenFacts
from collector.core.evidence.manifest import Manifest, NamedAuthority
from collector.core.evidence.wanted import after_failure, after_token
from collector.core.model import Authority, Practice
from collector.edges.files.catalog import load_authorities
from collector.edges.files.evidence import EvidenceStore
from collector.edges.timestamp import QUERY, ask, fingerprint, read_roots

# Sends a request of some media type to an address, and returns the body of the answer.
Post = Callable[[str, bytes, str], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Stamped:
    """How asking one authority for one manifest ended: what the token proves, or why there is none (in French)."""

    manifest: str
    authority: str
    facts: TokenFacts | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Authorities:
    """The authorities of a practice, with their roots when it gave them; by identifier, in the order given."""

    known: Mapping[str, tuple[Authority, Sequence[x509.Certificate]]]

    def named(self) -> tuple[NamedAuthority, ...]:
        """Return them as a manifest names them."""
        return tuple(
            NamedAuthority(
                id=name, url=one.url, qualified=one.qualified, roots=tuple(sorted(fingerprint(root) for root in roots))
            )
            for name, (one, roots) in self.known.items()
        )


def authorities_of(root: Path, practice: Practice) -> Authorities:
    """Return the authorities that a practice asks; raise ConfigurationError for a file of roots that is none."""
    given = practice.evidence.authorities
    known: dict[str, tuple[Authority, Sequence[x509.Certificate]]] = {}
    for one in load_authorities() if given is None else given:
        try:
            known[one.id] = (one, read_roots((root / one.roots).read_bytes()) if one.roots else ())
        except (OSError, EvidenceError) as error:
            told = f"{one.roots} cannot be used: {error}; give a PEM file of the practice's folder"
            raise ConfigurationError((Problem("practice.yml", None, "evidence.authorities", told),)) from None
    return Authorities(known)


def authority_problems(root: Path, practice: Practice) -> tuple[Problem, ...]:
    """Return what is wrong with the authorities of a practice."""
    try:
        authorities_of(root, practice)
    except ConfigurationError as error:
        return error.problems
    return ()


async def stamp_all(
    store: EvidenceStore, authorities: Authorities, post: Post, now: Callable[[], dt.datetime]
) -> tuple[Stamped, ...]:
    """Ask for every token that a kept manifest lacks, and return how each try ended. A failure loses nothing."""
    holdings = store.load(pieces=False)
    ended: list[Stamped] = []
    for name, manifest in holdings.readable().items():
        lacking = [one for one in manifest.authorities if one.id not in holdings.sealed[name].tokens]
        failures = store.failures(name, manifest)
        for authority in lacking:
            tried = await _stamp(store, name, manifest, holdings.sealed[name].manifest, authority, authorities, post)
            ended.append(tried)
            failures = (
                after_token(failures, authority.id)
                if tried.facts
                else after_failure(failures, authority.id, now(), tried.why)
            )
        if lacking:
            store.keep_failures(name, manifest, failures)
    return tuple(ended)


async def _stamp(
    store: EvidenceStore,
    name: str,
    manifest: Manifest,
    body: bytes,
    named: NamedAuthority,
    authorities: Authorities,
    post: Post,
) -> Stamped:
    """Ask one authority for one token, at the address that the practice gives today, and keep it if it proves."""
    asked = ask(body)
    configured, roots = authorities.known.get(named.id, (None, ()))
    try:
        answer = await post(configured.url if configured else named.url, asked.query, QUERY)
        token, facts = asked.accept(answer, roots, announced=named.roots)
    except SourceError as error:
        return Stamped(name, named.id, None, f"l’autorité ne répond pas ({error})")
    except EvidenceError as error:
        return Stamped(name, named.id, None, str(error))
    store.add_token(name, manifest, named.id, token)
    return Stamped(name, named.id, facts)
