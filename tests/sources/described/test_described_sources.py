"""The described sources of the catalogue: the errors they really tell, and recorded answers where there are some."""

import pytest

from tests.support.described import SOURCES, Talk, catalogued
from tests.support.reading import RECORDED, failure, found

GOOGLE = '{"error": {"code": %d, "message": "%s", "errors": [{"domain": "youtube.quota", "reason": "%s"}]}}'
LINKUP = '{"statusCode": %d, "error": {"code": "%s", "message": "x", "details": []}}'
BRAVE = '{"type": "ErrorResponse", "error": {"id": "x", "code": "%s", "status": %d}, "time": 1}'
SILENT = (
    '{"query": "x", "results": [], "unresponsive_engines": [["brave", "Suspended: too many requests"], ["qwant", "x"]]}'
)
CASES = [
    ("searxng", (200, SILENT), ("engines-silent", "brave, qwant")),
    ("searxng", (403, "<html>403 Forbidden</html>"), ("blocked", "HTTP 403")),
    ("gdelt", (200, "Please limit requests to one every 5 seconds or contact x"), ("rate-limited", "HTTP 200")),
    ("gdelt", (429, "Please limit requests to one every 5 seconds"), ("rate-limited", "HTTP 429")),
    ("gdelt", (200, "The specified phrase is too short."), ("source-says-error", "HTTP 200")),
    ("gdelt", (200, "Unknown error"), ("unexpected-format", "JSON")),
    ("brave", (422, BRAVE % ("SUBSCRIPTION_TOKEN_INVALID", 422)), ("access-refused", "HTTP 422")),
    ("brave", (429, BRAVE % ("QUOTA_LIMITED", 429)), ("quota-reached", "HTTP 429")),
    ("brave", (429, BRAVE % ("RATE_LIMITED", 429)), ("rate-limited", "HTTP 429")),
    ("linkup", (401, LINKUP % (401, "UNAUTHORIZED")), ("access-refused", "HTTP 401")),
    ("linkup", (429, LINKUP % (429, "INSUFFICIENT_FUNDS_CREDITS")), ("quota-reached", "HTTP 429")),
    ("linkup", (429, LINKUP % (429, "TOO_MANY_REQUESTS")), ("rate-limited", "HTTP 429")),
    ("youtube", (403, GOOGLE % (403, "x", "quotaExceeded")), ("quota-reached", "HTTP 403")),
    ("youtube", (403, GOOGLE % (403, "x", "accessNotConfigured")), ("access-refused", "HTTP 403")),
    ("youtube", (400, GOOGLE % (400, "API key not valid. Please pass", "badRequest")), ("access-refused", "HTTP 400")),
    ("youtube-comments", (403, GOOGLE % (403, "x", "quotaExceeded")), ("quota-reached", "HTTP 403")),
    ("x", (402, '{"title": "CreditsDepleted", "type": "x"}'), ("quota-reached", "HTTP 402")),
    ("x", (429, '{"title": "UsageCapExceeded", "period": "Monthly"}'), ("quota-reached", "HTTP 429")),
    ("x", (429, '{"title": "Too Many Requests"}'), ("rate-limited", "HTTP 429")),
    ("x", (401, '{"title": "Unauthorized"}'), ("access-refused", "HTTP 401")),
    ("bluesky", (401, '{"error": "AuthenticationRequired", "message": "Invalid"}'), ("access-refused", "HTTP 401")),
    ("bluesky", (400, '{"error": "ExpiredToken", "message": "x"}'), ("access-refused", "HTTP 400")),
    ("bluesky", (429, '{"error": "RateLimitExceeded"}'), ("rate-limited", "HTTP 429")),
]
EMPTY = [
    ("searxng", '{"query": "x", "results": [], "unresponsive_engines": []}'),
    ("gdelt", "{}"),
    ("brave", '{"type": "search", "query": {"original": "x"}}'),
    ("linkup", '{"results": []}'),
    ("linkup", (400, LINKUP % (400, "SEARCH_QUERY_NO_RESULT"))),
    ("youtube", '{"kind": "youtube#searchListResponse", "items": []}'),
    ("youtube-comments", (403, GOOGLE % (403, "x", "commentsDisabled"))),
    ("x", '{"meta": {"result_count": 0}}'),
]
RECORDINGS = [
    (slug, path)
    for slug, name in (
        ("searxng", "searxng_search_min.json"),
        ("searxng", "searxng_search_full_fields.json"),
        ("gdelt", "gdelt_doc_artlist.json"),
        ("brave", "brave_search_min.json"),
        ("bluesky", "bluesky_searchposts.json"),
    )
    for path in (SOURCES / slug / "example.json", RECORDED / name)
    if path.exists()
]


@pytest.mark.parametrize(("slug", "answer", "expected"), CASES)
def test_an_error_of_a_catalogued_source_is_understood(slug, answer, expected):
    """A quota, a key refused, a pace not kept: each has its code, told in a 200 or not."""
    assert expected == failure(Talk(catalogued(slug)).end(answer))


@pytest.mark.parametrize(("slug", "answer"), EMPTY)
def test_an_empty_answer_of_a_catalogued_source_is_empty(slug, answer):
    """Each source has its way to say that nothing was found, and none of them is a failure."""
    outcome = found(Talk(catalogued(slug)).end(answer))
    assert ((), ()) == (outcome.mentions, outcome.warnings)


@pytest.mark.parametrize(("slug", "path"), RECORDINGS, ids=lambda one: getattr(one, "name", one))
def test_answers_recorded_elsewhere_are_read_too(slug, path):
    """Our example and answers of the true service in the same shape give mentions with an address and words."""
    talk = Talk(catalogued(slug))
    before = ['{"accessJwt": "jeton"}'] if talk.plan.source.reading.session else []
    outcome = found(talk.end(*before, path.read_text()))
    assert 0 < len(outcome.mentions)
    assert all(one.url and (one.title or one.text) for one in outcome.mentions)


def test_a_key_of_the_catalogue_is_asked_by_name():
    """Every secret that a described source names is one that its entry explains, and the reverse."""
    for path in sorted(SOURCES.glob("*/source.yml")):
        source = catalogued(path.parent.name).source
        named = {part.partition("}")[0] for part in path.read_text().split("{secret:")[1:]}
        assert source.reading is None or named == set(source.secrets), source.slug
