"""Reading the text of a letter: a small Markdown, holes that are nodes, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.errors import LetterError
from collector.core.letters.blocks import Block, Part, Run, Style, fields_of, texts
from collector.core.letters.parsing import parse
from tests.support.ledgers import letter

BULLETS, NUMBERS = Style.BULLETS, Style.NUMBERS


def read(text, **fields):
    """Return the blocks of what a letter says between its head and its signature."""
    return parse(letter(text=text, **fields))[4:-1]


def test_a_letter_has_its_parts_in_order():
    """Sender, recipient, place, subject, what it says, signature: each part with its lines."""
    blocks = parse(letter())

    assert [Part.SENDER, Part.RECIPIENT, Part.PLACE, Part.SUBJECT, Style.PARAGRAPH, Part.SIGNATURE] == [
        one.kind for one in blocks
    ]
    assert ((Run("", field="editeur"),),) == blocks[1].lines
    assert (Run("Bonjour à "), Run("", field="editeur"), Run(".")) == blocks[4].lines[0]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Une ligne\nqui continue.", Style.PARAGRAPH, ["Une ligne qui continue."]),
        ("## Un titre", Style.HEADING, ["Un titre"]),
        ("> Une citation\n> sur deux lignes", Style.QUOTE, ["Une citation sur deux lignes"]),
        ("- un\n- deux\n  qui continue", BULLETS, ["un", "deux qui continue"]),
        ("1. un\n2. deux", NUMBERS, ["un", "deux"]),
        (r"Une \*étoile\* et une \\ barre", Style.PARAGRAPH, [r"Une *étoile* et une \ barre"]),
        ("3 place de la Gare, 12.5 et - tiret", Style.PARAGRAPH, ["3 place de la Gare, 12.5 et - tiret"]),
    ],
)
def test_each_construct_is_read(text, kind, expected):
    """Paragraphs, headings, quotations, lists, and marks that are escaped."""
    (block,) = read(f"{text}\n\n{{{{ editeur }}}}")[:-1]

    assert (kind, expected) == (block.kind, list(texts([block])))


def test_weights_open_and_close_on_a_line():
    """Bold, italic, both, and a hole that takes the weight it stands in."""
    (block,) = read("Un **gras {{ editeur }}** puis *penché* et ***les deux***.")

    assert (
        Run("Un "),
        Run("gras ", bold=True),
        Run("", bold=True, field="editeur"),
        Run(" puis "),
        Run("penché", italic=True),
        Run(" et "),
        Run("les deux", bold=True, italic=True),
        Run("."),
    ) == block.lines[0]


def test_a_part_may_follow_a_paragraph_at_once():
    """No blank line is needed before a fence; the lines of a part stay apart."""
    blocks = parse(letter(text="Fin.\n::: pieces\nune\ndeux\n:::"))

    assert Block(Style.PARAGRAPH, ((Run("Fin."),),)) == blocks[4]
    assert Block(Part.ENCLOSURES, ((Run("une"),), (Run("deux"),))) == blocks[5]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{{ inconnu }}", "« inconnu » n’a pas d’intitulé"),
        ("{% if %}", "ligne 17 : « { »"),
        ("{{ editeur.__class__ }}", "« { » n’a pas sa place"),
        ("{{editeur}}", "« { »"),
        ("a } b", "« } »"),
        ("<b>gras</b>", "« < »"),
        ("![image](x)", "« ![ »"),
        ("`code`", "« ` »"),
        ("a \\ b", "« \\ »"),
        ("**ouvert", "ligne 17 : une étoile n’est pas fermée"),
        ("- un *deux\n- trois*", "une étoile"),
        ("::: annexe\nx\n:::", "« annexe » n’est pas une partie"),
        ("::: pieces\nx", "il faut, une fois chacune"),
        ("::: objet\nencore\n:::", "une fois chacune et dans cet ordre"),
    ],
)
def test_what_is_not_understood_is_refused(text, complaint):
    """No template, no HTML, no image, nothing left open: the message says what, and on which line."""
    with pytest.raises(LetterError, match=re.escape(complaint)):
        parse(letter(text=text))


def test_a_part_that_stays_open_is_refused():
    """The end of the letter closes nothing."""
    body = letter().body.removesuffix(":::")

    with pytest.raises(LetterError, match="« signature » n’est pas fermée"):
        parse(letter().model_copy(update={"body": body}))


def test_a_label_without_a_hole_is_refused():
    """Whoever fills the letter is asked for nothing that it does not say."""
    with pytest.raises(LetterError, match="« autre » a un intitulé et ne sert pas"):
        parse(letter(fields={"editeur": "Éditeur", "autre": "Autre"}))


@given(st.text(alphabet=st.sampled_from("ab *\\{}-1.>#:\n"), max_size=60))
def test_any_text_is_read_or_refused(text):
    """Nothing else happens: no other error, and each hole that comes out is the declared one."""
    try:
        blocks = parse(letter(text=text))
    except LetterError:
        return
    assert {"editeur"} == set(fields_of(blocks))
