"""May this page be read? Asks the robots.txt of its host once, and keeps the answer.

Robots.txt is asked for pages made for people; feeds and APIs are published for machines. The rules are those of
RFC 9309: no such file means everything is allowed, a server that fails means nothing is. It must not fetch by itself.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

from protego import Protego

from collector.core.errors import FailureCode, FetchError
from collector.edges.http.exchange import Address, Answer
from collector.edges.http.headers import PRODUCT

# The parser's time grows with (lines that name a robot) x (lines). Large real files stay well below; at this bound it
# takes half a second, during which nothing else runs.
_MOST_WORK = 250_000
_OK = 200
_TOO_MANY_REQUESTS = 429

Read = Callable[[str], Awaitable[Answer]]
Slow = Callable[[str, float], None]


class Robots:
    """What each host lets us read, for the life of a fetcher.

    `read` fetches the text of an address, politely; `slow` is told the Crawl-delay of a host, in seconds.
    """

    def __init__(self, read: Read, slow: Slow) -> None:
        self._read = read
        self._slow = slow
        self._rules: dict[str, Protego | FetchError] = {}
        self._asking: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def require(self, address: Address) -> None:
        """Raise FetchError unless the host of `address` lets us read it.

        ROBOTS: its robots.txt says no or cannot be read. FORBIDDEN_ADDRESS: the host itself must not be reached.
        """
        rules = await self._rules_of(address)
        if isinstance(rules, FetchError):
            raise FetchError(rules.code, rules.detail)
        if not rules.can_fetch(address.text, PRODUCT):
            raise FetchError(FailureCode.ROBOTS, "Disallow")

    async def _rules_of(self, address: Address) -> Protego | FetchError:
        async with self._asking[address.origin]:
            if address.origin not in self._rules:
                self._rules[address.origin] = await self._ask(address)
            return self._rules[address.origin]

    async def _ask(self, address: Address) -> Protego | FetchError:
        try:
            answer = await self._read(f"{address.origin}/robots.txt")
            rules = rules_in(answer)
        except FetchError as error:
            if error.code in {FailureCode.FORBIDDEN_ADDRESS, FailureCode.ROBOTS}:
                return FetchError(error.code, error.detail)
            # The fact that matters is that permission could not be asked; the code says why.
            return FetchError(FailureCode.ROBOTS, f"robots.txt: {error.code}")
        delay = rules.crawl_delay(PRODUCT)
        if delay:
            self._slow(address.host, delay)
        return rules


def rules_in(answer: Answer) -> Protego:
    """Return the rules of a robots.txt answer; raise FetchError (ROBOTS) when it tells us nothing we can rely on.

    429 counts as a failing server, not as a missing file: it says that we should stay away.
    """
    if 400 <= answer.status < 500 and answer.status != _TOO_MANY_REQUESTS:
        return Protego.parse("")
    if answer.status != _OK:
        raise FetchError(FailureCode.ROBOTS, f"robots.txt: HTTP {answer.status}")
    text = answer.body.decode("utf-8-sig", errors="replace")
    lines = text.splitlines()
    if sum(line.lstrip().lower().startswith("user") for line in lines) * len(lines) > _MOST_WORK:
        raise FetchError(FailureCode.ROBOTS, "robots.txt: too-large")
    return Protego.parse(text)
