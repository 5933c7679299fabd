"""The kind `csv`: tables of reviews as spreadsheets and tools write them."""

import csv
import datetime as dt
import io
import time

import pytest

from collector.core.model import DateKind, MentionForm
from collector.sources.deposited.columns import Column, columns_of, scale_of
from collector.sources.deposited.table import KIND
from tests.support.reading import PAYLOADS, drive, failure, found, plan_of

PLAN = plan_of("csv", file="avis.csv", lists_everything=True)
FRENCH = ("Auteur", "Note", "Date", "Titre", "Avis", "Lien", "Réponse")
ENGLISH = ("Author", "Rating", "Date", "Title", "Review", "URL", "Owner reply")
ROW = ("Odile R.", "4,5/5", "03/10/2026", "À l’heure", "Accueil aimable", "https://avis.example/1", "Merci")
SECONDS = 20


def table(*rows, headings=FRENCH, separator=";", encoding="utf-8", newline="\r\n") -> bytes:
    """Return a table as a spreadsheet saves it."""
    content = io.StringIO(newline="")
    writer = csv.writer(content, delimiter=separator, lineterminator=newline)
    writer.writerow(headings)
    writer.writerows(rows)
    return content.getvalue().encode(encoding)


def read(body: bytes, plan=PLAN):
    """Return the mentions of a table."""
    return found(drive(KIND, plan, body)).mentions


@pytest.mark.parametrize("headings", [FRENCH, ENGLISH, tuple(one.upper() for one in FRENCH)])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_a_table_is_read_however_it_was_saved(headings, separator, encoding, newline):
    """French or English headings, any separator, charset and end of line: the same review comes out."""
    [one] = read(table(ROW, headings=headings, separator=separator, encoding=encoding, newline=newline))
    assert (MentionForm.REVIEW, "Odile R.", "À l’heure", "Accueil aimable") == (
        one.form,
        one.author,
        one.title,
        one.text,
    )
    assert (4.5, 5, "4,5/5") == (one.rating.value, one.rating.scale, one.rating.raw)
    assert (dt.date(2026, 10, 3), DateKind.PUBLISHED) == (one.published.latest, one.published.kind)
    assert ("https://avis.example/1", "avis.example", "Merci") == (one.url, one.publisher, one.reply.text)


def test_columns_stand_in_any_order_and_others_are_left():
    """Order does not matter, nor do columns that say nothing of a review; of two alike, the first is read."""
    body = table(("x", "Bien", "2", "Sacha", "Second"), headings=("Tri", "Commentaire", "Étoiles", "Nom", "Texte"))
    assert [("Bien", 2, "Sacha")] == [(one.text, one.rating.value, one.author) for one in read(body)]
    assert {Column.TEXT: 0, Column.RATING: 2} == columns_of(["Avis", "Avis", "Note (sur 5)", "Rien"])


@pytest.mark.parametrize("before", ["sep=;\r\n", "Avis reçus en 2026\r\n\r\n", "\r\n\r\n"])
def test_lines_before_the_headings_are_passed_over(before):
    """What spreadsheets and people write above a table."""
    assert ["Accueil aimable"] == [one.text for one in read(before.encode() + table(ROW))]


@pytest.mark.parametrize(
    ("cell", "heading", "expected"),
    [
        ("4/5", "Note", (4, 5)),
        ("4,5", "Note", (4.5, 5)),
        ("3", "Étoiles", (3, 5)),
        ("7", "Note sur 10", (7, 10)),
        ("15", "Note (/20)", (15, 20)),
        ("8", "Note (10)", (8, 10)),
        ("92 %", "Note", (92, 100)),
        ("★★★★☆", "Note", (4, 5)),
        ("⭐⭐", "Note", (2, 5)),
        ("★★★★★★", "Note", None),
        ("6", "Note", None),
        ("très bien", "Note", None),
        ("", "Note", None),
    ],
)
def test_ratings_are_read_as_people_write_them(cell, heading, expected):
    """On the scale that the cell or the heading says, else on 5; drawn stars count; what does not fit is no rating."""
    [one] = read(table(("Odile", cell, "Bien"), headings=("Auteur", heading, "Avis")))
    assert expected == (one.rating and (one.rating.value, one.rating.scale))


def test_a_heading_says_its_scale():
    """« sur 10 », « /20 », « (5) »; nothing otherwise."""
    assert ["10", "20", "5", ""] == [scale_of(one) for one in ("Note sur 10", "Note /20", "Note (5)", "Note")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("03/10/2026", "2026-10-03"),
        ("3-10-2026", "2026-10-03"),
        ("03/10/26", "2026-10-03"),
        ("03/10/2026 14:05", "2026-10-03"),
        ("2026-10-03T08:00:00Z", "2026-10-03"),
        ("samedi 3 octobre 2026", "2026-10-03"),
        ("1er août 2026", "2026-08-01"),
        ("10/13/2026", None),
        ("hier", None),
        ("", None),
    ],
)
def test_dates_are_read_in_the_french_order(cell, expected):
    """Day, month, year; what cannot be read is a date unknown, never a guess."""
    [one] = read(table(("Odile", cell, "Bien"), headings=("Auteur", "Date", "Avis")))
    assert expected == (one.published.latest and one.published.latest.isoformat())


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+33 1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_a_formula_is_words(formula):
    """What a spreadsheet would compute is what somebody wrote; the apostrophe that shields it is not."""
    for cell in (formula, f"'{formula}"):
        [one] = read(table((cell, cell), headings=("Auteur", "Avis")))
        assert (formula, formula) == (one.author, one.text)
    assert ["'t Hof"] == [one.text for one in read(table(("A", "'t Hof"), headings=("Auteur", "Avis")))]


def test_ids_of_the_table_are_kept():
    """A column of ids is what tells reviews apart; of a repeated one, the last line counts."""
    body = table(("7", "Odile", "avant"), ("7", "Odile", "après"), headings=("N°", "Auteur", "Avis"))
    assert [] == [one for one in read(body) if not one.native_id.startswith("derived:")]
    body = table(("7", "avant"), ("7", "après"), headings=("Identifiant", "Avis"))
    assert [("7", "après")] == [(one.native_id, one.text) for one in read(body)]


def test_without_ids_an_edit_keeps_the_id():
    """The author and the date tell one review from another, whatever it says now."""
    headings = ("Auteur", "Date", "Avis", "Note")
    before, after = (
        [one.native_id for one in read(table(*rows, headings=headings))]
        for rows in (
            [("Odile R.", "03/10/2026", "Bien", "4"), ("Sacha", "04/10/2026", "Mal", "1")],
            [("Sacha", "04/10/2026", "Très mal", "1"), ("ODILE  R.", "03/10/2026", "Très bien", "5")],
        )
    )
    assert before == after[::-1]


def test_without_ids_two_reviews_of_one_author_on_one_day_are_two():
    """And without author or date the words tell them apart."""
    twice = table(("A", "03/10/2026", "un"), ("A", "03/10/2026", "deux"), headings=("Auteur", "Date", "Avis"))
    words = table(("un", "5"), ("deux", "5"), ("un", "5"), headings=("Avis", "Note"))
    assert [2] == [len(read(twice))]
    assert "wrong-export" == failure(drive(KIND, PLAN, words))[0]
    dated = table(("un", "03/10/2026"), ("deux", "03/10/2026"), ("un", "03/10/2026"), headings=("Avis", "Date"))
    assert 3 == len({one.native_id for one in read(dated)})


def test_a_row_that_says_nothing_is_told():
    """Blank lines are nothing; a line with an author and no review may be one that could not be read."""
    outcome = found(drive(KIND, PLAN, table(ROW, ("",) * 7, ("Odile", "", "03/10/2026", "", "", "", ""), ("x",))))
    assert (1, False) == (len(outcome.mentions), outcome.exhaustive)
    assert (
        "2 ligne(s) du tableau n’ont ni texte ni note\u00a0: elles n’ont pas été lues (ligne 4, 5).",
    ) == outcome.warnings


def test_rows_are_told_as_a_spreadsheet_counts_them():
    """Lines above the headings, blank ones and breaks inside a cell count as they do there; the first ten are named."""
    rows = [(f"A{number}", "bien", "03/10/2026", "", "deux\nlignes", "", "") for number in range(12)]
    [warning] = found(drive(KIND, PLAN, b"Avis\r\n\r\n" + table(ROW, ("",) * 7, *rows))).warnings
    assert "12 note(s) du tableau sont illisibles" in warning
    assert warning.endswith("(ligne 6, 7, 8, 9, 10, 11, 12, 13, 14, 15…).")


def test_a_table_never_proves_an_absence():
    """Cut between two rows it looks whole."""
    assert not found(drive(KIND, PLAN, table(ROW))).exhaustive


@pytest.mark.parametrize(
    ("query", "said"),
    [("Cabinet des Tilleuls", ["Bien"]), ("CABINET  des tilleuls", ["Bien"]), ("Le Bistrot", ["Cher"])],
)
def test_a_watch_names_its_establishment(query, said):
    """The table of several establishments is read for one of them."""
    body = table(
        ("Cabinet des Tilleuls", "A", "Bien"), ("Le Bistrot", "B", "Cher"), headings=("Établissement", "Auteur", "Avis")
    )
    plan = plan_of("csv", file="avis.csv")
    plan = type(plan)(plan.watch.model_copy(update={"query": query}), plan.source, plan.today)
    assert said == [one.text for one in read(body, plan)]
    other = type(plan)(plan.watch.model_copy(update={"query": "Ailleurs"}), plan.source, plan.today)
    assert ("which-part", "0") == failure(drive(KIND, other, body))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00",
        b"Nom;Prenom\r\nA;B\r\n",
        b"Avis\r\nBien\r\n",
        b'{"reviews": []}',
        b"PK\x03\x04",
        b"avis",
        b";;;;\r\n",
    ],
)
def test_what_is_no_table_of_reviews_is_refused(body):
    """A list of people, a column alone, an export of another sort."""
    assert ("wrong-export", "CSV") == failure(drive(KIND, PLAN, body))


def test_a_table_without_rows_is_an_answer():
    """Headings alone: read, and nothing there."""
    assert () == read(table())


@pytest.mark.slow
def test_hostile_tables_are_read_in_bounded_time():
    """Too many rows, an endless cell, a thousand columns: refused, or read as far as it makes sense."""
    start = time.process_time()
    assert "too-large" == failure(drive(KIND, PLAN, table(*[ROW] * 20_001)))[0]
    assert ("wrong-export", "CSV") == failure(drive(KIND, PLAN, table() + b'"' + b"a" * 200_000))
    wide = table(("a",) * 5_000, headings=("x",) * 4_999 + ("Avis",))
    assert ("wrong-export", "CSV") == failure(drive(KIND, PLAN, wide))
    assert 5_000 == len(read(table(*[(str(n), "Bien") for n in range(5_000)], headings=("id", "avis"))))
    assert time.process_time() - start < SECONDS


def test_the_payload_is_read():
    """A cell may hold a line break and the separator."""
    mentions = read((PAYLOADS / "reviews.csv").read_bytes())
    assert ["A-1", "A-2", "A-3"] == [one.native_id for one in mentions]
    assert "Accueil aimable ; salle\nd’attente claire." == mentions[0].text
