"""The inventory as rows by category, and the one line that sums it up.

A row is a place and those for whom its state is the same: a matrix of practitioners and sources that reads on a
telephone.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collector.core.coverage.places import CATEGORIES
from collector.core.foreign import Foreign
from collector.core.french import listed
from collector.core.model import PRACTICE, Category, Practice, RunReport
from collector.core.pages.coverage import Sight, subject_name
from collector.core.pages.coverage_cells import BLIND, BY_HAND, SEEING, Cell, CellState, cells_by_place, watches_for


@dataclass(frozen=True, slots=True)
class Row:
    """One place, for those whose cell is the same. `mark` tells that somebody has something to do."""

    source: Foreign
    label: Foreign
    people: Foreign
    state: CellState
    mark: bool
    detail: Foreign


@dataclass(frozen=True, slots=True)
class Group:
    """The places of one category: how many are seen, out of those that count, and their rows."""

    heading: str
    anchor: str
    seen: int
    total: int
    rows: tuple[Row, ...]


def groups(found: tuple[Cell, ...], practice: Practice) -> tuple[Group, ...]:
    """Return the inventory by category; a category without any place is left out."""
    by_category: dict[Category, list[tuple[Cell, ...]]] = {}
    for some in cells_by_place(found):
        by_category.setdefault(some[0].place.source.category, []).append(some)
    return tuple(
        Group(
            heading=CATEGORIES[category],
            anchor=f"categorie-{category}",
            seen=sum(map(_is_seen, held)),
            total=sum(map(_counts, held)),
            rows=tuple(row for some in held for row in _rows(some, practice)),
        )
        for category, held in by_category.items()
    )


def sight(found: tuple[Cell, ...], last_pass: dt.date | None, unreadable: int, practice: Practice) -> Sight:
    """Return the one-line summary of the inventory. A place is seen when every cell of it that counts is."""
    counting = [some for some in cells_by_place(found) if _counts(some)]
    hidden = [some for some in counting if not _is_seen(some)]
    kinds = Counter(map(_why_not, hidden))
    return Sight(
        seen=len(counting) - len(hidden),
        total=len(counting),
        blind_names=tuple(_blind_name(some, practice) for some in hidden if _why_not(some) is BLIND),
        last_pass=last_pass,
        unreadable=unreadable,
        to_check=kinds[BY_HAND],
        unwatched=len(hidden) - kinds[BLIND] - kinds[BY_HAND],
    )


def last_pass(runs: tuple[RunReport, ...]) -> dt.date | None:
    """Return the day of the last pass, or None before the first."""
    return runs[-1].on if runs else None


def people_named(subjects: Iterable[str], practice: Practice) -> str:
    """Return on screen whom some cells are about: names, or « tout le cabinet » for all of them."""
    held = tuple(subjects)
    if PRACTICE in held or len(held) == len(practice.practitioners):
        return "tout le cabinet"
    return listed([subject_name(practice, one) for one in held])


def _counts(some: tuple[Cell, ...]) -> bool:
    return any(one.counts for one in some)


def _is_seen(some: tuple[Cell, ...]) -> bool:
    return _counts(some) and all(one.seen for one in some if one.counts)


def _why_not(some: tuple[Cell, ...]) -> frozenset[CellState]:
    """Return the sort of the worst state among the cells that hide a place."""
    states = {one.state for one in some if one.counts} - SEEING
    return next((sort for sort in (BLIND, BY_HAND) if states & sort), frozenset((CellState.POSSIBLE,)))


def _blind_name(some: tuple[Cell, ...], practice: Practice) -> Foreign:
    """Return the name of a blind place, with whom it is blind for when it is seen for another."""
    blind = [one.subject for one in some if one.state in BLIND]
    name = some[0].place.name
    if all(one.state in BLIND for one in some if one.counts):
        return Foreign(name)
    return Foreign(f"{name} ({people_named(blind, practice)})")


def _rows(some: tuple[Cell, ...], practice: Practice) -> Iterator[Row]:
    """Yield a row for each state of a place, those for whom it is the same together."""
    together: dict[tuple[CellState, str], list[Cell]] = {}
    for one in some:
        together.setdefault((one.state, one.detail.words), []).append(one)
    for (state, _), same in together.items():
        yield Row(
            source=Foreign(some[0].place.name),
            label=Foreign(_label(same)),
            people=Foreign(people_named([one.subject for one in same], practice)),
            state=state,
            mark=state in BLIND | BY_HAND,
            detail=same[0].detail,
        )


def _label(same: list[Cell]) -> str:
    """Return the label of the watch that a row rests on, when there is only one and it says more than the name."""
    labels = {watch.label for one in same for watch in watches_for(one.place, one.subject)} - {same[0].place.name}
    return labels.pop() if len(labels) == 1 else ""
