"""The procedures of the catalogue: an index by family of strategy, and one page each. Decides nothing."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from collector.core.errors import BuildError
from collector.core.foreign import Address, Foreign
from collector.core.french import spaced
from collector.core.ledger import Ledger
from collector.core.model import After, Delay, Next, Procedure, Profession, Statement, Step
from collector.core.pages.legal import LegalSentence, Sourced, reviewed, sentences
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import PROCEDURES, Page, letter_page, procedure_page
from collector.core.triage.labels import Strategy

# The four families, in the order of a page: the name, and what they have in common.
STRATEGIES: Mapping[Strategy, tuple[str, str]] = {
    Strategy.PREVENTIVE: (
        "préventive",
        "Avant tout, et quoi qu’il arrive : garder la preuve, prévenir qui doit l’être.",
    ),
    Strategy.PEACEFUL: ("pacifique", "Sans affronter personne : se taire, répondre, prendre conseil."),
    Strategy.DEFENSIVE: ("défensive", "Faire appliquer une règle ou un droit par le site, l’éditeur ou une autorité."),
    Strategy.OFFENSIVE: ("offensive", "Aller devant un juge, la police ou un Ordre contre quelqu’un."),
}
_AFTER = {After.REFUSAL: "En cas de refus", After.SILENCE: "En cas de silence", After.SUCCESS: "Si c’est accepté"}
_FAMILIES_OF = "quatre-strategies"  # the sentence that says where the families come from
_ANY_PROFESSION = "secret-autres-professions"  # the sentence for those that have none of their own


@dataclass(frozen=True, slots=True)
class Named:
    """A page to go to: a procedure or a letter."""

    path: str
    title: Foreign


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """A procedure in the index."""

    path: str
    title: Foreign
    gist: Foreign
    cost: Foreign


@dataclass(frozen=True, slots=True)
class Family:
    """The procedures of one strategy, from the first that one takes to the last."""

    name: str
    intro: str
    lines: tuple[ProcedureLine, ...]


@dataclass(frozen=True, slots=True)
class ProceduresIndex:
    """The view of the index. `debated` are the positions of authorities on whether to reply, which disagree.

    `grouping` says where the four families come from.
    """

    families: tuple[Family, ...]
    grouping: tuple[LegalSentence, ...]
    debated: tuple[LegalSentence, ...]


@dataclass(frozen=True, slots=True)
class StepClock:
    """A delay that counts at one act: what it is, what starts it, the text that sets it, where that was read."""

    title: Foreign
    starts: Foreign
    basis: Foreign
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class StepView:
    """One act, with the letter to send then and the delays that start or end there, if any."""

    act: Foreign
    letter: Named | None
    clocks: tuple[StepClock, ...]


@dataclass(frozen=True, slots=True)
class Sequel:
    """What comes after an ending (« En cas de refus »)."""

    after: str
    act: Foreign
    then: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """How one route closes or weakens another."""

    on: Named
    how: Foreign


@dataclass(frozen=True, slots=True)
class GoTo:
    """An address to go to, with what stands there."""

    label: Foreign
    url: Address


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """The view of one procedure. `secrecy` is empty when nothing of it is read outside the practice."""

    line: ProcedureLine
    family: str
    who: Foreign
    against: Foreign
    when: Foreign
    not_when: Foreign
    first: tuple[Named, ...]
    items: tuple[Foreign, ...]
    channel: Foreign
    links: tuple[GoTo, ...]
    steps: tuple[StepView, ...]
    answer: Foreign
    sequels: tuple[Sequel, ...]
    weighings: tuple[Weighing, ...]
    closings: tuple[Foreign, ...]
    risk: Foreign
    costs: tuple[LegalSentence, ...]
    basis: Foreign
    law: tuple[LegalSentence, ...]
    sanctions: tuple[LegalSentence, ...]
    debated: tuple[LegalSentence, ...]
    secrecy: tuple[LegalSentence, ...]
    sourced: Sourced


def procedures_pages(seen_from: Outlook) -> Iterator[Page]:
    """Yield the index of procedures, then the page of each."""
    ledger = seen_from.ledger
    yield Page(PROCEDURES, "procedures.md.j2", _index(seen_from))
    for slug, procedure in sorted(ledger.procedures.items()):
        yield Page(procedure_page(slug), "procedure.md.j2", _view(procedure, seen_from))


def named(procedure: Procedure) -> Named:
    """Return a procedure as a page to go to."""
    return Named(procedure_page(procedure.slug), Foreign(spaced(procedure.title)))


def secrecy(
    professions: Collection[Profession], statements: Mapping[str, Statement], today: dt.date
) -> tuple[LegalSentence, ...]:
    """Return what binds some professions to secrecy: the sentence of each, or the one for all that have none."""
    own = (f"secret-{one.value}" for one in Profession if one in set(professions))
    slugs = dict.fromkeys(slug if slug in statements else _ANY_PROFESSION for slug in own)
    return sentences(slugs, statements, today, "the secrecy of a profession")


def _index(seen_from: Outlook) -> ProceduresIndex:
    ledger = seen_from.ledger
    ordered = sorted(ledger.procedures.values(), key=_rank)
    debated = dict.fromkeys(slug for one in ordered for slug in one.debated)
    grouping = (_FAMILIES_OF,) if ordered else ()
    return ProceduresIndex(
        families=tuple(
            Family(name, spaced(intro), tuple(_line(one) for one in ordered if one.strategy is strategy))
            for strategy, (name, intro) in STRATEGIES.items()
        ),
        grouping=sentences(grouping, ledger.statements, seen_from.today, "the index of procedures"),
        debated=sentences(debated, ledger.statements, seen_from.today, "the index of procedures"),
    )


def _rank(procedure: Procedure) -> tuple[int, str]:
    return min(one.order for one in procedure.opens), procedure.slug


def _line(procedure: Procedure) -> ProcedureLine:
    found = named(procedure)
    return ProcedureLine(found.path, found.title, _words(procedure.gist), _words(procedure.cost))


def _words(text: str) -> Foreign:
    return Foreign(spaced(text))


def _view(procedure: Procedure, seen_from: Outlook) -> ProcedurePage:
    ledger = seen_from.ledger
    of = f"procedure {procedure.slug!r}"
    professions = [one.profession for one in ledger.practice.practitioners] if procedure.writes else []

    def said(slugs: Iterable[str]) -> tuple[LegalSentence, ...]:
        return sentences(slugs, ledger.statements, seen_from.today, of)

    return ProcedurePage(
        line=_line(procedure),
        family=STRATEGIES[procedure.strategy][0],
        who=_words(procedure.who),
        against=_words(procedure.against),
        when=_words(procedure.when),
        not_when=_words(procedure.not_when),
        first=tuple(_to(slug, procedure, ledger.procedures) for slug in procedure.first),
        items=tuple(_words(one) for one in procedure.contents),
        channel=_words(procedure.channel),
        links=tuple(GoTo(_words(one.label), Address(one.url)) for one in procedure.links),
        steps=tuple(_step(one, procedure, ledger, seen_from.today) for one in procedure.steps),
        answer=_words(procedure.answer),
        sequels=tuple(_sequel(one, procedure, ledger.procedures) for one in procedure.next),
        weighings=tuple(
            Weighing(_to(one.procedure, procedure, ledger.procedures), _words(one.how)) for one in procedure.forecloses
        ),
        closings=tuple(dict.fromkeys(_words(one.why) for one in procedure.closes)),
        risk=_words(procedure.risk),
        costs=said(procedure.cost_statements),
        basis=_words(procedure.basis),
        law=said(procedure.statements),
        sanctions=said(procedure.sanctions),
        debated=said(procedure.debated),
        secrecy=secrecy(professions, ledger.statements, seen_from.today),
        sourced=reviewed(procedure.provenance, seen_from.today),
    )


def _to(slug: str, of: Procedure, procedures: Mapping[str, Procedure]) -> Named:
    if slug not in procedures:
        raise BuildError(f"procedure {of.slug!r} names procedure {slug!r}, which the catalogue does not have")
    return named(procedures[slug])


def _step(step: Step, of: Procedure, ledger: Ledger, today: dt.date) -> StepView:
    letter = next((one for one in ledger.letters if one.slug == step.letter), None)
    if step.letter is not None and letter is None:
        raise BuildError(f"procedure {of.slug!r} sends letter {step.letter!r}, which the catalogue does not have")
    return StepView(
        act=_words(step.do),
        letter=None if letter is None else Named(letter_page(letter.slug), _words(letter.title)),
        clocks=tuple(_clock(slug, of, ledger.delays, today) for slug in step.delays),
    )


def _clock(slug: str, of: Procedure, delays: Mapping[str, Delay], today: dt.date) -> StepClock:
    if slug not in delays:
        raise BuildError(f"procedure {of.slug!r} counts delay {slug!r}, which the catalogue does not have")
    delay = delays[slug]
    law = reviewed(delay.provenance, today, delay.review_every)
    return StepClock(_words(delay.title), _words(delay.from_), _words(delay.basis), law)


def _sequel(one: Next, of: Procedure, procedures: Mapping[str, Procedure]) -> Sequel:
    then = tuple(_to(slug, of, procedures) for slug in one.procedures)
    return Sequel(_AFTER[one.after], _words(one.do), then)
