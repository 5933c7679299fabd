"""The only module that knows the HTTP library (aiohttp): one request, one whole answer, every failure named.

It reads and joins addresses, connects through the gate, and maps whatever the library raises to a FetchError. It must
not follow a redirect, try again or wait: `fetcher` decides that. To change the library is to rewrite this module.

An address is read by the library's own reader, and the gate judges the very object that is then connected to: two
readers that disagree about where the host ends are how such gates are passed.
"""

import asyncio
import errno
import re
import socket
import ssl
from collections.abc import Mapping
from typing import Self
from urllib.parse import urljoin

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult

from collector.core.errors import FailureCode, FetchError
from collector.edges.http.addresses import AddressGate
from collector.edges.http.body import Body, too_large
from collector.edges.http.exchange import Address, Answer, TransientError
from collector.edges.http.limits import Limits

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BODILESS = frozenset({204, 205, 304})
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_REFUSED_CHARACTERS = re.compile(rf"{_CONTROLS.pattern}|\\")
_HOST = re.compile(r"[a-z0-9_.-]{1,253}|[0-9a-f:.]{2,45}")
_SCHEMES = ("http", "https")


def read_address(text: str) -> Address:
    """Return `text` as a canonical address; raise FetchError (FORBIDDEN_ADDRESS) if it is not plain http(s).

    Credentials are refused: they would end in logs, and disguise the host. The detail never repeats the text.
    """
    text = text.strip()
    try:
        url = yarl.URL(text).with_fragment(None)
        host = (url.raw_host or "").lower().rstrip(".")
        if url.scheme not in _SCHEMES or _REFUSED_CHARACTERS.search(text) or not _HOST.fullmatch(host):
            raise FetchError(FailureCode.FORBIDDEN_ADDRESS, "http(s)")
        url = url.with_host(host)
    except ValueError:
        raise FetchError(FailureCode.FORBIDDEN_ADDRESS, "http(s)") from None
    if url.user is not None or url.password is not None:
        raise FetchError(FailureCode.FORBIDDEN_ADDRESS, "user@")
    if not url.port:
        raise FetchError(FailureCode.FORBIDDEN_ADDRESS, ":0")
    return Address(str(url), url.scheme, host, url.port)


def join_address(here: Address, location: str) -> Address:
    """Return where the Location of an answer from `here` leads; raise FetchError if that must not be followed."""
    try:
        text = urljoin(here.text, location.strip())
    except ValueError:
        raise FetchError(FailureCode.FORBIDDEN_ADDRESS, "http(s)") from None
    there = read_address(text)
    if here.scheme == "https" and there.scheme == "http":
        raise FetchError(FailureCode.FORBIDDEN_ADDRESS, "https > http")
    return there


class Client:
    """An aiohttp session that keeps nothing between two requests: no cookie, no connection, no setting of the machine.

    `agent` is the User-Agent. `tls` replaces the system's certificate authorities.
    """

    def __init__(self, limits: Limits, gate: AddressGate, agent: str, tls: ssl.SSLContext | None) -> None:
        self._limits = limits
        self._gate = gate
        self._agent = agent
        self._tls = tls
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            resolver=_GateResolver(self._gate),
            use_dns_cache=False,  # each connection goes to the addresses judged for it
            ssl=self._tls or ssl.create_default_context(),  # one for all: making it costs 15 ms
            force_close=True,  # with a pace, a kept connection saves little and costs memory
            limit=0,  # the pacing counts
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": self._agent},
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),  # ours spans name, connection, headers and body
            trust_env=False,  # no proxy and no .netrc: they would go round the gate
            auto_decompress=False,
            max_line_size=self._limits.header_size,
            max_field_size=self._limits.header_size,
            max_headers=self._limits.header_count,
            middlewares=(self._no_second_try,),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def exchange(self, address: Address, headers: Mapping[str, str], body_cap: int, sent: bytes = b"") -> Answer:
        """Return the whole answer to one GET, or to the POST of what is `sent`; raise FetchError, and nothing else.

        A redirect's body is not read.
        """
        try:
            async with asyncio.timeout(self._limits.timeout):
                return await self._ask(address, headers, body_cap, sent)
        except Exception as error:  # noqa: BLE001 - hostile answers find every exception; each is mapped
            failure = failure_of(error, self._limits.timeout)
        raise failure  # outside the handler: no chained error that would hold the address

    async def _ask(self, address: Address, headers: Mapping[str, str], body_cap: int, sent: bytes) -> Answer:
        if self._session is None:
            raise RuntimeError("the client is not open: use it with `async with`")
        url = yarl.URL(address.text, encoded=True)
        self._gate.check_literal(url.raw_host or "")  # the library does not resolve these
        method, data = ("POST", sent) if sent else ("GET", None)
        async with self._session.request(method, url, headers=headers, data=data, allow_redirects=False) as response:
            received = _header_map(response)
            if response.status in _BODILESS or (response.status in REDIRECTS and "location" in received):
                return Answer(response.status, received, b"")
            if received.get("transfer-encoding", "chunked").strip().lower() != "chunked":
                raise FetchError(FailureCode.BROKEN_TRANSFER, "Transfer-Encoding")
            if response.content_length is not None and response.content_length > body_cap:
                raise too_large(body_cap)
            body = Body(received.get("content-encoding", ""), body_cap)
            async for piece in response.content.iter_any():
                body.feed(piece)
            return Answer(response.status, received, body.whole())

    async def _no_second_try(
        self, request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        """Map a lost connection before the library sees it: it would ask again at once, uncounted and unpaced."""
        try:
            return await handler(request)
        except (aiohttp.ClientError, OSError) as error:
            failure = failure_of(error, self._limits.timeout)
        raise failure


class _GateResolver(AbstractResolver):
    """The gate in the form of aiohttp's resolver: it gives the only addresses that will be connected to."""

    def __init__(self, gate: AddressGate) -> None:
        self._gate = gate

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002 - part of the interface; both are used
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=place,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address, place in await self._gate.resolve(host, port)
        ]

    async def close(self) -> None:
        """Do nothing: the gate belongs to the fetcher."""


def _header_map(response: aiohttp.ClientResponse) -> dict[str, str]:
    """Return the headers with names in lower case, repeated ones joined, and what is not text made visible."""
    joined: dict[str, str] = {}
    for name, value in response.headers.items():
        text = _CONTROLS.sub("\ufffd", value.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
        key = name.lower()
        joined[key] = f"{joined[key]}, {text}" if key in joined else text
    return joined


def failure_of(error: Exception, timeout: float) -> FetchError:  # noqa: PLR0911 - one return per kind of failure
    """Return what `error`, whatever it is, means for a fetch. `timeout` (seconds) is told when it ran out."""
    if isinstance(error, FetchError):
        return error
    if isinstance(error, TimeoutError):  # first: it is an OSError too
        return TransientError(FailureCode.TIMEOUT, f"{timeout:g} s")
    if isinstance(error, ssl.SSLError):
        return FetchError(FailureCode.UNREACHABLE, "TLS")
    if isinstance(error, aiohttp.ClientConnectorError):
        return _unreachable(error.os_error)
    if isinstance(error, aiohttp.ClientPayloadError | aiohttp.ServerDisconnectedError):
        # The library does not tell a torn connection from a false length: both ended too early, both get another try.
        return TransientError(FailureCode.BROKEN_TRANSFER, "EOF")
    if isinstance(error, aiohttp.InvalidURL | aiohttp.NonHttpUrlClientError):
        return FetchError(FailureCode.FORBIDDEN_ADDRESS, "http(s)")
    if isinstance(error, OSError):
        return TransientError(FailureCode.BROKEN_TRANSFER, _error_name(error))
    if isinstance(error, aiohttp.ClientError):
        return FetchError(FailureCode.BROKEN_TRANSFER, "HTTP")
    return FetchError(FailureCode.CRASHED, type(error).__name__)


def _unreachable(error: OSError) -> FetchError:
    kind = TransientError if isinstance(error, ConnectionResetError | TimeoutError) else FetchError
    return kind(FailureCode.UNREACHABLE, _error_name(error))


def _error_name(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "I/O")
