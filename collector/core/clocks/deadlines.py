"""The last day of a delay, from a start that may be known only as an interval; and how it was counted.

Rule: what binds us is never lengthened in doubt: the clock runs from the earliest possible start, and a limitation is
not moved by a Sunday. What binds the other side is called late only once no doubt is left (`late_after`). A deadline is
derived, never stored; so is being late.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from collector.core.clocks import reasons
from collector.core.clocks.reasons import Count, Start
from collector.core.clocks.workdays import Calendar, after_months
from collector.core.errors import ClockError
from collector.core.model import Delay, Rollover, Side, Unit

# Nothing older than the oldest law that is counted here, nothing that a person can mean to wait for.
_FIRST, _LAST = dt.date(1881, 1, 1), dt.date(2199, 12, 31)
_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a delay ends, and why.

    `last_day` is the last useful day, until midnight; None when the delay only opens a right, on `first_day`. For a
    delay in hours `last_moment` is the last minute, when the hour of the start is known. `late_after` is given for what
    binds the other side: until that day included, nobody should call them late.
    """

    delay: Delay
    start: Start
    last_day: dt.date | None
    last_moment: dt.datetime | None
    first_day: dt.date | None
    late_after: dt.date | None
    why: tuple[str, ...]


def deadline(
    delay: Delay,
    start: Start,
    calendar: Calendar,
    *,
    extended: dt.date | None = None,
    interrupted: Sequence[dt.date] = (),
) -> Deadline:
    """Return when `delay` ends, counted from `start`, with its reasons.

    `extended` is the day on which a lengthening was announced, `interrupted` the days of acts that start the delay
    again. Raise ClockError for a start that cannot be, or for a delay that knows no such lengthening or act.
    """
    _check(delay, start, extended, interrupted)
    if delay.unit is Unit.HOURS:
        return _in_hours(delay, start, calendar)
    counted, happened = _with_events(delay, start.first_day, calendar, extended, interrupted)
    latest, _ = _with_events(delay, start.last_day, calendar, extended, interrupted)
    late_after = calendar.next_worked(latest.last) if delay.binds is Side.THEM and not delay.opens else None
    opens_from = latest.last + _DAY
    why = (*reasons.opening(delay, start), *happened, *reasons.closing(delay, counted.last, late_after, opens_from))
    if delay.opens:
        return Deadline(delay, start, None, None, counted.last + _DAY, None, why)
    return Deadline(delay, start, counted.last, None, None, late_after, why)


def days_left(due: Deadline, today: dt.date) -> int | None:
    """Return the days that remain until the last useful day: 0 on that day, negative once it is over."""
    return None if due.last_day is None else (due.last_day - today).days


def alert_days(due: Deadline, discovered: dt.date) -> tuple[dt.date, ...]:
    """Return the days on which a person must be told: at discovery, then at the alerts of the delay still to come.

    Rule: the alerts are counted from the start of the clock, not from the discovery, and none comes after its end.
    """
    days = (due.start.first_day + dt.timedelta(days=after) for after in due.delay.alerts)
    last = due.last_day or dt.date.max
    return (discovered, *(day for day in days if discovered < day <= last))


def _check(delay: Delay, start: Start, extended: dt.date | None, interrupted: Sequence[dt.date]) -> None:
    for day in (start.first_day, start.last_day, *([extended] if extended else []), *interrupted):
        if not _FIRST <= day <= _LAST:
            raise ClockError(f"{day} is not between {_FIRST.year} and {_LAST.year}: check the year")
    if extended is not None and delay.extension is None:
        raise ClockError(f"{delay.slug!r} cannot be extended: remove that date")
    if interrupted and delay.interruption is None:
        raise ClockError(f"{delay.slug!r} has no act that starts it again in the catalogue: remove that date")
    for what, on in (("extended", extended), *(("interrupted", one) for one in interrupted)):
        if on is not None and on < start.first_day:
            raise ClockError(f"{what} on {on}, before the start on {start.first_day}: check both dates")


def _with_events(
    delay: Delay,
    first: dt.date,
    calendar: Calendar,
    extended: dt.date | None,
    interrupted: Sequence[dt.date],
) -> tuple[Count, tuple[str, ...]]:
    """Return the count from `first`, moved by what happened, and its reasons.

    Rule: an act starts the delay again when it comes before its end, a lengthening when it is announced in time; too
    late, they change nothing.
    """
    counted = _count(delay, delay.amount, first, calendar)
    told = list(reasons.counting(delay, counted, calendar))
    for act in sorted(interrupted):
        if act > counted.last:
            told.append(reasons.too_late_act(act, counted.last))
            break
        counted = _count(delay, delay.amount, act, calendar)
        told += [reasons.new_start(act), *reasons.counting(delay, counted, calendar)]
    if extended is not None and delay.extension is not None:
        if delay.extension.announced and extended > counted.last:
            told.append(reasons.too_late_extension(extended, counted.last))
        else:
            counted = _count(delay, delay.amount + delay.extension.amount, first, calendar)
            told += [reasons.lengthened(delay, extended), *reasons.counting(delay, counted, calendar)]
    return counted, tuple(told)


def _count(delay: Delay, amount: int, first: dt.date, calendar: Calendar) -> Count:
    """Return where `amount` units after `first` lead. The day of the start is never counted."""
    passed: tuple[dt.date, ...] = ()
    if delay.unit is Unit.WORKING_DAYS:
        nominal, passed = calendar.after_worked(first, amount)
    elif delay.unit is Unit.DAYS:
        nominal = first + dt.timedelta(days=amount)
    else:
        nominal = after_months(first, amount * _MONTHS[delay.unit])
    rolls = delay.rollover is Rollover.NEXT_WORKING_DAY
    return Count(amount, first, nominal, calendar.next_worked(nominal) if rolls else nominal, passed)


def _in_hours(delay: Delay, start: Start, calendar: Calendar) -> Deadline:
    """Return the last minute of a delay in hours, from hour to hour: nights, Sundays and holidays count.

    Rule: when only the day is known, what binds us runs from its first minute, what binds them from its last.
    """
    last, moment = _hours_after(delay, start.earliest, calendar)
    late_after = _hours_after(delay, start.latest, calendar)[0] if delay.binds is Side.THEM else None
    why = (
        *reasons.opening(delay, start),
        reasons.hours(delay, start),
        *reasons.closing(delay, moment or last, late_after, last),
    )
    return Deadline(delay, start, last, moment, None, late_after, why)


def _hours_after(delay: Delay, when: dt.date, calendar: Calendar) -> tuple[dt.date, dt.datetime | None]:
    """Return the last day and, when it is known, the last minute: with an offset when `when` has one."""
    if not isinstance(when, dt.datetime):
        if delay.binds is Side.THEM:
            return when + dt.timedelta(days=-(-delay.amount // 24)), None
        when = dt.datetime.combine(when, dt.time())
    begins = when if when.tzinfo is not None else when.replace(tzinfo=calendar.clock)
    ends = (begins.astimezone(dt.UTC) + dt.timedelta(hours=delay.amount)).astimezone(begins.tzinfo)
    shown = ends.replace(second=0, microsecond=0, tzinfo=begins.tzinfo if when.tzinfo is not None else None)
    return shown.date(), shown
