"""The rows of the inventory, and whom each is looked at for."""

import datetime as dt

import pytest

from collector.core.coverage.places import CATEGORIES, places
from collector.core.model import PRACTICE, Access, Category, GuidedCheck, Practice, Retired
from tests.support.ledgers import practitioner, source, watch

PEOPLE = (practitioner(), practitioner(2, "Martin"))


def places_of(*sources, watches=()):
    practice = Practice(name="Cabinet des Tilleuls", practitioners=PEOPLE, watches=watches)
    return places(practice, {one.slug: one for one in sources})


def test_every_category_has_its_heading():
    """No source can be left out of the inventory for want of a heading."""
    assert set(Category) == set(CATEGORIES)


def test_every_source_has_a_row_by_category_then_by_name():
    """Watched or not, dead or not, each source of the catalogue is there once."""
    found = places_of(
        source("b", "b", category="forum"),
        source("a", "A", category="forum", access=Access.NO),
        source("moteur", category="engine", retired=Retired(on=2019, why="Fermé")),
    )

    assert ["moteur", "a", "b"] == [one.slug for one in found]


@pytest.mark.parametrize(
    ("fields", "watches", "expected"),
    [
        ({"check": GuidedCheck(how="Regardez.")}, (), ("p1", "p2")),
        ({"check": GuidedCheck(how="Regardez.", each=False)}, (watch(1, "avis", "p1"),), (PRACTICE,)),
        ({}, (), (PRACTICE,)),
        ({}, (watch(1, "avis"),), (PRACTICE,)),
        ({}, (watch(1, "avis"), watch(2, "avis", "p2")), ("p1", "p2")),
        ({"check": GuidedCheck(how="Regardez."), "access": Access.NO}, (), (PRACTICE,)),
        ({"check": GuidedCheck(how="Regardez."), "retired": Retired(on=2019, why="Fermé")}, (), (PRACTICE,)),
    ],
)
def test_whom_a_source_is_looked_at_for(fields, watches, expected):
    """As its guided check says, else as its watches say; what nobody can look at has one cell."""
    (place,) = places_of(source("avis", category="reviews", **fields), watches=watches)

    assert (expected, watches) == (place.subjects, place.watches)


def test_a_page_of_ones_own_is_a_place():
    """A way of reading is no place; each page or feed that is named and read with it is one."""
    radio, blog, nameless = watch(1, "flux", label="Radio"), watch(2, "flux", "p2", label="Un blog"), watch(3, "flux")

    found = places_of(source("flux", "Flux", category="method"), watches=(radio, blog, nameless))

    expected = [("flux", "Flux", (PRACTICE,)), ("w1", "Radio", (PRACTICE,)), ("w2", "Un blog", ("p2",))]
    assert expected == [(one.slug, one.name, one.subjects) for one in found]
    assert all(one.counts for one in found)


def test_a_watch_that_bears_the_name_of_a_source_leaves_it_to_the_source():
    """What somebody saw at one of them must not be taken for the other."""
    both = places_of(
        source("flux", category="method"), source("w1", category="own"), watches=(watch(1, "flux", label="R"),)
    )

    assert {"w1": "own", "veille-w1": "method"} == {one.slug: one.source.category for one in both}


def test_a_way_of_reading_that_nobody_uses_does_not_count():
    """It has a row, which says what it could do, and is not one of the places to see."""
    (place,) = places_of(source("flux", category="method"))

    assert not place.counts
    assert places_of(source("avis", category="reviews"))[0].counts


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({"access": Access.MANUAL}, True), ({"check": GuidedCheck(how="Regardez.")}, True), ({}, False)],
)
def test_what_a_person_can_look_at(fields, expected):
    """A source that is manual, or that has a guided check, is for people too."""
    assert expected is places_of(source("avis", category="reviews", **fields))[0].by_person


def test_a_date_of_death_may_be_a_day():
    """A source that died on a known day keeps it, and its row."""
    dead = source("morte", category="forum", retired=Retired(on=dt.date(2019, 11, 30), why="Fermée"))

    assert [dead] == [one.source for one in places_of(dead)]
