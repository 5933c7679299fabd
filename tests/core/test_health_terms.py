"""Words that tell somebody's health, in French free text."""

import pytest

from collector.core.health_terms import HealthTerms, Phrases
from collector.core.text import folded, plain_words, words_of
from tests.support.mentions import masking_rules

RULES = masking_rules()
HEALTH = HealthTerms(RULES, (word for one in RULES.ordinary_words for word in plain_words(one)))


def _found(text: str) -> list[str]:
    """Return what is found in a text, as it stands there."""
    return [text[start:end] for start, end in HEALTH.find(list(words_of(folded(text))))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon diabète", ["diabète"]),
        ("MON DIABETE", ["DIABETE"]),
        ("mes migraines", ["migraines"]),
        ("diabète de type 2", ["diabète"]),
        ("un diabète type 2 sévère", ["diabète type 2 sévère"]),
        ("un gros cancer du sein métastatique", ["gros cancer du sein métastatique"]),
        ("une grave et ancienne dépression", ["ancienne dépression"]),
        ("burn-out, burn out", ["burn-out", "burn out"]),
        ("l’œdème de Quincke", ["œdème de Quincke"]),
        ("une IRM, une irm", ["IRM", "irm"]),
        ("un AIT", ["AIT"]),
        ("qu’il ait", []),
        ("sous Doliprane et xanax", ["Doliprane", "xanax"]),
        ("fausse\ncouche", ["fausse\ncouche"]),
        ("fausse. couche", []),
        ("cancérologue", []),
        ("tous les jours", []),
        ("une toux", ["toux"]),
        ("", []),
    ],
)
def test_a_term_is_found_with_what_completes_it(text, expected):
    """Whole words, in any case, with or without accents and plural, and the adjectives that touch them."""
    assert expected == _found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mal au dos", ["mal au dos"]),
        ("opérée de la hanche gauche", ["opérée de la hanche gauche"]),
        ("opération de la cataracte", ["opération de la cataracte"]),
        ("arraché, extraction des dents de sagesse", ["extraction des dents de sagesse"]),
        ("problèmes de peau", ["problèmes de peau"]),
        ("mal accueillie", []),
        ("mal. Dos", []),
        ("problème de parking", []),
        ("opérée", []),
        ("la main", []),
    ],
)
def test_a_head_needs_a_part_of_the_body(text, expected):
    """« mal » or « problème » alone tell nothing of anybody's health."""
    assert expected == _found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("suivie pour une maladie bizarre", ["maladie bizarre"]),
        ("je souffre de machins affreux depuis", ["machins affreux"]),
        ("atteinte d’un syndrome de Machin", ["syndrome de Machin"]),
        ("allergique à la pénicilline", ["allergique à la pénicilline"]),
        ("allergique aux chats", ["allergique aux chats"]),
        ("allergique", ["allergique"]),
        ("allergique à.", ["allergique"]),
        ("suivie pour mon diabète", ["diabète"]),
        ("suivie pour le", []),
        ("suivie pour 10 ans", []),
        ("suivie pour très longtemps", []),
        ("suivie pour", []),
    ],
)
def test_what_follows_a_context_is_health_whatever_it_is(text, expected):
    """After « suivie pour » and the like, up to three words that are not ordinary ones."""
    assert expected == _found(text)


@pytest.mark.parametrize("text", ["dans l’enceinte du cabinet", "du matériel stérile", "scanner le code"])
def test_an_exception_stays(text):
    """Some phrases hold a term and tell nothing of anybody."""
    assert [] == _found(text)


def test_a_long_complement_is_followed_to_its_end():
    """« du sein » again and again is one complement, however deep."""
    text = "cancer " + "du sein " * 20_000
    assert [text.strip()] == _found(text)


def test_the_longest_phrase_wins():
    """Phrases that start alike are tried from the longest, and nothing is met past the end."""
    phrases = Phrases(["carte vitale", "carte", "carte vitale perdue"])
    words = list(words_of(folded("carte vitale perdue, carte vitales")))
    assert [3, 1, 2, 5, 4, 5] == [phrases.end(words, at) for at in range(6)]


def test_every_term_of_the_catalogue_is_found():
    """Each term masks itself whole, alone and in a sentence, in capitals too."""
    terms = [term for group in RULES.health_terms.values() for term in group]
    assert [] == [term for term in terms if _found(term) != [term]]
    assert [] == [term for term in terms if _found(f"Avec {term.upper()} !") != [term.upper()]]


def test_the_catalogue_is_worth_its_name():
    """There are many terms, none given twice."""
    terms = [" ".join(plain_words(term)) for group in RULES.health_terms.values() for term in group]
    assert len(terms) >= 300
    assert [] == sorted({one for one in terms if terms.count(one) > 1})


def test_no_ordinary_word_is_health():
    """The most common words of French reviews never read as a term, plural or not."""
    assert [] == [word for word in RULES.ordinary_words if _found(word) or _found(f"{word}s")]
