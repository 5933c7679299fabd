"""État de la veille: how the last passes went, watch by watch."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from collector.core.errors import Problem
from collector.core.foreign import Foreign
from collector.core.french import spaced
from collector.core.model import Ending, RunReport, WatchReport
from collector.core.pages.coverage import Sight, WatchName
from collector.core.pages.failures import explain, told
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import WATCH_HEALTH, Page

PASSES_SHOWN = 12
_ENDINGS = {Ending.FOUND: "lue", Ending.UNCHANGED: "lue, inchangée", Ending.FAILED: "échec"}


@dataclass(frozen=True, slots=True)
class WatchLine:
    """How one watch ended in one pass; the counts mean something only when `counted`."""

    name: WatchName
    ending: str
    failed: bool
    counted: bool
    read: int
    kept: int
    new: int
    sentence: str
    detail: Foreign
    warnings: tuple[Foreign, ...]


@dataclass(frozen=True, slots=True)
class PassLine:
    """One pass, `at` in UTC; `read` watches out of `tried`."""

    at: dt.datetime
    read: int
    tried: int
    watches: tuple[WatchLine, ...]


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file of the practice that could not be read, and what is wrong with it (in English: for who mends it)."""

    file: Foreign
    message: Foreign


@dataclass(frozen=True, slots=True)
class WatchHealthPage:
    """The view of the page: the last passes, newest first; `older` counts those not shown."""

    passes: tuple[PassLine, ...]
    older: int
    unreadable: tuple[UnreadableFile, ...]
    version: str
    sight: Sight


def watch_health_page(seen_from: Outlook) -> Page:
    """Return the page « État de la veille »."""
    runs = seen_from.ledger.runs
    view = WatchHealthPage(
        passes=tuple(_pass_line(run, seen_from) for run in reversed(runs[-PASSES_SHOWN:])),
        older=max(0, len(runs) - PASSES_SHOWN),
        unreadable=tuple(_unreadable(one) for one in seen_from.ledger.unreadable),
        version=seen_from.version,
        sight=seen_from.sight,
    )
    return Page(WATCH_HEALTH, "watch_health.md.j2", view, search=False)


def _unreadable(problem: Problem) -> UnreadableFile:
    place = problem.file if problem.line is None else f"{problem.file}, ligne {problem.line}"
    return UnreadableFile(Foreign(place), Foreign(f"{problem.key}: {problem.message}".removeprefix(": ")))


def _pass_line(run: RunReport, seen_from: Outlook) -> PassLine:
    lines = tuple(_watch_lines(run, seen_from))
    return PassLine(run.at, sum(not one.failed for one in lines), len(lines), lines)


def _watch_lines(run: RunReport, seen_from: Outlook) -> Iterator[WatchLine]:
    """Yield the watches of a pass, those that failed first."""
    for report in sorted(run.watches, key=_seeing):
        failed = report.ending is Ending.FAILED
        yield WatchLine(
            name=seen_from.watch_name(report.watch, report.source),
            ending=_ENDINGS[report.ending],
            failed=failed,
            counted=report.ending is Ending.FOUND,
            read=report.read,
            kept=report.kept,
            new=report.new,
            sentence=explain(report.code).sentence if failed else "",
            detail=Foreign(told(report.detail)),
            warnings=tuple(Foreign(spaced(one)) for one in report.warnings),
        )


def _seeing(report: WatchReport) -> bool:
    return report.ending is not Ending.FAILED
