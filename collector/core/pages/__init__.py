"""Which pages the portal has and what each shows, as plain data: no template, no file, no clock.

Families, one module each: home, findings (lists), finding (one page each), affairs (and affair_lines), coverage (in
several: watches, cells, matrix, checks, registers, page), monthly, watch_health, evidence, letters, procedures,
model_replies, reply_guides, traceability, retention, and the feed of news. The hand-written guides are not made here.
"""

import datetime as dt

from collector.core.ledger import Ledger
from collector.core.pages.affairs import affairs_pages
from collector.core.pages.coverage_page import coverage_pages
from collector.core.pages.evidence import evidence_page
from collector.core.pages.finding import finding_pages
from collector.core.pages.findings import findings_pages
from collector.core.pages.home import home_page
from collector.core.pages.letters import letters_pages
from collector.core.pages.model_replies import model_replies_page
from collector.core.pages.monthly import monthly_pages
from collector.core.pages.news import news_feed
from collector.core.pages.outlook import outlook
from collector.core.pages.page import Page
from collector.core.pages.procedures import procedures_pages
from collector.core.pages.reply_guides import reply_guides_pages
from collector.core.pages.retention import retention_page
from collector.core.pages.traceability import traceability_page
from collector.core.pages.watch_health import watch_health_page

__all__ = ["Page", "pages"]


def pages(ledger: Ledger, today: dt.date, version: str, *, downloads: bool = False) -> tuple[Page, ...]:
    """Return every page of the portal of `ledger` on `today`; the same arguments give the same pages.

    `version` is that of Renom, shown to whoever looks after the portal; `downloads` tells that the letters stand beside
    their pages as files. Raises BuildError when a letter, a procedure, a model reply or a guide rests on a statement
    that does not exist.
    """
    seen_from = outlook(ledger, today, version)
    return (
        home_page(seen_from),
        *findings_pages(seen_from),
        *finding_pages(seen_from),
        *affairs_pages(seen_from),
        *coverage_pages(seen_from),
        *monthly_pages(seen_from),
        watch_health_page(seen_from),
        evidence_page(seen_from),
        *letters_pages(seen_from, downloads=downloads),
        *procedures_pages(seen_from),
        news_feed(seen_from),
        model_replies_page(seen_from),
        retention_page(seen_from),
        *reply_guides_pages(seen_from),
        traceability_page(seen_from),
    )
