"""Which days are worked: Monday to Friday, without the public holidays of a zone.

Rule: the holidays are those of the catalogue (Code du travail, L.3133-1, L.3134-13, L.3422-2); the movable ones follow
Easter, computed in the Gregorian calendar.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from collector.core.model import Holiday, HolidayZone

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The public holidays of one zone, and the time of its clocks (for delays in hours)."""

    rules: tuple[Holiday, ...]
    zone: HolidayZone
    clock: dt.tzinfo

    def holiday(self, day: dt.date) -> Holiday | None:
        """Return the public holiday that `day` is, or None."""
        return _holidays(self.rules, self.zone, day.year).get(day)

    def is_worked(self, day: dt.date) -> bool:
        """Return whether `day` is from Monday to Friday and no public holiday."""
        return day.weekday() < _SATURDAY and self.holiday(day) is None

    def next_worked(self, day: dt.date) -> dt.date:
        """Return `day` when it is worked, else the first day after it that is."""
        while not self.is_worked(day):
            day += _DAY
        return day

    def after_worked(self, day: dt.date, count: int) -> tuple[dt.date, tuple[dt.date, ...]]:
        """Return the `count`-th worked day after `day` (itself not counted), and the days passed over on the way."""
        passed: list[dt.date] = []
        while count:
            day += _DAY
            if self.is_worked(day):
                count -= 1
            else:
                passed.append(day)
        return day, tuple(passed)


def easter(year: int) -> dt.date:
    """Return Easter Sunday of `year` in the Gregorian calendar (the anonymous algorithm, Nature, 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, leap_rest = divmod(rest, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def after_months(day: dt.date, months: int) -> dt.date:
    """Return the same number of the month `months` later, or the last day of that month when it has no such number.

    Rule: from date to date (CPC 641; règlement 1182/71, art. 3(2)(c)): 30 November and three months make 28 February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = dt.date(year, month + 1, 1)
    last = dt.date(year + month // 11, (month + 1) % 12 + 1, 1) - _DAY
    return first.replace(day=min(day.day, last.day))


@lru_cache(maxsize=1024)
def _holidays(rules: tuple[Holiday, ...], zone: HolidayZone, year: int) -> Mapping[dt.date, Holiday]:
    """Return the public holidays of one year in one zone; of two that meet, the first of the rules gives the name."""
    ours = (one for one in rules if not one.zones or zone in one.zones)
    found: dict[dt.date, Holiday] = {}
    for one in ours:
        if one.since is None or one.since <= year:
            found.setdefault(_day_of(one, year), one)
    return found


def _day_of(holiday: Holiday, year: int) -> dt.date:
    if holiday.on is not None:
        return dt.date.fromisoformat(f"{year:04}-{holiday.on}")
    assert holiday.easter is not None, "the model wants one of both"
    return easter(year) + dt.timedelta(days=holiday.easter)
