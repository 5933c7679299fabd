"""The pages of affairs: the list with every deadline, and one page for each that is open."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collector.core.affairs.affair import Affair
from collector.core.affairs.chronology import WAITING, Attempt, Stand, procedure_of
from collector.core.affairs.planning import OpenRoute
from collector.core.affairs.words import KINDS, STANDS
from collector.core.foreign import Foreign
from collector.core.french import spaced
from collector.core.model import Case, CaseEvent, EventKind, Procedure
from collector.core.pages.affair_lines import (
    AffairLine,
    DeadlineLine,
    affair_line,
    all_deadlines,
    clock_line,
)
from collector.core.pages.coverage import Sight
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import AFFAIRS, CALENDAR, Page, affair_page, letter_page
from collector.core.pages.procedures import Named, named
from collector.core.pages.routes import ClosedLine, closed_line
from collector.core.pages.rows import Row, rows

_MOST_OPEN = 8  # routes shown at once; the others are folded


@dataclass(frozen=True, slots=True)
class EventLine:
    """One fact of the chronology. `until` is given for a day that is not known; `shas` are hashes of what proves it."""

    on: dt.date
    until: dt.date | None
    fact: str
    way: Named | None
    channel: Foreign
    by: Foreign
    note: Foreign
    shas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenLine:
    """A route that was taken: how it stands, since when; `presumed` when the day says it and nobody noted it."""

    name: Named
    stand: str
    since: dt.date
    presumed: bool


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A route that can be taken; `because` says what opened it, `letters` are those that it sends."""

    name: Named
    gist: Foreign
    because: Foreign
    chosen: bool
    first: tuple[Named, ...]
    last_day: dt.date | None
    letters: tuple["LetterToWrite", ...]


@dataclass(frozen=True, slots=True)
class LetterToWrite:
    """A letter to write for a route, and the command that writes it."""

    name: Named
    way: Named
    command: str


@dataclass(frozen=True, slots=True)
class ToNote:
    """An event that may come next, in words, and the command that notes it."""

    what: Foreign
    command: str


@dataclass(frozen=True, slots=True)
class ClosedAffair:
    """A closed affair: its line and what happened in it, for it has no page any more."""

    line: AffairLine
    events: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class AffairsIndex:
    """The view of the page « Affaires »; `calendar` is where the file of deadlines stands."""

    open: tuple[AffairLine, ...]
    closed: tuple[ClosedAffair, ...]
    deadlines: tuple[DeadlineLine, ...]
    calendar: str
    sight: Sight


@dataclass(frozen=True, slots=True)
class AffairPage:
    """The view of the page of an open affair. `missing` are the findings that data/ holds no more.

    `nearest` is the first deadline that binds us, when the next step does not say it.
    """

    line: AffairLine
    by: Foreign
    note: Foreign
    why: tuple[Foreign, ...]
    nearest: DeadlineLine | None
    next_way: Named | None
    findings: tuple[Row, ...]
    missing: tuple[Foreign, ...]
    deadlines: tuple[DeadlineLine, ...]
    ended: tuple[DeadlineLine, ...]
    events: tuple[EventLine, ...]
    taken: tuple[TakenLine, ...]
    open: tuple[OpenLine, ...]
    later: tuple[OpenLine, ...]
    closed: tuple[ClosedLine, ...]
    letters: tuple[LetterToWrite, ...]
    to_note: tuple[ToNote, ...]
    sight: Sight


def affairs_pages(seen_from: Outlook) -> Iterator[Page]:
    """Yield the list of affairs, then the page of each that is open."""
    some = seen_from.affairs
    index = AffairsIndex(
        open=tuple(affair_line(one, seen_from) for one in some if not one.is_closed),
        closed=tuple(_closed(one, seen_from) for one in some if one.is_closed),
        deadlines=all_deadlines(seen_from, some),
        calendar=f"../{CALENDAR}",
        sight=seen_from.sight,
    )
    yield Page(AFFAIRS, "affairs.md.j2", index, search=False)
    for one in some:
        if not one.is_closed:
            yield Page(affair_page(one.case.id), "affair.md.j2", _view(one, seen_from), search=False)


def _view(one: Affair, seen_from: Outlook) -> AffairPage:
    step = one.plan.next
    opened = tuple(_open(route, one.case, seen_from) for route in one.plan.open)
    return AffairPage(
        line=affair_line(one, seen_from),
        by=Foreign(one.case.by),
        note=Foreign(one.case.note),
        why=tuple(Foreign(reason) for reason in (step.why if step is not None else ())),
        nearest=_nearest(one, seen_from),
        next_way=named(step.procedure) if step is not None and step.procedure is not None else None,
        findings=rows(one.findings, seen_from),
        missing=tuple(Foreign(finding) for finding in one.missing),
        deadlines=tuple(clock_line(clock, seen_from.today) for clock in one.running),
        ended=tuple(clock_line(clock, seen_from.today) for clock in one.clocks if clock not in one.running),
        events=event_lines(one, seen_from),
        taken=taken_lines(one, seen_from),
        open=opened[:_MOST_OPEN],
        later=opened[_MOST_OPEN:],
        closed=tuple(closed_line(route, seen_from) for route in one.plan.closed),
        letters=_once(letter for line in opened[:_MOST_OPEN] for letter in line.letters),
        to_note=tuple(_to_note(one)),
        sight=seen_from.sight,
    )


def _nearest(one: Affair, seen_from: Outlook) -> DeadlineLine | None:
    """Return the first deadline that binds us, unless the next step says that very day."""
    clock = next((clock for clock in one.running if clock.binds_us), None)
    said = one.plan.next.on if one.plan.next is not None else None
    return None if clock is None or clock.day == said else clock_line(clock, seen_from.today)


def _closed(one: Affair, seen_from: Outlook) -> ClosedAffair:
    return ClosedAffair(affair_line(one, seen_from), event_lines(one, seen_from))


def event_lines(one: Affair, seen_from: Outlook) -> tuple[EventLine, ...]:
    """Return what happened in an affair, in order of time."""
    return tuple(_event(event, one.case, seen_from) for event in one.events)


def _event(event: CaseEvent, case: Case, seen_from: Outlook) -> EventLine:
    slug = procedure_of(event, case)
    return EventLine(
        on=event.first_day,
        until=event.last_day if event.last_day != event.first_day else None,
        fact=KINDS[event.kind],
        way=_way(slug, seen_from) if slug is not None else None,
        channel=Foreign(event.channel),
        by=Foreign(event.by),
        note=Foreign(event.note),
        shas=event.pieces,
    )


def _way(slug: str, seen_from: Outlook) -> Named:
    """Return the page of a route; one that the catalogue does not know leads to the list of procedures."""
    procedure = seen_from.ledger.procedures.get(slug)
    return named(procedure) if procedure is not None else Named("demarches/index.md", Foreign(slug))


def taken_lines(one: Affair, seen_from: Outlook) -> tuple[TakenLine, ...]:
    """Return the routes taken in an affair, in the order in which they were."""
    return tuple(
        TakenLine(_way(attempt.procedure, seen_from), STANDS[attempt.stand], attempt.since, attempt.presumed)
        for attempt in one.taken
    )


def _open(route: OpenRoute, case: Case, seen_from: Outlook) -> OpenLine:
    procedure = route.procedure
    return OpenLine(
        name=named(procedure),
        gist=Foreign(spaced(procedure.gist)),
        because=Foreign(route.because),
        chosen=route.chosen,
        first=tuple(named(one) for one in route.first),
        last_day=route.last_day,
        letters=tuple(_letters(procedure, case, seen_from)),
    )


def _letters(procedure: Procedure, case: Case, seen_from: Outlook) -> Iterator[LetterToWrite]:
    titles = {one.slug: one.title for one in seen_from.ledger.letters}
    for slug in dict.fromkeys(step.letter for step in procedure.steps):
        if slug in titles:
            letter = Named(letter_page(slug), Foreign(spaced(titles[slug])))
            yield LetterToWrite(letter, named(procedure), f"renom letter {case.id} {slug}")


def _once(letters: Iterable[LetterToWrite]) -> tuple[LetterToWrite, ...]:
    """Return each letter once, for the first route that sends it."""
    found: dict[str, LetterToWrite] = {}
    for one in letters:
        found.setdefault(one.command, one)
    return tuple(found.values())


def _to_note(one: Affair) -> Iterator[ToNote]:
    """Yield the events that may come next, with the exact command that notes each today."""
    yield from (note for attempt in one.taken for note in _of_route(attempt, one.case))
    for route in one.plan.open[:2]:
        what = f"Envoyé : {route.procedure.title}"
        yield _command(one.case, EventKind.SENT, what, f"--procedure {route.procedure.slug}")
    if "capture-interne" not in {attempt.procedure for attempt in one.taken}:
        yield _command(one.case, EventKind.CAPTURED, "Une preuve est gardée", "--piece FICHIER")
    yield _command(one.case, EventKind.REMOVED, "Le contenu n’est plus en ligne")
    yield _command(one.case, EventKind.INTERRUPTED, "Un acte a interrompu la prescription, selon votre avocat")
    yield ToNote(Foreign("L’affaire est finie"), f"renom case close {one.case.id}")


def _of_route(attempt: Attempt, case: Case) -> Iterator[ToNote]:
    about = f"--procedure {attempt.procedure}"
    if attempt.stand is Stand.SENT:
        yield _command(case, EventKind.RECEIVED, "Reçu par l’autre partie (avis de réception)", about)
    if attempt.stand in {Stand.RECEIVED, Stand.SILENT}:
        yield _command(case, EventKind.EXTENDED, "Une prolongation a été annoncée", about)
    if attempt.stand in WAITING or attempt.presumed:
        yield _command(case, EventKind.REFUSED, "Refusé", about)
        yield _command(case, EventKind.GRANTED, "Accordé", about)


def _command(case: Case, kind: EventKind, what: str, about: str = "") -> ToNote:
    told = f"renom case event {case.id} {kind} --on AAAA-MM-JJ {about}"
    return ToNote(Foreign(spaced(what)), told.rstrip())
