"""The catalogue of procedures as a whole: every route is there, can be trusted, and opens and closes where it must."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.core.errors import ConfigurationError
from collector.core.model import Category, Confidence, MentionForm, Procedure, Source
from collector.core.procedures import Facts, Routes, loose_ends, routes, suppose
from collector.core.triage.labels import Nature, Signal, Strategy
from collector.edges.files.catalog import (
    CATALOG,
    load_delays,
    load_letters,
    load_procedures,
    load_publishers,
    load_sources,
    load_statements,
)
from tests.support.figures import AMOUNT, DELAY
from tests.support.ledgers import TODAY, source
from tests.support.typography import faults

ROOT = Path(__file__).resolve().parents[1]
PROCEDURES = load_procedures()
SOURCES = load_sources(CATALOG / "sources")
EACH = pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)

# Every route that the law opens to a practitioner, from the gentlest to the gravest.
ROUTES = {
    Strategy.PREVENTIVE: "capture-interne constat declaration-assurance",
    Strategy.PEACEFUL: "ne-pas-repondre reponse-en-place ordre-information",
    Strategy.DEFENSIVE: "danger-immediat signalement-plateforme signalement-chantage doute-authenticite "
    "notification-dsa-16 notification-hebergeur reclamation-dsa-20 reglement-dsa-21 reclamation-dsa-53 "
    "droit-de-reponse acces-15 rectification-16 effacement-17 opposition-21 plainte-cnil dereferencement pharos "
    "signalement-annuaire-payant",
    Strategy.OFFENSIVE: "plainte-simple plainte-partie-civile citation-directe identification-145 paf-lcen-6-3 "
    "refere-835 action-1240 action-rgpd-79 plainte-ordre",
}
GRAVE = (
    Nature.INSULT,
    Nature.DEFAMATION,
    Nature.DISPARAGEMENT,
    Nature.THREAT,
    Nature.HATRED,
    Nature.PRIVACY,
    Nature.FAKE,
    Nature.IMPERSONATION,
)
PRESS = source("gazette", category=Category.PRESS)


def sentences(one: Procedure) -> Iterator[str]:
    """Give every sentence of a procedure that a page shows, its legal basis left out."""
    yield from (one.gist, one.who, one.against, one.when, one.not_when, one.channel, one.answer, one.cost, one.risk)
    yield from (*one.contents, *(step.do for step in one.steps), *(sequel.do for sequel in one.next))
    yield from (foreclosure.how for foreclosure in one.forecloses)


def texts(one: Procedure) -> Iterator[str]:
    """Give every text of a procedure that a page shows."""
    yield from (one.title, one.basis, *sentences(one), *(closing.why for closing in one.closes))
    yield from (*(link.label for link in one.links), *(citation.title for citation in one.provenance.sources))


def plan(
    *natures: Nature, at: Source | None = None, form: MentionForm = MentionForm.REVIEW, **fields: object
) -> Routes:
    facts = Facts(**({"natures": natures, "form": form} | fields))  # type: ignore[arg-type]
    return routes(facts, at, TODAY, PROCEDURES.values())


def opened(found: Routes) -> list[str]:
    return [one.procedure.slug for one in found.open]


def why_closed(found: Routes, slug: str) -> tuple[str, str | None]:
    (route,) = [one for one in found.closed if one.procedure.slug == slug]
    return route.why, route.statement


def test_every_route_has_its_procedure():
    """Each route that the law opens is there, under its family, and no other."""
    found = {
        family: {slug for slug, one in PROCEDURES.items() if one.strategy is family} for family in Strategy
    }  # « aucune » is no family of procedures

    assert {family: set(slugs.split()) for family, slugs in ROUTES.items()} | {Strategy.NONE: set()} == found


def test_no_name_leads_nowhere():
    """Every sentence of law, letter, delay and procedure that a procedure names exists."""
    assert () == loose_ends(PROCEDURES, load_statements(), {one.slug for one in load_letters()}, load_delays())


def test_a_faulty_procedure_is_told_with_its_place(tmp_path):
    """All that is wrong in all the files at once, each with its file, line and key: a lawyer can mend it."""
    whole = (CATALOG / "procedures" / "pharos.yml").read_text("utf-8")
    (tmp_path / "a.yml").write_text(whole.replace("strategy: defensive", "strategy: brutale"), "utf-8")
    (tmp_path / "b.yml").write_text(whole.replace("risk:", "risque:"), "utf-8")

    with pytest.raises(ConfigurationError) as caught:
        load_procedures(tmp_path)

    assert {("procedures/a.yml", "strategy"), ("procedures/b.yml", "risk"), ("procedures/b.yml", "risque")} == {
        (one.file, one.key) for one in caught.value.problems
    }


@EACH
def test_publishers_are_those_of_the_catalogue(procedure):
    """A condition on who publishes names a publisher that exists."""
    conditions = (*procedure.opens, *(one.when for one in procedure.closes))
    assert {slug for one in conditions for slug in one.publishers} <= set(load_publishers(CATALOG / "publishers"))


@EACH
def test_no_figure_of_law_is_typed_in_a_procedure(procedure):
    """No amount, delay, date or article stands in the words: the sentences of law say them, with their sources."""
    for text in sentences(procedure):
        assert not re.search(r"\d", text), text
        assert not DELAY.search(text), text
        assert not re.search(r"\barticles? \d|\bart\.|\beuros?\b", text), text


@pytest.mark.parametrize(
    "name",
    [
        "core/procedures.py",
        "core/model/procedure.py",
        "core/pages/procedures.py",
        "core/pages/routes.py",
        "templates/procedures.md.j2",
        "templates/procedure.md.j2",
        "templates/finding.md.j2",
    ],
)
def test_no_figure_of_law_is_typed_in_code_or_template(name):
    """What plans and shows the routes holds no article, amount, year or delay of its own."""
    text = (ROOT / "collector" / name).read_text("utf-8")
    assert not re.search(r"\b(19|20)\d\d\b|\barticles? [LRD]?[.\s]*\d|\bart\. \d", text)
    assert not AMOUNT.search(text)
    assert not DELAY.search(text)


@EACH
def test_french_is_set_as_french(procedure):
    """Curly apostrophes, non-breaking spaces, and full sentences where a page shows sentences."""
    assert [] == faults("\n".join(texts(procedure)))
    assert all(one.endswith((".", "?")) for one in sentences(procedure))
    assert not any(one.why.endswith(".") or one.why[0].isupper() for one in procedure.closes)


@EACH
def test_a_procedure_says_where_it_was_read(procedure):
    """A source has an address; « confirmed » rests on two; nothing is dated before it was read."""
    provenance = procedure.provenance
    assert any(citation.url for citation in provenance.sources)
    if provenance.confidence is Confidence.CONFIRMED:
        assert len(provenance.sources) >= 2
    assert provenance.document_date is None or provenance.document_date <= provenance.read_on


@EACH
def test_a_procedure_rests_on_the_law(procedure):
    """Each shows a sentence of law, and a silence or a refusal leads somewhere whenever somebody must answer."""
    assert procedure.statements or procedure.debated
    assert all(one.do for one in procedure.next)


def test_what_must_come_first_never_turns_round():
    """No procedure waits for itself, even through others."""

    def before(slug: str, seen: tuple[str, ...] = ()) -> None:
        assert slug not in seen, (*seen, slug)
        for one in PROCEDURES[slug].first:
            before(one, (*seen, slug))

    for slug in PROCEDURES:
        before(slug)


@pytest.mark.slow
def test_every_route_opens_somewhere():
    """For each procedure there is a finding for which it is open: none is kept that nobody will ever see."""
    kinds = itertools.product(Nature, (None, *Signal), MentionForm, (None, SOURCES["google-maps"]))
    found = {
        slug
        for nature, signal, form, at in kinds
        for slug in opened(plan(nature, at=at, form=form, signals=frozenset({signal} if signal else ())))
    }
    assert set(PROCEDURES) == found


@pytest.mark.parametrize("nature", GRAVE)
@pytest.mark.parametrize("form", MentionForm)
def test_one_captures_before_anything_that_can_erase(nature, form):
    """Whatever the mention is, the capture comes before flags, notices and letters; only calling for help precedes it."""
    slugs = opened(plan(nature, form=form))
    assert slugs[: slugs.index("capture-interne")] in ([], ["danger-immediat"])


@pytest.mark.parametrize("nature", [Nature.PRAISE, Nature.NEUTRAL, Nature.OFF_TOPIC])
def test_what_harms_nobody_calls_for_nothing(nature):
    """Kind, neutral or foreign words in the press open no route of force."""
    found = plan(nature, at=PRESS, form=MentionForm.ARTICLE)
    assert [] == [one.procedure.slug for one in found.open if one.procedure.strategy is Strategy.OFFENSIVE]
    assert [] == opened(plan(Nature.PRAISE))


def test_a_severe_review_stays_online():
    """An ordinary criticism opens silence, then a reply; flags, notices and judges are closed, with the reason."""
    found = plan(Nature.CRITICISM, at=SOURCES["google-maps"])

    assert ["capture-interne", "ne-pas-repondre", "reponse-en-place"] == opened(found)
    assert "critique-libre" == why_closed(found, "notification-dsa-16")[1]
    assert "critique-libre" == why_closed(found, "signalement-plateforme")[1]
    assert "critique-libre" == why_closed(found, "paf-lcen-6-3")[1]


@pytest.mark.parametrize("slug", ["google-maps", "facebook-page", "instagram", "doctissimo"])
def test_the_right_of_reply_is_closed_where_one_can_answer(slug):
    """Reviews with a reply, social networks and forums; the sentence of law says so."""
    why, statement = why_closed(plan(Nature.DEFAMATION, at=SOURCES[slug]), "droit-de-reponse")

    assert why in {"le site permet de répondre directement", "chacun peut y publier ses propres observations"}
    assert "droit-de-reponse-ferme" == statement


def test_the_right_of_reply_is_open_in_the_press():
    """An article that names the practitioner opens it first, without any fault to prove."""
    found = plan(Nature.PRESS, at=PRESS, form=MentionForm.ARTICLE)

    assert ["capture-interne", "droit-de-reponse"] == opened(found)[:2]


def test_the_right_of_reply_ends_with_its_delay():
    """Once the delay is over the route is closed, and the page says since when."""
    last = TODAY.replace(day=1)
    found = plan(Nature.PRESS, at=PRESS, form=MentionForm.ARTICLE, last_days={"droit-de-reponse-demande": last})

    why, statement = why_closed(found, "droit-de-reponse")
    assert why.endswith("le délai a pris fin le 1er\u00a0novembre 2026")
    assert "droit-de-reponse" == statement


@pytest.mark.parametrize("nature", [Nature.INSULT, Nature.DEFAMATION])
def test_pharos_is_not_for_insults(nature):
    """The service of the police does not take insults and defamation, and says so."""
    assert "pharos" == why_closed(plan(nature), "pharos")[1]


def test_a_threat_is_urgent():
    """Help first, then the complaint among the first acts; a reply is closed."""
    slugs = opened(plan(Nature.THREAT, at=SOURCES["google-maps"]))

    assert "danger-immediat" == slugs[0]
    assert slugs.index("plainte-simple") < slugs.index("signalement-plateforme")
    assert "reponse-en-place" not in slugs


def test_a_simple_complaint_comes_last_for_an_insult():
    """It stops no clock: the routes that do come before, and it says why."""
    slugs = opened(plan(Nature.INSULT))

    assert slugs.index("plainte-partie-civile") < slugs.index("plainte-simple")
    assert "plainte-simple" in PROCEDURES["plainte-simple"].statements


def test_authors_are_not_identified_for_mere_disparagement():
    """Data on authors are kept for what may be criminal only; blackmail is."""
    assert "identification-de-l-auteur" == why_closed(plan(Nature.FAKE), "identification-145")[1]
    assert "identification-145" in opened(plan(Nature.FAKE, signals=frozenset({Signal.BLACKMAIL})))


def test_an_official_register_is_corrected_not_erased():
    """A listing of a register kept by law cannot be opposed; a commercial one can."""
    official = plan(Nature.LISTING, at=SOURCES["annuaire-sante-ameli"], form=MentionForm.LISTING)
    private = plan(Nature.LISTING, at=SOURCES["pappers"], form=MentionForm.LISTING)

    assert "effacement-limites" == why_closed(official, "opposition-21")[1]
    assert "rectification-16" in opened(official)
    assert "opposition-21" in opened(private)


def test_blackmail_has_its_own_form_at_google():
    """The form of Google, the complaint, and no negotiation; elsewhere there is no such form."""
    known = {"signals": frozenset({Signal.BLACKMAIL})}

    assert "signalement-chantage" in opened(plan(Nature.CRITICISM, at=SOURCES["google-maps"], **known))
    for elsewhere in (SOURCES["facebook-groupes"], SOURCES["trustpilot"], None):
        assert "signalement-chantage" not in opened(plan(Nature.CRITICISM, at=elsewhere, **known))


def test_what_has_gone_is_neither_flagged_nor_notified():
    """A mention that is no longer online leaves the judge and the insurer, not the platform."""
    found = plan(Nature.DEFAMATION, gone=True)

    assert "declaration-assurance" in opened(found)
    assert {"capture-interne", "signalement-plateforme", "notification-dsa-16"} <= {
        one.procedure.slug for one in found.closed
    }


@pytest.mark.parametrize("form", MentionForm)
def test_what_is_to_be_qualified_still_helps(form):
    """Before anybody has judged, the capture is open in any case and several natures show what they would open."""
    found = suppose(Facts(natures=(), form=form), None, TODAY, PROCEDURES.values())

    assert "capture-interne" in [one.procedure.slug for one in found.anyhow.open]
    assert len(found.by_nature) >= 3


def test_both_positions_on_replying_are_shown():
    """Where authorities disagree on replying, silence and reply both show the position of 2018 and that of 2025."""
    for slug in ("ne-pas-repondre", "reponse-en-place"):
        assert {"repondre-guide-2018", "repondre-ordre-2025"} <= set(PROCEDURES[slug].debated)


@EACH
def test_what_is_sent_out_shows_the_secrecy_text(procedure):
    """A procedure that sends a letter is one whose words are read outside: the secrecy of the profession stands on it."""
    assert procedure.writes or not any(step.letter for step in procedure.steps)
