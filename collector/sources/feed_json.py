"""Reads JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import html
import json

from collector.core.errors import FailureCode, ReadError
from collector.sources.feed_document import FeedDocument, FeedItem

_MOST_ITEMS = 20_000
_VERSION = "jsonfeed.org/version/1"


def read_json(text: str) -> FeedDocument:
    """Return the feed that `text` is; ReadError(UNEXPECTED_FORMAT) if it is no JSON Feed."""
    try:
        root = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "JSON") from error
    if not isinstance(root, dict) or _VERSION not in _text(root.get("version")):
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "JSON")
    entries = root.get("items")
    if not isinstance(entries, list):
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "items[]")
    if len(entries) > _MOST_ITEMS:
        raise ReadError(FailureCode.TOO_LARGE, f"> {_MOST_ITEMS}")
    items = tuple(_item(entry) for entry in entries if isinstance(entry, dict))
    return FeedDocument(
        title=_text(root.get("title")),
        items=items,
        language=_text(root.get("language")),
        link=_text(root.get("home_page_url")),
        damaged=len(items) < len(entries),
    )


def _item(entry: dict[str, object]) -> FeedItem:
    # Plain text is not HTML: « < » and « & » stand for themselves.
    plain = html.escape(_text(entry.get("content_text")) or _text(entry.get("summary")), quote=False)
    return FeedItem(
        id=_text(entry.get("id")),
        link=_text(entry.get("url")) or _text(entry.get("external_url")),
        title=_text(entry.get("title")),
        content=_text(entry.get("content_html")) or plain,
        author=_author(entry),
        written=_text(entry.get("date_published")) or _text(entry.get("date_modified")),
        language=_text(entry.get("language")),
    )


def _author(entry: dict[str, object]) -> str:
    """Return the first author's name: a list since 1.1, one object before."""
    authors = entry.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else entry.get("author")
    return _text(first.get("name")) if isinstance(first, dict) else ""


def _text(value: object) -> str:
    """Return a string or a number as text; other values have none. Feeds give numbers as ids against the rule."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
