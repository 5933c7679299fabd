"""Every written form of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.about.bearer import Bearer
from collector.core.about.first_names import Given
from collector.core.about.naming import Naming, Part
from collector.core.about.sightings import Title
from collector.core.about.wording import Wording
from collector.core.text import fold
from tests.support.mentions import lexicon, practitioner

_PEOPLE = [
    practitioner(first_name="Anne-Sophie", last_name="Lefèvre"),
    practitioner(first_name="Fatima-Zahra", last_name="El Amrani"),
    practitioner(first_name="Jean-Loup", last_name="d’Estreval"),
    practitioner(first_name="Hélène", last_name="N’Guyen-Morvan"),
    practitioner(first_name="Ilan", last_name="O'Brien"),
    practitioner(first_name="Hendrik", last_name="Van der Stichelen"),
    practitioner(first_name="Awa", last_name="Keller-Diop", birth_name="Diop", married_name="Keller"),
    practitioner(first_name="Minh Anh", last_name="Tran"),
]
_BEARERS = [Bearer(person, lexicon()) for person in _PEOPLE]


@st.composite
def _written(draw: st.DrawFn) -> tuple[Bearer, str]:
    """Draw a person and one way to write the full name, alone or in a sentence."""
    bearer = draw(st.sampled_from(_BEARERS))
    first, last = bearer.person.first_name, bearer.person.last_name
    if draw(st.booleans()):
        first, last = last, first
    title = draw(st.sampled_from(["", "Dr ", "docteur ", "Pr. ", "la doctoresse ", "Doc "]))
    written = title + first + draw(st.sampled_from([" ", "  ", "_", "\u00a0"])) + last
    written = draw(st.sampled_from([str, str.upper, str.lower, str.title, fold]))(written)
    for mark, plain in draw(
        st.sampled_from([(), (("-", " "),), (("’", "'"),), (("'", " "), ("’", " ")), (("-", ""),)])
    ):
        written = written.replace(mark, plain)
    around = draw(st.sampled_from(["{}", "merci {} !", "« {} »", "({})", "avec {}, hier", "{}: super", "Chez {}."]))
    return bearer, around.format(written)


@given(_written())
def test_a_full_name_is_recognised_however_written(drawn: tuple[Bearer, str]) -> None:
    """Case, accents, hyphens, spaces, apostrophes, a title, either order: the name is the same."""
    bearer, written = drawn
    (sighting,) = bearer.sightings.find(Wording(lexicon(), text=written))
    assert sighting.given is Given.SAME
    assert sighting.taken is None


@given(st.sampled_from(_BEARERS), st.booleans(), st.sampled_from(["", "dr", "docteur"]), st.sampled_from("#@"))
def test_a_name_glued_in_one_word_is_recognised(bearer: Bearer, inverted: bool, title: str, mark: str) -> None:  # noqa: FBT001
    """Tags, handles, names of sites: « #camilleroux », « @drrouxcamille »."""
    parts = [fold(bearer.person.first_name), fold(bearer.person.last_name)]
    glued = "".join(filter(str.isalnum, "".join(reversed(parts) if inverted else parts)))
    (sighting,) = bearer.sightings.find(Wording(lexicon(), text=f"merci {mark}{title}{glued}"))
    assert sighting.given is Given.SAME
    assert sighting.title is (Title.MEDICAL if title else Title.NONE)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"last_name": "Van der Stichelen"}, {"vanderstichelen": Part.WHOLE, "stichelen": Part.CORE}),
        ({"last_name": "Le Bihan"}, {"lebihan": Part.WHOLE}),
        ({"last_name": "Ortzibarre-Quélen"}, {"ortzibarrequelen": Part.WHOLE, "ortzibarre": Part.HALF, "quelen": Part.HALF}),
        ({"last_name": "Roux-Ba"}, {"rouxba": Part.WHOLE, "roux": Part.HALF}),
        (
            {"last_name": "Roy", "birth_name": "Diop"},
            {"roy": Part.WHOLE, "diop": Part.WHOLE, "roydiop": Part.WHOLE, "dioproy": Part.WHOLE},
        ),
        ({"last_name": "Roy", "variants": ("Mme A. Roi", "ROY A.")}, {"roy": Part.WHOLE, "roi": Part.WHOLE}),
    ],
)  # fmt: skip
def test_a_surname_has_its_forms(fields: dict[str, object], expected: dict[str, Part]) -> None:
    """Whole, one name of a compound, without its particle; « Bihan » is not « Le Bihan »."""
    naming = Naming(practitioner(**fields))
    assert expected == {glued: form.part for glued, form in naming.surnames.items()}


def test_a_name_without_letters_has_no_form() -> None:
    """A name that holds no letter cannot be looked for, and breaks nothing."""
    naming = Naming(practitioner(first_name="—", last_name="★"))
    assert not naming.surnames
    assert "" == naming.whole
    assert [] == Bearer(practitioner(first_name="—", last_name="★"), lexicon()).sightings.find(
        Wording(lexicon(), text="★ dr —")
    )
