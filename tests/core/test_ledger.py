"""The ledger as it stood on a past day."""

import datetime as dt

import pytest

from collector.core.ledger import Ledger, as_of
from collector.core.model import Absence, Rating, Ruling, Sighting, State, Version
from tests.support import ledgers

JUNE, JULY, AUGUST, SEPTEMBER = (dt.date(2026, month, 8) for month in (6, 7, 8, 9))
LOW, HIGH = Rating(value=1, scale=5, raw="1"), Rating(value=4, scale=5, raw="4")


def _edited(number: int = 1):
    """Return a finding first seen in June, edited in August, away from July to August, met elsewhere in September."""
    first, second = ledgers.sha256_of("avant"), ledgers.sha256_of("après")
    return ledgers.finding(
        number,
        first_seen=JUNE,
        rating=HIGH,
        text_sha256=second,
        text_length=9,
        versions=(
            Version(seen=JUNE, text_sha256=first, text_length=5, rating=LOW),
            Version(seen=AUGUST, text_sha256=second, text_length=9, rating=HIGH),
        ),
        absences=(Absence(since=JULY, until=AUGUST),),
        sightings=(
            Sighting(watch="w1", source="avis", first_seen=JUNE),
            Sighting(watch="w2", source="presse", first_seen=SEPTEMBER),
        ),
    )


def _past(day: dt.date) -> Ledger:
    runs = [ledgers.run(one, ledgers.report(1, "avis")) for one in (JUNE, JULY, AUGUST, SEPTEMBER)]
    later = ledgers.finding(2, first_seen=SEPTEMBER)
    decisions = (ledgers.decision(1, Ruling.WATCH, JULY), ledgers.decision(1, Ruling.REPLY, SEPTEMBER))
    return as_of(ledgers.ledger((_edited(), later), runs=runs, decisions=decisions), day)


@pytest.mark.parametrize(
    ("day", "findings", "runs", "decisions"),
    [(dt.date(2026, 5, 1), 0, 0, 0), (JUNE, 1, 1, 0), (JULY, 1, 2, 1), (AUGUST, 1, 3, 1), (SEPTEMBER, 2, 4, 2)],
)
def test_what_came_later_is_left_out(day, findings, runs, decisions):
    """Findings, passes and decisions of the day itself are in, those after it are not."""
    past = _past(day)
    assert (findings, runs, decisions) == (len(past.findings), len(past.runs), len(past.decisions))


@pytest.mark.parametrize(
    ("day", "state", "rating", "length", "until", "sightings"),
    [
        (JUNE, State.PRESENT, LOW, 5, [], 1),
        (JULY, State.VANISHED, LOW, 5, [None], 1),
        (AUGUST, State.PRESENT, HIGH, 9, [AUGUST], 1),
        (SEPTEMBER, State.PRESENT, HIGH, 9, [AUGUST], 2),
    ],
)
def test_a_finding_stands_as_it_stood(day, state, rating, length, until, sightings):
    """Its state, words, rating and places are those of that day; an absence not yet over is open."""
    one = _past(day).findings[0]
    assert (state, rating, length) == (one.state, one.rating, one.text_length)
    assert until == [absence.until for absence in one.absences]
    assert one.versions[-1].text_sha256 == one.text_sha256
    assert sightings == len(one.sightings)


def test_today_changes_nothing():
    """The ledger of the last day is the ledger."""
    whole = ledgers.ledger((_edited(),))
    assert whole == as_of(whole, ledgers.TODAY)


def test_a_version_dated_after_its_finding_stops_nothing():
    """A file whose dates contradict each other still shows what it holds."""
    broken = ledgers.finding(
        1, first_seen=JUNE, versions=(Version(seen=AUGUST, text_sha256=ledgers.sha256_of(1), text_length=3),)
    )
    past = as_of(ledgers.ledger((broken,)), JULY)
    assert 3 == past.findings[0].text_length


def test_a_ledger_holds_nothing_by_default():
    """Two ledgers never share what one of them is given."""
    one = Ledger(practice=ledgers.ledger().practice, sources={}, statements={})
    other = Ledger(practice=one.practice, sources={}, statements={})
    assert ({}, {}, ()) == (one.texts, one.memories, one.findings)
    assert one.texts is not other.texts
