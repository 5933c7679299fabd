"""The facts that Renom knows for a letter, by the name of the field that asks for them.

Only what stands in practice.yml, in the catalogue, in the register of contracts or in a finding: nothing is guessed. A
passage is quoted on a person's word only, and never when something of it was masked or cut.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from collector.core.french import day_in_full
from collector.core.letters.blocks import fields_of
from collector.core.letters.parsing import parse
from collector.core.model import (
    CaseEvent,
    Category,
    DateKind,
    EventKind,
    Finding,
    Guarantee,
    LetterTemplate,
    MentionForm,
    Policy,
    Practice,
    Practitioner,
    ProfessionTerms,
    Publisher,
    Source,
    Words,
)

_FIRST_YEAR = 1990  # the web: what is dated before is dated wrongly
# Places that show what others publish: who answers for them does not answer for the words.
_RELAYS = frozenset((Category.ENGINE, Category.NEWS, Category.METHOD))

# Places where a mention is words: elsewhere it may be sound or picture, and a person says which.
_WRITTEN = frozenset((Category.REVIEWS, Category.MAP, Category.BOOKING, Category.DIRECTORY, Category.FORUM))

# The fields that the day of an event of the affair fills.
_EVENTS = {
    EventKind.SENT: ("date_de_la_premiere_lettre", "date_de_la_demande", "date_de_la_notification"),
    EventKind.RECEIVED: ("date_de_reception",),
    EventKind.REFUSED: ("date_de_la_decision",),
    EventKind.APPEALED: ("date_de_la_reclamation",),
    EventKind.REMOVED: ("date_du_retrait",),
}


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about: mentions of one place (none for a letter sent without any).

    `publisher` is who answers for it, as the catalogue knows, or as a person has `chosen`; `words` are the kept words
    of each finding that has some, and `quote` that a person wants them quoted. `events` are those of the affair, when
    the letter is of one.
    """

    findings: tuple[Finding, ...] = ()
    source: Source | None = None
    publisher: Publisher | None = None
    words: Mapping[str, Words] = field(default_factory=dict)
    quote: bool = False
    chosen: bool = False
    events: tuple[CaseEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the practitioner, their practice and what it lets letters say, their contracts, their terms."""

    practitioner: Practitioner
    practice: Practice
    terms: ProfessionTerms
    policies: tuple[Policy, ...] = ()


def facts(letter: LetterTemplate, writer: Writer, about: About, to: Publisher | None, today: dt.date) -> dict[str, str]:
    """Return the facts that are known of those a letter asks for; `to` is the publisher to whom it always goes."""
    asked = set(fields_of(parse(letter)))
    known = {
        **dict(_of_writer(writer)),
        **dict(_of_contract(writer)),
        **dict(_of_findings(about, today)),
        **dict(_of_events(about.events)),
        **dict(_of_publisher(about)),
        **writer.practice.letters,
        "date_de_la_lettre": day_in_full(today),
        **dict(recipient(to)),
    }
    return {name: value for name, value in known.items() if name in asked and value}


def _of_writer(writer: Writer) -> Iterator[tuple[str, str]]:
    who = writer.practitioner
    yield "nom", who.display_name
    yield "profession", who.specialty
    if who.address and who.postcode:
        yield "adresse", f"{who.address}\n{who.postcode} {who.city}"
    yield "lieu", who.city
    yield "telephone", who.phone
    yield "rpps", who.rpps
    yield "article_sur_le_secret", writer.terms.secrecy
    yield "ordre", writer.terms.order


def _of_contract(writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the insurer and the contract: one that covers e-reputation first, then liability."""
    mine = [one for one in writer.policies if not one.for_ or writer.practitioner.id in one.for_]
    first = min(mine, key=lambda one: (one.guarantee is not Guarantee.YES, one.kind, one.insurer), default=None)
    if first is not None:
        yield "assureur", first.insurer
        yield "numero_de_contrat", first.policy


def _of_findings(about: About, today: dt.date) -> Iterator[tuple[str, str]]:
    found = about.findings
    if not found:
        return
    urls = list(dict.fromkeys(one.url for one in found if one.url))
    if len(urls) == len({one.id for one in found}):
        yield "adresse_exacte", "\n".join(urls)
    days = list(dict.fromkeys(_online(one, today) for one in found))
    if all(days):
        yield "mise_en_ligne", "\n".join(days)
    yield "date_de_connaissance", day_in_full(min(one.first_seen for one in found))
    if about.source is not None and about.source.category in _WRITTEN:
        yield "nature_du_message", "texte"
    yield from _of_words(about)


def _of_events(events: tuple[CaseEvent, ...]) -> Iterator[tuple[str, str]]:
    """Yield the days of what happened once: which of two letters is meant, only a person knows."""
    for kind, names in _EVENTS.items():
        days = [one.on for one in events if one.kind is kind]
        if len(days) == 1 and days[0] is not None:
            yield from ((name, day_in_full(days[0])) for name in names)


def _of_words(about: About) -> Iterator[tuple[str, str]]:
    kept = [about.words[one.id] for one in about.findings if one.id in about.words]
    titles = [one.title for one in kept if one.title and not one.masked]
    articles = all(one.form is MentionForm.ARTICLE for one in about.findings)
    if articles and len(titles) == len(about.findings):
        yield "titre_du_message", "\n".join(titles)
    whole = [
        about.words[one.id].text
        for one in about.findings
        if one.id in about.words and not about.words[one.id].masked and len(about.words[one.id].text) == one.text_length
    ]
    if about.quote and len(whole) == len(about.findings):
        yield "passages", "\n\n".join(whole)


def impossible_day(finding: Finding, today: dt.date) -> bool:
    """Return whether the day that a site shows cannot be: to come, or before there was a web."""
    published = finding.published
    days = [one for one in (published.earliest, published.latest) if one is not None]
    return published.kind is DateKind.PUBLISHED and any(one > today or one.year < _FIRST_YEAR for one in days)


def _online(finding: Finding, today: dt.date) -> str:
    """Return when a finding went online, as far as its source tells; empty when it tells nothing that can be true."""
    published = finding.published
    days = [one for one in (published.earliest, published.latest) if one is not None]
    if published.kind is not DateKind.PUBLISHED or impossible_day(finding, today):
        return ""
    if len(days) == 2 and days[0] != days[1]:
        return f"entre le {day_in_full(days[0])} et le {day_in_full(days[1])}"
    if published.earliest is None:
        return f"au plus tard le {day_in_full(days[0])}" if days else ""
    return f"le {day_in_full(days[0])}" if published.latest else f"au plus tôt le {day_in_full(days[0])}"


def _of_publisher(about: About) -> Iterator[tuple[str, str]]:
    """Yield the site and who answers for it; an article met through an aggregator is of its own title."""
    outlets = {one.publisher for one in about.findings}
    outlet = outlets.pop() if len(outlets) == 1 else ""
    relayed = about.source is not None and about.source.category in _RELAYS
    if outlet or (about.source is not None and not relayed):
        yield "site", outlet or (about.source.name if about.source is not None else "")
    if about.publisher is not None and (about.chosen or not (outlet or relayed)):
        yield from recipient(about.publisher)
        yield "hebergeur", about.publisher.host


def recipient(publisher: Publisher | None) -> Iterator[tuple[str, str]]:
    """Yield the name and the address of who a letter goes to, as far as the catalogue states them."""
    if publisher is None:
        return
    yield "destinataire", publisher.legal_name or publisher.name
    yield "adresse_du_destinataire", publisher.address.replace(", ", "\n")
