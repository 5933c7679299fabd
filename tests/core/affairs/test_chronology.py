"""In which order things happened, and how routes and affairs stand: the last fact decides."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.affairs.chronology import (
    Stand,
    Status,
    asking,
    attempts,
    disorder,
    held_findings,
    is_closed,
    ordered,
    presume_silence,
    procedure_of,
    status_of,
)
from collector.core.model import EventKind
from tests.support.cases import between, case, event

RGPD, DSA, CNIL = "opposition-21", "notification-dsa-16", "plainte-cnil"
SENT, RECEIVED = event("sent", "2026-09-01", RGPD), event("received", "2026-09-03", RGPD)


def stand_of(*events, slug=RGPD):
    """Return how one route stands after these events."""
    return next(one for one in attempts(case(*events)) if one.procedure == slug)


def status(*events, side=("capture-interne", "declaration-assurance"), **fields):
    one = case(*events, **fields)
    return status_of(one, attempts(one), side)


def test_events_are_told_in_order_of_time():
    """Written in any order, they are shown in that of time; those of one day as written."""
    first, second = event("sent", "2026-09-01"), event("noted", "2026-09-01")
    assert (first, second, RECEIVED) == ordered((RECEIVED, first, second))


def test_an_event_that_comes_before_another_is_seen():
    """The last of those that happened after it is named; nothing when all are in order."""
    assert RECEIVED == disorder((SENT, RECEIVED), event("noted", "2026-09-02"))
    assert disorder((SENT, RECEIVED), event("refused", "2026-09-03")) is None


@given(st.permutations([SENT, RECEIVED, event("extended", "2026-09-10", RGPD), event("refused", "2026-10-02", RGPD)]))
def test_the_order_of_writing_changes_nothing(events):
    """An affair stands the same however its events are ordered in the file."""
    assert (Stand.REFUSED, dt.date(2026, 10, 2)) == (stand_of(*events).stand, stand_of(*events).since)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("noted", Stand.SENT),
        ("received", Stand.RECEIVED),
        ("acknowledged", Stand.RECEIVED),
        ("extended", Stand.EXTENDED),
        ("replied", Stand.REPLIED),
        ("refused", Stand.REFUSED),
        ("silent", Stand.SILENT),
        ("partly-removed", Stand.PARTLY),
        ("removed", Stand.OBTAINED),
        ("granted", Stand.OBTAINED),
        ("withdrawn", Stand.WITHDRAWN),
    ],
)
def test_a_route_stands_as_its_last_fact(kind, expected):
    """Each kind of event has its meaning; a note changes nothing."""
    assert expected is stand_of(SENT, event(kind, "2026-09-20", RGPD)).stand


def test_a_route_only_noted_is_in_preparation():
    """A note about a route that was not sent begins it."""
    assert Stand.PREPARED is stand_of(event("noted", "2026-09-01", RGPD)).stand


def test_a_new_sending_after_an_answer_is_a_new_round():
    """What was answered before counts no more; a reminder before any answer starts nothing again."""
    again = event("sent", "2026-10-05", RGPD)
    one = stand_of(SENT, RECEIVED, event("refused", "2026-10-01", RGPD), again)
    assert (Stand.SENT, again, None, None) == (one.stand, one.sent, one.received, one.answer)

    reminded = stand_of(SENT, RECEIVED, event("sent", "2026-09-20", RGPD))
    assert (SENT, RECEIVED) == (reminded.sent, reminded.received)


def test_what_is_received_is_found_before_what_is_acknowledged():
    """The receipt is the date that counts; an acknowledgement stands for it only when there is none."""
    told = event("acknowledged", "2026-09-02", RGPD)
    assert RECEIVED == stand_of(SENT, told, RECEIVED).received
    assert told == stand_of(SENT, told).received


def test_an_event_without_route_is_about_the_only_one_chosen():
    """With none or several chosen it is about none; a capture has its own route."""
    bare = event("sent", "2026-09-01")
    assert RGPD == procedure_of(bare, case(procedures=(RGPD,)))
    assert procedure_of(bare, case(procedures=(RGPD, DSA))) is None
    assert procedure_of(event("noted", "2026-09-01"), case(procedures=(RGPD,))) is None
    assert "capture-interne" == procedure_of(event("captured", "2026-09-01"), case())
    assert () == attempts(case(bare))


def test_silence_is_presumed_once_the_answer_is_late():
    """Not on the last day; from the next one on, and only for a route that waits."""
    waiting = attempts(case(SENT, RECEIVED))
    late = {RGPD: dt.date(2026, 10, 5)}

    assert waiting == presume_silence(waiting, late, dt.date(2026, 10, 5))
    (silent,) = presume_silence(waiting, late, dt.date(2026, 10, 6))
    assert (Stand.SILENT, dt.date(2026, 10, 6), True) == (silent.stand, silent.since, silent.presumed)
    refused = attempts(case(SENT, RECEIVED, event("refused", "2026-09-20", RGPD)))
    assert refused == presume_silence(refused, late, dt.date(2027, 1, 1))


def test_an_answer_asks_for_something_until_another_route_follows():
    """A refusal waits for us; once a complaint is sent it does not."""
    refused = event("refused", "2026-10-01", RGPD)
    assert [RGPD] == [one.procedure for one in asking(attempts(case(SENT, refused)))]
    assert () == asking(attempts(case(SENT, refused, event("sent", "2026-10-01", CNIL))))
    older = event("refused", "2026-09-20", DSA)
    assert [DSA, RGPD] == [one.procedure for one in asking(attempts(case(refused, older)))]


def test_an_affair_closes_and_opens_again():
    """The last of both decides."""
    closed, again = event("closed", "2026-10-01"), event("reopened", "2026-10-02")
    assert (False, True, False) == tuple(map(is_closed, (case(), case(closed), case(again, closed))))
    assert Status.CLOSED is status(SENT, closed)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), Status.TO_START),
        ((event("captured", "2026-09-01"),), Status.TO_START),
        ((SENT,), Status.WAITING),
        ((SENT, event("refused", "2026-10-01", RGPD)), Status.YOUR_TURN),
        ((SENT, event("withdrawn", "2026-10-01", RGPD)), Status.TO_START),
        ((SENT, event("granted", "2026-10-01", RGPD)), Status.OBTAINED),
        ((SENT, event("removed", "2026-10-01")), Status.OBTAINED),
        ((event("removed", "2026-10-01"), event("reopened", "2026-10-09")), Status.TO_START),
        ((event("removed", "2026-10-01"), event("sent", "2026-10-09", RGPD)), Status.WAITING),
        ((event("granted", "2026-10-01", "declaration-assurance"),), Status.TO_START),
        ((event("sent", "2026-10-01", "declaration-assurance"),), Status.TO_START),
        ((event("interrupted", "2026-10-01", "citation-directe"),), Status.WAITING),
        ((SENT, event("granted", "2026-10-01", RGPD), event("sent", "2026-10-02", DSA)), Status.WAITING),
    ],
)
def test_how_an_affair_stands(events, expected):
    """A capture or the insurer's agreement never ends it; a removal does, until something is sent again."""
    assert expected is status(*events)


def test_an_uncertain_day_sorts_by_its_first():
    """An event between two days stands before one of its last day."""
    first, last = between("received", "2026-09-02", "2026-09-05"), event("noted", "2026-09-05")
    assert (first, last) == ordered((last, first))
    assert EventKind.RECEIVED is first.kind


def test_the_findings_of_open_affairs_are_held():
    """Closed, an affair holds nothing any more; reopened, it does again."""
    closed, again = event("closed", "2026-10-01"), event("reopened", "2026-10-02")
    one, two, three = (f"f-{number:016x}" for number in (1, 2, 3))
    some = (case(findings=(one,)), case(closed, findings=(two,)), case(closed, again, findings=(three,)))
    assert {one, three} == held_findings(some)
