"""The planner: which routes are open for a finding, in which order, and why the others are closed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from collector.core.model import Assessment, Category, MentionForm, Profession
from collector.core.procedures import Facts, facts_of, loose_ends, routes, suppose
from collector.core.triage.labels import Nature, Signal
from tests.support.ledgers import TODAY, finding, gone, procedure, source, uncertain

YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
REVIEWS = source("avis", category=Category.REVIEWS, publisher="avis-medias", can_reply=True, hosts_reviews=True)


def facts(*natures, **others):
    """Return the facts of a review of some natures."""
    return Facts(**({"natures": natures, "form": MentionForm.REVIEW} | others))


def planned(known, *catalogue, at=REVIEWS, today=TODAY):
    return routes(known, at, today, catalogue)


def slugs(some):
    return [one.procedure.slug for one in some]


def is_open(condition, known, at=REVIEWS):
    """Tell whether a route that opens on `condition` alone is open."""
    return bool(planned(known, procedure(opens=({**condition, "order": 1},)), at=at).open)


@pytest.mark.parametrize(
    ("condition", "holding", "failing"),
    [
        ({"natures": ["injure"]}, facts(Nature.INSULT), facts(Nature.CRITICISM)),
        ({"natures": ["injure"]}, facts(Nature.CRITICISM, Nature.INSULT), facts()),
        ({"mainly": ["injure"]}, facts(Nature.INSULT), facts(Nature.CRITICISM, Nature.INSULT)),
        ({"signals": ["chantage", "serie"]}, facts(signals=frozenset({Signal.SERIES})), facts()),
        ({"without": ["serie"]}, facts(), facts(signals=frozenset({Signal.SERIES}))),
        ({"forms": ["review"]}, facts(), facts(form=MentionForm.ARTICLE)),
        ({"professions": ["infirmier"]}, facts(profession=Profession.NURSE), facts(profession=Profession.PHYSICIAN)),
        ({"gone": True}, facts(gone=True), facts()),
        ({"gone": False}, facts(), facts(gone=True)),
    ],
)
def test_a_condition_holds_of_what_a_finding_is(condition, holding, failing):
    """Each thing that a condition may ask of a finding is looked at, and of a list one entry is enough."""
    assert is_open(condition, holding)
    assert not is_open(condition, failing)


@pytest.mark.parametrize(
    ("condition", "failing"),
    [
        ({"categories": ["reviews", "map"]}, source("presse", category=Category.PRESS)),
        ({"publishers": ["avis-medias"]}, source("presse", publisher="gazette")),
        ({"can_reply": True}, source("presse", can_reply=False)),
        ({"reviews": True}, source("presse", hosts_reviews=False)),
    ],
)
def test_a_condition_holds_of_where_a_finding_is(condition, failing):
    """What is asked of a source is looked at in the catalogue; of a source that is not known, nothing holds."""
    assert is_open(condition, facts())
    assert not is_open(condition, facts(), at=failing)
    assert not is_open(condition, facts(), at=None)


def test_all_that_a_condition_asks_must_hold():
    """An insult in the press does not open what is for insults in reviews."""
    condition = {"natures": ["injure"], "forms": ["review"]}

    assert is_open(condition, facts(Nature.INSULT))
    assert not is_open(condition, facts(Nature.INSULT, form=MentionForm.ARTICLE))


def test_routes_come_in_their_order():
    """The opening that holds and comes first ranks a route; the same order is settled by name."""
    openings = ({"natures": ("menace",), "order": 1}, {"order": 50})
    catalogue = [procedure("c", order=20), procedure("b", order=20), procedure("plainte", opens=openings)]

    assert ["b", "c", "plainte"] == slugs(planned(facts(Nature.INSULT), *catalogue).open)
    assert ["plainte", "b", "c"] == slugs(planned(facts(Nature.THREAT), *catalogue).open)


def test_what_must_be_done_before_comes_before():
    """One captures before one flags, even where flagging is the more urgent; and one is told so."""
    catalogue = [
        procedure("signaler", order=1, first=("constater",)),
        procedure("constater", order=5, first=("capturer",)),
        procedure("capturer", order=30),
    ]

    found = planned(facts(), *catalogue)

    assert ["capturer", "constater", "signaler"] == slugs(found.open)
    assert [[], ["capturer"], ["constater"]] == [[one.slug for one in route.first] for route in found.open]


def test_what_is_not_open_is_not_asked_before():
    """A route is not held back by another that does not fit the finding."""
    catalogue = [
        procedure("plainte", first=("opposition",)),
        procedure("opposition", opens=({"gone": True, "order": 1},)),
    ]

    assert [((), "plainte")] == [(route.first, route.procedure.slug) for route in planned(facts(), *catalogue).open]


def test_two_routes_that_want_each_other_first_both_stand():
    """A mistake of the catalogue loses no route and does not turn round for ever."""
    catalogue = [procedure("a", order=1, first=("b",)), procedure("b", order=2, first=("a",))]

    assert ["b", "a"] == slugs(planned(facts(), *catalogue).open)


def test_a_closed_route_says_why():
    """« Droit de réponse fermé : le site permet de répondre directement », with the sentence of law that says so."""
    why = "le site permet de répondre directement"
    closes = (
        {"when": {"gone": True}, "why": "la mention n’est plus en ligne"},
        {"when": {"can_reply": True}, "why": why, "statement": "droit-de-reponse-ferme"},
    )
    reply = procedure("droit-de-reponse", closes=closes)

    assert ["droit-de-reponse"] == slugs(planned(facts(), reply, at=source("blog")).open)
    assert [(why, "droit-de-reponse-ferme")] == [(one.why, one.statement) for one in planned(facts(), reply).closed]
    assert ["la mention n’est plus en ligne"] == [one.why for one in planned(facts(gone=True), reply).closed]


def test_closed_routes_stand_in_the_order_of_the_open_ones():
    """The route that one would have taken first is told first."""
    closes = ({"when": {}, "why": "toujours"},)
    catalogue = [procedure("a", order=9, closes=closes), procedure("b", order=3, closes=closes)]

    assert ["b", "a"] == slugs(planned(facts(), *catalogue).closed)


def test_a_route_that_does_not_fit_is_neither_open_nor_closed():
    """What was never an answer to this finding is kept apart, whatever else would close it."""
    beside = procedure("fiche", opens=({"forms": ("listing",), "order": 1},), closes=({"when": {}, "why": "non"},))

    found = planned(facts(), beside)

    assert ((), (), (beside,)) == (found.open, found.closed, found.beside)


PRESS = {"delay": "presse", "natures": ("injure",), "statement": "prescription"}
HATRED = {"delay": "haine", "natures": ("haine",), "statement": "prescription-longue"}


@pytest.mark.parametrize(("last", "expected"), [(TODAY, TODAY), (TOMORROW, TOMORROW), (None, None)])
def test_a_route_is_open_until_the_last_day_of_its_delay(last, expected):
    """On that day one may still act; a day that is not known closes nothing, and none is invented."""
    days = {} if last is None else {"presse": last}

    (route,) = planned(facts(Nature.INSULT, last_days=days), procedure(limits=(PRESS,))).open

    assert expected == route.last_day


def test_a_route_is_closed_once_its_delay_is_over():
    """The day on which it ended is told, with the sentence that sets the delay."""
    found = planned(facts(Nature.INSULT, last_days={"presse": YESTERDAY}), procedure(limits=(PRESS,)))

    assert [] == slugs(found.open)
    assert [("d’après la date de mise en ligne, le délai a pris fin le 8\u00a0novembre 2026", "prescription")] == [
        (one.why, one.statement) for one in found.closed
    ]


def test_a_delay_binds_only_the_natures_it_is_for():
    """The short delay of insults does not close what a threat opens."""
    found = planned(facts(Nature.THREAT, last_days={"presse": YESTERDAY}), procedure(limits=(PRESS,)))

    assert [None] == [route.last_day for route in found.open]


def test_of_two_delays_the_short_one_is_shown_and_the_long_one_keeps_open():
    """In doubt between two natures one hurries, and one gives up only when both delays are over."""
    route = procedure(limits=(PRESS, HATRED))
    days = {"presse": TODAY, "haine": TOMORROW}
    both = facts(Nature.INSULT, Nature.HATRED, last_days=days)

    assert [TODAY] == [one.last_day for one in planned(both, route).open]
    assert [TOMORROW] == [one.last_day for one in planned(both, route, today=TOMORROW).open]
    assert [] == slugs(planned(both, route, today=TOMORROW + dt.timedelta(days=1)).open)


@pytest.mark.parametrize(("order", "days", "later"), [(49, {}, False), (50, {}, True), (50, {"presse": TODAY}, False)])
def test_what_may_wait_is_for_later_unless_a_clock_runs(order, days, later):
    """Judges and lawyers stand folded, but never while a known delay runs against us."""
    (route,) = planned(facts(Nature.INSULT, last_days=days), procedure(order=order, limits=(PRESS,))).open

    assert later is route.is_for_later


def test_what_triage_says_becomes_facts():
    """Natures in their order and each once, signals, form and state; hyphens or underscores."""
    judged = Assessment(nature="faux_avis", also=("injure", "faux_avis"), signals=("serie", "signal-inconnu"))

    known = facts_of(finding(1, assessment=judged, **gone(TODAY)), Profession.NURSE, {"presse": TODAY})

    assert known == Facts(
        natures=(Nature.FAKE, Nature.INSULT),
        form=MentionForm.REVIEW,
        signals=frozenset({Signal.SERIES}),
        gone=True,
        profession=Profession.NURSE,
        last_days={"presse": TODAY},
    )


@pytest.mark.parametrize("nature", ["a_qualifier", "nature-inconnue"])
def test_what_nobody_has_judged_has_no_nature(nature):
    """« À qualifier » is no nature, and a word that is not of the closed set is not guessed at."""
    assert () == facts_of(finding(1, assessment=Assessment(nature=nature)), None, {}).natures


CATALOGUE = (
    procedure("capture", order=1),
    procedure("reponse", opens=({"natures": ("avis_negatif",), "order": 5},)),
    procedure("plainte", opens=({"natures": ("menace", "injure"), "order": 9},)),
    procedure("fermee", opens=({"natures": ("injure",), "order": 3},), closes=({"when": {}, "why": "fermée"},)),
    procedure("fiche", opens=({"natures": ("fiche_sans_consentement",), "order": 2},)),
)


def test_what_is_to_be_qualified_shows_the_routes_of_each_nature():
    """What is open whatever the mention is comes first, then « si… »; closed and beside are told too."""
    found = suppose(facts(), REVIEWS, TODAY, CATALOGUE)

    assert ["capture"] == slugs(found.anyhow.open)
    assert [(Nature.CRITICISM, ["reponse"]), (Nature.INSULT, ["plainte"]), (Nature.THREAT, ["plainte"])] == [
        (nature, slugs(ways)) for nature, ways in found.by_nature
    ]
    assert ["fermee"] == slugs(found.anyhow.closed)
    assert ["fiche"] == [one.slug for one in found.anyhow.beside]


def test_a_listing_may_be_other_things_than_a_review():
    """A directory page is asked other questions."""
    found = suppose(facts(form=MentionForm.LISTING), REVIEWS, TODAY, CATALOGUE)

    assert [(Nature.LISTING, ["fiche"])] == [(nature, slugs(ways)) for nature, ways in found.by_nature]


def test_a_route_open_for_one_nature_is_not_told_closed():
    """What only some natures close stands under the others, not among the closed."""
    either = procedure("voie", opens=({"order": 1},), closes=({"when": {"mainly": ("injure",)}, "why": "injure"},))

    found = suppose(facts(), REVIEWS, TODAY, [either])

    assert ([], []) == (slugs(found.anyhow.open), slugs(found.anyhow.closed))
    assert Nature.INSULT not in [nature for nature, _ in found.by_nature]


natures = st.lists(st.sampled_from(Nature), unique=True, max_size=3).map(tuple)
anything = st.builds(
    Facts,
    natures=natures,
    form=st.sampled_from(MentionForm),
    signals=st.frozensets(st.sampled_from(Signal), max_size=3),
    gone=st.booleans(),
    profession=st.none() | st.sampled_from(Profession),
)


@given(anything, st.none() | st.just(REVIEWS))
def test_each_procedure_stands_once(known, at):
    """Whatever a finding is, every procedure is open, closed or beside, and only one of them."""
    found = routes(known, at, TODAY, CATALOGUE)

    shown = [*slugs(found.open), *slugs(found.closed), *(one.slug for one in found.beside)]
    assert sorted(one.slug for one in CATALOGUE) == sorted(shown)


def test_a_name_that_leads_nowhere_is_told():
    """Each procedure, sentence of law, letter and delay that a procedure names must exist; all at once, with the file."""
    astray = procedure(
        "plainte",
        first=("capture",),
        next=({"after": "refus", "do": "Faites appel.", "procedures": ("appel",)},),
        forecloses=({"procedure": "plainte", "how": "Une seule fois."},),
        statements=("droit", "perdu"),
        closes=({"when": {}, "why": "fermée", "statement": "ferme"}, {"when": {}, "why": "fermée"}),
        limits=({"delay": "presse", "statement": "prescription"},),
        steps=(
            {"id": "envoyer", "do": "Envoyez.", "letter": "perdue"},
            {"id": "attendre", "do": "Attendez.", "delays": ("un-mois", "presse")},
        ),
    )

    problems = loose_ends({"plainte": astray}, {"droit"}, set(), {"presse"})

    assert {"procedures/plainte.yml"} == {one.file for one in problems}
    assert ["'capture'", "'appel'", "'perdu'", "'ferme'", "'prescription'", "'perdue'", "'un-mois'"] == [
        one.message.split()[2].rstrip(":") for one in problems
    ]
    assert () == loose_ends({one.slug: one for one in CATALOGUE}, set(), set(), set())


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"strategy": "aucune"}, "one of the four families"),
        ({"steps": ({"id": "a", "do": "A."}, {"id": "a", "do": "B."})}, "the same `id`"),
        ({"steps": ()}, "at least 1 item"),
        ({"opens": ()}, "at least 1 item"),
        ({"opens": ({"natures": ("colere",), "order": 1},)}, "'avis_positif'"),
        ({"why": "oubliée"}, "Extra inputs"),
    ],
)
def test_a_procedure_that_cannot_be_used_is_refused(fields, told):
    """A family, an opening and steps of their own; natures of the closed set; no key that nobody reads."""
    with pytest.raises(ValidationError, match=told):
        procedure(**fields)


def test_the_sentences_of_a_procedure_are_named_once():
    """What a page and the checks look at: every sentence shown, in the order of reading, whatever names it."""
    shown = procedure(
        debated=("a",),
        cost_statements=("b",),
        statements=("c", "a"),
        sanctions=("d",),
        closes=({"when": {}, "why": "non", "statement": "e"},),
        limits=({"delay": "presse", "statement": "f"},),
    )

    assert ("a", "b", "c", "d", "e", "f") == shown.all_statements()


def test_facts_of_an_uncertain_finding_are_those_of_any_other():
    """Whether the mention is about us is another question: the routes are shown while one finds out."""
    assert facts_of(finding(1), None, {}) == facts_of(finding(1, match=uncertain()), None, {})
