"""Takes what was asked for: one address at a time, in a browser or by a raw request, then seals it.

What cannot be taken stays asked for, with the reason, and the next pass tries again. The capture is committed before
any authority is asked: none of them can lose it.
"""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from collector.core.errors import ConfigurationError, EvidenceError, FailureCode, FetchError, SourceError
from collector.core.evidence.holdings import links
from collector.core.evidence.manifest import CaptureLog, Manifest, Note, Resolved, Tombstone
from collector.core.evidence.taken import Taken, manifest_of, outcome_of
from collector.core.evidence.wanted import Wanted, failed, still_worth, wanted
from collector.core.model import Access, Finding, Practice, Source
from collector.core.reading import Request
from collector.edges.browser.program import find_browser
from collector.edges.files.evidence import EvidenceStore
from collector.edges.files.store import Store
from collector.edges.http import HttpFetcher, Limits, user_agent
from collector.edges.http.addresses import system_lookup
from collector.edges.machine import clock_offset, machine
from collector.wiring.evidence.browsing import browse, sweep_profiles
from collector.wiring.evidence.raw import raw_taken, stands_in_the_way
from collector.wiring.evidence.sealing import Stamped, authorities_of, stamp_all
from collector.wiring.passes import practice_of, sources_of
from collector.wiring.shipped import version

_SEEN_LENGTH = 64  # characters of an answer that is an address
_FINAL = frozenset({429, 500, 502, 503, 504})  # kept as they come: what was met is what is kept
# What a browser may fail at where a raw request gives something.
_RAW_INSTEAD = frozenset({FailureCode.TIMEOUT, FailureCode.CRASHED, FailureCode.UNEXPECTED_FORMAT})


@dataclass(frozen=True, slots=True)
class Captured:
    """How one request ended: the manifest and its identifier, or the error that left it asked for."""

    wanted: Wanted
    name: str = ""
    manifest: Manifest | None = None
    error: SourceError | None = None


@dataclass(frozen=True, slots=True)
class Pass:
    """What a pass over evidence did: captures, then tokens."""

    captured: tuple[Captured, ...]
    stamped: tuple[Stamped, ...]


def ask_capture(root: Path, target: str, by: str) -> Wanted:
    """Keep the request to capture `target` (an address, or the id of a finding), and return it.

    Raise EvidenceError for a finding that does not exist, or has no address of its own.
    """
    if not by.strip():
        raise EvidenceError("a capture is asked by somebody: give --by NAME")
    practice_of(root)
    url, finding = _target(root, target)
    request = wanted(url, finding, by.strip(), _now())
    EvidenceStore(root).want(request)
    return request


def _target(root: Path, target: str) -> tuple[str, str | None]:
    if "://" in target:
        return target, None
    finding = Store(root).load().findings.get(target)
    if finding is None:
        raise EvidenceError(f"{target} is neither an address nor a finding: see its page for its number")
    if not finding.url:
        raise EvidenceError(f"{target} has no address of its own: give the address of the page that shows it")
    return finding.url, target


def want_urgent(root: Path) -> tuple[Wanted, ...]:
    """Ask for a capture of each urgent finding that has none, when the practice switched that on; return them."""
    if not practice_of(root).evidence.urgent:
        return ()
    store = EvidenceStore(root)
    known = {one.finding for one in store.load(pieces=False).readable().values()}
    known |= {one.finding for one in store.wanted()}
    sources = sources_of(root)
    asked = [
        wanted(one.url, one.id, "Renom (relevé urgent)", _now(), automatic=True)
        for one in Store(root).load().findings.values()
        if one.url and one.id not in known and _is_urgent(one) and _may_be_read(sources.get(one.source))
    ]
    for request in asked:
        store.want(request)
    return tuple(asked)


def _may_be_read(source: Source | None) -> bool:
    return source is not None and source.access is Access.AUTO


def _is_urgent(finding: Finding) -> bool:
    return bool(finding.assessment.urgent) and not finding.absences


def erase(root: Path, name: str, by: str, reason: str) -> int:
    """Erase the pieces of a capture that no other holds; hash and reason remain. Return how many went.

    Raise EvidenceError for an unknown capture, or without a name and a reason.
    """
    if not by.strip() or not reason.strip():
        raise EvidenceError("somebody erases, for a reason: give --by NAME and --reason")
    store = EvidenceStore(root)
    known = store.load(pieces=False).readable()
    if name not in known:
        raise EvidenceError(f"{name} is no capture of this practice: see `renom verify`")
    others = {piece.sha256 for other, one in known.items() if other != name for piece in one.pieces}
    own = {piece.sha256: piece.stored for piece in known[name].pieces if piece.sha256 not in others}
    today = _now().date()
    store.purge((Tombstone(sha256=sha, on=today, by=by.strip(), reason=reason.strip()) for sha in own), own)
    return len(own)


def capture_pending(
    root: Path,
    tell: Callable[[Captured], None],
    *,
    only: Wanted | None = None,
    addresses: Mapping[str, tuple[str, int]] | None = None,
    browser: Callable[[], Path | None] = find_browser,
) -> Pass:
    """Take what is asked for (`only` one of it when given), then ask for every token that is missing.

    `addresses` sends some hosts to an address and port of this machine; `browser` says what browser there is.
    """
    practice = practice_of(root)
    store = EvidenceStore(root)
    problems = store.problems()
    if problems:
        raise ConfigurationError(problems)
    store.sweep()
    sweep_profiles(root)
    waiting = (only,) if only else tuple(one for one in store.wanted() if still_worth(one))
    return asyncio.run(_Taker(root.resolve(), practice, store, tell, addresses or {}, browser()).work(waiting))


class _Taker:
    """One pass: the edges it uses, opened once."""

    def __init__(
        self,
        root: Path,
        practice: Practice,
        store: EvidenceStore,
        tell: Callable[[Captured], None],
        addresses: Mapping[str, tuple[str, int]],
        browser: Path | None,
    ) -> None:
        self._root = root
        self._browser = browser
        self._practice = practice
        self._store = store
        self._tell = tell
        self._addresses = addresses
        self._authorities = authorities_of(root, practice)
        self._agent = user_agent(version(), practice.network.contact)
        self._found: dict[str, tuple[str, ...]] = {}

    async def work(self, waiting: Iterable[Wanted]) -> Pass:
        network = self._practice.network
        async with HttpFetcher(
            Limits(pace=network.pace, timeout=network.timeout),
            user_agent=self._agent,
            secret=lambda _: None,
            allow_hosts=network.allow_hosts,
            addresses=self._addresses,
            lookup=self._look_up,
        ) as http:
            captured = [await self._capture(http, one) for one in waiting]
            stamped = await stamp_all(self._store, self._authorities, http.post, _now)
        return Pass(tuple(captured), stamped)

    def _look_up(self, host: str) -> Sequence[str]:
        """Ask the system's resolver, and remember what it answered for the log."""
        found = system_lookup(host)
        self._found[host] = tuple(found)
        return found

    async def _capture(self, http: HttpFetcher, request: Wanted) -> Captured:
        started = _now()
        try:
            taken = await self._take(http, request)
        except SourceError as error:
            self._store.want(failed(request, _now(), str(error.code), error.detail))
            ended = Captured(request, error=error)
        else:
            ended = await self._seal(http, request, taken, started)
        self._tell(ended)
        return ended

    async def _take(self, http: HttpFetcher, request: Wanted) -> Taken:
        """Return what stands at an address: by the browser, or by a raw request when it is absent or fails.

        What a person asks for is a person's visit; what a pass takes by itself obeys robots.txt, which the raw request
        asks first.
        """
        if self._browser is None:
            return await self._take_raw(http, request, Note.NO_BROWSER)
        if request.automatic:
            await http.fetch(Request(url=request.url, page=True))
        try:
            return await browse(self._browser, self._root, request, self._practice.network.allow_hosts, self._addresses)
        except FetchError as error:
            if error.code not in _RAW_INSTEAD:
                raise
        return await self._take_raw(http, request, Note.BROWSER_FAILED)

    async def _take_raw(self, http: HttpFetcher, request: Wanted, why: Note) -> Taken:
        self._found.clear()
        capture = await http.fetch(Request(url=request.url, page=request.automatic, final=_FINAL))
        resolver = tuple(Resolved(host=host, addresses=found) for host, found in sorted(self._found.items()))
        return raw_taken(capture, request.url, self._agent, resolver, (why,))

    async def _seal(self, http: HttpFetcher, request: Wanted, taken: Taken, started: dt.datetime) -> Captured:
        """Keep the pieces, then the manifest that makes them a capture."""
        outcome = outcome_of(taken.status, wall=stands_in_the_way(taken))
        log = await self._log(http, request, taken, started)
        known = self._store.load(pieces=False)
        manifest = manifest_of(
            request, self._practice.name, taken, outcome, log, self._authorities.named(), links(known)
        )
        for piece, body in zip(manifest.pieces, taken.pieces, strict=True):
            self._store.keep_piece(piece, body.body)
        return Captured(request, self._store.commit(manifest), manifest)

    async def _log(self, http: HttpFetcher, request: Wanted, taken: Taken, started: dt.datetime) -> CaptureLog:
        here, settings = machine(), self._practice.evidence
        server = settings.time_server
        offset = await asyncio.to_thread(clock_offset, server) if server else None
        return CaptureLog(
            operator=request.by,
            automatic=request.automatic,
            tool=f"Renom {version()}",
            machine=here.name,
            system=here.system,
            hosted=here.hosted,
            browser=taken.browser,
            user_agent=taken.user_agent,
            local_address=taken.local_address,
            seen_address=await _seen_address(http, settings.seen_address_from),
            resolver=taken.resolver,
            relay=taken.relay,
            clock_source=server or None,
            clock_offset_ms=offset,
            time_zone=self._practice.timezone,
            profile=taken.profile,
            path=taken.path,
            started=started,
            ended=_now(),
            certificate=taken.certificate,
        )


async def _seen_address(http: HttpFetcher, service: str) -> str | None:
    """Return the address from which the practice is seen, as a service that it chose answers; None without one."""
    if not service:
        return None
    try:
        capture = await http.fetch(Request(url=service))
        return str(ip_address(capture.body[:_SEEN_LENGTH].decode("ascii", "replace").strip()))
    except (SourceError, ValueError):
        return None


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
