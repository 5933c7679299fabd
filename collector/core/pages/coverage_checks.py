"""What remains to look at by hand in a month, ready to be opened and signed; what was looked at, and by whom."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from collector.core.checks import filled_links
from collector.core.coverage.issue_form import form_link
from collector.core.coverage.looks import is_due, is_fresh
from collector.core.coverage.places import places
from collector.core.foreign import Address, Foreign
from collector.core.french import spaced
from collector.core.ledger import Ledger
from collector.core.model import PRACTICE, CheckIn, CheckResult, Practice
from collector.core.pages.coverage import source_name, subject_name
from collector.core.pages.coverage_cells import BLIND, Cell, CellState, watches_for
from collector.core.pages.coverage_matrix import people_named
from collector.core.pages.periods import bounds, month_of

_MINUTES = 2  # for a place of which the catalogue does not say how long a look takes
_HOW = "Ouvrez la page et lisez ce qui parle de vous ; la lecture automatique n’y arrive pas."
RESULTS = {
    CheckResult.NOTHING: "rien de nouveau",
    CheckResult.SOMETHING: "quelque chose",
    CheckResult.NOT_RELEVANT: "sans objet",
}


@dataclass(frozen=True, slots=True)
class TaskLink:
    """One address to open, filled with whom it is about."""

    label: Foreign
    url: Address


@dataclass(frozen=True, slots=True)
class Task:
    """One place to look at for one subject. `slug` and `people` are how a check-in names them.

    `late` tells that the last look is too old to be worth something still. `sign` opens the form of the practice's
    repository on this place; none without a repository.
    """

    slug: str
    people: tuple[str, ...]
    source: Foreign
    how: Foreign
    links: tuple[TaskLink, ...]
    minutes: int
    looked_on: dt.date | None
    looked_by: Foreign
    late: bool
    sign: tuple[TaskLink, ...]


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """What remains for one practitioner, or for the practice. `sign` opens the form on all of it."""

    subject: Foreign
    tasks: tuple[Task, ...]
    minutes: int
    sign: tuple[TaskLink, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """One look by hand, as the month tells it."""

    on: dt.date
    source: Foreign
    people: Foreign
    result: str
    by: Foreign
    note: Foreign


@dataclass(frozen=True, slots=True)
class MonthChecks:
    """The looks by hand of one month: what remains (at its end, or today), and what was done."""

    month: str
    groups: tuple[TaskGroup, ...]
    remaining: int
    minutes: int
    done: tuple[Look, ...]


def month_checks(found: tuple[Cell, ...], ledger: Ledger, day: dt.date) -> MonthChecks:
    """Return the looks by hand of the month of `day`, as they stand on that day; `found` are its cells."""
    month = month_of(day)
    since = min((*(run.on for run in ledger.runs), *(one.on for one in ledger.coverage.checks)), default=day)
    due = tuple(one for one in found if _is_task(one, since, day))
    groups = tuple(_groups(due, ledger.practice, day))
    return MonthChecks(
        month=month,
        groups=groups,
        remaining=sum(len(one.tasks) for one in groups),
        minutes=sum(one.minutes for one in groups),
        done=tuple(_looks(ledger, month)),
    )


def _groups(due: tuple[Cell, ...], practice: Practice, day: dt.date) -> Iterator[TaskGroup]:
    for subject in (PRACTICE, *(person.id for person in practice.practitioners)):
        tasks = tuple(_task(one, practice, day) for one in due if one.subject == subject)
        if tasks:
            asked = ((one.slug, one.people) for one in tasks)
            yield TaskGroup(
                subject=Foreign("Tout le cabinet" if subject == PRACTICE else subject_name(practice, subject)),
                tasks=tasks,
                minutes=sum(one.minutes for one in tasks),
                sign=_sign("Signer le tout", form_link(practice.repository, asked)),
            )


def _is_task(cell: Cell, since: dt.date, day: dt.date) -> bool:
    """Return whether a person is to look there in the month of `day`: nothing reads it, and nobody has looked yet."""
    if not cell.counts or cell.read or not is_due(cell.look, cell.place, since, day):
        return False
    return cell.place.by_person or cell.look is not None or cell.state in BLIND - {CellState.UNREAD}


def _task(cell: Cell, practice: Practice, day: dt.date) -> Task:
    place, look = cell.place, cell.look
    people = () if cell.subject == PRACTICE else (cell.subject,)
    check = place.source.check
    return Task(
        slug=place.slug,
        people=people,
        source=Foreign(place.name),
        how=Foreign(spaced(check.how if check is not None else _HOW)),
        links=tuple(_links(cell, practice)),
        minutes=check.minutes if check is not None else _MINUTES,
        looked_on=look.on if look is not None else None,
        looked_by=Foreign(look.by if look is not None else ""),
        late=look is not None and not is_fresh(look, place, day),
        sign=_sign("Signer : rien de nouveau", form_link(practice.repository, [(place.slug, people)], "rien")),
    )


def _sign(label: str, address: str) -> tuple[TaskLink, ...]:
    return (TaskLink(Foreign(spaced(label)), Address(address)),) if address else ()


def _links(cell: Cell, practice: Practice) -> Iterator[TaskLink]:
    """Yield the links of the guided check; without any, the pages that the watches look at, or the site itself."""
    filled = filled_links(cell.place.source, practice, practice.practitioner(cell.subject))
    if filled:
        yield from (TaskLink(Foreign(spaced(one.label)), Address(one.url)) for one in filled)
        return
    watched = [one.url for one in watches_for(cell.place, cell.subject) if one.url is not None]
    for url in watched or [cell.place.source.home or ""]:
        if url:
            yield TaskLink(Foreign("Ouvrir la page"), Address(url))


def _looks(ledger: Ledger, month: str) -> Iterator[Look]:
    """Yield the looks made in `month`, in order of day."""
    first, last = bounds(month)
    names = {place.slug: place.name for place in places(ledger.practice, ledger.sources)}
    for one in sorted(ledger.coverage.checks, key=lambda check: (check.on, check.source, check.for_)):
        if first <= one.on <= last:
            yield _look(one, names.get(one.source, ""), ledger)


def _look(one: CheckIn, name: str, ledger: Ledger) -> Look:
    return Look(
        on=one.on,
        source=Foreign(name) if name else source_name(ledger.sources, one.source),
        people=Foreign(people_named(one.for_, ledger.practice) if one.for_ else "tout le cabinet"),
        result=RESULTS[one.result],
        by=Foreign(one.by),
        note=Foreign(spaced(one.note)),
    )
