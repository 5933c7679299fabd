"""Makes one pass over a practice's watches, and keeps its result in git when asked."""

import asyncio
import datetime as dt
import os
import zoneinfo
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from collector import run
from collector.core.about.lexicon import Lexicon
from collector.core.consistency import nobodys
from collector.core.errors import ConfigurationError, Problem, StoreError
from collector.core.identity import key_print
from collector.core.kept import Kept, forgotten, missing_words
from collector.core.masking import Masker
from collector.core.model import Coverage, Network, Practice, Publisher, RunReport, Source, WatchReport
from collector.core.reading import Capture, Request
from collector.core.schedule import due
from collector.core.secrets import Secret
from collector.edges.deposits import read_deposit
from collector.edges.files.catalog import (
    CATALOG,
    load_identity,
    load_masking,
    load_publishers,
    load_retention,
    load_sources,
    read_publishers,
    read_sources,
)
from collector.edges.files.coverage import CHECKS, load_coverage
from collector.edges.files.evidence import EvidenceStore, erased_pieces
from collector.edges.files.locating import problem_of
from collector.edges.files.practice import exposed, load_practice, read_practice
from collector.edges.files.store import DECISIONS, Store
from collector.edges.files.triage import load_triage
from collector.edges.history import Destination, Repository, Saved
from collector.edges.http import HttpFetcher, Limits, user_agent
from collector.sources import KINDS
from collector.wiring.cases import case_problems, held_by_affairs
from collector.wiring.evidence.saving import refuse_lost_evidence
from collector.wiring.evidence.sealing import authority_problems
from collector.wiring.shipped import version

Deposit = Callable[[Request], Capture]

KEY = "RENOM_KEY"
_KEY_LENGTH = 16  # characters; `renom key` makes 43
_HOUR = dt.time(5, 17)  # of a pass on a given day, in the practice's time zone


def sources_of(root: Path) -> Mapping[str, Source]:
    """Return the catalogue's sources and the practice's own."""
    return load_sources(CATALOG / "sources", root / "sources")


def publishers_of(root: Path) -> Mapping[str, Publisher]:
    """Return the catalogue's publishers and the practice's own."""
    return load_publishers(CATALOG / "publishers", root / "publishers")


def practice_of(root: Path) -> Practice:
    """Return the practice of a folder, checked against the sources, publishers and kinds that exist."""
    sources = sources_of(root)
    nobody = nobodys(sources, publishers_of(root))
    if nobody:
        raise ConfigurationError(nobody)
    return load_practice(root, sources, KINDS)


def today_of(practice: Practice, today: dt.date | None) -> dt.date:
    """Return the day given, or the clock's in the practice's time zone."""
    return today or dt.datetime.now(zoneinfo.ZoneInfo(practice.timezone)).date()


def prepare(root: Path, today: dt.date | None, *, everything: bool, key: str | None = None) -> run.Pass:
    """Return the pass to make: who is watched, what is due, what is known. Raise ConfigurationError if it cannot be."""
    practice = practice_of(root)
    secret = _key(key or os.environ.get(KEY, ""))
    store = Store(root)
    store.sweep()
    kept = with_words(store)
    day = today_of(practice, today)
    _refuse_to_go_back(kept, day)
    return run.Pass(
        practice=practice,
        watches=practice.watches if everything else due(practice, kept.runs, day),
        sources=sources_of(root),
        kinds=KINDS,
        masker=Masker(load_masking(), practice),
        lexicon=Lexicon(load_identity()),
        triage=load_triage(),
        key=secret,
        kept=replace(kept, problems=(*kept.problems, *_another_key(kept, secret))),
        now=_moment(practice, day) if today else dt.datetime.now(dt.UTC).replace(microsecond=0),
        today=day,
        retention=load_retention(),
        held=held_by_affairs(root, kept),
    )


def with_words(store: Store, *, ask_remote: bool = True) -> Kept:
    """Return what the folder holds, once the branch `pieces` has given the words that it lacks."""
    kept = store.load()
    repository = repository_of(store, kept)
    if repository.exists() and repository.open_pieces(ask_remote=ask_remote):
        return store.load()
    return kept


def repository_of(store: Store, kept: Kept) -> Repository:
    """Return the git repository of a practice, which never brings back the words that were erased."""
    erased = erased_pieces(EvidenceStore(store.root).load(pieces=False))
    return Repository(store.root, forgotten=[*store.pieces_of(forgotten(kept)), *erased])


def collect(
    root: Path,
    this: run.Pass,
    tell: Callable[[WatchReport], None],
    addresses: Mapping[str, tuple[str, int]] | None = None,
    *,
    deposit: Deposit | None = None,
    secret: Secret = os.environ.get,
) -> RunReport:
    """Make the pass over real HTTP.

    `addresses` sends some hosts to an address and port of this machine. `deposit` answers the requests for a file; by
    default the files are those of imports/. `secret` gives the values of secrets; by default the environment's.
    """
    store = Store(root)

    async def work() -> RunReport:
        network = this.practice.network
        async with fetching(network, addresses or {}, deposit or deposits_of(root), secret) as fetch:
            return await run.collect(this, run.Edges(fetch, store.write, store.write_run, tell))

    return asyncio.run(work())


def deposits_of(root: Path) -> Deposit:
    """Return what answers the requests for a file: the practice's folder imports/."""
    return partial(read_deposit, root / "imports")


@asynccontextmanager
async def fetching(
    network: Network,
    addresses: Mapping[str, tuple[str, int]],
    deposit: Deposit,
    secret: Secret = os.environ.get,
) -> AsyncIterator[run.Fetch]:
    """Open what answers the requests of the kinds: the web, politely, and the exports that a person deposited."""
    async with HttpFetcher(
        _limits(network),
        user_agent=user_agent(version(), network.contact),
        secret=secret,
        allow_hosts=network.allow_hosts,
        addresses=addresses,
    ) as http:

        async def fetch(request: Request) -> Capture:
            if request.file:
                return deposit(request)
            return await http.fetch(request)

        yield fetch


def check(root: Path) -> tuple[Problem, ...]:
    """Return every problem of a practice's folder: practice.yml, own sources and all the data.

    One broken file hides nothing of the others: what refers to it is not told, all the rest is.
    """
    kept = Store(root).load()
    sources = read_sources(CATALOG / "sources", root / "sources")
    publishers = read_publishers(CATALOG / "publishers", root / "publishers")
    known = (*publishers.by_slug, *publishers.unreadable)
    practice, faults = read_practice(root, sources.by_slug, KINDS, sources.unreadable)
    problems = [*sources.problems, *publishers.problems, *nobodys(sources.by_slug, known), *faults]
    if practice is not None:
        today = today_of(practice, None)
        problems += exposed(root, practice, sources.by_slug)
        coverage, doubtful = load_coverage(root, practice, sources.by_slug, sources.unreadable)
        problems += (*doubtful, *_looked_later(root, coverage, today), *_decided_later(root, kept, today))
        problems += case_problems(root, practice, sources.by_slug, publishers.by_slug, kept, today)
        problems += authority_problems(root, practice)
    return (*problems, *_words_missing(kept), *EvidenceStore(root).problems(), *kept.problems)


def _words_missing(kept: Kept) -> list[Problem]:
    message = "holds none of the words that data/ claims: they come back from the branch `pieces` at the next pass"
    return [Problem(f"pieces/texts/{one}.yml", None, "", message) for one in missing_words(kept)]


def _decided_later(root: Path, kept: Kept, today: dt.date) -> list[Problem]:
    message = "is later than today: nothing of this decision shows before that day"
    later = (one for one in kept.decisions if one.on > today)
    return [problem_of(root, f"{DECISIONS}/*.yml", one, "on", f"{one.on} ({one.finding}) {message}") for one in later]


def _looked_later(root: Path, coverage: Coverage, today: dt.date) -> list[Problem]:
    message = "is later than today: nothing of this check shows before that day"
    later = (one for one in coverage.checks if one.on > today)
    return [problem_of(root, f"{CHECKS}/*/*.yml", one, "on", f"{one.on} ({one.source}) {message}") for one in later]


def destination(root: Path) -> Destination | None:
    """Return where a push goes; None where there is no practice or no repository.

    Raise StoreError when it is not the repository that practice.yml names, or one of another history.
    """
    repository = _repository(root)
    if repository is None:
        return None
    to, recorded = repository.destination(), practice_of(root).repository
    if recorded and not to.is_at(recorded):
        raise StoreError(
            f"{to.remote} is {to.shown}, and practice.yml says `repository: {recorded}`: nothing was saved, nothing "
            f"sent. Correct practice.yml, or type `git remote set-url {to.remote} {recorded}`"
        )
    return to


def save(root: Path, *, push: bool) -> Saved | None:
    """Keep data/ and pieces/ in git; return None where there is no practice or no repository. See `destination`."""
    store = Store(root)
    kept = store.load()
    repository = repository_of(store, kept)
    if _repository(root) is None:
        return None
    if repository.open_pieces():
        kept = store.load()
    missing = missing_words(kept)
    if missing:
        told = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
        raise StoreError(
            f"pieces/texts lacks words that {len(missing)} findings claim ({told}): nothing was saved. "
            "Move those files away and run this again to get the branch's; if it lacks them, restore them from a copy"
        )
    refuse_lost_evidence(root)
    last = kept.runs[-1].id if kept.runs else "no pass yet"
    return repository.save(f"Pass {last}", push=push)


def _repository(root: Path) -> Repository | None:
    repository = Repository(root)
    return repository if (root / "practice.yml").exists() and repository.exists() else None


def _refuse_to_go_back(kept: Kept, day: dt.date) -> None:
    """Raise ConfigurationError when a pass was made later than `day`: what it saw would be told in the wrong order."""
    if kept.runs and kept.runs[-1].on > day:
        last = kept.runs[-1]
        message = (
            f"the last pass says it was made on {last.on}, after {day}: give a later --today, or, if that day was a "
            "mistake, remove this file"
        )
        place = f"data/runs/{last.at:%Y-%m}/{last.id}.yml"
        raise ConfigurationError((Problem(place, None, "on", message),))


def key_problems(kept: Kept, key: str) -> tuple[Problem, ...]:
    """Return what is wrong with the practice's key: not set, too short, or not that of the last pass."""
    try:
        return _another_key(kept, _key(key))
    except ConfigurationError as error:
        return error.problems


def _another_key(kept: Kept, key: bytes) -> tuple[Problem, ...]:
    """Return a warning when the last pass was made with another key."""
    before = kept.runs[-1].key if kept.runs else ""
    if before in {"", key_print(key)}:
        return ()
    message = (
        "is not the key of the last pass: authors get new pseudonyms. Put the former key back if you still have it"
    )
    return (Problem("environment", None, KEY, message),)


def _limits(network: Network) -> Limits:
    return Limits(pace=network.pace, timeout=network.timeout)


def _key(secret: str) -> bytes:
    if len(secret) < _KEY_LENGTH:
        message = "is not set, or is too short: make one with `renom key`, keep it in a safe, and set it as a secret"
        raise ConfigurationError((Problem("environment", None, KEY, message),))
    return secret.encode()


def _moment(practice: Practice, day: dt.date) -> dt.datetime:
    """Return the instant, in UTC, at which a pass of a given day is said to be made."""
    local = dt.datetime.combine(day, _HOUR, zoneinfo.ZoneInfo(practice.timezone))
    return local.astimezone(dt.UTC)
