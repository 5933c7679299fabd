"""Prepares one letter from what a practice knows: which facts fill it, whether it serves, what to be careful about."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from collector.core.errors import LetterError
from collector.core.french import counted, spaced
from collector.core.ledger import Ledger
from collector.core.letters.facts import About, Writer, facts, recipient
from collector.core.letters.filling import Letter, blank, fill
from collector.core.letters.serving import Standing, standing
from collector.core.letters.telling import only_if, to_check, why_not
from collector.core.model import (
    Finding,
    LetterTemplate,
    Practitioner,
    Profession,
    ProfessionTerms,
    Publisher,
    Words,
)
from collector.core.pages.delays import last_days
from collector.core.pages.rows import kept_words
from collector.core.procedures import facts_of

_SECRECY = "article_sur_le_secret"


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks for. `subject` is a finding; `by` who writes, when that does not go without saying.

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
        like = get_close_matches(slug, found, n=3, cutoff=0.4)
        told = f" Voulez-vous dire {' ou '.join(like)} ?" if like else ""
        raise LetterError(spaced(f"Aucune lettre ne s’appelle « {slug} ».{told} La liste : renom letter --list"))
    return found[slug]


def blank_of(letter: LetterTemplate, publishers: Mapping[str, Publisher]) -> Letter:
    """Return the blank copy of a letter: only the recipient to whom it always goes is filled."""
    return blank(letter, {name: value for name, value in recipient(_to(letter, publishers)) if value})


def draft(
    asked: Request, ledger: Ledger, today: dt.date, professions: Mapping[Profession, ProfessionTerms]
) -> Draft:
    """Return the letter that is asked for, its missing facts marked.

    Raise LetterError, in French, for a name that leads nowhere, for a letter that does not serve the finding (unless
    `anyway`), and for a fact that the letter does not ask for.
    """
    letter = named(asked.slug, ledger.letters)
    finding = _finding(asked.subject, ledger)
    who = _writer(asked.by or finding.practitioner, ledger)
    stands = _standing(letter, finding, who, ledger, today)
    if not stands.serves and not asked.anyway:
        told = why_not(letter, stands)
        raise LetterError(spaced(f"{told} Pour l’écrire quand même : ajoutez --anyway."))
    strange = sorted(set(asked.given) - set(letter.fields))
    if strange:
        raise LetterError(
            spaced(f"« {letter.slug} » ne demande pas « {', '.join(strange)} ». Ses champs : {', '.join(letter.fields)}.")
        )
    about = _about(finding, ledger, quote=asked.quote)
    writer = Writer(who, ledger.practice, professions[who.profession], ledger.coverage.policies)
    known = facts(letter, writer, about, _to(letter, ledger.publishers), today)
    return Draft(
        letter=fill(letter, {**known, **asked.given}),
        author=who.display_name,
        day=today,
        cautions=tuple(_cautions(letter, stands, who, finding, ledger, quote=asked.quote and "passages" not in known)),
    )


def _finding(subject: str, ledger: Ledger) -> Finding:
    found = next((one for one in ledger.findings if one.id == subject), None)
    if found is None:
        count = counted(len(ledger.findings), "relevé connu", "relevés connus")
        told = f"Aucun relevé ne s’appelle « {subject} » ({count}). Son nom figure sur sa page : « f-… »."
        raise LetterError(spaced(told))
    return found


def _writer(practitioner: str, ledger: Ledger) -> Practitioner:
    """Return who writes: a letter is signed by one person, never by the practice."""
    people = ledger.practice.practitioners
    person = ledger.practice.practitioner(practitioner)
    if person is None and len(people) == 1:
        person = people[0]
    if person is None:
        names = ", ".join(one.id for one in people)
        raise LetterError(spaced(f"Dites qui signe la lettre : --by suivi de l’un de ces noms : {names}."))
    return person


def _standing(letter: LetterTemplate, finding: Finding, who: Practitioner, ledger: Ledger, today: dt.date) -> Standing:
    catalogue = tuple(ledger.procedures.values())
    bound = dict.fromkeys(limit.delay for one in catalogue for limit in one.limits)
    known = facts_of(finding, who.profession, last_days(finding, bound, ledger))
    return standing(letter, known, ledger.sources.get(finding.source), today, catalogue)


def _about(finding: Finding, ledger: Ledger, *, quote: bool) -> About:
    source = ledger.sources.get(finding.source)
    words = kept_words(ledger, finding, finding.text_sha256)
    held: dict[str, Words] = {} if words is None else {finding.id: words}
    publisher = None if source is None else ledger.publishers.get(source.publisher or "")
    return About((finding,), source, publisher, held, quote)


def _to(letter: LetterTemplate, publishers: Mapping[str, Publisher]) -> Publisher | None:
    if letter.to is None:
        return None
    if letter.to not in publishers:
        raise LetterError(spaced(f"« {letter.slug} » s’adresse à « {letter.to} », que le catalogue n’a pas."))
    return publishers[letter.to]


def _cautions(
    letter: LetterTemplate, stands: Standing, who: Practitioner, finding: Finding, ledger: Ledger, *, quote: bool
) -> list[str]:
    told = [only_if(stands)]
    if not stands.serves:
        told.append(why_not(letter, stands))
    if quote:
        told.append("Le texte n’est pas cité : il a été masqué, coupé ou effacé. Recopiez-le du site, mot à mot.")
    if finding.published.earliest is not None and finding.published.earliest > ledger_day(finding):
        told.append(spaced("La date affichée par le site est impossible : donnez la vraie avec --set mise_en_ligne=…"))
    slugs = [*letter.statements, *([f"secret-{who.profession}"] if _SECRECY in letter.fields else [])]
    unverified = to_check(letter, [ledger.statements[one] for one in slugs if one in ledger.statements])
    told += [spaced(f"À faire vérifier avant l’envoi : {one}") for one in unverified]
    return [one for one in told if one]
