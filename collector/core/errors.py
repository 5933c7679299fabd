"""The error tree: everything Renom raises on purpose.

    CollectorError
    ├── ConfigurationError   practice.yml, catalogue or hand-written data are not usable (holds every Problem)
    ├── SourceError          one watch could not be read (holds a FailureCode); becomes a Failed outcome
    │   ├── FetchError       the answer did not arrive, or not whole
    │   └── ReadError        an answer arrived, and is not what the source should say
    ├── StoreError           data/ or pieces/ cannot be read or written
    ├── EvidenceError        a capture, a seal or a pack cannot be made, or does not hold
    ├── ClockError           a delay cannot be counted from what was given
    ├── LetterError          a letter cannot be read, or not be filled with what was given
    ├── BuildError           the pages or the site cannot be made
    └── NotifyError          a message did not reach everybody it was for

A message says what, where, and what to do next. Nothing parses a message: decisions rest on types and codes.
"""

from dataclasses import dataclass
from enum import StrEnum


class CollectorError(Exception):
    """Root of every error that Renom raises on purpose."""


@dataclass(frozen=True)
class Problem:
    """One fault in a file that a person can mend.

    `line` counts from 1 and is None when the fault has no place (a missing file, a missing key at the root).
    """

    file: str
    line: int | None
    key: str
    message: str

    def __str__(self) -> str:
        """Print as `file:line: key: message`, the form editors turn into a link."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class ConfigurationError(CollectorError):
    """What a person wrote cannot be used; carries all the problems at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class FailureCode(StrEnum):
    """Why a watch could not be read. Closed set: pages and messages have a sentence for each."""

    UNREACHABLE = "unreachable"  # no such host, connection refused, TLS refused
    FORBIDDEN_ADDRESS = "forbidden-address"  # the name leads to a private or metadata address, or not to http(s)
    TIMEOUT = "timeout"  # no complete answer in the time allowed
    TOO_LARGE = "too-large"  # the body, once decompressed, is over the cap
    BROKEN_TRANSFER = "broken-transfer"  # shorter than announced, bad compression, bad HTTP
    TOO_MANY_REDIRECTS = "too-many-redirects"
    ROBOTS = "robots"  # robots.txt says no, or cannot be read because the server fails
    BLOCKED = "blocked"  # 401, 403, captcha, consent wall, even with status 200
    RATE_LIMITED = "rate-limited"  # 429, or a Retry-After beyond the ceiling
    GONE = "gone"  # 404 or 410
    SERVER_ERROR = "server-error"  # 5xx after the retries
    UNEXPECTED_STATUS = "unexpected-status"  # any other status
    UNEXPECTED_FORMAT = "unexpected-format"  # HTML where a feed is due, unreadable JSON, wrong charset
    WRONG_EDITION = "wrong-edition"  # an answer for another country or language than the one asked
    SOURCE_SAYS_ERROR = "source-says-error"  # an error told as if it were a mention
    MISSING_SECRET = "missing-secret"  # noqa: S105 - the name of a code, not a secret
    MISSING_EXPORT = "missing-export"  # the file that a person deposits is not there
    WRONG_EXPORT = "wrong-export"  # a file is there, and is not that export
    ACCESS_REFUSED = "access-refused"  # the key given to an interface is wrong, dead, or without that right
    QUOTA_REACHED = "quota-reached"  # the service allows no more until a date or a payment: not a matter of pace
    ENGINES_SILENT = "engines-silent"  # a search of searches answered, and none of its engines did
    OWN_REVIEWS = "own-reviews"  # the export of what the owner wrote elsewhere, in place of what was received
    WHICH_PART = "which-part"  # the file holds several establishments or alerts, and the watch names none of them
    ACCESS_NOT_GRANTED = "access-not-granted"  # a right key, to an interface that nobody has opened yet (quota 0)
    ACCESS_EXPIRED = "access-expired"  # what renews the access is dead: a person must sign in again
    CRASHED = "crashed"  # a fault of ours, contained to this watch


class SourceError(CollectorError):
    """One watch could not be read.

    `detail` is a short fact without sentence or language ("HTTP 503", "20 s"), safe to publish: never a secret,
    an address that holds one, or a third party's words.
    """

    def __init__(self, code: FailureCode, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(f"{code}: {detail}" if detail else str(code))


class FetchError(SourceError):
    """The answer did not arrive, or not whole."""


class ReadError(SourceError):
    """An answer arrived, and it is not what the source should say."""


class StoreError(CollectorError):
    """data/ or pieces/ cannot be read or written."""


class EvidenceError(CollectorError):
    """A capture, a seal or a pack cannot be made, or does not hold."""


class ClockError(CollectorError):
    """A delay cannot be counted from what was given: an unknown delay, a date that cannot be."""


class LetterError(CollectorError):
    """A letter cannot be read, or not be filled with what was given. In French: the practice reads it."""


class BuildError(CollectorError):
    """The pages or the site cannot be made."""


class NotifyError(CollectorError):
    """A message did not reach everybody it was for. Never holds an address: they hold passwords."""
