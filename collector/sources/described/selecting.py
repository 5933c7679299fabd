"""Selects elements of a page by CSS selector, in a tree where some stand under another name, and within a budget."""

import re
from collections.abc import Collection, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from collector.core.errors import FailureCode, ReadError
from collector.core.model import HtmlReading
from collector.sources.markup import name_in_tree, text_of

_MOST_READ = 10_000_000  # characters of markup: items inside items hold the same text again, and again
_MOST_TRIED = 5  # elements that a selection finds in an item, before one says something
# A name of an element, outside brackets and quotes, and not that of a class, an id or a pseudo-class.
_ELEMENT = re.compile(r"(\[[^\]]*\]|\"[^\"]*\"|'[^']*'|[.#:][\w-]+)|(?<![\w-])([a-z][a-z0-9]*)(?![\w-])")
_ATTRIBUTE = re.compile(r"\[\s*([a-z][a-z0-9-]*)")


def attributes_of(reading: HtmlReading) -> set[str]:
    """Return the attributes that the selectors of `reading` look at."""
    parts = [place for _, places in reading.mention for place in places]
    selectors = [reading.items, reading.none or "", *parts]
    taken = {place.rpartition("@")[2] for place in parts if "@" in place}
    return {"class", "id"} | taken | {name for one in selectors for name in _ATTRIBUTE.findall(one)}


class Selecting:
    """Selects in one page, and reads what it selects while there is budget for it."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._tree = tree
        self._left = _MOST_READ

    @property
    def exhausted(self) -> bool:
        """Tell whether something was left unread."""
        return self._left < 0

    def all_of(self, selector: str) -> Sequence[LexborNode]:
        """Return the elements of the page that `selector` selects."""
        return _css(self._tree, selector)

    def affords(self, item: LexborNode) -> bool:
        """Tell whether there is budget left to look into `item`, and spend it."""
        if self._left >= 0:
            self._left -= len(item.html or "")
        return self._left >= 0

    def first_text(self, item: LexborNode, places: Collection[str]) -> str:
        """Return what the first of the selections that says something says in `item`; empty for none."""
        return next((text for place in places if (text := self._text(item, place))), "")

    def _text(self, item: LexborNode, place: str) -> str:
        selector, at, attribute = place.partition("@")
        nodes = _css(item, selector)[:_MOST_TRIED] if selector.strip() else [item]
        said = ((node.attributes.get(attribute) or "") if at else self._read(node) for node in nodes)
        return next((text for text in said if text.strip()), "")

    def _read(self, node: LexborNode) -> str:
        return text_of(node) if self.affords(node) else ""


def _css(within: LexborHTMLParser | LexborNode, selector: str) -> Sequence[LexborNode]:
    """Return what `selector` selects; ReadError(UNEXPECTED_FORMAT) for one that cannot be understood."""
    try:
        return within.css(_in_tree(selector))
    except SelectolaxError as error:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "CSS") from error


def _in_tree(selector: str) -> str:
    """Return `selector` with the names that elements have in our tree."""
    return _ELEMENT.sub(lambda found: found[1] or name_in_tree(found[2]), selector)
