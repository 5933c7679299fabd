"""The guides to replies: an index by family, a page each, and those that a finding calls for."""

import pytest
from pydantic import ValidationError

from collector.core.errors import BuildError
from collector.core.foreign import Foreign
from collector.core.model import Assessment
from collector.core.pages.finding import finding_pages
from collector.core.pages.outlook import outlook
from collector.core.pages.reply_guides import guide_lines, reply_guides_pages
from tests.support.ledgers import TODAY, finding, ledger, model_reply, procedure, reply_guide


def kept(*guides, **others):
    given = {"guides": {one.slug: one for one in guides}, "model_replies": (model_reply(),)}
    return outlook(ledger(**given | others), TODAY, "1.0")


def pages(*guides, **others):
    return list(reply_guides_pages(kept(*guides, **others)))


def called(*guides, **judged):
    """Return the slugs of the guides that a finding so judged calls for."""
    one = finding(1, assessment=Assessment(**judged))
    lines = guide_lines(one, {guide.slug: guide for guide in guides})
    return [line.path.split("/")[1] for line in lines]


def test_the_index_has_both_families_in_order():
    """Even an empty family stands; within one, guides follow their order, then their slug."""
    index, *_ = pages(reply_guide("b", order=2), reply_guide("c", order=1), reply_guide("a", order=2))

    assert "repondre/index.md" == index.path
    assert [
        ("Selon ce que l’on vous reproche", ["c", "a", "b"]),
        ("Selon ce qui arrive", []),
    ] == [(group.heading, [line.path.split("/")[1] for line in group.lines]) for group in index.view.groups]
    assert 2 == len(index.view.debated)


def test_a_guide_shows_all_that_it_holds():
    """Principles, the case for silence, replies to copy, examples to avoid, routes and law, each spaced as French."""
    (_, page) = pages(
        reply_guide(procedures=("signalement",), silent=True, principles=("Une règle : une.", "Deux.")),
        procedures={"signalement": procedure()},
    )
    shown = page.view

    assert ("repondre/attente/index.md", True) == (shown.line.path, shown.line.silent)
    assert (Foreign("Une règle\u00a0: une."), Foreign("Deux.")) == shown.principles
    assert ["attente", "attente"] == [one.slug for one in shown.replies]
    assert ["Vous êtes venu\u00a0: a.", "Le secret."] == [shown.never[0].draft.words, shown.never[0].why.words]
    assert ["demarches/signalement/index.md"] == [one.path for one in shown.ways]
    assert (1, 2, 2) == (len(shown.basis), len(shown.debated), len(shown.silence))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"replies": ("perdue", "perdue")}, "shows reply 'perdue'"),
        ({"procedures": ("perdue",)}, "leads to procedure 'perdue'"),
        ({"statements": ("perdue",)}, "rests on statement 'perdue'"),
        ({"debated": ("secret", "perdue")}, "rests on statement 'perdue'"),
    ],
)
def test_a_guide_that_names_what_is_missing_stops_the_build(fields, told):
    """A reply, a route or a sentence that went away is never passed over in silence."""
    with pytest.raises(BuildError, match=told):
        pages(reply_guide(**fields))


def test_a_guide_is_offered_somewhere():
    """One that no finding could call for is refused when the catalogue is read."""
    with pytest.raises(ValidationError, match="say for which findings it is"):
        reply_guide(when_grievances=())


def test_a_finding_calls_for_the_guides_of_its_reproaches():
    """Each grievance of an opinion has its guide, in the order of the guides."""
    some = (reply_guide("retard", order=2, when_grievances=("retard",)), reply_guide("attente", order=1))

    assert ["attente", "retard"] == called(*some, nature="avis-negatif", grievances=("retard", "attente"))
    assert [] == called(*some, nature="avis-negatif")


def test_what_happens_comes_before_what_is_reproached():
    """A series of reviews about waiting is first a series."""
    series = reply_guide("serie", family="situation", order=9, when_grievances=(), when_signals=("serie",))

    judged = {"nature": "avis-negatif", "signals": ("serie",), "grievances": ("attente",)}
    assert ["serie", "attente"] == called(reply_guide(), series, **judged)


def test_a_review_written_together_with_others_is_a_series():
    """Also when triage, which looks at one text at a time, saw no series in it."""
    series = reply_guide("serie", family="situation", when_grievances=(), when_signals=("serie",))
    one = finding(1, assessment=Assessment(nature="avis-negatif"))

    found = [guide_lines(one, {"serie": series}, in_series=together) for together in (False, True)]

    assert [0, 1] == [len(lines) for lines in found]


def test_the_first_nature_alone_calls_for_a_guide():
    """What a mention may also be does not make it an article or a praise."""
    praise = reply_guide("eloge", family="situation", when_grievances=(), when_natures=("avis_positif",))

    assert ["eloge"] == called(praise, nature="avis-positif")
    assert [] == called(praise, nature="avis-neutre", also=("avis-positif",))


@pytest.mark.parametrize("judged", [{"nature": "injure"}, {"nature": "avis-negatif", "also": ("diffamation",)}])
def test_what_may_be_illicit_is_no_reproach_to_answer(judged):
    """An insult about waiting calls for no model reply about waiting."""
    assert [] == called(reply_guide(), **judged, grievances=("attente",))


def test_the_page_of_a_finding_leads_to_its_guides():
    """From the review about waiting to the guide about waiting."""
    judged = Assessment(nature="avis-negatif", grievances=("attente",))
    seen_from = kept(reply_guide(), findings=(finding(1, assessment=judged),))

    (page,) = finding_pages(seen_from)

    assert ["repondre/attente/index.md"] == [one.path for one in page.view.guides]
