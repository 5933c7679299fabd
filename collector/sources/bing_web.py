"""The kind `bing-web`: the feed of a search in Bing's pages.

Its dates are those of indexing, not of publication, and are written in the language of the answer, which is not always
the one asked. An empty page in place of the feed, with status 200, is Failed (see `open_feed`).
"""

from collections.abc import Iterator

from collector.core.model import DateKind, Mention
from collector.core.reading import Capture, Kind, Parsed, WatchPlan, single_get
from collector.sources.bing_news import direct
from collector.sources.dates import MONTHS_ELSEWHERE, day_of, published_on
from collector.sources.feed_mentions import ACCEPT, FeedAnswer, MentionMaker, open_feed, parsed


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the pages of a search; ReadError as `open_feed`."""
    answer = open_feed(capture)
    return parsed(plan, answer, _pages(MentionMaker.of(plan, capture, answer.document), answer))


KIND = Kind("bing-web", single_get(parse, accept=ACCEPT))


def _pages(maker: MentionMaker, answer: FeedAnswer) -> Iterator[Mention]:
    for item in map(direct, answer.items):
        page = maker.mention(item)
        if page is not None:
            day = day_of(item.written, MONTHS_ELSEWHERE)
            yield page.model_copy(update={"published": published_on(day, DateKind.INDEXED)})
