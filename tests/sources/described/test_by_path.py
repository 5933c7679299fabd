"""The kind `json-api`: what becomes of an answer, and of an error however it is told."""

import datetime as dt
import json

import pytest

from collector.core.model import Memory
from collector.core.reading import Found, Unchanged, Validators
from tests.support.described import Talk, json_plan
from tests.support.reading import failure, found

WHOLE = {
    "id": "{id}",
    "url": "{url}",
    "title": "{title}",
    "text": "{text}",
    "author": "{author}",
    "publisher": "{publisher}",
    "published": "{date}",
    "language": "{lang}",
    "rating": "{note}",
    "scale": "{sur}",
    "reply": "{reply}",
    "replied": "{replied}",
}


def mention(item, **reading):
    """Return the only mention of an answer with that item."""
    talk = Talk(json_plan({"mention": WHOLE, **reading}))
    [one] = found(talk.end(json.dumps({"items": [item]}))).mentions
    return one


def test_every_part_of_a_mention_can_be_described():
    """Words are cleaned of HTML, relative addresses completed, dates and ratings read as sites write them."""
    one = mention(
        {
            "id": 42,
            "url": "../avis/42?utm_source=x",
            "title": "Très <b>bien</b>\u202e",
            "text": "<p>Un.</p><p>Deux &amp; trois.</p>",
            "author": "Zoé",
            "publisher": "Le Courrier",
            "date": "20261002T213000Z",
            "lang": "fr-CA",
            "note": "4,5",
            "sur": 10,
            "reply": "Merci.",
            "replied": "2026-10-03",
        },
        form="review",
    )
    assert ("42", "https://api.example/avis/42", "Très bien", "Un.\n\nDeux & trois.") == (
        one.native_id,
        one.url,
        one.title,
        one.text,
    )
    assert ("Zoé", "Le Courrier", "fr", "review") == (one.author, one.publisher, one.language, one.form)
    assert (dt.date(2026, 10, 2), "published") == (one.published.latest, one.published.kind)
    assert (4.5, 10.0) == (one.rating.value, one.rating.scale)
    assert ("Merci.", dt.date(2026, 10, 3)) == (one.reply.text, one.reply.on)


@pytest.mark.parametrize(
    ("written", "day", "kind"),
    [
        ("20261002T213000Z", dt.date(2026, 10, 2), "indexed"),
        ("2026-10-02T23:30:00.000Z", dt.date(2026, 10, 2), "indexed"),
        ("Fri, 02 Oct 2026 08:00:00 GMT", dt.date(2026, 10, 2), "indexed"),
        (1790899200, dt.date(2026, 10, 2), "indexed"),
        (1790899200123, dt.date(2026, 10, 2), "indexed"),
        (1790899200.5, dt.date(2026, 10, 2), "indexed"),
        ("hier", None, "seen"),
        (None, None, "seen"),
        (17908992001234567890, None, "seen"),
    ],
)
def test_a_date_is_read_or_left_out(written, day, kind):
    """Compact, ISO, mail and Unix dates are read; any other says only when the item was seen."""
    one = mention({"id": "1", "title": "x", "date": written}, dates="indexed")
    assert (day, kind) == (one.published.latest, one.published.kind)


def test_an_item_without_id_has_the_one_of_its_address_or_of_its_words():
    """An address is an id once its tracking is off; without one, the words, the date and the place make it."""
    assert "https://a.example/x" == mention({"url": "https://a.example/x?utm_medium=y#c", "title": "x"}).native_id
    ids = [
        mention({"title": title, "date": date}).native_id for title, date in (("a", ""), ("b", ""), ("a", "2026-10-01"))
    ]
    assert 3 == len(set(ids))
    assert all(one.startswith("h-") for one in ids)
    assert mention({"id": "x" * 5_000, "title": "a"}).native_id.startswith("h-")


def test_a_publisher_not_said_is_the_host():
    """Who publishes is, without better, the site."""
    assert "courrier.example" == mention({"url": "https://www.courrier.example/a"}).publisher


def test_items_that_say_nothing_are_told():
    """Some items that cannot be read are a warning, and prove no absence; the answer is asked for again."""
    talk = Talk(json_plan({}, lists_everything=True))
    outcome = found(talk.end('{"items": [{"id": "1", "title": "Un"}, {"id": "2"}, null, "x"]}'))
    assert (("3 élément(s) de cette réponse n’ont pas pu être lus.",), False, Validators()) == (
        outcome.warnings,
        outcome.exhaustive,
        outcome.validators,
    )


def test_a_whole_answer_of_a_complete_source_proves_absences():
    """A source that lists everything says what is gone, when it was read whole."""
    assert found(Talk(json_plan({}, lists_everything=True)).end('{"items": []}')).exhaustive
    assert not found(Talk(json_plan({})).end('{"items": []}')).exhaustive


@pytest.mark.parametrize(
    ("proof", "answer", "empty"),
    [
        (None, "{}", False),
        ("meta.count", '{"meta": {"count": 0}}', True),
        ("meta.count", '{"meta": {}}', False),
        (".", "{}", True),
        (".", '{"error": "x"}', False),
        (".", "[]", False),
        (".", "null", False),
        ("meta", '{"meta": 1, "items": {}}', False),
        ("meta", '{"meta": 1, "items": "rien"}', False),
    ],
)
def test_only_a_proven_absence_of_items_is_empty(proof, answer, empty):
    """Without items, an answer is empty when it holds what a true answer holds, else it is not understood."""
    outcome = Talk(json_plan({"proof": proof})).end(answer)
    assert empty == isinstance(outcome, Found)
    assert empty or ("unexpected-format", "items[]") == failure(outcome)


ERRORS = [
    {"status": 403, "path": "error.errors.*.reason", "says": ["quotaExceeded"], "code": "quota-reached"},
    {"path": "error", "code": "source-says-error"},
    {"says": ["limit REQUESTS", "trop de requêtes"], "code": "rate-limited"},
    {"status": 401, "code": "access-refused"},
]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((403, '{"error": {"errors": [{"reason": "x"}, {"reason": "quotaexceeded"}]}}'), ("quota-reached", "HTTP 403")),
        ('{"error": {"message": "x"}, "items": []}', ("source-says-error", "HTTP 200")),
        ('{"error": "", "items": []}', None),
        ('{"error": null, "items": [{"id": "1", "title": "limit requests"}]}', None),
        ("Please limit requests to one every 5 seconds", ("rate-limited", "HTTP 200")),
        ((400, "Trop de requetes."), ("rate-limited", "HTTP 400")),
        ((401, "{}"), ("access-refused", "HTTP 401")),
        ((403, '{"items": []}'), ("blocked", "HTTP 403")),
        ((302, '{"items": []}'), ("unexpected-status", "HTTP 302")),
        ("Autre chose", ("unexpected-format", "JSON")),
        ("[" * 100_000, ("unexpected-format", "JSON")),
    ],
)
def test_an_error_is_told_by_its_sign(answer, expected):
    """With its status or with 200, in JSON or in words: the first sign that holds says what an error means."""
    outcome = Talk(json_plan({"errors": ERRORS})).end(answer)
    assert (expected is None) == isinstance(outcome, Found)
    assert expected is None or expected == failure(outcome)


def test_nothing_found_may_be_told_as_an_error():
    """Some interfaces answer 400 when a search finds nothing: this is an empty answer, and no failure."""
    nothing = [{"status": 400, "path": "error.code", "says": ["NO_RESULT"]}]
    plan = json_plan({"nothing": nothing})
    assert () == found(Talk(plan).end((400, '{"error": {"code": "SEARCH_NO_RESULT"}}'))).mentions
    assert ("unexpected-status", "HTTP 400") == failure(Talk(plan).end((400, '{"error": {"code": "OTHER"}}')))


SILENT = {"silent": {"path": "muets", "name": "0"}}


@pytest.mark.parametrize(
    ("silent", "named"),
    [
        ('[["brave", "CAPTCHA"], ["qwant", "denied"], ["brave", "again"]]', "brave, qwant"),
        ('[["<b>x</b>", "y"]]', "1"),
        ("[{}, {}]", "2"),
    ],
)
def test_silent_engines_are_told(silent, named):
    """With results, silent engines are a warning and the answer is asked again; without, the watch is blind."""
    some = found(Talk(json_plan(SILENT)).end(f'{{"items": [{{"id": "1", "title": "x"}}], "muets": {silent}}}'))
    assert (f"Des moteurs n’ont pas répondu ({named})\u00a0: des mentions peuvent manquer.",) == some.warnings
    assert Validators() == some.validators
    assert ("engines-silent", named) == failure(Talk(json_plan(SILENT)).end(f'{{"items": [], "muets": {silent}}}'))


@pytest.mark.parametrize("said", ["[]", "null", '"x"'])
def test_no_silent_engine_is_no_warning(said):
    """When all engines answered, no result is no result."""
    assert () == found(Talk(json_plan(SILENT)).end(f'{{"items": [], "muets": {said}}}')).warnings


@pytest.mark.parametrize("broken", [(503, ""), "<html>", '{"items": 3}', (429, "{}")])
def test_a_later_page_that_fails_leaves_what_was_read(broken):
    """What the first pages said is kept, with a warning, and nothing is taken for gone."""
    talk = Talk(json_plan({"paging": {"parameter": "p"}}, lists_everything=True))
    outcome = found(talk.end('{"items": [{"id": "1", "title": "Un"}]}', broken))
    assert (["1"], False) == ([one.native_id for one in outcome.mentions], outcome.exhaustive)
    assert ("La page 2 des résultats n’a pas pu être lue\u00a0: des mentions peuvent manquer.",) == outcome.warnings


def test_an_item_met_on_two_pages_counts_once():
    """Results move while pages are read: the first sight of an item is kept."""
    talk = Talk(json_plan({"paging": {"parameter": "p"}}))
    one = '{"items": [{"id": "1", "title": "Un"}]}'
    assert 1 == len(found(talk.end(one, one, '{"items": []}')).mentions)


def test_the_same_answer_is_unchanged_only_when_it_was_good():
    """The same bytes with another status are no answer at all."""
    body = '{"items": []}'
    remembered = found(Talk(json_plan({})).end(body)).validators
    memory = Memory(body_sha256=remembered.body_sha256)
    assert isinstance(Talk(json_plan({}), memory=memory).end(body), Unchanged)
    assert ("server-error", "HTTP 500") == failure(Talk(json_plan({}), memory=memory).end((500, body)))


def test_too_many_items_are_refused():
    """An answer of more items than a search can give is no search."""
    assert ("too-large", "> 20000") == failure(Talk(json_plan({})).end(json.dumps({"items": [0] * 20_001})))
