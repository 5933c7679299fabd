"""The page of one open finding: what was read, how sure we are that it is about us, what happened since."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from collector.core.clocks.findings import doubt_of_date, is_unqualified
from collector.core.foreign import Address, Foreign
from collector.core.french import counted, listed, number
from collector.core.model import About, Absence, Assessment, Finding, MentionForm, Sighting, Version, Words
from collector.core.pages.affair_lines import AffairLine, affair_line, affairs_of
from collector.core.pages.coverage import Sight
from collector.core.pages.delays import FindingClock, finding_clocks
from collector.core.pages.evidence import EvidenceSection, evidence_section
from collector.core.pages.legal import LegalSentence, sentences
from collector.core.pages.moments import moment, state_in_full
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import Page, finding_page
from collector.core.pages.reply_guides import GuideLine, guide_lines
from collector.core.pages.retention import keeping
from collector.core.pages.routes import WhatToDo, what_to_do
from collector.core.pages.rows import RULINGS, Row, kept_words, nature_in_full, rating_in_full, row, rows
from collector.core.procedures import facts_of
from collector.core.series import Written, series
from collector.core.text import EXCERPT_LENGTH, KEPT_LENGTH, shorten

ABOUT = {
    About.YES: "vous concerne",
    About.NO: "ne vous concerne pas",
    About.UNCERTAIN: "incertain : à confirmer",
}
# Doing nothing, or one of the four families; what each holds is ours, not the Ordre's.
STRATEGIES = {
    "aucune": "neutre : ne rien faire",
    "pacifique": "pacifique : répondre, dans le respect du secret",
    "preventive": "préventive : surveiller et se préparer",
    "defensive": "défensive : signaler, s’opposer ou faire retirer",
    "offensive": "offensive : conserver la preuve, consulter un avocat, porter plainte",
}
_MASKED = {
    "health": "données de santé",
    "phone": "numéros de téléphone",
    "email": "adresses électroniques",
    "nir": "numéros de sécurité sociale",
    "name": "noms de tiers",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Words to read on purpose: a first excerpt, then the rest on demand. `notes` say what is masked or cut."""

    title: Foreign
    excerpt: Foreign
    rest: Foreign
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """What a mention said before it was edited; `passage` is None when the words are no longer kept.

    `same_text` tells that its text was that of today: its rating was another, or the words came back.
    """

    seen: dt.date
    rating: str
    same_text: bool
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the mention was met."""

    source: Foreign
    url: Address
    first_seen: dt.date


@dataclass(frozen=True, slots=True)
class Ruled:
    """One decision of a person, as the page shows it."""

    ruling: str
    on: dt.date
    by: Foreign
    why: Foreign


@dataclass(frozen=True, slots=True)
class Assessed:
    """What triage proposes about a finding, and why: a proposal, never a verdict.

    `pressed` tells that it called for something within days when it was judged.
    """

    also: Foreign
    strategy: str
    reasons: tuple[Foreign, ...]
    pressed: bool


@dataclass(frozen=True, slots=True)
class FindingPage:
    """The view of the page of a finding.

    `confidence` is a percentage; `passage` is None when the words are erased, `to_do` when there is no procedure.
    `keeping` says until when the words are kept, or why they are gone.
    `alike` are the reviews that may have been written together with this one.
    """

    row: Row
    url: Address
    publisher: Foreign
    published: str
    first_seen: dt.date
    state: str
    about: str
    confidence: int
    reasons: tuple[Foreign, ...]
    nature: Foreign
    unqualified: bool
    clocks: tuple[FindingClock, ...]
    assessment: Assessed
    law: tuple[LegalSentence, ...]
    alike: tuple[Row, ...]
    passage: Passage | None
    keeping: Foreign
    reply: Foreign
    earlier: tuple[EarlierVersion, ...]
    places: tuple[Place, ...]
    absences: tuple[Absence, ...]
    decisions: tuple[Ruled, ...]
    guides: tuple[GuideLine, ...]
    to_do: WhatToDo | None
    evidence: EvidenceSection
    today: dt.date
    sight: Sight
    affairs: tuple[AffairLine, ...]


def finding_pages(seen_from: Outlook) -> Iterator[Page]:
    """Yield the page of each open finding."""
    together = series(_written(seen_from))
    for finding in seen_from.open.shown:
        view = _view(finding, seen_from, together.get(finding.id, ()))
        yield Page(finding_page(finding.id), "finding.md.j2", view, search=False)


def _written(seen_from: Outlook) -> Iterator[Written]:
    """Yield what each review says, as far as its words are kept."""
    for finding in seen_from.ledger.findings:
        words = kept_words(seen_from.ledger, finding, finding.text_sha256)
        if finding.form is MentionForm.REVIEW and words is not None:
            bad = finding.rating is not None and finding.rating.value <= finding.rating.scale / 5
            on = finding.published.earliest or finding.first_seen
            yield Written(finding.id, finding.practitioner, on, words.text, bad)


def _view(finding: Finding, seen_from: Outlook, alike: Collection[str]) -> FindingPage:
    ledger = seen_from.ledger
    words = kept_words(ledger, finding, finding.text_sha256)
    return FindingPage(
        row=row(finding, seen_from),
        url=Address(finding.url or ""),
        publisher=Foreign(finding.publisher),
        published=_published(finding),
        first_seen=finding.first_seen,
        state=state_in_full(finding, seen_from.last_seen.get(finding.id)),
        about=ABOUT[finding.match.about],
        confidence=round(finding.match.score * 100),
        reasons=tuple(Foreign(one) for one in finding.match.reasons),
        nature=Foreign(nature_in_full(finding.assessment.nature)),
        unqualified=is_unqualified(finding),
        clocks=finding_clocks(finding, seen_from),
        assessment=_assessed(finding.assessment),
        law=_law(finding, seen_from),
        alike=rows((one for one in ledger.findings if one.id in alike), seen_from),
        passage=_passage(words, finding.text_length),
        keeping=keeping(finding, seen_from),
        reply=Foreign(words.reply if words is not None else ""),
        earlier=tuple(_earlier(one, finding, seen_from) for one in reversed(finding.versions[:-1])),
        places=tuple(_place(one, seen_from) for one in finding.sightings),
        absences=finding.absences,
        decisions=tuple(
            Ruled(RULINGS[one.ruling], one.on, Foreign(one.by), Foreign(one.why))
            for one in seen_from.decisions.get(finding.id, ())
        ),
        guides=guide_lines(finding, ledger.guides, in_series=bool(alike)),
        to_do=what_to_do(finding, seen_from),
        evidence=evidence_section(finding, seen_from),
        today=seen_from.today,
        sight=seen_from.sight,
        affairs=tuple(affair_line(one, seen_from) for one in affairs_of(finding.id, seen_from.affairs)),
    )


def _published(finding: Finding) -> str:
    doubt = doubt_of_date(finding)
    return f"{moment(finding).full}. {doubt.removesuffix('.')}" if doubt else moment(finding).full


def _assessed(assessment: Assessment) -> Assessed:
    return Assessed(
        also=Foreign(listed([nature_in_full(one) for one in assessment.also])),
        strategy=STRATEGIES.get(assessment.strategy or "", ""),
        reasons=tuple(Foreign(one) for one in assessment.reasons),
        pressed=bool(assessment.urgent),
    )


def _law(finding: Finding, seen_from: Outlook) -> tuple[LegalSentence, ...]:
    """Return what the catalogue says, with its sources, of all that a finding may be."""
    ledger = seen_from.ledger
    if ledger.law is None:
        return ()
    facts = facts_of(finding, None, {})
    slugs = ledger.law.statements(facts.natures, sorted(facts.signals))
    return sentences(slugs, ledger.statements, seen_from.today, f"finding {finding.id!r}")


def _passage(words: Words | None, text_length: int) -> Passage | None:
    """Return the words of a version folded in two; `text_length` is what the mention counted at its source."""
    if words is None:
        return None
    excerpt = shorten(words.text, EXCERPT_LENGTH)
    rest = words.text[len(excerpt) - 1 :].lstrip() if len(words.text) > EXCERPT_LENGTH else ""
    return Passage(Foreign(words.title), Foreign(excerpt), Foreign(rest), tuple(_notes(words, text_length)))


def _notes(words: Words, text_length: int) -> Iterator[str]:
    if words.masked:
        masked = listed([_MASKED.get(one, "autres éléments") for one in words.masked])
        yield f"Masqué avant conservation : {masked}."
    if text_length > KEPT_LENGTH and words.cut_on is None:
        whole = counted(text_length, "caractère", "caractères")
        yield f"Le texte d’origine compte {whole} ; le portail en garde les {number(KEPT_LENGTH)} premiers."


def _earlier(version: Version, finding: Finding, seen_from: Outlook) -> EarlierVersion:
    words = kept_words(seen_from.ledger, finding, version.text_sha256)
    return EarlierVersion(
        seen=version.seen,
        rating=rating_in_full(version.rating),
        same_text=version.text_sha256 == finding.text_sha256,
        passage=_passage(words, version.text_length),
    )


def _place(sighting: Sighting, seen_from: Outlook) -> Place:
    name = seen_from.watch_name(sighting.watch, sighting.source)
    return Place(name.source, Address(sighting.url or ""), sighting.first_seen)
