"""Failures: every exception of the library becomes a FetchError, and none ever tells a secret address."""

import asyncio
import errno
import inspect
import logging
import ssl
import traceback
from collections.abc import Iterator

import aiohttp
import pytest
from aiohttp.client_exceptions import UnixClientConnectorError
from aiohttp.client_reqrep import ConnectionKey, RequestInfo
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

import collector
from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Request
from collector.edges.http import HttpFetcher, Limits
from collector.edges.http.client import failure_of
from collector.edges.http.exchange import TransientError
from tests.support.fetching import AGENT, CLOSED_HOST, HOST, QUICK, Names, failure, visit
from tests.support.loopback import Loopback, Script, loopback, reply, say, say_and_reset, stall

pytestmark = pytest.mark.slow

CANARY = "canary5f3e"
WORDS = URL(f"http://site.example/{CANARY}")
KEY = ConnectionKey("site.example", 80, False, True, None, None, None)
ASKED = RequestInfo(WORDS, "GET", CIMultiDictProxy(CIMultiDict()), WORDS)


def every_kind(root: type[Exception]) -> Iterator[type[Exception]]:
    """Yield `root` and all that is derived from it."""
    yield root
    for kind in root.__subclasses__():
        yield from every_kind(kind)


REFUSED = OSError(errno.ECONNREFUSED, CANARY)
# What the library gives to the first of these that an exception is derived from; to the others, words.
MADE_WITH: dict[type[Exception], tuple[object, ...]] = {
    aiohttp.ClientResponseError: (ASKED, ()),
    UnixClientConnectorError: (CANARY, KEY, REFUSED),
    aiohttp.ClientConnectorCertificateError: (KEY, ssl.CertificateError(CANARY)),
    aiohttp.ClientConnectorError: (KEY, REFUSED),
    aiohttp.ServerFingerprintMismatch: (b"", b"", CANARY, 443),
    aiohttp.InvalidURL: (WORDS,),
    Exception: (CANARY,),
}


def made(kind: type[Exception]) -> Exception:
    """Make one of that kind, as the library does, with the address in it."""
    return kind(*next(given for base, given in MADE_WITH.items() if issubclass(kind, base)))


KINDS = sorted(set(every_kind(aiohttp.ClientError)), key=lambda kind: kind.__name__)
OTHERS = [
    TimeoutError(CANARY),
    OSError(errno.EHOSTUNREACH, CANARY),
    ConnectionResetError(errno.ECONNRESET, CANARY),
    ssl.SSLError(1, CANARY),
    UnicodeError(CANARY),
    ValueError(CANARY),
    RecursionError(CANARY),
    asyncio.IncompleteReadError(CANARY.encode(), 5),
    FetchError(FailureCode.TOO_LARGE, "5 MiB"),
]


@pytest.mark.parametrize("error", [*map(made, KINDS), *OTHERS], ids=lambda error: type(error).__name__)
def test_every_lower_exception_is_mapped(error: Exception) -> None:
    """Whatever the library or the system raises becomes a FetchError that repeats none of its words."""
    found = failure_of(error, 20.0)
    assert isinstance(found, FetchError)
    assert CANARY not in f"{found} {found!r}"


def test_the_whole_family_of_the_library_is_known() -> None:
    """The walk over the library's exceptions finds them: an empty one would prove nothing."""
    assert len(KINDS) > 20


@pytest.mark.parametrize(
    ("error", "code", "detail", "again"),
    [
        (made(aiohttp.ConnectionTimeoutError), FailureCode.TIMEOUT, "20 s", True),
        (made(aiohttp.ClientConnectorError), FailureCode.UNREACHABLE, "ECONNREFUSED", False),
        (aiohttp.ClientConnectorError(KEY, OSError("several")), FailureCode.UNREACHABLE, "I/O", False),
        (aiohttp.ClientConnectorError(KEY, ConnectionResetError(104, "")), FailureCode.UNREACHABLE, "ECONNRESET", True),
        (made(aiohttp.ClientConnectorCertificateError), FailureCode.UNREACHABLE, "TLS", False),
        (made(aiohttp.ClientPayloadError), FailureCode.BROKEN_TRANSFER, "EOF", True),
        (made(aiohttp.ServerDisconnectedError), FailureCode.BROKEN_TRANSFER, "EOF", True),
        (aiohttp.ClientOSError(errno.EPIPE, ""), FailureCode.BROKEN_TRANSFER, "EPIPE", True),
        (made(aiohttp.ClientResponseError), FailureCode.BROKEN_TRANSFER, "HTTP", False),
        (made(aiohttp.InvalidURL), FailureCode.FORBIDDEN_ADDRESS, "http(s)", False),
        (made(aiohttp.NonHttpUrlClientError), FailureCode.FORBIDDEN_ADDRESS, "http(s)", False),
        (RecursionError(), FailureCode.CRASHED, "RecursionError", False),
    ],
)
def test_each_kind_of_failure_has_its_code(error: Exception, code: FailureCode, detail: str, *, again: bool) -> None:
    """What failed, in a code and a short fact, and whether another try may help."""
    found = failure_of(error, 20.0)
    assert (code, detail, again) == (found.code, found.detail, isinstance(found, TransientError))


BAD_ANSWERS: dict[str, Script] = {
    "stall": stall(),
    "hang up": say(b""),
    "reset": say_and_reset(b""),
    "bad HTTP": say(f"HTTP/{CANARY}\r\n\r\n".encode()),
    "bad header": say(b"HTTP/1.1 200 OK\r\n" + b"x" * 100_000 + b"\r\n\r\n"),
    "short": say(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"),
    "large": reply(200, content_length="9999999"),
    "compression": reply(200, CANARY.encode(), content_encoding="gzip"),
    "encoding": reply(200, content_encoding=CANARY),
    "limited": reply(429, retry_after="3600"),
    "loop": reply(302, location=f"/{CANARY}"),
    "private": reply(302, location=f"http://10.0.0.1/{CANARY}"),
    "scheme": reply(302, location=f"file:///{CANARY}"),
    "unasked": reply(304),
    "cookie": reply(304, set_cookie=f"{CANARY}=\x01; Path=/{CANARY}"),
}
BAD_ADDRESSES = [
    f"{CANARY}://site.example/",
    CANARY,
    f"http://{CANARY}:word@site.example/",
    f"http://site.example:{CANARY}/",
    f"http://[{CANARY}]/",
    f"http://{CANARY}.example/{CANARY}",
    f"http://{CANARY * 30}.example/",
    f"http://{CANARY}\r\n.example/",
    f"http://10.0.0.1/{CANARY}",
    f"http://0x7f.1/{CANARY}",
    f"https://{HOST}/{CANARY}",
    f"http://{CLOSED_HOST}/{CANARY}",
]


def told_by(error: FetchError) -> str:
    """Return all that a careless log could print of `error`: its words, its trace and the variables of our frames."""
    told = [str(error), repr(error), repr(error.args), *traceback.format_exception(error)]
    linked: BaseException | None = error
    while linked is not None:
        for frame, _ in traceback.walk_tb(linked.__traceback__):
            if inspect.getfile(frame).startswith(inspect.getfile(collector).removesuffix("__init__.py")):
                told += [repr(value) for value in frame.f_locals.values()]
        linked = linked.__cause__ or linked.__context__
    return "\n".join(told)


async def told_when(http: HttpFetcher, *, page: bool) -> str:
    """Return all that is told when the secret cannot be read."""
    complaints: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(repr(context)))
    error = await failure(http, Request(secret="ALERT", page=page))
    return "\n".join([told_by(error), *complaints])


@pytest.mark.parametrize("page", [False, True], ids=["feed", "page"])
@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_no_answer_makes_us_tell_a_secret_address(name: str, caplog, recwarn, *, page: bool) -> None:
    """Whatever the server of a secret address does, no error, trace, variable, log or warning holds the address."""
    caplog.set_level(logging.DEBUG)
    limits = Limits(timeout=0.1, retries=1, backoff=0.0, pace=0.0)

    async def scenario() -> str:
        async with loopback() as web:
            web.say(f"/{CANARY}", BAD_ANSWERS[name])
            secrets = {"ALERT": web.url(f"/{CANARY}")}
            addresses = {HOST: web.place()}
            async with HttpFetcher(limits, user_agent=AGENT, secret=secrets.get, addresses=addresses) as http:
                return await told_when(http, page=page)

    told = asyncio.run(scenario(), debug=True)
    assert CANARY not in told
    assert CANARY not in caplog.text
    assert [] == [str(warning.message) for warning in recwarn if CANARY in str(warning.message)]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_no_bad_address_makes_us_tell_it(address: str, caplog) -> None:
    """A secret that is not an address, or leads nowhere, is not repeated either."""
    caplog.set_level(logging.DEBUG)

    async def scenario() -> str:
        async with HttpFetcher(
            QUICK,
            user_agent=AGENT,
            secret={"ALERT": address}.get,
            addresses={HOST: ("127.0.0.1", 1), CLOSED_HOST: ("127.0.0.1", 1)},
            lookup=Names({}).look_up,
        ) as http:
            return await told_when(http, page=False)

    assert CANARY not in asyncio.run(scenario(), debug=True) + caplog.text


def test_a_fault_of_ours_stays_in_its_watch() -> None:
    """An exception that nobody foresaw ends as « crashed », with its kind and without its words."""

    def broken(_: str) -> str:
        raise KeyError(CANARY)

    async def scenario() -> tuple[FailureCode, str, str]:
        async with HttpFetcher(QUICK, user_agent=AGENT, secret=broken) as http:
            error = await failure(http, Request(secret="ALERT"))
            return error.code, error.detail, told_by(error)

    code, detail, told = asyncio.run(scenario())
    assert (FailureCode.CRASHED, "KeyError") == (code, detail)
    assert CANARY not in told


def test_a_failure_keeps_no_body_alive() -> None:
    """The error that leaves the edge is fresh: no cause, and no frame below the edge's own door."""

    async def scenario(web: Loopback, http: HttpFetcher) -> FetchError:
        web.say("/feed", say(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"))
        return await failure(http, Request(url=web.url("/feed")))

    error = visit(scenario)
    names = [frame.f_code.co_name for frame, _ in traceback.walk_tb(error.__traceback__)]
    assert (None, None, FetchError) == (error.__cause__, error.__context__, type(error))
    assert ["failure", "fetch"] == names
