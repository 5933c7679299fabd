"""The kind `feed`: any RSS, Atom or JSON Feed address. Each item is a mention (see `feed_mentions` for what fails).

A feed never says how its items are rated: ratings are left to kinds that know them. robots.txt and the opt-outs of
pages are not asked, for a feed is published for machines.
"""

from collector.core.reading import Capture, Kind, Parsed, WatchPlan, single_get
from collector.sources.feed_mentions import ACCEPT, MentionMaker, open_feed, parsed


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the items of a feed as mentions; ReadError as `open_feed`."""
    answer = open_feed(capture)
    return parsed(plan, answer, MentionMaker.of(plan, capture, answer.document).mentions(answer.items))


KIND = Kind("feed", single_get(parse, accept=ACCEPT))
