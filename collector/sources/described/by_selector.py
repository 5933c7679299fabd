"""The kind `html`: a page made for people, whose items are found by the selectors that its source gives.

What is refused is what the kind `page` refuses: a wall, a page that asks not to be kept. A page without items is a true
answer only when it shows what its source says such a page shows. robots.txt is asked before, by who fetches.
"""

from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from collector.core.errors import FailureCode, ReadError
from collector.core.model import HtmlReading, Mention
from collector.core.reading import Capture, Kind, Parsed, WatchPlan, single_get
from collector.sources.described.mentions import MentionMaker, Say
from collector.sources.described.selecting import Selecting, attributes_of
from collector.sources.markup import read_markup
from collector.sources.page_answer import ACCEPT, ends, page_source, refuse_opt_outs
from collector.sources.walls import may_be_wall

_MOST_ITEMS = 2_000
_TOO_LONG = "Page trop longue\u00a0: seul son début a été lu."
_UNREADABLE = "{count} élément(s) de cette page n’ont pas pu être lus."


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the items of a page as mentions.

    ReadError: BLOCKED for a wall, ROBOTS for a page that opts out, UNEXPECTED_FORMAT for one where nothing expected is.
    """
    reading = plan.source.reading
    assert isinstance(reading, HtmlReading)  # the model gives no source of this kind another
    source = page_source(capture)
    markup = read_markup(source, attributes_of(reading))
    refuse_opt_outs(capture, markup)
    selecting = Selecting(markup.tree)
    items = selecting.all_of(reading.items)
    if not items:
        _require_none(reading, selecting, source)
    maker = MentionMaker(plan, reading.form, reading.dates, capture.url or plan.watch.url or "")
    kept: dict[str, Mention] = {}
    unreadable = 0
    for item in items[:_MOST_ITEMS]:
        if not selecting.affords(item):
            break
        mention = maker.mention(_say(selecting, item, reading))
        if mention is None:
            unreadable += 1
        else:
            kept.setdefault(mention.native_id, mention)
    if items and not kept:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, reading.items)
    too_long = markup.cut or selecting.exhausted or len(items) > _MOST_ITEMS
    warnings = (
        *([_TOO_LONG] if too_long else []),
        *([_UNREADABLE.format(count=unreadable)] if unreadable else []),
    )
    whole = ends(source) and not warnings
    return Parsed(tuple(kept.values()), plan.source.lists_everything and whole, warnings, whole=whole)


KIND = Kind("html", single_get(parse, accept=ACCEPT, page=True))


def _say(selecting: Selecting, item: LexborNode, reading: HtmlReading) -> Say:
    parts: Mapping[str, tuple[str, ...]] = dict(reading.mention)
    return Say(lambda part: selecting.first_text(item, parts[part]))


def _require_none(reading: HtmlReading, selecting: Selecting, source: str) -> None:
    """Raise ReadError unless a page without items shows what such a page shows."""
    if reading.none and selecting.all_of(reading.none):
        return
    if may_be_wall(source, 0):
        raise ReadError(FailureCode.BLOCKED, "HTTP 200")
    raise ReadError(FailureCode.UNEXPECTED_FORMAT, reading.items)
