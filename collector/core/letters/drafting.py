"""Prepares one letter from what a practice knows: which facts fill it, whether it serves, what to be careful about."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from collector.core.errors import LetterError
from collector.core.french import spaced
from collector.core.ledger import Ledger
from collector.core.letters.blanks import addressee
from collector.core.letters.facts import Writer, facts, impossible_day
from collector.core.letters.filling import Letter, fill
from collector.core.letters.subject import about, standing_of, subject_of, writer_of
from collector.core.letters.telling import IMPOSSIBLE_DAY, UNQUOTED, only_if, to_check, why_not
from collector.core.model import LetterTemplate, Profession, ProfessionTerms, Publisher


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks for. `subject` is a finding or an affair; `by` who signs, if it does not go without saying.

    `given` are facts, by the name of their field. `quote` puts the kept words in the letter, `anyway` writes it even
    where it does not serve.
    """

    slug: str
    subject: str
    by: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    quote: bool = False
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter ready to be written: by whom, of which day, and what to be careful about, in French."""

    letter: Letter
    author: str
    day: dt.date
    cautions: tuple[str, ...]


def named(slug: str, letters: Collection[LetterTemplate]) -> LetterTemplate:
    """Return a letter of the catalogue; raise LetterError with those of a name like it."""
    found = {one.slug: one for one in letters}
    if slug not in found:
        like = get_close_matches(slug, found, n=3, cutoff=0.6)
        told = f" Voulez-vous dire {' ou '.join(like)} ?" if like else ""
        raise LetterError(spaced(f"Aucune lettre ne s’appelle « {slug} ».{told} La liste : renom letter --list"))
    return found[slug]


def draft(asked: Request, ledger: Ledger, today: dt.date, professions: Mapping[Profession, ProfessionTerms]) -> Draft:
    """Return the letter that is asked for, its missing facts marked.

    Raise LetterError, in French, for a name that leads nowhere, for a letter that does not serve its subject (unless
    `anyway`), and for a fact that the letter does not ask for.
    """
    letter = named(asked.slug, ledger.letters)
    subject = subject_of(asked.subject, ledger)
    who = writer_of(subject, asked.by, ledger)
    stands = standing_of(letter, subject, who, ledger, today)
    if not stands.serves and not asked.anyway:
        told = why_not(letter, stands)
        raise LetterError(spaced(f"{told} Pour l’écrire quand même : ajoutez --anyway."))
    strange = ", ".join(f"« {name} »" for name in sorted(set(asked.given) - set(letter.fields)))
    if strange:
        told = f"« {letter.slug} » ne demande pas {strange}. Ses champs : {', '.join(letter.fields)}."
        raise LetterError(spaced(told))
    writer = Writer(who, ledger.practice, professions[who.profession], ledger.coverage.policies)
    at = about(subject, ledger, quote=asked.quote)
    to = addressee(letter, ledger.publishers)
    values = {**facts(letter, writer, at, to, today), **asked.given}
    cautions = [
        only_if(stands),
        "" if stands.serves else why_not(letter, stands),
        UNQUOTED if asked.quote and "passages" in letter.fields and "passages" not in values else "",
        IMPOSSIBLE_DAY if any(impossible_day(one, today) for one in subject.findings) else "",
        *(f"À faire vérifier avant l’envoi : {one}" for one in _unverified(letter, who.profession, to, ledger)),
    ]
    told_of = tuple(spaced(one) for one in cautions if one)
    return Draft(letter=fill(letter, values), author=who.display_name, day=today, cautions=told_of)


def _unverified(
    letter: LetterTemplate, profession: Profession, to: Publisher | None, ledger: Ledger
) -> tuple[str, ...]:
    """Return what nobody has verified yet: who the letter goes to, and its law, the article on secrecy included."""
    own = [f"secret-{profession}"] if "article_sur_le_secret" in letter.fields else []
    slugs = (*letter.statements, *own)
    return to_check(letter, to, [ledger.statements[one] for one in slugs if one in ledger.statements])
