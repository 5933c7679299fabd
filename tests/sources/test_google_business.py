"""The kind `google-business`: one's own reviews by Google's interface, page after page, with an access of one hour."""

import dataclasses
import datetime as dt
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Failed, Found, Request, Unchanged
from collector.sources.google_business import KIND
from tests.support.conversation import converse, remembering
from tests.support.reading import failure, found, named, payloads, plan_of

PLACE = "https://avis.example/v4/accounts/1/locations/55/reviews"
TOKEN_URL = "https://jetons.example/token"
SECRETS = {
    "GOOGLE_CLIENT_ID": "identifiant",
    "GOOGLE_CLIENT_SECRET": "code secret",
    "GOOGLE_REFRESH_TOKEN": "jeton d’actualisation",
}
ACCESS = "ya29.acces-invente"
PLAN = plan_of(
    "google-business", url=PLACE, lists_everything=True, secrets=SECRETS, token_url=TOKEN_URL, address="{url}"
)
TODAY = PLAN.today
LAST_WEEK = (TODAY - dt.timedelta(days=7)).isoformat()
MARKS = {"latest": "2026-11-10T12:00:00.000000000Z", "swept": LAST_WEEK}


def review(number: int, updated: str = "2026-11-01T10:00:00Z", **fields: object) -> dict:
    """Return a review as the interface writes it."""
    name = f"accounts/1/locations/55/reviews/r{number}"
    stars = {"starRating": "FOUR", "comment": f"Avis {number}", "createTime": updated, "updateTime": updated}
    return {
        "name": name,
        "reviewId": f"r{number}",
        "reviewer": {"displayName": f"Personne {number}"},
        **stars,
        **fields,
    }


@dataclasses.dataclass
class Google:
    """Answers as Google does: an access for the authorisation, then the pages, by the token each one gives."""

    pages: list[dict]
    total: int | None = None
    token: tuple[int, bytes] = (200, json.dumps({"access_token": ACCESS, "expires_in": 3599}).encode())
    refusal: tuple[int, bytes] | FetchError | None = None

    def __call__(self, request: Request) -> tuple[int, bytes] | FetchError:
        if request.url == TOKEN_URL:
            return self.token
        if self.refusal is not None:
            return self.refusal
        number = int(parse_qs(urlsplit(request.url).query).get("pageToken", ["0"])[0])
        following = {"nextPageToken": str(number + 1)} if number + 1 < len(self.pages) else {}
        total = {} if self.total is None else {"totalReviewCount": self.total}
        return 200, json.dumps({**self.pages[number], **following, **total}).encode()


def pages(*sizes: int, start: str = "2026-11-10", **fields: object) -> list[dict]:
    """Return pages of that many reviews, each changed a day before the one before it."""
    day, number, made = dt.date.fromisoformat(start), 0, []
    for size in sizes:
        some = []
        for _ in range(size):
            some.append(review(number, f"{day}T10:00:00Z", **fields))
            day, number = day - dt.timedelta(days=1), number + 1
        made.append({"reviews": some})
    return made


def test_the_authorisation_is_exchanged_and_the_access_stays_in_memory():
    """Secrets stand in the exchange by name; the access only in a header of each page, which no repr shows."""
    said = converse(KIND, PLAN, Google(pages(2, 1)))
    exchange, *read = said.asked
    assert (
        "grant_type=refresh_token&client_id={secret:GOOGLE_CLIENT_ID}&client_secret={secret:GOOGLE_CLIENT_SECRET}"
        "&refresh_token={secret:GOOGLE_REFRESH_TOKEN}"
    ) == exchange.body
    assert "application/x-www-form-urlencoded" == exchange.content_type
    assert [{"Authorization": f"Bearer {ACCESS}"}] * 2 == [dict(one.headers) for one in read]
    assert ACCESS not in repr(said.asked) + repr(found(said.outcome).marks)


def test_pages_are_asked_for_until_the_last():
    """Fifty reviews a page, the last changed first, each page by the token of the one before."""
    said = converse(KIND, PLAN, Google(pages(2, 2, 1), total=5))
    queries = [parse_qs(urlsplit(one.url).query) for one in said.asked[1:]]
    order = {"pageSize": ["50"], "orderBy": ["updateTime desc"]}
    assert [order, order | {"pageToken": ["1"]}, order | {"pageToken": ["2"]}] == queries
    outcome = found(said.outcome)
    assert [f"locations/55/reviews/r{n}" for n in range(5)] == [one.native_id for one in outcome.mentions]
    assert (True, ()) == (outcome.exhaustive, outcome.warnings)
    assert {"latest": "2026-11-10T10:00:00.000000000Z", "swept": TODAY.isoformat()} == outcome.marks


def test_between_two_sweeps_reading_stops_at_what_is_known():
    """The page where all is older than the last change seen is the last asked for, and proves no absence."""
    said = converse(KIND, PLAN, Google(pages(2, 2, 2, start="2026-11-12")), remembering(MARKS))
    outcome = found(said.outcome)
    assert 3 == len(said.asked)  # the exchange, a page of news, a page that holds none
    assert (4, False) == (len(outcome.mentions), outcome.exhaustive)
    assert {"latest": "2026-11-12T10:00:00.000000000Z", "swept": LAST_WEEK} == outcome.marks


def test_the_same_first_page_is_unchanged():
    """Nothing new since the last pass: one page is read, and says what it said."""
    google = Google(pages(2, 2, start="2026-11-10"))
    first = found(converse(KIND, PLAN, google, remembering(MARKS)).outcome)
    again = converse(KIND, PLAN, google, remembering(first.marks, first.validators.body_sha256))
    assert isinstance(again.outcome, Unchanged)
    assert 2 == len(again.asked)


@pytest.mark.parametrize(
    ("swept", "complete"),
    [
        ("", True),
        ("hier", True),
        ("2026-08-23", True),
        ("2026-08-31", True),
        ("2026-09-01", False),
        (LAST_WEEK, False),
        ("2025-11-23", True),
    ],
)
def test_every_third_month_everything_is_read(swept, complete):
    """A full reading is due in the third month after the last one, and when nobody knows when that was."""
    marks = {"latest": "2026-11-10T00:00:00.000000000Z", "swept": swept}
    said = converse(KIND, PLAN, Google(pages(1, 1, 1, start="2026-10-01")), remembering(marks))
    assert (4 if complete else 2, complete) == (len(said.asked), found(said.outcome).exhaustive)


def test_a_full_reading_is_never_unchanged():
    """Even when the first page is the same: what vanished may have stood on another."""
    google = Google(pages(2, 1))
    first = found(converse(KIND, PLAN, google).outcome)
    memory = remembering({"latest": first.marks["latest"], "swept": "2026-01-01"}, first.validators.body_sha256)
    assert isinstance(converse(KIND, PLAN, google, memory).outcome, Found)


@pytest.mark.parametrize(
    ("reviews", "total", "said"),
    [
        ([review(1), None], 1, "1 élément(s) de la réponse"),
        ([review(1), {"comment": "sans nom"}], 1, "1 élément(s) de la réponse"),
        ([review(1)], 2, "Google annonce 2 avis et en montre 1"),
    ],
)
def test_what_is_not_whole_proves_no_absence_and_is_tried_again(reviews, total, said):
    """A null, a review without id, fewer reviews than announced: told, nothing has vanished, swept at the next pass."""
    outcome = found(converse(KIND, PLAN, Google([{"reviews": reviews}], total=total)).outcome)
    assert (1, False) == (len(outcome.mentions), outcome.exhaustive)
    assert outcome.warnings[0].startswith(said)
    assert "swept" not in outcome.marks


def test_a_reading_without_end_is_bounded():
    """Two hundred pages are read at most; the rest is told and proves nothing."""
    endless = [{"reviews": [review(n)]} for n in range(250)]
    said = converse(KIND, PLAN, Google(endless))
    outcome = found(said.outcome)
    assert (201, 200, False) == (len(said.asked), len(outcome.mentions), outcome.exhaustive)
    assert outcome.warnings == ("La lecture s’est arrêtée après 200 avis\u00a0: il peut en rester.",)


def test_a_change_dated_tomorrow_hides_none_to_come():
    """A date of the future is no mark: the next pass would stop at once, for ever."""
    late = [{"reviews": [review(1, "9999-01-01T00:00:00Z"), review(2, "2026-11-02T00:00:00Z")]}]
    marks = {**MARKS, "latest": "2026-11-01T00:00:00.000000000Z"}
    assert (
        "2026-11-01T00:00:00.000000000Z"
        == found(converse(KIND, PLAN, Google(late), remembering(marks)).outcome).marks["latest"]
    )


def test_an_establishment_without_reviews_is_an_answer():
    """No list at all is how Google says « none »; it proves no absence."""
    outcome = found(converse(KIND, PLAN, Google([{}])).outcome)
    assert ((), False) == (outcome.mentions, outcome.exhaustive)


@pytest.mark.parametrize("path", payloads("api_reviews.json", "gbp_reviews_list_v4.json"), ids=named)
def test_a_recorded_page_is_read(path):
    """Anonymous, unrated, translated, answered and null entries come out right; Google's English does not."""
    page = {key: value for key, value in json.loads(path.read_bytes()).items() if key != "nextPageToken"}
    outcome = found(converse(KIND, PLAN, Google([page])).outcome)
    _, anonymous, late, praise, unrated = outcome.mentions
    assert ("", "") == (anonymous.author, anonymous.text)
    assert "Nous prenons note de votre remarque." == late.reply.text
    assert "(Translated" not in late.text + praise.text + late.reply.text
    assert unrated.rating is None


def test_a_reply_that_google_refused_is_not_shown():
    """A reply in review is ours; one that was refused is seen by nobody."""
    replies = {"PENDING": "En attente", "REJECTED": "Refusée", "APPROVED": "Visible"}
    written = [
        review(number, reviewReply={"comment": text, "reviewReplyState": state})
        for number, (state, text) in enumerate(replies.items())
    ]
    mentions = found(converse(KIND, PLAN, Google([{"reviews": written}])).outcome).mentions
    assert ["En attente", None, "Visible"] == [one.reply and one.reply.text for one in mentions]


def test_an_anonymous_author_has_no_name():
    """« Un utilisateur Google » is what Google puts in place of a name."""
    hidden = review(1, reviewer={"displayName": "Un utilisateur Google", "isAnonymous": True})
    assert [""] == [one.author for one in found(converse(KIND, PLAN, Google([{"reviews": [hidden]}])).outcome).mentions]


def test_a_review_without_full_name_is_of_the_place_that_is_watched():
    """The short id alone would be that of any establishment."""
    bare = {key: value for key, value in review(7).items() if key != "name"}
    outcome = found(converse(KIND, PLAN, Google([{"reviews": [bare]}])).outcome)
    assert ["locations/55/reviews/r7"] == [one.native_id for one in outcome.mentions]


def test_a_failure_on_the_way_is_the_failure_of_the_watch():
    """A page that does not arrive ends the watch: half a list would prove absences."""
    script = Google(pages(1), refusal=FetchError(FailureCode.TIMEOUT, "20 s"))
    with pytest.raises(FetchError):
        converse(KIND, PLAN, script)


@pytest.mark.parametrize("body", [b"", b"[]", b"<html>", b'{"reviews": {}}', b'{"error": {}}', b"[" * 9000])
def test_an_answer_that_is_none_is_a_failure(body):
    """What is no page of reviews is no empty page."""
    assert "unexpected-format" == failure(converse(KIND, PLAN, Google([], refusal=(200, body))).outcome)[0]


@pytest.mark.parametrize("token", [5, ["x"], "0", "x" * 5000])
def test_a_page_that_leads_nowhere_is_a_failure(token):
    """A token of another type, too long, or already used: reading would turn in circles."""
    body = json.dumps({"reviews": [review(1)], "nextPageToken": token}).encode()
    said = converse(KIND, PLAN, Google([], refusal=(200, body)), most=5)
    assert ("unexpected-format", "nextPageToken") == failure(said.outcome)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                (
                    "reviews",
                    "name",
                    "reviewId",
                    "comment",
                    "updateTime",
                    "reviewer",
                    "reviewReply",
                    "nextPageToken",
                    "error",
                )
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(JSON, st.sampled_from((200, 403, 429)))
@pytest.mark.slow
def test_whatever_google_answers_the_watch_ends_as_a_value(answer, status):
    """Shapes that nobody expects, as pages and as refusals, in the exchange and after it."""
    body = json.dumps(answer).encode()
    for google in (Google([], refusal=(status, body)), Google([{}], token=(status, body))):
        assert isinstance(converse(KIND, PLAN, google, most=5).outcome, Found | Failed)


@given(st.binary(max_size=200))
def test_random_bytes_end_as_a_value(body):
    """An answer that is no JSON at all."""
    assert isinstance(converse(KIND, PLAN, Google([], refusal=(200, body)), most=5).outcome, Found | Failed)
