"""When each entry of the catalogue that states law must be read again. Decides nothing of what it says."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from collector.core.model import Citation, Confidence, Provenance

YEARLY = 365  # days: a route, a letter, a reply or a guide has no period of its own
SOON = 60  # days before the end of its period in which an entry is told beforehand


class EntryKind(StrEnum):
    """What an entry is, and the folder of the catalogue where it stands."""

    STATEMENT = "statements"
    DELAY = "delays"
    PROCEDURE = "procedures"
    LETTER = "letters"
    GUIDE = "guides"
    MODEL_REPLY = "replies/models"
    HOLIDAYS = "holidays"
    TRIAGE = "triage"


class Standing(StrEnum):
    """Where an entry stands on a day."""

    OVERDUE = "overdue"
    SOON = "soon"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry to be read again: its file, when it was last read, in how many days again, against what.

    `valid_until` is the last day of the law that it states, when that is known: then it must be read at the latest.
    """

    kind: EntryKind
    file: str
    read_on: dt.date
    every: int
    sources: tuple[Citation, ...]
    confidence: Confidence
    valid_until: dt.date | None = None

    @property
    def due(self) -> dt.date:
        """Return the last day on which it still counts as read."""
        due = due_on(self.read_on, self.every)
        return due if self.valid_until is None else min(due, self.valid_until)

    def standing(self, today: dt.date) -> Standing:
        """Return where it stands on `today`."""
        if today > self.due:
            return Standing.OVERDUE
        return Standing.SOON if (self.due - today).days <= SOON else Standing.CURRENT


def entry(
    kind: EntryKind, name: str, provenance: Provenance, every: int = YEARLY, valid_until: dt.date | None = None
) -> Entry:
    """Return the entry of a file of the catalogue; `name` is that of the file in the folder of its kind."""
    return Entry(
        kind=kind,
        file=f"{kind}/{name}",
        read_on=provenance.read_on,
        every=every,
        sources=provenance.sources,
        confidence=provenance.confidence,
        valid_until=valid_until,
    )


def due_on(read_on: dt.date, every: int) -> dt.date:
    """Return the last day on which what was read on `read_on` still counts as read."""
    return read_on + dt.timedelta(days=every)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries from the first to be read again to the last; on the same day, by file."""
    return tuple(sorted(entries, key=lambda one: (one.due, one.file)))
