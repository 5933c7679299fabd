"""The queries for a practitioner: the name in every spelling, what sets it apart, within what an engine bears."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.model import Search
from collector.core.queries import queries
from tests.support.mentions import practitioner

ENGINE = Search(any_of=True, longest=300, words=60)
PLACES = ("Saint-Aubin", "Cabinet médical des Tilleuls")
PLAIN = Search(longest=100)


def names_in(made: tuple[str, ...]) -> list[str]:
    """Return what stands in quotation marks and is no place, in order."""
    return [name for query in made for name in re.findall(r'"([^"]*)"', query) if name not in PLACES]


def test_names_and_places_are_two_groups():
    """One of the names, and one of the towns, the specialty or the practice."""
    person = practitioner(first_name="Karim", last_name="Haddad", city="Ys", specialty="cardiologue")
    assert (
        '("Karim Haddad" OR "Dr Haddad" OR "docteur Haddad") (Ys OR cardiologue OR "Cabinet médical des Tilleuls")',
    ) == queries(person, ENGINE)


def test_every_spelling_is_looked_for():
    """Compound names come with and without hyphen, accented ones with and without accents, ligatures undone."""
    person = practitioner(first_name="Anne-Sophie", last_name="Le Bœuf", variants=["Dr A.-S. Le Bœuf"])
    assert [
        "Anne-Sophie Le Bœuf",
        "Dr Le Bœuf",
        "docteur Le Bœuf",
        "Dr A.-S. Le Bœuf",
        "Anne Sophie Le Bœuf",
        "Dr A. S. Le Bœuf",
        "Anne Sophie Le Boeuf",
        "Dr Le Boeuf",
        "docteur Le Boeuf",
        "Dr A. S. Le Boeuf",
    ] == names_in(queries(person, ENGINE.model_copy(update={"longest": 900})))


def test_an_apostrophe_is_the_one_that_people_type():
    """« d’Estreval » and « d'Estreval » are one name to look for."""
    person = practitioner(first_name="Jean", last_name="d’Estreval", variants=["Jean d'Estreval"])
    assert ["Jean d'Estreval", "Dr d'Estreval", "docteur d'Estreval"] == names_in(queries(person, ENGINE))


def test_every_surname_is_looked_for_once():
    """Birth and married names count; a variant that says the same again does not."""
    person = practitioner(last_name="Keller", birth_name="Diop", married_name="Keller", variants=["dr diop"])
    assert ["Anne-Sophie Keller", "Anne-Sophie Diop", "Dr Keller", "docteur Keller", "Dr Diop", "docteur Diop"] == (
        names_in(queries(person, ENGINE))[:6]
    )
    assert 1 == sum(name.lower() == "dr diop" for name in names_in(queries(person, ENGINE)))


@pytest.mark.parametrize(
    ("title", "profession", "titled"),
    [
        ("Dr", "medecin", ["Dr Haddad", "docteur Haddad"]),
        ("Pr", "medecin", ["Pr Haddad", "professeur Haddad"]),
        ("", "chirurgien-dentiste", ["Dr Haddad", "docteur Haddad"]),
        ("Mme", "sage-femme", ["Mme Haddad"]),
        ("", "infirmier", []),
        ("Dr", "masseur-kinesitherapeute", []),
    ],
)
def test_a_profession_has_its_own_titles(title, profession, titled):
    """Doctors are called « docteur », professors « professeur », the others as they say."""
    person = practitioner(title=title, first_name="Karim", last_name="Haddad", profession=profession)
    assert ["Karim Haddad", *titled] == names_in(queries(person, ENGINE))


def test_former_towns_count():
    """Somebody who moved is still spoken of where they were."""
    moved = {"address": "3 rue du Lavoir", "city": "Mont-Brizard"}
    assert "(Saint-Aubin OR" not in (query := queries(practitioner(former_addresses=[moved]), ENGINE)[0])
    assert '("Saint-Aubin" OR "Mont-Brizard" OR pédiatre' in query


@pytest.mark.parametrize("longest", [60, 90, 120, 200])
def test_long_queries_are_split_within_the_limits(longest):
    """Names that do not fit together make more queries, each within the limits, none lost."""
    search = Search(any_of=True, longest=longest, words=20, most=10, always="when:40d")
    made = queries(practitioner(first_name="Karim", last_name="Haddad", variants=["K. Haddad", "Haddad K"]), search)
    assert all(len(query) <= longest and query.endswith(" when:40d") for query in made)
    assert {"Karim Haddad", "Dr Haddad", "docteur Haddad", "K. Haddad", "Haddad K"} <= set(names_in(made))


def test_words_are_bounded_too():
    """An engine that reads twelve words is given no more."""
    for query in queries(practitioner(), Search(any_of=True, longest=900, words=12, most=10)):
        assert len(re.findall(r"\w+", query)) <= 12


def test_no_more_queries_than_the_service_allows():
    """The most telling come first; the rest is left."""
    some, all_of_them = (queries(practitioner(), Search(any_of=True, longest=90, most=most)) for most in (2, 10))
    assert (2, some) == (len(some), all_of_them[:2])


def test_an_engine_without_alternatives_is_asked_one_by_one():
    """Each name with each place is a query of its own."""
    person = practitioner(first_name="Karim", last_name="Haddad", city="Ys", specialty="cardiologue")
    assert ('"Karim Haddad" Ys', '"Karim Haddad" cardiologue') == queries(person, PLAIN)


def test_what_never_fits_is_left_out():
    """A name longer than an engine's limit makes no query, and no query without a name is made."""
    endless = practitioner(last_name="L" * 300, first_name="Karim")
    assert () == queries(endless, ENGINE) == queries(endless, PLAIN)


def test_a_place_that_never_fits_is_left_out():
    """The name is then looked for alone."""
    person = practitioner(first_name="Karim", last_name="Haddad", city="Y" * 200)
    assert '("Karim Haddad" OR "Dr Haddad" OR "docteur Haddad")' == queries(person, ENGINE)[0]


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_no_name_writes_operators_of_its_own(first, last):
    """Whatever stands in a name, quotation marks and brackets of a query are ours, and balanced."""
    for search in (ENGINE, PLAIN):
        for query in queries(practitioner(first_name=first, last_name=last), search):
            assert query.count('"') % 2 == 0
            assert query.count("(") == query.count(")") <= 2
            assert "\n" not in query
