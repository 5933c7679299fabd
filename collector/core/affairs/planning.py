"""What can be done in an affair: routes open today, closed or tried, and the next step with its reason.

The planner of a finding (`core/procedures.py`) weighs each finding; what an answer or a silence opens comes first. It
proposes, a person decides.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collector.core.affairs.chronology import WAITING, Attempt, Stand, Status, asking
from collector.core.affairs.clocks import AffairClock, following
from collector.core.clocks.findings import last_days
from collector.core.french import day_in_full, spaced
from collector.core.ledger import Ledger
from collector.core.model import After, Case, EventKind, Finding, Next, Procedure, State, Step
from collector.core.procedures import ClosedRoute, Route, Routes, facts_of, routes, suppose

_ENDINGS = {Stand.REFUSED: After.REFUSAL, Stand.PARTLY: After.REFUSAL, Stand.SILENT: After.SILENCE}
_AFTER = {Stand.REFUSED: "le refus", Stand.PARTLY: "le retrait partiel", Stand.SILENT: "le silence"}


@dataclass(frozen=True, slots=True)
class OpenRoute:
    """A route that can be taken today. `because` says what opened it, when an answer or a silence did.

    `chosen` tells that a person wrote it down for this affair.
    """

    procedure: Procedure
    first: tuple[Procedure, ...]
    last_day: dt.date | None
    because: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next: in words, by which route and step, before or from which day, and why."""

    do: str
    procedure: Procedure | None
    step: Step | None
    on: dt.date | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What can be done in an affair: open routes in order, closed ones with why, and the next step."""

    open: tuple[OpenRoute, ...]
    closed: tuple[ClosedRoute, ...]
    next: NextStep | None


@dataclass(frozen=True, slots=True)
class Known:
    """What planning looks at: the affair, its findings, its routes taken, its deadlines, and the day."""

    case: Case
    findings: tuple[Finding, ...]
    taken: tuple[Attempt, ...]
    clocks: tuple[AffairClock, ...]
    status: Status
    ledger: Ledger
    today: dt.date


def plan(known: Known) -> Plan:
    """Return what can be done in an affair on the day."""
    weighed = [_routes(one, known) for one in known.findings]
    closed = _closed(weighed)
    opened = tuple(_open(weighed, {one.procedure.slug for one in closed}, known))
    return Plan(opened, closed, _next(opened, known))


def _routes(finding: Finding, known: Known) -> Routes:
    """Return the routes of one finding; of one « à qualifier », those open whatever it is."""
    ledger = known.ledger
    catalogue = tuple(ledger.procedures.values())
    person = ledger.practice.practitioner(finding.practitioner)
    bound = dict.fromkeys(limit.delay for one in catalogue for limit in one.limits)
    profession = person.profession if person is not None else None
    facts = facts_of(finding, profession, last_days(finding, bound, ledger))
    source = ledger.sources.get(finding.source)
    if facts.natures:
        return routes(facts, source, known.today, catalogue)
    return suppose(facts, source, known.today, catalogue).anyhow


def _closed(weighed: Iterable[Routes]) -> tuple[ClosedRoute, ...]:
    """Return the routes that some finding closes and none opens."""
    weighed = tuple(weighed)
    opened = {route.procedure.slug for one in weighed for route in one.open}
    found = {route.procedure.slug: route for one in reversed(weighed) for route in reversed(one.closed)}
    return tuple(route for slug, route in reversed(found.items()) if slug not in opened)


def _open(weighed: Iterable[Routes], closed: set[str], known: Known) -> Iterator[OpenRoute]:
    """Yield what an ending opens, then what a person chose, then what the findings open: never what was taken."""
    by_slug: dict[str, Route] = {}
    for route in (route for one in weighed for route in one.open):
        kept = by_slug.setdefault(route.procedure.slug, route)
        if route.last_day is not None and (kept.last_day is None or route.last_day < kept.last_day):
            by_slug[route.procedure.slug] = route
    procedures = known.ledger.procedures
    because = {
        slug: _because(one, procedures[one.procedure])
        for one in reversed(asking(known.taken))
        if one.stand in _ENDINGS and one.procedure in procedures
        for slug in following(procedures[one.procedure], _ENDINGS[one.stand])
    }
    chosen = [slug for slug in known.case.procedures if slug in procedures]
    taken = {one.procedure for one in known.taken if one.stand is not Stand.PREPARED}
    ranked = sorted(by_slug.values(), key=lambda one: one.order)
    for slug in dict.fromkeys((*because, *chosen, *(one.procedure.slug for one in ranked))):
        if slug in taken or slug in closed:
            continue
        first = tuple(procedures[one] for one in procedures[slug].first if one in procedures and one not in taken)
        yield OpenRoute(
            procedure=procedures[slug],
            first=first,
            last_day=_last_day(slug, by_slug.get(slug), known),
            because=because.get(slug, ""),
            chosen=slug in chosen,
        )


def _because(one: Attempt, procedure: Procedure) -> str:
    when = day_in_full(one.since)
    return spaced(f"Ouverte par {_AFTER[one.stand]} du {when} ({procedure.title})")


def _last_day(slug: str, route: Route | None, known: Known) -> dt.date | None:
    """Return the first day to come by which a route must be taken, from the findings or from the events."""
    days = [one.last_day for one in known.clocks if one.procedure == slug and one.binds_us and one.done is None]
    days.append(route.last_day if route is not None else None)
    return min((day for day in days if day is not None and day >= known.today), default=None)


def _next(opened: tuple[OpenRoute, ...], known: Known) -> NextStep | None:
    match known.status:
        case Status.CLOSED:
            return None
        case Status.OBTAINED:
            why = "Ce qui était demandé est obtenu. Le contenu peut revenir : gardez les réponses."
            return NextStep("Vérifiez en ligne, puis closez l’affaire.", None, None, None, (spaced(why),))
        case Status.YOUR_TURN:
            return _after_answer(asking(known.taken)[0], opened, known)
        case Status.WAITING:
            return _while_waiting(known)
    return _to_start(opened, known)


def _after_answer(one: Attempt, opened: tuple[OpenRoute, ...], known: Known) -> NextStep:
    """Return what follows a refusal, a silence or an answer that says neither."""
    procedure = known.ledger.procedures.get(one.procedure)
    if one.stand is Stand.REPLIED or procedure is None:
        told = spaced(f"Réponse reçue le {day_in_full(one.since)}, notée sans accord ni refus.")
        return NextStep("Lisez la réponse, puis notez si elle accorde ou refuse.", procedure, None, None, (told,))
    ending = _ENDINGS[one.stand]
    told = _told(one, procedure)
    what: Next | None = next((item for item in procedure.next if item.after is ending), None)
    ways = following(procedure, ending)
    way = next((route for route in opened if route.procedure.slug in ways), None)
    do = what.do if what is not None else "Décidez : une autre voie, un avocat, ou la clôture."
    why = (told,) if way is None or way.last_day is None else (told, _until(way))
    return NextStep(
        spaced(do), way.procedure if way else procedure, _step(way, known), way.last_day if way else None, why
    )


def _told(one: Attempt, procedure: Procedure) -> str:
    when = day_in_full(one.since)
    if one.presumed:
        return spaced(f"« {procedure.title} » : le délai de réponse est passé, le silence est acquis depuis le {when}.")
    return spaced(f"« {procedure.title} » : {_AFTER[one.stand]} date du {when}, et rien n’a suivi.")


def _until(way: OpenRoute) -> str:
    assert way.last_day is not None, "asked only where there is one"
    return spaced(f"« {way.procedure.title} » : au plus tard le {day_in_full(way.last_day)}.")


def _while_waiting(known: Known) -> NextStep:
    """Return until when to wait: the first answer that is due, or a receipt to note where none is known."""
    waiting = [one for one in known.taken if one.stand in WAITING]
    due = [
        (clock.late_after, clock, one)
        for one in waiting
        for clock in known.clocks
        if clock.procedure == one.procedure and clock.late_after is not None and clock.done is None
    ]
    if due:
        late, clock, one = min(due, key=lambda item: item[0])
        told = spaced(f"Réponse attendue jusqu’au {day_in_full(late)} inclus.")
        do = "Attendez la réponse ; notez-la dès qu’elle arrive."
        return NextStep(spaced(do), known.ledger.procedures.get(one.procedure), None, late, (told, *clock.why))
    one = waiting[0]
    procedure = known.ledger.procedures.get(one.procedure)
    if one.received is None and procedure is not None and _answers(procedure, known.ledger):
        why = spaced("Aucun délai de réponse ne court tant que la réception n’est pas prouvée.")
        return NextStep("Gardez la preuve de réception, et notez sa date.", procedure, None, None, (why,))
    why = spaced(f"Envoyé le {day_in_full(one.since)} ; aucun délai chiffré ne s’impose à la réponse.")
    return NextStep(spaced("Attendez la réponse ; relancez par écrit si elle tarde."), procedure, None, None, (why,))


def _answers(procedure: Procedure, ledger: Ledger) -> bool:
    """Tell whether the law gives the other side a time to answer."""
    delays = (ledger.delays.get(slug) for slug in procedure.all_delays())
    return any(one is not None and one.starts == "receipt" and not one.opens for one in delays)


def _to_start(opened: tuple[OpenRoute, ...], known: Known) -> NextStep:
    if known.findings and all(one.state is State.VANISHED for one in known.findings):
        why = spaced("D’après la dernière lecture de leur source, les mentions ne sont plus en ligne.")
        return NextStep(spaced("Vérifiez en ligne ; si tout est retiré, notez-le."), None, None, None, (why,))
    if not opened:
        why = spaced("Aucune démarche du catalogue n’est ouverte pour cette affaire aujourd’hui.")
        return NextStep("Demandez conseil à un avocat, ou closez l’affaire.", None, None, None, (why,))
    way = next((one for one in opened if one.chosen), opened[0])
    route = next((one for one in opened if way.first and one.procedure.slug == way.first[0].slug), way)
    step = _step(route, known)
    gist = route.procedure.gist
    told = f"« {route.procedure.title} » est la première voie à regarder : {gist[:1].lower()}{gist[1:]}"
    reason = told if route is way else f"À faire avant « {way.procedure.title} »."
    until = () if way.last_day is None else (_until(way),)
    do = step.do if step is not None else gist
    return NextStep(spaced(do), route.procedure, step, way.last_day, (spaced(reason), *until))


def _step(route: OpenRoute | None, known: Known) -> Step | None:
    """Return the first step of a route that no event says to be done."""
    if route is None:
        return None
    done = {
        event.step
        for one in known.taken
        if one.procedure == route.procedure.slug
        for event in one.events
        if event.kind is not EventKind.WITHDRAWN
    }
    return next((one for one in route.procedure.steps if one.id not in done), None)
