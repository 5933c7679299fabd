"""What people saw when they looked by hand: the last look at a place, and for how long it is worth something."""

import datetime as dt
import zlib
from collections.abc import Iterable

from collector.core.coverage.places import Place
from collector.core.model import PRACTICE, CheckIn, CheckResult

DAYS_OF_A_MONTH = 31


def last_look(subject: str, checks: Iterable[CheckIn]) -> CheckIn | None:
    """Return the last of a place's check-ins that holds for `subject`; on one day, what was found outweighs nothing.

    A check-in for nobody in particular holds for everybody; one for somebody holds for a place that has one cell.
    """
    held = (one for one in checks if _holds(one, subject))
    return max(held, key=lambda one: (one.on, one.result is CheckResult.SOMETHING), default=None)


def _holds(check: CheckIn, subject: str) -> bool:
    return subject == PRACTICE or not check.for_ or subject in check.for_


def months_worth(place: Place) -> int:
    """Return for how many months a look at a place is worth something: one, unless the catalogue says more."""
    return place.source.check.months if place.source.check is not None else 1


def is_fresh(look: CheckIn, place: Place, today: dt.date) -> bool:
    """Return whether a look still says something of `today`."""
    return (today - look.on).days <= DAYS_OF_A_MONTH * months_worth(place)


def is_due(look: CheckIn | None, place: Place, since: dt.date, day: dt.date) -> bool:
    """Return whether a place is to be looked at in the month of `day`: once in its rhythm, whatever the day.

    The first looks at what moves little are spread over its rhythm from the month of `since`, when the practice began:
    a first month that asks for everything is a month that nobody does.
    """
    if look is None:
        return _months(since, day) >= zlib.crc32(place.slug.encode()) % months_worth(place)
    return _months(look.on, day) >= months_worth(place)


def _months(since: dt.date, day: dt.date) -> int:
    return (day.year - since.year) * 12 + day.month - since.month
