"""The recorded web plays interfaces too: requests by POST, keys asked in headers, read by the real kinds and edge."""

import asyncio
import http.client
import json
from pathlib import Path

import pytest

from collector.core.errors import ConfigurationError, FetchError
from collector.core.model import Memory
from collector.core.reading import Outcome, Request, WatchPlan
from collector.edges.http import HttpFetcher
from collector.edges.recorded_web import RecordedWeb, read_script
from collector.sources import KINDS
from tests.support.described import json_plan
from tests.support.fetching import AGENT, QUICK
from tests.support.reading import failure, found

SCRIPT = """
v: 1
hosts:
  api.example:
    POST /session: {type: application/json, answers: {1: session.json}}
    /posts?q=Martin:
      type: application/json
      requires: {Authorization: Bearer jeton-invente}
      answers: {1: posts.json}
    POST /search:
      type: application/json
      etag: true
      requires: {X-Key: cle-inventee}
      answers: {1: nothing.json, 2: {body: quota.json, status: 429}}
    POST /search Marie Martin: {type: application/json, answers: {1: {body: posts.json, busy_first: 0}}}
    /search: {type: application/json, answers: {1: nothing.json}}
"""
BODIES = {
    "session.json": '{"jwt": "jeton-invente"}',
    "posts.json": '{"items": [{"id": "1", "title": "Le Dr Martin"}]}',
    "nothing.json": '{"items": []}',
    "quota.json": '{"error": "quota"}',
}
SESSION = {
    "session": {"url": "http://api.example/session", "body": {"mot": "{secret:MOT}"}, "gives": {"jeton": "jwt"}},
    "headers": {"Authorization": "Bearer {session:jeton}"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a recorded interface."""
    (tmp_path / "api.example").mkdir()
    (tmp_path / "web.yml").write_text(SCRIPT, encoding="utf-8")
    for name, body in BODIES.items():
        (tmp_path / "api.example" / name).write_text(body, encoding="utf-8")
    return tmp_path


@pytest.fixture
def web(folder: Path):
    """Return that interface, being played."""
    with RecordedWeb(folder) as playing:
        yield playing


def ask(web: RecordedWeb, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
    """Return the status and the body of one request."""
    connection = http.client.HTTPConnection(*web.addresses["api.example"], timeout=5)
    try:
        sent = {"Host": "api.example"} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body.encode(), headers=sent)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def watch(web: RecordedWeb, plan: WatchPlan, **secrets: str) -> Outcome:
    """Return how a watch ends, read by its kind through the real HTTP edge."""

    async def within() -> Outcome:
        fetcher = HttpFetcher(QUICK, user_agent=AGENT, secret=secrets.get, addresses=web.addresses)
        async with fetcher as edge:
            reading = KINDS[plan.source.kind or ""].read(plan, Memory())
            request: Request = next(reading)
            while True:
                try:
                    request = reading.send(await edge.fetch(request))
                except StopIteration as stop:
                    outcome: Outcome = stop.value
                    return outcome

    return asyncio.run(within())


def test_get_and_post_are_two_addresses(web):
    """The same path asked in two ways has two answers, and one asked in the other way than recorded has none."""
    assert (200, BODIES["nothing.json"]) == ask(web, "GET", "/search")
    assert (404, "This recorded web has no such address.\n") == ask(web, "GET", "/session")
    assert 404 == ask(web, "POST", "/posts?q=Martin", "x")[0]


def test_a_post_is_told_apart_by_what_it_sends(web):
    """Where several requests go to one path, the words of the body say which one is answered."""
    said = json.dumps({"q": "Dr Marie Martin"})
    assert (429, "") == ask(web, "POST", "/search", said)
    assert (200, BODIES["posts.json"]) == ask(web, "POST", "/search", said)
    assert (200, BODIES["nothing.json"]) == ask(web, "POST", "/search", '{"q": "Paul"}', X_Key="cle-inventee")


@pytest.mark.parametrize("headers", [{}, {"X_Key": "une-autre"}, {"Authorization": "cle-inventee"}])
def test_a_key_is_required(web, headers):
    """Without the header that the script requires, with this very value, the request is refused."""
    refused = (401, "This address wants a key, and this is not it.\n")
    assert refused == ask(web, "POST", "/search", "{}", **headers)


def test_a_post_is_never_not_modified(web):
    """A condition on a POST is no condition: the answer comes whole."""
    headers = {"X_Key": "cle-inventee", "If_None_Match": "*"}
    assert (200, BODIES["nothing.json"]) == ask(web, "POST", "/search", "{}", **headers)


@pytest.mark.parametrize("length", ["-5", "x", ""])
def test_a_length_that_is_none_is_no_body(web, length):
    """A client that lies about what it sends is answered as one that sends nothing."""
    headers = {"X_Key": "cle-inventee", "Content_Length": length}
    assert 200 == ask(web, "POST", "/search", **headers)[0]


def test_a_session_and_a_search_are_played_whole(web):
    """A described source opens its session with a secret, then searches with the token that it was given."""
    plan = json_plan(SESSION, {"query": "Martin"}, address="http://api.example/posts?q={query}")
    [mention] = found(watch(web, plan, MOT="mot-de-passe")).mentions
    assert ("1", "Le Dr Martin") == (mention.native_id, mention.title)
    with pytest.raises(FetchError, match="missing-secret: MOT"):
        watch(web, plan)


def test_a_key_in_a_header_and_a_quota_are_played_whole(web):
    """A search by POST brings its key; the next month its quota is reached, and the watch says so."""
    reading = {
        "headers": {"X-Key": "{secret:CLE}"},
        "body": {"q": "{query}"},
        "errors": [
            {"status": 429, "path": "error", "says": ["quota"], "code": "quota-reached"},
            {"status": 401, "code": "access-refused"},
        ],
    }
    plan = json_plan(reading, {"query": "Paul"}, address="http://api.example/search")
    assert () == found(watch(web, plan, CLE="cle-inventee")).mentions
    assert ("access-refused", "HTTP 401") == failure(watch(web, plan, CLE="une-autre-cle"))
    web.play(2)
    assert ("quota-reached", "HTTP 429") == failure(watch(web, plan, CLE="cle-inventee"))


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("PUT /x", "{type: a/b, answers: {1: nothing.json}}"),
        ("POST x", "{type: a/b, answers: {1: nothing.json}}"),
        ("/x mots", "{type: a/b, answers: {1: nothing.json}}"),
        ("/x", "{type: a/b, requires: {'X Y': z}, answers: {1: nothing.json}}"),
    ],
)
def test_an_address_that_cannot_be_asked_is_refused(folder, address, page):
    """A method that is not played, words without a body, a header that is none: told before the web starts."""
    (folder / "web.yml").write_text(f"v: 1\nhosts:\n  api.example:\n    {address}: {page}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError):
        read_script(folder)
