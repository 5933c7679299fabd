"""When a host may be asked: one request at a time, at its pace, later when it asks us to come back later.

It decides waits only. It must not know what is asked, nor read an answer beyond its Retry-After.
"""

import asyncio
import datetime as dt
import email.utils
import re
import time
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

from collector.core.errors import FailureCode, FetchError
from collector.edges.http.limits import Limits

_SECONDS = re.compile(r"[0-9]+")
_MOST_DIGITS = 9  # thirty years: more is only more of the same
_JITTER = 0.25  # at most this part is added to a wait


class Clock(Protocol):
    """Time as this edge needs it; a test gives one that does not make it wait."""

    def monotonic(self) -> float:
        """Return seconds from an arbitrary point, never going back."""

    def now(self) -> dt.datetime:
        """Return the date and time, in UTC."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The clock of the machine."""

    def monotonic(self) -> float:
        """Return seconds from an arbitrary point, never going back."""
        return time.monotonic()

    def now(self) -> dt.datetime:
        """Return the date and time, in UTC."""
        return dt.datetime.now(dt.UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@dataclass
class _Line:
    """The queue of one host."""

    gap: float  # seconds between two starts
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    last_start: float = float("-inf")
    held_until: float = float("-inf")


class Pacing:
    """Gives each request its turn: hosts in parallel, one request at a time per host, `pace` between their starts."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._clock = clock
        self._slots = asyncio.Semaphore(limits.hosts_at_once)
        self._lines: dict[str, _Line] = defaultdict(lambda: _Line(limits.pace))

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the turn of a request to `host`, and keep the others of that host waiting until it ends."""
        line = self._lines[host]
        async with line.busy:
            wait = max(line.last_start + line.gap, line.held_until) - self._clock.monotonic()
            if wait > 0:
                await self._clock.sleep(wait)
            # Taken only now: a host that waits takes no place from the others.
            async with self._slots:
                line.last_start = self._clock.monotonic()
                yield

    def slow(self, host: str, gap: float) -> None:
        """Leave at least `gap` seconds between two starts on `host` from now on (Crawl-delay)."""
        line = self._lines[host]
        line.gap = max(line.gap, gap)

    def hold(self, host: str, seconds: float) -> None:
        """Ask `host` nothing for `seconds`: a host that is failing or full is left alone by all the watches."""
        line = self._lines[host]
        line.held_until = max(line.held_until, self._clock.monotonic() + seconds)


class Patience:
    """How long to wait before asking again. `salt` spreads the practices, which all have the same code and hours."""

    def __init__(self, limits: Limits, clock: Clock, salt: str) -> None:
        self._limits = limits
        self._clock = clock
        self._salt = salt
        self._waited: dict[str, float] = defaultdict(float)

    def before_retry(self, host: str, retry: int, retry_after: str | None = None) -> float:
        """Return the seconds to wait before retry number `retry` (from 0) of a request to `host`.

        `retry_after` is the header's value, if any. Raise FetchError (RATE_LIMITED) when the waits that this host has
        asked for exceed the ceiling: a host must not hold up a pass.
        """
        backoff = float(self._limits.backoff * 2**retry * (1 + _JITTER * self._spread(host, retry)))
        asked = None if retry_after is None else seconds_asked(retry_after, self._clock.now())
        if asked is None:
            return backoff
        if self._waited[host] + asked > self._limits.retry_after_ceiling:
            raise FetchError(FailureCode.RATE_LIMITED, f"Retry-After {asked:.0f} s")
        self._waited[host] += asked
        return max(asked, backoff)

    def _spread(self, host: str, retry: int) -> float:
        return zlib.crc32(f"{self._salt} {host} {retry}".encode()) / 2**32


def seconds_asked(retry_after: str, now: dt.datetime) -> float | None:
    """Return how long a Retry-After (seconds or HTTP date, RFC 9110 section 10.2.3) asks to wait, never below 0.

    Return None when it says neither.
    """
    value = retry_after.strip()
    if _SECONDS.fullmatch(value):
        return float(value) if len(value) <= _MOST_DIGITS else 10.0**_MOST_DIGITS
    try:
        date = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if date.tzinfo is None:  # "-0000": UTC, from a place that does not say which
        date = date.replace(tzinfo=dt.UTC)
    return max(0.0, (date - now).total_seconds())
