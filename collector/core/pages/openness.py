"""Which findings are open: those that get a page of their own, because somebody may still have to read or decide.

The others are not lost: they stand in the lists by practitioner and month.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collector.core.model import About, Decision, Finding, Ruling
from collector.core.pages.moments import dated, gone_since, newest_first
from collector.core.pages.periods import months_before

MOST_OPEN = 400  # pages; a page costs twenty times a row, and nobody reads a longer list
_PUBLISHED_WITHIN = 12  # months
_VANISHED_WITHIN = 3  # months
_CLOSING = frozenset((Ruling.NOT_US, Ruling.IGNORE))


@dataclass(frozen=True, slots=True)
class OpenFindings:
    """The open findings that have a page, newest first, and how many older ones the limit leaves to the lists."""

    shown: tuple[Finding, ...]
    beyond: int


def open_findings(
    findings: Iterable[Finding], rulings: Mapping[str, Ruling], today: dt.date, limit: int = MOST_OPEN
) -> OpenFindings:
    """Return the open findings among `findings`; `rulings` gives the last ruling on a finding, by id.

    Open: not ruled « pas nous » or « sans suite »; online, or vanished for less than three months; and either in doubt
    as to whom it is about, or about us and published (or first seen, when that is all we know) within twelve months.
    """
    is_open = [one for one in findings if rulings.get(one.id) not in _CLOSING and _is_current(one, today)]
    is_open.sort(key=newest_first)
    return OpenFindings(tuple(is_open[:limit]), max(0, len(is_open) - limit))


def last_rulings(decisions: Iterable[Decision]) -> dict[str, Ruling]:
    """Return the last ruling on each finding, by id; of two on one day, the one that comes last counts."""
    return {one.finding: one.ruling for one in sorted(decisions, key=_day)}


def _day(decision: Decision) -> dt.date:
    return decision.on


def _is_current(finding: Finding, today: dt.date) -> bool:
    gone = gone_since(finding)
    if gone is not None and gone <= months_before(today, _VANISHED_WITHIN):
        return False
    if finding.match.about is not About.YES:
        return finding.match.about is About.UNCERTAIN
    return dated(finding) > months_before(today, _PUBLISHED_WITHIN)
