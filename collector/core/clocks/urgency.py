"""Whether a finding calls for something within days, on the day that one looks.

Triage judged it once, on the day it was met, and that stays written (`assessment.urgent`). Time does two things
since: the clock of the press runs out, after which nothing presses any more for an insult or a defamation; or it
comes near its end, and what could wait does not. Rule: too late is said only when it is, from the latest possible
publication; the end is near from the last alert of the delay, from the earliest possible one.
"""

import datetime as dt
from collections.abc import Mapping

from collector.core.clocks.deadlines import Deadline, deadline
from collector.core.clocks.reasons import Start
from collector.core.errors import ClockError
from collector.core.ledger import Ledger
from collector.core.model import DateKind, Finding
from collector.core.triage.labels import ILLICIT, Nature

# The delays of the catalogue within which one may act, by nature.
_CLOCKS: Mapping[str, str] = {
    Nature.INSULT: "presse-3-mois",
    Nature.DEFAMATION: "presse-3-mois",
    Nature.HATRED: "presse-discriminatoire-1-an",
}
# What presses for another reason than its clock: as the first nature, and beside another one.
_TIMELESS = frozenset(Nature) - {
    Nature.INSULT,
    Nature.DEFAMATION,
    Nature.PRAISE,
    Nature.NEUTRAL,
    Nature.CRITICISM,
    Nature.OFF_TOPIC,
}
_NAMED = frozenset(ILLICIT) | {Nature.DISPARAGEMENT, Nature.LISTING}
_TIMELESS_BESIDE = frozenset((Nature.THREAT, Nature.HATRED))


def is_urgent(finding: Finding, ledger: Ledger, today: dt.date) -> bool:
    """Tell whether something must be done within days of `today`."""
    assessment = finding.assessment
    clocks = {_CLOCKS[one] for one in (assessment.nature, *assessment.also) if one in _CLOCKS}
    if not assessment.urgent:
        return any(_is_near(slug, finding, ledger, today) for slug in clocks)
    if assessment.nature in _TIMELESS or not _TIMELESS_BESIDE.isdisjoint(assessment.also):
        return True
    return not clocks or not all(_is_over(slug, finding, ledger, today) for slug in clocks)


def is_doubtful(finding: Finding) -> bool:
    """Tell whether what is urgent is so by doubt alone: nothing that presses is named, only possible."""
    return not {finding.assessment.nature, *finding.assessment.also} & _NAMED


def _is_over(slug: str, finding: Finding, ledger: Ledger, today: dt.date) -> bool:
    """Tell whether it is too late to act; never when the day of publication is unknown."""
    due = _deadline(slug, finding.published.latest, finding, ledger)
    return due is not None and due.last_day is not None and due.last_day < today


def _is_near(slug: str, finding: Finding, ledger: Ledger, today: dt.date) -> bool:
    due = _deadline(slug, finding.published.earliest, finding, ledger)
    if due is None or due.last_day is None or not due.delay.alerts:
        return False
    return due.start.first_day + dt.timedelta(days=due.delay.alerts[-1]) <= today <= due.last_day


def _deadline(slug: str, start: dt.date | None, finding: Finding, ledger: Ledger) -> Deadline | None:
    delay = ledger.delays.get(slug)
    if delay is None or start is None or finding.published.kind is not DateKind.PUBLISHED:
        return None
    try:
        return deadline(delay, Start(start, start), ledger.calendar)
    except ClockError:
        return None  # a site that dates its reviews before the law
