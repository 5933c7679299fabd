"""The cells of the inventory: for one place and one person (or the practice), one state and why.

Silence is never absence: only a good reading, or a look by hand that is recent enough, counts as seen.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from collector.core.coverage.looks import is_fresh, last_look
from collector.core.coverage.places import Place, places
from collector.core.foreign import Foreign
from collector.core.french import counted, day_in_full, listed, spaced
from collector.core.ledger import Ledger
from collector.core.model import PRACTICE, Access, CheckIn, CheckResult, Practice, Source, Watch
from collector.core.pages.coverage import WatchSight
from collector.core.pages.failures import WatchState


class CellState(StrEnum):
    """The one state of a cell, as screens say it (of a source: feminine)."""

    SEEN = "vue"
    EMPTY = "vide"
    BLOCKED = "bloquée"
    BROKEN = "en panne"
    AWAITED = "à fournir"
    STALE = "non relue"
    UNREAD = "jamais lue"
    TO_CHECK = "à vérifier à la main"
    NEVER = "jamais vérifiée"
    POSSIBLE = "possible, non surveillée"
    OPTIONAL = "facultative"
    NOT_CONCERNED = "non concerné"
    RETIRED = "retirée"
    UNWATCHABLE = "non surveillable"


SEEING = frozenset((CellState.SEEN, CellState.EMPTY))
BLIND = frozenset((CellState.BLOCKED, CellState.BROKEN, CellState.AWAITED, CellState.STALE, CellState.UNREAD))
BY_HAND = frozenset((CellState.TO_CHECK, CellState.NEVER))
OUT_OF_COUNT = frozenset((CellState.OPTIONAL, CellState.NOT_CONCERNED, CellState.RETIRED, CellState.UNWATCHABLE))

_OF_WATCH: Mapping[WatchState, CellState] = {
    WatchState.SEEN: CellState.SEEN,
    WatchState.EMPTY: CellState.EMPTY,
    WatchState.BLOCKED: CellState.BLOCKED,
    WatchState.BROKEN: CellState.BROKEN,
    WatchState.AWAITED: CellState.AWAITED,
    WatchState.STALE: CellState.STALE,
    WatchState.NEVER: CellState.UNREAD,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One place for one subject. `detail` says since when, by whom, how, or why; `look` is the last one by hand.

    `read` tells whether watches read it well, `counts` whether it belongs to what there is to see.
    """

    place: Place
    subject: str
    state: CellState
    detail: Foreign
    look: CheckIn | None
    read: bool
    counts: bool

    @property
    def seen(self) -> bool:
        """Return whether the silence of this cell means anything."""
        return self.state in SEEING


def cells(ledger: Ledger, sights: tuple[WatchSight, ...], today: dt.date) -> tuple[Cell, ...]:
    """Return every cell of the inventory on `today`, in the order of its places, then of the practitioners."""
    by_watch = {one.watch: one for one in sights}
    looks: dict[str, list[CheckIn]] = {}
    for check in ledger.coverage.checks:
        looks.setdefault(check.source, []).append(check)
    return tuple(
        _cell(place, subject, last_look(subject, looks.get(place.slug, ())), ledger.practice, by_watch, today)
        for place in places(ledger.practice, ledger.sources)
        for subject in place.subjects
    )


def _cell(
    place: Place,
    subject: str,
    look: CheckIn | None,
    practice: Practice,
    by_watch: Mapping[str, WatchSight],
    today: dt.date,
) -> Cell:
    sights = tuple(by_watch[watch.id] for watch in watches_for(place, subject))
    state, detail = _closed(place.source) or _state(place, subject, look, sights, practice, today)
    return Cell(
        place=place,
        subject=subject,
        state=state,
        detail=Foreign(spaced(detail)),
        look=look,
        read=bool(sights) and all(one.seeing for one in sights),
        counts=place.counts and state not in OUT_OF_COUNT,
    )


def watches_for(place: Place, subject: str) -> tuple[Watch, ...]:
    """Return the watches of a place that look for `subject`: those for everybody, and its own."""
    return tuple(one for one in place.watches if subject == PRACTICE or not one.for_ or subject in one.for_)


def _closed(source: Source) -> tuple[CellState, str] | None:
    """Return the state of a source that nobody can watch, and why; None for the others."""
    if source.retired is not None:
        on = source.retired.on
        since = f"le {day_in_full(on)}" if isinstance(on, dt.date) else str(on)
        return CellState.RETIRED, f"depuis {since} : {source.retired.why}"
    if source.access is Access.NO:
        return CellState.UNWATCHABLE, source.why
    return None


def _state(
    place: Place,
    subject: str,
    look: CheckIn | None,
    sights: tuple[WatchSight, ...],
    practice: Practice,
    today: dt.date,
) -> tuple[CellState, str]:
    """Return the state of a cell that can be seen, and what explains it: a good reading, or else a recent look."""
    blind = next((one for one in sights if not one.seeing), None)
    if sights and blind is None:
        return _read(sights)
    if not sights and not _concerns(place.source, subject, practice):
        return CellState.NOT_CONCERNED, "le catalogue réserve cette source à d’autres professions"
    if look is not None and look.result is CheckResult.NOT_RELEVANT and blind is None:
        return CellState.NOT_CONCERNED, f"décidé le {_by_whom(look)}"
    if look is not None and look.result is not CheckResult.NOT_RELEVANT and is_fresh(look, place, today):
        state = CellState.SEEN if look.result is CheckResult.SOMETHING else CellState.EMPTY
        return state, f"vérifiée à la main le {_by_whom(look)}{_despite(blind)}"
    if blind is not None:
        return _OF_WATCH[blind.state], _since(blind)
    return _unread(place, look, today)


def _read(sights: tuple[WatchSight, ...]) -> tuple[CellState, str]:
    mentions = sum(one.mentions for one in sights)
    days = sorted({one.read_on for one in sights if one.read_on is not None})
    read = listed([day_in_full(day) for day in days])
    if mentions:
        return CellState.SEEN, f"lue le {read} ; {counted(mentions, 'mention', 'mentions')}"
    return CellState.EMPTY, f"lue le {read}"


def _unread(place: Place, look: CheckIn | None, today: dt.date) -> tuple[CellState, str]:
    """Return the state of a place that no watch reads and that nobody looked at lately."""
    if look is not None:
        days = counted((today - look.on).days, "jour", "jours")
        return CellState.TO_CHECK, f"dernière vérification il y a {days}, le {_by_whom(look)}"
    if not place.source.suggested:
        return CellState.OPTIONAL, "à retenir si elle vous concerne ; personne ne la regarde"
    if place.source.access is Access.MANUAL:
        return CellState.NEVER, "personne ne l’a encore regardée"
    return CellState.POSSIBLE, _how(place.source)


def _concerns(source: Source, subject: str, practice: Practice) -> bool:
    people = [one for one in practice.practitioners if subject in (PRACTICE, one.id)]
    return not source.professions or any(one.profession in source.professions for one in people)


def _by_whom(look: CheckIn) -> str:
    note = f" ; « {look.note} »" if look.note else ""
    return f"{day_in_full(look.on)} par {look.by}{note}"


def _despite(blind: WatchSight | None) -> str:
    return f" ; sa lecture automatique est {blind.state}" if blind is not None else ""


def _since(blind: WatchSight) -> str:
    since = f"depuis le {day_in_full(blind.blind_since)} ; " if blind.blind_since else ""
    read = f"lue pour la dernière fois le {day_in_full(blind.read_on)}" if blind.read_on else "jamais lue"
    return f"{since}{read}"


def _how(source: Source) -> str:
    """Return what it would take to read a source automatically."""
    if source.access is Access.IMPORT:
        return "il faudrait déposer un export de votre compte, et une veille"
    if source.secrets:
        return f"il faudrait {listed(list(source.secrets.values()))}, et une veille"
    if source.access is Access.KEY:
        return "il faudrait une clé ou une adresse secrète, et une veille"
    return "il suffirait d’une veille"


def cells_by_place(found: tuple[Cell, ...]) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each place, in order."""
    group: list[Cell] = []
    for one in found:
        if group and group[0].place is not one.place:
            yield tuple(group)
            group = []
        group.append(one)
    if group:
        yield tuple(group)
