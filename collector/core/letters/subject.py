"""What a letter is about: one finding, or the findings of an affair; who may sign it, and whether it serves."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from collector.core.clocks.findings import last_days
from collector.core.errors import LetterError
from collector.core.french import counted, spaced
from collector.core.ledger import Ledger
from collector.core.letters.facts import About
from collector.core.letters.serving import Standing, sends, standing
from collector.core.model import Case, Finding, LetterTemplate, Practitioner, Publisher, Source
from collector.core.pages.rows import kept_words
from collector.core.procedures import facts_of


@dataclass(frozen=True, slots=True)
class Subject:
    """One finding, or an affair with its findings (none that is still kept, perhaps)."""

    findings: tuple[Finding, ...]
    case: Case | None = None


def subject_of(name: str, ledger: Ledger) -> Subject:
    """Return the finding or the affair of that name; raise LetterError when there is none."""
    by_id = {one.id: one for one in ledger.findings}
    if name in by_id:
        return Subject((by_id[name],))
    case = next((one for one in ledger.cases if one.id == name), None)
    if case is None:
        known = f"{counted(len(by_id), 'relevé', 'relevés')}, {counted(len(ledger.cases), 'affaire', 'affaires')}"
        told = f"Rien ne s’appelle « {name} » ({known}). Un relevé s’appelle « f-… », une affaire « a-… »."
        raise LetterError(spaced(f"{told} Ce nom figure sur sa page."))
    return Subject(tuple(by_id[one] for one in case.findings if one in by_id), case)


def writer_of(subject: Subject, by: str, ledger: Ledger) -> Practitioner:
    """Return who signs: one person, never the practice; raise LetterError when that does not go without saying."""
    practice = ledger.practice
    concerned = [one.practitioner for one in subject.findings]
    if subject.case is not None and subject.case.for_:
        concerned = list(subject.case.for_)
    names = dict.fromkeys([by] if by else concerned)
    found = [one for one in map(practice.practitioner, names) if one is not None]
    if not found and not by and len(practice.practitioners) == 1:
        return practice.practitioners[0]
    if len(found) != 1:
        told = ", ".join(one.id for one in found or practice.practitioners)
        raise LetterError(spaced(f"Dites qui signe la lettre : --by suivi de l’un de ces noms : {told}."))
    return found[0]


def about(subject: Subject, ledger: Ledger, *, quote: bool) -> About:
    """Return what a letter may say of its subject."""
    source = _source(subject, ledger)
    held = ((one.id, kept_words(ledger, one, one.text_sha256)) for one in subject.findings)
    return About(
        findings=subject.findings,
        source=source,
        publisher=_publisher(subject, source, ledger),
        words={finding: words for finding, words in held if words is not None},
        quote=quote,
        chosen=subject.case is not None and subject.case.publisher is not None,
        events=() if subject.case is None else subject.case.events,
    )


def standing_of(
    letter: LetterTemplate, subject: Subject, who: Practitioner, ledger: Ledger, today: dt.date
) -> Standing:
    """Return how a letter stands: by the routes that a person chose, or for the finding that it fits best."""
    chosen = () if subject.case is None else subject.case.procedures
    sent = [one for one in chosen if one in ledger.procedures and letter.slug in sends(ledger.procedures[one])]
    if sent or not subject.findings:
        return Standing(open=tuple(ledger.procedures[one] for one in sent), general=not sent)
    return max((_standing(letter, one, who, ledger, today) for one in subject.findings), key=_rank)


def _rank(stands: Standing) -> tuple[bool, bool, bool]:
    return stands.serves, bool(stands.open), bool(stands.closed)


def _standing(letter: LetterTemplate, finding: Finding, who: Practitioner, ledger: Ledger, today: dt.date) -> Standing:
    catalogue = tuple(ledger.procedures.values())
    bound = dict.fromkeys(limit.delay for one in catalogue for limit in one.limits)
    known = facts_of(finding, who.profession, last_days(finding, bound, ledger))
    return standing(letter, known, ledger.sources.get(finding.source), today, catalogue)


def _source(subject: Subject, ledger: Ledger) -> Source | None:
    case = subject.case
    named: Iterable[str] = {one.source for one in subject.findings}
    if case is not None and case.source is not None:
        named = {case.source}
    sources = list(named)
    return ledger.sources.get(sources[0]) if len(sources) == 1 else None


def _publisher(subject: Subject, source: Source | None, ledger: Ledger) -> Publisher | None:
    slug = subject.case.publisher if subject.case is not None else None
    if slug is None and source is not None:
        slug = source.publisher
    return ledger.publishers.get(slug or "")
