"""Third parties' names in French free text."""

import pytest

from collector.core.text import folded, plain_words, words_of
from collector.core.third_names import OwnNames, ThirdNames
from tests.support.mentions import masking_rules

OWN = OwnNames(first=frozenset({"anne"}), surnames=frozenset({"lefevre", "petit"}))
NAMES = ThirdNames(masking_rules(), OWN)


def _found(text: str, author: str = "") -> list[str]:
    """Return what is found in a text, as it stands there."""
    return [text[start:end] for start, end in NAMES.find(list(words_of(folded(text))), plain_words(author))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mme Durand est venue", ["Durand"]),
        ("M. Bon et Mme Grand", ["Bon", "Grand"]),
        ("M.Durand", ["Durand"]),
        ("Monsieur Durand-Morel", ["Durand-Morel"]),
        ("Monsieur X", ["X"]),
        ("Mme D. a râlé", ["D"]),
        ("le Dr Autre", ["Autre"]),
        ("Madame de La Tour", ["de La Tour"]),
        ("Mme Julie N'Guyen Ba", ["Julie N'Guyen Ba"]),
        ("Maître Cartier", ["Cartier"]),
        ("mme durand et mr martin", ["durand", "martin"]),
        ("m. durand", ["durand"]),
        ("mme de la tour", ["de la tour"]),
        ("madame sophie", ["sophie"]),
        ("MADAME DURAND EST ARRIVEE EN RETARD", ["DURAND"]),
        ("Madame la directrice", []),
        ("Docteur très compétent", []),
        ("madame charmante", []),
        ("Merci docteur", []),
        ("Merci docteur. Durand", []),
        ("on m'a dit", []),
        ("il me semble", []),
        ("Me voilà", []),
        ("mme 12", []),
        ("M. Petit", []),
        ("Dr Lefèvre", []),
    ],
)
def test_a_name_after_a_civility(text, expected):
    """With a capital after any civility, in small letters after an abbreviation; our own surnames stay."""
    assert expected == _found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ma fille Léa", ["Léa"]),
        ("ma fille Xyanne", ["Xyanne"]),
        ("mon fils, Théo, 3 ans", ["Théo"]),
        ("mon mari (Paul)", ["Paul"]),
        ("ma belle-mère Jeanne Morel", ["Jeanne Morel"]),
        ("ma fille rose", ["rose"]),
        ("ma fille léa martin", ["léa martin"]),
        ("la secrétaire Sylvie", ["Sylvie"]),
        ("la secrétaire sylvie", ["sylvie"]),
        ("une femme claire", []),
        ("mon mari. Durand", []),
        ("ma mère est venue", []),
        ("MON MARI ATTENDAIT DEHORS", []),
        ("le patient", []),
        ("les enfants de Saint-Aubin", []),
        ("la secrétaire du Dr Durand", ["Durand"]),
        ("la secrétaire Mme Durand", ["Durand"]),
    ],
)
def test_a_name_after_a_relation(text, expected):
    """Family, friends and staff are named after what they are."""
    assert expected == _found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je m'appelle Sophie Durand", ["Sophie Durand"]),
        ("je m’appelle sophie durand et", ["sophie durand"]),
        ("elle se nomme de la tour", ["de la tour"]),
        ("il s'appelle patience", []),
        ("je m'appelle 12", []),
        ("Signé : J.-P. Durand", ["J.-P. Durand"]),
        ("Cordialement,\nXavière Durand", ["Xavière Durand"]),
        ("cordialement, sophie", ["sophie"]),
        ("Je suis Sophie", ["Sophie"]),
        ("je suis déçue", []),
        ("Cordialement", []),
        ("Signé\nPrénom\nNom\nTéléphone", []),
        ("JE SUIS DEGOUTEE DE LA VISITE", []),
    ],
)
def test_a_name_after_a_phrase(text, expected):
    """Who introduces himself is named in any letters; who signs, with a capital or a known first name."""
    assert expected == _found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Merci à Sophie", ["Sophie"]),
        ("Sophie est top", ["Sophie"]),
        ("Sophie Durand, Léa Morel Ba", ["Sophie Durand", "Léa Morel Ba"]),
        ("Sophie M. dit", ["Sophie M"]),
        ("DURAND Sophie", ["DURAND Sophie"]),
        ("TRES Sophie", ["Sophie"]),
        ("Merci sophie d'avoir aidé", ["sophie"]),
        ("merci sophie D.", ["sophie D"]),
        ("MERCI SOPHIE POUR TOUT", ["SOPHIE"]),
        ("avec Claire", ["Claire"]),
        ("Claire et nette", []),
        ("Pierre Durand", ["Pierre Durand"]),
        ("une réponse claire", []),
        ("merci léo", []),
        ("rue Pierre Curie", []),
        ("rue pauline kergomard", []),
        ("à Saint Laurent", []),
        ("Merci Anne", []),
        ("merci anne", []),
        ("S. Durand", ["S. Durand"]),
        ("vitamine D. Ensuite", []),
        ("S. D.", []),
        ("s. Durand", []),
        ("C'EST S. DURAND QUI PARLE", []),
    ],
)
def test_first_names_and_initials(text, expected):
    """Known first names with what follows; alone in small letters when long and no common word; never a street's."""
    assert expected == _found(text)


@pytest.mark.parametrize(
    ("text", "author", "expected"),
    [
        ("Kowalska est déçue, kowalska", "Iga Kowalska", ["Kowalska", "kowalska"]),
        ("Signé kowalska I.", "Iga Kowalska", ["kowalska", "I"]),
        ("un petit mot de Kovac Petit", "Kovac Petit", ["Kovac", "Petit"]),
        ("un petit mot", "Kovac Petit", []),
        ("avec Petit", "Petit", ["Petit"]),
        ("Petit bémol", "Petit", []),
        ("le patient satisfait", "Patient Satisfait", ["satisfait"]),
        ("a b", "A B", []),
        ("Bonjour", "", []),
    ],
)
def test_the_author_is_a_third_party(text, author, expected):
    """Any word of the author's name counts, except a common word that stands as one."""
    assert expected == _found(text, author)
