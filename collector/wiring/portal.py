"""Builds the portal from what is kept, offline, and shows it on this machine."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from collector.core.errors import Problem
from collector.core.kept import Kept
from collector.core.ledger import Ledger, as_of
from collector.core.model import Practice
from collector.core.pages import pages
from collector.edges.files.catalog import load_letters, load_statements
from collector.edges.files.replies import load_model_replies
from collector.edges.files.store import Store
from collector.edges.history import Repository
from collector.edges.render import Handwritten, render
from collector.edges.site import Engine, build_site
from collector.edges.site import serve as serve_site
from collector.wiring.passes import practice_of, publishers_of, sources_of, today_of
from collector.wiring.shipped import shipped, version


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: how many pages, where the site is, which files of the practice it could not read."""

    pages: int
    site: Path
    problems: tuple[Problem, ...]


def build(root: Path, place: Path, today: dt.date | None, engine: str) -> Built:
    """Make the pages of the practice in `root` as known on `today`, then the site, both under the folder `place`."""
    practice = practice_of(root)
    day = today_of(practice, today)
    repository = Repository(root)
    if repository.exists():
        repository.open_pieces(ask_remote=False)  # offline: a fresh clone has fetched the branch already
    kept = Store(root).load()
    ledger = as_of(_ledger(root, practice, kept), day)
    written = pages(ledger, day, version())
    handwritten = Handwritten(
        shipped=shipped("site_src"), own=root / "site_src", statements=ledger.statements, today=day
    )
    docs, site = place.resolve() / "docs", place.resolve() / "site"  # the engine runs in a folder of its own
    render(written, handwritten, docs)
    build_site(
        _config(root),
        docs,
        site,
        name=practice.name,
        overrides=shipped("site_src") / "overrides",
        engine=Engine(engine),
    )
    return Built(pages=len(list(docs.rglob("*.md"))), site=site, problems=kept.problems)


def serve(place: Path, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Show the site built under `place` until the operator interrupts; call `ready` with its address."""
    serve_site(place / "site", host, port, ready=ready)


def _config(root: Path) -> Path:
    """Return the practice's own site configuration, or the shipped one."""
    own = root / "mkdocs.yml"
    return own if own.exists() else shipped("mkdocs.yml")


def _ledger(root: Path, practice: Practice, kept: Kept) -> Ledger:
    return Ledger(
        practice=practice,
        sources=sources_of(root),
        statements=load_statements(),
        publishers=publishers_of(root),
        letters=load_letters(),
        model_replies=load_model_replies(),
        findings=tuple(kept.findings.values()),
        texts=kept.texts,
        memories=kept.memories,
        runs=kept.runs,
        decisions=kept.decisions,
        unreadable=kept.problems,
    )
