"""What the practice declares of others who bear the name."""

import pytest

from collector.core.about.homonyms import homonym_of
from collector.core.about.naming import Naming
from collector.core.about.wording import Wording
from tests.support.mentions import lexicon, practitioner

OWN = ("pediatre", "roubaix")


@pytest.mark.parametrize(
    ("declared", "first", "surname", "carer", "fields", "town"),
    [
        ("Dr Youssef El Amrani, chirurgien-dentiste à Roubaix", "youssef", "elamrani", True, {"chirurgie-dentaire"}, ("roubaix",)),
        ("Fatima El Amrani, conseillère régionale", "fatima", "elamrani", False, set(), ()),
        ("El Amrani, enseigne de bricolage", "", "elamrani", False, set(), ()),
        ("Boulangerie El Amrani", "", "elamrani", False, set(), ()),
        ("Dr Bernard Amranni, ORL à Saint-Nazaire", "bernard", "amranni", True, {"orl"}, ("saint", "nazaire")),
        ("le docteur El Amrani Youssef", "youssef", "elamrani", True, set(), ()),
        ("le mot « amrani »", "", "", False, set(), ()),
        ("", "", "", False, set(), ()),
    ],
)  # fmt: skip
def test_a_description_is_understood(
    declared: str, first: str, surname: str, carer: bool, fields: set[str], town: tuple[str, ...]  # noqa: FBT001
) -> None:  # fmt: skip
    """First name, surname, whether a carer, fields, town."""
    naming = Naming(practitioner(first_name="Fatima-Zahra", last_name="El Amrani"))
    one = homonym_of(declared, naming, OWN, lexicon())
    assert (first, surname, carer, fields, town) == (one.first, one.surname, one.carer, set(one.fields), one.town)


def test_words_of_one_family_tell_a_homonym() -> None:
    """« marathon » for a marathonienne; what is also true of ours does not count."""
    naming = Naming(practitioner())
    one = homonym_of("Anne-Sophie Lefèvre, marathonienne à Roubaix", naming, OWN, lexicon())
    assert one.told(Wording(lexicon(), text="elle court le marathon"))
    assert not one.told(Wording(lexicon(), text="une pédiatre de Roubaix"))


def test_a_homonym_of_another_town_is_placed_there() -> None:
    """« Paris 17e » is in Paris; « Port-Clairac » is elsewhere."""
    naming = Naming(practitioner())
    near = homonym_of("Dr Anne Lefèvre, dermatologue à Paris 17e", naming, OWN, lexicon())
    far = homonym_of("Dr Anne Lefèvre, dermatologue à Port-Clairac", naming, OWN, lexicon())
    assert (False, True) == (near.lives_elsewhere("paris"), far.lives_elsewhere("paris"))
    assert far.placed(Wording(lexicon(), text="à Port-Clairac"))
    assert not homonym_of("Lefèvre", naming, OWN, lexicon()).placed(Wording(lexicon(), text="Paris"))
