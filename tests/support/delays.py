"""Delays made for tests, and the calendars to count them with."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from collector.core.clocks.deadlines import Deadline, deadline
from collector.core.clocks.reasons import Start
from collector.core.clocks.workdays import Calendar
from collector.core.model import Delay, HolidayZone
from collector.core.model.clock import moment
from collector.edges.files.catalog import load_delays, load_holidays

DELAYS = load_delays()
PARIS = Calendar(load_holidays(), HolidayZone.METROPOLE, ZoneInfo("Europe/Paris"))
EXAMPLE = {"from": "2026-01-01", "last_day": "2026-04-01", "why": "Trois mois.", "cites": {"title": "Texte"}}


def delay(**fields: object) -> Delay:
    """Return an invented delay of three months that binds us; `fields` change it."""
    given = {
        "slug": "essai",
        "title": "Essai",
        "amount": 3,
        "unit": "months",
        "from": "l’événement",
        "binds": "us",
        "basis": "article 1er d’une loi inventée",
        "counting": "de quantième à quantième.",
        "provenance": {"sources": [{"title": "Texte"}], "read_on": "2026-11-25", "confidence": "confirmed"},
        "review_every": 365,
        "examples": [EXAMPLE] * 4,
    }
    return Delay.model_validate(given | fields)


def ends(
    one: Delay | str,
    earliest: str,
    latest: str | None = None,
    *,
    zone: HolidayZone = HolidayZone.METROPOLE,
    extended: str | None = None,
    interrupted: Sequence[str] = (),
) -> Deadline:
    """Return when a delay, or the one of that slug, ends; days are written 2026-06-09."""
    return deadline(
        DELAYS[one] if isinstance(one, str) else one,
        Start(moment(earliest), moment(latest or earliest)),
        dataclasses.replace(PARIS, zone=zone),
        extended=dt.date.fromisoformat(extended) if extended else None,
        interrupted=[dt.date.fromisoformat(act) for act in interrupted],
    )
