"""The catalogue of letters as a whole: each is reached, renders for the demo, fits its pages, and keeps the secret."""

import datetime as dt
import io
import itertools
import re
from functools import cache
from pathlib import Path

import pypdf
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.core.letters.blanks import blank_of
from collector.core.letters.blocks import Part, Style, texts
from collector.core.letters.drafting import Request, draft
from collector.core.letters.filling import fill
from collector.core.letters.markdown import as_markdown
from collector.core.letters.parsing import parse
from collector.core.letters.serving import sends
from collector.core.model import Confidence, Profession
from collector.core.replies.check import Draft as Reply
from collector.core.replies.model import Violation
from collector.edges.documents import as_pdf, as_word
from collector.edges.files.catalog import (
    CATALOG,
    load_letters,
    load_procedures,
    load_professions,
    load_publishers,
    load_statements,
)
from collector.wiring.ledger import ledger_on
from collector.wiring.letters import blanks
from tests.support.demo_practice import lay_out_demo
from tests.support.letters import lines_of
from tests.support.replies import reply_check

pytestmark = pytest.mark.slow

LETTERS = load_letters()
PROCEDURES = load_procedures()
PUBLISHERS = load_publishers(CATALOG / "publishers")
EACH = pytest.mark.parametrize("letter", LETTERS, ids=lambda one: one.slug)
DAY = dt.date(2026, 11, 10)

# What a letter must be there for; a slug is permanent, since cases and guides name it.
WANTED = """opposition-fiche opposition-google effacement-donnees rectification-donnees acces-donnees
dereferencement-google dereferencement-bing dereferencement-moteur plainte-cnil notification-dsa-16
notification-hebergeur conservation-donnees reclamation-dsa-20 saisine-dsa-21 plainte-coordinateur-dsa-53
signalement-plateforme signalement-doute-authenticite droit-de-reponse droit-de-reponse-hebergeur mise-en-demeure
instruction-avocat instruction-commissaire-de-justice plainte-menaces plainte-usurpation plainte-divulgation
plainte-chantage plainte-harcelement declaration-assurance conseil-departemental plainte-ordre relance
remerciement-retrait"""
# Rules on replies that read « vous » as the author of the review, and any past as the author's visit: a letter speaks to a
# publisher or to a judge, of what others decided.
TO_THE_AUTHOR = {"etait", "parle-de-l-auteur", "recit-a-la-premiere-personne"}


def words(text):
    return " ".join(text.split())


def said(copy):
    """Return the words of a letter as a PDF shows them: marks and numbers before the items of lists."""
    return words(" ".join(lines_of(copy)))


def without_numbers(pages):
    """Return the words of some pages; the number of each, when there are several, stands at its end."""
    shown = [page.extract_text() for page in pages]
    if len(shown) > 1:
        shown = [re.sub(rf"\s*{number} / {len(shown)}\s*$", "", text) for number, text in enumerate(shown, start=1)]
    return words(" ".join(shown))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory):
    """Return the demo's ledger on a day after its passes."""
    return ledger_on(lay_out_demo(tmp_path_factory.mktemp("demo")), DAY)[0]


def test_every_letter_is_there():
    """One for each occasion that the law gives, and no other."""
    assert set(WANTED.split()) == {one.slug for one in LETTERS}


@EACH
def test_a_letter_is_sent_by_a_procedure_or_serves_them_all(letter):
    """Both ways: each is reached by a step, or says that it is general; never both."""
    sending = [slug for slug, one in PROCEDURES.items() if letter.slug in sends(one)]

    assert letter.general is not bool(sending)


def test_a_procedure_sends_letters_that_exist():
    """No step names a letter that nobody wrote."""
    assert set() == {slug for one in PROCEDURES.values() for slug in sends(one)} - {one.slug for one in LETTERS}


@EACH
def test_a_letter_has_no_gap(letter):
    """Its publisher, its sentences of law and the natures it fits exist; its salutation and its leave agree."""
    assert letter.to is None or letter.to in PUBLISHERS
    assert set(letter.statements) <= set(load_statements())
    body = [block for block in parse(letter) if block.kind is Style.PARAGRAPH]
    first, last = next(iter(texts(body[:1]))), next(iter(texts(body[-1:])))
    assert first.endswith(",")
    assert last.startswith("Veuillez agréer, ")
    assert first.rstrip(",") in last


@EACH
def test_a_blank_copy_says_the_same_everywhere(letter):
    """Word, PDF and Markdown hold exactly the blocks, with their labels; the pages are those announced."""
    copy = blank_of(letter, PUBLISHERS)

    pdf = pypdf.PdfReader(io.BytesIO(as_pdf(copy, "Renom", DAY)))
    assert len(pdf.pages) <= letter.pages
    assert said(copy) == without_numbers(pdf.pages)
    assert letter.title == pdf.metadata.title
    document = Document(io.BytesIO(as_word(copy, "Renom", DAY)))
    spoken = [one for row in document.tables[0].rows for cell in row.cells for one in cell.paragraphs]
    told = [words(one.text) for one in (*spoken, *document.paragraphs) if one.text.strip()]
    assert words(" ".join(texts(copy.blocks))) == " ".join(told)
    assert all(
        f"[{label}]" in " ".join(texts(copy.blocks)) for label in map(str, letter.fields.values()) if not letter.to
    )
    assert as_markdown(copy).count("\\[") == sum(
        run.hole for block in copy.blocks for line in block.lines for run in line
    )


@EACH
def test_a_letter_is_written_for_each_of_the_demo(letter, demo):
    """For every practitioner: filled with a finding of theirs, no hole is left but what is told as missing."""
    for person in demo.practice.practitioners:
        finding = next(one for one in demo.findings if one.practitioner == person.id)
        made = draft(Request(letter.slug, finding.id, anyway=True), demo, DAY, load_professions())

        holes = {run.field for block in made.letter.blocks for line in block.lines for run in line if run.hole}
        assert holes == {one.name for one in made.letter.missing}
        assert person.display_name == made.author
        assert person.display_name in words(" ".join(texts(made.letter.blocks)))
        assert len(pypdf.PdfReader(io.BytesIO(as_pdf(made.letter, made.author, DAY))).pages) <= letter.pages
        assert as_word(made.letter, made.author, DAY)


def test_every_finding_of_the_demo_has_its_letters(demo):
    """Whatever the finding, a letter is written or refused with a reason, never broken."""
    general = next(one for one in LETTERS if one.general)
    for finding, letter in itertools.product(demo.findings, (general, LETTERS[0])):
        by = demo.practice.practitioners[0].id if demo.practice.practitioner(finding.practitioner) is None else ""
        made = draft(Request(letter.slug, finding.id, by, anyway=True), demo, DAY, load_professions())
        assert made.letter.blocks


def test_a_letter_is_ready_when_every_fact_is_given():
    """With a value for each field, nothing is missing and no bracket is left."""
    for letter in LETTERS:
        made = fill(letter, dict.fromkeys(letter.fields, "valeur"))
        assert () == made.missing
        assert "[" not in " ".join(texts(made.blocks))


def test_each_profession_has_its_article():
    """The article that letters cite is that of the sentence on secrecy of the profession."""
    known, statements = load_professions(), load_statements()

    assert set(Profession) == set(known)
    for profession, terms in known.items():
        assert f"article {terms.secrecy.replace(' ', ' ')}" in statements[f"secret-{profession}"].text.replace(
            "article\u00a0", "article "
        )


@cache
def told_of_patients(text):
    """Return the rules on patients, health and deeds that some words meet, those on « vous » left out."""
    kinds = {Violation.CONFIRMS_PATIENT, Violation.HEALTH}
    marks = reply_check().judge(Reply(text, "", 1)).marks
    return [
        (mark.rule.id, mark.words)
        for mark in marks
        if mark.duty.violation in kinds and mark.rule.id not in TO_THE_AUTHOR
    ]


VALUES = st.sampled_from(
    ("Avis Santé", "https://avis.example/12", "le 8 juin 2026", "Dr Anne Lefèvre", "R. 4127-4", "Éditions\n1 rue")
)


@EACH
@given(data=st.data())
@settings(max_examples=5)
def test_no_letter_confirms_or_denies_a_patient(letter, data):
    """By the rules of public replies, however the fields are filled: nothing tells who was cared for."""
    values = {name: data.draw(VALUES) for name in letter.fields}

    for text in texts(fill(letter, values).blocks):
        assert [] == told_of_patients(text), text


@pytest.mark.parametrize(
    "text", ["Cette personne n’a jamais consulté au cabinet.", "Nous n’avons aucune trace de vous dans nos dossiers."]
)
def test_the_check_on_patients_sees_a_confidence(text):
    """The check above does find what denies a visit."""
    assert told_of_patients(text)


def test_where_courts_differ_both_lines_are_cited():
    """Every letter on a listing made without asking cites Paris and Chambéry, with their dates."""
    for slug in ("opposition-fiche", "opposition-google", "plainte-cnil"):
        (letter,) = [one for one in LETTERS if one.slug == slug]
        assert {"fiche-jurisprudence-paris", "fiche-jurisprudence-chambery"} <= set(letter.statements)
        for cited in ("12\u00a0avril 2019", "9\u00a0mars 2021", "22\u00a0mai 2025"):
            assert cited in letter.body


def test_a_letter_in_doubt_says_so():
    """What no document confirms is marked on its page: the model rests then on something to be checked."""
    doubtful = {one.slug for one in LETTERS if one.provenance.confidence is Confidence.TO_CHECK}

    assert doubtful == {"effacement-donnees", "mise-en-demeure"}


def test_the_copies_of_the_portal_are_made_once_for_all():
    """A Word and a PDF file a letter, at the place of its page; the same bytes each time."""
    made = blanks(LETTERS, PUBLISHERS)

    assert {f"lettres/{one.slug}.{form}" for one in LETTERS for form in ("docx", "pdf")} == set(made)
    assert made == blanks(LETTERS, PUBLISHERS)


def test_the_window_holds_the_address():
    """At most six lines for the recipients that the catalogue knows."""
    for letter in LETTERS:
        (recipient,) = [one for one in blank_of(letter, PUBLISHERS).blocks if one.kind is Part.RECIPIENT]
        assert len(recipient.lines) <= 6


def test_the_template_of_word_is_that_of_its_maker(tmp_path: Path):
    """`tools/word_template.py` makes the committed file again, byte for byte."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("word_template", CATALOG.parents[1] / "tools" / "word_template.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    committed = maker.TARGET.read_bytes()
    maker.TARGET = tmp_path / "letter.docx"

    maker.main()

    assert committed == maker.TARGET.read_bytes()
