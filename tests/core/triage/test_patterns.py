"""Patterns over words: what they meet, and what they do not."""

import time

import pytest

from collector.core.triage.patterns import PatternIndex, compile_patterns
from collector.core.triage.tokens import Spelling, tokenize

PLAIN = Spelling(words={}, signs={}, masked=())
CLASSES = {"doctor": ("docteur", "dentiste|kine")}


def met(pattern: str, text: str, *, by_sound: bool = False) -> list[str]:
    """Return the expressions of a text that a pattern meets."""
    tokens = tokenize(text, PLAIN)
    index = PatternIndex.of(compile_patterns(pattern, CLASSES, by_sound=by_sound))
    return [" ".join(token.text for token in tokens[hit.first : hit.last + 1]) for hit in index.hits(tokens)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("vol*", "il vole, un voleur, le vent", ["vole", "voleur"]),
        ("le|ce {doctor}", "ce kiné, le docteur, le facteur", ["ce kine", "le docteur"]),
        ("il ~ vole", "il nous a bien vole", ["il nous a bien vole"]),
        ("il ~ vole", "il nous a vraiment bien vole", []),
        ("il ~~ vole", "il nous a vraiment bien souvent vole", ["il nous a vraiment bien souvent vole"]),
        ("il ~ vole", "il parle. On vole", []),
        ("va ?bien mourir", "va mourir ; va bien mourir", ["va mourir", "va bien mourir"]),
        ("va ?bien", "va bien", ["va"]),
        ("chez le_fisc|la_police|vous", "chez le fisc, chez la police, chez vous, chez le", None),
        ("il ?le_dit", "il le dit", ["il"]),
        ("pourquoi ?", "pourquoi ?", ["pourquoi ?"]),
        ("absent", "rien", []),
    ],
)
def test_a_pattern_meets_what_it_says(pattern: str, text: str, expected: list[str] | None) -> None:
    """Beginnings, choices, classes, gaps within one sentence, what may be left out, choices of several words."""
    if expected is None:
        expected = ["chez le fisc", "chez la police", "chez vous"]
    assert expected == met(pattern, text)


def test_a_pattern_by_sound_meets_how_it_is_heard() -> None:
    """A rule that listens finds « konar »; one that does not, does not."""
    assert ["konar"] == met("connard", "quel konar", by_sound=True)
    assert [] == met("connard", "quel konar")


def test_what_would_make_a_regular_expression_explode_is_read_in_a_blink() -> None:
    """Time grows with the length of the text, whatever repeats in it."""
    patterns = [
        one
        for text in ("ab ~~ ab ~~ ab ~~ ab ~~ cd", "aba* ~~ ab ~~ ab* ~~ cde*")
        for one in compile_patterns(text, {})
    ]
    index = PatternIndex.of(patterns)
    tokens = tokenize("ab aba " * 800 + "cd cde", PLAIN)
    begun = time.process_time()

    found = index.hits(tokens)

    assert found
    assert time.process_time() - begun < 5
