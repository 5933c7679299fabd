"""Public holidays and worked days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from collector.core.clocks.workdays import Calendar, after_months, easter
from collector.core.model import Holiday, HolidayZone
from collector.edges.files.catalog import load_holidays

RULES = load_holidays()


def calendar(zone: HolidayZone = HolidayZone.METROPOLE) -> Calendar:
    """Return the calendar of a zone, as the catalogue gives it."""
    return Calendar(RULES, zone, dt.UTC)


def free(zone: HolidayZone, year: int) -> list[str]:
    """Return the public holidays of a year as « 05-08 »."""
    days = (dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(366))
    return [day.isoformat()[5:] for day in days if day.year == year and calendar(zone).holiday(day) is not None]


@pytest.mark.parametrize(
    "day",
    ["1961-04-02", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05",
     "2027-03-28", "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22"],
)  # fmt: skip
def test_easter_is_where_the_almanacs_put_it(day: str) -> None:
    """Among them the earliest, the latest, and the two exceptions of the tables."""
    expected = dt.date.fromisoformat(day)

    assert expected == easter(expected.year)


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    """Always a Sunday, from 22 March to 25 April."""
    assert easter(year).isoweekday() == 7
    assert (3, 22) <= (easter(year).month, easter(year).day) <= (4, 25)


NATIONAL = "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"


@pytest.mark.parametrize(
    ("zone", "more"),
    [
        (HolidayZone.METROPOLE, ""),
        (HolidayZone.ALSACE_MOSELLE, "04-03 12-26"),
        (HolidayZone.GUADELOUPE, "05-27"),
        (HolidayZone.GUYANE, "06-10"),
        (HolidayZone.MARTINIQUE, "05-22"),
        (HolidayZone.MAYOTTE, "04-27"),
        (HolidayZone.REUNION, "12-20"),
    ],
)
def test_each_zone_has_its_public_holidays(zone: HolidayZone, more: str) -> None:
    """The eleven of everybody, and those that the law adds there, for 2026."""
    assert sorted([*NATIONAL.split(), *more.split()]) == free(zone, 2026)


@pytest.mark.parametrize(("year", "expected"), [(1981, False), (1982, True)])
def test_a_holiday_starts_with_its_law(year: int, expected: bool) -> None:  # noqa: FBT001
    """8 May is free again since 1982."""
    assert expected == (calendar().holiday(dt.date(year, 5, 8)) is not None)


def test_two_holidays_on_one_day_are_one() -> None:
    """In 2008, Ascension was on 1 May: the day has one name, and is free once."""
    holiday = calendar().holiday(dt.date(2008, 5, 1))

    assert holiday is not None
    assert "fête du Travail" == holiday.name


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-22", "2026-11-23"),
        ("2026-04-03", "2026-04-07"),
        ("2026-12-25", "2026-12-28"),
    ],
)
def test_the_next_worked_day_jumps_over_all_that_is_free(day: str, expected: str) -> None:
    """A worked day stays; from Good Friday in Alsace-Moselle one comes to the Tuesday after Easter."""
    found = calendar(HolidayZone.ALSACE_MOSELLE).next_worked(dt.date.fromisoformat(day))

    assert dt.date.fromisoformat(expected) == found


def test_the_days_passed_over_are_told() -> None:
    """Counting five worked days says which days were not counted."""
    last, passed = calendar().after_worked(dt.date(2026, 3, 30), 5)

    assert dt.date(2026, 4, 7) == last
    assert [dt.date(2026, 4, day) for day in (4, 5, 6)] == list(passed)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-01-15", 11, "2026-12-15"),
    ],
)
def test_months_go_from_number_to_number(day: str, months: int, expected: str) -> None:
    """30 November and three months make the last day of February, never 2 March; December is a month like others."""
    assert dt.date.fromisoformat(expected) == after_months(dt.date.fromisoformat(day), months)


@pytest.mark.parametrize("rule", [{}, {"on": "05-08", "easter": 1}, {"on": "02-30"}, {"on": "02-29"}, {"on": "8 mai"}])
def test_a_holiday_has_one_rule_that_holds_each_year(rule: dict[str, object]) -> None:
    """A day of the month or a distance from Easter, one of both, and a day that every year has."""
    with pytest.raises(ValidationError):
        Holiday.model_validate({"name": "fête", **rule})
