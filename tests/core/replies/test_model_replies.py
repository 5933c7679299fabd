"""The model replies that are shipped: whatever a practice fills in, each passes the check that it is shipped with."""

import re
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.model import Situation, Tone
from collector.core.replies.check import Draft
from collector.edges.files.catalog import load_statements
from collector.edges.files.replies import load_model_replies
from tests.support.replies import reply_check

REPLIES = load_model_replies()
SPOKEN = [pytest.param(one, id=one.slug) for one in REPLIES if one.body]
FIRST = ("Anne", "Jean-Baptiste", "Fatou", "Zoé", "Théophile", "Lou")
LAST = ("Lefèvre", "N’Diaye", "Le Goff", "Da Silva", "Bonnet-Roche", "Haddad")
PLACES = ("des Tilleuls", "du Pont", "de la Gare", "Saint-Aubin", "des Quatre-Vents", "du Docteur Lefèvre")
numbers = st.builds(
    "{} {:02} {:02} {:02}".format,
    st.sampled_from(("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49")).map(lambda one: one[:5]),
    st.integers(0, 99),
    st.integers(0, 99),
    st.integers(0, 99),
)
FIELDS = {
    "cabinet": st.builds("{} {}".format, st.sampled_from(("médical", "dentaire", "de kinésithérapie")), st.sampled_from(PLACES)),
    "telephone": numbers,
    "courriel": st.sampled_from(("contact", "secretariat", "accueil")).map("{}@cabinet-tilleuls.example".format),
    "signature": st.builds("{} {} {}".format, st.sampled_from(("Dr", "Docteur", "L’équipe du Dr")), st.sampled_from(FIRST), st.sampled_from(LAST))
    | st.just("Le cabinet"),
    "horaires": st.builds("de {} h à {} h".format, st.integers(8, 10), st.integers(12, 19)),
    "plateforme": st.sampled_from(("Google", "la plateforme", "PagesJaunes")),
    "mesure": st.sampled_from(
        ("Les salles sont nettoyées chaque soir.", "Une rampe est posée à l’entrée.", "L’accueil a changé d’horaires.")
    ),
}  # fmt: skip


@pytest.mark.parametrize("reply", SPOKEN)
@given(st.fixed_dictionaries(FIELDS), st.integers(1, 5))
@pytest.mark.slow
def test_a_filled_model_passes_its_own_check(reply, values, rating):
    """Names, telephones, practices and hours of all kinds: nothing is marked, whatever the stars."""
    filled = reply.body.format_map({name: values[name] for name in reply.fields})

    assert [] == [mark.words for mark in reply_check().judge(Draft(filled, "Camille R", rating)).marks]


@pytest.mark.parametrize("reply", [pytest.param(one, id=one.slug) for one in REPLIES])
def test_a_model_asks_for_exactly_the_fields_it_declares(reply):
    """A blank has a French label, and no label is left without a blank."""
    assert set(reply.fields) == {name for _, name, _, _ in Formatter().parse(reply.body) if name}


@pytest.mark.parametrize("reply", SPOKEN)
def test_a_model_is_short_and_tells_no_figure_of_law(reply):
    """Under a hundred words, with no article, amount or date."""
    assert len(reply.body.split()) < 100
    assert [] == re.findall(r"\barticle\b|\bart\.|€|\b(?!15\b)\d+", reply.body)


def test_every_situation_has_an_answer_and_silence_is_one():
    """Each grievance of the triage, and each tone, is served; only an advice of silence has no words."""
    assert set(Situation) == {one.situation for one in REPLIES}
    assert set(Tone) == {one.tone for one in REPLIES}
    assert {Situation.SILENCE} == {one.situation for one in REPLIES if not one.body}
    assert 20 <= len(REPLIES) <= 60


def test_models_rest_on_statements_that_exist():
    """None cites what the catalogue does not have."""
    assert set() == {slug for one in REPLIES for slug in one.statements} - set(load_statements())
