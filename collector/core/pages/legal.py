"""Sentences of law and ethics as pages show them: never without their source, the day they were read, and how sure.

Decides when a sentence must be read again; never whether it is right.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from collector.core.errors import BuildError
from collector.core.foreign import Address, Foreign
from collector.core.french import day_in_full, spaced
from collector.core.law.review import YEARLY, due_on
from collector.core.model import Citation, Confidence, Provenance, Statement

_TO_CHECK = "à faire vérifier"
_DIVERGING = "les autorités divergent"


@dataclass(frozen=True, slots=True)
class Cited:
    """One source of a sentence."""

    title: Foreign
    url: Address


@dataclass(frozen=True, slots=True)
class Sourced:
    """Where something was read, when, and what a reader must be warned of (`marks`, in French).

    `single` tells that no second, independent source confirms it.
    """

    sources: tuple[Cited, ...]
    read_on: dt.date
    document_date: dt.date | None
    single: bool
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegalSentence:
    """One sentence, with its sources."""

    text: Foreign
    sourced: Sourced


def legal_sentence(statement: Statement, today: dt.date) -> LegalSentence:
    """Return a statement as it stands on `today`."""
    marks = [*_stale(statement.provenance, statement.review_every, today)]
    if statement.conflicts_with:
        marks.append(_DIVERGING)
    if statement.valid_from is not None and today < statement.valid_from:
        marks.append(f"en vigueur à partir du {day_in_full(statement.valid_from)}")
    if statement.valid_until is not None and today > statement.valid_until:
        marks.append(f"n’est plus en vigueur depuis le {day_in_full(statement.valid_until)}")
    return LegalSentence(Foreign(spaced(statement.text)), sourced(statement.provenance, *marks))


def sentences(
    slugs: Iterable[str], statements: Mapping[str, Statement], today: dt.date, of: str
) -> tuple[LegalSentence, ...]:
    """Return the statements of some slugs, each followed by those that say otherwise.

    Raise BuildError naming `of`, which rests on one that does not exist.
    """
    found: dict[str, LegalSentence] = {}
    for slug in slugs:
        for one in _with_what_conflicts(slug, statements, of):
            found.setdefault(one.slug, legal_sentence(one, today))
    return tuple(found.values())


def _with_what_conflicts(slug: str, statements: Mapping[str, Statement], of: str) -> Iterator[Statement]:
    first = statements.get(slug)
    for named in (slug, *(first.conflicts_with if first is not None else ())):
        if named not in statements:
            raise BuildError(f"{of} rests on statement {named!r}, which the catalogue does not have")
        yield statements[named]


def reviewed(provenance: Provenance, today: dt.date, every: int = YEARLY) -> Sourced:
    """Return a provenance as it stands on `today`, when what it is of must be read again after `every` days."""
    return sourced(provenance, *_stale(provenance, every, today))


def _stale(provenance: Provenance, every: int, today: dt.date) -> Iterator[str]:
    if today > due_on(provenance.read_on, every):
        yield f"à relire : vérifié le {day_in_full(provenance.read_on)}"


def sourced(provenance: Provenance, *marks: str) -> Sourced:
    """Return a provenance for a page; `marks` come after the one that its confidence calls for."""
    return Sourced(
        sources=tuple(_cited(one) for one in provenance.sources),
        read_on=provenance.read_on,
        document_date=provenance.document_date,
        single=provenance.confidence is Confidence.SINGLE,
        marks=((_TO_CHECK,) if provenance.confidence is Confidence.TO_CHECK else ()) + marks,
    )


def _cited(citation: Citation) -> Cited:
    return Cited(Foreign(spaced(citation.title)), Address(citation.url))
