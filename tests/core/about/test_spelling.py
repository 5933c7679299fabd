"""Words that sound or look alike."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.about.spelling import alike, keys, sound, spoken


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mercier", "merssié"),
        ("Boulanger", "boulangé"),
        ("Ortzibarre", "Hortzibar"),
        ("Stichelen", "stitchelène"),
        ("Darfeuil", "darfeuille"),
        ("Lefèvre", "Lefebvre"),
        ("Kersaintgilly", "kersaingilly"),
        ("Haddad", "hadad"),
        ("Quélen", "kelen"),
        ("Mathieu", "Matthieu"),
        ("Thibaud", "Thibault"),
        ("Ndiaye", "Endiaye"),
        ("Szymanowska", "Chimanovska"),
        ("Szymanowska", "Simanowska"),
        ("Zimmermann", "Zimerman"),
        ("Leclercq", "Leclair"),
        ("Castagnet", "Castanier"),
        ("Guillou", "Guiyou"),
        ("Bouillon", "Bouyon"),
        ("Ouédraogo", "Wedraogo"),
        ("Deschamps", "Déchamp"),
        ("Djamel", "Jamel"),
    ],
)
def test_a_name_is_known_by_its_sound_or_one_slip(one: str, other: str) -> None:
    """Phonetic spelling, a doubled letter, one letter more, less or other."""
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Leroy", "Leroux"), ("Giroux", "Roux"), ("Tran", "Trancart"), ("Petit", "Grandet"), ("", "")]
)
def test_other_names_are_not_alike(one: str, other: str) -> None:
    """Two letters that differ make another name."""
    assert not alike(one, other)


@pytest.mark.parametrize("word", ["", "ab", "Lay", "x" * 25, "12345", "123"])
def test_what_is_too_short_or_too_long_or_no_word_has_no_key(word: str) -> None:
    """« Lay » is said in two sounds: too many words are said so."""
    assert frozenset() == keys(word)


def test_a_name_of_several_words_is_said_word_by_word() -> None:
    """« bène salat » is heard as « Ben Salah »; two letters are not enough to tell."""
    assert spoken(("bène", "salat")) == spoken(("ben", "salah")) != frozenset()
    assert frozenset() == spoken(("a", "b"))


@given(st.text(max_size=60))
def test_any_text_has_a_sound_in_bounded_time(text: str) -> None:
    """Whatever the letters, nothing raises, and the sound is never longer than three times the word."""
    assert len(sound(text)) <= 3 * len(text) + 3


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèç", min_size=5, max_size=20), st.data())
def test_one_letter_left_out_is_one_slip(word: str, data: st.DataObject) -> None:
    """Any one letter but the first may be forgotten."""
    at = data.draw(st.integers(1, len(word) - 1))
    assert alike(word, word[:at] + word[at + 1 :])


def test_a_long_word_takes_no_time() -> None:
    """100 kB of one letter is no name, and costs nothing."""
    started = time.process_time()
    keys("a" * 100_000)
    assert time.process_time() - started < 1


def test_a_word_of_three_letters_is_told_by_its_sound_alone() -> None:
    """« Fam » is said as « Pham »; « Roy » is not one letter away from « Roc »."""
    assert alike("Fam", "Pham")
    assert not alike("Roy", "Roc")
