"""Google's translation envelopes: what the person wrote comes out, and nothing that Google added."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.text import clean
from collector.sources.translation import original_words

SECONDS = 10

TRANSLATED = ("(Translated by Google)", "(Traduit par Google)")
ORIGINAL = ("(Original)", "(Avis d'origine)", "(Avis d’origine)")
NO_BREAK, NARROW = "\u00a0", "\u202f"
# The marks as they come out of exports, of re-saved files and of copies: spaces, capitals, brackets.
TRANSLATED_AS_WRITTEN = (
    *TRANSLATED,
    f"(Translated{NO_BREAK}by{NO_BREAK}Google)",
    f"(Traduit{NARROW}par{NO_BREAK}Google)",
    "( Translated  by Google )",
    "(Traduit\npar Google)",
    "(TRADUIT PAR GOOGLE)",
    "（Translated by Google）",
)
ORIGINAL_AS_WRITTEN = (
    *ORIGINAL,
    f"(Avis{NO_BREAK}d’origine)",
    "( Avis d’ origine )",
    "(AVIS D'ORIGINE)",
    "(Avis d´origine)",
    "(original)",
    "（Original）",
)
GAPS = ("\n\n", "\n", "\r\n\r\n", " ", f"{NO_BREAK}\n", "\n \n", "\u2028", "")
ENGLISH, FRENCH = "Cold reception, one hour late.", "Accueil glacial, une heure de retard."
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


@pytest.mark.parametrize("translated", TRANSLATED_AS_WRITTEN)
@pytest.mark.parametrize("gap", GAPS)
def test_what_follows_the_mark_is_never_kept(translated, gap):
    """Original first: whatever the spaces, the mark and what follows are gone, cleaned before or not."""
    text = f"{FRENCH}{gap}{translated}{gap}{ENGLISH}"
    assert FRENCH == original_words(text)
    assert FRENCH == clean(original_words(clean(text)))


@pytest.mark.parametrize("translated", TRANSLATED_AS_WRITTEN)
@pytest.mark.parametrize("original", ORIGINAL_AS_WRITTEN)
@pytest.mark.parametrize("gap", GAPS)
def test_what_precedes_the_original_is_never_kept(translated, original, gap):
    """Translation first: whatever the spaces, and in any mixture of languages, only the original is left."""
    text = f"{gap}{translated}{gap}{ENGLISH}{gap}{original}{gap}{FRENCH}"
    assert FRENCH == original_words(text)
    assert FRENCH == clean(original_words(clean(text)))


@pytest.mark.parametrize("translated", TRANSLATED_AS_WRITTEN)
def test_a_translation_alone_leaves_nothing(translated):
    """Without the mark of the original, or with nothing under it, nobody's words are left."""
    assert ["", "", ""] == [
        original_words(text)
        for text in (f"{translated} {ENGLISH}", f"{translated}\n{ENGLISH}\n\n(Original)", f"  {translated}")
    ]


@pytest.mark.parametrize("original", ORIGINAL_AS_WRITTEN)
def test_the_mark_of_the_original_alone_is_somebodys_words(original):
    """Google never writes it without the other: what a person wrote is left whole."""
    text = f"Une photo {original} de l’entrée"
    assert text == original_words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The word stands in what was said, and so in its translation.
        (
            "(Translated by Google) A (original) welcome, late.\n\n(Original)\nUn accueil (original), en retard.",
            "Un accueil (original), en retard.",
        ),
        # A line of the original is that very word: rather lose a part than keep Google's words.
        ("(Translated by Google) One\n\n(Original)\nUn\n(Original)\nDeux", "Deux"),
        # An author writes the other mark: what follows it could be Google's.
        ("Mon avis (Translated by Google) fait rire", "Mon avis"),
        ("(Translated by Google) T\n\n(Original)\nAvant (traduit par Google) après", "Avant"),
        # Other brackets and other words are no marks.
        ("[Translated by Google] Bien", "[Translated by Google] Bien"),
        ("Translated by Google : bien", "Translated by Google : bien"),
        ("(Translated by Googleplex) Bien", "(Translated by Googleplex) Bien"),
    ],
)
def test_marks_inside_somebodys_words(text, expected):
    """Google's own words are never kept; a person's may be cut."""
    assert expected == original_words(text)


@given(WORDS, WORDS, WORDS, st.sampled_from(PAIRS))
def test_english_never_comes_out(original, translation, said, marks):
    """In Google's own layout no part of the translation comes out, even where both hold the word of the mark."""
    translated, mark = marks
    secret = f"{translation} SECRET-ENGLISH {mark} {said}"
    for text in (f"{original}\n\n{translated}\n{secret}", f"{translated} {secret}\n\n{mark}\n{original} {mark} fin"):
        assert "SECRET-ENGLISH" not in original_words(text)
        assert "SECRET-ENGLISH" not in original_words(clean(text))


@pytest.mark.slow
def test_marks_without_number_take_no_time():
    """Time grows with length only, whatever is repeated."""
    start = time.process_time()
    for piece in ("(Translated by ", "(Original)\n", "( " * 3, "\n(Avis d’"):
        original_words("(Translated by Google) " + piece * 100_000)
    assert time.process_time() - start < SECONDS
