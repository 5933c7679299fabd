"""Reads the JSON-LD blocks of a page as they are found: nearly JSON. Knows nothing of what they say."""

import json
import re

from collector.sources.structured_data import Item, Value, local_name
from collector.sources.wording import words

_WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,40}?\*/)?\s*")
_UNWRAPPING = re.compile(r"\s*(?:-->|//\s*\]\]>|\]\]>)?[\s;]*\Z")
# A string whole, or a comma with nothing after it. An unclosed string runs to the end, so that time stays linear.
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+(?:"|\Z))|,(?=\s*(?:[}\]]|\Z))', re.DOTALL)
_DEEPEST = 20  # levels of nesting that a description of a business or a review needs, twice over
_LISTS = ("@list", "@set", "@graph")


def read_block(block: str) -> list[Item] | None:
    """Return the items that one block describes, nested ones inside; None if it cannot be read even mended."""
    start = _WRAPPING.match(block)
    text = _UNWRAPPING.sub("", block[start.end() if start else 0 :], count=1)
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            value = json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        return [one for one in _values(value, 0) if isinstance(one, Item)]
    return None


def _values(value: object, depth: int) -> list[Value]:
    """Return what one JSON value says, lists flattened; nothing for null, booleans and what lies too deep."""
    if depth > _DEEPEST or value is None or isinstance(value, bool):
        return []
    if isinstance(value, list):
        return [one for each in value for one in _values(each, depth + 1)]
    if isinstance(value, dict):
        return _of_object(value, depth)
    return [words(str(value))]


def _of_object(value: dict[str, object], depth: int) -> list[Value]:
    if "@value" in value:
        return _values(value["@value"], depth + 1)
    for name in _LISTS:
        if name in value:
            return _values(value[name], depth + 1)
    item = Item(
        types={local_name(one) for one in _values(value.get("@type"), depth + 1) if isinstance(one, str)},
        id=next((one for one in _values(value.get("@id"), depth + 1) if isinstance(one, str)), ""),
    )
    for key, content in value.items():
        if not key.startswith("@"):
            item.properties.setdefault(local_name(key), []).extend(_values(content, depth + 1))
    return [item]
