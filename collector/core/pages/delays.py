"""Which clocks may be running on a finding, and when they end: always under an « if », since nobody has ruled.

Rule: the clock runs from the earliest possible day of publication. When that day is unknown, the finding was online
on the day it was first seen at the latest: the end computed from it is the latest one possible, and it is urgent.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from collector.core.clocks.deadlines import Deadline, alert_days, days_left, deadline
from collector.core.clocks.reasons import Start
from collector.core.errors import ClockError
from collector.core.foreign import Foreign
from collector.core.french import counted, day_in_full, spaced
from collector.core.ledger import Ledger
from collector.core.model import TO_BE_QUALIFIED, DateKind, Finding, MentionForm
from collector.core.pages.outlook import Outlook
from collector.core.pages.rows import Row, row

PRESS = "presse-3-mois"
_MOST_NEAR = 3
_FAR = 366  # days; nobody counts more of them
_GOOD = 0.8  # of the scale: a good rating is no news of an insult
# What must be true for each to run, in the order of urgency.
_CONDITIONS = {
    PRESS: "si c’est une injure ou une diffamation publique",
    "droit-de-reponse-demande": "si vous voulez demander un droit de réponse, et ne pouvez pas répondre sur place",
    "denigrement-5-ans": "si c’est un dénigrement",
}
_PRAISE = "avis_positif"
_OFFENCES = frozenset(("injure", "diffamation", "haine"))
_ARTICLES_ONLY = frozenset(("droit-de-reponse-demande",))


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
    return () if _is_praise(finding) else tuple(_finding_clocks(finding, seen_from))


def last_days(finding: Finding, slugs: Iterable[str], ledger: Ledger) -> Mapping[str, dt.date]:
    """Return the last useful day of those delays that run from publication; none while that day is unknown."""
    if _start(finding) is None:
        return {}
    ends = ((slug, _deadline(slug, finding, ledger)) for slug in slugs)
    return {slug: due.last_day for slug, due in ends if due is not None and due.last_day is not None}


def press_deadlines(findings: Iterable[Finding], ledger: Ledger) -> Iterator[tuple[Finding, dt.date, Deadline]]:
    """Yield the findings on which the press clock may run, with its last day.

    Left out: those whose start is unknown, which have no day to show, and what is probably no offence of the press.
    """
    for one in findings:
        due = _deadline(PRESS, one, ledger) if _may_offend(one) and _start(one) is not None else None
        if due is not None and due.last_day is not None:
            yield one, due.last_day, due


def near_ends(seen_from: Outlook) -> tuple[NearEnd, ...]:
    """Return the open findings whose press clock ends next, nearest first."""
    ends = press_deadlines(seen_from.open.shown, seen_from.ledger)
    running = [(last, one.id, one) for one, last, _ in ends if last >= seen_from.today]
    nearest = sorted(running, key=lambda end: end[:2])[:_MOST_NEAR]
    return tuple(NearEnd(row(one, seen_from), last, _left((last - seen_from.today).days)) for last, _, one in nearest)


def reminders(
    findings: Iterable[Finding], ledger: Ledger, after: dt.date, until: dt.date
) -> Iterator[tuple[Finding, dt.date]]:
    """Yield the findings of which the press clock calls for a reminder in ]after, until], with its last day.

    Rule: at discovery, which is told as news, then at the alerts of the delay; never once it is over.
    """
    for one, last, due in press_deadlines(findings, ledger):
        _, *days = alert_days(due, one.first_seen)
        if last >= until and any(after < day <= until for day in days):
            yield one, last


def is_unqualified(finding: Finding) -> bool:
    """Return whether nobody, person or program, has said yet what a finding may be."""
    return finding.assessment.nature == TO_BE_QUALIFIED


def _finding_clocks(finding: Finding, seen_from: Outlook) -> Iterator[FindingClock]:
    for slug, condition in _CONDITIONS.items():
        due = _deadline(slug, finding, seen_from.ledger)
        left = days_left(due, seen_from.today) if due is not None else None
        if due is None or due.last_day is None or left is None:
            continue
        yield FindingClock(
            condition=condition,
            title=Foreign(due.delay.title),
            certain=_start(finding) is not None,
            last_day=due.last_day,
            left=_left(left),
            over=left < 0,
            restarts=due.delay.interruption is not None,
            why=tuple(Foreign(reason) for reason in (*_warned(finding, due, seen_from.today), *due.why)),
        )


def _warned(finding: Finding, due: Deadline, today: dt.date) -> Iterator[str]:
    """Yield that the start is not the true one, when it is unknown; and that the texts were read too long ago."""
    if _start(finding) is None:
        seen = day_in_full(due.start.first_day)
        yield spaced(f"Date de mise en ligne inconnue : le compte part du {seen}, où la mention était déjà en ligne.")
    read_on = due.delay.provenance.read_on
    if today > read_on + dt.timedelta(days=due.delay.review_every):
        yield spaced(f"À relire : textes lus le {day_in_full(read_on)}.")


def _deadline(slug: str, finding: Finding, ledger: Ledger) -> Deadline | None:
    """Return when a delay of the catalogue ends for a finding; None when there is nothing to count."""
    delay = ledger.delays.get(slug)
    if delay is None or finding.form is MentionForm.LISTING:
        return None
    if slug in _ARTICLES_ONLY and finding.form is not MentionForm.ARTICLE:
        return None
    latest_possible = min(finding.published.latest or finding.first_seen, finding.first_seen)
    start = _start(finding) or Start(latest_possible, latest_possible)
    try:
        return deadline(delay, start, ledger.calendar)
    except ClockError:
        return None  # a site that dates its reviews before the law


def _start(finding: Finding) -> Start | None:
    """Return when a finding went online, or None when its source does not tell the earliest day."""
    published = finding.published
    if published.kind is not DateKind.PUBLISHED or published.earliest is None:
        return None
    return Start(published.earliest, published.latest or max(published.earliest, finding.first_seen))


def _may_offend(finding: Finding) -> bool:
    """Return whether a finding may be an offence of the press: as qualified, or while it is not, unless well rated."""
    if is_unqualified(finding):
        return not _is_good(finding)
    return not _OFFENCES.isdisjoint((finding.assessment.nature, *finding.assessment.also))


def _is_praise(finding: Finding) -> bool:
    """Return whether a finding is praise and nothing else, as far as triage can tell."""
    return finding.assessment.nature == _PRAISE and not finding.assessment.also and _is_good(finding)


def _is_good(finding: Finding) -> bool:
    rating = finding.rating
    return rating is not None and rating.scale > 0 and rating.value / rating.scale >= _GOOD


def _left(days: int) -> str:
    """Return « restent 12 jours », « dernier jour aujourd’hui », « passé depuis 3 jours » or « dans plus d’un an »."""
    if days < 0:
        return f"passé depuis {counted(-days, 'jour', 'jours')}"
    if days == 0:
        return "dernier jour aujourd’hui"
    if days > _FAR:
        return "dans plus d’un an"
    return f"{'reste' if days == 1 else 'restent'} {counted(days, 'jour', 'jours')}"
