"""The kind `google-alerts`: the feed of one Google alert, whose address holds the id of an account.

Nothing of that address reaches a mention: links are unwrapped or dropped, relative ones are not completed, and ids
that name an account are not taken. Alerts stall without a word: when none has come for two months, the practice is
told at each reading, and nothing is written again for it.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from collector.core.french import day_in_full, spaced
from collector.core.identity import host_of
from collector.core.model import Memory, Mention
from collector.core.reading import Capture, Found, Kind, Parsed, Reading, Unchanged, WatchPlan, single_get
from collector.sources.addresses import is_wrapper, web_address
from collector.sources.feed_document import FeedItem
from collector.sources.feed_mentions import ACCEPT, MentionMaker, open_feed, parsed

STALLED_AFTER = 60  # days
_QUIET_SINCE = "quiet_since"  # the day of the newest entry ever met, or of the first reading without any
_ACCOUNT = re.compile(r"/user/|/alerts/feeds/")
_STALLED = (
    "Cette alerte n’a rien donné depuis le {day} : rien n’a paru, ou Google ne l’alimente plus. "
    "Vérifiez dans votre compte qu’elle existe encore et qu’elle est livrée en flux RSS."
)


def parse(plan: WatchPlan, capture: Capture) -> Parsed:
    """Return the pages that an alert found; ReadError as `open_feed`."""
    answer = open_feed(capture)
    maker = replace(MentionMaker.of(plan, capture, answer.document), base="", outlet="")
    return parsed(plan, answer, maker.mentions(map(_without_account, answer.items)))


_READ = single_get(parse, accept=ACCEPT)


def read(plan: WatchPlan, memory: Memory) -> Reading:
    """Read the alert, remember when it last gave anything, and tell when that is long ago."""
    outcome = yield from _READ(plan, memory)
    match outcome:
        case Found():
            since = _quiet_since(outcome.mentions, memory.marks, plan.today)
            warnings = (*outcome.warnings, *_stalled(since, plan.today))
            return replace(outcome, warnings=warnings, marks={_QUIET_SINCE: since.isoformat()})
        case Unchanged():
            return Unchanged(_stalled(_quiet_since((), memory.marks, plan.today), plan.today))
        case _:
            return outcome


KIND = Kind("google-alerts", read)


def _without_account(item: FeedItem) -> FeedItem:
    """Return an item with its link unwrapped and its site as outlet, without anything that names the account."""
    link = web_address(item.link) or ""
    if is_wrapper(link) or _ACCOUNT.search(link):
        link = ""
    return replace(item, link=link, id="" if _ACCOUNT.search(item.id) else item.id, outlet=host_of(link))


def _quiet_since(mentions: Iterable[Mention], marks: Mapping[str, str], today: dt.date) -> dt.date:
    days = [one.published.latest for one in mentions if one.published.latest]
    if remembered := _day(marks.get(_QUIET_SINCE, "")):
        days.append(remembered)
    return min(max(days, default=today), today)


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return None


def _stalled(since: dt.date, today: dt.date) -> tuple[str, ...]:
    long_ago = (today - since).days >= STALLED_AFTER
    return (spaced(_STALLED.format(day=day_in_full(since))),) if long_ago else ()
