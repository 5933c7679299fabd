"""The Atom feed of the newest findings, for a feed reader of the practice: where and whom, never the words."""

import datetime as dt
from dataclasses import dataclass

from collector.core.foreign import Foreign
from collector.core.pages.coverage import subject_name
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import HOME, NEWS_FEED, Page, relative_url
from collector.core.pages.rows import FORMS

_MOST = 50


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """One finding of the feed; `url` is absolute when the practice says where its portal is, else relative."""

    finding: str
    form: str
    subject: Foreign
    source: Foreign
    url: Foreign
    on: dt.date


@dataclass(frozen=True, slots=True)
class NewsFeed:
    """The view of the feed, newest entry first; `updated` is the day of the last pass, or of the build before any."""

    practice: Foreign
    portal: Foreign
    updated: dt.date
    entries: tuple[NewsEntry, ...]


def news_feed(seen_from: Outlook) -> Page:
    """Return the feed of the newest findings, by the day they were first seen."""
    ledger, last = seen_from.ledger, seen_from.last_run
    portal = ledger.practice.portal
    base = f"{portal.rstrip('/')}/" if portal else ""
    newest = sorted(ledger.findings, key=lambda one: (-one.first_seen.toordinal(), one.id))[:_MOST]
    entries = tuple(
        NewsEntry(
            finding=one.id,
            form=FORMS[one.form],
            subject=Foreign(subject_name(ledger.practice, one.practitioner)),
            source=seen_from.source_of(one),
            url=Foreign(base + relative_url(seen_from.places[one.id], HOME)),
            on=one.first_seen,
        )
        for one in newest
    )
    updated = last.on if last is not None else seen_from.today
    return Page(NEWS_FEED, "news.atom.j2", NewsFeed(Foreign(ledger.practice.name), Foreign(portal), updated, entries))
