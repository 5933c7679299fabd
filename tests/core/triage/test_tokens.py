"""How a text is cut into words: respelled, unmasked, in bounded time."""

import pytest

from collector.core.triage.tokens import Spelling, sound, tokenize, unmasked

SPELLING = Spelling(
    words={"jai": "j ai", "rdv": "rendez vous"},
    signs={"🤡": "clown"},
    masked=("connard", "conne", "salope", "youpin"),
)


def words(text: str) -> list[str]:
    """Return the words of a text as compared."""
    return [token.text for token in tokenize(text, SPELLING)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J’ai un RDV, à 14 h 30 !", ["j", "ai", "un", "rendez", "vous", "a", "<hour>", "!"]),
        ("jai payé 45 € en 5 minutes", ["j", "ai", "paye", "<money>", "en", "<minutes>"]),
        ("06 39 98 41 57 ou a.b@exemple.fr", ["<phone>", "ou", "<mail>"]),
        ("https://x.example/y et cabinet.example", ["<url>", "et", "<url>"]),
        ("c*nnard", ["<masked>", "connard"]),
        ("s@lope, c0nnard", ["salope", "connard"]),
        ("conn*** y***", ["<masked>", "connard", "<masked>", "youpin"]),
        ("c.o.n.n.a.r.d", ["connard"]),
        ("zz*zz", ["zz*zz"]),
        ("***", ["<masked>"]),
        ("pièce de m...", ["piece", "de", "<initial>"]),
        ("nuuuuul 🤡 ☃", ["nul", "clown"]),
        ("#Boycott [NOM] @doc 2024 12", ["<hashtag>", "boycott", "<slot>", "<handle>", "<year>", "<number>"]),
        ("note 4/5, 20 % plaque AB-123-CD 10999004512", ["note", "<mark>", "<percent>", "plaque", "<plate>", "<rpps>"]),
        ("Quoi ? Non.", ["quoi", "?", "non", "."]),
        ("", []),
    ],
)
def test_each_way_of_writing_becomes_the_same_words(text: str, expected: list[str]) -> None:
    """Accents, capitals, abbreviations, masks, numbers and signs are told in one form."""
    assert expected == words(text)


def test_words_between_quotation_marks_are_known_as_quoted() -> None:
    """What stands inside « » or straight quotes is marked; what stands outside is not."""
    tokens = tokenize('Il dit « nul » puis "zut" ouf', SPELLING)

    assert ["nul", "zut"] == [token.text for token in tokens if token.quoted and token.text != '"']


@pytest.mark.parametrize(
    ("one", "other"), [("connard", "konar"), ("enculé", "enkule"), ("imbécile", "imbessile"), ("débiles", "debile")]
)
def test_what_sounds_the_same_is_one(one: str, other: str) -> None:
    """Text-message spelling and plurals sound as the plain word."""
    (first,), (second,) = tokenize(one, SPELLING), tokenize(other, SPELLING)

    assert first.sound == second.sound


def test_short_words_sound_as_they_are_written() -> None:
    """Two or three letters are too few to guess a sound from."""
    assert "con" == sound("con")


@pytest.mark.parametrize(
    ("word", "expected"),
    [("c*nn*rd", "connard"), ("co*e", "conne"), ("*onnard", ""), ("zz*", ""), ("c*x*d", ""), ("connard*", "")],
)
def test_a_mask_hides_a_word_that_fits_or_none(word: str, expected: str) -> None:
    """Each sign stands for one letter or more, between letters that must all be there in order."""
    assert expected == unmasked(word, SPELLING.hidden)


def test_only_the_first_thousands_of_characters_are_read() -> None:
    """A text without end costs no more than the longest review."""
    assert 2000 == len(tokenize("ab " * 100_000, SPELLING))
