"""The watches proposed to a practice: of which sources, for whom, with what each needs; none that it has already."""

import datetime as dt

import pytest

from collector.core.model import Access, Category, Practice, Search, Source, Watch
from collector.core.suggestions import Suggestion, suggestions
from tests.support.ledgers import source
from tests.support.mentions import colleague, practice, practitioner

NEWS = source("presse", kind="feed", category=Category.NEWS, address="https://presse.example/rss?q={query}")
ALERT = source("alertes", kind="feed", category=Category.NEWS, access=Access.KEY, secret_address=True)
EXPORT = source("fiche", kind="takeout", category=Category.MAP, access=Access.IMPORT)
NOISY = source(
    "bruit", kind="feed", category=Category.ENGINE, address="https://bruit.example/?q={query}", suggested=False
)
METHOD = source("flux", kind="feed")
HOMES = source(
    "instance",
    kind="feed",
    category=Category.SOCIAL,
    access=Access.KEY,
    address="{url}/search?q={query}",
    secrets={"JETON": "le jeton de votre compte"},
)
EVERYTHING = (NEWS, ALERT, EXPORT, NOISY, METHOD, HOMES)


def proposed(*sources: Source, to: Practice | None = None, everything: bool = False) -> list[Suggestion]:
    """Return what is proposed of some sources to a practice: that of Dr Haddad and Dr Lefèvre by default."""
    return list(suggestions(to or practice(), {one.slug: one for one in sources}, everything=everything))


def ids(*sources: Source, to: Practice | None = None, everything: bool = False) -> list[str]:
    """Return the ids of what is proposed."""
    return [one.watch.id for one in proposed(*sources, to=to, everything=everything)]


def test_each_practitioner_is_looked_for_in_each_source():
    """In order of source, practitioner and number, whatever the order in which they are written."""
    expected = [
        "alertes-haddad",
        "alertes-haddad-2",
        "alertes-lefevre",
        "alertes-lefevre-2",
        "presse-haddad",
        "presse-haddad-2",
        "presse-lefevre",
        "presse-lefevre-2",
    ]
    assert expected == ids(NEWS, ALERT) == ids(ALERT, NEWS, to=practice(colleague(), practitioner()))


def test_a_search_has_its_query_and_needs_nothing():
    """The watch searches for one practitioner and says that neither account nor key is needed."""
    [first, second] = proposed(NEWS, to=practice(practitioner()))
    assert ('"Anne-Sophie Lefèvre" "Saint-Aubin"', ("lefevre",), True) == (
        first.watch.query,
        first.watch.for_,
        first.complete,
    )
    assert (("Ne demande ni compte ni clé.",), "Source presse, Dr Anne-Sophie Lefèvre (2)") == (
        first.needs,
        second.watch.label,
    )


def test_an_alert_names_its_secret_and_the_search_to_save():
    """The address is given by the name of a secret, and never by itself; the query is for the account."""
    one = source("alertes", kind="feed", category=Category.NEWS, secret_address=True, search=Search(most=1))
    [suggestion] = proposed(one, to=practice(practitioner()))
    assert ("ALERTES_LEFEVRE", None, None) == (suggestion.watch.secret, suggestion.watch.url, suggestion.watch.query)
    assert "Demande un secret\u00a0: ALERTES_LEFEVRE" in suggestion.needs[0]
    assert '"Anne-Sophie Lefèvre" "Saint-Aubin"' == suggestion.needs[1]


def test_an_export_is_one_for_the_practice():
    """One file a month, in imports/, under a name that the watch knows."""
    [suggestion] = proposed(EXPORT)
    assert ("fiche", (), "fiche.zip", "monthly") == (
        suggestion.watch.id,
        suggestion.watch.for_,
        suggestion.watch.file,
        suggestion.watch.every,
    )
    assert "fiche.zip" in suggestion.needs[0]


def test_what_only_a_person_can_write_is_not_proposed():
    """Notes are written with their own command: they are not proposed, even when all is."""
    one = source("notes", kind="manual", category=Category.METHOD, access=Access.IMPORT)
    assert [] == proposed(one, everything=True)


def test_a_hashtag_is_the_name_in_one_word():
    """Without space, hyphen or accent; a name of birth makes another; the instance is for the person to give."""
    one = source("mots", kind="feed", category=Category.SOCIAL, address="{url}/tags/{query}.rss")
    made = proposed(one, to=practice(practitioner(birth_name="d’Œuvre")))
    assert ["AnneSophieLefevre", "AnneSophieDOeuvre"] == [suggestion.watch.query for suggestion in made]
    assert not any(suggestion.complete for suggestion in made)
    assert "adresse du service" in made[0].needs[0]


def test_an_address_of_one_s_own_service_is_named_by_its_secret():
    """A feed of one's own reader, whose address holds a token: one for the practice, to be completed."""
    one = source("lecteur", kind="feed", secret_address=True, fill="l’adresse de votre flux")
    [suggestion] = proposed(one, everything=True)
    assert ("LECTEUR", None, False) == (suggestion.watch.secret, suggestion.watch.url, suggestion.complete)


def test_a_number_that_no_name_makes_is_left_to_complete():
    """The channel of a site of videos: one watch for the practice, that says what to write in it."""
    one = source("chaine", kind="feed", category=Category.VIDEO, address="https://v.example/{query}", fill="le numéro")
    [suggestion] = proposed(one)
    assert ((), "a-completer", False) == (suggestion.watch.for_, suggestion.watch.query, suggestion.complete)
    assert "À compléter\u00a0: le numéro. Retirez" in suggestion.needs[0]


@pytest.mark.parametrize(
    ("one", "count"), [(HOMES, 4), (source("site", kind="page", category=Category.OWN), 1)], ids=["home", "address"]
)
def test_what_only_a_person_knows_is_left_to_complete(one, count):
    """A service with many homes, or a page, is proposed without its address, and says so."""
    made = proposed(one)
    assert count == len(made)
    assert not any(suggestion.complete for suggestion in made)
    assert all("À compléter" in suggestion.needs[0] for suggestion in made)


def test_the_secrets_of_a_source_are_told():
    """Each secret that a source takes is named, with what it is."""
    assert "Demande un secret\u00a0: JETON, le jeton de votre compte" == proposed(HOMES)[0].needs[-1]


def test_noisy_sources_and_ways_of_reading_are_only_proposed_when_all_are_asked():
    """A source that is off by default, and a mere way of reading an address, come with everything only."""
    assert [] == ids(NOISY, METHOD)
    assert {"bruit-haddad", "flux"} <= set(ids(NOISY, METHOD, everything=True))


@pytest.mark.parametrize(
    "fields",
    [{"kind": None, "access": Access.MANUAL}, {"retired": {"on": dt.date(2025, 1, 1), "why": "fermé"}}],
    ids=["by hand", "retired"],
)
def test_what_cannot_be_read_is_never_proposed(fields):
    """Neither a source to check by hand nor one that is retired."""
    given = {"kind": "feed", "category": Category.NEWS, "address": "https://x.example/{query}"} | fields
    assert [] == ids(source("x", **given), everything=True)


@pytest.mark.parametrize("one", [NEWS, EXPORT], ids=["each", "practice"])
def test_a_source_of_another_profession_is_not_proposed(one):
    """A source for midwives says nothing to doctors."""
    assert [] == ids(one.model_copy(update={"professions": ("sage-femme",)}))


def test_what_is_watched_is_not_proposed_again():
    """Every proposal pasted, nothing is left; one of them removed, it comes back."""
    everything = tuple(one.watch for one in proposed(*EVERYTHING, everything=True))
    assert [] == ids(*EVERYTHING, to=practice(watches=everything), everything=True)
    gone = everything[3]
    kept = tuple(one for one in everything if one is not gone)
    assert [gone.id] == ids(*EVERYTHING, to=practice(watches=kept), everything=True)


@pytest.mark.parametrize(("owners", "left"), [(("haddad",), {"lefevre"}), ((), set())], ids=["one", "all"])
def test_a_way_of_one_s_own_is_left_alone(owners, left):
    """Who watches a source with a query of their own is proposed no other, the others are."""
    own = Watch(id="ma-recherche", source="presse", for_=owners, query="Haddad")
    assert left == {one.watch.for_[0] for one in proposed(NEWS, to=practice(watches=(own,)))}


def test_ids_are_short_and_apart():
    """Practitioners with endless ids get watches whose ids are valid and differ."""
    twins = [practitioner(id="A" * 60 + end) for end in "BC"]
    made = ids(NEWS, to=practice(*twins))
    assert len(set(made)) == len(made) == 4
    assert all(len(one) <= 64 for one in made)
