"""Reads RSS 0.9x to 2.0, RSS 1.0 and Atom with feedparser, which only ever sees well-formed, bounded XML.

feedparser has a second parser for broken feeds, slow and greedy on hostile bytes; `xml_mending` saves what can be
saved before, item by item, so that it never runs. feedparser gets a stream (it opens what looks like an address or
a file name), and its sanitising stays off: every text goes through `core.text`.
"""

import io
import re
from collections.abc import Mapping, Sequence

import feedparser

from collector.core.errors import FailureCode, ReadError
from collector.sources.feed_document import FeedDocument, FeedItem
from collector.sources.xml_mending import mended

_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_LONGEST_AUTHOR = 300  # characters
_MAIL = re.compile(r"[^\s()@]+@[^\s()@]+")
_OPEN_SEARCH = "http://a9.com/-/spec/opensearch"
_BING = "bing.com/news/search"  # in the namespace of its elements, which holds the query and changes with it


def read_xml(text: str) -> FeedDocument:
    """Return the feed that `text` is; ReadError if it is no feed or nothing of it can be read."""
    feed = mended(text)
    parsed = feedparser.parse(
        io.BytesIO(feed.text.encode()), response_headers=_HEADERS, sanitize_html=False, resolve_relative_uris=False
    )
    if not parsed.version:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "XML")
    channel = parsed.feed
    outlets = [f"{prefix.lower()}_source" for prefix, uri in parsed.namespaces.items() if _BING in str(uri).lower()]
    return FeedDocument(
        title=_text(channel, "title"),
        items=tuple(_item(entry, outlets) for entry in parsed.entries),
        language=_text(channel, "language"),
        link=_text(channel, "link"),
        damaged=feed.damaged,
        search=any(_OPEN_SEARCH in str(address) for address in parsed.namespaces.values()),
    )


def _item(entry: Mapping[str, object], outlets: Sequence[str]) -> FeedItem:
    return FeedItem(
        id=_text(entry, "id"),
        link=_text(entry, "link"),
        title=_text(entry, "title"),
        content=_content(entry),
        author=_author(_text(entry, "author")[:_LONGEST_AUTHOR]),
        # RSS <source>, else Bing's News:Source, whatever it calls its namespace.
        outlet=next((name for key in ("", *outlets) if (name := _outlet(entry, key))), ""),
        outlet_home=_text(_part(entry, "source"), "href"),
        # As written: feedparser guesses dates it cannot read, some from today's.
        written=_text(entry, "published") or _text(entry, "updated"),
        language=_text(_part(entry, "title_detail"), "language"),
    )


def _outlet(entry: Mapping[str, object], key: str) -> str:
    return _text(entry, key) if key else _text(_part(entry, "source"), "title")


def _content(entry: Mapping[str, object]) -> str:
    """Return the whole content of an entry where the feed gives it, else its summary."""
    contents = entry.get("content")
    parts = contents if isinstance(contents, list) else []
    return next((value for part in parts if (value := _text(part, "value"))), _text(entry, "summary"))


def _author(written: str) -> str:
    """Return the name in « name (address) », « address (name) » or « name ».

    feedparser's own split cuts addresses at the fourth letter of their domain (« .example », « .paris »).
    """
    name, addresses = _MAIL.subn("", written)
    return name.strip(" ()") if addresses else written


def _part(entry: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = entry.get(key)
    return value if isinstance(value, Mapping) else {}


def _text(entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""
