"""When the delays that run from publication end for a finding, and on which findings the press clock may run.

Rule: the clock runs from the earliest possible day of publication; an act that a person noted in an affair starts a
limitation again. A date that cannot be (after the day on which the mention was read, or before the web) is not
believed: the finding then has no known start, and was online on the day it was first seen at the latest.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from collector.core.clocks.deadlines import Deadline, alert_days, deadline
from collector.core.clocks.reasons import Start
from collector.core.errors import ClockError
from collector.core.french import day_in_full, spaced
from collector.core.ledger import Ledger
from collector.core.model import TO_BE_QUALIFIED, Case, DateKind, Delay, EventKind, Finding, MentionForm

PRESS = "presse-3-mois"
_WEB = 1990  # nothing was online before
_A_DAY = dt.timedelta(days=1)
_GOOD = 0.8  # of the scale: a good rating is no news of an insult
_PRAISE = "avis_positif"
_OFFENCES = frozenset(("injure", "diffamation", "haine"))
_ARTICLES_ONLY = frozenset(("droit-de-reponse-demande",))


def published_on(finding: Finding) -> Start | None:
    """Return when a finding went online, or None when its source does not tell the earliest day, or cannot be right."""
    published, seen = finding.published, finding.first_seen
    if published.kind is not DateKind.PUBLISHED or published.earliest is None or doubt_of_date(finding):
        return None
    earliest = min(published.earliest, seen)  # a site elsewhere may be a day ahead
    return Start(earliest, max(earliest, min(published.latest or seen, seen)))


def doubt_of_date(finding: Finding) -> str:
    """Return in French why the date that a source gives cannot be, and what to do; empty when it can."""
    earliest, seen = finding.published.earliest or finding.published.latest, finding.first_seen
    if earliest is None:
        return ""
    told = f"La source date cette mention du {day_in_full(earliest)}"
    if earliest.year < _WEB:
        doubt = "aucune page n’était alors en ligne"
    elif earliest > seen + _A_DAY:
        doubt = f"elle était pourtant déjà en ligne le {day_in_full(seen)}"
    else:
        return ""
    return spaced(
        f"{told} : {doubt}. Cette date n’est pas retenue ; relevez la vraie sur la page, et gardez-en une image."
    )


def deadline_of(slug: str, finding: Finding, ledger: Ledger) -> Deadline | None:
    """Return when a delay of the catalogue ends for a finding; None when there is nothing to count.

    When the day of publication is unknown, it is the latest possible end.
    """
    delay = ledger.delays.get(slug)
    if delay is None or finding.form is MentionForm.LISTING:
        return None
    if slug in _ARTICLES_ONLY and finding.form is not MentionForm.ARTICLE:
        return None
    start = published_on(finding) or _seen(finding)
    try:
        return deadline(delay, start, ledger.calendar, interrupted=_interruptions(delay, start, finding, ledger))
    except ClockError:
        return None  # a day of reading that no clock can have shown


def _interruptions(delay: Delay, start: Start, finding: Finding, ledger: Ledger) -> list[dt.date]:
    """Return the days of the acts that a person noted as starting a limitation again, as they count for a finding.

    Rule: of an act whose day is not known, the new delay runs from the first possible one; and it counts only when it
    came in time even on the last possible one.
    """
    counted: list[dt.date] = []
    if delay.interruption is None:
        return counted
    acts = (
        event
        for case in ledger.cases
        if finding.id in case.findings
        for event in case.events
        if event.kind is EventKind.INTERRUPTED and event.first_day >= start.first_day
    )
    for act in sorted(acts, key=lambda one: (one.first_day, one.last_day)):
        term = deadline(delay, start, ledger.calendar, interrupted=counted).last_day
        if term is not None and act.last_day > term:
            return [*counted, act.last_day]
        counted.append(act.first_day)
    return counted


def last_days(finding: Finding, slugs: Iterable[str], ledger: Ledger) -> Mapping[str, dt.date]:
    """Return the last useful day of those delays that run from publication; none while that day is unknown."""
    if published_on(finding) is None:
        return {}
    ends = ((slug, deadline_of(slug, finding, ledger)) for slug in slugs)
    return {slug: due.last_day for slug, due in ends if due is not None and due.last_day is not None}


def press_deadlines(findings: Iterable[Finding], ledger: Ledger) -> Iterator[tuple[Finding, dt.date, Deadline]]:
    """Yield the findings on which the press clock may run, with its last day.

    Left out: those whose start is unknown, which have no day to show, and what is probably no offence of the press.
    """
    for one in findings:
        due = deadline_of(PRESS, one, ledger) if may_offend(one) and published_on(one) is not None else None
        if due is not None and due.last_day is not None:
            yield one, due.last_day, due


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


def may_offend(finding: Finding) -> bool:
    """Return whether a finding may be an offence of the press: as qualified, or while it is not, unless well rated."""
    if is_unqualified(finding):
        return not _is_good(finding)
    return not _OFFENCES.isdisjoint((finding.assessment.nature, *finding.assessment.also))


def is_praise(finding: Finding) -> bool:
    """Return whether a finding is praise and nothing else, as far as triage can tell."""
    return finding.assessment.nature == _PRAISE and not finding.assessment.also and _is_good(finding)


def findings_of(case: Case, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings of an affair that data/ still holds, in the order of the affair."""
    by_id = {one.id: one for one in findings}
    return tuple(by_id[one] for one in case.findings if one in by_id)


def _seen(finding: Finding) -> Start:
    """Return the start of what was online on some day at the latest: the end counted from it is the latest possible."""
    latest = finding.published.latest
    known = finding.first_seen if latest is None or doubt_of_date(finding) else min(latest, finding.first_seen)
    return Start(known, known)


def _is_good(finding: Finding) -> bool:
    rating = finding.rating
    return rating is not None and rating.scale > 0 and rating.value / rating.scale >= _GOOD
