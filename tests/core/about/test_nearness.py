"""Names written otherwise, and the words around them that seem to lead elsewhere and do not, or the reverse."""

import pytest

from collector.core.about.judge import Judge
from collector.core.model import About
from tests.support.mentions import lexicon, practitioner

YES, NO, UNCERTAIN = About.YES, About.NO, About.UNCERTAIN


def _about(text: str, title: str = "", **fields: object) -> About:
    judge = Judge([practitioner(**fields)], lexicon())
    return judge.judged(judge.read(title=title, text=text), "lefevre").about


@pytest.mark.parametrize(
    ("first_name", "text", "expected"),
    [
        ("Thibaud", "Thibault Lefèvre, pédiatre", YES),
        ("Aymeric", "Emeric Lefèvre, pédiatre", YES),
        ("Michel", "Michelle Lefèvre, pédiatre", NO),
        ("André", "Andrée Lefèvre, pédiatre", NO),
        ("Xavier", "Xavière Lefèvre, pédiatre", NO),
        ("Frédérique", "Frédéric Lefèvre, pédiatre", NO),
        ("Mai-Lan", "Maï Lane Lefèvre, pédiatre", YES),
        ("Jean-Philippe", "Jean-Phi Lefèvre, pédiatre", YES),
        ("Alexandre", "Alex Lefèvre, pédiatre", YES),
        ("Alexandre", "Gérard Lefèvre, pédiatre", NO),
    ],
)
def test_a_first_name_is_told_by_its_sound_and_its_gender(first_name: str, text: str, expected: About) -> None:
    """What sounds the same or is shortened is the same; what would be the other gender's is another's."""
    assert _about(text, first_name=first_name) is expected


def test_the_first_name_of_a_declared_homonym_is_never_a_slip() -> None:
    """« Thibault », declared beside « Thibaud », is somebody else, known as a first name or not."""
    homonyms = ("Dr Thibault Lefèvre, pédiatre à Brest", "Dr Mathiaz Lefèvre, pédiatre à Brest")

    assert _about("Thibault Lefèvre, pédiatre", first_name="Thibaud", known_homonyms=homonyms) is NO
    assert _about("", title="Mathiaz Lefèvre, pédiatre", known_homonyms=homonyms) is NO


@pytest.mark.parametrize(
    ("last_name", "text", "expected"),
    [
        ("Krzywicka-Aubertin", "Krziwicka-Aubertin, pédiatre à Saint-Aubin", YES),
        ("Benchekroun", "Dr Ben Chékroune, pédiatre à Saint-Aubin", YES),
        ("Laval", "Dr Anne-Sophie Lavallée, pédiatre à Saint-Aubin", NO),
        ("Vaucresson", "A.-S. Veaucresson, pédiatre à Saint-Aubin", YES),
        ("Thomas", "Dr Thomas Sentenac, pédiatre à Saint-Aubin", NO),
        ("Thomas", "Dr Thomas, pédiatre à Saint-Aubin", YES),
        ("Callaghan", "Dr Callahan, pédiatre. L'inspecteur Callahan à Saint-Aubin", NO),
        ("Le Dantec", "un pédiatre à Saint-Aubin, prenez le dantec, pédiatre", YES),
    ],
)
def test_a_surname_may_be_written_otherwise_but_not_become_another(last_name: str, text: str, expected: About) -> None:
    """A slip within a compound, parts set apart; not a longer name, nor a first name, nor somebody else's title."""
    assert _about(text, last_name=last_name, variants=(last_name.replace(" ", ""),)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Laval : un pédiatre de plus à Laval", NO),
        ("On quitte Saint-Aubin, direction Laval, un pédiatre là-bas ?", NO),
        ("cherche pédiatre du centre médical de Laval, près de Saint-Aubin", NO),
        ("Laval, pédiatre à Saint-Aubin", YES),
        ("Dr Laval, pédiatre à Saint-Aubin", YES),
    ],
)
def test_a_surname_that_is_a_town_is_that_town_unless_something_says_a_person(text: str, expected: About) -> None:
    """« à Laval » is a place, « Laval, pédiatre » is somebody."""
    assert _about(text, last_name="Laval") is expected


def test_a_name_with_a_particle_is_a_declared_town_behind_the_word_of_a_place_only() -> None:
    """« le centre médical de Vaucresson » is in Vaucresson; « la pédiatre de Vaucresson » may be she."""
    told: dict[str, object] = {"last_name": "de Vaucresson", "known_homonyms": ("la commune de Vaucresson",)}

    assert _about("Un pédiatre au centre médical de Vaucresson", **told) is NO
    assert _about("Pédiatres à Saint-Aubin : Astier, de Vaucresson, pédiatre", **told) is YES
    assert _about("de Vaucresson, pédiatre à Saint-Aubin", **told) is YES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je viens de Brest pour Anne-Sophie Lefèvre, pédiatre", YES),
        ("Une heure depuis Brest pour Anne-Sophie Lefèvre, pédiatre", YES),
        ("Anne-Sophie Lefèvre, pédiatre de Brest", UNCERTAIN),
    ],
)
def test_where_an_author_comes_from_is_not_where_the_practitioner_is(text: str, expected: About) -> None:
    """Only a town that is said of the practitioner speaks against."""
    assert _about(text) is expected


def test_a_relative_of_the_author_may_be_mourned() -> None:
    """« Depuis le décès de maman » mourns nobody of ours."""
    assert _about("Depuis le décès de maman on voit le Dr Lefèvre, pédiatre") is YES


@pytest.mark.parametrize(
    ("city", "text"),
    [
        ("Le Mans", "Dr Anne-Sophie Lefèvre, au Mans"),
        ("Saint-Étienne", "Dr Anne-Sophie Lefèvre, St-Etienne"),
        ("Aix-en-Provence", "Dr Anne-Sophie Lefèvre, sur Aix"),
    ],
)
def test_a_town_is_known_in_the_forms_that_people_write(city: str, text: str) -> None:
    """Behind « à » and « de », in short, with « St »."""
    assert _about(text, city=city, postcode="") is YES


def test_a_homonym_of_a_town_with_an_article_is_placed_there() -> None:
    """« médecin généraliste au Mans » lives in Le Mans, and « du Mans » places that one."""
    homonyms = ("Dr Élise Lefèvre, pédiatre au Mans",)

    assert _about("Dr Lefèvre du Mans, un bébé bien soigné", known_homonyms=homonyms) is NO


def test_a_first_name_apart_tells_one_of_two_bearers() -> None:
    """« Il y a deux Lefèvre ; je parle d'Anne-Sophie » names her; a namesake, or a denied first name, does not."""
    other = ("Dr Élise Lefèvre, pédiatre à Saint-Aubin",)
    same = ("Dr Anne-Sophie Lefèvre, pédiatre à Saint-Aubin",)
    text = "Deux Lefèvre pédiatres à Saint-Aubin. Je parle de vous, Anne-Sophie, bien sûr."

    assert _about(text, known_homonyms=other) is YES
    assert _about(text, known_homonyms=same) is UNCERTAIN
    assert _about("Dr Lefèvre, pédiatre. Pas Anne-Sophie.", known_homonyms=other) is UNCERTAIN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les docteurs Astier, Mouton et Morel, pédiatres de Saint-Aubin", YES),
        ("MM. Astier, Mouton et Morel, en pédiatrie, Saint-Aubin", YES),
        ("Pédiatres de Saint-Aubin. Nourrissons : Mouton, Astier.", NO),
        ("Saint-Aubin, pédiatrie. Nourrissons : Mouton, Astier.", YES),
        ("les docteurs aiment le mouton, dit un pédiatre de Saint-Aubin", NO),
        ("Les docteurs de la Ville aiment Mouton, dit un pédiatre de Saint-Aubin", YES),
    ],
)
def test_a_name_in_a_list_bears_the_title_of_the_list(text: str, expected: About) -> None:
    """« les docteurs Astier, Mouton et Morel » are three doctors; a word of every day among words is none."""
    assert _about(text, last_name="Mouton") is expected


def test_a_title_of_one_s_own_gender_is_enough_where_both_are_named() -> None:
    """« Mme Lefèvre est douce, M. Lefèvre moins » speaks of her too."""
    homonyms = ("Dr Luc Lefèvre, pédiatre à Saint-Aubin (son mari, même cabinet)",)
    text = "Mme Lefèvre est douce, M. Lefèvre moins, en pédiatrie à Saint-Aubin"

    assert _about(text, known_homonyms=homonyms) is YES


def test_the_end_of_a_street_s_name_is_no_article_of_a_profession() -> None:
    """« rue de la Poterne, pédiatre » says nothing of a woman."""
    text = "Rue de la Poterne, pédiatre, Dr Lefèvre, Saint-Aubin"

    assert _about(text, first_name="Étienne") is YES


def test_words_of_the_field_set_a_homonym_of_another_aside() -> None:
    """A homonym of another field is not meant where words of ours stand: two of them when many bear the name."""
    homonyms = ("Dr Élise Lefèvre, cardiologue à Saint-Aubin",)

    assert _about("Dr Lefèvre, Saint-Aubin, pour mon nourrisson", known_homonyms=homonyms) is UNCERTAIN
    assert _about("Dr Lefèvre, Saint-Aubin, mon nourrisson et son biberon", known_homonyms=homonyms) is YES


def test_a_namesake_who_is_no_carer_asks_for_more_than_a_word_of_care() -> None:
    """« Anne-Sophie Lefèvre passe la visite médicale » may be the player."""
    text, homonyms = (
        "Anne-Sophie Lefèvre a passé la visite médicale à Saint-Aubin",
        ("Anne-Sophie Lefèvre, navigatrice",),
    )

    assert _about(text) is YES
    assert _about(text, known_homonyms=homonyms) is UNCERTAIN


def test_a_street_in_the_name_of_a_practice_is_a_street_until_the_practice_is_told() -> None:
    """« Quai aux Cigognes ce matin » is a walk; « Dermatologie du Quai aux Cigognes », or « Cab. », is the practice."""
    place = {"practice": {"name": "Dermatologie du Quai aux Cigognes"}, "specialty": "dermatologue", "address": ""}
    solo = {"practice": {"name": "Cabinet de la Feuillantine", "solo": True}}

    assert _about("Quai aux Cigognes ce matin, brume et vélos", **place) is NO
    assert _about("Dermatologie du Quai aux Cigognes", **place) is UNCERTAIN
    assert _about("Cab. de la Feuillantine", **solo) is YES


def test_the_beginning_of_the_name_is_enough_with_field_and_street() -> None:
    """« Lefèv-quelque chose, pédiatre place des Tilleuls » is known by the rest."""
    assert _about("Lefèv quelque chose, pédiatre, place des Tilleuls") is YES


def test_a_rare_name_behind_a_title_needs_only_words_of_its_field() -> None:
    """« Le Dr Szymanowska a pesé mon nourrisson » is hardly another's."""
    assert _about("Le Dr Szymanowska a pesé mon nourrisson", last_name="Szymanowska") is YES
    assert _about("Szymanovka, Saint-Aubin, et mon nourrisson va mieux", last_name="Szymanowska") is YES
    assert _about("Dr Szymanovka, Saint-Aubin, mon nourrisson", last_name="Szymanowska") is YES


def test_a_business_of_the_name_may_say_it_in_english() -> None:
    """« Lefèvre's Pub » is a pub."""
    assert _about("Lefèvre's Pub, une consultation au comptoir, Saint-Aubin") is NO


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je m'appelle Lefèvre et je vais chez un pédiatre à Saint-Aubin", NO),
        ("Très bon pédiatre à Saint-Aubin. Avis de M. Lefèvre.", NO),
        ("Un pédiatre à Saint-Aubin, avis laissé par Lefèvre", NO),
        ("elle s'appelle Lefèvre, pédiatre à Saint-Aubin", YES),
        ("Avis de Lefèvre, pédiatre à Saint-Aubin", YES),
        ("Je m'appelle Lefèvre. Le Dr Lefèvre, pédiatre, me reçoit", YES),
    ],
)
def test_whoever_writes_may_bear_the_name(text: str, expected: About) -> None:
    """The signature of a text is not whom it is about, unless the practitioner is told besides."""
    assert _about(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La rue du Docteur-Lefèvre, près du pédiatre de Saint-Aubin", NO),
        ("Un pédiatre à la salle Dr Lefèvre de Saint-Aubin", NO),
        ("La place du Docteur-Lefèvre, à Saint-Aubin", NO),
        ("Il a pris la place du Dr Lefèvre, pédiatre à Saint-Aubin", YES),
        ("rue Lefèvre, Saint-Aubin", NO),
    ],
)
def test_what_is_called_after_a_doctor_is_not_that_doctor(text: str, expected: About) -> None:
    """Behind a street or a school, a title makes the name no less that of a place."""
    assert _about(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le docteur Lefèvre (1880-1949), médecin à Saint-Aubin", NO),
        ("Le docteur Lefèvre, médecin à Saint-Aubin, a sa statue", NO),
        ("Le docteur Lefèvre (2019-2024 à Brest), médecin à Saint-Aubin", UNCERTAIN),
        ("Dans ce film, le professeur Lefèvre vit à Saint-Aubin", NO),
        ("Ce film sur le docteur Lefèvre et un nourrisson de Saint-Aubin", YES),
    ],
)
def test_a_doctor_of_the_past_or_of_a_film_is_another(text: str, expected: About) -> None:
    """Years of birth and death, a statue, a film: nothing of them is said of who practises."""
    assert _about(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Suivi par un pédiatre à Saint-Aubin, Thomas, 30 ans, va mieux", NO),
        ("Thomas remercie le pédiatre de Saint-Aubin", NO),
        ("Le pédiatre Thomas, à Saint-Aubin", YES),
        ("Pédiatrie à Saint-Aubin : voir Thomas, Astier", YES),
        ("La mère de Thomas fait confiance à la pédiatrie de Saint-Aubin", NO),
    ],
)
def test_a_surname_that_is_a_first_name_may_be_a_patient_s(text: str, expected: About) -> None:
    """An age, or a field that is not said of the name, tells a patient."""
    assert _about(text, last_name="Thomas") is expected


def test_an_alternative_before_the_name_is_a_doubt_too() -> None:
    """« Lefort ou Lefèvre » hesitates as much as « Lefèvre ou Lefort »."""
    assert _about("une pédiatre de Saint-Aubin, Lefort ou Lefèvre") is UNCERTAIN
    assert _about("Entre les urgences ou Lefèvre, pédiatre à Saint-Aubin") is YES


def test_a_rare_surname_alone_is_told_by_two_words_of_its_field_in_town() -> None:
    """« chez Szymanowska, courbe et biberon » needs no title in the right town."""
    text = "sorti de chez Szymanowska avec une courbe et un biberon"

    assert _about(f"{text} #saintaubin", last_name="Szymanowska") is YES
    assert _about(text, last_name="Szymanowska") is NO


def test_two_homonyms_of_a_large_town_are_told_apart_by_the_district() -> None:
    """« Paris 15e » is ours, and not the homonym's of the 9th."""
    told: dict[str, object] = {"city": "Paris", "postcode": "75015", "address": ""}
    homonyms = ("Dr Élise Lefèvre, pédiatre à Paris 9e",)

    assert _about("Dr Lefèvre, pédiatre, Paris 15e", known_homonyms=homonyms, **told) is YES
    assert _about("Dr Lefèvre, pédiatre, Paris", known_homonyms=homonyms, **told) is UNCERTAIN


def test_a_word_written_as_a_name_is_one_where_field_and_town_are_told() -> None:
    """« elle ne jure que par Mouton. Pédiatrie, Saint-Aubin » is no sheep."""
    assert _about("elle ne jure que par Mouton. Pédiatrie, Saint-Aubin.", last_name="Mouton") is YES


def test_a_name_alone_in_the_title_is_whom_the_author_calls_theirs_below() -> None:
    """« Lefèvre » above « Ma pédiatre à Saint-Aubin » is she; above « Merci à ma pédiatre » it may be anybody."""
    assert _about("Ma pédiatre à Saint-Aubin", title="Lefèvre") is YES
    assert _about("Merci à ma pédiatre de Saint-Aubin", title="Lefèvre") is UNCERTAIN


def test_the_title_of_another_trade_elsewhere_in_the_text_explains_the_name() -> None:
    """« Bravo à Anne-Sophie Lefèvre, Maître Lefèvre désormais » is a lawyer."""
    assert _about("Bravo à Anne-Sophie Lefèvre, de Saint-Aubin. Maître Lefèvre désormais !") is NO
