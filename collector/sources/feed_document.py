"""What is read of a feed, whatever its format: RSS, Atom and JSON Feed all become this."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item as the feed gives it: `title` and `content` may be HTML, `link` may be relative or wrapped.

    `written` is the date as written. `outlet` is the publication that an aggregator names for this item, and
    `outlet_home` its site.
    """

    id: str = ""
    link: str = ""
    title: str = ""
    content: str = ""
    author: str = ""
    outlet: str = ""
    outlet_home: str = ""
    written: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed whole, or what could be saved of it.

    `damaged` tells that there may be more in the source than stands here. `search` tells a feed of search results
    (OpenSearch), whose makers print their errors as an item.
    """

    title: str
    items: tuple[FeedItem, ...]
    language: str = ""
    link: str = ""
    damaged: bool = False
    search: bool = False
