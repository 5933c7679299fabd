"""The one gate for text from outside: what passes here is clean Unicode, and nothing else enters the core.

Cleaning never interprets: it removes what cannot be shown safely and keeps every word.
"""

import html
import re
import unicodedata
from functools import lru_cache

EXCERPT_LENGTH = 300  # characters shown on a page before the reader asks for the rest
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
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")


# Apostrophes and ligatures that no decomposition makes plain.
_PLAIN = str.maketrans({"œ": "oe", "æ": "ae", "\u2019": "'", "\u02bc": "'"})


def clean(text: str) -> str:
    """Return `text` as safe Unicode: NFC, no controls, single spaces, at most one blank line, trimmed."""
    text = _NEWLINES.sub("\n", text)
    text = _REMOVED.sub("", text)
    text = unicodedata.normalize("NFC", text)
    text = _MARKS.sub(r"\1", text)
    text = _SPACES.sub(" ", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip()


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
    "p div br li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote section article hr dt dd".split()  # noqa: SIM905 - one line
)


def from_html(fragment: str) -> str:
    """Return the visible text of an HTML fragment, cleaned; plain text passes unharmed.

    Blocks become line breaks, scripts and styles nothing. What is not a whole tag is kept as text.
    """
    text = _SILENT.sub("", _COMMENT.sub("", fragment))
    return clean(html.unescape(_TAG.sub(_line_break, text)))


def _line_break(tag: re.Match[str]) -> str:
    return "\n" if (tag[1] or "").lower() in _BLOCKS else ""
