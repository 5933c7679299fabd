"""What somebody asked to capture, until it is sealed; and what became of authorities that have not answered."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from collector.core.evidence.manifest import WantedId
from collector.core.model import FindingId, Model, Slug, Text

MOST_TRIES = 8  # passes at which a page that cannot be captured is tried again


class Try(Model):
    """The last try that failed. `code` and `detail` are those of the error, without a third party's words."""

    at: dt.datetime
    code: Slug
    detail: str = ""
    times: Annotated[int, Field(ge=1)] = 1


class Wanted(Model):
    """One address to capture, for a finding or for itself: who asked, when, and how the last try failed."""

    v: Literal[1] = 1
    id: WantedId
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    finding: FindingId | None = None
    by: Text
    automatic: bool = False
    asked_at: dt.datetime
    failed: Try | None = None


class AuthorityFailure(Model):
    """An authority that gave no token: how often it was asked, when last, and what went wrong, in French."""

    times: Annotated[int, Field(ge=1)]
    last: dt.datetime
    why: Text


class Failures(Model):
    """The authorities that one manifest still waits for, after at least one try."""

    v: Literal[1] = 1
    by_authority: Mapping[Slug, AuthorityFailure] = Field(default_factory=dict)


def wanted(url: str, finding: str | None, by: str, asked_at: dt.datetime, *, automatic: bool = False) -> Wanted:
    """Return the request to capture `url`; asked at another moment, it is another one."""
    told = "\x1f".join((url, finding or "", by, asked_at.isoformat()))
    name = f"w-{hashlib.sha256(told.encode()).hexdigest()[:16]}"
    return Wanted(id=name, url=url, finding=finding, by=by, automatic=automatic, asked_at=asked_at)


def failed(request: Wanted, at: dt.datetime, code: str, detail: str) -> Wanted:
    """Return the request after one more try that failed."""
    times = request.failed.times + 1 if request.failed else 1
    return request.model_copy(update={"failed": Try(at=at, code=code, detail=detail, times=times)})


def still_worth(request: Wanted) -> bool:
    """Tell whether a pass should try again: an address that fails each time is left to a person."""
    return request.failed is None or request.failed.times < MOST_TRIES


def after_failure(failures: Failures, authority: str, at: dt.datetime, why: str) -> Failures:
    """Return the failures with one more for an authority."""
    before = failures.by_authority.get(authority)
    told = AuthorityFailure(times=before.times + 1 if before else 1, last=at, why=why)
    return Failures(by_authority={**failures.by_authority, authority: told})


def after_token(failures: Failures, authority: str) -> Failures:
    """Return the failures without an authority that has answered."""
    return Failures(by_authority={name: one for name, one in failures.by_authority.items() if name != authority})
