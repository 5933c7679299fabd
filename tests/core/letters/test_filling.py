"""Filling a letter: facts stay data, holes are marked, nothing is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.errors import LetterError
from collector.core.letters.blanks import blank_of
from collector.core.letters.blocks import Part, Run, Style, texts
from collector.core.letters.filling import LONGEST_VALUE, Missing, blank, fill
from collector.core.letters.parsing import parse
from collector.core.model import Publisher
from collector.core.text import clean
from tests.support.ledgers import PROVENANCE, letter

HOSTILE = [
    "{{ 7 * 7 }} {% raw %}",
    "#let x = 1; $y$ @z <w> *a* _b_ `c` // d",
    "<script>alert(1)</script> &amp; </w:t>",
    "**gras** [lien](http://x.example) ::: objet",
    "مرحبا שלום",
    "= titre\n- liste\n1. un",
]


def test_a_blank_copy_shows_its_labels():
    """Each hole is its label between brackets, marked as a hole; nothing is asked for twice."""
    copy = blank(letter(), {})

    assert (Run("[Nom de l’éditeur]", field="editeur", hole=True),) == copy.blocks[1].lines[0]
    assert (Missing("editeur", "Nom de l’éditeur"),) == copy.missing


def test_a_missing_fact_is_asked_for():
    """In a letter about something, a hole says that it is to be completed."""
    made = fill(letter(), {})

    assert "Bonjour à [à compléter\u00a0: Nom de l’éditeur]." in list(texts(made.blocks))
    assert ("opposition", (Missing("editeur", "Nom de l’éditeur"),)) == (made.slug, made.missing)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_fact_is_never_read_as_markup(value):
    """Whatever it holds, the letter has the blocks of its model, and the value stands in one run as it was given."""
    made = fill(letter(), {"editeur": value})

    assert [one.kind for one in parse(letter())] == [one.kind for one in made.blocks]
    assert Run(value, field="editeur") in made.blocks[4].lines[0]
    assert () == made.missing


@given(st.text(st.characters(exclude_characters="\u00a0\u202f\ue0a0\ue02f"), max_size=200))
def test_any_fact_stands_as_it_was_given_once_clean(value):
    """Controls and invisible signs go, and nothing else; no hole is left."""
    made = fill(letter(), {"editeur": value})

    (paragraph,) = [one for one in made.blocks if one.kind is Style.PARAGRAPH]
    assert (Run("Bonjour à "), Run(clean(value), field="editeur"), Run(".")) == paragraph.lines[0]


def test_no_break_spaces_stay_where_they_are():
    """A date keeps its day beside its month, an amount its thousands; private signs do not pass for them."""
    made = fill(letter(), {"editeur": "le 8\u00a0juin, 3\u202f750, \ue0a0x"})

    assert "Bonjour à le 8\u00a0juin, 3\u202f750, x." in list(texts(made.blocks))


def test_several_lines_of_an_address_are_lines_of_its_part():
    """Elsewhere the words keep their line breaks."""
    made = fill(letter(), {"editeur": "Éditions\n1 rue\nVille"})

    assert [("Éditions",), ("1 rue",), ("Ville",)] == [
        tuple(run.words for run in line) for line in made.blocks[1].lines
    ]
    assert ["Bonjour à Éditions\n1 rue\nVille."] == list(texts([made.blocks[4]]))


def test_an_empty_fact_takes_its_line_away():
    """« There is none » is an answer: a part that held nothing else goes."""
    made = fill(letter(), {"editeur": " "})

    assert Part.RECIPIENT not in [one.kind for one in made.blocks]
    assert () == made.missing


def test_a_fact_too_long_for_any_letter_is_refused():
    """A hundred thousand characters pass; what no letter can hold is told in French."""
    assert fill(letter(), {"editeur": "a" * 100_000}).missing == ()
    with pytest.raises(
        LetterError, match="« editeur » est trop long : 200\u202f001\u00a0caractères, 200\u202f000 au plus"
    ):
        fill(letter(), {"editeur": "a" * (LONGEST_VALUE + 1)})


def test_a_blank_copy_knows_to_whom_it_always_goes():
    """The name and address of the catalogue; an address that it does not state stays a hole."""
    fields = {"destinataire": "nom", "adresse_du_destinataire": "adresse"}
    body = letter().body.replace("{{ editeur }}", "{{ destinataire }}\n{{ adresse_du_destinataire }}", 1)
    model = letter(fields=fields, to="moteur").model_copy(
        update={"body": body.replace("Bonjour à {{ editeur }}.", "Bonjour.")}
    )
    known = Publisher(slug="moteur", name="Moteur", address="1 rue, Ville", provenance=PROVENANCE)
    bare = known.model_copy(update={"address": "", "legal_name": "Moteur SA"})

    assert [["Moteur"], ["1 rue"], ["Ville"]] == _recipient(blank_of(model, {"moteur": known}))
    assert [["Moteur SA"], ["[adresse]"]] == _recipient(blank_of(model, {"moteur": bare}))
    with pytest.raises(LetterError, match="que le catalogue n’a pas"):
        blank_of(model, {})


def _recipient(copy):
    return [[run.words for run in line] for line in copy.blocks[1].lines]
