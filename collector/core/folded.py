"""A text folded for comparison whose every position leads back to the text itself.

Accents, ligatures and case change the length of a text: what is found in its fold could otherwise not be masked in
the text. Decides nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collector.core.text import fold

# Stands for every character that must not be read: not a letter, not a space, and removed from all text by `clean`.
VEIL = "\x00"
_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s{1,2}")
_HYPHENS = "-\u2010\u2011"
_APOSTROPHES = "'\u2019"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its fold. `places[i]` is where the character `i` of `fold` comes from; one more ends the list."""

    text: str
    fold: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text that the non-empty span of the fold comes from."""
        return self.places[start], max(self.places[end], self.places[end - 1] + 1)


def folded(text: str) -> Folded:
    """Return `text` with its fold."""
    if text.isascii():
        return Folded(text, fold(text), tuple(range(len(text) + 1)))
    parts = [fold(char) for char in text]
    places = [index for index, part in enumerate(parts) for _ in part]
    return Folded(text, "".join(parts), (*places, len(text)))


def veiled(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return `text`, of the same length, with the spans made unreadable."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = VEIL * (end - start)
    return "".join(characters)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits: its fold, and its place in the text. `gap` is what stands before it."""

    plain: str
    start: int
    end: int
    shown: str
    gap: str

    @property
    def capital(self) -> bool:
        """Tell whether the word starts with a capital."""
        return self.shown[0].isupper()

    @property
    def glued(self) -> bool:
        """Tell whether a hyphen or an apostrophe alone joins the word to the one before."""
        return len(self.gap) == 1 and self.gap in _HYPHENS + _APOSTROPHES

    @property
    def hyphened(self) -> bool:
        """Tell whether a hyphen alone joins the word to the one before."""
        return len(self.gap) == 1 and self.gap in _HYPHENS

    @property
    def follows(self) -> bool:
        """Tell whether the word goes on from the one before: no punctuation between them."""
        return self.glued or _SPACE.fullmatch(self.gap) is not None


def words_of(source: Folded) -> Iterator[Word]:
    """Yield the words of a text, in order."""
    before = 0
    for match in _WORD.finditer(source.fold):
        start, end = source.span(*match.span())
        yield Word(match[0], start, end, source.text[start:end], source.text[before:start])
        before = end


def plain_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(_WORD.findall(fold(text)))
