"""The kind `page`: one page made for people, watched through what it describes for machines, else through its text.

Listings and reviews come from JSON-LD and microdata. A page with neither is kept whole as one mention, so that a
change of its text shows as an edit. What `page_answer` refuses is Failed.
"""

from collector.core.errors import FailureCode, ReadError
from collector.core.identity import canonical_url
from collector.core.model import Mention, MentionForm
from collector.core.reading import Capture, Kind, Parsed, WatchPlan, single_get
from collector.core.text import shorten
from collector.sources.dates import published_on
from collector.sources.json_ld import read_block
from collector.sources.listings import Place, read_listings
from collector.sources.markup import Markup, read_markup, visible_text
from collector.sources.microdata import read_microdata
from collector.sources.page_answer import ACCEPT, ends, page_source, refuse_opt_outs
from collector.sources.page_reviews import read_reviews
from collector.sources.structured_data import Graph, Item
from collector.sources.walls import may_be_wall

_LONGEST_TEXT = 50_000  # characters of a page's text that are looked at
_TOO_LONG = "Page trop longue\u00a0: seul son début a été lu."
_UNREADABLE = "{count} bloc(s) de données de cette page sont illisibles\u00a0: des avis peuvent manquer."


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the listings and reviews of a page, or the page itself as one listing.

    ReadError: BLOCKED for a wall, ROBOTS for a page that opts out, UNEXPECTED_FORMAT for what has no text.
    """
    source = page_source(capture)
    markup = read_markup(source)
    refuse_opt_outs(capture, markup)
    items, unreadable = _items(markup)
    place = _place(plan, capture)
    graph = Graph(items, place.address or "")
    warnings = (
        *([_TOO_LONG] if markup.cut or graph.cut else []),
        *([_UNREADABLE.format(count=unreadable)] if unreadable else []),
    )
    ended = ends(source)
    mentions = (*read_listings(graph, place), *read_reviews(graph, place))
    if mentions:
        return Parsed(mentions, plan.source.lists_everything and ended and not warnings, warnings, whole=ended)
    return Parsed((_whole_page(markup, source, place),), exhaustive=False, warnings=warnings, whole=ended)


KIND = Kind("page", single_get(parse, accept=ACCEPT, page=True))


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
