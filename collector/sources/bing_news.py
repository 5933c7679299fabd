"""The kind `bing-news`: the feed of a search in Bing's news.

Bing gives no id, so the address found is the id; its wrapper, which only counts who clicks, goes. An empty page in
place of the feed, with status 200, is Failed (see `open_feed`).
"""

from dataclasses import replace

from collector.core.identity import host_of
from collector.core.reading import Capture, Kind, Parsed, WatchPlan, single_get
from collector.sources.addresses import is_wrapper, web_address
from collector.sources.feed_document import FeedItem
from collector.sources.feed_mentions import ACCEPT, MentionMaker, open_feed, parsed


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the articles of a search; ReadError as `open_feed`."""
    answer = open_feed(capture)
    maker = MentionMaker.of(plan, capture, answer.document)
    return parsed(plan, answer, maker.mentions(map(direct, answer.items)))


KIND = Kind("bing-news", single_get(parse, accept=ACCEPT))


def direct(item: FeedItem) -> FeedItem:
    """Return an item with the site's own address, and its site as outlet when Bing names none."""
    link = web_address(item.link) or ""
    if is_wrapper(link):
        link = ""  # around nothing
    return replace(item, link=link, outlet=item.outlet or host_of(link))
