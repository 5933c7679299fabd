"""What tells a practice in a text, and must not be taken for a third party's: names of places, telephone numbers."""

import re

from collector.core.text import fold, plain_words

# On folded text: « 01 99 00 12 34 », « 01.99.00.12.34 », « 0199001234 », « +33 (0)1 99 00 12 34 », « 0033 1 99… ».
TELEPHONE = re.compile(r"(?<!\d)(?:(?:\+|00)33[\s./(-]{0,3}(?:0\)?[\s./-]{0,2})?|0)[1-9](?:[\s./-]{0,2}\d){8}(?!\d)")
_DIGIT = re.compile(r"\d")
_NATIONAL = 10  # digits

# Words too common in names of places to tell one from another.
_GENERIC = frozenset(
    """a au aux avec cabinet cabinets centre chez clinique dans de dentaire dentiste des docteur dr du en enseigne et
    groupe hopital la le les madame maison marque medecin medecins medical medicale mme monsieur mot nom paramedical
    par pole pour pr praticien professeur sante soins sur un une""".split()  # noqa: SIM905 - a list to read
)


def names_place(name: str) -> re.Pattern[str] | None:
    """Return the pattern of a place's name, or None for one that any place could bear (« Cabinet médical »)."""
    words = plain_words(name)
    if all(word in _GENERIC for word in words):
        return None
    spelled = r"[\s'_.-]{0,2}".join(map(re.escape, words))
    return re.compile(rf"(?<![^\W_]){spelled}(?![^\W_])")


def national(number: str) -> str:
    """Return the digits of a number, in the national form when it is French: « +33 (0)1 99… » gives « 0199… »."""
    digits = "".join(_DIGIT.findall(fold(number)))
    for prefix in ("0033", "33"):
        if digits.startswith(prefix) and len(digits) > _NATIONAL:
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits
