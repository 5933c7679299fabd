"""What is asked of a described source: places filled, page by page, and no secret given away."""

import json

import pytest

from collector.core.model import Memory
from tests.support.described import Talk, json_plan
from tests.support.reading import failure, found

EMPTY = '{"items": []}'
ONE = '{"items": [{"id": "1", "title": "Un"}]}'
TWO = '{"items": [{"id": "2", "title": "Deux"}]}'


def test_places_of_an_address_are_filled():
    """Words are encoded, days are counted back from today, and a secret stays a name."""
    plan = json_plan(
        {},
        {"query": 'Dr "Été" & {secret:RENOM_KEY}'},
        address="https://api.example/?q={query}&de={since:40}&a={today}&key={secret:CLE}",
    )
    talk = Talk(plan)
    found(talk.end(EMPTY))
    words, days = "q=Dr+%22%C3%89t%C3%A9%22+%26+%7Bsecret%3ARENOM_KEY%7D", "de=2026-10-14&a=2026-11-23"
    assert [f"https://api.example/?{words}&{days}&key={{secret:CLE}}"] == [request.url for request in talk.asked]


def test_a_body_makes_a_post_in_json():
    """Words stand in the body as they are, lists and objects included; in it they can name no secret."""
    body = {"q": "{query}", "filtres": {"langues": ["fr", "{query}"]}, "depuis": "{since:7}", "nombre": 5}
    plan = json_plan({"body": body}, {"query": 'Dr "Été" {secret:RENOM_KEY}'}, address="https://api.example/v1")
    talk = Talk(plan)
    found(talk.end(EMPTY))
    [request] = talk.asked
    said = 'Dr "Été" secret:RENOM_KEY'
    expected = {"q": said, "filtres": {"langues": ["fr", said]}, "depuis": "2026-11-16", "nombre": 5}
    assert ("application/json", expected) == (request.content_type, json.loads(request.body))


def test_headers_hold_secrets_by_name():
    """A key goes in a header, as the name that the HTTP edge fills in."""
    talk = Talk(json_plan({"headers": {"X-Key": "{secret:CLE}", "X-Day": "{today}"}}))
    found(talk.end(EMPTY))
    assert {"X-Key": "{secret:CLE}", "X-Day": "2026-11-23"} == talk.asked[0].headers


def test_a_session_is_opened_first():
    """What a session gives is used after it: token in a header, without the braces that would name a secret."""
    session = {"url": "https://api.example/session", "body": {"mot": "{secret:MOT}"}, "gives": {"jeton": "acces.jwt"}}
    headers = {"Authorization": "Bearer {session:jeton}"}
    talk = Talk(json_plan({"session": session, "headers": headers}))
    found(talk.end('{"acces": {"jwt": "a{secret:RENOM_KEY}b"}}', EMPTY))
    opening, search = talk.asked
    assert ("https://api.example/session", '{"mot": "{secret:MOT}"}') == (opening.url, opening.body)
    assert ("https://api.example/v1", "") == (search.url, search.body)
    assert {"Authorization": "Bearer asecret:RENOM_KEYb"} == search.headers


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("{}", ("unexpected-format", "acces")),
        ("[]", ("unexpected-format", "acces")),
        ("jeton", ("unexpected-format", "JSON")),
        ((401, '{"error": "AuthenticationRequired"}'), ("access-refused", "HTTP 401")),
        ((503, ""), ("server-error", "HTTP 503")),
    ],
)
def test_a_session_that_does_not_open_is_a_failure(answer, expected):
    """Without what the session should give, nothing is asked after it."""
    session = {"url": "https://api.example/session", "body": {}, "gives": {"jeton": "acces"}}
    errors = [{"status": 401, "path": "error", "code": "access-refused"}]
    talk = Talk(json_plan({"session": session, "errors": errors}))
    assert expected == failure(talk.end(answer))
    assert 1 == len(talk.asked)


def test_pages_follow_a_cursor():
    """Each answer says how the next page is asked for, encoded in the address, until it says nothing."""
    talk = Talk(json_plan({"paging": {"parameter": "suite", "cursor": "meta.suite"}}))
    outcome = found(talk.end('{"items": [{"id": "1", "title": "Un"}], "meta": {"suite": "a b&{secret:X}"}}', TWO))
    assert ["https://api.example/v1", "https://api.example/v1?suite=a+b%26%7Bsecret%3AX%7D"] == [
        request.url for request in talk.asked
    ]
    assert (["1", "2"], ()) == ([one.native_id for one in outcome.mentions], outcome.warnings)


def test_pages_of_a_post_are_asked_in_its_body():
    """The cursor joins the body of the next request, where it can name no secret."""
    talk = Talk(json_plan({"body": {"q": "x"}, "paging": {"parameter": "suite", "cursor": "suite"}}))
    found(talk.end('{"items": [{"id": "1", "title": "Un"}], "suite": "{secret:X}"}', TWO))
    assert {"q": "x", "suite": "secret:X"} == json.loads(talk.asked[1].body)


def test_pages_are_numbered():
    """Without cursor, a number grows by its step until a page holds nothing."""
    paging = {"parameter": "offset", "start": 1, "step": 20, "most": 5}
    talk = Talk(json_plan({"paging": paging}, {"query": "x"}, address="https://api.example/?q={query}"))
    found(talk.end(ONE, TWO, EMPTY))
    assert ["", "&offset=21", "&offset=41"] == [
        request.url.removeprefix("https://api.example/?q=x") for request in talk.asked
    ]


@pytest.mark.parametrize("said", ["false", "null", "0"])
def test_pages_end_where_the_answer_says_so(said):
    """A source that says that there is no more is not asked again."""
    talk = Talk(json_plan({"paging": {"parameter": "p", "more": "encore"}}))
    found(talk.end(f'{{"items": [{{"id": "1", "title": "Un"}}], "encore": {said}}}'))
    assert 1 == len(talk.asked)


def test_pages_are_bounded():
    """Reading stops at the most pages allowed, and says that there were more."""
    talk = Talk(json_plan({"paging": {"parameter": "p", "most": 2}}, lists_everything=True))
    outcome = found(talk.end(ONE, TWO))
    assert (False, ("Il y a d’autres résultats\u00a0: seules les 2 premières pages ont été lues.",)) == (
        outcome.exhaustive,
        outcome.warnings,
    )


def test_a_cursor_that_does_not_move_ends_the_reading():
    """A server that gives the same cursor again would be asked for ever."""
    same = '{"items": [{"id": "1", "title": "Un"}], "suite": "x"}'
    talk = Talk(json_plan({"paging": {"parameter": "suite", "cursor": "suite", "most": 20}}))
    assert () == found(talk.end(same, same)).warnings
    assert 2 == len(talk.asked)


def test_only_one_page_is_asked_conditionally():
    """A page of several is always asked whole: the first may be the same when the second is not."""
    memory = Memory(etag='"v1"', modified="Mon, 05 Oct 2026 00:00:00 GMT", body_sha256="0" * 64)
    single, several = Talk(json_plan({}), memory=memory), Talk(json_plan({"paging": {"parameter": "p"}}), memory=memory)
    single.end(EMPTY)
    several.end(EMPTY)
    assert ['"v1"', None] == [talk.asked[0].etag for talk in (single, several)]


def test_a_secret_address_and_a_file_are_places_too():
    """A described source may be read at a secret address, or from a file that a person deposits."""
    for place in ({"secret": "ADRESSE"}, {"file": "export.json"}):
        talk = Talk(json_plan({}, place))
        found(talk.end(EMPTY))
        assert place == {name: getattr(talk.asked[0], name) for name in place}
        assert "" == talk.asked[0].url
