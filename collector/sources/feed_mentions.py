"""Turns the answer of any feed into mentions: what the kinds that read feeds have in common.

What is not a feed is a ReadError: a consent page, a captcha, an empty answer. So is a feed whose only items are errors
told as items (RSS-Bridge, SearXNG): where other items stand beside them, these are kept with a warning, and nothing
is taken for gone. A valid feed without items is a valid answer: nothing there.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from collector.core.errors import FailureCode, ReadError
from collector.core.identity import canonical_url, host_of
from collector.core.model import Mention, MentionForm
from collector.core.reading import Capture, Parsed, WatchPlan
from collector.core.text import LONGEST_NAME, clean_line, fold, from_html, shorten
from collector.sources.addresses import unwrap, web_address
from collector.sources.dates import day_of, published_on
from collector.sources.decoding import decode
from collector.sources.feed_document import FeedDocument, FeedItem
from collector.sources.feed_json import read_json
from collector.sources.feed_xml import read_xml
from collector.sources.walls import is_wall, may_be_wall
from collector.sources.wording import words

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_LONGEST_TEXT = 50_000  # characters of an item's text that are looked at
_LONGEST_TITLE = 1_000
_LONGEST_ID = 1_000  # Google News ids have 500 characters
_BRIDGE_ERROR = re.compile(r"Bridge returned error (\d{1,5})")
_SEARCH_ERROR = "Error"
_GLOBAL_ID = re.compile(r"[a-z][a-z0-9+.-]*:\S|CBM[\w-]{20}", re.IGNORECASE)  # an address, a tag, a Google News id
_LANGUAGE = re.compile(r"[a-z]{2,3}\b")
_DAMAGED = "Flux abîmé\u00a0: des éléments n’ont pas pu être lus."
_PARTLY_IN_ERROR = "Une partie de ce flux est en erreur ({detail})\u00a0: des éléments peuvent manquer."
_REPEATED = "{count} élément(s) de ce flux portent le même identifiant qu’un autre\u00a0: le premier est gardé."


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """A feed that was read: its true items apart from the `errors` told among them."""

    document: FeedDocument
    items: tuple[FeedItem, ...]
    errors: tuple[str, ...] = ()


def open_feed(capture: Capture) -> FeedAnswer:
    """Return the feed that an answer is.

    ReadError: BLOCKED for a wall in place of the feed, UNEXPECTED_FORMAT for anything else that is no feed,
    SOURCE_SAYS_ERROR for a feed that holds nothing but errors.
    """
    document = _document(capture)
    errors = tuple(detail for item in document.items if (detail := _error(item, document)))
    items = tuple(item for item in document.items if not _error(item, document))
    if errors and not items:
        raise ReadError(FailureCode.SOURCE_SAYS_ERROR, errors[0])
    return FeedAnswer(document, items, errors)


def parsed(plan: WatchPlan, answer: FeedAnswer, read: Iterable[Mention], *warnings: str) -> Parsed:
    """Return what `read` makes of an answer: each id once, and what the practice must know of the rest."""
    read = tuple(read)
    first: dict[str, Mention] = {}
    for mention in read:
        first.setdefault(mention.native_id, mention)
    kept = tuple(first.values())
    told = (
        *([_DAMAGED] if answer.document.damaged else []),
        *([_PARTLY_IN_ERROR.format(detail=answer.errors[0])] if answer.errors else []),
        *([_REPEATED.format(count=len(read) - len(kept))] if len(read) > len(kept) else []),
        *warnings,
    )
    whole = not answer.document.damaged and not answer.errors
    return Parsed(kept, exhaustive=plan.source.lists_everything and whole, warnings=told, whole=whole)


@dataclass(frozen=True, slots=True)
class MentionMaker:
    """Makes mentions of the items of one feed.

    `scope` completes ids that are short, `base` relative links, `outlet` is who publishes what names nobody.
    """

    scope: str
    base: str
    outlet: str
    language: str
    form: MentionForm | None

    @classmethod
    def of(cls, plan: WatchPlan, capture: Capture, document: FeedDocument) -> "MentionMaker":
        """Return the maker of a feed that publishes its items itself, or says who does."""
        return cls(
            scope=host_of(plan.watch.url) or plan.watch.id,
            base=capture.url or document.link,
            outlet=shorten(clean_line(words(document.title)), LONGEST_NAME),
            language=document.language,
            form=MentionForm.REVIEW if plan.source.hosts_reviews else None,
        )

    def mentions(self, items: Iterable[FeedItem]) -> list[Mention]:
        """Return the mentions that some items make."""
        return [mention for item in items if (mention := self.mention(item))]

    def mention(self, item: FeedItem) -> Mention | None:
        """Return the mention that `item` makes; None if it has no title, text or address."""
        link = web_address(item.link, self.base) if item.link else None
        named = clean_line(words(item.outlet))
        title = clean_line(words(item.title[: 4 * _LONGEST_TITLE]))
        text = _without_title(from_html(item.content[: 4 * _LONGEST_TEXT]), title)
        if not (title or text or link):
            return None
        return Mention(
            native_id=self._native_id(item, link, title),
            form=self.form or (MentionForm.ARTICLE if title else MentionForm.POST),
            url=link,
            title=shorten(_without_suffix(title, named), _LONGEST_TITLE),
            text=shorten(text, _LONGEST_TEXT),
            author=clean_line(item.author),
            publisher=shorten(named, LONGEST_NAME) or self._publisher(item, link),
            published=published_on(day_of(item.written)),
            language=main_language(item.language or self.language),
        )

    def _publisher(self, item: FeedItem, link: str | None) -> str:
        """Return who publishes: a feed that wraps its links names itself in its title, not the site it found."""
        return host_of(link) if unwrap(item.link) != item.link else self.outlet

    def _native_id(self, item: FeedItem, link: str | None, title: str) -> str:
        """Return an id that holds among all feeds of the source: a short one is completed with the feed's place."""
        given = clean_line(item.id)
        if given and len(given) <= _LONGEST_ID:
            return given if _GLOBAL_ID.match(given) else f"{given}@{self.scope}"
        if link and not given:
            return canonical_url(link) or link
        evidence = f"{self.scope}\x1f{given}\x1f{title}\x1f{item.written}"
        digest = hashlib.sha256(evidence.encode("utf-8", "replace")).hexdigest()
        return f"h-{digest[:24]}"


def main_language(tag: str) -> str:
    """Return the main part of a language tag: « fr » for « fr-FR »; empty if it is none."""
    found = _LANGUAGE.match(tag.strip().lower())
    return found[0] if found else ""


def _document(capture: Capture) -> FeedDocument:
    text = decode(capture.body, capture.headers.get("content-type", ""))
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if not start:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "0 B")
    if start in "{[":
        return read_json(text)
    try:
        return read_xml(text)
    except ReadError as error:
        if is_wall(text) or may_be_wall(text, 0):
            raise ReadError(FailureCode.BLOCKED, "HTTP 200") from error
        raise


def _error(item: FeedItem, document: FeedDocument) -> str:
    """Return the error that an item tells instead of being one; empty for a true item."""
    title = clean_line(item.title)
    bridge = _BRIDGE_ERROR.match(title)
    if bridge:
        return bridge[1]
    return _SEARCH_ERROR if document.search and title == _SEARCH_ERROR and not item.link else ""


def _without_suffix(title: str, outlet: str) -> str:
    """Take off the « - outlet » that Google News adds: exactly that, since a title may hold dashes of its own."""
    return title.removesuffix(f" - {outlet}") if outlet else title


def _without_title(text: str, title: str) -> str:
    """Return the text of an item, empty when it only says its title again (Google News)."""
    said = fold(" ".join(text.split()))
    return "" if said and fold(title).replace(" - ", " ") == said.replace(" - ", " ") else text
