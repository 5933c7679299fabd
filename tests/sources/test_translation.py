"""Google's translation envelopes: what the person wrote comes out, and nothing that Google added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.sources.translation import original_words

TRANSLATED = ("(Translated by Google)", "(Traduit par Google)")
ORIGINAL = ("(Original)", "(Avis d'origine)", "(Avis d’origine)")
PAIRS = [(TRANSLATED[0], ORIGINAL[0]), (TRANSLATED[1], ORIGINAL[1]), (TRANSLATED[1], ORIGINAL[2])]
WORDS = st.text(min_size=1).filter(
    lambda text: text.strip() and not any(mark.lower() in text.lower() for mark in (*TRANSLATED, *ORIGINAL))
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Accueil glacial.\n\n(Translated by Google)\nCold reception.", "Accueil glacial."),
        ("(Translated by Google) Cold reception.\n\n(Original)\nAccueil glacial.", "Accueil glacial."),
        ("(Traduit par Google) Accueil glacial. (Avis d’origine) Cold reception.", "Cold reception."),
        ("Gut\n\n(Traduit par Google)\nBien", "Gut"),
        ("(Translated by Google) Only this", ""),
        ("(Translated by Google)", ""),
        ("(Translated by Google) a\n\n(Original)\nGut\n\n(Translated by Google)\nGood", "Gut"),
        ("(TRANSLATED BY GOOGLE) a (original) b", "b"),
    ],
)
def test_known_envelopes_are_opened(text, expected):
    """Both forms, both languages, a translation without original, one envelope in the other."""
    assert expected == original_words(text)


@given(st.text())
def test_a_text_without_envelope_is_left_as_it_is(text):
    """Nothing is taken from a text that Google did not wrap, not even a space."""
    if not any(mark.lower() in text.lower() for mark in TRANSLATED):
        assert text == original_words(text)


@given(WORDS, WORDS, st.sampled_from(PAIRS))
def test_the_original_comes_out_of_both_forms(original, translation, marks):
    """Whatever the words, the original is what comes out, and the translation is not in it."""
    translated, mark = marks
    assert original.strip() == original_words(f"{original}\n\n{translated}\n{translation}")
    assert original.strip() == original_words(f"{translated} {translation}\n\n{mark}\n{original}")


@given(st.lists(st.sampled_from((*TRANSLATED, *ORIGINAL, "mots", "\n\n", " "))).map("".join))
def test_what_comes_out_holds_no_envelope(text):
    """However envelopes are piled up, none is left, and opening again changes nothing."""
    opened = original_words(text)
    assert not any(mark in opened for mark in TRANSLATED)
    assert opened == original_words(opened)
