"""A woman or a man: who is declared, who is spoken of, and what that decides."""

import pytest

from collector.core.about.genders import Gender, gender_of
from collector.core.about.judge import Judge
from collector.core.model import About, Match, Practitioner
from tests.support.mentions import lexicon, practitioner

YES, NO, UNCERTAIN = About.YES, About.NO, About.UNCERTAIN
NB = "\u00a0"
ANTOINE = "Dr Antoine Lefèvre, pédiatre à Saint-Aubin"
CAMILLE = "Dr Camille Lefèvre, pédiatre à Saint-Aubin"


def _judged(text: str, *others: Practitioner, title: str = "", **fields: object) -> Match:
    judge = Judge([practitioner(**fields), *others], lexicon())
    return judge.judged(judge.read(title=title, text=text), "lefevre")


@pytest.mark.parametrize(
    ("title", "first_name", "specialty", "expected"),
    [
        ("Mme", "Camille", "kinésithérapeute", Gender.SHE),
        ("M.", "Camille", "kinésithérapeute", Gender.HE),
        ("Dr", "Camille", "chirurgienne-dentiste", Gender.SHE),
        ("Dr", "Marie-Laure", "dermatologue", Gender.SHE),
        ("Dr", "Jean-Marie", "dermatologue", Gender.HE),
        ("Dr", "Camille", "dermatologue", None),
        ("", "", "", None),
    ],
)
def test_the_gender_of_somebody_declared(title: str, first_name: str, specialty: str, expected: Gender | None) -> None:
    """By the title, the profession, else the first of the first names; both may bear « Camille »."""
    assert expected is gender_of(title, first_name, specialty, lexicon())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr Lefèvre, pédiatre à Saint-Aubin", UNCERTAIN),
        ("Mme Lefèvre, pédiatre à Saint-Aubin", YES),
        ("Mme le Dr Lefèvre, pédiatre à Saint-Aubin", YES),
        ("La docteure Lefèvre, pédiatre à Saint-Aubin", YES),
        ("Dr Lefèvre, la meilleure pédiatre de Saint-Aubin", YES),
        ("Dr Lefèvre, pédiatre à Saint-Aubin. C'est une femme douce", YES),
        ("Dr Lefèvre, pédiatre à Saint-Aubin. Elle a écouté", YES),
        ("Dr Lefèvre, pédiatre à Saint-Aubin. Elle a écouté ma fille", UNCERTAIN),
        ("Dr Lefèvre, pédiatre à Saint-Aubin. Il faut y aller, elle écoute, il est rare de voir ça", YES),
        ("Dr Lefèvre, pédiatre à Saint-Aubin. Il n'y a pas mieux", UNCERTAIN),
        ("Dr Lefèvre, pédiatre à Saint-Aubin. Elle écoute, il explique", UNCERTAIN),
        ("Dr Lefèvre, pédiatre à Saint-Aubin. Il a écouté", UNCERTAIN),
        ("M. Lefèvre, pédiatre à Saint-Aubin", NO),
        ("Dr Lefèvre, pédiatre à Saint-Aubin, ce monsieur est parfait", NO),
        ("Monsieur Lefèvre ou Madame Lefèvre, pédiatrie, Saint-Aubin", UNCERTAIN),
    ],
)
def test_gender_tells_a_homonym_apart(text: str, expected: About) -> None:
    """The paediatrician is a woman, her homonym of the same town a man; pronouns that may be a child's tell nothing."""
    assert expected is _judged(text, known_homonyms=(ANTOINE,)).about


def test_a_homonym_whose_gender_is_not_known_fits_always() -> None:
    """« Camille » may be she."""
    match = _judged("La docteure Lefèvre, pédiatre à Saint-Aubin", known_homonyms=(CAMILLE,))
    assert UNCERTAIN is match.about
    assert f"Peut aussi désigner{NB}: {CAMILLE}" in match.reasons


def test_the_other_gender_without_homonym_is_for_a_person() -> None:
    """Nobody known bears the name as a man: a slip, or somebody unknown; a full name is not doubted."""
    match = _judged("Monsieur Lefèvre, pédiatre à Saint-Aubin")
    assert UNCERTAIN is match.about
    assert "Titre ou accord de l’autre genre" in match.reasons
    assert YES is _judged("Monsieur Anne-Sophie Lefèvre, pédiatre à Saint-Aubin").about


def test_gender_tells_colleagues_of_one_name_apart() -> None:
    """Two bear the name in one practice: « Monsieur » is he, « la docteure » is she, the name alone either."""
    brother = practitioner(id="frere", first_name="Antoine", rpps="")
    assert UNCERTAIN is _judged("Dr Lefèvre, pédiatre à Saint-Aubin", brother).about
    assert YES is _judged("La docteure Lefèvre, pédiatre à Saint-Aubin", brother).about
    his = _judged("Monsieur Lefèvre, pédiatre à Saint-Aubin", brother)
    assert NO is his.about
    assert f"Titre ou accord d’une autre personne{NB}: Antoine Lefèvre" in his.reasons
