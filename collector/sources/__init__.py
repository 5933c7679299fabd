"""The kinds: one reading method per module, doing no I/O itself.

A kind yields the requests it needs and is sent each capture. A new kind is a module here and a line in `KINDS`.
"""

from collections.abc import Mapping

from collector.core.reading import Kind
from collector.sources import feed, google_business, page, takeout
from collector.sources.deposited import alert_mail, manual, table

# By the name that the catalogue gives them in `kind:`.
KINDS: Mapping[str, Kind] = {
    "alert-mail": alert_mail.KIND,
    "csv": table.KIND,
    "feed": feed.KIND,
    "google-business": google_business.KIND,
    "manual": manual.KIND,
    "page": page.KIND,
    "takeout": takeout.KIND,
}
