"""Sentences of law and ethics as pages show them: never without their source, the day they were read, and how sure.

Decides when a sentence must be read again; never whether it is right.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collector.core.errors import BuildError
from collector.core.foreign import Address, Foreign
from collector.core.french import day_in_full, spaced
from collector.core.model import Citation, Confidence, Provenance, Statement

_TO_CHECK = "à faire vérifier"


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
    due = statement.provenance.read_on + dt.timedelta(days=statement.review_every)
    marks = []
    if today > due:
        marks.append(f"à relire : vérifié le {day_in_full(statement.provenance.read_on)}")
    if statement.valid_from is not None and today < statement.valid_from:
        marks.append(f"en vigueur à partir du {day_in_full(statement.valid_from)}")
    if statement.valid_until is not None and today > statement.valid_until:
        marks.append(f"n’est plus en vigueur depuis le {day_in_full(statement.valid_until)}")
    return LegalSentence(Foreign(spaced(statement.text)), sourced(statement.provenance, *marks))


def sentences(
    slugs: Iterable[str], statements: Mapping[str, Statement], today: dt.date, of: str
) -> tuple[LegalSentence, ...]:
    """Return the statements of some slugs; raise BuildError naming `of`, which rests on one that does not exist."""
    found = []
    for slug in slugs:
        statement = statements.get(slug)
        if statement is None:
            raise BuildError(f"{of} rests on statement {slug!r}, which the catalogue does not have")
        found.append(legal_sentence(statement, today))
    return tuple(found)


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
