"""Whether a mention concerns a practitioner: yes, maybe, or not at all."""

import time

import pytest

from collector.core.matching import reported
from collector.core.model import PRACTICE, About, Mention, MentionForm, Watch
from tests.support.mentions import colleague, matcher, mention, page_of, practitioner, search_for

YES, UNCERTAIN = About.YES, About.UNCERTAIN
REVIEW, LISTING, ARTICLE, POST = MentionForm.REVIEW, MentionForm.LISTING, MentionForm.ARTICLE, MentionForm.POST
DESIGNATED = "Avis publié sur la page que vous avez désignée"
HOMONYM = "Peut aussi désigner\u00a0: Dr Anne-Sophie Lefèvre, dermatologue à Saint-Aubin"
SHARED = "Plusieurs praticiens du cabinet portent ce nom"


def _claims(one: Mention, watch: Watch, *people: object) -> dict[str, About]:
    """Return whom a mention concerns, of the practice of some people (Dr Lefèvre and Dr Haddad by default)."""
    return {claim.practitioner: claim.match.about for claim in matcher(*people).claims(one, watch)}


def _reasons(one: Mention, watch: Watch, *people: object) -> tuple[str, ...]:
    """Return the reasons of the only claim."""
    (claim,) = matcher(*people).claims(one, watch)
    return claim.match.reasons


# --- Pages that the practice designates -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [REVIEW, LISTING])
def test_what_stands_on_a_practitioners_page_is_about_that_practitioner(form):
    """Whatever it says, named or not: the practice designated the page."""
    assert {"lefevre": YES} == _claims(mention("Trop d’attente.", form=form), page_of("lefevre"))


def test_the_reasons_say_what_was_read_and_where():
    """The page first, then the name and the zone that holds it."""
    one = mention("Merci docteur Lefèvre", form=REVIEW)
    assert (DESIGNATED,) == _reasons(mention("Merci", form=REVIEW), page_of("lefevre"))
    assert (DESIGNATED, "Nom précédé de son titre lu dans le texte") == _reasons(one, page_of("lefevre"))


def test_a_part_of_a_file_is_designated_as_the_file_is():
    """`query` beside `file` names the establishment to read: its reviews are on a designated page, as others are."""
    watch = Watch(id="w1", source="avis", for_=("lefevre",), file="avis.zip", query="Cabinet des Tilleuls")
    assert {"lefevre": YES} == _claims(mention("Trop d’attente.", form=REVIEW), watch)


@pytest.mark.parametrize("people", [("lefevre",), ("lefevre", "haddad"), (PRACTICE,), ()])
def test_what_a_person_reports_concerns_whom_the_person_says(people):
    """Each person designated, for sure; the practice when nobody is."""
    claims = reported(page_of(*people))
    assert [(one, YES, 1.0) for one in people or (PRACTICE,)] == [
        (claim.practitioner, claim.match.about, claim.match.score) for claim in claims
    ]


def test_a_review_that_names_a_colleague_concerns_both():
    """The colleague is named in full, or by title and surname."""
    one = mention("Le Dr Haddad m’a orientée ici.", form=REVIEW)
    assert {"lefevre": YES, "haddad": YES} == _claims(one, page_of("lefevre"))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Dr Julie Lefèvre", UNCERTAIN),
        ("DUPONT Julie, pédiatre", UNCERTAIN),
        ("Dr Dupont", UNCERTAIN),
        ("Dr Anne-Sophie Lefèvre – Pédiatre", YES),
        ("Lefèvre", YES),
        ("Sophie Lefèvre", YES),
        ("Cabinet Dupont", YES),
        ("Pédiatre Saint-Aubin", YES),
        ("Tilleuls Dupont", YES),
        ("prenez rendez-vous en ligne", YES),
        ("Trouvez Un Bon Docteur Près Chez Vous", YES),
        ("Dupont", YES),
        ("Dr", YES),
        ("", YES),
    ],
)
def test_a_listing_that_names_somebody_else_is_uncertain(title, expected):
    """A page may have changed hands: a title that is clearly another person's name is for a person to look at."""
    assert {"lefevre": expected} == _claims(mention(form=LISTING, title=title), page_of("lefevre"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Dr Lefèvre est formidable.", {"lefevre": YES}),
        ("Karim Haddad et Anne-Sophie Lefèvre", {"lefevre": YES, "haddad": YES}),
        ("A.-S. Lefèvre à l’écoute", {"lefevre": YES}),
        ("Lefèvre ?", {PRACTICE: YES}),
        ("Secrétariat injoignable.", {PRACTICE: YES}),
    ],
)
@pytest.mark.parametrize("owners", [(), ("lefevre", "haddad"), ("inconnu",)], ids=["all", "two", "unknown"])
def test_on_a_page_of_several_a_review_concerns_who_is_named(owners, text, expected):
    """A clear name designates its bearer; what names nobody concerns the practice."""
    assert expected == _claims(mention(text, form=REVIEW), page_of(*owners))


def test_two_of_one_name_are_both_maybe_concerned():
    """« Dr Martin » on the page of a practice with two: each may be meant, and the practice surely is."""
    people = (practitioner(id="a", last_name="Martin"), practitioner(id="b", first_name="Paul", last_name="Martin"))
    one = mention("Merci Dr Martin", form=REVIEW)
    assert {"a": UNCERTAIN, "b": UNCERTAIN, PRACTICE: YES} == _claims(one, page_of(), *people)
    assert {"b": YES} == _claims(mention("Merci Dr P. Martin", form=REVIEW), page_of(), *people)


@pytest.mark.parametrize(
    ("first_name", "text", "expected"),
    [
        ("Antoine", "Dr A. Martin", {"a": UNCERTAIN, "b": UNCERTAIN, PRACTICE: YES}),
        ("Antoine", "Dr Antoine Martin", {"b": YES}),
        ("Anne-Sophie", "Anne-Sophie Martin", {"a": UNCERTAIN, "b": UNCERTAIN, PRACTICE: YES}),
    ],
)
def test_what_two_names_share_does_not_tell_them_apart(first_name, text, expected):
    """Initials, or even whole names, may be those of two practitioners."""
    people = (practitioner(id="a", last_name="Martin"), practitioner(id="b", first_name=first_name, last_name="Martin"))
    assert expected == _claims(mention(text, form=REVIEW), page_of(), *people)


# --- Articles, posts, answers to searches -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La pédiatre Anne-Sophie Lefèvre", YES),
        ("Anne-Sophie Lefèvre, médecin à Saint-Aubin", YES),
        ("LEFEVRE ANNE SOPHIE 12 PL DES TILLEULS", YES),
        ("Anne-Sophie Lefèvre, du Cabinet médical des Tilleuls", YES),
        ("Anne-Sophie Lefèvre, 03 53 01 41 10", YES),
        ("Dr Lefèvre, pédiatre à Saint-Aubin", YES),
        ("Dr Lefèvre au cabinet médical des Tilleuls", YES),
        ("Dr Lefèvre, au 03 53 01 41 10", YES),
        ("A.-S. Lefèvre, pédiatrie, Saint-Aubin", YES),
        ("RPPS : 10999004102", YES),
        ("Anne-Sophie Lefèvre", UNCERTAIN),
        ("Anne-Sophie Lefèvre gagne le relais de Saint-Aubin", UNCERTAIN),
        ("Anne-Sophie Lefèvre, cardiologue à Saint-Aubin", None),
        ("Anne-Sophie Lefèvre, avocate à Orle", None),
        ("Dr Lefèvre à Saint-Aubin", UNCERTAIN),
        ("Dr Lefèvre, place des Tilleuls", YES),
        ("Un bon pédiatre : Dr Lefèvre", YES),
        ("Dr Lefèvre", UNCERTAIN),
        ("lefevre, pediatre a saint aubin", YES),
        ("Lefèvre de Saint-Aubin", None),
        ("Lefèvre", None),
        ("Un pédiatre à Saint-Aubin", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("watch", [search_for(), search_for("lefevre"), page_of("lefevre")], ids=["all", "one", "feed"])
def test_an_article_must_say_whom_it_is_about(watch, text, expected):
    """A name with the field or an exact place is a yes; alone, or with the town only, it is for a person to judge."""
    assert expected == _claims(mention(text), watch).get("lefevre")


@pytest.mark.parametrize("form", [REVIEW, LISTING, POST])
def test_an_answer_to_a_search_designates_nobody(form):
    """A review found by a search stands on anybody's page: it must say whom it is about."""
    assert {} == _claims(mention("Trop d’attente.", form=form), search_for("lefevre"))


def test_a_search_for_one_says_nothing_of_others():
    """The colleague named in an article found for Dr Lefèvre is not our question."""
    one = mention("Le cardiologue Karim Haddad, de Saint-Aubin")
    assert {} == _claims(one, search_for("lefevre"))
    assert {"haddad": YES} == _claims(one, search_for())


@pytest.mark.parametrize(
    ("fields", "text", "expected"),
    [
        ({"phone_shared": False}, "appeler le 0353014110", YES),
        ({"practice": {"name": "Cabinet Bonnefoy", "solo": True}}, "le cabinet Bonnefoy", YES),
        ({"practice": {"name": "Cabinet Bonnefoy"}}, "le cabinet Bonnefoy", UNCERTAIN),
        ({}, "appeler le 0353014110", None),
    ],
)
def test_what_belongs_to_one_person_suffices(fields, text, expected):
    """A direct line or a place of one's own designates; a shared one may."""
    assert expected == _claims(mention(text), search_for(), practitioner(**fields)).get("lefevre")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La navigatrice Anne-Sophie Lefèvre", None),
        ("La navigatrice Anne-Sophie Lefèvre à Saint-Aubin", None),
        ("Anne-Sophie Lefèvre, pédiatre et navigatrice", YES),
        ("Anne-Sophie Lefèvre, pas la navigatrice : celle du Cabinet médical des Tilleuls", YES),
    ],
)
def test_a_declared_homonym_casts_doubt(text, expected):
    """What is said of the homonym is not ours; our own field beside the name, or an exact place, settles it."""
    person = practitioner(known_homonyms=("Anne-Sophie Lefèvre, navigatrice",))
    assert expected == _claims(mention(text), search_for(), person).get("lefevre")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Cabinet médical des Tilleuls, à Saint-Aubin, recrute.", {PRACTICE: YES}),
        ("Le Cabinet médical des Tilleuls recrute.", {PRACTICE: UNCERTAIN}),
        ("Un cabinet médical recrute à Saint-Aubin.", {}),
        ("Anne-Sophie Lefèvre, du Cabinet médical des Tilleuls", {"lefevre": YES}),
    ],
)
@pytest.mark.parametrize("watch", [search_for(), search_for("lefevre")], ids=["all", "one"])
def test_the_practice_is_named_in_full_or_not_at_all(watch, text, expected):
    """Its name with its town is a yes; the name alone may be another's; a practitioner named for sure comes first."""
    assert expected == _claims(mention(text), watch)


def test_a_practice_that_any_could_be_is_never_named():
    """« Cabinet médical » is no name; a practice without a town is at most uncertain."""
    one = mention("Cabinet médical des Tilleuls")
    assert () == matcher(name="Cabinet médical").claims(mention("Le cabinet médical"), search_for())
    assert UNCERTAIN is matcher(city="").claims(one, search_for())[0].match.about


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"title": "Anne-Sophie Lefèvre à l’honneur", "text": "La pédiatre de Saint-Aubin…"},
            ("Nom complet lu dans le titre", "Spécialité\u00a0: pédiatre", "Ville\u00a0: Saint-Aubin"),
        ),
        (
            {"url": "https://avis.example/pediatre/anne-sophie-lefevre", "text": "Très bien."},
            ("Nom complet lu dans l’adresse web", "Spécialité\u00a0: pédiatre"),
        ),
        (
            {"title": "Dr Lefèvre", "text": "A.-S. Lefèvre, Saint-Aubin, mon avocat"},
            (
                "Initiale et nom lus dans le texte",
                "Ville\u00a0: Saint-Aubin",
                "Initiale et nom, sans la spécialité",
            ),
        ),
        (
            {"text": "Anne-Sophie Lefèvre"},
            ("Nom complet lu dans le texte", "Prénom et nom, sans rien qui les confirme"),
        ),
        (
            {"text": "Anne-Sophie Lefèvre, Saint-Aubin"},
            ("Nom complet lu dans le texte", "Ville\u00a0: Saint-Aubin", "Prénom et nom, sans rien qui les confirme"),
        ),
    ],
)
def test_every_claim_says_why(fields, expected):
    """The surest form of the name and its zone, each clue, each doubt: in French, in words of ours only."""
    assert expected == _reasons(mention(**fields), search_for("lefevre"))


def test_the_homonym_and_the_shared_name_are_told():
    """A doubt is never silent."""
    person = practitioner(known_homonyms=("Dr Anne-Sophie Lefèvre, dermatologue à Saint-Aubin",))
    assert HOMONYM in _reasons(mention("Dr Anne-Sophie Lefèvre, Saint-Aubin"), search_for("lefevre"), person)
    twins = (practitioner(id="a"), practitioner(id="b"))
    claims = matcher(*twins).claims(mention("Anne-Sophie Lefèvre, pédiatre"), search_for())
    assert [("a", UNCERTAIN), ("b", UNCERTAIN)] == [(one.practitioner, one.match.about) for one in claims]
    assert all(SHARED in one.match.reasons for one in claims)


def test_more_clues_make_a_surer_claim():
    """The score grows with what agrees, and stays below certainty."""
    texts = [
        "Dr Lefèvre",
        "Anne-Sophie Lefèvre, pédiatre",
        "Anne-Sophie Lefèvre, pédiatre à Saint-Aubin",
        "Anne-Sophie Lefèvre, pédiatre, 12 place des Tilleuls, Saint-Aubin, cabinet médical des Tilleuls, 0353014110",
    ]
    judge = matcher()
    scores = [judge.claims(mention(text), search_for())[0].match.score for text in texts]
    assert scores == sorted(set(scores))
    assert scores[-1] < 1


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "lefevre " * 12_000, "Dr Julie Durand, " * 50 + "Anne-Sophie Lefèvre", "é😀\u202e" * 30_000, ""],
    ids=["one letter", "surname", "names in a row", "odd characters", "nothing"],
)
@pytest.mark.parametrize("form", [ARTICLE, REVIEW])
def test_garbage_is_judged_in_bounded_time(form, text):
    """Nothing that a site can say takes long or raises."""
    judge = matcher(practitioner(known_homonyms=("Lefèvre, navigatrice",)), colleague())
    started = time.process_time()
    judge.claims(mention(text, form=form, title=text[:5000]), page_of())
    assert time.process_time() - started < 5
