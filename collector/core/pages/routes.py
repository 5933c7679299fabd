"""What can be done about one finding: open routes in order, what each needs and costs, and why others are closed.

The planner (`core/procedures.py`) decides; this says it in French. Nothing here is advice to act: silence is a route.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from collector.core.clocks.findings import last_days
from collector.core.foreign import Address, Foreign
from collector.core.french import spaced
from collector.core.letters.serving import proposed
from collector.core.model import Finding, Form, Source
from collector.core.pages.legal import LegalSentence, sentences
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import letter_page
from collector.core.pages.procedures import STRATEGIES, Named, Weighing, named, secrecy
from collector.core.procedures import ClosedRoute, Facts, Route, facts_of, routes, suppose
from collector.core.triage.labels import Nature

# How each nature ends the words « Si c’est »: the most that a page says before anybody has looked.
SUPPOSED = {
    Nature.PRAISE: "un avis favorable",
    Nature.NEUTRAL: "un avis neutre",
    Nature.CRITICISM: "une critique, même sévère",
    Nature.INSULT: "une injure",
    Nature.DEFAMATION: "l’accusation d’un fait précis (diffamation)",
    Nature.DISPARAGEMENT: "un dénigrement de vos services",
    Nature.THREAT: "une menace",
    Nature.HATRED: "un propos haineux ou discriminatoire",
    Nature.PRIVACY: "une atteinte à la vie privée",
    Nature.FAKE: "un faux avis",
    Nature.IMPERSONATION: "une usurpation de votre nom",
    Nature.LISTING: "une fiche publiée sans votre accord",
    Nature.PRESS: "un article qui vous nomme",
    Nature.OFF_TOPIC: "un propos sans rapport avec vous",
}


@dataclass(frozen=True, slots=True)
class LetterWay:
    """A letter that a route sends, and the command that writes it for the finding."""

    name: Named
    command: str


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One open route. `entrance` is the address of the source through which it goes, when it is known."""

    name: Named
    family: str
    gist: Foreign
    first: tuple[Named, ...]
    last_day: dt.date | None
    entrance: Address
    cost: Foreign
    risk: Foreign
    weighings: tuple[Weighing, ...]
    letters: tuple[LetterWay, ...]


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """One closed route and why; `law` says so with its sources, when a sentence of the catalogue does."""

    name: Named
    why: Foreign
    law: tuple[LegalSentence, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """The routes that a nature would open (« Si c’est une injure »)."""

    supposed: str
    then: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class WhatToDo:
    """The view of what can be done about a finding. `branches` only while it is « à qualifier »."""

    now: tuple[RouteLine, ...]
    later: tuple[RouteLine, ...]
    branches: tuple[Branch, ...]
    closed: tuple[ClosedLine, ...]
    beside: tuple[Named, ...]
    secrecy: tuple[LegalSentence, ...]


def what_to_do(finding: Finding, seen_from: Outlook) -> WhatToDo | None:
    """Return what can be done about a finding today; None when the catalogue has no procedure."""
    ledger = seen_from.ledger
    catalogue = tuple(ledger.procedures.values())
    if not catalogue:
        return None
    person = ledger.practice.practitioner(finding.practitioner)
    source = ledger.sources.get(finding.source)
    bound = dict.fromkeys(limit.delay for one in catalogue for limit in one.limits)
    profession = person.profession if person is not None else None
    facts = facts_of(finding, profession, last_days(finding, bound, ledger))
    branches: tuple[Branch, ...] = ()
    if facts.natures:
        found = routes(facts, source, seen_from.today, catalogue)
    else:
        supposed = suppose(facts, source, seen_from.today, catalogue)
        found = supposed.anyhow
        branches = tuple(Branch(SUPPOSED[one], _names(ways)) for one, ways in supposed.by_nature)
    people = ledger.practice.practitioners if person is None else (person,)
    return WhatToDo(
        now=tuple(_line(one, finding, facts, seen_from) for one in found.open if not one.is_for_later),
        later=tuple(_line(one, finding, facts, seen_from) for one in found.open if one.is_for_later),
        branches=branches,
        closed=tuple(closed_line(one, seen_from) for one in found.closed),
        beside=tuple(named(one) for one in found.beside),
        secrecy=secrecy([one.profession for one in people], ledger.statements, seen_from.today),
    )


def _names(ways: Iterable[Route]) -> tuple[Named, ...]:
    return tuple(named(one.procedure) for one in ways)


def _line(route: Route, finding: Finding, facts: Facts, seen_from: Outlook) -> RouteLine:
    procedure = route.procedure
    source = seen_from.ledger.sources.get(finding.source)
    known = seen_from.ledger.procedures
    return RouteLine(
        name=named(procedure),
        family=STRATEGIES[procedure.strategy][0],
        gist=Foreign(spaced(procedure.gist)),
        first=tuple(named(one) for one in route.first),
        last_day=route.last_day,
        entrance=Address(_entrance(procedure.form, source)),
        cost=Foreign(spaced(procedure.cost)),
        risk=Foreign(spaced(procedure.risk)),
        weighings=tuple(
            Weighing(named(known[one.procedure]), Foreign(spaced(one.how)))
            for one in procedure.forecloses
            if one.procedure in known
        ),
        letters=tuple(
            LetterWay(Named(letter_page(one.slug), Foreign(spaced(one.title))), f"renom letter {finding.id} {one.slug}")
            for one in proposed(procedure, seen_from.ledger.letters, facts, source)
        ),
    )


def _entrance(form: Form | None, source: Source | None) -> str:
    if form is None or source is None:
        return ""
    return (source.report if form is Form.REPORT else source.notice) or ""


def closed_line(route: ClosedRoute, seen_from: Outlook) -> ClosedLine:
    """Return a closed route as pages show it, with the law that says so."""
    slugs = () if route.statement is None else (route.statement,)
    of = f"procedure {route.procedure.slug!r}"
    law = sentences(slugs, seen_from.ledger.statements, seen_from.today, of)
    return ClosedLine(named(route.procedure), Foreign(spaced(route.why)), law)
