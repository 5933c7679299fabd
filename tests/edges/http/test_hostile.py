"""Hostile servers: each lie, stall, flood and bomb ends as a FetchError, in bounded time and memory."""

import asyncio
import gzip
import re
import socket
import time
import tracemalloc

import pytest

from collector.core.errors import FailureCode
from collector.core.reading import Request
from collector.edges.http import HttpFetcher, Limits
from collector.edges.http.limits import KIBIBYTE, MEBIBYTE
from tests.support.fetching import AGENT, CLOSED_HOST, HOST, OTHER_HOST, ManualClock, failure, visit
from tests.support.loopback import Loopback, Script, free_port, reply, say, say_and_reset, say_for_ever, stall

pytestmark = pytest.mark.slow

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
GZIPPED = OK + b"Content-Encoding: gzip\r\n\r\n"
MUCH = b"x" * (64 * KIBIBYTE)
LIMITS = Limits(timeout=0.25, body_cap=512 * KIBIBYTE, retries=1, backoff=1.0, pace=0.0)

HOSTILE: dict[str, tuple[Script, FailureCode, str]] = {
    "announces more than the cap": (
        stall(OK + b"Content-Length: 524289\r\n\r\n"),
        FailureCode.TOO_LARGE,
        "512 KiB",
    ),
    "announces a length beyond reason": (
        say(OK + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n"),
        FailureCode.BROKEN_TRANSFER,
        "HTTP",
    ),
    "announces a negative length": (say(OK + b"Content-Length: -5\r\n\r\nabc"), FailureCode.BROKEN_TRANSFER, "HTTP"),
    "announces two lengths": (
        say(OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc"),
        FailureCode.BROKEN_TRANSFER,
        "HTTP",
    ),
    "announces more than arrives": (say(OK + b"Content-Length: 100\r\n\r\nabc"), FailureCode.BROKEN_TRANSFER, "EOF"),
    "announces an unknown framing": (
        say(OK + b"Transfer-Encoding: gzip, other\r\n\r\nabc"),
        FailureCode.BROKEN_TRANSFER,
        "Transfer-Encoding",
    ),
    "announces an unknown compression": (
        reply(200, b"abc", content_encoding="br"),
        FailureCode.BROKEN_TRANSFER,
        "Content-Encoding",
    ),
    "breaks off between chunks": (say(CHUNKED + b"3\r\nabc\r\n"), FailureCode.BROKEN_TRANSFER, "EOF"),
    "sends a chunk that is none": (say(CHUNKED + b"zz\r\nabc\r\n"), FailureCode.BROKEN_TRANSFER, "HTTP"),
    "sends a chunk beyond reason": (say(CHUNKED + b"f" * 20 + b"\r\nabc"), FailureCode.BROKEN_TRANSFER, "HTTP"),
    "breaks off its compression": (
        reply(200, gzip.compress(MUCH)[:-9], content_encoding="gzip"),
        FailureCode.BROKEN_TRANSFER,
        "gzip",
    ),
    "is not compressed as it says": (
        reply(200, b"<html>", content_encoding="gzip"),
        FailureCode.BROKEN_TRANSFER,
        "gzip",
    ),
    "hangs up at once": (say(b""), FailureCode.BROKEN_TRANSFER, "EOF"),
    "resets at once": (say_and_reset(b""), FailureCode.BROKEN_TRANSFER, "ECONNRESET"),
    "resets in the headers": (say_and_reset(OK), FailureCode.BROKEN_TRANSFER, "ECONNRESET"),
    "resets in the body": (say_and_reset(OK + b"Content-Length: 9\r\n\r\nabc"), FailureCode.BROKEN_TRANSFER, "EOF"),
    "speaks another protocol": (say(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), FailureCode.BROKEN_TRANSFER, "HTTP"),
    "speaks no protocol": (say(bytes(range(256))), FailureCode.BROKEN_TRANSFER, "HTTP"),
    "has an impossible status": (say(b"HTTP/1.1 99 No\r\n\r\n"), FailureCode.BROKEN_TRANSFER, "HTTP"),
    "sends a status line without end": (say_for_ever(b"HTTP/1.1 200 ", MUCH), FailureCode.BROKEN_TRANSFER, "HTTP"),
    "sends a header without end": (say_for_ever(OK + b"X: ", MUCH), FailureCode.BROKEN_TRANSFER, "HTTP"),
    "sends headers without end": (say_for_ever(OK, b"X-A: b\r\n" * 1000), FailureCode.BROKEN_TRANSFER, "HTTP"),
    "sends trailers without end": (
        say_for_ever(CHUNKED + b"1\r\na\r\n0\r\n", b"X-A: b\r\n" * 1000),
        FailureCode.BROKEN_TRANSFER,
        "HTTP",
    ),
    "sends a chunk's name without end": (say_for_ever(CHUNKED + b"5;a=", MUCH), FailureCode.TIMEOUT, "0.25 s"),
    "sends interim answers without end": (
        say_for_ever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        FailureCode.TIMEOUT,
        "0.25 s",
    ),
    "sends a body without end": (say_for_ever(OK + b"\r\n", MUCH), FailureCode.TOO_LARGE, "512 KiB"),
    "sends chunks without end": (
        say_for_ever(CHUNKED, b"10000\r\n" + MUCH + b"\r\n"),
        FailureCode.TOO_LARGE,
        "512 KiB",
    ),
    "sends a bomb": (
        reply(200, gzip.compress(bytes(50 * MEBIBYTE)), content_encoding="gzip"),
        FailureCode.TOO_LARGE,
        "512 KiB",
    ),
    "sends bombs without end": (
        say_for_ever(GZIPPED, gzip.compress(bytes(MEBIBYTE))),
        FailureCode.TOO_LARGE,
        "512 KiB",
    ),
    "sends empty compression without end": (
        say_for_ever(GZIPPED, gzip.compress(b"") * 1000),
        FailureCode.BROKEN_TRANSFER,
        "gzip",
    ),
    "drips its headers": (say_for_ever(OK + b"X: ", b"x", 0.01), FailureCode.TIMEOUT, "0.25 s"),
    "drips its body": (say_for_ever(OK + b"\r\n", b"x", 0.01), FailureCode.TIMEOUT, "0.25 s"),
    "stalls": (stall(), FailureCode.TIMEOUT, "0.25 s"),
    "stalls in the body": (stall(OK + b"Content-Length: 9\r\n\r\nabc"), FailureCode.TIMEOUT, "0.25 s"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_server_is_a_failure_in_bounded_time_and_memory(name: str) -> None:
    """The failure has its code and a short fact, comes within the tries' timeouts, and costs a few megabytes."""
    script, code, detail = HOSTILE[name]

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[FailureCode, str, int]:
        web.say("/feed", script)
        error = await failure(http, Request(url=web.url("/feed")))
        return error.code, error.detail, len(web.heard)

    tracemalloc.start()
    began = time.monotonic()
    try:
        found = visit(scenario, limits=LIMITS, clock=ManualClock())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    transient = code is FailureCode.TIMEOUT or detail in {"EOF", "ECONNRESET"}
    assert (code, detail, 2 if transient else 1) == found
    assert time.monotonic() - began < 2.0
    assert peak < 6 * MEBIBYTE
    assert re.fullmatch(r"[\w /.-]{1,20}", detail)


def test_a_closed_port_is_unreachable_and_asked_once() -> None:
    """A connection refused is told as such, and not tried again."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[FailureCode, str]:
        error = await failure(http, Request(url=web.url("/feed", CLOSED_HOST)))
        return error.code, error.detail

    assert (FailureCode.UNREACHABLE, "ECONNREFUSED") == visit(scenario)


def has_ipv6() -> bool:
    """Tell whether this machine has an IPv6 loopback."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def test_an_ipv6_address_is_connected_to_as_such() -> None:
    """A host with an IPv6 address is tried over IPv6: the machine refuses, or has none."""

    async def scenario() -> tuple[FailureCode, str]:
        six = {HOST: ("::1", free_port())}
        async with HttpFetcher(LIMITS, user_agent=AGENT, secret={}.get, addresses=six) as http:
            error = await failure(http, Request(url=f"http://{HOST}/feed"))
            return error.code, error.detail

    code, detail = asyncio.run(scenario())
    assert FailureCode.UNREACHABLE == code
    assert ("ECONNREFUSED" == detail) == has_ipv6()


def test_the_other_watches_are_unharmed() -> None:
    """All the hostile servers at once, and the honest feed next to them is read all the same."""
    names = {f"h{number}.example": script for number, (script, _, _) in enumerate(HOSTILE.values())}

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[set[FailureCode], int]:
        web.say("/feed", reply(200, b"ok"))
        for host, script in names.items():
            web.say(f"/{host}", script)
        hostile = [failure(http, Request(url=web.url(f"/{host}", host))) for host in names]
        honest = http.fetch(Request(url=web.url("/feed", OTHER_HOST)))
        *errors, capture = await asyncio.gather(*hostile, honest)
        return {error.code for error in errors}, capture.status

    expected = {FailureCode.TIMEOUT, FailureCode.TOO_LARGE, FailureCode.BROKEN_TRANSFER}, 200
    assert expected == visit(scenario, limits=LIMITS, clock=ManualClock(), hosts=[*names, OTHER_HOST])
