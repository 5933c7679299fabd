"""What speaks for or against a practitioner besides the name."""

import pytest

from collector.core.clues import Clue, Clues, Zones, is_medical, names_place, national, zones_of
from collector.core.model import Profession
from collector.core.text import fold
from tests.support.mentions import mention, practice, practitioner


def _zones(text: str) -> Zones:
    return zones_of(mention(text))


def _found(text: str, **fields: object) -> dict[Clue, str]:
    person = practitioner(**fields)
    return Clues(person, practice(person)).speaking_for(_zones(text))


@pytest.mark.parametrize(
    ("text", "clue", "reason"),
    [
        ("RPPS 10999004102", Clue.RPPS, "Numéro RPPS\u00a0: 10999004102"),
        ("au 03.53.01.41.10", Clue.SHARED_PHONE, "Téléphone du cabinet\u00a0: 03 53 01 41 10"),
        ("au +33 (0)3 53 01 41 10", Clue.SHARED_PHONE, "Téléphone du cabinet\u00a0: 03 53 01 41 10"),
        ("CABINET MEDICAL DES TILLEULS", Clue.PLACE, "Lieu d’exercice\u00a0: Cabinet médical des Tilleuls"),
        ("12 pl. des tilleuls", Clue.STREET, "Rue\u00a0: 12 place des Tilleuls"),
        ("un pédiatre", Clue.SPECIALTY, "Spécialité\u00a0: pédiatre"),
        ("en pédiatrie", Clue.SPECIALTY, "Spécialité\u00a0: pédiatre"),
        ("à Saint Aubin", Clue.TOWN, "Ville\u00a0: Saint-Aubin"),
        ("99410", Clue.TOWN, "Ville\u00a0: Saint-Aubin"),
        ("#SaintAubin", Clue.TOWN, "Ville\u00a0: Saint-Aubin"),
    ],
)
def test_a_clue_is_found_with_its_reason(text, clue, reason):
    """Identifiers, places and specialty are recognised as people write them; the reason says only what we declared."""
    assert {clue: reason} == _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10999004103",
        "109990041021",
        "03 53 01 41 11",
        "0353014110123",
        "les tilleuls en fleur",
        "Saint-Aubinois",
        "994101",
    ],
)
def test_what_only_resembles_a_clue_is_none(text):
    """One digit more or less, or a longer word, is something else."""
    assert {} == _found(text)


@pytest.mark.parametrize(
    ("fields", "text", "clue"),
    [
        ({"phone_shared": False}, "0353014110", Clue.DIRECT_LINE),
        ({"practice": {"name": "Cabinet Bonnefoy", "solo": True}}, "le cabinet Bonnefoy", Clue.SOLO_PLACE),
        ({"former_addresses": ({"address": "3 rue du Lavoir", "city": "Orle"},)}, "3 r du lavoir", Clue.STREET),
        ({"former_addresses": ({"address": "3 rue du Lavoir", "city": "Orle"},)}, "à Orle", Clue.TOWN),
        ({"specialty": "médecin généraliste"}, "mon médecin traitant", Clue.SPECIALTY),
        ({"specialty": "médecin généraliste"}, "médecine générale", Clue.SPECIALTY),
        ({"specialty": "médecin du sport"}, "médecine du sport", Clue.SPECIALTY),
        ({"specialty": "gynécologue-obstétricienne"}, "ma gynéco", Clue.SPECIALTY),
        ({"specialty": "sage-femme", "profession": Profession.MIDWIFE}, "une sage femme", Clue.SPECIALTY),
        ({"specialty": "x", "profession": Profession.PHYSIOTHERAPIST}, "mon kiné", Clue.SPECIALTY),
    ],
)
def test_each_person_has_clues(fields, text, clue):
    """A direct line, a name of one's own, a former address, the ways to say a profession."""
    assert [clue] == list(_found(text, **fields))


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"practice": {"name": "Cabinet médical"}}, "un cabinet médical"),
        ({"address": "Le Bourg"}, "le bourg"),
        ({"address": "12, rue"}, "rue"),
        ({"city": "—", "postcode": ""}, "n’importe quoi —"),
        ({"specialty": "—"}, "n’importe quoi —"),
        ({"specialty": "médecin du sport"}, "il fait du sport"),
        ({"phone": "", "rpps": ""}, "numéro 00000000000"),
    ],
)
def test_what_tells_nobody_is_not_looked_for(fields, text):
    """A name that any place could bear, an address without a street, a field without letters give no clue."""
    assert {} == _found(text, **fields)


@pytest.mark.parametrize(
    ("homonyms", "text", "expected"),
    [
        (("Anne-Sophie Lefèvre, navigatrice",), "la navigation d’Anne-Sophie Lefèvre", True),
        (("Dr Solange Lefèvre, rhumatologue à Saint-Aubin",), "Solange Lefèvre, rhumatologie", True),
        (("Dr Solange Lefèvre, rhumatologue à Port-Clairac",), "Lefèvre à Port-Clairac", True),
        (("Dr Solange Lefèvre, rhumatologue à Port-Clairac",), "le clairac de Lefèvre", False),
        (("Lefèvre, pédiatre à Saint-Aubin",), "Lefèvre pédiatre à Saint-Aubin", False),
        ((), "Lefèvre", False),
    ],
)
def test_a_declared_homonym_is_told_by_half_of_its_description(homonyms, text, expected):
    """What is also true of our practitioner does not count; less than half does not tell."""
    person = practitioner(known_homonyms=homonyms)
    assert expected is Clues(person, practice(person)).tells_homonym(_zones(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le pédiatre", None),
        ("le cardiologue", "cardiologie"),
        ("pédiatre puis avocate", "barreau"),
        ("la sage-femme", "maïeutique"),
        ("rien", None),
    ],
)
def test_another_profession_is_told(text, expected):
    """The first profession that is not the practitioner's own."""
    person = practitioner()
    assert expected == Clues(person, practice(person)).other_profession(_zones(text))


@pytest.mark.parametrize(("text", "expected"), [("une consultation", True), ("un match de handball", False)])
def test_care_is_told_from_the_rest(text, expected):
    """Some word of care, or none."""
    assert expected is is_medical(_zones(text))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://avis.example/pediatre/anne-sophie_lefevre", " pediatre anne sophie lefevre"),
        ("https://avis.example/dr%20lef%C3%A8vre?x=1#y", " dr lefevre"),
        ("http://[avis/", ""),
        (None, ""),
    ],
)
def test_an_address_is_read_as_words(url, expected):
    """The path of an address holds names too; what is no address holds nothing."""
    assert expected == zones_of(mention(url=url)).address


def test_hashtags_are_read_as_words():
    """« #DrLefevre » holds a title and a name; the other words keep their form."""
    zones = zones_of(mention("Merci #DrLefèvre et @PoleEnfants, McDonald", title="#Top"))
    assert ("top", "merci dr lefevre et pole enfants, mcdonald") == (zones.title, zones.text)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Pôle enfants du Canal", "au pole-enfants du canal", True),
        ("Pôle enfants du Canal", "pôle du canal", False),
        ("Cabinet Lefèvre", "le cabinet Lefèvre", True),
    ],
)
def test_a_place_is_found_by_its_whole_name(name, text, expected):
    """Spelling aside, the whole name is needed."""
    pattern = names_place(name)
    assert pattern is not None
    assert expected is (pattern.search(fold(text)) is not None)


@pytest.mark.parametrize("name", ["", "Cabinet médical", "Centre de santé", "★"])
def test_a_name_any_place_could_bear_tells_none(name):
    """Nothing in such a name tells a place from others."""
    assert names_place(name) is None


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("01 99 00 12 34", "0199001234"),
        ("+33 1.99.00.12.34", "0199001234"),
        ("+33 (0)1 99 00 12 34", "0199001234"),
        ("0033199001234", "0199001234"),
        ("+32 2 555 12 34", "3225551234"),
        ("", ""),
    ],
)
def test_a_number_has_one_national_form(number, expected):
    """However it is written; a foreign number keeps its prefix."""
    assert expected == national(number)
