"""Finds values in JSON by their path, and writes the templates that hold paths. Absent is empty, never an error."""

from collections.abc import Sequence
from urllib.parse import quote

from collector.core.model.described import PLACE

_MOST_LISTED = 20_000
_ROOT = "."


def value_at(root: object, path: str) -> object:
    """Return what stands at `path`, `.` being the root itself; None where nothing does."""
    return _walked(root, [] if path == _ROOT else path.split("."))


def text_of(value: object) -> str:
    """Return a string or a number as text, a list as its texts joined by commas; anything else has none."""
    if isinstance(value, list):
        return ", ".join(text for one in value if (text := text_of(one)))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def written(templates: Sequence[str], item: object, *, address: bool = False) -> str:
    """Return the first of the templates that says something of `item`; one says nothing when all its paths do.

    In an `address`, values are encoded, unless the template is one value and no more: it is then an address already.
    """
    return next((text for one in templates if (text := _filled(one, item, address=address))), "")


def _filled(template: str, item: object, *, address: bool) -> str:
    places = list(PLACE.finditer(template))
    values = [_said(item, place[1], last=bool(place[2])) for place in places]
    if places and not any(values):
        return ""
    if address and template != (places[0][0] if places else ""):
        if not all(values):
            return ""  # an address with a hole leads elsewhere
        values = [quote(value, safe="") for value in values]
    pieces, position = [], 0
    for place, value in zip(places, values, strict=True):
        pieces += [template[position : place.start()], value]
        position = place.end()
    return "".join([*pieces, template[position:]])


def _said(item: object, path: str, *, last: bool) -> str:
    text = text_of(value_at(item, path))
    return text.rstrip("/").rpartition("/")[2] if last else text


def _walked(value: object, parts: Sequence[str]) -> object:
    for number, part in enumerate(parts):
        if isinstance(value, dict):
            value = value.get(part)
        elif not isinstance(value, list):
            return None
        elif part == "*":
            return [_walked(one, parts[number + 1 :]) for one in value[:_MOST_LISTED]]
        else:
            value = value[int(part)] if part.isdecimal() and int(part[:6]) < len(value) else None
    return value
