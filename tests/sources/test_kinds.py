"""What every kind must do, whatever it reads: how it ends on each answer that a source may give."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.model import Memory
from collector.core.reading import Failed, Found, Unchanged
from collector.core.text import clean, clean_line
from collector.sources import KINDS
from tests.support.reading import PAYLOADS, drive, failure, found, plan_of

PLACES = {
    "alert-mail": {"file": "alertes.mbox"},
    "csv": {"file": "avis.csv"},
    "feed": {},
    "manual": {"file": "note.json"},
    "page": {},
    "takeout": {"file": "avis.json"},
}
PLANS = {name: plan_of(name, lists_everything=True, **place) for name, place in PLACES.items()}
SEVERAL_ANSWERS = {"google-business"}  # asks more than once: it has tests of its own
GOOD = {
    "alert-mail": (PAYLOADS / "alerts.eml").read_bytes(),
    "csv": (PAYLOADS / "reviews.csv").read_bytes(),
    "manual": (PAYLOADS / "note.json").read_bytes(),
    "feed": (PAYLOADS / "alerts.xml").read_bytes(),
    "page": (PAYLOADS / "physician.html").read_bytes(),
    "takeout": (PAYLOADS / "takeout_reviews.json").read_bytes(),
}
HOSTILE = "\\u202eDr\\u200b\\u0007 Exemple\\u2066 \\ud83d\\ude42\\u0085fin"
NOT_JSON = {"alert-mail", "csv"}
HOSTILE_ANSWERS = {
    "alert-mail": "From: googlealerts-noreply@google.com\nSubject: Alerte Google : X\nDate: Mon, 05 Oct 2026 05:12:00 +0000\n"
    'Content-Type: text/html; charset=utf-8\n\n<table><tr itemscope itemtype="http://schema.org/Article"><td>'
    '<a href="https://www.google.com/url?url=https://gazette.example/1">X</a><div itemprop="publisher">X</div>'
    '<div itemprop="description">X</div></td></tr></table>',
    "csv": "id;auteur;titre;avis;réponse\nX;X;X;X;X\n",
    "manual": '{"title": "X", "text": "X", "author": "X"}',
    "feed": '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "X", "title": "Y X", "content_text": "X", '
    '"authors": [{"name": "X"}]}]}',
    "page": '<script type="application/ld+json">{"@type": "Review", "reviewBody": "X", "author": "X", "name": "X", '
    '"comment": {"text": "X"}}</script>',
    "takeout": '{"reviews": [{"name": "locations/1/reviews/X", "comment": "X", "reviewer": {"displayName": "X"}, '
    '"reviewReply": {"comment": "X"}}]}',
}
ALL = pytest.mark.parametrize("name", [name for name in KINDS if name not in SEVERAL_ANSWERS])


def read(name: str, body: bytes, **answer):
    """Return how a watch of that kind ends on this answer."""
    return drive(KINDS[name], PLANS[name], body, **answer)


def test_the_table_names_each_kind_by_its_name():
    """A kind stands in the table under the name that it says, and each has its examples here."""
    assert list(KINDS) == [kind.name for kind in KINDS.values()]
    assert set(KINDS) - SEVERAL_ANSWERS == set(GOOD) == set(HOSTILE_ANSWERS)


@ALL
def test_a_good_answer_is_found_and_remembered(name):
    """What was read comes with what makes the next request conditional."""
    headers = {"etag": '"v1"', "last-modified": "Mon, 05 Oct 2026 00:00:00 GMT"}
    outcome = found(read(name, GOOD[name], headers=headers))
    assert outcome.mentions
    assert ('"v1"', headers["last-modified"]) == (outcome.validators.etag, outcome.validators.modified)


@ALL
@pytest.mark.parametrize(
    ("status", "code"),
    [
        (404, "gone"),
        (410, "gone"),
        (401, "blocked"),
        (403, "blocked"),
        (451, "blocked"),
        (429, "rate-limited"),
        (500, "server-error"),
        (503, "server-error"),
        (204, "unexpected-status"),
        (302, "unexpected-status"),
    ],
)
def test_a_status_that_is_not_200_is_a_failure(name, status, code):
    """However good the body looks, another status is Failed with its own code."""
    assert (code, f"HTTP {status}") == failure(read(name, GOOD[name], status=status))


@ALL
def test_an_answer_not_modified_is_unchanged(name):
    """A 304 says what was said the last time."""
    assert isinstance(read(name, b"", status=304), Unchanged)


@ALL
def test_the_same_bytes_are_unchanged(name):
    """A server without validators that gives the same bytes again says what it said."""
    remembered = found(read(name, GOOD[name])).validators.body_sha256
    assert isinstance(read(name, GOOD[name], memory=Memory(body_sha256=remembered)), Unchanged)
    assert isinstance(read(name, GOOD[name] + b" \n", memory=Memory(body_sha256=remembered)), Found)


@ALL
@pytest.mark.parametrize("body", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"%PDF-1.7", b"\x00" * 5000])
def test_nothing_and_other_formats_are_failures(name, body):
    """An empty answer, a PDF, null bytes: Failed, and never « no mention »."""
    assert isinstance(read(name, body), Failed)


@pytest.mark.parametrize("name", ["alert-mail", "csv", "feed", "manual", "takeout"])
def test_html_in_place_of_data_is_a_failure(name):
    """A page where data is due is not an empty answer."""
    assert isinstance(read(name, b"<!doctype html><html><body><p>Bonjour</p></body></html>"), Failed)


@ALL
def test_a_truncated_answer_never_proves_an_absence(name):
    """Cut anywhere, an answer is refused or read in part; it is whole only when it says as much as the whole."""
    whole = found(read(name, GOOD[name])).mentions
    for end in range(1, len(GOOD[name]), 61):
        outcome = read(name, GOOD[name][:end])
        if isinstance(outcome, Found) and outcome.exhaustive:
            assert len(outcome.mentions) == len(whole)


@ALL
def test_hostile_text_comes_out_clean(name):
    """Controls, bidirectional marks and zero-width characters never reach a mention."""
    hostile = json.loads(f'"{HOSTILE}"') if name in NOT_JSON else HOSTILE
    body = HOSTILE_ANSWERS[name].replace("X", hostile).encode()
    [mention] = found(read(name, body)).mentions
    texts = (mention.text, mention.reply.text if mention.reply else "")
    lines = (mention.title, mention.author, mention.native_id, mention.publisher)
    assert texts == tuple(map(clean, texts))
    assert lines == tuple(map(clean_line, lines))
    assert mention.text.startswith("Dr Exemple 🙂")


@ALL
@given(st.binary(max_size=400))
def test_random_bytes_end_as_a_value(name, body):
    """Whatever comes, a watch ends as Found or Failed: no parser raises."""
    assert isinstance(read(name, body), Found | Failed)


@ALL
@given(st.randoms(use_true_random=False))
def test_a_mutated_answer_ends_as_a_value(name, chance: random.Random):
    """A good answer with bytes changed, taken away, doubled or moved ends as Found or Failed."""
    body = bytearray(GOOD[name])
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(body))
        end = min(len(body), place + chance.randint(1, 40))
        piece = body[place:end]
        change = chance.choice((b"", piece * 2, bytes([chance.randrange(256)]), b'"', b"<", b"&", b"]]>", piece[::-1]))
        body[place:end] = change
    outcome = read(name, bytes(body))
    assert isinstance(outcome, Found | Failed)
    for mention in outcome.mentions if isinstance(outcome, Found) else ():
        assert mention.native_id
        assert mention.text == clean(mention.text)
