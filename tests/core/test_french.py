"""French on screens: dates, numbers, plurals, lists, spaces."""

import datetime as dt

import pytest

from collector.core import french
from collector.core.french import NO_BREAK


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2026, 6, 8), f"8{NO_BREAK}juin 2026"),
        (dt.date(2026, 6, 1), f"1er{NO_BREAK}juin 2026"),
        (dt.date(2024, 2, 29), f"29{NO_BREAK}février 2024"),
        (dt.date(2026, 12, 31), f"31{NO_BREAK}décembre 2026"),
    ],
)
def test_a_date_is_written_in_full(day, expected):
    """The first of a month is « 1er », and the number stays with its month."""
    assert expected == french.day_in_full(day)


@pytest.mark.parametrize(
    ("month", "name", "of"),
    [
        ("2026-01", "janvier 2026", "de janvier 2026"),
        ("2026-04", "avril 2026", "d’avril 2026"),
        ("2026-08", "août 2026", "d’août 2026"),
        ("2026-10", "octobre 2026", "d’octobre 2026"),
        ("2026-12", "décembre 2026", "de décembre 2026"),
    ],
)
def test_a_month_is_named_and_elided(month, name, of):
    """« de » is elided before a vowel."""
    assert (name, of) == (french.month_in_full(month), french.of_month(month))


@pytest.mark.parametrize(
    ("value", "expected"),
    [(4.6, "4,6"), (5, "5"), (5.0, "5"), (0, "0"), (100, "100"), (12500, "12\u202f500"), (1 / 3, "0,33")],
)
def test_a_number_has_a_comma_and_thousands_apart(value, expected):
    """Zeros are cut after the comma only."""
    assert expected == french.number(value)


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 relevé"), (1, "1 relevé"), (2, "2 relevés"), (1200, "1\u202f200 relevés")]
)
def test_the_plural_starts_at_two(count, expected):
    """French says « 0 relevé »; the number stays with its noun."""
    assert expected.replace(" ", NO_BREAK) == french.counted(count, "relevé", "relevés")


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_a_list_ends_with_et(items, expected):
    """No comma before « et »."""
    assert expected == french.listed(items)


def test_double_punctuation_does_not_part_from_its_word():
    """Spaces before « : ; ? ! » and inside quotation marks become non-breaking; the others stay."""
    expected = "Il dit~: «~oui~»~; et vous~? Bien~!".replace("~", NO_BREAK)

    assert expected == french.spaced("Il dit : « oui » ; et vous ? Bien !")


@pytest.mark.parametrize(("text", "expected"), [("", ""), ("à qualifier", "À qualifier"), ("en LIGNE", "En LIGNE")])
def test_only_the_first_letter_is_raised(text, expected):
    """The rest of the text is untouched."""
    assert expected == french.capitalized(text)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, "0 minute"), (1, "1 minute"), (59, "59 minutes"), (60, "1 h"), (185, "3 h 05"), (720, "12 h")],
)
def test_a_duration_is_said_in_minutes_then_in_hours(minutes, expected):
    """From one hour on, hours and minutes, as a person would say them."""
    assert expected == french.duration(minutes).replace(NO_BREAK, " ")
