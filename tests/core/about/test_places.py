"""Places of work as people write them."""

import pytest

from collector.core.about.bearer import Bearer
from collector.core.about.places import Met, Street, Town, place_of
from collector.core.about.wording import Wording
from tests.support.mentions import lexicon, practitioner


def _wording(text: str, **zones: str) -> Wording:
    return Wording(lexicon(), text=text, **zones)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Dermatologie des Volcans-Bleus", "aux Volcans Bleus", Met.WHOLE),
        ("Dermatologie des Volcans-Bleus", "#VolcansBleus", Met.WHOLE),
        ("Dermatologie des Volcans-Bleus", "les volcans", Met.PARTLY),
        ("Dermatologie des Volcans-Bleus", "rue des Volcans-Bleus", Met.TOLD),
        ("Dermatologie des Volcans-Bleus", "camping des Volcans-Bleus", Met.TOLD),
        ("Dermatologie des Volcans-Bleus", "Bleus puis volcans", Met.PARTLY),
        ("Maison de santé des Pastels", "à la maison de santé des pastels", Met.WHOLE),
        ("Maison de santé des Pastels", "aux Pastels", Met.TOLD),
        ("Les Pastels", "aux Pastels", Met.WHOLE),
        ("Maison de santé des Pastels", "une maison", Met.NONE),
        ("Cabinet Lefèvre", "le cabinet Lefèvre", Met.WHOLE),
        ("Cabinet Lefèvre", "Lefèvre", Met.NONE),
        ("Cabinet médical", "un cabinet médical", Met.NONE),
        ("★", "★", Met.NONE),
    ],
)
def test_a_practice_is_met_by_its_telling_words(name: str, text: str, expected: Met) -> None:
    """Whole, without what makes it a place's name, or in part."""
    place = place_of(name, frozenset({"lefevre"}), lexicon())
    assert expected is place.met(_wording(text), lexicon())


@pytest.mark.parametrize(
    ("address", "text", "expected"),
    [
        ("7 rue des Bercails", "7, R. DES BERCAILS", True),
        ("7 rue des Bercails", "rue bercails", True),
        ("7 rue des Bercails", "les bercails", False),
        ("24 rue du Puits-de-Lave", "24 r puits lave", True),
        ("24 rue du Puits-de-Lave", "rue du Puits", True),
        ("62 traverse des Câpriers", "trav capriers", True),
        ("9 quai des Tonneliers-Neufs", "9 QU TONNELIERS NEUFS", True),
        ("Le Bourg", "le bourg", False),
        ("12, rue", "rue", False),
    ],
)
def test_a_street_is_met_whatever_its_abbreviations(address: str, text: str, expected: bool) -> None:  # noqa: FBT001
    """All its words, or the first behind « rue » and the like."""
    assert expected is Street(address, lexicon()).met(_wording(text))


@pytest.mark.parametrize(
    ("city", "postcode", "text", "expected"),
    [
        ("Toulouse", "31300", "à Toulouse", Met.WHOLE),
        ("Toulouse", "31300", "une Toulousaine", Met.WHOLE),
        ("Toulouse", "31300", "sur tlse", Met.WHOLE),
        ("Toulouse", "31300", "31300", Met.WHOLE),
        ("Toulouse", "31300", "en Haute-Garonne", Met.PARTLY),
        ("Nantes", "44000", "ORL nantais", Met.WHOLE),
        ("Roubaix", "59100", "pédiatre roubaisienne", Met.WHOLE),
        ("Clermont-Ferrand", "63000", "à Clermont", Met.WHOLE),
        ("Saint-Aubin-sur-Vaulne", "", "à Saint Aubin", Met.WHOLE),
        ("Le Mans", "72000", "#LeMans", Met.WHOLE),
        ("Le Mans", "72000", "je mange", Met.NONE),
        ("Pau", "64000", "il est pauvre", Met.NONE),
        ("—", "", "—", Met.NONE),
    ],
)
def test_a_town_is_met_by_name_inhabitants_or_number(city: str, postcode: str, text: str, expected: Met) -> None:
    """Its short forms and its department too."""
    assert expected is Town(city, postcode, lexicon()).met(_wording(text))


def test_a_department_number_counts_in_an_address_only() -> None:
    """« 31 ans » is no place; « /31/ » is."""
    town = Town("Toulouse", "31300", lexicon())
    assert Met.NONE is town.met(_wording("il a 31 ans"))
    assert Met.PARTLY is town.met(_wording("", address="https://x.example/31/x"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("à Rennes", True), ("a rennes", True), ("les rennes du père Noël", False), ("à Toulouse", False), ("", False)],
)
def test_another_town_is_told(text: str, expected: bool) -> None:  # noqa: FBT001
    """With a capital, or after « à »: a name of town may be a word."""
    town = Town("Toulouse", "31300", lexicon())
    assert expected is town.elsewhere(_wording(text), frozenset({"toulouse"}), frozenset())


def test_a_former_address_counts() -> None:
    """Its street and its town are the person's."""
    former = ({"address": "3 rue du Lavoir", "city": "Orle", "postcode": "99420"},)
    bearer = Bearer(practitioner(former_addresses=former), lexicon())
    assert any(street.met(_wording("3 r du lavoir")) for street in bearer.streets)
    assert any(town.met(_wording("à Orle")) for town in bearer.towns)
