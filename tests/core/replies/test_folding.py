"""The folding of drafts: the same plain text for every way to type it, and the place of each sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.replies.folding import Folder
from tests.support.replies import reply_rules

FOLDER = Folder(reply_rules().folding)


def fold(text):
    return FOLDER.fold(text).fold


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("", "|"),
        ("Merci", "|merci|"),
        ("MERCI Élodie", "|merci elodie|"),
        ("l’œuvre, l'œuvre, l`œuvre", "|l'oeuvre, l'oeuvre, l'oeuvre|"),
        ("rendez\u2011vous – ici", "|rendez-vous - ici|"),
        ("merciiiii, bravoooo, créée", "|merci, bravo, creee|"),
        ("10\u202f000 €, 98 %", "|10 000 euros , 98 pour cent|"),
        ("vo\u200bus \u202evous\u202c", "|vous vous|"),
        ("vоus", "|vous|"),
        ("v\u0301o\u0302us", "|vous|"),
        ("𝐕𝐎𝐔𝐒 ⓥⓞⓤⓢ", "|vous vous|"),
        ("a\t\n\nb  c", "|a|b c|"),
        ("#_~|*", "|"),
        ("Non. Oui ! Quoi ? Bon ; fin", "|non|oui !|quoi ?|bon|fin|"),
        ("M. Durand et Mme. Petit, Dr. Roc. Fin.", "|m. durand et mme. petit, dr. roc|fin|"),
        ("Farida O. vient... Bien", "|farida o. vient|bien|"),
        ("a@b.example 8.30 h", "|a@b.example 8.30 h|"),
        ("Quoi ?! Ah!!!", "|quoi ?|ah!|"),
        ("👍🏽 ok", "|ok|"),
    ],
)
def test_a_draft_is_made_plain(draft, expected):
    """Capitals, accents, apostrophes, dashes, spaces, ligatures, look-alikes, elongations: one way to write each."""
    assert expected == fold(draft).replace("| ", "|")


def test_each_sign_keeps_its_place():
    """A span of the fold leads back to the words of the draft, however long they were typed."""
    folded = FOLDER.fold("Ouiiii, l’œuvre à 98 % !")
    start = folded.fold.index("oeuvre")
    end = folded.fold.index("pour cent") + len("pour cent")

    assert (10, 15) == folded.span(start, start + len("oeuvre"))
    assert "œuvre à 98 %" == folded.draft[slice(*folded.span(start, end))]
    assert "Ouiiii" == folded.draft[slice(*folded.span(1, 4))]


def test_a_sentence_is_what_stands_between_its_ends():
    """Also the first, and the last."""
    folded = FOLDER.fold("Un. Deux")

    assert ["un", "deux"] == [folded.fold[slice(*folded.sentence(folded.fold.index(word)))] for word in ("un", "deux")]


def test_a_sentence_without_its_end_goes_to_the_end():
    """The last sign of a fold is an end; what is asked of it has no sentence."""
    folded = FOLDER.fold("Un")

    assert (len(folded.fold), len(folded.fold)) == folded.sentence(len(folded.fold))


@given(st.text() | st.text(alphabet="aàAœ.!? ;\n’-|#%M\u0301\u200b"))
def test_any_text_folds_to_plain_signs(draft):
    """Whatever is typed, the fold is printable ASCII between two ends, and its places are in order."""
    folded = FOLDER.fold(draft)

    assert folded.fold.isascii()
    assert folded.fold.isprintable()
    assert folded.fold[0] == folded.fold[-1] == "|"
    assert len(folded.fold) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= start <= end <= len(draft) for start, end in zip(folded.starts, folded.ends, strict=True))


def test_many_signs_are_folded_without_being_kept():
    """The memory of signs is bounded: a text in every alphabet folds like any other."""
    folder = Folder(reply_rules().folding)
    every = "".join(map(chr, range(0x100, 0x3000)))

    assert folder.fold(every).fold == folder.fold(every).fold
