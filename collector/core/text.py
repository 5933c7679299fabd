"""The one gate for text from outside: what passes here is clean Unicode, and nothing else enters the core.

Cleaning never interprets: it removes what cannot be shown safely and keeps every word. Folding makes texts comparable;
a `Folded` text knows where each character of its fold comes from, since folding changes lengths.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

EXCERPT_LENGTH = 300  # characters shown on a page before the reader asks for the rest
LONGEST_NAME = 120  # characters of the name of an outlet: more is prose
KEPT_LENGTH = 4000  # characters of a mention that are kept at all

# Line separators of other worlds (CR, NEL, LS, PS, VT, FF) become a plain newline; YAML 1.1 would break on some.
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Removed: C0/C1 controls, surrogates, non-characters, BOM, soft hyphen, joiner of marks, zero-width and bidirectional
# controls, tags.
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# A pile of combining marks on one letter ("zalgo") overflows its line: four are more than any language needs. Signs
# that enclose a letter (U+20DD and the like) are left out: taking one away would let its neighbours change places.
_MARK = "[\u0300-\u034e\u0350-\u036f\u1ab0-\u1abd\u1abf-\u1ace\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0]"
_MARKS = re.compile(f"({_MARK}{{4}}){_MARK}+")
_HIGHEST_PILE = 30
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")


# Apostrophes and ligatures that no decomposition makes plain.
_PLAIN = str.maketrans({"œ": "oe", "æ": "ae", "\u2019": "'", "\u02bc": "'"})


def clean(text: str) -> str:
    """Return `text` as safe Unicode: NFC, no controls, single spaces, at most one blank line, trimmed."""
    text = _NEWLINES.sub("\n", text)
    text = _REMOVED.sub("", text)
    text = unicodedata.normalize("NFC", _without_piles(text))
    text = _MARKS.sub(r"\1", text)
    text = _SPACES.sub(" ", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip()


def _without_piles(text: str) -> str:
    """Cut a pile of combining marks of any script at thirty: sorting one takes the square of its height."""
    if text.isascii() or len(text) <= _HIGHEST_PILE:
        return text
    height = 0
    kept = []
    for char in text:
        height = height + 1 if unicodedata.combining(char) else 0
        if height <= _HIGHEST_PILE:
            kept.append(char)
    return "".join(kept)


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line (titles, names)."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """Return `text` for comparison: lower case, no accents, ligatures and apostrophes made plain.

    Each character is folded by itself, so that the fold of a text is that of its characters one after the other.
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_character, text))


@lru_cache(maxsize=4096)
def _fold_character(char: str) -> str:
    """Decompose first: a ligature or a mathematical letter hides accents and capitals of its own."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", char) if not unicodedata.combining(one)).lower()
    plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
    return plain.translate(_PLAIN)


def shorten(text: str, length: int) -> str:
    """Return `text` within `length` characters, cut between words where possible, with « … » when cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip() + "…"


# Tags closed before the next "<": a lone "<" is a word of somebody's sentence, and stays. Each pattern stops at the
# next opener of its own kind, so that time grows with length only (html.parser takes minutes on 100 kB of "<a ").
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_SILENT = re.compile(r"<(script|style|template|noscript)\b[^<>]*>(?:(?!<\1\b).)*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""</?([a-z][a-z0-9:-]*)(?:\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*)?/?>|<[!?][^<>]*>""", re.IGNORECASE)
_BLOCKS = frozenset(
    (  # noqa: SIM905 - two lines
        "p div br li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote section article hr dt dd "
        "main header footer nav aside address pre figure figcaption caption form option summary"
    ).split()
)
_CELLS = frozenset(("td", "th"))


def from_html(fragment: str) -> str:
    """Return the visible text of an HTML fragment, cleaned; plain text passes unharmed.

    Blocks become line breaks, table cells spaces, scripts and styles nothing. What is not a whole tag is kept as text.
    """
    text = _SILENT.sub("", _COMMENT.sub("", fragment))
    return clean(html.unescape(_TAG.sub(_in_place, text)))


def _in_place(tag: re.Match[str]) -> str:
    """Return what stands in place of a tag, so that words on both sides of it do not run together."""
    name = (tag[1] or "").lower()
    if name in _BLOCKS:
        return "\n"
    return " " if name in _CELLS else ""


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
