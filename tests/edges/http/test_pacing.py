"""Waits: one request at a time per host, at its pace; retries that really wait; Retry-After under a ceiling."""

import asyncio
import datetime as dt
import email.utils
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Request
from collector.edges.http import HttpFetcher, Limits
from collector.edges.http.pacing import Pacing, Patience, SystemClock, seconds_asked
from tests.support.fetching import HOST, NOON, OTHER_HOST, QUICK, ManualClock, failure, visit
from tests.support.loopback import Loopback, later, reply, say_and_reset, stall

pytestmark = pytest.mark.slow

SOON = Limits(timeout=0.1, pace=0.0, backoff=10.0)


def starts(pacing: Pacing, clock: ManualClock, hosts: Sequence[str]) -> dict[str, list[float]]:
    """Return when each host's turns began, all asked for at once."""
    began: dict[str, list[float]] = {}

    async def take(host: str) -> None:
        async with pacing.turn(host):
            began.setdefault(host, []).append(clock.monotonic())

    async def within() -> None:
        await asyncio.gather(*(take(host) for host in hosts))

    asyncio.run(within())
    return began


def test_requests_to_one_host_start_a_pace_apart() -> None:
    """Three requests to a host start at least `pace` seconds after one another."""
    clock = ManualClock()
    assert {"a": [0.0, 1.5, 3.0]} == starts(Pacing(Limits(pace=1.5), clock), clock, ["a", "a", "a"])


def test_a_crawl_delay_slows_its_host_only_and_never_below_the_pace() -> None:
    """After `slow`, a host is asked at its own, longer gap; a shorter one changes nothing."""
    clock = ManualClock()
    pacing = Pacing(Limits(pace=1.0), clock)
    pacing.slow("slow", 4.0)
    pacing.slow("fast", 0.1)
    assert {"slow": [0.0, 4.0]} == starts(pacing, clock, ["slow", "slow"])
    assert {"fast": [4.0, 5.0]} == starts(pacing, clock, ["fast", "fast"])


def test_a_held_host_is_left_alone_by_all() -> None:
    """While a host is held, even the first request to it waits; a shorter hold does not cut a longer one."""
    clock = ManualClock()
    pacing = Pacing(QUICK, clock)
    pacing.hold("a", 7.0)
    pacing.hold("a", 2.0)
    assert {"a": [7.0]} == starts(pacing, clock, ["a"])


def test_a_host_is_asked_one_request_at_a_time_and_hosts_in_parallel() -> None:
    """With four slow answers on two hosts, two requests are open at once, never two on one host."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[int, int]:
        web.say("/slow", later(0.05, reply()))
        same = [Request(url=web.url("/slow", HOST))] * 2
        await asyncio.gather(*map(http.fetch, same))
        alone, web.busiest = web.busiest, 0
        both = [*same, *[Request(url=web.url("/slow", OTHER_HOST))] * 2]
        await asyncio.gather(*map(http.fetch, both))
        return alone, web.busiest

    assert (1, 2) == visit(scenario)


def test_hosts_at_once_bounds_the_whole() -> None:
    """With one slot, two hosts are asked one after the other."""

    async def scenario(web: Loopback, http: HttpFetcher) -> int:
        web.say("/slow", later(0.05, reply()))
        await asyncio.gather(*(http.fetch(Request(url=web.url("/slow", host))) for host in (HOST, OTHER_HOST)))
        return web.busiest

    assert 1 == visit(scenario, limits=Limits(pace=0, hosts_at_once=1))


def test_a_stalled_host_harms_no_other() -> None:
    """While one host hangs until its timeout, another is read at once."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[int, bool, FailureCode]:
        web.say("/hang", stall())
        web.say("/feed", reply())
        hanging = asyncio.create_task(failure(http, Request(url=web.url("/hang", HOST))))
        await asyncio.sleep(0.01)
        capture = await http.fetch(Request(url=web.url("/feed", OTHER_HOST)))
        return capture.status, hanging.done(), (await hanging).code

    assert (200, False, FailureCode.TIMEOUT) == visit(scenario, limits=Limits(timeout=0.4, retries=0, pace=0))


def test_a_cancelled_request_gives_its_turn_back() -> None:
    """Cancelling a fetch that hangs raises CancelledError, and the host can be asked again."""

    async def scenario(web: Loopback, http: HttpFetcher) -> int:
        web.say("/hang", stall())
        web.say("/feed", reply())
        hanging = asyncio.create_task(http.fetch(Request(url=web.url("/hang"))))
        await asyncio.sleep(0.02)
        hanging.cancel()
        with pytest.raises(asyncio.CancelledError):
            await hanging
        return (await http.fetch(Request(url=web.url("/feed")))).status

    assert 200 == visit(scenario)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_an_overloaded_server_is_asked_again_and_may_recover(status: int) -> None:
    """After two refusals the third try is kept, and each retry waited twice as long as the one before."""
    clock = ManualClock()

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[int, int]:
        web.say("/feed", reply(status), reply(status), reply(200, b"ok"))
        capture = await http.fetch(Request(url=web.url("/feed")))
        return capture.status, len(web.heard)

    assert (200, 3) == visit(scenario, limits=SOON, clock=clock)
    first, second = clock.slept
    assert 10.0 == pytest.approx(first, rel=0.25)
    assert 20.0 == pytest.approx(second, rel=0.25)
    assert first >= 10.0
    assert second >= 20.0


@pytest.mark.parametrize("status", [429, 503])
def test_the_last_refusal_is_a_capture(status: int) -> None:
    """When every try is refused, the answer comes back with its status: its meaning is for the kind."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[int, bytes, int]:
        web.say("/feed", reply(status, b"busy"))
        capture = await http.fetch(Request(url=web.url("/feed")))
        return capture.status, capture.body, len(web.heard)

    assert (status, b"busy", 3) == visit(scenario, limits=SOON, clock=ManualClock())


@pytest.mark.parametrize("retry_after", ["", "3600"])
def test_a_final_refusal_is_asked_once(retry_after: str) -> None:
    """Where the answer itself says why, it comes back at once with its body, whatever it asks to wait."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[int, bytes, int]:
        web.say("/feed", reply(429, b"quota 0", **({"retry_after": retry_after} if retry_after else {})))
        capture = await http.fetch(Request(url=web.url("/feed"), final=frozenset({429})))
        return capture.status, capture.body, len(web.heard)

    clock = ManualClock()
    assert (429, b"quota 0", 1) == visit(scenario, limits=SOON, clock=clock)
    assert [] == clock.slept


def test_another_refusal_of_the_same_request_is_asked_again() -> None:
    """What is final is named: a server that fails may recover."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[int, int]:
        web.say("/feed", reply(503), reply(200, b"ok"))
        capture = await http.fetch(Request(url=web.url("/feed"), final=frozenset({429})))
        return capture.status, len(web.heard)

    assert (200, 2) == visit(scenario, limits=SOON, clock=ManualClock())


@pytest.mark.parametrize("status", [200, 204, 400, 401, 403, 404, 410, 451, 501, 505])
def test_other_statuses_are_not_retried(status: int) -> None:
    """A refusal that another try cannot change is asked once."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[int, int]:
        web.say("/feed", reply(status))
        return (await http.fetch(Request(url=web.url("/feed")))).status, len(web.heard)

    assert (status, 1) == visit(scenario)


def test_a_timeout_and_a_reset_are_retried() -> None:
    """A server that stalls, then tears the line down, then answers, is read."""

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[bytes, int]:
        web.say("/feed", stall(), say_and_reset(b""), reply(200, b"ok"))
        return (await http.fetch(Request(url=web.url("/feed")))).body, len(web.heard)

    assert (b"ok", 3) == visit(scenario, limits=SOON, clock=ManualClock())


def test_retries_wait_on_the_real_clock() -> None:
    """With the machine's clock, a retry comes after its backoff and not at once."""

    async def scenario(web: Loopback, http: HttpFetcher) -> list[float]:
        web.say("/feed", reply(503), reply(503), reply(200))
        await http.fetch(Request(url=web.url("/feed")))
        return [heard.began for heard in web.heard]

    began = visit(scenario, limits=Limits(pace=0, backoff=0.1), clock=SystemClock())
    assert began[1] - began[0] >= 0.1
    assert began[2] - began[1] >= 0.2


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_retry_after_under_the_ceiling_is_honoured(form: str) -> None:
    """« Come back in a minute » is obeyed, said in seconds or as a date."""
    clock = ManualClock()
    value = "60" if form == "seconds" else email.utils.format_datetime(NOON + dt.timedelta(seconds=60), usegmt=True)

    async def scenario(web: Loopback, http: HttpFetcher) -> int:
        web.say("/feed", reply(429, retry_after=value), reply(200))
        return (await http.fetch(Request(url=web.url("/feed")))).status

    assert 200 == visit(scenario, limits=Limits(pace=0), clock=clock)
    assert [60.0] == clock.slept


@pytest.mark.parametrize("value", ["3600", "9" * 5000, "Tue, 10 Nov 2026 12:00:00 GMT"])
def test_a_retry_after_beyond_the_ceiling_ends_the_fetch_at_once(value: str) -> None:
    """« Come back tomorrow » is a failure told now, without a wait and without another try."""
    clock = ManualClock()

    async def scenario(web: Loopback, http: HttpFetcher) -> tuple[FetchError, int]:
        web.say("/feed", reply(503, retry_after=value))
        return await failure(http, Request(url=web.url("/feed"))), len(web.heard)

    error, asked = visit(scenario, limits=Limits(pace=0), clock=clock)
    assert (FailureCode.RATE_LIMITED, 1, []) == (error.code, asked, clock.slept)
    assert error.detail.startswith("Retry-After ")


def test_a_host_cannot_add_up_its_waits_beyond_the_ceiling() -> None:
    """Two waits of a minute are granted to a host; the third is refused; another host has its own account."""
    patience = Patience(Limits(retry_after_ceiling=120), ManualClock(), "")
    assert [60.0, 60.0] == [patience.before_retry("a", retry, "60") for retry in (0, 1)]
    with pytest.raises(FetchError) as caught:
        patience.before_retry("a", 0, "60")
    assert (FailureCode.RATE_LIMITED, "Retry-After 60 s") == (caught.value.code, caught.value.detail)
    assert 60.0 == patience.before_retry("b", 0, "60")


def test_practices_are_spread_but_each_is_repeatable() -> None:
    """The same practice waits the same each time; another one waits differently."""

    def wait(salt: str) -> float:
        return Patience(Limits(), ManualClock(), salt).before_retry("a", 0)

    assert wait("one") == wait("one")
    assert wait("one") != wait("two")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 120 ", 120.0),
        ("Mon, 09 Nov 2026 12:02:00 GMT", 120.0),
        ("Mon, 09 Nov 2026 12:02:00 -0000", 120.0),
        ("Monday, 09-Nov-26 12:02:00 GMT", 120.0),
        ("Mon, 09 Nov 2026 11:00:00 GMT", 0.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("Mon, 99 Nov 2026 12:00:00 GMT", None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str, seconds: float | None) -> None:
    """Seconds and HTTP dates are read, the past counts as now, and anything else as nothing said."""
    assert seconds == seconds_asked(value, NOON)


@given(
    st.text(max_size=40) | st.from_regex(r"[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d+ \d+:\d+:\d+ [+-]?\w*", fullmatch=True)
)
def test_no_retry_after_raises(value: str) -> None:
    """Whatever a server writes there, it is a duration that can be waited or nothing."""
    seconds = seconds_asked(value, NOON)
    assert seconds is None or seconds >= 0
