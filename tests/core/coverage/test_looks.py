"""The last look by hand, and for how long it is worth something."""

import dataclasses
import datetime as dt

import pytest

from collector.core.coverage.looks import is_due, is_fresh, last_look
from collector.core.coverage.places import Place
from collector.core.model import PRACTICE, CheckResult, GuidedCheck
from tests.support.ledgers import TODAY, look, source


def place(months=None):
    check = GuidedCheck(how="Regardez.", months=months) if months else None
    return Place("carte", "Carte", source("carte", check=check), (), (PRACTICE,))


def test_nobody_has_looked_yet():
    """Without any check-in there is no last look."""
    assert None is last_look("p1", ())


def test_a_look_for_nobody_in_particular_holds_for_everybody():
    """And one for somebody holds for them, and for a place that has one cell for all."""
    whole, hers = look("carte", dt.date(2026, 10, 1)), look("carte", dt.date(2026, 11, 1), "p1")

    assert [hers, whole, hers] == [last_look(one, (hers, whole)) for one in ("p1", "p2", PRACTICE)]


@pytest.mark.parametrize("order", [1, -1])
def test_what_was_found_outweighs_nothing_on_the_same_day(order):
    """Two people looked on one day, and one of them saw something: there is something."""
    both = (look("carte", TODAY), look("carte", TODAY, result=CheckResult.SOMETHING))

    assert CheckResult.SOMETHING is last_look("p1", both[::order]).result


@pytest.mark.parametrize(
    ("months", "days", "expected"), [(None, 31, True), (None, 32, False), (3, 93, True), (3, 94, False)]
)
def test_a_look_is_worth_a_month_or_as_long_as_the_catalogue_says(months, days, expected):
    """Thirty-one days for each month of its rhythm, and not one more."""
    assert expected is is_fresh(look("carte", TODAY - dt.timedelta(days=days)), place(months), TODAY)


@pytest.mark.parametrize(
    ("months", "day", "expected"),
    [
        (None, dt.date(2026, 11, 1), False),
        (None, dt.date(2026, 10, 31), True),
        (3, dt.date(2026, 9, 1), False),
        (3, dt.date(2026, 8, 31), True),
        (12, dt.date(2025, 12, 1), False),
        (12, dt.date(2025, 11, 30), True),
    ],
)
def test_a_place_is_due_once_in_its_rhythm_whatever_the_day(months, day, expected):
    """In November, a look made in October is to be made again, and one made on the first of November is not."""
    assert expected is is_due(look("carte", day), place(months), TODAY, TODAY)


def test_what_moves_is_due_from_the_first_month():
    """A place that is looked at each month waits for nothing."""
    assert is_due(None, place(), TODAY, TODAY)


def test_the_first_looks_at_what_moves_little_are_spread_over_its_rhythm():
    """Each has its first month, the same each time it is asked; once there, it stays due until somebody looks."""
    begun = dt.date(2026, 1, 15)
    months = [dt.date(2026, number, 1) for number in range(1, 13)]
    slugs = ("carte", "registre", "annuaire", "forum", "video", "plan")

    asked = {
        slug: [is_due(None, dataclasses.replace(place(6), slug=slug), begun, month) for month in months]
        for slug in slugs
    }

    assert all(due == sorted(due) and due[5] for due in asked.values())
    assert 3 <= len({due.index(True) for due in asked.values()})
