"""What every kind must do, whatever it reads: how it ends on each answer that a source may give.

A kind is tried by its folder of examples (`conformance/<kind>/`, see CONTRIBUTING): this suite knows none of them.
"""

import itertools
import random
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.errors import FailureCode, FetchError
from collector.core.model import Memory
from collector.core.reading import Failed, Found, Unchanged
from collector.core.text import clean, clean_line
from collector.sources import KINDS
from tests.support.conformance import EXAMPLES, FOLDER, WALLS, expected_failure
from tests.support.reading import failure, first_request, found

ROLES = ("good", "empty", "hostile", "twice", "other-edition")
HOSTILE = "\u202eDr\u200b\u0007 Exemple\u2066 🙂\u0085fin"
TWO_MEGABYTES = 2_000_000


def each(examples, names=None):
    """Try each of these examples."""
    return pytest.mark.parametrize("one", examples, ids=names or (lambda one: one.name))


ALL = each(EXAMPLES)
WEB = each([one for one in EXAMPLES if not one.by_file])
CONDITIONAL = each([one for one in EXAMPLES if one.conditional])


def test_the_table_names_each_kind_by_its_name():
    """A kind stands in the table under the name that it says, and each has its examples."""
    assert list(KINDS) == [kind.name for kind in KINDS.values()]
    assert set(KINDS) == {one.name.partition(".")[0] for one in EXAMPLES}


@ALL
def test_an_example_is_missing_for_a_reason(one):
    """Each role has its example, or `kind.yml` says why there is none."""
    missing = {role for role in ROLES if not one.has(role)}
    assert missing == set(one.without)
    assert all(why.strip() for why in one.without.values())


@ALL
def test_a_good_answer_is_found(one):
    """What was read is Found, with mentions, and says nothing to worry about."""
    outcome = found(one.outcome(one.answer("good")))
    assert outcome.mentions
    assert () == outcome.warnings


@CONDITIONAL
def test_a_good_answer_is_remembered(one):
    """What was read comes with what makes the next request conditional."""
    headers = {"etag": '"v1"', "last-modified": "Mon, 05 Oct 2026 00:00:00 GMT"}
    outcome = found(one.outcome(one.answer("good"), headers=headers))
    assert ('"v1"', headers["last-modified"]) == (outcome.validators.etag, outcome.validators.modified)


@each([one for one in EXAMPLES if one.has("empty")])
def test_an_empty_answer_is_found(one):
    """A valid answer that holds nothing is Found without mentions: no failure, and no warning."""
    outcome = found(one.outcome(one.answer("empty")))
    assert ((), ()) == (outcome.mentions, outcome.warnings)


@WEB
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
def test_a_status_that_is_not_200_is_a_failure(one, status, code):
    """However good the body looks, another status (moved, refused, busy) is Failed with its own code."""
    assert (code, f"HTTP {status}") == failure(one.outcome(one.answer("good"), status=status))


@CONDITIONAL
def test_an_answer_not_modified_is_unchanged(one):
    """A 304 says what was said the last time."""
    assert isinstance(one.outcome(b"", status=304), Unchanged)


@CONDITIONAL
def test_the_same_bytes_are_unchanged(one):
    """A server without validators that gives the same bytes again says what it said."""
    good = one.answer("good")
    memory = Memory(body_sha256=found(one.outcome(good)).validators.body_sha256)
    assert isinstance(one.outcome(good, memory=memory), Unchanged)
    assert isinstance(one.outcome(good + b" \n", memory=memory), Found)


@ALL
@pytest.mark.parametrize("step", range(3))
def test_an_answer_that_does_not_arrive_proves_nothing(one, step):
    """Out of time at any of its requests, a watch is Failed; once something was read, it may say so as in part."""
    outcome = one.stopped_at(step, FetchError(FailureCode.TIMEOUT, "20 s"))
    if isinstance(outcome, Found):
        assert step > 0
        assert (False, True) == (outcome.exhaustive, bool(outcome.warnings))
    elif outcome is not None or step == 0:
        assert ("timeout", "20 s") == failure(outcome)


@ALL
@pytest.mark.parametrize("body", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"%PDF-1.7", b"\x00" * 5000])
def test_nothing_and_other_formats_are_failures(one, body):
    """An empty answer, a PDF, null bytes: Failed, and never « no mention »."""
    assert isinstance(one.outcome(body), Failed)


@each([one for one in EXAMPLES if not first_request(one.kind, one.plan).page])
def test_html_in_place_of_data_is_a_failure(one):
    """A page where data is due is not an empty answer."""
    assert isinstance(one.outcome(b"<!doctype html><html><body><p>Bonjour</p></body></html>"), Failed)


@WEB
@pytest.mark.parametrize("wall", WALLS, ids=lambda path: path.stem)
def test_a_wall_with_status_200_is_a_failure(one, wall):
    """A consent page, a captcha or a refusal in place of the answer is Failed, and told as blocked."""
    answer = one.outcome(wall.read_bytes(), headers={"content-type": "text/html; charset=utf-8"})
    assert "blocked" == failure(answer)[0]


@each([(one, path) for one in EXAMPLES for path in one.failing()], lambda case: f"{case[0].name}-{case[1].name}")
def test_an_error_that_a_source_tells_is_a_failure(one):
    """An error told in the source's own way, with whatever status, is Failed with the code that says what it means."""
    examples, path = one
    code, status = expected_failure(path)
    assert code == failure(examples.outcome(path.read_bytes(), status=status))[0]


@ALL
def test_a_truncated_answer_never_proves_an_absence(one):
    """Cut anywhere, an answer is refused or read in part; it is whole only when it says as much as the whole."""
    good = one.answer("good")
    whole = found(one.outcome(good)).mentions
    for end in range(1, len(good), 61):
        outcome = one.outcome(good[:end])
        if isinstance(outcome, Found) and outcome.exhaustive:
            assert len(outcome.mentions) == len(whole)


@ALL
@pytest.mark.parametrize("charset", ["cp1252", "utf-16"])
def test_a_wrong_charset_garbles_no_word(one, charset):
    """An answer in another charset than it says is refused, or read with the very same words."""
    good = one.answer("good")
    try:
        body = good.decode().encode(charset, "xmlcharrefreplace" if b"<" in good[:100] else "ignore")
    except UnicodeDecodeError:
        body = good  # an archive: its members have charsets of their own
    outcome = one.outcome(body, headers={"content-type": "text/plain; charset=utf-8"})
    if isinstance(outcome, Found):
        assert "\ufffd" not in repr(outcome.mentions)
        assert len(found(one.outcome(good)).mentions) == len(outcome.mentions)


@each([one for one in EXAMPLES if one.has("twice")])
def test_ids_are_told_once(one):
    """An answer that gives one id twice makes mentions that all differ by their ids."""
    outcome = found(one.outcome(one.answer("twice")))
    ids = [mention.native_id for mention in outcome.mentions]
    assert ids
    assert len(set(ids)) == len(ids)


@each([one for one in EXAMPLES if one.has("other-edition")])
def test_another_edition_is_not_taken_for_french(one):
    """An answer in German is refused, or its mentions say German or nothing of their language."""
    outcome = one.outcome(one.answer("other-edition"))
    assert isinstance(outcome, Failed | Found)
    assert isinstance(outcome, Failed) or {mention.language for mention in outcome.mentions} <= {"", "de"}


@ALL
def test_hostile_text_comes_out_clean(one):
    """Controls, bidirectional marks and zero-width characters never reach a mention."""
    mentions = found(one.outcome(one.hostile(HOSTILE))).mentions
    assert any("Dr Exemple 🙂" in mention.title + mention.text for mention in mentions)
    for mention in mentions:
        texts = (mention.text, mention.reply.text if mention.reply else "")
        lines = (mention.title, mention.author, mention.native_id, mention.publisher)
        assert texts == tuple(map(clean, texts))
        assert lines == tuple(map(clean_line, lines))


@ALL
@pytest.mark.soak
@pytest.mark.parametrize("filling", ["mot ", "<b>", '\\"'])
def test_two_megabytes_are_read_in_bounded_memory(one, filling):
    """Two megabytes of words, or of what parsers dread, end as a value and take no more than forty times their size."""
    body = one.hostile(filling * (TWO_MEGABYTES // len(filling) // one.places))
    tracemalloc.start()
    try:
        outcome = one.outcome(body)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(outcome, Failed | Found)
    assert peak < 40 * len(body)


@ALL
@given(st.binary(max_size=400))
def test_random_bytes_end_as_a_value(one, body):
    """Whatever comes, a watch ends as Found or Failed: no parser raises."""
    assert isinstance(one.outcome(body), Found | Failed)


@ALL
@given(st.randoms(use_true_random=False))
@pytest.mark.slow
def test_a_mutated_answer_ends_as_a_value(one, chance: random.Random):
    """A good answer with bytes changed, taken away, doubled or moved ends as Found or Failed."""
    body = bytearray(one.answer("good"))
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(body))
        end = min(len(body), place + chance.randint(1, 40))
        piece = body[place:end]
        change = chance.choice((b"", piece * 2, bytes([chance.randrange(256)]), b'"', b"<", b"&", b"]]>", piece[::-1]))
        body[place:end] = change
    outcome = one.outcome(bytes(body))
    assert isinstance(outcome, Found | Failed)
    for mention in outcome.mentions if isinstance(outcome, Found) else ():
        assert mention.native_id
        assert mention.text == clean(mention.text)


def test_a_folder_of_examples_holds_nothing_else():
    """Every file of the kit has a role: one that is misspelt would try nothing."""
    roles = {*ROLES, "before", "next", "failing", "kind"}
    names = [path.name for one in EXAMPLES for path in sorted(one.folder.iterdir())]
    assert [] == [name for name in names if name.partition(".")[0] not in roles]
    assert set(itertools.chain([one.folder for one in EXAMPLES], [FOLDER / "_walls"])) == set(FOLDER.iterdir())
