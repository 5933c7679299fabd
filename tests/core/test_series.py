"""Copied texts and bursts: which findings were written together."""

import datetime as dt

import pytest

from collector.core.series import Written, series

TEXT = "Docteur à fuir, zéro humanité et zéro compétence, je déconseille fortement"


def written(name: str, day: int, text: str = "", *, bad: bool = False, who: str = "p1") -> Written:
    """Return a text of October 2026."""
    return Written(name, who, dt.date(2026, 10, day), text, bad)


def test_a_text_copied_with_small_changes_is_a_series():
    """Accents, capitals and one word more hide nothing; each finding is told the others, oldest first."""
    found = series(
        [written("c", 5, "docteur a fuir zero humanite et zero competence je deconseille"), written("a", 1, TEXT),
         written("b", 3, TEXT.upper() + " !!!"), written("d", 4, "Une heure d'attente dans une salle sans chauffage")]
    )  # fmt: skip

    assert {"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]} == found


def test_copies_far_apart_or_about_others_are_none():
    """A month later, or about another practitioner, the same words are a coincidence."""
    far = Written("b", "p1", dt.date(2026, 12, 1), TEXT, bad=False)

    assert {} == series([written("a", 1, TEXT), far, written("c", 2, TEXT, who="p2")])


def test_short_texts_are_nobodys():
    """« à fuir » twice proves nothing."""
    assert {} == series([written("a", 1, "à fuir"), written("b", 1, "à fuir")])


def test_five_bad_notes_in_two_days_are_a_burst():
    """Whatever they say; four are not, nor good ones among them."""
    five = [written(f"f{number}", 1 + number // 2, bad=True) for number in range(5)]

    assert set(series(five)) == {f"f{number}" for number in range(5)}
    assert {} == series([*five[:4], written("good", 1)])


@pytest.mark.slow
def test_time_is_bounded():
    """Only the newest thousands are compared."""
    many = [written(f"x{number:05}", 1 + number % 28, f"texte numéro {number}") for number in range(3000)]

    assert {} == series(many)
