"""A fetcher opened on a loopback web, a clock that does not make a test wait, and names without a name server."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from collector.core.errors import FetchError
from collector.core.reading import Request
from collector.edges.http import HttpFetcher, Limits
from collector.edges.http.limits import KIBIBYTE
from collector.edges.http.pacing import Clock, SystemClock
from tests.support.loopback import Loopback, free_port, loopback

HOST = "site.example"
OTHER_HOST = "other.example"
CLOSED_HOST = "closed.example"  # where nobody listens
AGENT = "Renom/0.0.0 (contact@tilleuls.example)"
NOON = dt.datetime(2026, 11, 9, 12, 0, tzinfo=dt.UTC)
# No pace and no wait between retries; a timeout that loopback never needs.
QUICK = Limits(timeout=2.0, body_cap=512 * KIBIBYTE, backoff=0.0, pace=0.0)

Result = TypeVar("Result")


@dataclass
class ManualClock:
    """A clock that moves only when someone sleeps; it keeps every sleep."""

    elapsed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        """Return the seconds slept so far."""
        return self.elapsed

    def now(self) -> dt.datetime:
        """Return noon plus the seconds slept so far."""
        return NOON + dt.timedelta(seconds=self.elapsed)

    async def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.slept.append(seconds)
        self.elapsed += seconds
        await asyncio.sleep(0)


@dataclass
class Names:
    """A name server: what each name is answered, and what was asked."""

    known: Mapping[str, Sequence[str]]
    asked: list[str] = field(default_factory=list)

    def look_up(self, host: str) -> Sequence[str]:
        """Answer, or fail as the system's resolver does."""
        self.asked.append(host)
        if host not in self.known:
            raise OSError(f"no name {host}")
        return self.known[host]


def visit(
    scenario: Callable[[Loopback, HttpFetcher], Awaitable[Result]],
    *,
    limits: Limits = QUICK,
    clock: Clock | None = None,
    secrets: Mapping[str, str] | None = None,
    hosts: Collection[str] = (HOST, OTHER_HOST),
) -> Result:
    """Run `scenario` with a loopback web and a fetcher for which all the `hosts` are that web."""

    async def within() -> Result:
        async with loopback() as web:
            addresses = {**dict.fromkeys(hosts, web.place()), CLOSED_HOST: ("127.0.0.1", free_port())}
            async with HttpFetcher(
                limits,
                user_agent=AGENT,
                secret=(secrets or {}).get,
                addresses=addresses,
                clock=clock or SystemClock(),
            ) as http:
                return await scenario(web, http)

    return asyncio.run(within())


async def failure(http: HttpFetcher, request: Request) -> FetchError:
    """Return the FetchError that `request` ends with."""
    try:
        capture = await http.fetch(request)
    except FetchError as error:
        return error
    raise AssertionError(f"no failure, but HTTP {capture.status}")
