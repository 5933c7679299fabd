"""The kind `page`: one page made for people, watched through what it describes for machines, else through its text.

Listings and reviews come from JSON-LD and microdata. A page with neither is kept whole as one mention, so that a
change of its text shows as an edit. A page put in the way, or that asks not to be kept, is Failed. A page without
its end (`</html>`) may have been cut on its way: it proves no absence, and is asked for again.

Opting out is respected as the CNIL asks of those who collect (sheet of 19 June 2025): `X-Robots-Tag`, the meta
`robots` and TDM reservation, when they speak to everyone or to us. robots.txt is asked before, by who fetches.
"""

import re

from collector.core.errors import FailureCode, ReadError
from collector.core.identity import canonical_url
from collector.core.model import Mention, MentionForm
from collector.core.reading import Capture, Kind, Parsed, WatchPlan, single_get
from collector.core.text import shorten
from collector.sources.dates import published_on
from collector.sources.decoding import decode
from collector.sources.json_ld import read_block
from collector.sources.listings import Place, read_listings
from collector.sources.markup import Markup, read_markup, visible_text
from collector.sources.microdata import read_microdata
from collector.sources.page_reviews import read_reviews
from collector.sources.structured_data import Graph, Item
from collector.sources.walls import is_wall, may_be_wall

_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_LONGEST_TEXT = 50_000  # characters of a page's text that are looked at
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,60}")
_READABLE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_END = re.compile(r"</html\s*>", re.IGNORECASE)
_OUR_NAMES = ("renom", "*", "robots")
_REFUSALS = frozenset(("noindex", "none", "noarchive"))
_TOO_LONG = "Page trop longue\u00a0: seul son début a été lu."
_UNREADABLE = "{count} bloc(s) de données de cette page sont illisibles\u00a0: des avis peuvent manquer."


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the listings and reviews of a page, or the page itself as one listing.

    ReadError: BLOCKED for a wall, ROBOTS for a page that opts out, UNEXPECTED_FORMAT for what has no text.
    """
    source = _source(capture)
    if is_wall(source):
        raise ReadError(FailureCode.BLOCKED, "HTTP 200")
    markup = read_markup(source)
    _refuse_opt_outs(capture, markup)
    items, unreadable = _items(markup)
    place = _place(plan, capture)
    graph = Graph(items, place.address or "")
    warnings = (
        *([_TOO_LONG] if markup.cut or graph.cut else []),
        *([_UNREADABLE.format(count=unreadable)] if unreadable else []),
    )
    ended = _END.search(source) is not None
    mentions = (*read_listings(graph, place), *read_reviews(graph, place))
    if mentions:
        return Parsed(mentions, plan.source.lists_everything and ended and not warnings, warnings, whole=ended)
    return Parsed((_whole_page(markup, source, place),), exhaustive=False, warnings=warnings, whole=ended)


KIND = Kind("page", single_get(parse, accept=_ACCEPT, page=True))


def _source(capture: Capture) -> str:
    content_type = capture.headers.get("content-type", "")
    media_type = _MEDIA_TYPE.match(content_type.strip().lower())
    if media_type and media_type[0] not in _READABLE_TYPES:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, media_type[0])
    source = decode(capture.body, content_type)
    if not source.strip() or "\0" in source[:1024] or source.startswith("%PDF"):
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, f"{len(capture.body)} B")
    return source


def _refuse_opt_outs(capture: Capture, markup: Markup) -> None:
    """Raise ReadError(ROBOTS) when the page asks everyone, or us, not to keep it."""
    header = capture.headers.get("x-robots-tag", "")
    directives = _directives(header) | _directives(markup.meta("robots")) | _directives(markup.meta("renom"))
    refusal = next(iter(sorted(directives & _REFUSALS)), "")
    reserved = (capture.headers.get("tdm-reservation", ""), markup.meta("tdm-reservation"))
    if not refusal and any(one.strip() == "1" for one in reserved):
        refusal = "tdm-reservation"
    if refusal:
        raise ReadError(FailureCode.ROBOTS, refusal)


def _directives(value: str) -> set[str]:
    """Return the directives in `value` that speak to everyone or to us: « googlebot: noindex » does not."""
    directives = set()
    ours = True
    for part in value.lower().split(","):
        name, colon, rest = part.partition(":")
        if colon and name.strip() not in ("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"):
            ours = name.strip() in _OUR_NAMES
            part = rest  # noqa: PLW2901 - the name is dealt with
        if ours:
            directives.add(part.strip())
    return directives


def _items(markup: Markup) -> tuple[list[Item], int]:
    """Return the items of both syntaxes, and how many blocks could not be read."""
    blocks = [read_block(block) for block in markup.blocks]
    readable = [block for block in blocks if block is not None]
    items = [item for block in readable for item in block]
    return [*items, *read_microdata(markup.tree)], len(blocks) - len(readable)


def _place(plan: WatchPlan, capture: Capture) -> Place:
    """Return where the page is. The scope comes from the watch: the final address may change with a redirect."""
    watched = canonical_url(plan.watch.url)
    scope = watched.partition("://")[2] if watched else plan.watch.id
    return Place(scope, canonical_url(capture.url) or watched)


def _whole_page(markup: Markup, source: str, place: Place) -> Mention:
    title = markup.title
    text = visible_text(markup)
    if may_be_wall(source, len(text)):
        raise ReadError(FailureCode.BLOCKED, "HTTP 200")
    if not text:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "<body/>")
    return Mention(
        native_id=f"page@{place.scope}",
        form=MentionForm.LISTING,
        url=place.address,
        title=title,
        text=shorten(text, _LONGEST_TEXT),
        published=published_on(None),
    )
