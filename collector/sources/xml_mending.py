"""Makes of what a server sent a well-formed XML feed, without losing a readable item and without surprise.

Feeds are often nearly XML: a control character, a `&nbsp;`, a bare `&`, a prefix never declared, an end that never
came. What breaks one item costs that item, and it is told. A document type with declarations (entity bombs,
external files) is refused, and so is what has too many elements for its reader.
"""

import re
from dataclasses import dataclass
from html.entities import html5
from xml.parsers import expat
from xml.sax.saxutils import escape

from collector.core.errors import FailureCode, ReadError

_MOST_ITEMS = 20_000
_MOST_ELEMENTS = 1_000  # in one item, or outside of all; some of feedparser's lists cost their square
_MOST_NAMESPACES = 100
_DEEPEST = 100
_LONGEST_NAME = 1_000  # characters; feedparser looks for an e-mail address in names, at the square of their length
_NAMES = frozenset(("author", "creator", "publisher", "contributor", "managingeditor", "webmaster", "owner"))
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PROLOG = re.compile(
    r"\ufeff?\s*+(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\"'\[<>]|\"[^\"]*\"|'[^']*')*>)\s*+)*+",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(
    r"<((?:[A-Za-z_][\w.-]{0,40}:)?(rss|feed|RDF))((?:\s(?:[^>\"'<]|\"[^\"<]*\"|'[^'<]*')*)?)>", re.IGNORECASE
)
_ITEM = re.compile(r"<((?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry))(?=[\s>/])")
_REFERENCE = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{0,31});)?")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,40}):|\s([A-Za-z_][\w.-]{0,40}):[\w.-]+\s*=")
_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]{0,40})\s*=")


@dataclass(frozen=True, slots=True)
class MendedFeed:
    """A well-formed feed. `damaged`: the document was broken, and may have held more items than these."""

    text: str
    damaged: bool = False


def mended(text: str) -> MendedFeed:
    """Return the feed in `text` as well-formed XML, without prolog; ReadError if there is none or it is too much."""
    text = _ILLEGAL.sub("", text)
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    root = _ROOT.match(text, start)
    if root is None:
        declares = text[start : start + 9].upper() == "<!DOCTYPE"
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "DTD" if declares else "XML")
    text = text[start:].rstrip()
    if len(_ITEM.findall(text)) > _MOST_ITEMS:
        raise ReadError(FailureCode.TOO_LARGE, f"> {_MOST_ITEMS}")
    if _is_readable(text):
        return MendedFeed(text)
    plain = _REFERENCE.sub(_known_reference, _with_prefixes(text, root))
    if _is_readable(plain):
        return MendedFeed(plain)
    return _salvaged(plain)


class _TooMuch(Exception):  # noqa: N818 - the name says what it is
    """The document has more elements, depth or text in a name than its reader bears."""


class _Bounds:
    """Counts what expat meets, and stops it."""

    def __init__(self) -> None:
        self.depth = 0
        self.outside = 0
        self.inside = 0
        self.item_depth = 0
        self.name_depth = 0
        self.letters = 0
        self.namespaces: set[tuple[str | None, str | None]] = set()

    def start(self, name: str, _attributes: object) -> None:
        self.depth += 1
        local = name.rpartition(" ")[2].lower()
        if not self.name_depth and local in _NAMES:
            self.name_depth = self.depth
            self.letters = 0
        if not self.item_depth and local in ("item", "entry"):
            self.item_depth = self.depth
            self.inside = 0
        elif self.item_depth:
            self.inside += 1
        else:
            self.outside += 1
        if self.depth > _DEEPEST or max(self.inside, self.outside) > _MOST_ELEMENTS:
            raise _TooMuch

    def end(self, _name: str) -> None:
        if self.depth == self.item_depth:
            self.item_depth = 0
        if self.depth == self.name_depth:
            self.name_depth = 0
        self.depth -= 1

    def text(self, text: str) -> None:
        self.letters += len(text)
        if self.name_depth and self.letters > _LONGEST_NAME:
            raise _TooMuch

    def namespace(self, prefix: str | None, address: str | None) -> None:
        self.namespaces.add((prefix, address))
        if len(self.namespaces) > _MOST_NAMESPACES:
            raise _TooMuch


def _is_readable(text: str) -> bool:
    """Tell whether `text` is well-formed XML with namespaces, within bounds."""
    bounds = _Bounds()
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = bounds.start
    parser.EndElementHandler = bounds.end
    parser.CharacterDataHandler = bounds.text
    parser.StartNamespaceDeclHandler = bounds.namespace
    try:
        parser.Parse(text.encode(), True)
    except (expat.ExpatError, _TooMuch):
        return False
    return True


def _with_prefixes(text: str, root: re.Match[str]) -> str:
    """Declare in the root element the prefixes that the document uses and never declares."""
    used = {first or second for first, second in _PREFIX.findall(text)}
    missing = sorted(used - {"xml", "xmlns"} - set(_DECLARED.findall(text)))[:_MOST_NAMESPACES]
    end_of_name = 1 + len(root[1])
    declarations = "".join(f' xmlns:{prefix}="urn:undeclared:{prefix}"' for prefix in missing)
    return text[:end_of_name] + declarations + text[end_of_name:]


def _known_reference(reference: re.Match[str]) -> str:
    """Write a reference as XML knows it: named ones of HTML as their character, a bare « & » as itself."""
    decimal, hexadecimal, name = reference.groups()
    if name in _XML_ENTITIES:
        return reference[0]
    if name:
        return escape(html5.get(f"{name};", reference[0]), {'"': "&quot;"})
    if decimal or hexadecimal:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        legal = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
        return f"&#{code};" if legal else ""
    return "&amp;" + reference[0][1:]


_LONGEST_ROOT = 10_000  # characters of the root's tag: it is read again with each item


def _salvaged(text: str) -> MendedFeed:
    """Return the feed with the items that can be read one by one; ReadError(UNEXPECTED_FORMAT) if there is none."""
    root, first = _ROOT.match(text), _ITEM.search(text)
    if root is None or first is None or len(root[0]) > _LONGEST_ROOT:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "XML")
    opening, closing = root[0], f"</{root[1]}>"
    items = [item for item in _whole_items(text) if _is_readable(opening + item + closing)]
    if not items:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "XML")
    head = text[: first.start()]
    # RSS 0.9x and 2.0 hold their items inside <channel>, the others beside it.
    ends = (closing, f"</channel>{closing}")
    end = next((one for one in ends if _is_readable(head + one)), None)
    if end is None:
        end = ends[1] if root[2].lower() == "rss" else closing
        head = f"{opening}<channel>" if root[2].lower() == "rss" else opening
    return MendedFeed("".join([head, *items, end]), damaged=True)


def _whole_items(text: str) -> list[str]:
    """Return the pieces of `text` from each opening of an item to its end, up to one that never ends."""
    items = []
    position = 0
    while opening := _ITEM.search(text, position):
        closing = f"</{opening[1]}"
        end = text.find(closing, opening.end())
        stop = text.find(">", end) if end >= 0 else -1
        if stop < 0:
            break
        items.append(text[opening.start() : stop + 1])
        position = stop + 1
    return items
