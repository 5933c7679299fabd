"""Makes mentions of what the places of a description give, whatever the answer they stand in."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from collector.core.identity import canonical_url, host_of
from collector.core.model import DateKind, Mention, MentionForm, Published, Reply
from collector.core.reading import WatchPlan
from collector.core.text import LONGEST_NAME, clean_line, shorten
from collector.sources.addresses import web_address
from collector.sources.dates import day_of
from collector.sources.feed_mentions import main_language
from collector.sources.ratings import rating_of
from collector.sources.wording import words

_LONGEST_TEXT = 50_000  # characters of an item's text that are looked at
_LONGEST_TITLE = 1_000
_LONGEST_ID = 1_000
_LONGEST_VALUE = 4_000  # characters of any other part
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d{1,9})?")  # seconds or milliseconds since 1970


@dataclass(frozen=True, slots=True)
class Say:
    """What one item says: `text` of the name of a part of a mention (« title »), as found."""

    text: Callable[[str], str]

    def line(self, part: str) -> str:
        """Return a part on one line, cleaned, HTML taken off."""
        return clean_line(words(self.text(part)[:_LONGEST_VALUE]))

    def long(self, part: str) -> str:
        """Return a part with its line breaks, cleaned, HTML taken off, cut at what is looked at."""
        return shorten(words(self.text(part)[: 4 * _LONGEST_TEXT]), _LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class MentionMaker:
    """Makes the mentions of one answer. `base` is its address, which completes relative ones."""

    plan: WatchPlan
    form: MentionForm
    dates: DateKind
    base: str

    def mention(self, say: Say) -> Mention | None:
        """Return the mention that an item makes; None when it says no address and no word."""
        given = say.text("url")
        link = web_address(given[:_LONGEST_VALUE], self.base) if given else None
        title, text = say.line("title"), say.long("text")
        rating = rating_of(say.line("rating"), best=say.line("scale"))
        if not (link or title or text or rating):
            return None
        day = _day(say.line("published"))
        reply = say.long("reply")
        return Mention(
            native_id=self._native_id(say, link, f"{title}\x1f{text}"),
            form=self.form,
            url=link,
            title=shorten(title, _LONGEST_TITLE),
            text=text,
            author=shorten(say.line("author"), LONGEST_NAME),
            publisher=shorten(say.line("publisher"), LONGEST_NAME) or host_of(link),
            published=Published(earliest=day, latest=day, kind=self.dates if day else DateKind.SEEN),
            rating=rating,
            reply=Reply(text=reply, on=_day(say.line("replied"))) if reply else None,
            language=main_language(say.line("language")),
        )

    def _native_id(self, say: Say, link: str | None, told: str) -> str:
        """Return the id that the source gives, else the address, else a hash of what the item says and when."""
        given = clean_line(say.text("id")[: 2 * _LONGEST_ID])
        if given and len(given) <= _LONGEST_ID:
            return given
        if link and not given:
            return canonical_url(link) or link
        scope = host_of(self.plan.watch.url) or self.plan.watch.id
        evidence = "\x1f".join((scope, given, told, say.line("published"), say.line("author")))
        return f"h-{hashlib.sha256(evidence.encode('utf-8', 'replace')).hexdigest()[:24]}"


def _day(text: str) -> dt.date | None:
    epoch = _EPOCH.fullmatch(text)
    if epoch is None:
        return day_of(text)
    return dt.datetime.fromtimestamp(int(epoch[1]), dt.UTC).date()
