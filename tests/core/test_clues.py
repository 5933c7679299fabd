"""What tells a practice in a text: the names of its places, its telephone numbers."""

import pytest

from collector.core.clues import names_place, national
from collector.core.text import fold


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
