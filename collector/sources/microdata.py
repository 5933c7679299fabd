"""Reads the microdata (`itemscope`, `itemprop`) of a page's tree. Knows nothing of what they say; no `itemref`."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from collector.core.text import from_html
from collector.sources.markup import LINK
from collector.sources.structured_data import Item, Value, local_name

_MOST_PROPERTIES = 10_000
_MOST_READ = 8_000_000  # characters of markup; an honest page reads itself twice
_DEEPEST = 100  # ancestors looked at to find whose property an element is
# Where the value of a property stands, by element; any other is its text. `content` wins everywhere: sites use it so.
_VALUE_ATTRIBUTES = {"time": "datetime", LINK: "href", "link": "href", "data": "value", "meter": "value", "img": "src"}


def read_microdata(tree: LexborHTMLParser) -> list[Item]:
    """Return the items of the page that are nobody's property, in order, nested ones inside."""
    scopes = {node.mem_id: _empty_item(node) for node in tree.css("[itemscope]")}
    owned: set[int] = set()
    budget = _Budget(_MOST_READ)
    for node in tree.css("[itemprop]")[:_MOST_PROPERTIES]:
        owner = next((scopes[one.mem_id] for one in _ancestors(node) if one.mem_id in scopes), None)
        if owner is None:
            continue
        value: Value = scopes[node.mem_id] if node.mem_id in scopes else budget.value_of(node)
        if node.mem_id in scopes:
            owned.add(node.mem_id)
        for name in _words(node, "itemprop"):
            owner.properties.setdefault(local_name(name), []).append(value)
    return [item for key, item in scopes.items() if key not in owned]


def _empty_item(node: LexborNode) -> Item:
    types = {local_name(one) for one in _words(node, "itemtype")}
    return Item(types=types, id=node.attributes.get("itemid") or "")


def _words(node: LexborNode, attribute: str) -> list[str]:
    return (node.attributes.get(attribute) or "").split()


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    for _ in range(_DEEPEST):
        if parent is None:
            return
        yield parent
        parent = parent.parent


class _Budget:
    """How much markup may still be read: a property inside a property holds the same text again, and again."""

    def __init__(self, characters: int) -> None:
        self._left = characters

    def value_of(self, node: LexborNode) -> str:
        """Return what a property says: its attribute, else its text while there is budget for it."""
        attributes = node.attributes
        value = attributes.get("content") or attributes.get(_VALUE_ATTRIBUTES.get(node.tag or "", ""))
        if value or self._left <= 0:
            return value or ""
        markup = node.html or ""
        self._left -= len(markup)
        return from_html(markup)
