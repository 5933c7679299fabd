"""The ordinary course of a fetch: what is sent, what comes back, redirects, TLS, secrets."""

import asyncio
import gzip
import os
import ssl
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

import tests.support
from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Capture, Request
from collector.edges.http import HttpFetcher, Limits, user_agent
from tests.support.fetching import AGENT, HOST, OTHER_HOST, QUICK, failure, visit
from tests.support.loopback import Heard, Loopback, loopback, reply, say, say_for_ever

PEM = Path(tests.support.__file__).parent / "loopback.pem"
BODY = b"<rss/>" * 1000


def test_an_answer_becomes_a_capture() -> None:
    """Status, final address, headers in lower case and the very bytes are captured."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[Request, Capture, str]:
        web.say("/feed", reply(200, BODY, content_type="text/xml", etag='"v1"'))
        request = Request(url=web.url("/feed#part"))
        return request, await http.fetch(request), web.url("/feed")

    request, capture, url = visit(scenario)
    headers = {"content-type": "text/xml", "etag": '"v1"', "content-length": "6000"}
    assert Capture(request, url, 200, headers, BODY) == capture


def test_what_is_sent_is_truthful_and_little() -> None:
    """A request says who asks and what it accepts; no cookie, no referer, nothing else."""

    async def scenario(web: Loopback, http: HttpFetcher) -> dict[str, str]:
        web.say("/feed", reply(302, location="/next", set_cookie="visitor=1; Path=/"))
        await http.fetch(Request(url=web.url("/feed"), accept="application/rss+xml"))
        assert ["/feed", "/next"] == web.targets()
        assert web.heard[0].headers == web.heard[1].headers
        return {**web.heard[1].headers, "host": web.heard[1].headers["host"].split(":")[0]}

    expected = {
        "host": HOST,
        "user-agent": AGENT,
        "accept": "application/rss+xml",
        "accept-encoding": "gzip, deflate",
        "connection": "close",
    }
    assert expected == visit(scenario)


@pytest.mark.parametrize(("encoding", "compress"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_compressed_answer_is_captured_decompressed(encoding: str, compress) -> None:
    """The captured bytes are those of the document, not of its packing."""

    async def scenario(web: Loopback, http: HttpFetcher) -> bytes:
        web.say("/feed", reply(200, compress(BODY), content_encoding=encoding))
        return (await http.fetch(Request(url=web.url("/feed")))).body

    assert visit(scenario) == BODY


def test_a_conditional_request_may_be_answered_not_modified() -> None:
    """Etag and date are sent, and a 304 is captured empty, whatever length it claims for the document."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[int, bytes, str, str]:
        web.say("/feed", reply(304, content_length="99999999"))
        request = Request(url=web.url("/feed"), etag='W/"v1"', modified="Mon, 09 Nov 2026 12:00:00 GMT")
        capture = await http.fetch(request)
        sent = web.heard[0].headers
        return capture.status, capture.body, sent["if-none-match"], sent["if-modified-since"]

    assert (304, b"", 'W/"v1"', "Mon, 09 Nov 2026 12:00:00 GMT") == visit(scenario)


def test_a_not_modified_that_nobody_asked_for_is_a_failure() -> None:
    """A 304 to an unconditional request would read as « unchanged » for ever: it is refused."""

    async def scenario(web: Loopback, http: HttpFetcher) -> list[FailureCode]:
        web.say("/feed", reply(304))
        web.say("/moved", reply(301, location="/feed"))
        requests = (Request(url=web.url("/feed")), Request(url=web.url("/moved"), etag='"v1"'))
        return [(await failure(http, request)).code for request in requests]

    assert [FailureCode.UNEXPECTED_STATUS] * 2 == visit(scenario)


def test_validators_go_to_the_first_hop_only() -> None:
    """After a redirect the request is plain: the validators belong to the first address."""

    async def scenario(web: Loopback, http: HttpFetcher) -> list[bool]:
        web.say("/old", reply(301, location="/new"))
        web.say("/new", reply())
        await http.fetch(Request(url=web.url("/old"), etag='"v1"', modified="Mon, 09 Nov 2026 12:00:00 GMT"))
        return ["if-none-match" in heard.headers or "if-modified-since" in heard.headers for heard in web.heard]

    assert [True, False] == visit(scenario)


@pytest.mark.parametrize("value", ['"a"\r\nX-Injected: 1', '"a"\nX: 1', '"é"', "\0", "\udcff", "x" * 5000])
def test_nothing_can_be_injected_through_a_validator(value: str) -> None:
    """An etag, a date or an accept that is not plain text is left out, and the request is still made."""

    async def scenario(web: Loopback, http: HttpFetcher) -> set[str]:
        web.say("/feed", reply())
        await http.fetch(Request(url=web.url("/feed"), etag=value, modified=value, accept=value))
        return set(web.heard[0].headers)

    sent = visit(scenario)
    assert not sent & {"if-none-match", "if-modified-since", "x-injected", "x"}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("0.1.0", "https://tilleuls.example"), "Renom/0.1.0 (https://tilleuls.example)"),
        (("0.1.0", ""), "Renom/0.1.0"),
        (
            ("1.0.0rc1", "contact@tilleuls.example", "https://renom.example"),
            "Renom/1.0.0rc1 (+https://renom.example; contact@tilleuls.example)",
        ),
        (("0.1\r\n", "Cabinet\r\nX: 1 (é) \\ ☎"), "Renom/0.1 (CabinetX: 1 e)"),
    ],
)
def test_the_user_agent_names_the_program_and_the_practice(parts: tuple[str, ...], expected: str) -> None:
    """The User-Agent says the program, its version and how to reach us, and can hold nothing else."""
    assert expected == user_agent(*parts)


@pytest.mark.parametrize("agent", ["", "Renom/1\r\nX: 1", "Renom/1 é"])
def test_a_user_agent_that_is_not_plain_is_refused(agent: str) -> None:
    """The fetcher does not start with a User-Agent that could carry a header."""
    with pytest.raises(ValueError, match="plain ASCII"):
        HttpFetcher(QUICK, user_agent=agent, secret={}.get)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_the_final_address(status: int) -> None:
    """A chain across hosts is followed, and the capture bears the last address; redirect bodies are not read."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[str, str, bytes]:
        web.say("/one", reply(status, location="two"))
        endless = f"HTTP/1.1 {status} Moved\r\nLocation: {web.url('/three', OTHER_HOST)}\r\n\r\n"
        web.say("/two", say_for_ever(endless.encode(), b"x" * 1000))
        web.say("/three", reply(200, b"here"))
        capture = await http.fetch(Request(url=web.url("/one")))
        return capture.url, web.url("/three", OTHER_HOST), capture.body

    final, expected, body = visit(scenario)
    assert (expected, b"here") == (final, body)


@pytest.mark.parametrize("status", [300, 304, 305, 302])
def test_a_redirect_without_a_place_is_an_answer(status: int) -> None:
    """A 3xx that leads nowhere comes back with its status."""

    async def scenario(web: Loopback, http: HttpFetcher) -> int:
        web.say("/feed", reply(status))
        return (await http.fetch(Request(url=web.url("/feed"), etag='"v1"'))).status

    assert status == visit(scenario)


def test_redirects_are_bounded() -> None:
    """A loop stops after five redirects: six requests in all."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[FailureCode, str, int]:
        web.say("/loop", reply(302, location="/loop"))
        error = await failure(http, Request(url=web.url("/loop")))
        return error.code, error.detail, len(web.heard)

    assert (FailureCode.TOO_MANY_REDIRECTS, "5", 6) == visit(scenario)


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://localhost/",
        "//10.0.0.1/",
        "file:///etc/passwd",
        "http://user:word@site.example/",
        "http://[",
    ],
)
def test_redirects_to_forbidden_places_are_refused(location: str) -> None:
    """Each hop passes the gate again: no public page can send us into the private network."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[FailureCode, int]:
        web.say("/feed", reply(302, location=location))
        return (await failure(http, Request(url=web.url("/feed")))).code, len(web.heard)

    assert (FailureCode.FORBIDDEN_ADDRESS, 1) == visit(scenario)


def tls_visit(host: str, *, trusted: bool, location: str = "") -> FailureCode | int:
    """Fetch over TLS from a server whose certificate is that of `HOST`."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(PEM)

    async def scenario() -> FailureCode | int:
        async with (
            loopback(server) as web,
            HttpFetcher(
                QUICK,
                user_agent=AGENT,
                secret={}.get,
                addresses={host: web.place()},
                tls=ssl.create_default_context(cafile=PEM) if trusted else None,
            ) as http,
        ):
            web.say("/feed", reply(302, location=location) if location else reply())
            request = Request(url=web.url("/feed", host))
            if trusted and host == HOST and not location:
                return (await http.fetch(request)).status
            return (await failure(http, request)).code

    return asyncio.run(scenario())


def test_a_trusted_certificate_is_checked_against_the_name() -> None:
    """TLS works with a fixed address too: what must match is the host's name."""
    assert 200 == tls_visit(HOST, trusted=True)


@pytest.mark.parametrize(("host", "trusted"), [(HOST, False), (OTHER_HOST, True)], ids=["unknown", "other name"])
def test_a_wrong_certificate_makes_a_host_unreachable(host: str, *, trusted: bool) -> None:
    """A certificate from nobody known, or for another name, is refused."""
    assert FailureCode.UNREACHABLE == tls_visit(host, trusted=trusted)


def test_a_redirect_never_leaves_tls() -> None:
    """A redirect from https to http is refused before anything is asked there."""
    assert FailureCode.FORBIDDEN_ADDRESS == tls_visit(HOST, trusted=True, location=f"http://{HOST}/feed")


def test_tls_with_a_server_that_has_none_is_unreachable() -> None:
    """A plain server behind an https address is a TLS failure, told as such."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[FailureCode, str]:
        error = await failure(http, Request(url=web.url("/feed").replace("http:", "https:")))
        return error.code, error.detail

    assert (FailureCode.UNREACHABLE, "TLS") == visit(scenario)


def test_a_secret_address_is_read_and_not_told() -> None:
    """The secret's address is fetched, and the capture holds neither it nor a header that repeats it."""

    async def scenario() -> Capture:
        async with loopback() as web:
            secrets = {"ALERT": f" {web.url('/alerts/token')}\n"}
            web.say("/alerts/token", reply(302, location="/alerts/token/feed"))
            web.say("/alerts/token/feed", reply(200, b"ok", etag='"v1"', link="</alerts/token/feed>; rel=self"))
            addresses = {HOST: web.place()}
            async with HttpFetcher(QUICK, user_agent=AGENT, secret=secrets.get, addresses=addresses) as http:
                return await http.fetch(Request(secret="ALERT"))

    capture = asyncio.run(scenario())
    assert ("", 200, b"ok", {"etag": '"v1"'}) == (capture.url, capture.status, capture.body, capture.headers)


def test_a_request_may_send_a_body_and_headers_of_its_own() -> None:
    """A body makes a POST; secrets are filled in on the way out, and the capture knows only their names."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[Capture, Heard]:
        web.say("/search?k=k%26y-of-the-practice", reply(200, b'{"you": "k&y-of-the-practice"}'))
        request = Request(
            url=web.url("/search?k={secret:KEY}"),
            headers={"Authorization": "Bearer {secret:KEY}"},
            body='{"key": "{secret:KEY}"}',
            content_type="application/json",
        )
        return await http.fetch(request), web.heard[0]

    capture, heard = visit(scenario, secrets={"KEY": "k&y-of-the-practice"})
    assert ("POST", b'{"key": "k&y-of-the-practice"}') == (heard.method, heard.body)
    assert ("Bearer k&y-of-the-practice", "application/json") == (
        heard.headers["authorization"],
        heard.headers["content-type"],
    )
    assert ("", b'{"you": "adresse-secrete"}') == (capture.url, capture.body)
    assert "k&y" not in repr(capture.request)


@pytest.mark.parametrize(
    ("location", "expected"), [("/there", "HTTP 200"), ("http://other.example:{port}/there", "redirect")]
)
def test_what_was_meant_for_one_server_is_not_carried_to_another(location: str, expected: str) -> None:
    """A redirect within the server is followed with the same headers; one to another server ends the fetch."""

    async def scenario(web: Loopback, http: HttpFetcher) -> str:
        web.say("/here", reply(307, location=location.format(port=web.port)))
        web.say("/there", reply(200, b"ok"))
        request = Request(url=web.url("/here"), headers={"X-Key": "{secret:KEY}"})
        try:
            return f"HTTP {(await http.fetch(request)).status}"
        except FetchError as error:
            return error.detail

    assert expected == visit(scenario, secrets={"KEY": "abcdefgh"})


@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_secret_is_named(value: str | None) -> None:
    """A secret that is not there is told by its name, which is what a person must set."""

    async def scenario(_: Loopback, http: HttpFetcher) -> tuple[FailureCode, str]:
        error = await failure(http, Request(secret="ALERT"))
        return error.code, error.detail

    secrets = {} if value is None else {"ALERT": value}
    assert (FailureCode.MISSING_SECRET, "ALERT") == visit(scenario, secrets=secrets)


@pytest.mark.parametrize(
    "request_",
    [Request(), Request(file="reviews.json"), Request(url="http://site.example/", secret="ALERT")],
)
def test_a_request_for_another_edge_is_a_fault_of_the_caller(request_: Request) -> None:
    """A file, nothing, or two places at once is no failure of a source."""

    async def scenario(_: Loopback, http: HttpFetcher) -> None:
        await http.fetch(request_)

    with pytest.raises(ValueError, match="exactly one of url and secret"):
        visit(scenario)


PROXIED = """
from collector.core.reading import Request
from tests.support.fetching import visit
from tests.support.loopback import reply

async def scenario(web, http):
    web.say("/feed", reply())
    return (await http.fetch(Request(url=web.url("/feed")))).status

print(visit(scenario))
"""


@pytest.mark.slow
def test_the_machines_proxy_is_not_used() -> None:
    """A proxy set in the environment would resolve names for us, behind the gate: it is left aside."""
    root = Path(tests.support.__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "http_proxy": "http://127.0.0.1:1", "no_proxy": ""}
    run = subprocess.run(
        [sys.executable, "-c", PROXIED], env=environment, cwd=root, capture_output=True, text=True, check=False
    )
    assert ("200\n", "") == (run.stdout, run.stderr)


def test_a_fetcher_that_is_not_open_says_so() -> None:
    """Using the fetcher outside its block is a fault of the caller."""
    http = HttpFetcher(QUICK, user_agent=AGENT, secret={}.get)
    with pytest.raises(RuntimeError, match="async with"):
        asyncio.run(http.fetch(Request(url="http://site.example/")))


def test_headers_are_kept_as_text() -> None:
    """Repeated headers are joined, and bytes that are no text become visible marks, never control characters."""
    head = b'HTTP/1.1 200 OK\r\nVary: a\r\nVary: b\r\nETag: "\xff\xc3\xa9"\r\nContent-Length: 0\r\n\r\n'

    async def scenario(web: Loopback, http: HttpFetcher) -> dict[str, str]:
        web.say("/feed", say(head))
        return dict((await http.fetch(Request(url=web.url("/feed")))).headers)

    assert {"vary": "a, b", "etag": '"\ufffdé"', "content-length": "0"} == visit(scenario)


def test_the_limits_are_those_that_were_agreed() -> None:
    """The defaults are polite: 20 s, 5 MiB, 5 redirects, 2 retries, 2 minutes of Retry-After, 1 s of pace."""
    limits = Limits()
    agreed = (20.0, 5 * 1024 * 1024, 5, 2, 120.0, 1.0, 20)
    assert agreed == (
        limits.timeout,
        limits.body_cap,
        limits.redirects,
        limits.retries,
        limits.retry_after_ceiling,
        limits.pace,
        limits.hosts_at_once,
    )
