"""The deadlines as entries of a calendar: which, on which day, why, and when to remind. No reviewer's word or name."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from collector.core.affairs.affair import Affair
from collector.core.affairs.clocks import AffairClock
from collector.core.clocks.deadlines import Deadline
from collector.core.clocks.findings import press_deadlines
from collector.core.french import day_in_full, spaced
from collector.core.ledger import Ledger
from collector.core.model import Finding

REMINDERS = (14, 7, 2)  # days before what binds us; our own choice, no text asks for it
_RIGHT = "À partir de ce jour"
_THEIRS = "Réponse attendue jusqu’à ce jour"
_OURS = "Dernier jour utile"


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline in a calendar, a whole day long.

    `uid` stays the same while the deadline moves; `edition` grows with what is known, so that a calendar replaces the
    former entry; `made` is the day of the last fact. `reminders` are days before.
    """

    uid: str
    day: dt.date
    title: str
    reasons: tuple[str, ...]
    reminders: tuple[int, ...]
    edition: int
    made: dt.date


def agenda(ledger: Ledger, some: tuple[Affair, ...], opened: tuple[Finding, ...], today: dt.date) -> tuple[Entry, ...]:
    """Return the entries of a calendar: deadlines of the open affairs, press clocks of the open findings besides.

    `opened` are the open findings. Entries are in order of day; what is over for us is left out.
    """
    held = {finding for one in some if not one.is_closed for finding in one.case.findings}
    others = [one for one in opened if one.id not in held]
    entries = [*(entry for one in some for entry in _of_affair(one)), *_of_findings(others, ledger, today)]
    return tuple(sorted(entries, key=lambda one: (one.day, one.uid)))


def to_remind(some: tuple[Affair, ...], after: dt.date, until: dt.date) -> Iterator[tuple[Affair, AffairClock]]:
    """Yield the deadlines of open affairs that call for a message in ]after, until].

    Rule: what binds us, some days before its end; an answer, once it is late without doubt; a right, when it opens.
    """
    for one in some:
        for clock in one.running:
            if any(after < day <= until for day in _reminding(clock)):
                yield one, clock


def _reminding(clock: AffairClock) -> tuple[dt.date, ...]:
    if clock.last_day is not None and clock.binds_us:
        return tuple(clock.last_day - dt.timedelta(days=days) for days in REMINDERS)
    return (clock.day if clock.late_after is None else clock.late_after + dt.timedelta(days=1),)


def _of_affair(one: Affair) -> Iterator[Entry]:
    made = max([one.case.opened, *(event.last_day for event in one.events)])
    for clock in one.running:
        sort = _RIGHT if clock.last_day is None else _OURS if clock.binds_us else _THEIRS
        about = f"-{clock.procedure}" if clock.procedure is not None else ""
        yield Entry(
            uid=f"{one.case.id}-{clock.delay.slug}{about}@renom",
            day=clock.day,
            title=spaced(f"Renom : {clock.delay.title} (affaire {one.case.id})"),
            reasons=(spaced(f"{sort} : {day_in_full(clock.day)}."), *clock.why),
            reminders=REMINDERS if clock.binds_us else (0,),
            edition=len(one.events),
            made=made,
        )


def _of_findings(findings: list[Finding], ledger: Ledger, today: dt.date) -> Iterator[Entry]:
    for finding, last, due in press_deadlines(findings, ledger):
        if last >= today:
            yield _press(finding, last, due)


def _press(finding: Finding, last: dt.date, due: Deadline) -> Entry:
    condition = spaced("Seulement si ce relevé est une injure ou une diffamation : le portail propose, vous décidez.")
    return Entry(
        uid=f"{finding.id}-{due.delay.slug}@renom",
        day=last,
        title=spaced(f"Renom : {due.delay.title} (relevé {finding.id})"),
        reasons=(spaced(f"{_OURS} : {day_in_full(last)}."), condition, *due.why),
        reminders=REMINDERS,
        edition=len(finding.versions) - 1,
        made=finding.first_seen,
    )
