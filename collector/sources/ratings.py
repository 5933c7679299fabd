"""Reads ratings and counts as sites write them: « 4,6 », « 4.6/5 », « 92 % », « 12 avis ».

A rating outside its own scale is no rating: nothing is corrected or converted.
"""

import re

from collector.core.model import Rating
from collector.core.text import clean_line

_SCALE = 5.0  # schema.org: bestRating is 5 when it is not said
_LONGEST = 40  # characters of a rating or a count; the rest is prose
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,6})?)"
_RATING = re.compile(rf"{_NUMBER}(?:\s*(?:/|sur)\s*{_NUMBER}|\s*(%))?(?![\d.,/eE])")
_COUNT = re.compile(r"(?<!\d)(?:\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d{1,9}(?!\d))")


def rating_of(value: str, best: str = "", count: str = "") -> Rating | None:
    """Return the rating that `value` writes, on the scale it says, else on `best`, else on 5; None if it has none."""
    raw = clean_line(value)[:_LONGEST]
    match = _RATING.match(raw)
    if match is None:
        return None
    said = 100.0 if match[3] else _float(match[2] or "")
    scale = said or _float(clean_line(best)[:_LONGEST]) or _SCALE
    number = _float(match[1])
    if number is None or number > scale:
        return None
    return Rating(value=number, scale=scale, raw=match[0], count=count_of(count))


def count_of(text: str) -> int | None:
    """Return the whole number in « 12 avis » or « 1 234 notes », None if there is none."""
    match = _COUNT.search(clean_line(text)[:_LONGEST])
    return int(re.sub(r"\D", "", match[0])) if match else None


def _float(text: str) -> float | None:
    match = re.match(_NUMBER, text)
    return float(match[1].replace(",", ".")) if match else None
