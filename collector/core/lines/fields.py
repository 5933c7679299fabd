"""Takes the fields of one line of JSON, and tells every fault of the line at once, in plain words.

A field that is missing or null is not said; keys that nobody asks for are left alone.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)
_SHOWN = 40  # characters of a value that a message repeats


class Fields:
    """One line, read field by field. Whatever is wrong is kept until `check`."""

    def __init__(self, line: Mapping[str, object]) -> None:
        self._line = line
        self._faults: list[str] = []

    def check(self) -> None:
        """Raise ValueError with all that was wrong with the fields taken so far."""
        if self._faults:
            raise ValueError("; ".join(self._faults))

    def identifier(self) -> None:
        """Require an `id`: an answer is found again by it."""
        value = self._line.get("id")
        if not isinstance(value, str | int) or isinstance(value, bool) or value == "":
            self._wrong("id", value, "must be a text or a whole number")

    def text(self, key: str, *, needed: bool = False) -> str:
        """Return a text; empty when it is not said."""
        value = self._line.get(key)
        if isinstance(value, str):
            return value
        if value is not None or needed:
            self._wrong(key, value, "must be a text")
        return ""

    def number(self, key: str, lowest: int, highest: int) -> float | None:
        """Return a number between two others."""
        value = self._line.get(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and lowest <= value <= highest:
            return float(value)
        self._wrong(key, value, f"must be a number from {lowest} to {highest}, or null")
        return None

    def day(self, key: str) -> dt.date | None:
        """Return a day, written 2026-06-09; what follows it (an hour) is left."""
        value = self._line.get(key)
        try:
            return None if value is None else dt.date.fromisoformat(str(value)[:10])
        except ValueError:
            self._wrong(key, value, "must be a day, written 2026-06-09, or null")
            return None

    def choice(self, key: str, default: E) -> E:
        """Return one of the members of the enumeration of `default`; it, when nothing is said."""
        value = self._line.get(key)
        members = type(default)
        if value is None:
            return default
        if isinstance(value, str) and value in {str(one) for one in members}:
            return members(value)
        self._wrong(key, value, f"must be one of {', '.join(members)}")
        return default

    def one_of(self, key: str, known: Collection[str], what: str) -> str:
        """Return a text that is one of `known`, which hold `what`."""
        value = self._line.get(key)
        if isinstance(value, str) and value in known:
            return value
        self._wrong(key, value, f"must be the id of {what}: {', '.join(sorted(known))}")
        return ""

    def _wrong(self, key: str, value: object, wanted: str) -> None:
        shown = repr(value)
        found = "and is missing" if value is None else f"not {shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}"
        self._faults.append(f"{key}: {wanted}, {found}")
