"""Word and PDF copies: they open, say exactly what the letter says, whatever it says, and are the same each time."""

import datetime as dt
import io
import re
import unicodedata
import zipfile

import pypdf
import pytest
from docx import Document

from collector.core.errors import LetterError
from collector.core.letters.blocks import Part, Style, texts
from collector.core.letters.filling import blank, fill
from collector.edges.documents import as_pdf, as_word, available
from collector.edges.documents.pdf import _SHOWN
from collector.edges.documents.word import STYLES
from tests.support.ledgers import letter
from tests.support.letters import lines_of

pytestmark = pytest.mark.slow

DAY = dt.date(2026, 11, 25)
EVERYTHING = """## Titre

Un **gras**, un *penché*, {{ editeur }}.

> Cité : {{ editeur }}

- un {{ editeur }}
- deux

1. trois
2. quatre

Entre deux listes.

1. cinq

::: pieces
Pièces jointes
:::"""
HOSTILE = [
    "{{ 7 * 7 }} {% raw %} {_{ }_} {_% %_} {%p for x in y %}",
    "#let x = 1; $y$ @z <w> *a* _b_ `c` // d /* e */ \\ #panic() [f] ~ = g",
    "<script>alert(1)</script> &amp; </w:t></w:r> ]]> <!-- -->",
    "**gras** [lien](http://x.example) ::: objet",
    "مرحبا שלום, \u05d0\u05d1 123",
    "É œ Ā ß ñ € « » … – ’ ½ → ★",
    "\x00\x07\x1b[31m rouge \u202e retourné",
    "une\nligne\n\npuis une autre",
]


def words(text):
    """Return words one space apart, in the form of letters that a PDF gives them back."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def said(copy):
    """Return the words of a letter, its numbers before the items that bear them."""
    return words(" ".join(lines_of(copy)))


def of_pdf(content):
    return pypdf.PdfReader(io.BytesIO(content))


def of_word(content):
    return Document(io.BytesIO(content))


def spoken(document):
    """Return the paragraphs of a Word file, in the order of reading: those of its table come first."""
    cells = [paragraph for row in document.tables[0].rows for cell in row.cells for paragraph in cell.paragraphs]
    return [one for one in (*cells, *document.paragraphs) if one.text.strip()]


def test_the_libraries_are_there():
    """The tests below have something to prove."""
    assert available()


def test_a_pdf_is_tagged_and_french():
    """PDF/UA-1 and PDF/A-2a, with a title, an author, a language and the day of the letter."""
    reader = of_pdf(as_pdf(fill(letter(), {"editeur": "Éditions"}), "Dr Anne Lefèvre", DAY))

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("fr")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert ("Demander le retrait d’une fiche", "Dr Anne Lefèvre") == (reader.metadata.title, reader.metadata.author)
    assert DAY == reader.metadata.creation_date.date()
    xmp = root["/Metadata"].get_data().decode()
    assert re.search(r"<pdfuaid:part>1<", xmp)
    assert re.search(r"<pdfaid:part>2<", xmp)


def test_a_pdf_says_what_the_letter_says():
    """Every block, in order, and nothing else: no page number on a single page."""
    copy = fill(letter(text=EVERYTHING), {"editeur": "Éditions\nde l’Aube"})
    (page,) = of_pdf(as_pdf(copy, "A", DAY)).pages

    assert said(copy) == words(page.extract_text())
    assert (595, 842) == (round(page.mediabox.width), round(page.mediabox.height))


def test_the_address_stands_where_the_window_is():
    """From 110 mm of the left edge and 55 mm of the top; the body starts under the first fold."""
    (page,) = of_pdf(as_pdf(fill(letter(), {"editeur": "Éditions"}), "A", DAY)).pages
    places = {}

    def visit(text, matrix, _of_text, _font, _size):
        if text.strip():
            places.setdefault(text.strip(), (matrix[4] / 72 * 25.4, 297 - matrix[5] / 72 * 25.4))

    page.extract_text(visitor_text=visit)
    left, top = places["Éditions"]
    assert left == pytest.approx(110, abs=0.5)
    assert 55 < top < 62
    assert places["Beaurivage"][1] > 90


def test_pages_are_numbered_when_there_are_two():
    """« 1 / 2 », and the signature is never alone on its page."""
    text = "\n\n".join(f"Paragraphe {number} qui tient sur une ligne." for number in range(40))
    reader = of_pdf(as_pdf(fill(letter(text=text), {"editeur": "E"}), "A", DAY))

    assert [["1 / 2"], ["2 / 2"]] == [re.findall(r"\d / \d", page.extract_text()) for page in reader.pages]
    for count in range(26, 34):
        text = "\n\n".join(f"Paragraphe {number}." for number in range(count))
        *_, last = of_pdf(as_pdf(fill(letter(text=text), {"editeur": "E"}), "A", DAY)).pages
        assert "Paragraphe" in last.extract_text()


@pytest.mark.parametrize("value", HOSTILE)
def test_any_fact_is_shown_as_it_was_given(value):
    """Templates, markup of every kind, other scripts, controls: all are words, in Word as in PDF."""
    copy = fill(letter(text="Voici {{ editeur }} fin."), {"editeur": value})

    shown = words(of_pdf(as_pdf(copy, value, DAY)).pages[0].extract_text())
    document = of_word(as_word(copy, "A", DAY))

    assert said(copy) == words(" ".join(one.text for one in spoken(document)))
    if value.startswith("مر"):
        assert "Voici" in shown  # right to left, words come back in another order
        assert sorted(said(copy).replace(" ", "")) == sorted(shown.replace(" ", ""))
    else:
        assert said(copy) == shown


def test_what_no_font_shows_is_named():
    """A PDF for archives refuses a character without a form: its number stands in its place; Word keeps it."""
    copy = fill(letter(), {"editeur": "Nul 😡 中 ﬁ"})

    assert "Nul [U+1F621] [U+4E2D] [U+FB01]" in words(of_pdf(as_pdf(copy, "A 😡", DAY)).pages[0].extract_text())
    assert "Nul 😡 中 ﬁ" in [one.text for one in spoken(of_word(as_word(copy, "A 😡", DAY)))]


def test_every_character_that_is_kept_can_be_shown():
    """The list of those that the shipped fonts have is true, in the three weights."""
    kept = re.compile(f"[{_SHOWN}]")
    characters = "".join(
        one
        for one in map(chr, range(0x20, 0x2800))
        if kept.match(one) and unicodedata.category(one) not in {"Cn", "Cf", "Cc"}
    )
    assert len(characters) > 3000
    spread = " ".join(characters)

    for mark in ("", "*", "**"):
        content = as_pdf(fill(letter(text=f"{mark}{{{{ editeur }}}}{mark}"), {"editeur": spread}), "A", DAY)
        assert content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("word", "count", "between"), [("a", 100_000, ""), ("mot", 5_000, " "), ("ligne", 1_000, "\n")]
)
def test_a_huge_fact_is_laid_out(word, count, between):
    """A word wider than the page is broken and copied whole: a hundred thousand letters lose none."""
    copy = fill(letter(text="{{ editeur }}"), {"editeur": between.join([word] * count)})

    text = "".join(page.extract_text() for page in of_pdf(as_pdf(copy, "A", DAY)).pages)
    assert text.count(word) >= 2 * count  # the recipient, then the text
    assert sum(one.text.count(word) for one in spoken(of_word(as_word(copy, "A", DAY)))) >= 2 * count


def test_a_long_address_is_copied_whole():
    """The web address of a review is wider than a line: it breaks on the page and holds no sign more."""
    url = "https://avis.example/" + "a" * 70 + "?page=" + "b" * 70
    copy = fill(letter(text="Adresse : {{ editeur }}"), {"editeur": url})

    text = of_pdf(as_pdf(copy, "A", DAY)).pages[0].extract_text()
    assert url in text.replace("\n", "")


def test_a_word_file_says_what_the_letter_says():
    """Every block in its style, bold and italic kept, each numbered list starting at 1."""
    copy = fill(letter(text=EVERYTHING), {"editeur": "Éditions\nde l’Aube"})
    document = of_word(as_word(copy, "Dr Anne Lefèvre", DAY))
    found = spoken(document)

    wanted = [
        (STYLES[block.kind], text)
        for block in copy.blocks
        for text in (texts([block]) if isinstance(block.kind, Style) else ["\n".join(texts([block]))])
    ]
    assert sorted(wanted) == sorted((one.style.name, one.text) for one in found)
    assert [text for _, text in wanted] == [one.text for one in found]
    (body,) = [one for one in found if one.text.startswith("Un gras")]
    assert [("gras", True, None), ("penché", None, True)] == [
        (run.text, run.bold, run.italic) for run in body.runs if run.bold or run.italic
    ]
    lists = [one for one in found if one.style.name == STYLES[Style.NUMBERS]]
    numbers = [one._p.pPr.numPr.numId.val for one in lists]
    assert numbers[0] == numbers[1] != numbers[2]
    held = [one.text for one in found if one.paragraph_format.keep_with_next]
    assert ["Entre deux listes."] == held


def test_a_word_file_is_french_and_dated():
    """Title, author, language, the day of the letter; A4, the address in a table for the window."""
    document = of_word(as_word(blank(letter(), {}), "Dr Anne Lefèvre", DAY))
    about, page = document.core_properties, document.sections[0]

    assert ("Demander le retrait d’une fiche", "Dr Anne Lefèvre", "fr-FR") == (
        about.title,
        about.author,
        about.language,
    )
    assert (DAY, DAY) == (about.created.date(), about.modified.date())
    assert (210, 297) == (round(page.page_width.mm), round(page.page_height.mm))
    assert 110 == round(page.left_margin.mm + document.tables[0].columns[0].width.mm)
    assert 55 == round(page.top_margin.mm + document.tables[0].rows[0].height.mm)
    assert "NUMPAGES" in page.footer._element.xml
    hole = next(run for run in document.tables[0].cell(1, 1).paragraphs[0].runs if run.text)
    assert "FFF2CC" in hole._r.xml


def test_a_part_that_is_empty_leaves_no_trace():
    """« There is none » for a recipient: the letter is written without it."""
    copy = fill(letter(), {"editeur": ""})
    assert Part.RECIPIENT not in [one.kind for one in copy.blocks]

    assert of_pdf(as_pdf(copy, "A", DAY)).pages
    assert "" == of_word(as_word(copy, "A", DAY)).tables[0].cell(1, 1).text


def test_the_same_letter_gives_the_same_bytes():
    """Nothing of the machine or of the moment enters a copy; another day does."""
    copy = fill(letter(text=EVERYTHING), {"editeur": "É"})

    for write in (as_pdf, as_word):
        assert write(copy, "A", DAY) == write(copy, "A", DAY)
        assert write(copy, "A", DAY) != write(copy, "A", DAY + dt.timedelta(1))
    times = {one.date_time for one in zipfile.ZipFile(io.BytesIO(as_word(copy, "A", DAY))).infolist()}
    assert {(1980, 1, 1, 0, 0, 0)} == times


def test_a_letter_that_cannot_be_laid_out_is_told():
    """A letter without the parts that have a place, which the catalogue refuses, ends as a message of ours."""
    copy = fill(letter(), {"editeur": "É"})
    without = [one for one in copy.blocks if one.kind is not Part.PLACE]

    with pytest.raises(LetterError, match="n’a pas pu mettre en page la lettre « opposition »"):
        as_pdf(type(copy)(copy.slug, "", tuple(without), ()), "A", DAY)
