"""What Google refuses is told as it is meant: not opened yet, authorisation dead, wrong keys."""

import json

import pytest

from collector.core.model import Memory, Source
from collector.core.pages.failures import explain
from collector.core.reading import WatchPlan
from collector.sources.google_business import KIND
from tests.sources.test_google_business import PLAN, Google, pages
from tests.support.conversation import converse
from tests.support.reading import PAYLOADS, failure, named, payloads

REASONS = {"SERVICE_DISABLED": "details", "accessNotConfigured": "errors"}


def changed(**fields: object) -> WatchPlan:
    """Return the plan with another source."""
    source = Source.model_validate(PLAN.source.model_dump() | fields)
    return WatchPlan(PLAN.watch, source, PLAN.today)


def ended(google: Google, plan: WatchPlan = PLAN) -> tuple[str, str]:
    """Return how the watch fails."""
    return failure(converse(KIND, plan, google, most=3).outcome)


@pytest.mark.parametrize("path", payloads("google_quota_zero.json", "gbp_error_quota0_429.json"), ids=named)
def test_a_quota_of_nothing_is_an_access_not_granted(path):
    """It is no « too many requests »: the practice is told to ask for the access, and 429 is not asked again."""
    google = Google([], refusal=(429, path.read_bytes()))
    said = converse(KIND, PLAN, google)
    assert ("access-not-granted", "quota 0") == failure(said.outcome)
    assert {frozenset({429})} == {one.final for one in said.asked}
    assert "Application for Basic API Access" in explain("access-not-granted").advice


@pytest.mark.parametrize("limit", ["300", None, 0])
def test_another_quota_is_a_limit_reached(limit):
    """With a quota, 429 passes with time; a quota of nothing may also be a number."""
    details = [None, {"metadata": {"quota_limit_value": limit}}, {"metadata": "x"}]
    body = json.dumps({"error": {"code": 429, "details": details}}).encode()
    assert ("access-not-granted" if limit == 0 else "rate-limited") == ended(Google([], refusal=(429, body)))[0]


@pytest.mark.parametrize("body", [b"", b"Too many", b"[]", b'{"error": "x"}', b'{"error": {"details": 3}}'])
def test_a_limit_that_says_nothing_is_a_limit_reached(body):
    """Whatever the body of a 429."""
    assert ("rate-limited", "HTTP 429") == ended(Google([], refusal=(429, body)))


@pytest.mark.parametrize("reason", REASONS)
def test_an_interface_that_is_not_switched_on_is_an_access_not_granted(reason):
    """Both forms in which Google says it, with status 403."""
    body = json.dumps({"error": {"status": "PERMISSION_DENIED", REASONS[reason]: [{"reason": reason}]}}).encode()
    assert ("access-not-granted", "HTTP 403") == ended(Google([], refusal=(403, body)))


@pytest.mark.parametrize("status", [401, 403])
def test_another_refusal_is_told_as_one(status):
    """An account that does not manage the place, an access that is not the right one."""
    assert ("access-refused", f"HTTP {status}") == ended(Google([], refusal=(status, b'{"error": {}}')))
    assert ("access-refused", f"HTTP {status}") == ended(Google([], token=(status, b'{"error": "access_denied"}')))
    assert ("blocked", f"HTTP {status}") == ended(Google([], refusal=(status, b"<html>Proxy</html>")))


def test_a_wall_in_place_of_an_answer_is_told_as_one():
    """A consent page with status 200 is no answer of the interface."""
    wall = (PAYLOADS / "consent_page.html").read_bytes()
    assert ("blocked", "HTTP 200") == ended(Google([], refusal=(200, wall)))
    assert ("blocked", "HTTP 200") == ended(Google([], token=(200, wall)))


@pytest.mark.parametrize(("status", "code"), [(404, "gone"), (500, "server-error"), (418, "unexpected-status")])
def test_other_statuses_are_those_of_every_kind(status, code):
    """A place that is gone, a server that fails."""
    assert (code, f"HTTP {status}") == ended(Google([], refusal=(status, b"{}")))
    assert (code, f"HTTP {status}") == ended(Google([], token=(status, b"{}")))


def test_a_dead_authorisation_is_told_with_what_to_do():
    """`invalid_grant` is explained in French: sign in again, and publish the application."""
    dead = json.dumps({"error": "invalid_grant", "error_description": "Token has been expired or revoked."}).encode()
    assert ("access-expired", "invalid_grant") == ended(Google([], token=(400, dead)))
    assert "sept jours" in explain("access-expired").advice


@pytest.mark.parametrize("error", ["invalid_client", "unauthorized_client", "deleted_client"])
def test_wrong_keys_are_told_as_such(error):
    """The client's own identity is what Google refuses."""
    assert ("access-refused", error) == ended(Google([], token=(401, json.dumps({"error": error}).encode())))


@pytest.mark.parametrize("token", [None, "", 3, "é", "x" * 5000])
def test_an_exchange_without_access_is_a_failure(token):
    """What comes back is no access: nothing is asked with it."""
    body = json.dumps({"access_token": token}).encode()
    assert ("unexpected-format", "access_token") == ended(Google([], token=(200, body)))


def test_a_source_must_name_its_three_secrets():
    """Which one is missing is told before anything is asked; names of another account are known by their endings."""
    names = {"CABINET_B_CLIENT_ID": "a", "CABINET_B_CLIENT_SECRET": "b", "CABINET_B_REFRESH_TOKEN": "c"}
    said = converse(KIND, changed(secrets=names), Google(pages(1)))
    assert "{secret:CABINET_B_REFRESH_TOKEN}" in said.asked[0].body
    for name in names:
        rest = {one: what for one, what in names.items() if one != name}
        assert ("missing-secret", name.removeprefix("CABINET_B_")) == at_once(changed(secrets=rest))


def at_once(plan: WatchPlan) -> tuple[str, str]:
    """Return how a watch fails before anything is asked."""
    with pytest.raises(StopIteration) as stop:
        next(KIND.read(plan, Memory()))
    return failure(stop.value.value)


def test_an_access_is_asked_for_only_where_it_is_safe():
    """Without an exchange nothing is asked; an access is not carried in clear to an address that is not https."""
    in_clear = WatchPlan(PLAN.watch.model_copy(update={"url": "http://avis.example/v4"}), PLAN.source, PLAN.today)
    assert ("forbidden-address", "token_url") == at_once(changed(token_url=None))
    assert ("forbidden-address", "https > http") == at_once(in_clear)
