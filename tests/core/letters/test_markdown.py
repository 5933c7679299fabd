"""The plain writer: readable as it is, and the same words once Markdown is rendered."""

import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.letters.blocks import texts
from collector.core.letters.filling import blank, fill
from collector.core.letters.markdown import as_markdown
from tests.support.ledgers import letter

EVERYTHING = """## Titre

Un **gras**, un *penché*, {{ editeur }}.

> {{ editeur }}

- un {{ editeur }}
- deux

1. trois
2. {{ editeur }}"""


# The tags of our own constructs; any other would stay in what is compared.
_TAG = re.compile(r"</?(?:strong|em)>")
_LINE = re.compile(r"</?(?:p|h2|blockquote|ul|ol|li)>|<br />")


def words(text):
    return " ".join(text.split())


def test_a_letter_is_written_block_by_block():
    """Each part a paragraph, its lines apart, the subject in bold; lists, quotations and headings as in Markdown."""
    made = as_markdown(fill(letter(text=EVERYTHING), {"editeur": "Éditions\nde l’Aube"}))

    assert made == (
        "A. Lefèvre\n\nÉditions  \nde l’Aube\n\nBeaurivage\n\n**Retrait**\n\n## Titre\n\n"
        "Un **gras**, un *penché*, Éditions  \nde l’Aube.\n\n> Éditions  \n> de l’Aube\n\n"
        "- un Éditions  \n  de l’Aube\n- deux\n\n1. trois\n2. Éditions  \n   de l’Aube\n\nA. Lefèvre\n"
    )


def test_a_blank_copy_shows_its_brackets():
    """A label between brackets is no link."""
    assert r"Bonjour à \[Nom de l’éditeur\]." in as_markdown(blank(letter(), {}))


@pytest.mark.parametrize(
    "value",
    [
        "# titre",
        "- liste",
        "12. liste",
        "3) liste",
        "= x",
        "*a* _b_ `c` ~~d~~ [e](f) ![g](h) <i>j</i> | k | &amp; \\",
        "> cité",
        "http://a.example/b-c_d?e=1&f=2#g",
    ],
)
def test_a_fact_stays_words_once_rendered(value):
    """Whatever it holds, a renderer shows it as it was given."""
    made = fill(letter(text="{{ editeur }}"), {"editeur": value})

    assert words(value) in _shown(as_markdown(made))


@given(st.text(alphabet=st.sampled_from("ab1 .)#-+*_`[]<>!&\\|~=\n"), max_size=40))
def test_any_fact_stays_words_once_rendered(value):
    """So does any other."""
    made = fill(letter(text="Voici {{ editeur }} fin."), {"editeur": value})

    shown = words(" ".join(texts(made.blocks)))
    assert shown == _shown(as_markdown(made))


def _shown(text):
    return words(html.unescape(_TAG.sub("", _LINE.sub(" ", markdown.markdown(text)))))
