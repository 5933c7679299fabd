"""What may be written of a mention: masked words, cut, and an author made initials."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.identity import author_key, content_key
from collector.core.masking import TOKEN, Masker
from collector.core.model import Mention, Rating, Reply
from collector.core.protection import Protected, protect
from collector.core.text import KEPT_LENGTH, clean
from tests.support.mentions import masking_rules, mention, practice

KEY = b"k" * 32
MASKER = Masker(masking_rules(), practice())
HEALTH = "[donnée de santé]"


def _protected(one: Mention) -> Protected:
    return protect(one, MASKER, KEY)


def _review(**fields: object) -> Mention:
    """Return a review by Sophie Durand that holds every sort of secret."""
    given = {
        "title": "Avis de Sophie Durand",
        "text": "Reçue pour mon eczéma par le Dr Lefèvre.\r\nMon mari Paul : 06 39 98 12 34.\u202e\nSophie D.",
        "author": " Sophie\u200b Durand ",
        "rating": Rating(value=2, scale=5, raw="2"),
        "reply": Reply(text="Merci Madame Durand, et bonne journée Sophie !"),
    }
    return mention(**(given | fields))


def test_a_mention_is_kept_without_third_parties():
    """Title, text and answer are cleaned and masked, the author's own name with them; ours stays."""
    words = _protected(_review()).words
    assert "Avis de [nom]" == words.title
    assert f"Reçue pour mon {HEALTH} par le Dr Lefèvre.\nMon mari [nom] : [téléphone].\n[nom]." == words.text
    assert "Merci Madame [nom], et bonne journée [nom] !" == words.reply
    assert ("health", "name", "phone") == words.masked


def test_the_author_becomes_initials_and_a_key():
    """The same author is known again by the practice's key only."""
    author = _protected(_review()).author
    assert ("S. D.", author_key(KEY, "sophie durand")) == (author.shown, author.key)


def test_nobody_stays_nobody():
    """A mention without author has neither initials nor key."""
    author = _protected(mention("Bien.")).author
    assert ("", None) == (author.shown, author.key)


def test_the_length_is_that_of_the_source():
    """Characters are counted before masking and cutting, once cleaned."""
    one = _review(text="Mon  eczéma" + " va mieux" * 1000)
    assert len(clean(one.text)) == _protected(one).text_length


def test_the_hash_is_that_of_the_kept_words():
    """Title, text and answer each count, and keep their place."""
    words = _protected(_review()).words
    joined = f"{words.title}\x1f{words.text}\x1f{words.reply}"
    assert hashlib.sha256(joined.encode()).hexdigest() == words.sha256
    titled, told = _protected(mention(title="Bien")), _protected(mention("Bien"))
    assert titled.words.sha256 != told.words.sha256


def test_the_content_is_known_by_its_full_words():
    """The key is that of what the source says, before masking, with the rating."""
    one = mention("Mme Durand", title="Avis", rating=Rating(value=2, scale=5, raw="2"))
    rating = '{"value":2.0,"scale":5.0,"raw":"2","count":null}'
    assert content_key(KEY, "Avis", "Mme Durand", "", rating) == _protected(one).content_key


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Avis de Sophie Duran"},
        {"text": "Autre chose"},
        {"reply": None},
        {"reply": Reply(text="Merci")},
        {"rating": None},
        {"rating": Rating(value=3, scale=5, raw="3")},
    ],
)
def test_any_edit_is_an_edit(fields):
    """Whatever changes at the source changes the key of the content."""
    assert _protected(_review()).content_key != _protected(_review(**fields)).content_key


def test_what_masking_hides_can_still_be_edited():
    """Two names masked alike are two contents of the same kept words."""
    one, other = _protected(mention("Mme Durand")), _protected(mention("Mme Morel"))
    assert one.words.sha256 == other.words.sha256
    assert one.content_key != other.content_key


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a" * KEPT_LENGTH, "a" * KEPT_LENGTH),
        ("a" * (KEPT_LENGTH + 1), "a" * (KEPT_LENGTH - 1) + "…"),
        ("mot " * 1500, ("mot " * 1500)[: KEPT_LENGTH - 1].rpartition(" ")[0].rstrip() + "…"),
        ("x" * (KEPT_LENGTH - 10) + ", un cancer, et la suite", "x" * (KEPT_LENGTH - 10) + ", un…"),
        ("x" * (KEPT_LENGTH - 5) + ".diabète", "x" * (KEPT_LENGTH - 5) + ".…"),
    ],
    ids=["fits", "one word", "between words", "before a mask", "against a mask"],
)
def test_long_words_are_cut_after_masking(text, kept):
    """Never inside what stands for a secret, between words where possible."""
    words = _protected(mention(text, title=text, reply=Reply(text=text))).words
    assert [kept] * 2 == [words.text, words.reply]
    assert kept == words.title


@given(
    st.lists(st.sampled_from(["un ", "cancer, ", "Mme Durand ", "x" * 97 + " ", "0639981234 ", "y" * 40]), min_size=40)
)
@pytest.mark.slow
def test_no_mask_is_ever_cut(pieces):
    """Whatever the cut, no half of a mask is kept, and the length holds."""
    text = _protected(mention("".join(pieces * 4))).words.text
    assert len(text) <= KEPT_LENGTH
    assert "[" not in TOKEN.sub("", text)


def test_a_hostile_length_keeps_its_beginning():
    """A megabyte is counted whole, and masked only as far as anything of it could be kept."""
    one = _protected(mention("Mme Durand va bien. " * 50_000))
    assert 20 * 50_000 - 1 == one.text_length
    assert one.words.text.startswith("Mme [nom] va bien. Mme [nom]")
    assert "Durand" not in one.words.text
    assert len(one.words.text) <= KEPT_LENGTH
