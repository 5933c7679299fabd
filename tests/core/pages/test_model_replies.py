"""The page of model replies: in order of situation, with blanks named, lengths counted and sources shown."""

import pytest

from collector.core.errors import BuildError
from collector.core.foreign import Foreign
from collector.core.pages.model_replies import Part, model_replies_page
from collector.core.pages.outlook import outlook
from tests.support.ledgers import TODAY, ledger, model_reply, reply_guide


def view(*replies):
    return model_replies_page(outlook(ledger(model_replies=replies), TODAY, "1.0")).view


def test_replies_stand_under_their_situation():
    """Situations keep their order; within one, replies are in order of title."""
    shown = view(
        model_reply("b", title="Z", situation="silence", tone="silence", body=""),
        model_reply("d", title="B"),
        model_reply("c", title="A"),
    )

    assert [("L’attente", ["c", "d"]), ("Se taire", ["b"])] == [
        (one.heading, [reply.slug for reply in one.replies]) for one in shown.situations
    ]


def test_a_reply_shows_its_blanks_and_its_length():
    """The label of a field stands where its words will; the length leaves fields out."""
    (situation,) = view(model_reply(body="Bonjour : appelez le {telephone}.")).situations
    (reply,) = situation.replies

    assert (
        Part(Foreign("Bonjour\u00a0: appelez le "), is_field=False),
        Part(Foreign("téléphone du cabinet"), is_field=True),
        Part(Foreign("."), is_field=False),
    ) == reply.parts
    assert (len("Bonjour : appelez le ."), "ton neutre") == (reply.length, reply.tone)
    assert ["Le secret couvre tout\u00a0: sans exception."] == [one.text.words for one in reply.basis]


def test_a_reply_names_the_guides_that_propose_it():
    """In order of title; a reply that no guide proposes names none."""
    catalogue = {
        "b": reply_guide("b", title="Un retard"),
        "a": reply_guide("a", title="Une attente"),
        "c": reply_guide("c", title="Autre", replies=("ailleurs", "ailleurs")),
    }
    kept = ledger(model_replies=(model_reply(),), guides=catalogue)

    (situation,) = model_replies_page(outlook(kept, TODAY, "1.0")).view.situations

    assert ["repondre/b/index.md", "repondre/a/index.md"] == [one.path for one in situation.replies[0].guides]


def test_an_advice_of_silence_has_no_words():
    """Nothing to copy, and no length to speak of."""
    (situation,) = view(model_reply(situation="silence", tone="silence", body="")).situations

    assert ((), 0) == (situation.replies[0].parts, situation.replies[0].length)


def test_without_models_the_page_says_so():
    """It exists, and is empty."""
    assert () == view().situations


def test_a_reply_that_rests_on_nothing_known_stops_the_build():
    """A sentence that went missing is never passed over in silence."""
    with pytest.raises(BuildError, match=r"'attente' rests on statement 'disparue'"):
        view(model_reply(statements=("disparue",)))
