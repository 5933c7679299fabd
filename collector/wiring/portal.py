"""Builds the portal from what is kept, offline, and shows it on this machine."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from collector.core.errors import Problem
from collector.core.pages import pages
from collector.core.pages.page import CALENDAR
from collector.edges.render import Handwritten, render
from collector.edges.site import Engine, build_site
from collector.edges.site import serve as serve_site
from collector.wiring.affairs import calendar_of_deadlines
from collector.wiring.evidence.showing import views_of
from collector.wiring.ledger import ledger_on
from collector.wiring.letters import blanks
from collector.wiring.shipped import shipped, version


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: how many pages, where the site is, which files of the practice it could not read."""

    pages: int
    site: Path
    problems: tuple[Problem, ...]


def build(root: Path, place: Path, today: dt.date | None, engine: str) -> Built:
    """Make the pages of the practice in `root` as known on `today`, then the site, both under the folder `place`."""
    ledger, day = ledger_on(root, today)
    downloads = blanks(ledger.letters, ledger.publishers)
    written = pages(ledger, day, version(), downloads=bool(downloads))
    handwritten = Handwritten(
        shipped=shipped("site_src"), own=root / "site_src", statements=ledger.statements, today=day
    )
    docs, site = place.resolve() / "docs", place.resolve() / "site"  # the engine runs in a folder of its own
    beside = {CALENDAR: calendar_of_deadlines(ledger, day), **views_of(root, ledger.evidence)}
    render(written, handwritten, docs, {**downloads, **beside})
    build_site(
        _config(root),
        docs,
        site,
        name=ledger.practice.name,
        overrides=shipped("site_src") / "overrides",
        engine=Engine(engine),
    )
    return Built(pages=len(list(docs.rglob("*.md"))), site=site, problems=ledger.unreadable)


def serve(place: Path, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Show the site built under `place` until the operator interrupts; call `ready` with its address."""
    serve_site(place / "site", host, port, ready=ready)


def _config(root: Path) -> Path:
    """Return the practice's own site configuration, or the shipped one."""
    own = root / "mkdocs.yml"
    return own if own.exists() else shipped("mkdocs.yml")
