"""The written forms of a practitioner's name."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.model import Profession
from collector.core.names import NameForm, NameForms, Written
from collector.core.text import fold
from tests.support.mentions import practitioner

FULL, INITIAL, TITLED, SURNAME = NameForm
_PEOPLE = [
    practitioner(first_name="Anne-Sophie", last_name="Lefèvre"),
    practitioner(first_name="Fatima-Zahra", last_name="El Amrani"),
    practitioner(first_name="Jean-Loup", last_name="d’Estreval"),
    practitioner(first_name="Hélène", last_name="N’Guyen"),
    practitioner(first_name="Ilan", last_name="Œdipe-Noël"),
    practitioner(first_name="Awa", last_name="Keller-Diop", birth_name="Diop", married_name="Keller"),
]


def _strongest(forms: NameForms, written: str) -> NameForm | None:
    """Return the surest form in which the person is named in a text, or None."""
    found = [one.form for one in forms.find(fold(written))]
    return min(found, key=list(NameForm).index, default=None)


def _forms(**fields: object) -> NameForms:
    return NameForms(practitioner(**fields))


@st.composite
def _spellings(draw: st.DrawFn) -> tuple[NameForms, str]:
    """Draw a person, and one way to write the full name."""
    person = draw(st.sampled_from(_PEOPLE))
    first, last = person.first_name, person.last_name
    if draw(st.booleans()):
        first, last = last, first
    title = draw(st.sampled_from(["", "Dr ", "docteur ", "Pr. ", "DR. "]))
    written = title + first + draw(st.sampled_from([" ", "  ", "-", ", ", "_", ".", "\n", "\u00a0"])) + last
    written = draw(st.sampled_from([str, str.upper, str.lower, str.title]))(written)
    if draw(st.booleans()):
        written = fold(written)
    for mark, plain in draw(st.sampled_from([(), (("-", " "),), ((" ", "-"),), (("’", "'"),), (("’", " "),)])):
        written = written.replace(mark, plain)
    around = draw(st.sampled_from(["{}", "Merci {} !", "« {} »", "({})", "avec {}, hier", "{}: top", "d'{}"]))
    return NameForms(person), around.format(written)


@given(_spellings())
def test_a_full_name_is_recognised_however_written(drawn):
    """Case, accents, hyphens, spaces, apostrophes, a title, either order: the name is the same."""
    forms, written = drawn
    assert _strongest(forms, written) is FULL


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Dr A.-S. Lefèvre", INITIAL),
        ("AS Lefèvre", INITIAL),
        ("A. Lefèvre", INITIAL),
        ("LEFEVRE A.", INITIAL),
        ("LEFEVRE A S, pédiatre", INITIAL),
        ("Dr A Lefèvre", INITIAL),
        ("Dr Lefèvre", TITLED),
        ("docteur   LEFEVRE", TITLED),
        ("Pr. Lefèvre", TITLED),
        ("dr-lefevre", TITLED),
        ("la docteure Lefèvre", TITLED),
        ("Lefèvre", SURNAME),
        ("Mme Lefèvre", SURNAME),
        ("Dr Julie Lefèvre", SURNAME),
        ("Anne Lefèvre", SURNAME),
        ("à Lefèvre", SURNAME),
        ("Lefèvre a dit", SURNAME),
        ("Lefèvre s'est trompée", SURNAME),
        ("Anne-Sophie Lefèvre-Dupont", None),
        ("Marie-Anne-Sophie Lefèvre", SURNAME),
        ("Lefèvres", None),
        ("l’orfèvre", None),
        ("Anne-Sophie", None),
        ("", None),
    ],
)
def test_weaker_forms_are_told_apart(written, expected):
    """A title, an initial or nothing before the surname; another first name or a longer surname is another person."""
    assert _strongest(_forms(), written) is expected


@pytest.mark.parametrize(
    ("fields", "written", "expected"),
    [
        ({"first_name": "Marc", "last_name": "Petit"}, "M. Petit", SURNAME),
        ({"first_name": "Marc", "last_name": "Petit"}, "Dr M. Petit", INITIAL),
        ({"first_name": "Paul", "last_name": "Petit"}, "P. Petit", INITIAL),
        ({"first_name": "Paul", "last_name": "Petit"}, "p petit", INITIAL),
        ({"first_name": "Yann", "last_name": "Le Bihan"}, "il y a Le Bihan", SURNAME),
        ({"first_name": "Yann", "last_name": "Le Bihan"}, "LEBIHAN YANN", FULL),
        ({"birth_name": "Delaunay"}, "Dr Anne-Sophie Delaunay", FULL),
        ({"birth_name": "Delaunay"}, "Anne-Sophie Lefèvre-Delaunay", FULL),
        ({"birth_name": "Delaunay"}, "Delaunay Lefèvre, Anne-Sophie", FULL),
        ({"married_name": "Morel"}, "Dr Morel", TITLED),
        ({"profession": Profession.MIDWIFE, "title": ""}, "Madame Lefèvre", TITLED),
        ({"title": "Mme"}, "mme lefevre", TITLED),
        ({"title": "Dr"}, "mme lefevre", SURNAME),
    ],
)
def test_each_name_has_its_forms(fields, written, expected):
    """« M. » is Monsieur, « y » a word; birth and married names count; who bears no title is called « Madame »."""
    assert _strongest(_forms(**fields), written) is expected


@pytest.mark.parametrize(
    ("variant", "written", "expected"),
    [
        ("Lefebvre", "Dr Anne-Sophie Lefebvre", FULL),
        ("Dr Lefebvre", "Dr Lefebvre", TITLED),
        ("Anne-Sophie Delaunay", "Dr Delaunay", TITLED),
        ("Sophie Lefèvre", "Sophie Lefèvre", FULL),
        ("LEFEVRE Sophie", "Sophie Lefèvre", FULL),
        ("Lefèvre-Morel", "Anne-Sophie Lefèvre-Morel", FULL),
        ("Dr A.-S. Lefèvre", "A.-S. Lefèvre", INITIAL),
        ("AS Lefèvre", "As. Lefèvre", INITIAL),
        ("A. Lefeuvre", "Dr Lefeuvre", TITLED),
        ("Dr", "Dr", None),
    ],
)
def test_a_declared_variant_teaches_its_name(variant, written, expected):
    """A variant gives another surname or another first name; initials and titles in it give none."""
    assert _strongest(_forms(variants=(variant,)), written) is expected


def test_names_are_found_where_they_stand():
    """Each place is told once, by its surest form."""
    text = "Dr Lefèvre, oui : Anne-Sophie Lefèvre. Lefèvre ?"
    expected = (Written(TITLED, 0, 10), Written(FULL, 18, 37), Written(SURNAME, 39, 46))
    assert expected == _forms().find(fold(text))


def test_a_name_without_letters_is_never_found():
    """A name that holds no letter cannot be looked for, and breaks nothing."""
    forms = _forms(last_name="★", first_name="—")
    assert () == forms.find("★ — dr ★")
    assert _strongest(forms, "★") is None


def test_a_name_gives_its_words():
    """The words of the first names and of the surnames, by which people are told apart."""
    forms = _forms(birth_name="El Amrani", variants=("Sophie Lefèvre",))
    assert {"anne", "sophie"} == forms.first_words
    assert {"lefevre", "el", "amrani"} == forms.surname_words


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "lefevre " * 12_000,
        "a s lefevre-" * 8_000,
        "dr. " * 25_000 + "lefevre",
        "anne - " * 14_000 + "lefevre",
    ],
    ids=["one letter", "surname", "glued", "titles", "first names"],
)
def test_no_text_takes_long(text):
    """100 kB made to slow a pattern take no longer than three seconds of the processor."""
    forms = _forms(birth_name="El Amrani", variants=("Lefebvre", "Sophie Lefèvre"))
    started = time.process_time()
    forms.find(text)
    assert time.process_time() - started < 3


def test_fifty_names_in_a_row_are_found():
    """A list of names is read to its end."""
    text = ", ".join(["Dr Karim Haddad"] * 49 + ["Dr Anne-Sophie Lefèvre"])
    assert [FULL] == [one.form for one in _forms().find(fold(text))]
