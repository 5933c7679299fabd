"""The kind `manual`: what a person saw and typed becomes one mention, the same each time it is noted."""

import datetime as dt
import json

import pytest

from collector.core.model import MentionForm, Note
from collector.sources.deposited.manual import KIND, mention_of
from tests.support.reading import PAYLOADS, drive, failure, found, plan_of

PLAN = plan_of("manual", file="note.json", lists_everything=True, name="Avis Santé")
REVIEW = Note(text="Une heure d’attente.", author="Odile R.", on=dt.date(2026, 10, 3), rating="2/5")


def test_a_note_is_one_mention_that_proves_nothing():
    """What was typed, cleaned; the rest of the source has not vanished."""
    outcome = found(drive(KIND, PLAN, (PAYLOADS / "note.json").read_bytes()))
    [one] = outcome.mentions
    assert ("Camille T.", "Ponctualité", "annuaire.example") == (one.author, one.title, one.publisher)
    assert (dt.date(2026, 10, 3), 2, False) == (one.published.latest, one.rating.value, outcome.exhaustive)


def test_whom_it_concerns_is_reported_and_not_recognised():
    """A person says it: the kind is the only one marked so."""
    assert KIND.reported


def test_without_address_the_source_is_the_publisher():
    """And without a day, all that is known is when it was seen."""
    one = mention_of(Note(text="Bien"), "Avis Santé")
    assert ("Avis Santé", None, "seen") == (one.publisher, one.published.latest, one.published.kind)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Une heure et demie d’attente."},
        {"rating": "1/5"},
        {"title": "Modifié"},
        {"author": " odile  r. "},
    ],
)
def test_an_edit_noted_again_is_the_same_mention(change):
    """Author and day tell a review: its words, its rating and the way a name was typed may change."""
    assert mention_of(REVIEW, "").native_id == mention_of(REVIEW.model_copy(update=change), "").native_id


@pytest.mark.parametrize(
    "change",
    [
        {"author": "Sacha"},
        {"on": dt.date(2026, 10, 4)},
        {"url": "https://avis.example/autre"},
        {"author": "", "on": None},
    ],
)
def test_another_author_day_or_page_is_another_mention(change):
    """What tells two reviews apart."""
    assert mention_of(REVIEW, "").native_id != mention_of(REVIEW.model_copy(update=change), "").native_id


def test_what_is_not_signed_is_told_by_its_words():
    """Without an author, or without day and page, the words are all there is."""
    ids = {mention_of(Note(text=text, author=author), "").native_id for text in ("un", "deux") for author in ("", "A")}
    assert 4 == len(ids)


@pytest.mark.parametrize("form", [MentionForm.ARTICLE, MentionForm.POST])
def test_an_article_is_known_by_its_address(form):
    """So that a feed which meets the same address recognises it."""
    note = Note(form=form, url="https://gazette.example/42?utm_source=x#haut", title="Titre")
    assert "https://gazette.example/42" == mention_of(note, "").native_id


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "JSON"),
        (b"[]", "JSON"),
        (b"{", "JSON"),
        (b'{"text": 3}', "JSON"),
        (b'{"texte": "x"}', "JSON"),
        (b'{"text": "x", "on": "hier"}', "JSON"),
        (b"{}", "text"),
        (json.dumps({"text": " \u200b\n", "author": "Odile", "rating": "x"}).encode(), "text"),
    ],
)
def test_what_is_no_note_is_refused(body, detail):
    """Another file, an unknown key, or nothing to keep."""
    assert ("wrong-export", detail) == failure(drive(KIND, PLAN, body))
