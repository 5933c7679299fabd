"""What a kind asks for, is sent and returns: requests, statuses, the simplest kind."""

import hashlib

import pytest

from collector.core.errors import FailureCode, ReadError
from collector.core.model import Access, Memory, Watch
from collector.core.reading import (
    Capture,
    Failed,
    Found,
    Outcome,
    Parsed,
    Request,
    Unchanged,
    Validators,
    WatchPlan,
    first_request,
    require_ok,
    single_get,
)
from tests.support import ledgers
from tests.support.mentions import mention

SEARCH = "https://recherche.example/rss?q={query}&hl=fr"


def _plan(place: dict[str, str], address: str | None = None) -> WatchPlan:
    watch = Watch.model_validate({"id": "w", "source": "s", **place})
    return WatchPlan(watch, ledgers.source("s", access=Access.AUTO, address=address), ledgers.TODAY)


def _capture(status: int = 200, body: bytes = b"[]", **headers: str) -> Capture:
    return Capture(Request(url="https://avis.example/"), "https://avis.example/", status, headers, body)


def _answered(capture: Capture, parse, memory: Memory | None = None) -> Outcome:
    """Return how a kind made of `parse` ends when its only request is answered by `capture`."""
    reading = single_get(parse)(_plan({"url": "https://avis.example/"}), memory or Memory())
    next(reading)
    with pytest.raises(StopIteration) as end:
        reading.send(capture)
    return end.value.value


def _two_mentions(plan: WatchPlan, capture: Capture) -> Parsed:
    return Parsed((mention("un"), mention("deux", native_id="2")), exhaustive=True, warnings=("Une date illisible",))


def _refused(plan: WatchPlan, capture: Capture) -> Parsed:
    raise ReadError(FailureCode.UNEXPECTED_FORMAT, "text/html")


@pytest.mark.parametrize(
    ("place", "address", "expected"),
    [
        ({"url": "https://avis.example/a"}, None, Request(url="https://avis.example/a")),
        ({"secret": "ALERTE"}, None, Request(secret="ALERTE")),
        ({"file": "avis.json"}, None, Request(file="avis.json")),
        (
            {"query": '"Anne Lefèvre" & co'},
            SEARCH,
            Request(url="https://recherche.example/rss?q=%22Anne+Lef%C3%A8vre%22+%26+co&hl=fr"),
        ),
        ({"query": "Lefèvre"}, None, Request()),
    ],
)
def test_a_request_goes_where_the_watch_says(place, address, expected):
    """An address, a secret's name, a file, or the source's search with the query encoded."""
    assert expected == first_request(_plan(place, address), Memory(), accept="*/*", page=False)


def test_a_request_is_conditional_on_what_is_remembered():
    """What the last answer gave makes the next request conditional; what is asked for is passed on."""
    memory = Memory(etag='"1"', modified="Mon, 08 Jun 2026 05:17:00 GMT")
    request = first_request(_plan({"url": "https://a.example/"}), memory, accept="text/html", page=True)
    assert ('"1"', "Mon, 08 Jun 2026 05:17:00 GMT") == (request.etag, request.modified)
    assert ("text/html", True) == (request.accept, request.page)


@pytest.mark.parametrize(
    ("status", "code", "detail"),
    [
        (401, FailureCode.BLOCKED, "HTTP 401"),
        (403, FailureCode.BLOCKED, "HTTP 403"),
        (451, FailureCode.BLOCKED, "HTTP 451"),
        (404, FailureCode.GONE, "HTTP 404"),
        (410, FailureCode.GONE, "HTTP 410"),
        (429, FailureCode.RATE_LIMITED, "HTTP 429"),
        (500, FailureCode.SERVER_ERROR, "HTTP 500"),
        (599, FailureCode.SERVER_ERROR, "HTTP 599"),
        (204, FailureCode.UNEXPECTED_STATUS, "HTTP 204"),
        (302, FailureCode.UNEXPECTED_STATUS, "HTTP 302"),
        (418, FailureCode.UNEXPECTED_STATUS, "HTTP 418"),
    ],
)
def test_a_status_that_is_not_ok_is_a_failure(status, code, detail):
    """Each status has one code, and the number is kept for the report."""
    with pytest.raises(ReadError) as error:
        require_ok(_capture(status))
    assert (code, detail) == (error.value.code, error.value.detail)


def test_an_answer_that_is_ok_passes():
    """200 is no failure."""
    assert require_ok(_capture(200)) is None


def test_a_capture_is_known_by_its_bytes():
    """The hash is that of the body alone."""
    assert hashlib.sha256(b"octets").hexdigest() == _capture(body=b"octets").sha256


def test_an_answer_is_found_with_what_makes_the_next_one_conditional():
    """Mentions, warnings, validators and the hash of the body come back."""
    capture = _capture(body=b"x", **{"etag": '"2"', "last-modified": "hier"})
    parsed = _two_mentions(_plan({"url": "https://a.example/"}), capture)
    expected = Found(parsed.mentions, True, Validators('"2"', "hier", capture.sha256), ("Une date illisible",))
    assert expected == _answered(capture, _two_mentions)


def test_an_answer_that_came_damaged_is_not_remembered():
    """What it lost would never be asked for again: the next request is not conditional."""

    def damaged(plan: WatchPlan, capture: Capture) -> Parsed:
        return Parsed((mention(),), whole=False)

    assert Found((mention(),)) == _answered(_capture(etag='"2"'), damaged)


def test_an_answer_not_modified_is_unchanged():
    """304 says that the last answer still holds."""
    assert Unchanged() == _answered(_capture(304, b""), _refused)


def test_the_same_bytes_are_unchanged():
    """A site that ignores conditions but repeats itself is not read again."""
    capture = _capture(body=b"le corps")
    assert Unchanged() == _answered(capture, _refused, Memory(body_sha256=capture.sha256))


@pytest.mark.parametrize(
    ("capture", "code"),
    [(_capture(200), FailureCode.UNEXPECTED_FORMAT), (_capture(404), FailureCode.GONE)],
    ids=["not readable", "gone"],
)
def test_a_failure_is_a_value(capture, code):
    """An answer that is not what it should be ends the watch as failed, never as empty."""
    outcome = _answered(capture, _refused)
    assert isinstance(outcome, Failed)
    assert code == outcome.error.code
