"""What a kind asks for, what it is sent, and how a watch ends.

These values join the kinds (`sources/`, which do no I/O) to the edges that fetch. A failure is a value: a watch ends
as Found, Unchanged or Failed, and nothing else.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote_plus

from collector.core.errors import FailureCode, ReadError, SourceError
from collector.core.model import Memory, Mention, Source, Watch


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to fetch.

    Exactly one of `url` (http or https), `secret` (the NAME of an environment variable that holds the address) and
    `file` (a name in the practice's imports/ folder) is set. `page` marks an address made for people, for which
    robots.txt is asked. `etag` and `modified` make the request conditional. `body` (with its `content_type`) makes it
    a POST. `url`, the values of `headers` and `body` may hold `{secret:NAME}`, which only the HTTP edge fills in.
    `final` are statuses not asked again, because the answer itself says why: a quota of nothing stays one.
    """

    url: str = ""
    secret: str = ""
    file: str = ""
    page: bool = False
    accept: str = "*/*"
    etag: str | None = None
    modified: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)  # a kind may hold a token of this pass here
    body: str = field(default="", repr=False)
    content_type: str = ""
    final: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Capture:
    """Raw bytes of one fetch, never altered. `url` is the final address, empty when it is a secret.

    `status` is the HTTP status, 200 for a file. Header names are in lower case.
    """

    request: Request
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @cached_property
    def sha256(self) -> str:
        """Return the SHA-256 of the body, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Validators:
    """What makes the next request of a watch conditional."""

    etag: str | None = None
    modified: str | None = None
    body_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The watch was read. `exhaustive`: `mentions` are all the current ones, so a missing one has vanished.

    `marks` replace what the kind remembers (see `Memory`).
    """

    mentions: tuple[Mention, ...]
    exhaustive: bool = False
    validators: Validators = Validators()
    warnings: tuple[str, ...] = ()  # French, for the practice; no third party's words
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The watch was read and says what it said the last time."""

    warnings: tuple[str, ...] = ()  # as those of Found: what a silence that lasts may mean


@dataclass(frozen=True, slots=True)
class Failed:
    """The watch could not be read: this says nothing about its mentions."""

    error: SourceError


Outcome = Found | Unchanged | Failed
Reading = Generator[Request, Capture, Outcome]


@dataclass(frozen=True, slots=True)
class WatchPlan:
    """One watch with the catalogue's entry of its source, and the practice's day: all that a kind needs to know."""

    watch: Watch
    source: Source
    today: dt.date


# A kind: yields the requests it needs, is sent each capture, returns how the watch ended.
Read = Callable[[WatchPlan, Memory], Reading]


@dataclass(frozen=True, slots=True)
class Kind:
    """A reading method. `name` is what a source's `kind:` says; `read` does no I/O.

    `reported` tells that a person says of whom its mentions are: nobody is to be recognised in them. `wants` says what
    file it reads, for the person who gives another.
    """

    name: str
    read: Read
    reported: bool = False
    wants: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser of one answer gives back to `single_get`. `whole` is false when the answer came damaged."""

    mentions: tuple[Mention, ...]
    exhaustive: bool = False
    warnings: tuple[str, ...] = field(default=())
    whole: bool = True


Parse = Callable[[WatchPlan, Capture], Parsed]

_STATUS_CODES = {
    401: FailureCode.BLOCKED,
    403: FailureCode.BLOCKED,
    404: FailureCode.GONE,
    410: FailureCode.GONE,
    429: FailureCode.RATE_LIMITED,
    451: FailureCode.BLOCKED,
}
# An ETag or a date as servers make them: no sentence.
_VALIDATOR = re.compile(r"(?:W/)?\"?[\w.:;,+/=~ -]{1,120}\"?", re.ASCII)
_OK = 200
_NOT_MODIFIED = 304
_SERVER_ERROR = 500


def require_ok(capture: Capture) -> None:
    """Raise ReadError unless the status of `capture` is 200 (304 is for the caller to look at first)."""
    if capture.status == _OK:
        return
    code = _STATUS_CODES.get(capture.status)
    if code is None:
        code = FailureCode.SERVER_ERROR if capture.status >= _SERVER_ERROR else FailureCode.UNEXPECTED_STATUS
    raise ReadError(code, f"HTTP {capture.status}")


def single_get(parse: Parse, *, accept: str = "*/*", page: bool = False) -> Read:
    """Make a kind's `read` of one function that parses one answer.

    The request is conditional; an answer not modified, or with the very bytes of the last time, is Unchanged. One
    that came damaged is not remembered: what it lost would never be asked for again.
    `parse` raises ReadError for an answer that is not what the source should say.
    """

    def read(plan: WatchPlan, memory: Memory) -> Reading:
        capture = yield first_request(plan, memory, accept=accept, page=page)
        if capture.status == _NOT_MODIFIED:
            return Unchanged()
        try:
            require_ok(capture)
            if capture.sha256 == memory.body_sha256:
                return Unchanged()
            parsed = parse(plan, capture)
        except ReadError as error:
            return Failed(error)
        validators = validators_of(capture) if parsed.whole else Validators()
        return Found(parsed.mentions, parsed.exhaustive, validators, parsed.warnings)

    return read


def validators_of(capture: Capture) -> Validators:
    """Return the validators of an answer. They stay in data/ for ever: an odd one, or a secret watch's, is dropped."""
    kept = {} if capture.request.secret else capture.headers
    return Validators(
        etag=_if_plain(kept.get("etag")),
        modified=_if_plain(kept.get("last-modified")),
        body_sha256=capture.sha256,
    )


def _if_plain(validator: str | None) -> str | None:
    return validator if validator and _VALIDATOR.fullmatch(validator) else None


def first_request(plan: WatchPlan, memory: Memory, *, accept: str, page: bool) -> Request:
    """Return the conditional request for the place that a watch names."""
    watch = plan.watch
    return Request(
        url=place_of(plan),
        secret=watch.secret or "",
        file=watch.file or "",
        page=page,
        accept=accept,
        etag=memory.etag,
        modified=memory.modified,
    )


def place_of(plan: WatchPlan) -> str:
    """Return the address where a watch looks; empty when it is a secret or a file.

    A source with an address of its own wraps what the watch gives; `{query}` is encoded, `{url}` stands as it is.
    """
    watch, address = plan.watch, plan.source.address or ""
    if watch.query is None:
        return address.replace("{url}", watch.url.rstrip("/")) if watch.url and "{url}" in address else watch.url or ""
    return address.replace("{url}", (watch.url or "").rstrip("/")).replace("{query}", quote_plus(watch.query))
