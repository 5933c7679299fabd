"""The one gate for text from outside: what passes here is clean Unicode, and nothing else enters the core.

Cleaning never interprets: it removes what cannot be shown safely and keeps every word.
"""

import html
import re
import unicodedata
from html.parser import HTMLParser

EXCERPT_LENGTH = 300  # characters shown on a page before the reader asks for the rest
KEPT_LENGTH = 4000  # characters of a mention that are kept at all

# Line separators of other worlds (CR, NEL, LS, PS, VT, FF) become a plain newline; YAML 1.1 would break on some.
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Removed: C0/C1 controls, surrogates, non-characters, BOM, soft hyphen, zero-width and bidirectional controls, tags.
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# A pile of combining marks on one letter ("zalgo") overflows its line: four are more than any language needs.
_MARKS = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")


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
    """Return `text` for comparison: lower case, no accents, ligatures and apostrophes made plain."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae").replace("\u2019", "'").replace("\u02bc", "'")
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def shorten(text: str, length: int) -> str:
    """Return `text` within `length` characters, cut between words where possible, with « … » when cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip() + "…"


class _TextOfHtml(HTMLParser):
    """Collects the visible text of a fragment; blocks become line breaks, scripts and styles nothing."""

    _BLOCKS = frozenset(
        [
            "p",
            "div",
            "br",
            "li",
            "ul",
            "ol",
            "tr",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "section",
            "article",
            "hr",
            "dt",
            "dd",
        ]
    )
    _SILENT = frozenset(("script", "style", "template", "noscript"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silenced = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - signature
        if tag in self._SILENT:
            self._silenced += 1
        elif tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT:
            self._silenced = max(0, self._silenced - 1)
        elif tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silenced:
            self.parts.append(data)


def from_html(fragment: str) -> str:
    """Return the visible text of an HTML fragment, cleaned; plain text passes unharmed."""
    if "<" not in fragment:
        return clean(html.unescape(fragment))
    parser = _TextOfHtml()
    parser.feed(fragment)
    parser.close()
    return clean("".join(parser.parts))
