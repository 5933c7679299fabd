"""A calendar that counts day after day, on its fingers: nothing of the product, no arithmetic on months."""

import datetime as dt
from collections.abc import Iterator

FIRST = dt.date(2000, 1, 1)
YEARS = 50
_SPAN = (dt.date(2058, 1, 1) - FIRST).days  # fifty years, and what the longest delay still needs
DAYS = [FIRST + dt.timedelta(days=number) for number in range(_SPAN)]
STARTS = range((dt.date(FIRST.year + YEARS, 1, 1) - FIRST).days)
_MONTHS = [day.month for day in DAYS]
_NUMBERS = [day.day for day in DAYS]

_FIXED = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
_AFTER_EASTER = {1, 39, 50}
_LOCAL = {
    "alsace-moselle": ({(12, 26)}, {-2}),
    "guadeloupe": ({(5, 27)}, set[int]()),
    "guyane": ({(6, 10)}, set[int]()),
    "martinique": ({(5, 22)}, set[int]()),
    "mayotte": ({(4, 27)}, set[int]()),
    "metropole": (set[tuple[int, int]](), set[int]()),
    "reunion": ({(12, 20)}, set[int]()),
}
ZONES = tuple(_LOCAL)


def months_on(start: int, months: int) -> int:
    """Return the place in DAYS of the same number `months` later, one day at a time, or of that month's last day."""
    place, passed, number = start, 0, _NUMBERS[start]
    while passed < months:
        place += 1
        passed += _MONTHS[place] != _MONTHS[place - 1]
    while _NUMBERS[place] != number and _MONTHS[place + 1] == _MONTHS[place]:
        place += 1
    return place


def worked(zone: str) -> list[bool]:
    """Return, for each of DAYS, whether it is worked in `zone`."""
    fixed, after = _LOCAL[zone]
    off = set(_easter_days(_AFTER_EASTER | after))
    return [
        day.isoweekday() < 6 and (day.month, day.day) not in _FIXED | fixed and place not in off
        for place, day in enumerate(DAYS)
    ]


def worked_on(start: int, count: int, works: list[bool]) -> int:
    """Return the place of the `count`-th worked day after `start`."""
    place = start
    while count:
        place += 1
        count -= works[place]
    return place


def first_worked(place: int, works: list[bool]) -> int:
    """Return `place`, or the first worked day after it."""
    while not works[place]:
        place += 1
    return place


def _easter_days(after: set[int]) -> Iterator[int]:
    """Yield the places of the days that stand so many days after Easter: the Sunday after the full moon of spring.

    The moon is the tables' one (Clavius): the paschal full moon falls on a day of March that the golden number gives,
    for the years 1900 to 2199.
    """
    for year in range(DAYS[0].year, DAYS[-1].year + 1):
        day_of_march = 21 + (24 + 19 * (year % 19)) % 30
        if day_of_march == 50 or (day_of_march == 49 and year % 19 > 10):
            day_of_march -= 1
        place = (dt.date(year, 3, 1) - FIRST).days + day_of_march  # the day after the full moon
        while DAYS[place].isoweekday() != 7:
            place += 1
        yield from (place + days for days in after)
