"""How French is written on screens: dates in full, plurals, lists, non-breaking spaces.

Decides forms only, never content.
"""

import datetime as dt
import re
from collections.abc import Sequence

NO_BREAK = "\u00a0"  # no-break space
_NARROW = "\u202f"  # narrow no-break space, between thousands
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_FAR = 366  # days; nobody counts more of them
_BEFORE = re.compile(r" (?=[:;?!»])")
_AFTER = re.compile(r"(?<=«) ")


def day_in_full(day: dt.date) -> str:
    """Return « 8 juin 2026 », « 1er juin 2026 »; the number does not part from its month."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NO_BREAK}{_MONTHS[day.month - 1]} {day.year}"


def weekday(day: dt.date) -> str:
    """Return « lundi » for 8 June 2026."""
    return _WEEKDAYS[day.weekday()]


def month_in_full(month: str) -> str:
    """Return « juin 2026 » for « 2026-06 »."""
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def of_month(month: str) -> str:
    """Return « de juin 2026 », « d’août 2026 » for a month written « 2026-06 »."""
    name = month_in_full(month)
    return f"d’{name}" if name[0] in "aeiou" else f"de {name}"


def number(value: float) -> str:
    """Return « 4,6 », « 5 », « 12 500 »: a decimal comma, at most two decimals, thousands apart."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", _NARROW).replace(".", ",")


def counted(count: int, one: str, many: str) -> str:
    """Return `count` with its noun: French takes the plural from 2 on (« 0 relevé », « 2 relevés »)."""
    return f"{number(count)}{NO_BREAK}{one if count < 2 else many}"


def duration(minutes: int) -> str:
    """Return « 1 minute », « 45 minutes », « 2 h », « 3 h 05 »."""
    if minutes < 60:
        return counted(minutes, "minute", "minutes")
    hours, rest = divmod(minutes, 60)
    return f"{number(hours)}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02}" if rest else "")


def listed(items: Sequence[str]) -> str:
    """Return « a », « a et b », « a, b et c »; empty for nothing."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} et {items[-1]}"


def spaced(text: str) -> str:
    """Return a French sentence with the spaces before « : ; ? ! » and inside quotation marks made non-breaking."""
    return _AFTER.sub(NO_BREAK, _BEFORE.sub(NO_BREAK, text))


def capitalized(text: str) -> str:
    """Return `text` with its first letter in upper case and the rest untouched."""
    return text[:1].upper() + text[1:]


def time_left(days: int) -> str:
    """Return « restent 12 jours », « dernier jour aujourd’hui », « passé depuis 3 jours » or « dans plus d’un an »."""
    if days < 0:
        return f"passé depuis {counted(-days, 'jour', 'jours')}"
    if days == 0:
        return "dernier jour aujourd’hui"
    if days > _FAR:
        return "dans plus d’un an"
    return f"{'reste' if days == 1 else 'restent'} {counted(days, 'jour', 'jours')}"
