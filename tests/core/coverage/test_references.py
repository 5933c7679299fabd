"""Names that lead nowhere."""

from collector.core.consistency import closest
from collector.core.coverage.references import known_places, strange_people, strange_source
from collector.core.model import Practice
from tests.support.ledgers import practitioner, source, watch

PRACTICE = Practice(
    name="Cabinet", practitioners=(practitioner(), practitioner(2)), watches=(watch(1, "flux", label="Radio"),)
)
SOURCES = {one.slug: one for one in (source("google-maps"), source("google-recherche"), source("flux"))}
KNOWN = known_places(PRACTICE, SOURCES)


def test_a_source_and_a_watch_can_be_named():
    """A page or feed of one's own is named by its watch; the way of reading, which is no place, by nothing."""
    assert {"google-maps", "google-recherche", "w1"} == KNOWN


def test_an_unknown_source_is_told_with_those_that_look_like_it():
    """At the key that holds it, so that its line can be found."""
    (fault,) = strange_source("gogle-maps", KNOWN, ("accounts", 2))

    assert (("accounts", 2, "source"), "no source 'gogle-maps': did you mean google-maps?") == (
        fault.path,
        fault.message,
    )
    assert ("google-maps",) == closest("gogle-maps", KNOWN)


def test_a_source_that_looks_like_nothing_is_told_where_to_find_the_names():
    """The message says what to type next."""
    (fault,) = strange_source("zzz", KNOWN)

    assert "no source 'zzz': `renom check-in` alone lists what is to be checked" == fault.message


def test_a_known_name_is_no_fault():
    """Nothing to tell."""
    assert [] == [*strange_source("w1", KNOWN), *strange_people(("p2", "p1"), PRACTICE)]


def test_an_unknown_practitioner_is_told_with_those_of_the_practice():
    """Each at its place in the list."""
    (fault,) = strange_people(("p1", "p9"), PRACTICE, ("policies", 0))

    assert (("policies", 0, "for", 1), "no practitioner 'p9'; known ones: p1, p2") == (fault.path, fault.message)
