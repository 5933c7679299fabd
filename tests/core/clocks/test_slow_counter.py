"""The engine against a slow counter, which walks from day to day, over fifty years."""

import datetime as dt
import os

import pytest

from collector.core.clocks.deadlines import deadline
from collector.core.clocks.reasons import Start
from collector.core.clocks.workdays import Calendar
from collector.core.model import Delay, Rollover, Unit
from collector.edges.files.catalog import load_delays, load_holidays
from tests.support.slow_calendar import DAYS, STARTS, ZONES, first_worked, months_on, worked, worked_on

pytestmark = pytest.mark.slow

DELAYS = load_delays()
RULES = load_holidays()
WORKED = {zone: worked(zone) for zone in ZONES}
IN_DAYS = [slug for slug, delay in DELAYS.items() if delay.unit is not Unit.HOURS]
# Every day in `make soak`; here one in forty-one, which meets every weekday and every number of a month.
STEP = 1 if os.environ.get("RENOM_SOAK") else 41


def slow(delay: Delay, start: int, works: list[bool]) -> dt.date:
    """Return the last day as one counts it on one's fingers."""
    match delay.unit:
        case Unit.DAYS:
            place = start + delay.amount
        case Unit.WORKING_DAYS:
            place = worked_on(start, delay.amount, works)
        case Unit.MONTHS:
            place = months_on(start, delay.amount)
        case _:
            place = months_on(start, 12 * delay.amount)
    return DAYS[first_worked(place, works) if delay.rollover is Rollover.NEXT_WORKING_DAY else place]


@pytest.mark.soak
@pytest.mark.parametrize("slug", IN_DAYS)
def test_every_delay_ends_where_a_slow_count_ends(slug: str) -> None:
    """Over fifty years of starts, the zones in turn, the last day is that of a counter that knows no month."""
    delay = DELAYS[slug]
    calendars = [Calendar(RULES, zone, dt.UTC) for zone in ZONES]

    for turn, start in enumerate(STARTS[::STEP]):
        zone = ZONES[turn % len(ZONES)]
        due = deadline(delay, Start(DAYS[start], DAYS[start]), calendars[turn % len(ZONES)])
        last = due.last_day or due.first_day - dt.timedelta(days=1)
        assert slow(delay, start, WORKED[zone]) == last, (DAYS[start], zone)


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_is_worked_or_not_as_counted_by_hand(zone: str) -> None:
    """Over fifty-eight years the public holidays of a zone are those of the law, Easter found by its moon."""
    calendar = Calendar(RULES, zone, dt.UTC)

    assert WORKED[zone] == [calendar.is_worked(day) for day in DAYS]


@pytest.mark.parametrize("slug", IN_DAYS)
def test_a_later_start_never_ends_earlier(slug: str) -> None:
    """From one day to the next the end stays or moves on: counting from the earliest is always the prudent one."""
    delay, calendar = DELAYS[slug], Calendar(RULES, "metropole", dt.UTC)
    days = DAYS[50:850]  # the leap February of 2000 among them

    ends = [deadline(delay, Start(day, day), calendar) for day in days]

    lasts = [due.last_day or due.first_day for due in ends]
    assert sorted(lasts) == lasts
    assert all(day < last for day, last in zip(days, lasts, strict=True))
