"""What agrees with a homonym as well, and what a surname alone is read as."""

import pytest

from collector.core.about.judge import Judge
from collector.core.model import About, Match
from tests.support.mentions import lexicon, practitioner

YES, NO, UNCERTAIN = About.YES, About.NO, About.UNCERTAIN
NB = "\u00a0"
AGNES = "Dr Agnès Lefèvre, pédiatre à Saint-Aubin"


def _judged(text: str, title: str = "", **fields: object) -> Match:
    judge = Judge([practitioner(**fields)], lexicon())
    return judge.judged(judge.read(title=title, text=text), "lefevre")


@pytest.mark.parametrize(
    ("text", "homonym", "expected"),
    [
        ("Dr Lefèvre, pédiatre à Saint-Aubin", AGNES, UNCERTAIN),
        ("Lefèvre, pédiatre à Saint-Aubin", AGNES, UNCERTAIN),
        ("Dr A. Lefèvre, pédiatre à Saint-Aubin", AGNES, UNCERTAIN),
        ("Dr Lefaivre, pédiatre à Saint-Aubin", AGNES, UNCERTAIN),
        ("Dr A.-S. Lefèvre, pédiatre à Saint-Aubin", AGNES, YES),
        ("Dr Anne-Sophie Lefèvre, pédiatre à Saint-Aubin", AGNES, YES),
        ("Dr Lefèvre, pédiatre, 12 place des Tilleuls", AGNES, YES),
        ("Dr Lefèvre, pédiatre, 12 place des Tilleuls", f"{AGNES} (même cabinet)", UNCERTAIN),
        ("Dr Lefèvre, pédiatre à Saint-Aubin", "Dr Agnès Lefèvre, pédiatre à Port-Clairac", YES),
        ("Dr Lefèvre, pédiatre", "Dr Agnès Lefèvre, pédiatre à Port-Clairac", UNCERTAIN),
        ("Dr Lefèvre, pédiatre à Port-Clairac", "Dr Agnès Lefèvre, pédiatre à Port-Clairac", NO),
        ("Dr Lefèvre, pédiatre à Saint-Aubin", "Dr Agnès Lefèvre, urologue à Saint-Aubin", YES),
        ("Dr Lefèvre, pédiatre à Saint-Aubin", "Dr Agnès Lefèvre", UNCERTAIN),
        ("Dr A. Lefèvre, pédiatre à Saint-Aubin", "Dr Lefèvre, pédiatre à Saint-Aubin", UNCERTAIN),
    ],
)
def test_what_fits_a_homonym_as_well_is_for_a_person(text: str, homonym: str, expected: About) -> None:
    """Field, place and initials set a homonym aside; when none does, nobody can tell."""
    match = _judged(text, known_homonyms=(homonym,))
    assert expected is match.about
    assert expected is not UNCERTAIN or f"Peut aussi désigner{NB}: {homonym}" in match.reasons


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Octobre rose : les pédiatres de Saint-Aubin", "", NO),
        ("Rose, pédiatre", "Saint-Aubin", YES),
        ("Rose", "pédiatre Saint-Aubin", YES),
        ("Rose", "Tout est trop rose chez le pédiatre de Saint-Aubin", NO),
        ("", "Rose, mon fils, a vu le pédiatre de Saint-Aubin", NO),
        ("À la Rose", "Place des Tilleuls", UNCERTAIN),
        ("", "allez voir Rose place des Tilleuls", YES),
    ],
)
def test_a_surname_that_is_a_word_is_a_name_when_the_field_is_said_of_it(
    title: str, text: str, expected: About
) -> None:
    """« Rose, pédiatre » is somebody; a colour beside paediatricians is a colour."""
    assert expected is _judged(text, title, last_name="Rose").about


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Chez Vaucelier", "Nems frais, place des Tilleuls", NO),
        ("", "Je vais chez Vaucelier, pédiatre à Saint-Aubin", YES),
        ("Vaucelier", "Terrasse au calme, mon pédiatre de Saint-Aubin y déjeune", NO),
        ("Vaucelier", "Terrasse au calme, place des Tilleuls", UNCERTAIN),
        ("Vaucelier", "Place des Tilleuls, belles chaussures", UNCERTAIN),
        ("Vaucelier", "Une bonne consultation place des Tilleuls", YES),
        ("Vaucelier, le film", "Le pédiatre de Saint-Aubin est joué par un inconnu", NO),
        ("Dr Vaucelier, saison 2", "Le pédiatre de la série vit à Saint-Aubin", NO),
        ("Mon pédiatre", "C'est Vaucelier, à Saint-Aubin", YES),
        ("pédiatre Saint-Aubin", "vaucelier, et en plus il y a une boutique en bas", YES),
        ("Vaucelier", "Un pédiatre de Saint-Aubin en parle", UNCERTAIN),
        ("Vaucelier", "mon bébé respire, Saint-Aubin", YES),
        ("Vaucelier Saint-Aubin bébé", "Très bien", UNCERTAIN),
        ("Vaucelier bébé", "Saint-Aubin, très bien", YES),
        ("", "Merci au Dr Vaucellié des Tilleuls pour bébé", YES),
        ("", "Dr Anne-Sophie Vaucellié, Saint-Aubin, bébé va bien", YES),
    ],
)
def test_a_surname_alone_may_be_a_business_or_a_work(title: str, text: str, expected: About) -> None:
    """What surrounds it tells: meals and shops, films and series, or a field that is said of it."""
    assert expected is _judged(text, title, last_name="Vaucelier").about


@pytest.mark.parametrize(("text", "expected"), [("Dr Anne-Sophie Fam", YES), ("Dr Fam", NO)])
def test_a_short_surname_misspelt_is_told_by_the_first_name_only(text: str, expected: About) -> None:
    """« Fam » is too short to be « Pham » by itself."""
    assert expected is _judged(f"{text}, pédiatre à Saint-Aubin", last_name="Pham").about


def test_an_address_does_not_name_whom_the_words_do_not() -> None:
    """The last word of the address repeats the title, where the name is a longer one."""
    judge = Judge([practitioner()], lexicon())
    wording = judge.read(title="Saint-Lefèvre", text="La chapelle et un pédiatre", address="https://a.example/lefevre")
    assert NO is judge.judged(wording, "lefevre").about


def test_the_field_of_a_homonym_of_the_same_practice_sets_apart() -> None:
    """The practice is shared, the field is not: the anaesthetist of that name is meant."""
    homonym = "Dr Anne-Sophie Lefèvre, anesthésiste à Saint-Aubin (même cabinet)"
    text = "Dr Anne-Sophie Lefèvre, anesthésiste, cabinet médical des Tilleuls"
    assert NO is _judged(text, known_homonyms=(homonym,)).about
    assert UNCERTAIN is _judged(text).about


def test_a_declared_homonym_is_told_by_where_its_trade_is_exercised() -> None:
    """A pitch and a stoppage are of sport; a cyclist is told by cycling."""
    text = "Anne-Sophie Lefèvre quitte la pelouse à la mi-temps"
    assert NO is _judged(text, known_homonyms=("Anne-Sophie Lefèvre, footballeuse",)).about
    text = "Cyclisme : Anne-Sophie Lefèvre quatrième"
    assert NO is _judged(text, known_homonyms=("Anne-Sophie Lefèvre, cycliste",)).about


@pytest.mark.parametrize(
    "text",
    ["LEFÈVRE Anne-Sophie (née BOULANGER), pédiatre", "BOULANGER Anne-Sophie. Boulanger, 12 place des Tilleuls"],
)
def test_a_surname_that_is_a_trade_is_no_other_trade(text: str) -> None:
    """Written as a name, it is the name again."""
    assert YES is _judged(text, birth_name="Boulanger", married_name="Lefèvre").about


def test_the_first_name_is_not_another_of_the_practice() -> None:
    """« le Minh-Tuan » at the practice is a first name alone, and not somebody else named."""
    fields = {"first_name": "Minh-Tuan", "last_name": "Nguyen"}
    match = _judged("Le Minh-Tuan, pédiatre au cabinet médical des Tilleuls, est-ce lui ?", **fields)
    assert UNCERTAIN is match.about
    assert "Prénom seul" in match.reasons


def test_a_man_named_with_his_civility_is_somebody_else() -> None:
    """« M. Vasseur » is a colleague."""
    assert NO is _judged("Cabinet médical des Tilleuls : M. Vasseur est parfait").about
