"""The kinds: one reading method per module, doing no I/O itself.

A kind yields the requests it needs and is sent each capture. A new kind is a module here and a line in `KINDS`.
"""

from collections.abc import Mapping

from collector.core.reading import Kind
from collector.sources import (
    bing_news,
    bing_web,
    feed,
    google_alerts,
    google_business,
    google_news,
    page,
    takeout,
)
from collector.sources.deposited import alert_mail, manual, table
from collector.sources.described import by_path, by_selector

# By the name that the catalogue gives them in `kind:`.
KINDS: Mapping[str, Kind] = {
    "alert-mail": alert_mail.KIND,
    "bing-news": bing_news.KIND,
    "bing-web": bing_web.KIND,
    "csv": table.KIND,
    "feed": feed.KIND,
    "google-alerts": google_alerts.KIND,
    "google-business": google_business.KIND,
    "google-news": google_news.KIND,
    "html": by_selector.KIND,
    "json-api": by_path.KIND,
    "manual": manual.KIND,
    "page": page.KIND,
    "takeout": takeout.KIND,
}
