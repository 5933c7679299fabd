"""Which routes are open for a finding today, in which order, and why the others are closed.

Proposes; a person decides. Weighs the conditions of the catalogue (`core/model/procedure.py`) and knows no procedure by
name. A route is open when one of its openings holds, none of its closings does, and a delay that binds us is left.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from collector.core.errors import Problem
from collector.core.french import day_in_full
from collector.core.model import (
    TO_BE_QUALIFIED,
    Condition,
    Finding,
    Limit,
    MentionForm,
    Opening,
    Procedure,
    Profession,
    Source,
    State,
)
from collector.core.triage.labels import Nature, Signal

_LATER = 50
_WRITTEN = (
    Nature.CRITICISM,
    Nature.INSULT,
    Nature.DEFAMATION,
    Nature.DISPARAGEMENT,
    Nature.FAKE,
    Nature.THREAT,
    Nature.HATRED,
    Nature.PRIVACY,
    Nature.IMPERSONATION,
)
# What a mention that calls for something may be before anybody has looked at it, most frequent first.
_MAY_BE: Mapping[MentionForm, tuple[Nature, ...]] = {
    MentionForm.REVIEW: _WRITTEN,
    MentionForm.POST: _WRITTEN,
    MentionForm.ARTICLE: (Nature.PRESS, *_WRITTEN),
    MentionForm.LISTING: (Nature.LISTING, Nature.IMPERSONATION, Nature.PRIVACY),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a finding. `natures` are the probable ones, first the most probable; none while to be qualified.

    `last_days` gives, by delay, the last day on which we may act, where it is known.
    """

    natures: tuple[Nature, ...]
    form: MentionForm
    signals: frozenset[Signal] = frozenset()
    gone: bool = False
    profession: Profession | None = None
    last_days: Mapping[str, dt.date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """An open route. `first` are the open routes to take before it, `last_day` the day until which it is open."""

    procedure: Procedure
    order: int
    first: tuple[Procedure, ...]
    last_day: dt.date | None

    @property
    def is_for_later(self) -> bool:
        """Return whether it can wait for an answer or a lawyer: never when a known clock runs against us."""
        return self.order >= _LATER and self.last_day is None


@dataclass(frozen=True, slots=True)
class ClosedRoute:
    """A route that would fit the finding, and why it is closed. `statement` says so with its source."""

    procedure: Procedure
    why: str
    statement: str | None


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes of a finding: open ones in the order to look at them, closed ones, and those that do not fit it."""

    open: tuple[Route, ...]
    closed: tuple[ClosedRoute, ...]
    beside: tuple[Procedure, ...]


@dataclass(frozen=True, slots=True)
class Supposed:
    """The routes of a finding that nobody has qualified: those open whatever it is, then what each nature would add."""

    anyhow: Routes
    by_nature: tuple[tuple[Nature, tuple[Route, ...]], ...]


def facts_of(finding: Finding, profession: Profession | None, last_days: Mapping[str, dt.date]) -> Facts:
    """Return what the planner needs of a finding; a nature or a signal that is not in the closed sets is not known."""
    assessment = finding.assessment
    named = [] if assessment.nature == TO_BE_QUALIFIED else [assessment.nature, *assessment.also]
    return Facts(
        natures=tuple(Nature(one) for one in dict.fromkeys(named) if one in set(Nature)),
        form=finding.form,
        signals=frozenset(Signal(one) for one in assessment.signals if one in set(Signal)),
        gone=finding.state is State.VANISHED,
        profession=profession,
        last_days=last_days,
    )


def routes(facts: Facts, source: Source | None, today: dt.date, procedures: Iterable[Procedure]) -> Routes:
    """Return the routes for what is known of a finding on `today`.

    The order is that of the openings, except that what must be done first comes before. Without a known source, what
    depends on it does not hold.
    """
    found: list[Route] = []
    closed: list[tuple[int, ClosedRoute]] = []
    beside: list[Procedure] = []
    for procedure in sorted(procedures, key=lambda one: one.slug):
        opening = _opening(procedure, facts, source)
        if opening is None:
            beside.append(procedure)
            continue
        closing = _closing(procedure, facts, source, today)
        if closing is not None:
            closed.append((opening.order, closing))
        else:
            found.append(Route(procedure, opening.order, (), _last_day(procedure, facts, today)))
    told = tuple(one for _, one in sorted(closed, key=lambda pair: pair[0]))
    return Routes(_ordered(found), told, tuple(beside))


def suppose(facts: Facts, source: Source | None, today: dt.date, procedures: Collection[Procedure]) -> Supposed:
    """Return the routes of a finding « à qualifier »: those open in any case, then those of each nature it may have."""
    natures = _MAY_BE[facts.form]
    each = {one: routes(replace(facts, natures=(one,)), source, today, procedures) for one in natures}
    always = set.intersection(*({route.procedure.slug for route in one.open} for one in each.values()))
    ever = {route.procedure.slug for one in each.values() for route in one.open}
    closed = {one.procedure.slug: one for found in reversed(each.values()) for one in found.closed}
    first = next(iter(each.values()))
    anyhow = Routes(
        open=tuple(route for route in first.open if route.procedure.slug in always),
        closed=tuple(closed[slug] for slug in sorted(closed) if slug not in ever),
        beside=tuple(one for one in first.beside if one.slug not in ever | closed.keys()),
    )
    others = ((one, tuple(way for way in each[one].open if way.procedure.slug not in always)) for one in natures)
    return Supposed(anyhow, tuple((nature, ways) for nature, ways in others if ways))


def fits(condition: Condition, facts: Facts, source: Source | None) -> bool:
    """Tell whether a condition holds for a finding that may not be qualified: what nobody knows yet cannot be against.

    A letter that serves threats alone is not refused for a finding that may still turn out to be one.
    """
    if not facts.natures:
        condition = condition.model_copy(update={"natures": (), "mainly": (), "signals": ()})
    return _holds(condition, facts, source)


def loose_ends(
    procedures: Mapping[str, Procedure],
    statements: Collection[str],
    letters: Collection[str],
    delays: Collection[str],
) -> tuple[Problem, ...]:
    """Return a problem for each name in a procedure that leads to nothing."""
    problems = []
    for slug, procedure in procedures.items():
        sent = tuple(step.letter for step in procedure.steps if step.letter is not None)
        for key, named, known in (
            ("procedure", procedure.all_procedures(), procedures),
            ("statement", procedure.all_statements(), statements),
            ("letter", sent, letters),
            ("delay", procedure.all_delays(), delays),
        ):
            problems += [
                Problem(f"procedures/{slug}.yml", None, "", f"no {key} {one!r}: correct the name, or add it")
                for one in named
                if one not in known
            ]
    return tuple(problems)


def _opening(procedure: Procedure, facts: Facts, source: Source | None) -> Opening | None:
    """Return the opening that holds and comes first, or None when the route does not fit the finding."""
    holding = (one for one in procedure.opens if _holds(one, facts, source))
    return min(holding, key=lambda one: one.order, default=None)


def _closing(procedure: Procedure, facts: Facts, source: Source | None, today: dt.date) -> ClosedRoute | None:
    """Return why a route is closed: the first closing that holds, or the end of every delay that binds us."""
    for one in procedure.closes:
        if _holds(one.when, facts, source):
            return ClosedRoute(procedure, one.why, one.statement)
    limits = _limits(procedure, facts)
    lapsed = [day for _, day in limits if day is not None and day < today]
    if limits and len(lapsed) == len(limits):
        return ClosedRoute(
            procedure,
            f"d’après la date de mise en ligne, le délai a pris fin le {day_in_full(max(lapsed))}",
            limits[0][0].statement,
        )
    return None


def _last_day(procedure: Procedure, facts: Facts, today: dt.date) -> dt.date | None:
    """Return the first end to come of the delays that bind us: in doubt, the short one. None where none is known."""
    days = (day for _, day in _limits(procedure, facts))
    return min((day for day in days if day is not None and day >= today), default=None)


def _limits(procedure: Procedure, facts: Facts) -> list[tuple[Limit, dt.date | None]]:
    """Return the limits of a procedure that hold for a finding, each with its last day where it is known."""
    return [
        (one, facts.last_days.get(one.delay))
        for one in procedure.limits
        if not one.natures or any(nature in one.natures for nature in facts.natures)
    ]


def _holds(condition: Condition, facts: Facts, source: Source | None) -> bool:
    """Tell whether everything that a condition gives is true of a finding."""
    return (
        (not condition.natures or any(one in condition.natures for one in facts.natures))
        and (not condition.mainly or any(one in condition.mainly for one in facts.natures[:1]))
        and (not condition.signals or not facts.signals.isdisjoint(condition.signals))
        and facts.signals.isdisjoint(condition.without)
        and (not condition.forms or facts.form in condition.forms)
        and (not condition.professions or facts.profession in condition.professions)
        and (condition.gone is None or condition.gone is facts.gone)
        and _holds_of_source(condition, source)
    )


def _holds_of_source(condition: Condition, source: Source | None) -> bool:
    if source is None:
        asked = condition.categories or condition.publishers
        return not asked and condition.can_reply is None and condition.reviews is None
    return (
        (not condition.categories or source.category in condition.categories)
        and (not condition.publishers or source.publisher in condition.publishers)
        and (condition.can_reply is None or condition.can_reply is source.can_reply)
        and (condition.reviews is None or condition.reviews is source.hosts_reviews)
    )


def _ordered(found: Iterable[Route]) -> tuple[Route, ...]:
    """Return routes by their order, each after those that must come first, and with their names."""
    waiting = {route.procedure.slug: route for route in sorted(found, key=lambda one: one.order)}
    opened = {slug: route.procedure for slug, route in waiting.items()}
    placed: list[Route] = []

    def place(slug: str) -> None:
        route = waiting.pop(slug, None)  # gone once placed: two routes that want each other first end here
        if route is None:
            return
        for one in route.procedure.first:
            place(one)
        before = tuple(opened[one] for one in route.procedure.first if one in opened)
        placed.append(Route(route.procedure, route.order, before, route.last_day))

    for slug in opened:
        place(slug)
    return tuple(placed)
