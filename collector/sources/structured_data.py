"""The items that a page describes for machines (schema.org), whatever the syntax, with their references resolved.

Decides nothing about their meaning. A reference is followed one step at a time, when asked: a page whose items point
at each other in a circle costs nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from collector.core.text import clean, clean_line

_MOST_ITEMS = 20_000


@dataclass(eq=False, slots=True)
class Item:
    """One thing described: its types and properties by their local name (« Review », « author »), its id if any.

    Filled while its page is read, not changed after. One with nothing but an id is a reference to another.
    """

    types: set[str]
    id: str = ""
    properties: "dict[str, list[Value]]" = field(default_factory=dict)


Value = str | Item


class Graph:
    """All the items of one page, nested ones too, in the order of the page; `cut` when there are too many."""

    def __init__(self, roots: Iterable[Item], base: str) -> None:
        self._base = base
        self.cut = False
        self._by_id: dict[str, Item] = {}
        self.items: list[Item] = []
        for number, item in enumerate(_nested(roots)):
            if number == _MOST_ITEMS:
                self.cut = True
                break
            known = self._by_id.get(self.absolute_id(item)) if item.id else None
            if known is None:
                self.items.append(item)
                if item.id:
                    self._by_id[self.absolute_id(item)] = item
            else:
                self._complete(known, item)

    def absolute_id(self, item: Item) -> str:
        """Return the id of `item` as an address, relative ids being completed with the page's; empty for none."""
        try:
            return urljoin(self._base, item.id) if item.id else ""
        except ValueError:
            return item.id

    def items_of(self, item: Item, *names: str) -> list[Item]:
        """Return the items that are properties of `item` under any of `names`, references followed."""
        values = (value for name in names for value in item.properties.get(name, ()))
        return [self._resolved(value) for value in values if isinstance(value, Item)]

    def text_of(self, item: Item, *names: str) -> str:
        """Return the first text among the properties `names` of `item`, cleaned; that of an item is its name."""
        return next(self._texts(item, names), "")

    def texts_of(self, item: Item, *names: str) -> list[str]:
        """Return all the texts among the properties `names` of `item`, cleaned."""
        return list(self._texts(item, names))

    def _texts(self, item: Item, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            for value in item.properties.get(name, ()):
                text = self._name(self._resolved(value)) if isinstance(value, Item) else clean(value)
                if text:
                    yield text

    def _name(self, item: Item) -> str:
        names = (value for value in item.properties.get("name", ()) if isinstance(value, str))
        return next((clean_line(one) for one in names), "")

    def _resolved(self, item: Item) -> Item:
        return self._by_id.get(self.absolute_id(item), item) if item.id else item

    @staticmethod
    def _complete(known: Item, other: Item) -> None:
        """Give `known` the properties that `other`, of the same id, has and it has not."""
        known.types |= other.types
        for name, values in other.properties.items():
            known.properties.setdefault(name, values)


def local_name(name: str) -> str:
    """Return the last part of the name of a type or a property: « https://schema.org/Review » is « Review »."""
    name = name.strip().rstrip("/#")
    return name[max(name.rfind(mark) for mark in "/#:") + 1 :]


def _nested(roots: Iterable[Item]) -> Iterator[Item]:
    """Yield the items and all those inside them, each before what it holds."""
    waiting = list(roots)[::-1]
    while waiting:
        item = waiting.pop()
        yield item
        inside = [one for values in item.properties.values() for one in values if isinstance(one, Item)]
        waiting.extend(reversed(inside))
