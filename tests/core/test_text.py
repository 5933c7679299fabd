"""The gate for text from outside: cleaning, folding, cutting, reading HTML."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core import text as gate
from collector.core.text import VEIL

# Where cleaning and folding could fail to be stable: marks, ligatures, odd spaces, controls.
_TRICKY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("e\u0301\u0327\u05b4\u034f\u20dd\u1abe\u1ab0\ufb01œÆſKŉǽℋİΣ½\u200d\u00a0\u2028\x85\r\n \t"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\x00\x07\x1b[31mb\u200b\u202e\u2066\ufeff\xad\U000e0041c", "a[31mbc"),
        ("  a \t\u00a0\u3000 b  \n   c ", "a b\nc"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("e\u0301", "é"),
        ("\ud800x\ufffe", "x"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("", ""),
    ],
)
def test_cleaning_leaves_safe_unicode(raw, expected):
    """Line ends become newlines, invisible controls go, spaces are single, the form is NFC; joined emoji stay."""
    assert expected == gate.clean(raw)


def test_a_pile_of_marks_is_cut_to_four():
    """« Zalgo » text cannot overflow its line."""
    assert "x" + "\u0330" * 4 + "y" == gate.clean("x" + "\u0330" * 500 + "y")


@given(_TRICKY)
def test_cleaning_twice_changes_nothing(raw):
    """What passed the gate passes it unharmed."""
    once = gate.clean(raw)
    assert once == gate.clean(once)
    assert unicodedata.is_normalized("NFC", once)


@given(_TRICKY)
def test_a_cleaned_line_is_one_line(raw):
    """Titles and names never break their line."""
    line = gate.clean_line(raw)
    assert line == " ".join(line.split())
    assert gate.clean_line(line) == line


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Œdème à l’ŒIL", "oedeme a l'oeil"),
        ("PIÑEIRO Æsop ʼn", "pineiro aesop 'n"),
        ("ℋôpital ﬁn Ⅳ", "hopital fin iv"),
        ("İstanbul ŉ ǽ", "istanbul 'n ae"),
        ("ＭＭＥ", "mme"),
        ("ABC", "abc"),
    ],
)
def test_folding_makes_texts_comparable(raw, expected):
    """Case, accents, ligatures, widths and apostrophes do not tell words apart."""
    assert expected == gate.fold(raw)


@given(_TRICKY)
def test_folding_twice_changes_nothing(raw):
    """A folded text is its own fold, and folding goes character by character."""
    once = gate.fold(raw)
    assert once == gate.fold(once)
    assert once == "".join(map(gate.fold, raw))


@pytest.mark.slow
def test_every_character_folds_for_good():
    """No character of Unicode needs two foldings."""
    once = gate.fold("".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000))
    assert [] == [char for char in sorted(set(once)) if gate.fold(char) != char]


@pytest.mark.parametrize(
    ("raw", "length", "expected"),
    [
        ("court", 10, "court"),
        ("exactement", 10, "exactement"),
        ("un texte trop long", 12, "un texte…"),
        ("unmottroplongsansespace", 10, "unmottrop…"),
        ("a bcdefghijklmnop", 10, "a bcdefgh…"),
    ],
)
def test_shortening_cuts_between_words(raw, length, expected):
    """A cut text says so, keeps within its length, and breaks a word only when it must."""
    assert expected == gate.shorten(raw, length)
    assert len(gate.shorten(raw, length)) <= length


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("<p>Bonjour <b>Docteur</b></p><p>Merci&nbsp;!</p>", "Bonjour Docteur\n\nMerci !"),
        ("a<br/>b<BR />c<li>d", "a\nb\nc\nd"),
        ('<a href="x" title="a > b">lien</a>', "lien"),
        ("<script>alert('x')</script><style>p{}</style>reste", "reste"),
        ("<!-- caché <b>aussi</b> -->vu<!doctype html><?php x ?>", "vu"),
        ("moins de <10 min, délai<deux mois, I <3 vous & moi", "moins de <10 min, délai<deux mois, I <3 vous & moi"),
        ("&lt;b&gt; &eacute; &#233;", "<b> é é"),
        ("<script>jamais fermé", "jamais fermé"),
        ("texte nu", "texte nu"),
        ("<p class='l>a'>x</p>", "x"),
    ],
)
def test_html_is_read_as_its_visible_text(fragment, expected):
    """Blocks break lines, scripts and comments say nothing, what is not a whole tag stays: no word is lost."""
    assert expected == gate.from_html(fragment)


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<a ",
        "<a b='",
        "</",
        "<!--",
        "<!",
        "<?",
        "<script>",
        "<script><style>",
        "a<b ",
        "<p",
        "&",
        '<a "',
        "<![CDATA[",
    ],
)
def test_no_html_takes_long(unit):
    """Reading 100 kB of broken HTML takes no longer than reading text."""
    started = time.process_time()
    gate.from_html(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("Mon cœur bat", "coeur", "cœur"),
        ("ÉTÉ", "ete", "ÉTÉ"),
        ("e\u0301te\u0301 ici", "ete", "e\u0301te\u0301"),
        ("ﬁn", "fin", "ﬁn"),
        ("plain", "plain", "plain"),
    ],
)
def test_what_is_found_in_the_fold_is_found_in_the_text(text, word, shown):
    """A span of the fold leads back to the whole characters that it comes from."""
    source = gate.folded(text)
    start = source.fold.index(word)
    first, last = source.span(start, start + len(word))
    assert shown == text[first:last]


def test_half_a_ligature_stands_for_the_whole():
    """A span that ends inside a ligature takes all of it."""
    source = gate.folded("œuf")
    assert (0, 1) == source.span(0, 1)


@given(_TRICKY)
def test_the_fold_of_a_placed_text_is_its_fold(raw):
    """Every character of the fold has its place, in order."""
    source = gate.folded(raw)
    assert gate.fold(raw) == source.fold
    assert sorted(source.places) == list(source.places)
    assert len(source.places) == len(source.fold) + 1


def test_veiling_keeps_lengths():
    """What is veiled cannot be read, and nothing moves."""
    assert f"ab{VEIL * 2}e{VEIL}" == gate.veiled("abcdef", [(2, 4), (5, 6)])


def test_words_know_what_stands_before_them():
    """A word says whether it has a capital, goes on from the one before, or is glued to it."""
    words = list(gate.words_of(gate.folded("Jean-Pierre d’Estreval, ici  là.\nFin")))
    told = [(word.plain, word.shown, word.capital, word.follows, word.glued) for word in words]
    assert [
        ("jean", "Jean", True, False, False),
        ("pierre", "Pierre", True, True, True),
        ("d", "d", False, True, False),
        ("estreval", "Estreval", True, True, True),
        ("ici", "ici", False, False, False),
        ("la", "là", False, True, False),
        ("fin", "Fin", True, False, False),
    ] == told


def test_plain_words_are_folded():
    """The words of a name compare whatever their spelling."""
    assert ("jean", "loup", "d", "estreval") == gate.plain_words("Jean-Loup d’ESTREVAL")
