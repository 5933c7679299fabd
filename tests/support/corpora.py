"""What every corpus of texts is held to: no two alike, and telephones that ring nowhere."""

import re
from collections.abc import Iterable

from collector.core.text import fold

ALIKE = 0.8  # share of words from which two texts are the same one
_FICTION = re.compile(r"^0(?:19900|26191|35301|46571|53649|63998)\d{4}$")  # the ranges kept for fiction
_FEW = 5  # words; what is as short may well be said twice


def alike(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of ids, of (id, text), of texts of more than a few words that share ALIKE of their words."""
    held = [(name, frozenset(re.findall(r"\w{2,}", fold(text)))) for name, text in texts]
    long = sorted(((len(words), name, words) for name, words in held if len(words) > _FEW), key=lambda one: one[:2])
    return [
        (one[1], other[1])
        for place, one in enumerate(long)
        for other in long[place + 1 :]
        if one[0] >= ALIKE * other[0] and len(one[2] & other[2]) >= ALIKE * len(one[2] | other[2])
    ]


def real_telephones(texts: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the telephone numbers, with the ids of their texts, that are not of the ranges kept for fiction."""
    return {
        (name, number)
        for name, text in texts
        for number in re.findall(r"\b0[1-9](?:[ .-]?\d\d){4}\b", text)
        if not _FICTION.match(re.sub(r"\D", "", number))
    }
