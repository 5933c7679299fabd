"""What every page looks at, computed once: open findings, where each finding is read, decisions, sight, lists."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from collector.core.affairs.affair import Affair, affairs
from collector.core.foreign import Foreign
from collector.core.ledger import Ledger
from collector.core.model import Decision, Finding, Ruling, RunReport
from collector.core.pages.coverage import (
    Sight,
    WatchName,
    WatchSight,
    source_name,
    standing,
    watch_names,
    watch_sights,
)
from collector.core.pages.coverage_cells import Cell, cells
from collector.core.pages.coverage_matrix import last_pass, sight
from collector.core.pages.moments import newest_first
from collector.core.pages.openness import OpenFindings, last_rulings, open_findings
from collector.core.pages.page import archive_page, finding_page
from collector.core.pages.periods import month_of
from collector.core.schedule import last_read

ROWS_PER_PAGE = 500


@dataclass(frozen=True, slots=True)
class Archive:
    """One part of the list of a practitioner's findings of one month (by the day they were first seen)."""

    practitioner: str
    month: str
    part: int
    parts: int
    findings: tuple[Finding, ...]

    @property
    def path(self) -> str:
        """Return the path of the page of this part."""
        return archive_page(self.practitioner, self.month, self.part)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The ledger on a given day, with what several pages need of it.

    `places` says where each finding is read: its own page, or its row in a list. `last_seen` gives the day of the
    last good reading in which a finding stood; findings that no current answer holds are not in it.
    """

    ledger: Ledger
    today: dt.date
    version: str
    open: OpenFindings
    archives: tuple[Archive, ...]
    places: Mapping[str, str]
    rulings: Mapping[str, Ruling]
    decisions: Mapping[str, tuple[Decision, ...]]
    last_seen: Mapping[str, dt.date]
    sights: tuple[WatchSight, ...]
    cells: tuple[Cell, ...]
    names: Mapping[str, WatchName]
    affairs: tuple[Affair, ...]

    def watch_name(self, watch: str, source: str) -> WatchName:
        """Return how screens name a watch, which may be gone from practice.yml, or be of another source since."""
        name = self.names.get(watch)
        if name is not None and name.slug == source:
            return name
        return WatchName(source, source, source_name(self.ledger.sources, source), Foreign(""), Foreign(""))

    def source_of(self, finding: Finding) -> Foreign:
        """Return the name of the source in which a finding was first met."""
        return self.watch_name(finding.sightings[0].watch, finding.source).source

    @property
    def sight(self) -> Sight:
        """Return in one line which sources see."""
        kept = self.ledger
        return sight(self.cells, last_pass(kept.passes), len(kept.unreadable), kept.practice)

    @property
    def last_run(self) -> RunReport | None:
        """Return the last pass, or None before the first."""
        runs = self.ledger.passes or self.ledger.runs  # before the first pass, what a person gave
        return runs[-1] if runs else None


def outlook(ledger: Ledger, today: dt.date, version: str) -> Outlook:
    """Return what the pages of `ledger` look at on `today`."""
    rulings = last_rulings(ledger.decisions)
    opened = open_findings(ledger.findings, rulings, today)
    archives = tuple(_archives(ledger.findings))
    places = {one.id: f"{archive.path}#{one.id}" for archive in archives for one in archive.findings}
    places |= {one.id: finding_page(one.id) for one in opened.shown}
    sights = watch_sights(ledger, today)
    return Outlook(
        ledger=ledger,
        today=today,
        version=version,
        open=opened,
        archives=archives,
        places=places,
        rulings=rulings,
        decisions=_decisions(ledger.decisions),
        last_seen=_last_seen(ledger),
        sights=sights,
        cells=cells(ledger, sights, today),
        names=watch_names(ledger),
        affairs=affairs(ledger, today),
    )


def _archives(findings: Iterable[Finding]) -> Iterator[Archive]:
    """Yield the lists of findings, newest month first, cut so that no page is too long for a telephone."""
    lists: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in findings:
        lists[month_of(one.first_seen), one.practitioner].append(one)
    for month, practitioner in sorted(lists, key=lambda key: (-int(key[0].replace("-", "")), key[1])):
        ordered = sorted(lists[month, practitioner], key=newest_first)
        parts = -(-len(ordered) // ROWS_PER_PAGE)
        for part in range(parts):
            rows = ordered[part * ROWS_PER_PAGE : (part + 1) * ROWS_PER_PAGE]
            yield Archive(practitioner, month, part + 1, parts, tuple(rows))


def _decisions(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    by_finding: dict[str, list[Decision]] = defaultdict(list)
    for one in sorted(decisions, key=lambda decision: decision.on):
        by_finding[one.finding].append(one)
    return {finding: tuple(some) for finding, some in by_finding.items()}


def _last_seen(ledger: Ledger) -> dict[str, dt.date]:
    """Return the day of the last good reading in which each finding stood."""
    read = last_read(ledger.runs)
    seen: dict[str, dt.date] = {}
    for watch, held in standing(ledger).items():
        day = read.get(watch)
        if day is not None:
            seen |= {one: max(day, seen.get(one, day)) for one in held}
    return seen
