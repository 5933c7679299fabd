"""Looks for what can be wrong with a practice's installation, from the configuration to each watch; changes nothing."""

import asyncio
import datetime as dt
import os
import tempfile
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path

from collector import run
from collector.core.checkup import Health, Line, of_clock, of_last_pass, of_secrets, of_watch
from collector.core.errors import ConfigurationError, NotifyError
from collector.core.kept import Kept
from collector.core.model import Practice
from collector.core.reading import Capture, Outcome, Request, WatchPlan
from collector.edges.files.store import Store
from collector.edges.history import Repository
from collector.edges.notify import require_understood
from collector.sources import KINDS
from collector.wiring.alerts import ADDRESSES
from collector.wiring.passes import KEY, deposits_of, fetching, key_problems, practice_of, sources_of, today_of

_NOWHERE: Mapping[str, tuple[str, int]] = {}


def doctor(
    root: Path,
    advice: Mapping[str, str],
    *,
    offline: bool = False,
    addresses: Mapping[str, tuple[str, int]] = _NOWHERE,
) -> Iterator[Line]:
    """Yield a line per thing that can be wrong. `advice` says what to do, by failure code; watches are read last.

    A configuration that cannot be used ends it: nothing further can be judged. `addresses` is as for `collect`.
    """
    try:
        practice = practice_of(root)
    except ConfigurationError as error:
        yield from (Line("configuration", Health.BROKEN, str(one), "correct it") for one in error.problems)
        return
    people, watches = len(practice.practitioners), len(practice.watches)
    yield Line("configuration", Health.WELL, f"practice.yml: {people} practitioners, {watches} watches")
    kept = Store(root).load()
    yield from _of_data(kept)
    yield from _of_key(kept)
    yield from of_secrets(practice, sources_of(root), {name: bool(text.strip()) for name, text in os.environ.items()})
    yield from _of_writing(root)
    yield _of_git(root)
    yield _of_messages()
    passes = [run.on for run in kept.runs if not run.by_hand]
    yield of_last_pass(passes[-1] if passes else None, today_of(practice, None))
    if not offline:
        yield from _of_network(root, practice, advice, addresses)


def _of_data(kept: Kept) -> Iterator[Line]:
    if not kept.problems:
        yield Line("data", Health.WELL, f"{len(kept.findings)} findings, {len(kept.runs)} passes")
    for problem in kept.problems:
        yield Line("data", Health.BROKEN, str(problem), "correct this file, or bring it back from git")


def _of_key(kept: Kept) -> Iterator[Line]:
    problems = key_problems(kept, os.environ.get(KEY, ""))
    if not problems:
        yield Line(KEY, Health.WELL, "is set")
    for problem in problems:
        yield Line(KEY, Health.BROKEN, problem.message, "see the README, « Use it for your practice »")


def _of_writing(root: Path) -> Iterator[Line]:
    for name in ("data", "pieces", "build"):
        folder = root / name
        place = folder if folder.is_dir() else root
        try:
            with tempfile.TemporaryFile(dir=place):
                pass
        except OSError as error:
            told = f"cannot be written ({error.strerror})"
            yield Line(f"{name}/", Health.BROKEN, told, "give this user the right to write there")
        else:
            yield Line(f"{name}/", Health.WELL, "can be written")


def _of_git(root: Path) -> Line:
    if Repository(root).exists():
        return Line("git", Health.WELL, "this folder is a repository: `renom save` keeps its history")
    step = "type `git init`: without it nothing has a history"
    return Line("git", Health.WARNING, "this folder is not a git repository", step)


def _of_messages() -> Line:
    given = os.environ.get(ADDRESSES, "").split()
    if not given:
        return Line(ADDRESSES, Health.WARNING, "is not set: nobody is told of anything", "see the README, « Alerts »")
    try:
        require_understood(given)
    except NotifyError as error:
        return Line(ADDRESSES, Health.BROKEN, str(error), "correct it")
    return Line(ADDRESSES, Health.WELL, f"{len(given)} addresses, well formed: not tried")


def _of_network(
    root: Path, practice: Practice, advice: Mapping[str, str], addresses: Mapping[str, tuple[str, int]]
) -> Iterator[Line]:
    outcomes, told = asyncio.run(_try_out(root, practice, addresses))
    yield of_clock(dt.datetime.now(dt.UTC), told)
    yield from (of_watch(watch, outcome, advice) for watch, outcome in outcomes.items())


async def _try_out(
    root: Path, practice: Practice, addresses: Mapping[str, tuple[str, int]]
) -> tuple[Mapping[str, Outcome], list[dt.datetime]]:
    """Read every watch, keep nothing; return how each ended and the times that servers told."""
    told: list[dt.datetime] = []
    sources, today = sources_of(root), today_of(practice, None)
    plans = [WatchPlan(watch, sources[watch.source], today) for watch in practice.watches]
    async with fetching(practice.network, addresses, deposits_of(root)) as fetch:

        async def noting(request: Request) -> Capture:
            capture = await fetch(request)
            told.extend(_date(capture))
            return capture

        return await run.try_out(plans, KINDS, noting), told


def _date(capture: Capture) -> Iterator[dt.datetime]:
    try:
        yield parsedate_to_datetime(capture.headers["date"]).astimezone(dt.UTC)
    except (KeyError, ValueError, OverflowError):
        return
