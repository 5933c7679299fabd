"""The guides to replies that are shipped: one per reproach and situation, safe to copy, honest about what to avoid."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.model import GuideFamily
from collector.core.replies.check import Draft
from collector.core.triage.labels import Grievance, Nature, Signal
from collector.edges.files.catalog import load_guides, load_procedures, load_statements
from collector.edges.files.replies import load_model_replies
from tests.core.replies.test_model_replies import FIELDS
from tests.support.figures import DELAY
from tests.support.replies import reply_check
from tests.support.typography import faults

pytestmark = pytest.mark.slow

GUIDES = load_guides()
MODELS = {one.slug: one for one in load_model_replies()}
STATEMENTS = load_statements()
EACH = pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
NEVER = [(guide, one.draft) for guide in GUIDES.values() for one in guide.never]
SITUATIONS = "eloge note-sans-texte mauvais-etablissement serie chantage presse injure-menace faux-avis"
ANSWERED_BY_SILENCE = {
    Nature.INSULT,
    Nature.DEFAMATION,
    Nature.THREAT,
    Nature.HATRED,
    Nature.FAKE,
    Nature.DISPARAGEMENT,
}
BOTH_POSITIONS = {"repondre-guide-2018", "repondre-ordre-2025"}


def spoken(guide):
    """Return the model replies of a guide that have words."""
    return [MODELS[slug] for slug in guide.replies if MODELS[slug].body]


def texts(guide):
    """Give every text of a guide that a page shows."""
    drafts = [text for one in guide.never for text in (one.draft, one.why)]
    return [guide.title, guide.gist, *guide.principles, *guide.silence, *drafts]


def test_each_reproach_and_each_situation_has_its_guide():
    """Whatever triage says the author complains about, and the situations where one asks what to do."""
    assert list(Grievance) == [
        one
        for guide in sorted(GUIDES.values(), key=lambda one: one.order)
        for one in guide.when_grievances
        if guide.family is GuideFamily.GRIEVANCE
    ]
    assert set(SITUATIONS.split()) == {one.slug for one in GUIDES.values() if one.family is GuideFamily.SITUATION}
    assert {Signal.NO_TEXT, Signal.SERIES, Signal.BLACKMAIL, Signal.WRONG_DATA} == {
        signal for guide in GUIDES.values() for signal in guide.when_signals
    }
    assert {Nature.PRAISE, Nature.PRESS, Nature.OFF_TOPIC, *ANSWERED_BY_SILENCE} == {
        nature for guide in GUIDES.values() for nature in guide.when_natures
    }


def test_what_may_be_illicit_calls_for_silence():
    """Insults, accusations, threats, hatred and fakes have a guide, and its advice is to say nothing."""
    assert ANSWERED_BY_SILENCE == {nature for one in GUIDES.values() if one.silent for nature in one.when_natures}


def test_the_order_of_a_family_has_no_tie():
    """Two guides of a family never stand at the same place."""
    places = [(guide.family, guide.order) for guide in GUIDES.values()]
    assert len(set(places)) == len(places)


@EACH
def test_a_guide_proposes_words_that_pass_the_check(guide):
    """Two replies with words at least, five at most with the advice of silence."""
    assert 2 <= len(spoken(guide)) <= 4
    assert len(set(guide.replies)) == len(guide.replies) <= 5


@pytest.mark.soak
@EACH
@given(st.data())
def test_every_reply_of_a_guide_passes_under_any_filling(guide, data):
    """Names, telephones, practices, hours and stars of all kinds: the check has nothing to say of any of its replies."""
    for reply in spoken(guide):
        values = data.draw(st.fixed_dictionaries({name: FIELDS[name] for name in reply.fields}))
        filled = reply.body.format_map(values)
        stars = data.draw(st.none() | st.integers(1, 5))
        assert [] == [mark.words for mark in reply_check().judge(Draft(filled, "Camille R", stars)).marks]


@pytest.mark.parametrize(
    ("guide", "draft"), NEVER, ids=[f"{one.slug}-{number}" for number, (one, _) in enumerate(NEVER)]
)
def test_what_never_to_write_is_refused_by_the_check(guide, draft):
    """Each example to avoid is one that the portal's own check forbids, whatever the stars of the review."""
    assert [] == [stars for stars in (None, 1, 5) if reply_check().judge(Draft(draft, "Camille R", stars)).acceptable]


def test_every_model_is_proposed_by_a_guide():
    """The page of models and the guides lead to each other: no model stands alone, and none is missing."""
    assert set(MODELS) == {slug for guide in GUIDES.values() for slug in guide.replies}


@EACH
def test_a_guide_rests_on_what_exists(guide):
    """Its sentences of law and its routes are in the catalogue, and both dated positions on replying are shown."""
    assert set() == set(guide.all_statements()) - set(STATEMENTS)
    assert set() == set(guide.procedures) - set(load_procedures())
    assert set(guide.debated) >= BOTH_POSITIONS


@EACH
def test_no_figure_of_law_is_typed_in_a_guide(guide):
    """No amount, delay, date or article stands in its words; the examples to avoid may say « vingt minutes »."""
    for text in (guide.title, guide.gist, *guide.principles, *guide.silence, *(one.why for one in guide.never)):
        assert not re.search(r"\d|\bart\.|\barticles? de loi\b|€|\beuros?\b", text), text
        assert not DELAY.search(text), text


@EACH
def test_french_is_set_as_french(guide):
    """Curly apostrophes, non-breaking spaces, « vous », and short sentences."""
    assert [] == [fault for text in texts(guide) for fault in faults(text)]
    for text in (guide.gist, *guide.principles, *guide.silence):
        assert text[0].isupper() or text[0] == "«"
        assert text.endswith((".", "?"))
        assert max(len(sentence.split()) for sentence in re.split(r"(?<=[.;:])\s", text)) <= 30, text
