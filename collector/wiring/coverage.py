"""Records what people looked at by hand, and says what remains to look at this month."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from collector.core.coverage.issue_form import LONGEST_BODY, read_form
from collector.core.coverage.references import known_places, strange_people, strange_source
from collector.core.errors import ConfigurationError, Problem
from collector.core.model import CheckIn, CheckResult
from collector.core.pages.coverage import watch_sights
from collector.core.pages.coverage_cells import cells
from collector.core.pages.coverage_checks import MonthChecks, month_checks
from collector.edges.files.coverage import add_check
from collector.edges.files.practice import read_text
from collector.wiring.ledger import ledger_on


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What one person says of some sources: the same for all of them."""

    sources: tuple[str, ...]
    people: tuple[str, ...]
    result: CheckResult
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The files written (those that said the same already are not), and what was not understood, in French."""

    written: tuple[Path, ...]
    repeated: int
    faults: tuple[str, ...]


def remaining(root: Path, today: dt.date | None) -> MonthChecks:
    """Return what remains to look at by hand this month, and what was looked at."""
    ledger, day = ledger_on(root, today)
    return month_checks(cells(ledger, watch_sights(ledger, day), day), ledger, day)


def check_in(root: Path, asked: CheckRequest, today: dt.date | None) -> Checked:
    """Write a check-in for each source asked; raise ConfigurationError, writing nothing, when a name is unknown."""
    ledger, day = ledger_on(root, today)
    known = known_places(ledger.practice, ledger.sources)
    unknown = [fault for slug in asked.sources for fault in strange_source(slug, known)]
    unknown += strange_people(asked.people, ledger.practice)
    if unknown:
        raise ConfigurationError(tuple(Problem("check-in", None, "", fault.message) for fault in unknown))
    checks = [
        CheckIn(source=slug, for_=asked.people, on=day, by=asked.by, result=asked.result, note=asked.note)
        for slug in asked.sources
    ]
    return _write(root, checks, ())


def sign(root: Path, form: Path, today: dt.date | None, by: str) -> Checked:
    """Write the check-ins that a form of GitHub says: the body of the issue stands in the file `form`."""
    ledger, day = ledger_on(root, today)
    if form.stat().st_size > 4 * LONGEST_BODY:  # bytes of so many characters
        return Checked((), 0, ("Ce texte est trop long pour venir du formulaire.",))
    known = known_places(ledger.practice, ledger.sources)
    signed = read_form(read_text(form, form.name), ledger.practice, known, day, by)
    return _write(root, signed.checks, signed.faults)


def _write(root: Path, checks: Iterable[CheckIn], faults: tuple[str, ...]) -> Checked:
    written = [add_check(root, one) for one in checks]
    files = tuple(one for one in written if one is not None)
    return Checked(files, len(written) - len(files), faults)
