"""Takes the answer of an interface: its JSON, or the error that it tells, whatever the status that it tells it with."""

import json
import re

from collector.core.errors import FailureCode, ReadError
from collector.core.model import JsonReading, Sign, SilentParts
from collector.core.reading import Capture, require_ok
from collector.core.text import clean_line, fold
from collector.sources.decoding import decode
from collector.sources.described.values import text_of, value_at
from collector.sources.walls import is_wall, may_be_wall

NOTHING = object()  # the content of an answer that says, as an error, that nothing was found

_MOST_ITEMS = 20_000
_ERROR_LENGTH = 2_000  # characters at the start of an answer in which an error tells what it is
_MOST_NAMED = 6
_OK = 200
_PART = re.compile(r"[A-Za-z0-9][\w .+-]{0,30}", re.ASCII)


def content(reading: JsonReading, capture: Capture) -> object:
    """Return the JSON of a true answer, or NOTHING.

    ReadError: the code of the sign that the source's description gives for this error, else that of the status, BLOCKED
    for a wall in place of the answer, UNEXPECTED_FORMAT for anything else that is no JSON.
    """
    text = decode(capture.body, capture.headers.get("content-type", ""))
    root, readable = _json(text)
    told = "" if readable and capture.status == _OK else text
    if any(_shows(sign, capture.status, root, told) for sign in reading.nothing):
        return NOTHING
    for sign in reading.errors:
        if _shows(sign, capture.status, root, told):
            raise ReadError(sign.code, f"HTTP {capture.status}")
    require_ok(capture)
    if not readable:
        wall = is_wall(text) or may_be_wall(text, 0)
        code, detail = (FailureCode.BLOCKED, "HTTP 200") if wall else (FailureCode.UNEXPECTED_FORMAT, "JSON")
        raise ReadError(code, detail)
    return root


def items_of(reading: JsonReading, root: object) -> list[object]:
    """Return the items of a true answer; ReadError(UNEXPECTED_FORMAT) for one that does not say that it has none."""
    found = [] if root is NOTHING else value_at(root, reading.items)
    if found is None and reading.proof is not None:
        proven = root == {} if reading.proof == "." else value_at(root, reading.proof) is not None
        found = [] if proven else None
    if not isinstance(found, list):
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, f"{reading.items}[]")
    if len(found) > _MOST_ITEMS:
        raise ReadError(FailureCode.TOO_LARGE, f"> {_MOST_ITEMS}")
    return found


def silent_parts(silent: SilentParts | None, root: object) -> str:
    """Return the names of the engines that an answer says silent, or their number when these are no plain names."""
    if silent is None:
        return ""
    parts = value_at(root, silent.path)
    if not isinstance(parts, list) or not parts:
        return ""
    names = [clean_line(text_of(value_at(part, silent.name))) for part in parts[:_MOST_NAMED]]
    plain = list(dict.fromkeys(name for name in names if _PART.fullmatch(name)))
    return ", ".join(plain) or str(len(parts))


def _json(text: str) -> tuple[object, bool]:
    try:
        return json.loads(text, strict=False), True
    except (ValueError, RecursionError):
        return None, False


def _shows(sign: Sign, status: int, root: object, text: str) -> bool:
    """Tell whether an answer shows `sign`. `text` is empty for a true one, whose items may say anything."""
    if sign.status is not None and sign.status != status:
        return False
    told = text[:_ERROR_LENGTH]
    if sign.path is not None:
        value = value_at(root, sign.path)
        if not value:
            return False
        told = text_of(value)
    folded = fold(told)
    return not sign.says or any(fold(word) in folded for word in sign.says)
