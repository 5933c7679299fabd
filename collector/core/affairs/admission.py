"""What may be written in an affair, and in which words a refusal says so. Facts only: nothing of the future."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from collector.core.affairs.chronology import disorder, is_closed, procedure_of
from collector.core.affairs.references import Known, strange_step
from collector.core.affairs.words import KINDS
from collector.core.french import day_in_full, spaced
from collector.core.model import Case, CaseEvent, EventKind
from collector.core.model.case import FIRST_YEAR, LAST_YEAR

# What needs its route to be understood.
_ABOUT_A_ROUTE = frozenset(EventKind) - {
    EventKind.KNOWN,
    EventKind.CAPTURED,
    EventKind.REMOVED,
    EventKind.PARTLY_REMOVED,
    EventKind.INTERRUPTED,
    EventKind.NOTED,
    EventKind.CLOSED,
    EventKind.REOPENED,
}


def refusals(case: Case, event: CaseEvent, known: Known, today: dt.date) -> Iterator[str]:
    """Yield in French why `event` cannot be added to `case` on `today`; nothing when it can."""
    if event.last_day > today:
        told = day_in_full(event.last_day)
        yield spaced(f"le {told} est dans le futur : un événement est un fait, notez-le quand il a eu lieu")
    if is_closed(case) and event.kind is not EventKind.REOPENED:
        again = f"`renom case event {case.id} reopened`"
        yield spaced(f"l’affaire {case.id} est close : rouvrez-la d’abord ({again}), rien n’est perdu")
    if not is_closed(case) and event.kind is EventKind.REOPENED:
        yield spaced(f"l’affaire {case.id} n’est pas close : il n’y a rien à rouvrir")
    if event.kind in _ABOUT_A_ROUTE and procedure_of(event, case) is None:
        chosen = ", ".join(case.procedures)
        yield spaced(f"dites de quelle démarche il s’agit, avec --procedure{f' : {chosen}' if chosen else ''}")
    yield from (fault.message for fault in strange_step(event.procedure, event.step, known))


def impossible_days(days: Iterable[dt.date]) -> Iterator[str]:
    """Yield in French why days cannot be those of an affair: before the web, after anybody, or in the wrong order."""
    days = tuple(days)
    for one in days:
        if not FIRST_YEAR <= one.year <= LAST_YEAR:
            yield spaced(f"le {day_in_full(one)} n’est pas entre {FIRST_YEAR} et {LAST_YEAR} : vérifiez l’année")
    if list(days) != sorted(days):
        yield spaced("la première date possible vient après la dernière : échangez-les")


def remarks(case: Case, event: CaseEvent) -> Iterator[str]:
    """Yield in French what a person should know of an event that is accepted all the same."""
    after = disorder(case.events, event)
    if after is not None:
        told = f"« {KINDS[after.kind]} » du {day_in_full(after.first_day)}"
        yield spaced(f"cet événement est antérieur à {told}, déjà noté : l’affaire le montrera à sa place dans l’ordre")
    if event.first_day < case.opened:
        yield spaced(f"cet événement est antérieur à l’ouverture de l’affaire, le {day_in_full(case.opened)}")


def is_repeated(case: Case, event: CaseEvent) -> bool:
    """Return whether the affair holds this very event already."""
    return event in case.events


def next_id(taken: Collection[str], year: int) -> str:
    """Return the id of a new affair: « a-2026-3 » after « a-2026-2 »; short, since people type it."""
    head = f"a-{year}-"
    numbers = (one.removeprefix(head) for one in taken if one.startswith(head))
    last = max((int(one) for one in numbers if one.isdecimal()), default=0)
    return f"{head}{last + 1}"
