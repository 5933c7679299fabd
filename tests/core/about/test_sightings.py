"""Where a name stands, and what stands beside it."""

import pytest

from collector.core.about.bearer import Bearer
from collector.core.about.first_names import Given
from collector.core.about.sightings import Sighting, Title
from collector.core.about.takings import Taken
from collector.core.about.wording import Wording
from tests.support.mentions import lexicon, practitioner

SAME, SOUNDS, INITIAL, HALF, NONE, OTHER_INITIAL, OTHER = Given
MEDICAL, CIVIL, UNTITLED = Title


def _find(text: str, address: str = "", **fields: object) -> list[Sighting]:
    bearer = Bearer(practitioner(**fields), lexicon())
    return bearer.sightings.find(Wording(lexicon(), text=text, address=address))


ROUX = {"first_name": "Camille", "last_name": "Roux"}
TRAN = {"first_name": "Minh Anh", "last_name": "Tran"}
STICHELEN = {"first_name": "Hendrik", "last_name": "Van der Stichelen"}


@pytest.mark.parametrize(
    ("fields", "text", "given", "title"),
    [
        (ROUX, "Dr Camille Roux", SAME, MEDICAL),
        (ROUX, "ROUX (Camille)", SAME, UNTITLED),
        (ROUX, "Roux, Camille", SAME, UNTITLED),
        (ROUX, "la Roux, la Camille", SAME, UNTITLED),
        (ROUX, "Kamille Roux", SOUNDS, UNTITLED),
        (ROUX, "camile roux", SOUNDS, UNTITLED),
        (ROUX, "Dr C. Roux", INITIAL, MEDICAL),
        (ROUX, "ROUX C.", INITIAL, UNTITLED),
        (ROUX, "Mme Roux", NONE, CIVIL),
        (ROUX, "M. Roux", NONE, CIVIL),
        (ROUX, "Roux a dit", NONE, UNTITLED),
        (ROUX, "roux c'est bien", NONE, UNTITLED),
        (ROUX, "Roux – C est bien", NONE, UNTITLED),
        (ROUX, "l'b roux", NONE, UNTITLED),
        (TRAN, "Tran (Minh)", NONE, UNTITLED),
        (ROUX, "Voir. Roux", NONE, UNTITLED),
        (TRAN, "Dr M.A. Tran", INITIAL, MEDICAL),
        (TRAN, "Tran Minh Anh", SAME, UNTITLED),
        (TRAN, "Minh Tran", HALF, UNTITLED),
        (TRAN, "Dr M. Tran", INITIAL, MEDICAL),
        (TRAN, "M. Tran", NONE, CIVIL),
        (TRAN, "doc tran", NONE, MEDICAL),
        (STICHELEN, "Hendrik V. d. Stichelen", SAME, UNTITLED),
        (STICHELEN, "VAN DER STICHELEN H.", INITIAL, UNTITLED),
        ({"first_name": "Yves", "last_name": "Le Bihan"}, "il y a Le Bihan", NONE, UNTITLED),
        ({"first_name": "Yves", "last_name": "Le Bihan"}, "Dr Y Le Bihan", INITIAL, MEDICAL),
    ],
)
def test_how_a_name_is_written_is_told(fields: dict[str, object], text: str, given: Given, title: Title) -> None:
    """The first name, its initials or a part of it, on either side; the title before."""
    (sighting,) = _find(text, **fields)
    assert (given, title, None) == (sighting.given, sighting.title, sighting.taken)


@pytest.mark.parametrize(
    ("fields", "text", "taken"),
    [
        (ROUX, "Dr Cédric Roux", Taken.OTHER_PERSON),
        (ROUX, "ROUX Karine, dermatologue", Taken.OTHER_PERSON),
        (ROUX, "le coureur Joris Roux", Taken.OTHER_PERSON),
        (ROUX, "Dr B. Roux", Taken.OTHER_INITIAL),
        (ROUX, "ROUX B, dermatologue", Taken.OTHER_INITIAL),
        (ROUX, "Camille Roux-Martin", Taken.LONGER_NAME),
        (ROUX, "Camille-Roux Dupuis", Taken.LONGER_NAME),
        (ROUX, "Me Roux", Taken.OTHER_TITLE),
        (ROUX, "Garage Roux", Taken.ORGANISATION),
        (ROUX, "le lycée Camille Roux", Taken.ORGANISATION),
        (ROUX, "rue du général Roux", Taken.OTHER_TITLE),
        (ROUX, "Roux & fils", Taken.ORGANISATION),
        (ROUX, "Roux Assurances", Taken.ORGANISATION),
        (ROUX, "je suis roux", Taken.COMMON_WORD),
    ],
)
def test_what_makes_it_another_is_told(fields: dict[str, object], text: str, taken: Taken) -> None:
    """Another first name or initial, a longer name, a title of others, an organisation, a street, a common word."""
    (sighting,) = _find(text, **fields)
    assert taken is sighting.taken


@pytest.mark.parametrize(
    ("address", "given", "taken"),
    [
        ("https://x.example/dr-camille-roux", SAME, None),
        ("https://x.example/boulanger/roux.camille", SAME, None),
        ("https://x.example/dr-cedric-roux", OTHER, Taken.OTHER_PERSON),
        ("https://x.example/roux-karine", OTHER, Taken.OTHER_PERSON),
        ("https://x.example/c-roux", INITIAL, None),
        ("https://drroux.example/", NONE, None),
    ],
)
def test_an_address_names_people_too(address: str, given: Given, taken: Taken | None) -> None:
    """In small letters and joined by hyphens, first names are known by the lexicon alone."""
    (sighting,) = _find("", address, **ROUX)
    assert (given, taken) == (sighting.given, sighting.taken)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Dr Merssié", False),
        ("merssié paul", True),
        ("Hortzibar", None),
        ("Dr Mercuriale", None),
        ("une mercerie", None),
        ("Mercie", None),
    ],
)
def test_a_misspelt_name_needs_a_title_or_a_first_name(text: str, named: bool | None) -> None:  # noqa: FBT001
    """« Mercier » is a common word and a common name: alone, what resembles it is nobody."""
    found = _find(text, first_name="Paul", last_name="Mercier")
    assert named is (found[0].named if found else None)
    assert all(one.misspelt for one in found)


def test_a_rare_name_misspelt_is_told_alone() -> None:
    """Six letters, no common surname."""
    (sighting,) = _find("vu hortzibar hier", first_name="Marie-Ange", last_name="Ortzibarre")
    assert (True, True) == (sighting.misspelt, sighting.rare)


def test_two_places_are_told_in_order_and_many_are_bounded() -> None:
    """Each place once; a text that repeats a name says nothing more after forty times."""
    text = "Dr Roux, oui : Camille Roux. Roux ?"
    assert [0, 3, 5] == [one.start for one in _find(text, **ROUX)]
    assert 40 == len(_find("Dr Roux, " * 500, **ROUX))
