"""Affairs as models: what a file of data/cases/ may hold."""

import datetime as dt

import pytest
from pydantic import ValidationError

from collector.core.model import Case, CaseEvent, EventKind
from tests.support.cases import case

DAY = dt.date(2026, 9, 10)


def test_an_event_of_a_known_day():
    """An event on a day happened on that day, first and last."""
    one = CaseEvent(on=DAY, kind=EventKind.SENT)
    assert (DAY, DAY) == (one.first_day, one.last_day)


def test_an_event_of_an_uncertain_day():
    """An event between two days has them as its first and last."""
    one = CaseEvent(earliest=DAY, latest=dt.date(2026, 9, 12), kind=EventKind.RECEIVED)
    assert (DAY, dt.date(2026, 9, 12)) == (one.first_day, one.last_day)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "give `on`, or both"),
        ({"on": DAY, "earliest": DAY, "latest": DAY}, "give `on`, or both"),
        ({"earliest": DAY}, "give `on`, or both"),
        ({"on": DAY, "latest": DAY}, "give `on`, or both"),
        ({"earliest": DAY, "latest": dt.date(2026, 9, 9)}, "is before `earliest`"),
        ({"on": "1989-12-31"}, "is not between 1990 and 2100"),
        ({"on": "2101-01-01"}, "is not between 1990 and 2100"),
        ({"on": 20260910}, "is not a day written"),
        ({"on": DAY, "step": "envoyer"}, "`step` needs its `procedure`"),
    ],
)
def test_an_event_that_cannot_be(given, told):
    """An event without one date or one interval, of an impossible year, or with a step of nothing, is refused."""
    with pytest.raises(ValidationError, match=told):
        CaseEvent.model_validate({"kind": "sent", **given})


def test_an_affair_is_against_somebody():
    """An affair names a publisher or a source."""
    with pytest.raises(ValidationError, match="give `publisher` or `source`"):
        Case(id="a-2026-1", title="Fiche", opened=DAY, by="Dr Lefèvre")


@pytest.mark.parametrize("given", ["a-2026-1", "a-gazette"])
def test_the_id_of_an_affair(given):
    """These are ids of affairs."""
    assert given == case(id=given).id


@pytest.mark.parametrize("given", ["2026-1", "a-", "a-2026-1/..", "A-2026-1", "a-" + "x" * 70])
def test_what_is_no_id_of_an_affair(given):
    """An id that could leave the folder, or that a screen would confuse, is refused."""
    with pytest.raises(ValidationError):
        case(id=given)


def test_the_people_of_an_affair_are_written_for():
    """A file names the practitioners of an affair under `for`."""
    assert ("p1",) == Case.model_validate(case().model_dump(by_alias=True) | {"for": ["p1"]}).for_
