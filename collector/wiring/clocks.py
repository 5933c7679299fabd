"""Answers questions about delays with the catalogue that is shipped: no practice is needed."""

import zoneinfo
from collections.abc import Callable

from collector.core.clocks.deadlines import Deadline
from collector.core.clocks.questions import ClockQuestion, answer
from collector.core.clocks.workdays import Calendar
from collector.core.model import HolidayZone
from collector.edges.files.catalog import load_delays, load_holidays

_CLOCKS = {
    HolidayZone.METROPOLE: "Europe/Paris",
    HolidayZone.ALSACE_MOSELLE: "Europe/Paris",
    HolidayZone.GUADELOUPE: "America/Guadeloupe",
    HolidayZone.GUYANE: "America/Cayenne",
    HolidayZone.MARTINIQUE: "America/Martinique",
    HolidayZone.MAYOTTE: "Indian/Mayotte",
    HolidayZone.REUNION: "Indian/Reunion",
}


def calendar_of(zone: HolidayZone) -> Calendar:
    """Return the public holidays and the time of a zone."""
    return Calendar(load_holidays(), zone, zoneinfo.ZoneInfo(_CLOCKS[zone]))


def clocks() -> Callable[[ClockQuestion], Deadline]:
    """Return what answers questions: the catalogue is read once, whatever their number."""
    delays = load_delays()
    calendars = {zone: calendar_of(zone) for zone in HolidayZone}
    return lambda question: answer(question, delays, calendars)
