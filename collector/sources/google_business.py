"""The kind `google-business`: the reviews of one's own establishment, by the interface of Google Business Profile (v4).

The owner's authorisation (three secrets, by name) is exchanged at each pass for an access of one hour, which stays in
memory. Between two complete readings only the pages that hold something new are asked for, the most recent first; every
third month all are, since nothing tells otherwise that a review is gone. Google's translations never leave here.

What Google refuses is told as it is meant: an interface that it has not opened yet answers « quota », and an
authorisation that died « invalid_grant ». Neither passes by asking again.
"""

import datetime as dt
import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from collector.core.errors import FailureCode, ReadError
from collector.core.model import Memory, Source
from collector.core.reading import (
    Capture,
    Failed,
    Found,
    Kind,
    Outcome,
    Reading,
    Request,
    Unchanged,
    Validators,
    WatchPlan,
    place_of,
    require_ok,
)
from collector.sources.decoding import decode
from collector.sources.google_reviews import GoogleReviews, moment_of
from collector.sources.walls import is_wall, may_be_wall

_PAGE_SIZE = 50  # the most that Google gives
_MOST_PAGES = 200  # ten thousand reviews
_MONTHS_BETWEEN_SWEEPS = 3
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_SWEPT, _LATEST = "swept", "latest"  # marks: day of the last complete reading, last change seen
# How the names of the three secrets end: a practice may have several accounts, each with names of its own.
_SECRETS = {"client_id": "CLIENT_ID", "client_secret": "CLIENT_SECRET", "refresh_token": "REFRESH_TOKEN"}
_OK, _TOO_MANY, _UNAUTHORISED, _FORBIDDEN = 200, 429, 401, 403
_NOT_OPENED = frozenset(("SERVICE_DISABLED", "accessNotConfigured", "CONSUMER_INVALID"))
_LONGEST_TOKEN = 4_000
_TOO_LONG = "La lecture s’est arrêtée après {count} avis\u00a0: il peut en rester."
_TOTAL_DIFFERS = "Google annonce {said} avis et en montre {shown}\u00a0: aucune disparition n’est déduite."


def read(plan: WatchPlan, memory: Memory) -> Reading:
    """Read the reviews changed since the last pass, or all of them every third month."""
    try:
        return (yield from _read(plan, memory))
    except ReadError as error:
        return Failed(error)


KIND = Kind("google-business", read)


@dataclass(slots=True)
class _Pages:
    """The pages read so far. `whole` tells that the last one was reached; `total` is what Google says there are."""

    reviews: GoogleReviews
    first_sha256: str = ""
    whole: bool = False
    total: int | None = None


def _read(plan: WatchPlan, memory: Memory) -> Generator[Request, Capture, Outcome]:
    place = place_of(plan)
    asked = _token_request(plan.source, place)
    token = _token((yield asked))
    sweep = _sweep_due(memory, plan.today)
    pages = _Pages(GoogleReviews(scope=_scope(place)))
    known = "" if sweep else memory.marks.get(_LATEST, "")
    yield from _pages(place, token, known, pages)
    if not sweep and pages.first_sha256 == memory.body_sha256:
        return Unchanged()
    return _found(plan, memory, pages, sweep=sweep)


def _pages(place: str, token: str, known: str, pages: _Pages) -> Generator[Request, Capture, None]:
    """Read page after page into `pages`, until the last one or one where all is older than `known`."""
    page_token, met = "", set[str]()
    for _ in range(_MOST_PAGES):
        capture = yield _reviews_request(place, token, page_token)
        root = _answer(capture)
        reviews = root.get("reviews", [])
        if not isinstance(reviews, list):
            raise ReadError(FailureCode.UNEXPECTED_FORMAT, "reviews[]")
        pages.first_sha256 = pages.first_sha256 or capture.sha256
        total = root.get("totalReviewCount")
        pages.total = total if isinstance(total, int) else pages.total
        pages.reviews.add(reviews)
        following = root.get("nextPageToken")
        if not following:
            pages.whole = True
            return
        if not isinstance(following, str) or following in met or len(following) > _LONGEST_TOKEN:
            raise ReadError(FailureCode.UNEXPECTED_FORMAT, "nextPageToken")
        if known and reviews and all(_updated(one) <= known for one in reviews):
            return
        met.add(following)
        page_token = following


def _found(plan: WatchPlan, memory: Memory, pages: _Pages, *, sweep: bool) -> Found:
    """Return what was read, and when all of it was, whether what is missing is gone."""
    reviews, mentions = pages.reviews, pages.reviews.mentions
    all_shown = pages.total is None or len(mentions) >= pages.total
    complete = sweep and pages.whole and not reviews.unreadable and all_shown
    warnings = list(reviews.warnings("de la réponse"))
    if sweep and not pages.whole:
        warnings.append(_TOO_LONG.format(count=len(mentions)))
    elif sweep and not all_shown and not reviews.unreadable:
        warnings.append(_TOTAL_DIFFERS.format(said=pages.total, shown=len(mentions)))
    # A change dated tomorrow would hide all those to come.
    bound = f"{plan.today + dt.timedelta(days=1):%Y-%m-%d}T24"
    latest = max((one for one in (memory.marks.get(_LATEST, ""), reviews.latest) if one < bound), default="")
    marks = {_LATEST: latest, _SWEPT: plan.today.isoformat() if complete else memory.marks.get(_SWEPT, "")}
    return Found(
        mentions,
        exhaustive=complete and plan.source.lists_everything and bool(mentions),
        validators=Validators(body_sha256=pages.first_sha256),
        warnings=tuple(warnings),
        marks={name: mark for name, mark in marks.items() if mark},
    )


def _sweep_due(memory: Memory, today: dt.date) -> bool:
    try:
        swept = dt.date.fromisoformat(memory.marks.get(_SWEPT, ""))
    except ValueError:
        return True
    months = (today.year - swept.year) * 12 + today.month - swept.month
    return not memory.marks.get(_LATEST) or months >= _MONTHS_BETWEEN_SWEEPS


def _token_request(source: Source, place: str) -> Request:
    """Return the exchange of the authorisation for an access. Only names of secrets stand in it."""
    given = source.secrets
    names = {field: next((name for name in given if name.endswith(end)), "") for field, end in _SECRETS.items()}
    missing = [_SECRETS[field] for field, name in names.items() if not name]
    if missing:
        raise ReadError(FailureCode.MISSING_SECRET, missing[0])
    if source.token_url is None or not place:
        raise ReadError(FailureCode.FORBIDDEN_ADDRESS, "token_url" if place else "url")
    if source.token_url.startswith("https:") and not place.startswith("https:"):
        raise ReadError(FailureCode.FORBIDDEN_ADDRESS, "https > http")  # the access must not travel in clear
    wanted = "&".join(f"{field}={{secret:{name}}}" for field, name in names.items())
    return Request(
        url=source.token_url,
        accept=_JSON,
        body=f"grant_type=refresh_token&{wanted}",
        content_type=_FORM,
        final=frozenset({_TOO_MANY}),
    )


def _token(capture: Capture) -> str:
    """Return the access that an authorisation was exchanged for; raise ReadError saying what a refusal means."""
    root = _root(capture) or {}
    error = root.get("error")
    if error == "invalid_grant":
        raise ReadError(FailureCode.ACCESS_EXPIRED, "invalid_grant")
    if error in {"invalid_client", "unauthorized_client", "deleted_client", "org_internal"}:
        raise ReadError(FailureCode.ACCESS_REFUSED, str(error))
    if error is not None and capture.status in {_UNAUTHORISED, _FORBIDDEN}:
        raise ReadError(FailureCode.ACCESS_REFUSED, f"HTTP {capture.status}")
    require_ok(capture)
    token = root.get("access_token")
    if not isinstance(token, str) or not token or not token.isascii() or len(token) > _LONGEST_TOKEN:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "access_token")
    return token


def _reviews_request(place: str, token: str, page_token: str) -> Request:
    """Return the request for one page; the access stands in a header, which nothing prints or keeps."""
    query = {"pageSize": _PAGE_SIZE, "orderBy": "updateTime desc"} | ({"pageToken": page_token} if page_token else {})
    return Request(
        url=f"{place}?{urlencode(query)}",
        accept=_JSON,
        headers={"Authorization": f"Bearer {token}"},
        final=frozenset({_TOO_MANY}),
    )


def _answer(capture: Capture) -> Mapping[str, object]:
    """Return a page of reviews; raise ReadError saying what a refusal means."""
    root = _root(capture)
    if capture.status == _TOO_MANY and _quota_is_zero(root):
        raise ReadError(FailureCode.ACCESS_NOT_GRANTED, "quota 0")
    if capture.status == _FORBIDDEN and _NOT_OPENED & _reasons(root):
        raise ReadError(FailureCode.ACCESS_NOT_GRANTED, f"HTTP {capture.status}")
    if root and "error" in root and capture.status in {_UNAUTHORISED, _FORBIDDEN}:
        raise ReadError(FailureCode.ACCESS_REFUSED, f"HTTP {capture.status}")
    require_ok(capture)
    if root is None or "error" in root:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "JSON")
    return root


def _root(capture: Capture) -> Mapping[str, object] | None:
    """Return the object that an answer holds, None for anything else; ReadError(BLOCKED) for a wall in its place."""
    text = decode(capture.body)
    try:
        root: object = json.loads(text)
    except (ValueError, RecursionError):
        if capture.status == _OK and (is_wall(text) or may_be_wall(text, 0)):
            raise ReadError(FailureCode.BLOCKED, f"HTTP {_OK}") from None
        return None
    return root if isinstance(root, dict) else None


def _quota_is_zero(root: Mapping[str, object] | None) -> bool:
    for detail in _details(root):
        about = detail.get("metadata")
        if isinstance(about, dict) and str(about.get("quota_limit_value")) == "0":
            return True
    return False


def _reasons(root: Mapping[str, object] | None) -> set[str]:
    return {str(detail.get("reason")) for detail in _details(root)}


def _details(root: Mapping[str, object] | None) -> list[Mapping[str, object]]:
    """Return what an error of Google says of itself, in its two forms."""
    error = root.get("error") if root else None
    if not isinstance(error, dict):
        return []
    given = [error.get("details"), error.get("errors")]
    return [one for some in given if isinstance(some, list) for one in some if isinstance(one, dict)]


def _scope(place: str) -> str:
    """Return the place (`locations/…/`) that the address of a watch names, for reviews that do not."""
    _, found, rest = place.partition("/locations/")
    number = rest.partition("/")[0]
    return f"locations/{number}/" if found and number else ""


def _updated(review: object) -> str:
    value = review.get("updateTime") if isinstance(review, dict) else None
    return moment_of(value) if isinstance(value, str) else ""
