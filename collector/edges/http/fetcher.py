"""The whole course of one fetch: secret, robots.txt, turn, request, retries, redirects, capture.

Every way it can fail leaves as a FetchError with a code. What happens on the wire is `client`'s; what an answer means
is for the kinds.
"""

import ssl
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Self

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Capture, Request
from collector.core.secrets import credentials, filled, secret_names, value_of, without_secrets
from collector.edges.http.addresses import AddressGate, Lookup, system_lookup
from collector.edges.http.client import REDIRECTS, Client, join_address, read_address
from collector.edges.http.exchange import Address, Answer, TransientError
from collector.edges.http.headers import is_conditional, is_plain, kept_headers, request_headers
from collector.edges.http.limits import Limits
from collector.edges.http.pacing import Clock, Pacing, Patience, SystemClock
from collector.edges.http.robots import Robots

_RETRIED = frozenset({429, 500, 502, 503, 504})
_OK = 200
_NOT_MODIFIED = 304
_NO_ADDRESSES: Mapping[str, tuple[str, int]] = MappingProxyType({})


class HttpFetcher:
    """Fetches over HTTP, politely and within `limits`. Use it with `async with`; one serves a whole pass.

    `user_agent` is plain ASCII. `secret` returns the value of a named secret, or None. `allow_hosts` (names or
    `*.suffix`) may lead to private addresses; `addresses` gives hosts a fixed (IP, port) instead of a look-up.
    `clock`, `lookup` and `tls` replace the machine's clock, resolver and certificate authorities.
    """

    def __init__(  # noqa: PLR0913 - the last three are the seams to the machine
        self,
        limits: Limits,
        *,
        user_agent: str,
        secret: Callable[[str], str | None],
        allow_hosts: Collection[str] = (),
        addresses: Mapping[str, tuple[str, int]] = _NO_ADDRESSES,
        clock: Clock | None = None,
        lookup: Lookup = system_lookup,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        if not is_plain(user_agent):
            raise ValueError("the User-Agent must be plain ASCII: make it with user_agent()")
        clock = clock or SystemClock()
        self._limits = limits
        self._secret = secret
        self._gate = AddressGate(allow_hosts, addresses, lookup=lookup, lookups_at_once=limits.hosts_at_once)
        self._client = Client(limits, self._gate, user_agent, tls)
        self._pacing = Pacing(limits, clock)
        self._patience = Patience(limits, clock, salt=user_agent)
        self._robots = Robots(self._read_robots, self._slow)
        self._open = False

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        self._open = True
        return self

    async def __aexit__(self, *_: object) -> None:
        self._open = False
        await self._client.__aexit__()
        self._gate.close()

    async def fetch(self, request: Request) -> Capture:
        """Return the answer to `request`, whatever its status; raise FetchError when there is none, or not whole.

        A status of 429 or 5xx is what the last try gave. 304 comes only for a conditional request. Raise ValueError
        for a request that is not for this edge, RuntimeError outside `async with`: faults of the caller.
        """
        if request.file or bool(request.url) == bool(request.secret):
            raise ValueError("the HTTP edge needs a request with exactly one of url and secret")
        if not self._open:
            raise RuntimeError("the fetcher is not open: use it with `async with`")
        try:
            return await self._capture(request)
        except FetchError as error:
            failure = FetchError(error.code, error.detail)
        except Exception as error:  # noqa: BLE001 - a fault of ours stays in its watch
            failure = FetchError(FailureCode.CRASHED, type(error).__name__)
        # A fresh error, raised here: it has no cause and no frame in which an address or a body could be read.
        raise failure

    async def post(self, url: str, body: bytes, content_type: str) -> bytes:
        """Return what a protocol over HTTP answers to `body`, once, with status 200; raise FetchError otherwise.

        It goes through the same gate and within the same bounds as a fetch; no redirect is followed.
        """
        address = read_address(url)
        headers = {"Content-Type": content_type, "Accept": "*/*", "Accept-Encoding": "identity"}
        async with self._pacing.turn(address.host):
            answer = await self._client.exchange(address, headers, self._limits.body_cap, body)
        if answer.status != _OK:
            raise FetchError(FailureCode.UNEXPECTED_STATUS, f"HTTP {answer.status}")
        return answer.body

    async def _capture(self, request: Request) -> Capture:
        whole = filled(request, self._secret)
        place = whole.url or value_of(request.secret, self._secret)
        final, answer = await self._follow(whole, read_address(place), self._limits.body_cap)
        named = [value_of(name, self._secret) for name in secret_names(request)]
        secrets = [*named, *credentials(whole.headers)]
        headers = kept_headers(answer.headers, secret=bool(secrets))
        capture = Capture(request, "" if secrets else final.text, answer.status, headers, answer.body)
        return without_secrets(capture, secrets) if secrets else capture

    async def _follow(self, request: Request, address: Address, body_cap: int) -> tuple[Address, Answer]:
        """Return the last answer of a chain of redirects, and its address; each hop is judged as the first."""
        retries = _Retries(self._limits.retries)
        headers = request_headers(request, conditional=True)
        for _ in range(1 + self._limits.redirects):
            if request.page:
                await self._robots.require(address)
            answer = await self._ask(address, headers, request, body_cap, retries)
            if answer.status == _NOT_MODIFIED and not is_conditional(headers):
                # Taken as it stands, this would read as « unchanged » for ever.
                raise FetchError(FailureCode.UNEXPECTED_STATUS, f"HTTP {_NOT_MODIFIED}")
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or location is None:
                return address, answer
            here, address = address, join_address(address, location)
            self._gate.check_redirect(here.host, address.host)
            if (request.headers or request.body) and here.origin != address.origin:
                # What was meant for one server, a key perhaps, is not carried to another.
                raise FetchError(FailureCode.FORBIDDEN_ADDRESS, "redirect")
            headers = request_headers(request, conditional=False)
        raise FetchError(FailureCode.TOO_MANY_REDIRECTS, f"{self._limits.redirects}")

    async def _ask(
        self, address: Address, headers: Mapping[str, str], request: Request, body_cap: int, retries: "_Retries"
    ) -> Answer:
        """Return the answer of one address, asking again while that may help and retries are left."""
        while True:
            retry_after = None
            try:
                async with self._pacing.turn(address.host):
                    answer = await self._client.exchange(address, headers, body_cap, request.body.encode())
                if answer.status not in _RETRIED - request.final or retries.left == 0:
                    return answer
                retry_after = answer.headers.get("retry-after")
            except TransientError:
                if retries.left == 0:
                    raise
            wait = self._patience.before_retry(address.host, retries.take(), retry_after)
            self._pacing.hold(address.host, wait)

    async def _read_robots(self, url: str) -> Answer:
        request = Request(url=url, accept="text/plain")
        _, answer = await self._follow(request, read_address(url), self._limits.robots_cap)
        return answer

    def _slow(self, host: str, delay: float) -> None:
        self._pacing.slow(host, min(delay, self._limits.crawl_delay_ceiling))


class _Retries:
    """The retries that one fetch has left, all its hops together."""

    def __init__(self, allowed: int) -> None:
        self._allowed = allowed
        self.left = allowed

    def take(self) -> int:
        """Use one retry; return its number, from 0."""
        self.left -= 1
        return self._allowed - self.left - 1
