"""Writes the deadlines as an iCalendar file (RFC 5545): the only module that knows the library.

The same entries give the same bytes: no clock is read. Whatever a text holds, it stays text.
"""

import datetime as dt
from collections.abc import Iterable

from icalendar import Alarm, Calendar, Event, vText

from collector.core.affairs.agenda import Entry
from collector.core.text import clean, clean_line

_PRODUCT = "-//Renom//Renom//FR"
_HOUR = 9  # of a reminder, in the time of whoever reads


def as_ics(entries: Iterable[Entry], name: str) -> bytes:
    """Return entries as a calendar called `name`: lines folded at 75 octets, CRLF, UTF-8."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(clean_line(name)))
    for one in entries:
        calendar.add_component(_event(one))
    return bytes(calendar.to_ical(sorted=True))


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", dt.datetime.combine(entry.made, dt.time(), dt.UTC))
    event.add("sequence", entry.edition)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("summary", clean_line(entry.title))
    event.add("description", clean("\n".join(entry.reasons)))
    event.add("transp", "TRANSPARENT")  # it is a reminder: the day stays free
    event.add("class", "PRIVATE")
    for days in entry.reminders:
        event.add_component(_alarm(entry, days))
    return event


def _alarm(entry: Entry, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean_line(entry.title))
    alarm.add("trigger", dt.timedelta(hours=_HOUR) - dt.timedelta(days=days))
    return alarm
