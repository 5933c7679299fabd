"""The lists of findings: the open ones, then all of them by practitioner and month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from collector.core.foreign import Foreign
from collector.core.model import Finding
from collector.core.pages.coverage import Sight, subject_name
from collector.core.pages.outlook import Archive, Outlook
from collector.core.pages.page import FINDINGS, Page
from collector.core.pages.rows import Row, row, rows
from collector.core.text import EXCERPT_LENGTH


@dataclass(frozen=True, slots=True)
class Queue:
    """The open findings as a person takes them: to decide, to confirm (is it about us?), decided but still open."""

    to_decide: tuple[Row, ...]
    to_confirm: tuple[Row, ...]
    decided: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ArchiveLink:
    """A list of findings as the index names it."""

    path: str
    month: str
    part: int
    parts: int
    count: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The lists of one practitioner, newest month first."""

    subject: Foreign
    links: tuple[ArchiveLink, ...]


@dataclass(frozen=True, slots=True)
class FindingsIndex:
    """The view of the page « Relevés ». `beyond` counts the open findings that have no page: they are in the lists."""

    queue: Queue
    open: int
    beyond: int
    shelves: tuple[Shelf, ...]
    sight: Sight


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """The view of one list of findings of a practitioner and a month."""

    subject: Foreign
    month: str
    part: int
    parts: tuple[ArchiveLink, ...]
    rows: tuple[Row, ...]
    sight: Sight


def findings_pages(seen_from: Outlook) -> Iterator[Page]:
    """Yield the index of findings and its lists."""
    parts: dict[tuple[str, str], list[ArchiveLink]] = defaultdict(list)
    for archive in seen_from.archives:
        parts[archive.practitioner, archive.month].append(_link(archive))
    index = FindingsIndex(
        queue=queue(seen_from.open.shown, seen_from),
        open=len(seen_from.open.shown),
        beyond=seen_from.open.beyond,
        shelves=tuple(_shelves(seen_from)),
        sight=seen_from.sight,
    )
    yield Page(FINDINGS, "findings.md.j2", index, search=False)
    for archive in seen_from.archives:
        view = ArchivePage(
            subject=_subject(seen_from, archive.practitioner),
            month=archive.month,
            part=archive.part,
            parts=tuple(parts[archive.practitioner, archive.month]),
            rows=tuple(row(one, seen_from, EXCERPT_LENGTH) for one in archive.findings),
            sight=seen_from.sight,
        )
        yield Page(archive.path, "archive.md.j2", view, search=False)


def queue(findings: Iterable[Finding], seen_from: Outlook) -> Queue:
    """Return open findings sorted by what a person has to do with them: what is urgent, then in the order given."""
    lines = sorted(rows(findings, seen_from), key=lambda one: not one.urgent)
    waiting = [one for one in lines if not one.ruling]
    return Queue(
        to_decide=tuple(one for one in waiting if not one.uncertain),
        to_confirm=tuple(one for one in waiting if one.uncertain),
        decided=tuple(one for one in lines if one.ruling),
    )


def _shelves(seen_from: Outlook) -> Iterator[Shelf]:
    """Yield the lists of each practitioner, in the order of practice.yml; then of the practice and of people gone."""
    order = {one.id: place for place, one in enumerate(seen_from.ledger.practice.practitioners)}

    def rank(archive: Archive) -> tuple[int, str]:
        return order.get(archive.practitioner, len(order)), archive.practitioner

    for (_, practitioner), archives in groupby(sorted(seen_from.archives, key=rank), key=rank):
        yield Shelf(_subject(seen_from, practitioner), tuple(_link(one) for one in archives))


def _subject(seen_from: Outlook, practitioner: str) -> Foreign:
    return Foreign(subject_name(seen_from.ledger.practice, practitioner))


def _link(archive: Archive) -> ArchiveLink:
    return ArchiveLink(archive.path, archive.month, archive.part, archive.parts, len(archive.findings))
