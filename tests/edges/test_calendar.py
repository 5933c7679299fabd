"""The calendar file: what other programs read in it, whatever the texts hold."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from collector.core.affairs.agenda import Entry
from collector.edges.calendar import as_ics

DAY = dt.date(2026, 11, 23)


def entry(**fields) -> Entry:
    given = {
        "uid": "a-2026-1-presse-3-mois@renom",
        "day": DAY,
        "title": "Renom : action (affaire a-2026-1)",
        "reasons": ("Dernier jour utile.", "Règle : trois mois ; de quantième à quantième, jusqu’à minuit."),
        "reminders": (14, 2),
        "edition": 3,
        "made": dt.date(2026, 11, 9),
    }
    return Entry(**(given | fields))


def read(ics: bytes):
    """Return the events that the library itself reads back."""
    return Calendar.from_ical(ics).walk("VEVENT")


def test_an_entry_is_a_whole_day_with_its_reasons_and_reminders():
    """All that a calendar shows, as another reader of the format finds it."""
    (event,) = read(as_ics([entry()], "Renom"))
    assert (DAY, DAY + dt.timedelta(days=1)) == (event.decoded("dtstart"), event.decoded("dtend"))
    assert (entry().uid, 3) == (str(event["uid"]), event.decoded("sequence"))
    assert dt.datetime(2026, 11, 9, tzinfo=dt.UTC) == event.decoded("dtstamp")
    assert "\n".join(entry().reasons) == str(event["description"])
    alarms = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    assert [dt.timedelta(days=-14, hours=9), dt.timedelta(days=-2, hours=9)] == alarms


def test_no_entry_is_a_calendar_all_the_same():
    """A program that follows the file finds it empty, not broken."""
    assert ([], "2.0") == (read(as_ics([], "Renom")), str(Calendar.from_ical(as_ics([], "Renom"))["version"]))


def test_the_same_entries_give_the_same_bytes():
    """No clock, no random id."""
    assert as_ics([entry()], "Renom") == as_ics([entry()], "Renom")


HOSTILE = "Fin\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:EMAIL\r\nATTENDEE:mailto:x@x.example"


@pytest.mark.parametrize("words", [HOSTILE, 'a;b,c\\n\\,d:"e"', "\u2028x\x85y\x00z", "é" * 300, "😀" * 80])
def test_hostile_text_stays_text(words):
    """No property, component or attendee comes out of a title, a reason or the name of a practice."""
    ics = as_ics([entry(title=words, reasons=(words,))], words)
    (event,) = read(ics)
    assert {"VCALENDAR", "VEVENT", "VALARM"} == {one.name for one in Calendar.from_ical(ics).walk()}
    assert 2 == len(event.walk("VALARM"))
    assert {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CLASS", "DESCRIPTION", "TRANSP"} == set(event)


@given(st.lists(st.text(max_size=200), min_size=1, max_size=3), st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)))
def test_lines_are_folded_and_end_as_the_format_says(reasons, day):
    """At most 75 octets, CRLF, UTF-8 that no fold cuts, one event whatever the reasons are."""
    ics = as_ics([entry(reasons=tuple(reasons), day=day)], "Renom")
    assert ics.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in ics.replace(b"\r\n", b"")
    assert all(len(line) <= 75 and line.decode() is not None for line in ics.split(b"\r\n"))
    assert [day] == [event.decoded("dtstart") for event in read(ics)]
