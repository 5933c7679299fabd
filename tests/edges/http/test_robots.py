"""Robots.txt: asked once per host, for pages only; a server that fails gives no permission."""

import asyncio

import pytest

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Request
from collector.edges.http import HttpFetcher, Limits
from collector.edges.http.exchange import Answer
from collector.edges.http.limits import KIBIBYTE
from collector.edges.http.robots import rules_in
from tests.support.fetching import HOST, OTHER_HOST, ManualClock, failure, visit
from tests.support.loopback import Loopback, Script, reply, say_for_ever, stall

RULES = b"\xef\xbb\xbfUser-agent: *\nDisallow: /private\nCrawl-delay: 5\n\nUser-agent: OtherBot\nDisallow: /\n"
BRIEF = Limits(timeout=0.1, retries=0, pace=0, backoff=0, robots_cap=KIBIBYTE)


def page(web: Loopback, path: str = "/page", host: str = HOST) -> Request:
    """Return the request of a page made for people."""
    return Request(url=web.url(path, host), page=True)


def read_with(robots: Script, path: str = "/page", *, as_page: bool = True) -> tuple[int | FetchError, list[str]]:
    """Return how reading `path` ends with that robots.txt, and what was asked."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[int | FetchError, list[str]]:
        web.say("/robots.txt", robots)
        for known in ("/page", "/private/page"):
            web.say(known, reply(200, b"<html>"))
        request = Request(url=web.url(path), page=as_page)
        try:
            return (await http.fetch(request)).status, web.targets()
        except FetchError as error:
            return error, web.targets()

    return visit(scenario, limits=BRIEF, clock=ManualClock())


def test_an_allowed_page_is_read_after_its_robots() -> None:
    """Robots.txt is asked first, then the page."""
    assert (200, ["/robots.txt", "/page"]) == read_with(reply(200, RULES))


def test_a_disallowed_page_is_not_asked_for() -> None:
    """A page that robots.txt refuses is never requested."""
    error, asked = read_with(reply(200, RULES), "/private/page")
    assert ["/robots.txt"] == asked
    assert isinstance(error, FetchError)
    assert (FailureCode.ROBOTS, "Disallow") == (error.code, error.detail)


def test_a_feed_asks_for_no_robots() -> None:
    """What is published for machines is read without asking."""
    assert (200, ["/private/page"]) == read_with(reply(200, RULES), "/private/page", as_page=False)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_no_robots_file_means_everything_is_allowed(status: int) -> None:
    """A server that says it has no such file refuses nothing (RFC 9309)."""
    assert 200 == read_with(reply(status))[0]


@pytest.mark.parametrize(
    ("robots", "detail"),
    [
        (reply(500), "robots.txt: HTTP 500"),
        (reply(503), "robots.txt: HTTP 503"),
        (reply(429), "robots.txt: HTTP 429"),
        (reply(204), "robots.txt: HTTP 204"),
        (reply(429, retry_after="3600"), "robots.txt: HTTP 429"),
        (stall(), "robots.txt: timeout"),
        (reply(302, location="/robots.txt"), "robots.txt: too-many-redirects"),
        (say_for_ever(b"HTTP/1.1 200 OK\r\n\r\n", b"Disallow:\n" * 100), "robots.txt: too-large"),
    ],
)
def test_a_robots_file_that_cannot_be_read_forbids(robots: Script, detail: str) -> None:
    """Where permission cannot be asked it is not taken, and the failure says why."""
    error, asked = read_with(robots)
    assert isinstance(error, FetchError)
    assert (FailureCode.ROBOTS, detail) == (error.code, error.detail)
    assert "/page" not in asked


def test_a_robots_file_that_leads_to_a_forbidden_address_says_so() -> None:
    """A redirect of robots.txt to the metadata server is told as what it is."""
    error, _ = read_with(reply(301, location="http://169.254.169.254/robots.txt"))
    assert isinstance(error, FetchError)
    assert FailureCode.FORBIDDEN_ADDRESS == error.code


def test_robots_is_asked_once_per_host_even_by_two_at_once() -> None:
    """Several pages of a host, at once or later, cost one robots.txt; another host has its own."""

    async def scenario(web: Loopback, http: HttpFetcher) -> list[str]:
        web.say("/robots.txt", reply(404))
        web.say("/page", reply())
        await asyncio.gather(http.fetch(page(web)), http.fetch(page(web)))
        await http.fetch(page(web))
        await http.fetch(page(web, host=OTHER_HOST))
        return web.targets()

    asked = visit(scenario)
    assert (2, 4) == (asked.count("/robots.txt"), asked.count("/page"))


def test_a_failing_robots_is_remembered_too() -> None:
    """A host whose robots.txt fails is not asked again in the same pass, and each page fails for the same reason."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[list[str], list[str]]:
        web.say("/robots.txt", reply(500))
        errors = [await failure(http, page(web)) for _ in range(2)]
        return [error.detail for error in errors], web.targets()

    assert (["robots.txt: HTTP 500"] * 2, ["/robots.txt"]) == visit(scenario, limits=BRIEF)


def test_the_host_a_page_redirects_to_is_asked_as_well() -> None:
    """A redirect to another host is followed only if that host's robots.txt agrees."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[FailureCode, list[str]]:
        web.say("/robots.txt", reply(404), reply(200, b"User-agent: renom\nDisallow: /"))
        web.say("/page", reply(302, location=web.url("/elsewhere", OTHER_HOST)))
        return (await failure(http, page(web))).code, web.targets()

    assert (FailureCode.ROBOTS, ["/robots.txt", "/page", "/robots.txt"]) == visit(scenario)


@pytest.mark.parametrize(("asked", "kept"), [("5", 5.0), ("86400", 30.0), ("soon", 0.0)])
def test_a_crawl_delay_is_kept_under_its_ceiling(asked: str, kept: float) -> None:
    """The page comes `Crawl-delay` seconds after robots.txt, at most the ceiling."""
    clock = ManualClock()

    async def scenario(web: Loopback, http: HttpFetcher) -> int:
        web.say("/robots.txt", reply(200, f"User-agent: *\nCrawl-delay: {asked}\n".encode()))
        web.say("/page", reply())
        return (await http.fetch(page(web))).status

    assert 200 == visit(scenario, limits=Limits(pace=0), clock=clock)
    assert kept == clock.elapsed


def test_robots_counts_in_the_pace() -> None:
    """Asking for robots.txt is a request like another: the page waits its turn after it."""
    clock = ManualClock()

    async def scenario(web: Loopback, http: HttpFetcher) -> int:
        web.say("/page", reply())
        return (await http.fetch(page(web))).status

    assert 200 == visit(scenario, limits=Limits(pace=1.0), clock=clock)
    assert [1.0] == clock.slept


def test_a_robots_file_made_to_choke_the_parser_is_refused() -> None:
    """Thousands of robots times thousands of rules are refused before they are parsed."""
    lines = [f"User-agent: bot{number}" for number in range(5000)] + ["Disallow: /x"] * 5000
    with pytest.raises(FetchError) as caught:
        rules_in(Answer(200, {}, "\n".join(lines).encode()))
    assert FailureCode.ROBOTS == caught.value.code
