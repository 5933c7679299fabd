"""Tells that two written words may be one name: how a word sounds in French, and the words one slip away from it.

Two words are alike when one of their keys is the same: a key is the word, or its sound, or either of them less one
letter. A word of three letters has its sound only; one shorter, or too long to be a name, has no key.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from collector.core.text import fold

_SHORTEST, _LONGEST = 4, 24  # letters of a word that may be a name misspelt
_SHORTEST_SOUND = 4  # sounds from which one less still tells
_VOWELS = "aeiouyEAIO"
_MUTE = "estdxpzh"
_ACCENTED = str.maketrans(dict.fromkeys("éèêë", "E"))
# In this order; capitals are sounds: E for « é », A, I, O for the nasals, C for « ch », N for « gn ».
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-zE]", ""),
        (r"t?sch|t?ch|sh", "C"),
        (r"nh", "nn"),
        (r"ph", "f"),
        (r"mann?$", "mAn"),
        (r"(?<=[aeo])ill(?=[aeiouyE])|(?<=[eo]u)ill(?=[aeiouyE])", "y"),
        (r"(?<=gu)ill(?=[aeiouyE])", "iy"),
        (r"ercq?s?$", "Er"),
        (r"^ou(?=[aeiyE])", "w"),
        (r"bv", "v"),
        (r"dj", "j"),
        (r"^n(?=[bcdfgjkpqstvz])|^m(?=[bdfgkpt])", "A"),  # « Ndiaye », said « Endiaye »
        (r"gn|n[iy](?=[aeouE])", "N"),
        (r"(?<!^)h|^h", ""),
        (r"qu|q|ck|kh", "k"),
        (r"cc(?=[eiyE])", "ks"),
        (r"c(?=[eiyE])", "s"),
        (r"c", "k"),
        (r"gu(?=[eiyE])", "G"),
        (r"ge(?=[ao])|g(?=[eiyE])", "j"),
        (r"aul[dtx]s?$", "o"),
        (r"eaux?|aux?", "o"),
        (r"oeu|eu", "e"),
        (r"oui", "wi"),
        (r"ou", "u"),
        (r"oi|oy(?![aeiouyEAIO])", "wa"),
        (r"[ae]in(?![aeiouyEAIOnm])|[ae]im(?![aeiouyEAIOnm])", "I"),
        (r"ien$", "iI"),
        (r"en$", "En"),
        (r"[ae]n(?![aeiouyEAIOnm])|[ae]m(?=[bp])", "A"),
        (r"[iyu]n(?![aeiouyEAIOnm])|[iy]m(?=[bp])", "I"),
        (r"on(?![aeiouyEAIOnm])|om(?=[bp])", "O"),
        (r"ai|ei|ay(?!$)|ey(?!$)|[ae]y$|er$|ez$|et$|ed$", "E"),
        (r"y", "i"),
        (r"w", "v"),
        (r"z", "s"),
        (r"G", "g"),
        (r"(.)\1+", r"\1"),
    )
)


def sound(word: str) -> str:
    """Return how a French reader says a word: the same for « Mercier » and « Merssié »."""
    said = fold(word.lower().translate(_ACCENTED).replace("E", "\x01")).replace("\x01", "E")
    for pattern, told in _SOUNDS:
        said = pattern.sub(told, said)
    stripped = said
    for _ in range(2):
        if len(stripped) > 2 and stripped[-1] in _MUTE:
            stripped = stripped[:-1]
    return stripped


def heard(word: str) -> str:
    """Return how a word sounds, whatever its accents: the same for « Aymeric » and « Émeric »."""
    return _even(sound(word))


def spoken(words: Iterable[str]) -> frozenset[str]:
    """Return the key of a name of several words, each said by itself: « bène salat » for « Ben Salah »."""
    told = "".join(map(heard, words))
    return frozenset((f"~~{told}",)) if len(told) > _SHORTEST_SOUND else frozenset()


@lru_cache(maxsize=32_768)
def keys(word: str) -> frozenset[str]:
    """Return what a word and its misspellings have in common; nothing for a word too short or too long."""
    plain = fold(word)
    if len(plain) > _LONGEST or plain.isdigit():
        return frozenset()
    if len(plain) < _SHORTEST:
        short = heard(word)
        return frozenset((f"~{short}",)) if len(short) == len(plain) == _SHORTEST - 1 else frozenset()
    hushed = (heard(f"ch{plain[2:]}"),) if plain.startswith("sz") else ()
    return frozenset(itertools.chain.from_iterable(_keys(plain, told) for told in (heard(word), *hushed)))


def _even(told: str) -> str:
    """Return a sound in which « é » and « e » are one: accents are often left out."""
    return told.replace("E", "e")


def _keys(plain: str, told: str) -> Iterator[str]:
    yield plain
    yield f"~{told}"
    if len(plain) > _SHORTEST:
        yield from (plain[:at] + plain[at + 1 :] for at in range(1, len(plain)))
    if len(told) > _SHORTEST_SOUND:
        yield from (f"~{told[:at]}{told[at + 1 :]}" for at in range(1, len(told)))


def alike(one: str, other: str) -> bool:
    """Tell whether two words may be one name."""
    return not keys(one).isdisjoint(keys(other))
