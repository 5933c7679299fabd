"""Reads the dates that sites write. An unreadable date is None: never an error, never a guess.

Only the day counts, as written: « 5 Oct 2026 00:30 +0200 » is the 5th, whatever the day in Greenwich.
"""

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType

from collector.core.model import DateKind, Published
from collector.core.text import clean_line, fold

_LONGEST = 80  # characters; a longer text is no date
FIRST_YEAR, _LAST_YEAR = 1990, 2100
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")  # French order: day, month, year
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
# Day, month in words, year; a year of two figures only where a time or nothing follows it, as in RFC 822.
_WORDED = re.compile(r"(?<!\d)(\d{1,2})(?:er|\.)?[\s-]+([a-z]{3,9})\.?[\s-]+(\d{4}(?!\d)|\d{2}(?=\s+\d{1,2}:\d{2}|$))")
_ENGLISH = re.compile(r"(?<![a-z])([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan janv janvier january",
            "feb fev fevr fevrier february",
            "mar mars march",
            "apr avr avril april",
            "may mai",
            "jun juin june",
            "jul juil juillet july",
            "aug aou aout august",
            "sep sept septembre september",
            "oct octobre october",
            "nov novembre november",
            "dec decembre december",
        ),
        start=1,
    )
    for name in names.split()
}
# Months of other languages, folded, for sources that answer in that of whoever they believe to be asking: German,
# Spanish, Italian, Portuguese, Dutch and Turkish. No name stands for two months.
MONTHS_ELSEWHERE = {
    name: number
    for number, names in enumerate(
        (
            "januar enero ene gennaio gen janeiro januari oca ocak",
            "februar febrero febbraio fevereiro februari sub subat",
            "marz maerz marzo marco maart mrt mart",
            "abril abr aprile nis nisan",
            "mayo maggio mag maio mei mayis",
            "juni junio giugno giu junho haz haziran",
            "juli julio luglio lug julho tem temmuz",
            "agosto ago augustus agu agustos",
            "septiembre settembre set setembro eyl eylul",
            "oktober okt octubre ottobre ott outubro out eki ekim",
            "noviembre novembro kas kasim",
            "dezember dez diciembre dic dicembre dezembro ara aralik",
        ),
        start=1,
    )
    for name in names.split()
}


def day_of(text: str, more: Mapping[str, int] = MappingProxyType({})) -> dt.date | None:
    """Return the day that `text` says: ISO 8601, RFC 822, « 1er octobre 2026 », « 01/10/2026 »; None if unreadable.

    `more` are names of months beyond the French and English ones.
    """
    if len(text) > _LONGEST:
        return None
    plain = fold(clean_line(text))
    if figures := _ISO.match(plain) or _COMPACT.match(plain):
        return _day(int(figures[1]), int(figures[2]), int(figures[3]))
    if worded := _WORDED.search(plain):
        year = worded[3] if len(worded[3]) == 4 else f"20{worded[3]}"
        return _day(int(year), _MONTHS.get(worded[2], more.get(worded[2], 0)), int(worded[1]))
    if english := _ENGLISH.search(plain):
        return _day(int(english[3]), _MONTHS.get(english[1], 0), int(english[2]))
    if numeric := _NUMERIC.match(plain):
        return _day(int(numeric[3]), int(numeric[2]), int(numeric[1]))
    return None


def published_on(day: dt.date | None, kind: DateKind = DateKind.PUBLISHED) -> Published:
    """Return the publication date of a mention dated `day`; without one, all we know is when it was seen."""
    return Published(earliest=day, latest=day, kind=DateKind.SEEN if day is None else kind)


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
