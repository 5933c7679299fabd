"""How long the kind `feed` takes on a feed of 100 items, beside feedparser as it comes. Prints a ratio.

Run: .venv/bin/python benchmarks/feeds.py
"""

import datetime as dt
import io
import statistics
import time
from collections.abc import Callable

import feedparser

from collector.core.model import Access, Citation, Confidence, Memory, Provenance, Source, Watch
from collector.core.reading import Capture, Found, WatchPlan
from collector.sources import KINDS

ITEMS = 100
TIMES = 15


def feed() -> bytes:
    """Return an invented news feed, shaped as a search of articles answers."""
    items = "".join(
        f"<item><title>Article {n} sur la santé - La Gazette</title><link>https://gazette.example/{n}</link>"
        f"<guid isPermaLink='false'>CBM{n:05}</guid><pubDate>Mon, 01 Jun 2026 08:{n % 60:02}:00 GMT</pubDate>"
        f"<description>&lt;a href='https://gazette.example/{n}'&gt;Article {n}&lt;/a&gt; {'mot ' * 120}</description>"
        "<source url='https://gazette.example'>La Gazette</source></item>"
        for n in range(ITEMS)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def plan() -> WatchPlan:
    """Return a watch of that feed."""
    provenance = Provenance(
        sources=(Citation(title="inventé"),), read_on=dt.date(2026, 11, 23), confidence=Confidence.CONFIRMED
    )
    source = Source(slug="flux", name="Flux", kind="feed", access=Access.AUTO, why="-", provenance=provenance)
    watch = Watch(id="presse", source="flux", url="https://gazette.example/rss")
    return WatchPlan(watch, source, dt.date(2026, 11, 23))


def read(body: bytes) -> int:
    """Read the feed as a pass does and return how many mentions came out."""
    reading = KINDS["feed"].read(plan(), Memory())
    request = next(reading)
    try:
        reading.send(Capture(request, request.url, 200, {"content-type": "application/rss+xml"}, body))
    except StopIteration as stop:
        outcome = stop.value
        assert isinstance(outcome, Found)
        return len(outcome.mentions)
    raise AssertionError("the kind asked for more")


def median(work: Callable[[], object]) -> float:
    """Return the median of some timings of `work`, in milliseconds."""
    timings = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        timings.append((time.perf_counter() - began) * 1000)
    return statistics.median(timings)


if __name__ == "__main__":
    answer = feed()
    assert read(answer) == ITEMS
    ours = median(lambda: read(answer))
    peer = median(lambda: feedparser.parse(io.BytesIO(answer)))
    print(f"{ITEMS} items, {len(answer) // 1024} KiB: kind `feed` {ours:.1f} ms, feedparser as it comes {peer:.1f} ms")
    print(f"ratio {ours / peer:.2f} (below 1: cheaper, although its text is also cleaned and its links unwrapped)")
