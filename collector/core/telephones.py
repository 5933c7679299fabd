"""Telephone numbers as they are written in French texts, and their one national form. Decides nothing."""

import re

from collector.core.text import fold

# On folded text: « 01 99 00 12 34 », « 01.99.00.12.34 », « 0199001234 », « +33 (0)1 99 00 12 34 », « 0033 1 99… ».
TELEPHONE = re.compile(r"(?<!\d)(?:(?:\+|00)33[\s./(-]{0,3}(?:0\)?[\s./-]{0,2})?|0)[1-9](?:[\s./-]{0,2}\d){8}(?!\d)")
_DIGIT = re.compile(r"\d")
_NATIONAL = 10  # digits


def national(number: str) -> str:
    """Return the digits of a number, in the national form when it is French: « +33 (0)1 99… » gives « 0199… »."""
    digits = "".join(_DIGIT.findall(fold(number)))
    for prefix in ("0033", "33"):
        if digits.startswith(prefix) and len(digits) > _NATIONAL:
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits
