"""Which clocks may be running on a finding, and when they end: always under an « if », since nobody has ruled.

`core/clocks/findings.py` counts them; this says them. When the day of publication is unknown, the end shown is the
latest one possible, and it is urgent.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from collector.core.clocks.deadlines import Deadline, days_left
from collector.core.clocks.findings import PRESS, deadline_of, doubt_of_date, is_praise, press_deadlines, published_on
from collector.core.foreign import Foreign
from collector.core.french import day_in_full, spaced, time_left
from collector.core.model import Finding
from collector.core.pages.outlook import Outlook
from collector.core.pages.rows import Row, row

_MOST_NEAR = 3
# What must be true for each to run, in the order of urgency.
_CONDITIONS = {
    PRESS: "si c’est une injure ou une diffamation publique",
    "droit-de-reponse-demande": "si vous voulez demander un droit de réponse, et ne pouvez pas répondre sur place",
    "denigrement-5-ans": "si c’est un dénigrement",
}


@dataclass(frozen=True, slots=True)
class FindingClock:
    """One delay that may be running. `certain` is False when its start is unknown: `last_day` is then the latest.

    `restarts` tells that an act may have started it again.
    """

    condition: str
    title: Foreign
    certain: bool
    last_day: dt.date
    left: str
    over: bool
    restarts: bool
    why: tuple[Foreign, ...]


@dataclass(frozen=True, slots=True)
class NearEnd:
    """One open finding whose press clock ends soon, as the home page shows it."""

    row: Row
    last_day: dt.date
    left: str


def finding_clocks(finding: Finding, seen_from: Outlook) -> tuple[FindingClock, ...]:
    """Return the clocks that may be running on a finding.

    A listing, which says nothing of anybody, has none; nor has praise: a clock there would alarm for nothing.
    """
    return () if is_praise(finding) else tuple(_finding_clocks(finding, seen_from))


def near_ends(seen_from: Outlook) -> tuple[NearEnd, ...]:
    """Return the open findings whose press clock ends next, nearest first."""
    ends = press_deadlines(seen_from.open.shown, seen_from.ledger)
    running = [(last, one.id, one) for one, last, _ in ends if last >= seen_from.today]
    nearest = sorted(running, key=lambda end: end[:2])[:_MOST_NEAR]
    return tuple(
        NearEnd(row(one, seen_from), last, time_left((last - seen_from.today).days)) for last, _, one in nearest
    )


def _finding_clocks(finding: Finding, seen_from: Outlook) -> Iterator[FindingClock]:
    for slug, condition in _CONDITIONS.items():
        due = deadline_of(slug, finding, seen_from.ledger)
        left = days_left(due, seen_from.today) if due is not None else None
        if due is None or due.last_day is None or left is None:
            continue
        yield FindingClock(
            condition=condition,
            title=Foreign(due.delay.title),
            certain=published_on(finding) is not None,
            last_day=due.last_day,
            left=time_left(left),
            over=left < 0,
            restarts=due.delay.interruption is not None,
            why=tuple(Foreign(reason) for reason in (*_warned(finding, due, seen_from.today), *due.why)),
        )


def _warned(finding: Finding, due: Deadline, today: dt.date) -> Iterator[str]:
    """Yield that the start is not the true one, when it is unknown; and that the texts were read too long ago."""
    doubt = doubt_of_date(finding)
    if doubt:
        yield doubt
    if published_on(finding) is None:
        seen = day_in_full(due.start.first_day)
        yield spaced(f"Date de mise en ligne inconnue : le compte part du {seen}, où la mention était déjà en ligne.")
    read_on = due.delay.provenance.read_on
    if today > read_on + dt.timedelta(days=due.delay.review_every):
        yield spaced(f"À relire : textes lus le {day_in_full(read_on)}.")
