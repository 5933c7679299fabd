"""The form of GitHub: the address that opens it, and what comes back, whoever wrote it."""

import datetime as dt
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from collector.core.coverage import issue_form
from collector.core.coverage.issue_form import LONGEST_BODY, Signed, form_link, read_form
from collector.core.model import CheckIn, CheckResult, Practice
from tests.support.ledgers import TODAY, practitioner

ROOT = Path(__file__).resolve().parents[3]
FORM = ROOT / "collector" / "scaffold" / ".github" / "ISSUE_TEMPLATE" / issue_form.FORM
BODY = (Path(__file__).parent / "payloads" / "verification.md").read_text(encoding="utf-8")
PRACTICE = Practice(name="Cabinet", practitioners=(practitioner(), practitioner(2)))
KNOWN = ("google-maps", "google-recherche", "forum")
INES = "Inès Aubry, secrétaire"


def read(body, **fields):
    return read_form(body, PRACTICE, KNOWN, TODAY, **fields)


def body(checks, by="Inès Aubry", on="_No response_"):
    return f"### Qui a regardé\n\n{by}\n\n### Quand\n\n{on}\n\n### Vérifications\n\n{checks}\n"


def test_the_body_of_an_issue_made_with_the_form_is_read():
    """Each line with a result is a look, of today unless the form says another day; one without result is not signed."""
    expected = (
        CheckIn(source="google-maps", on=TODAY, by=INES, result=CheckResult.NOTHING),
        CheckIn(source="google-recherche", for_=("p1",), on=TODAY, by=INES, result=CheckResult.SOMETHING),
        CheckIn(source="forum", for_=("p1", "p2"), on=TODAY, by=INES, result=CheckResult.NOT_RELEVANT),
    )

    assert Signed(expected, ()) == read(BODY)
    assert Signed(expected, ()) == read(BODY.replace("\n", "\r\n"))


def test_the_form_has_the_fields_that_are_read():
    """What heads each answer is the label of a field of the form, and the first fields come before the free lines."""
    fields = [one for one in yaml.safe_load(FORM.read_text(encoding="utf-8"))["body"] if one["type"] != "markdown"]

    assert [issue_form.BY, issue_form.ON, issue_form.CHECKS] == [one["attributes"]["label"] for one in fields]
    assert ["qui", "quand", "verifications"] == [one["id"] for one in fields]


def test_the_link_opens_the_form_with_a_line_for_each_look():
    """The address names the form and its field, and its lines are those that are read back."""
    address = form_link("https://forge.example/depot/", [("google-maps", ()), ("forum", ("p1", "p2"))], "rien")

    parts = urlsplit(address)
    query = parse_qs(parts.query)
    assert ("forge.example", "/depot/issues/new") == (parts.hostname, parts.path)
    assert {"template", yaml.safe_load(FORM.read_text(encoding="utf-8"))["body"][-1]["id"]} == set(query)
    signed = read(body(query["verifications"][0]))
    assert [("google-maps", ()), ("forum", ("p1", "p2"))] == [(one.source, one.for_) for one in signed.checks]


@pytest.mark.parametrize(("repository", "lines"), [("", 1), ("https://forge.example/depot", 400)])
def test_there_is_no_link_that_could_not_be_opened(repository, lines):
    """Without a repository, or when the address would be too long."""
    assert form_link(repository, [("google-recherche", ("p1",))] * lines) == ""


def test_who_signs_can_be_given_from_outside():
    """The account that opened the issue is surer than what the form says."""
    assert {"ines-aubry"} == {one.by for one in read(BODY, by="ines-aubry").checks}


def test_another_day_can_be_given():
    """A look of some days ago keeps its day."""
    assert dt.date(2026, 11, 2) == read(body("forum : rien", on="2026-11-02")).checks[0].on


@pytest.mark.parametrize("on", ["2026-11-10", "2026-09-07", "hier", "2026-02-30", "9 novembre 2026"])
def test_a_day_that_cannot_be_is_refused(on):
    """Neither tomorrow, nor months ago, nor what is not a day: nothing is signed."""
    signed = read(body("forum : rien", on=on))

    assert () == signed.checks
    assert "2026-06-09" in signed.faults[0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("gogle-maps : rien", "peut-être google-maps"),
        ("<script> : rien", "cette source n’existe pas."),
        ("", "ne nomme aucune source"),
        ("forum", "écrivez"),
        ("forum (p1 : rien", "écrivez"),
        ("forum (p9) : rien", "ceux du cabinet : p1, p2"),
        ("forum : peut-être", "sans autre mot"),
        ("forum : rien ; « un avis »", "sans autre mot"),
        ("forum :", "Aucun résultat"),
    ],
)
def test_a_line_that_is_not_understood_is_told_and_never_repeated(line, told):
    """The message names the line and what to write; it holds nothing that the author of the issue chose."""
    signed = read(body(line))

    assert () == signed.checks
    assert told in " ".join(signed.faults).replace("\u00a0", " ")
    assert not {"<", "gogle", "p9"} & set(" ".join(signed.faults).split())


def test_a_line_that_is_wrong_does_not_spoil_the_others():
    """What is understood is signed, the rest is told."""
    signed = read(body("forum : rien\nnulle-part : rien\ngoogle-maps (p1) : RIEN"))

    assert (["forum", "google-maps"], 1) == ([one.source for one in signed.checks], len(signed.faults))
    assert signed.faults[0].replace("\u00a0", " ").startswith("Ligne 2 : ")


def test_a_field_cannot_be_forged_from_the_lines():
    """A heading typed among the lines changes neither who looked nor when."""
    forged = read(body("forum : rien\n### Qui a regardé\n\nDr Martin\n### Quand\n\n2026-11-01", by="Inès"))

    assert ("Inès", TODAY) == (forged.checks[0].by, forged.checks[0].on)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "ne vient pas du formulaire"),
        ("Bonjour\n\nforum : rien", "ne vient pas du formulaire"),
        ("x" * (LONGEST_BODY + 1), "trop long"),
        (body("forum : rien\n" * 401), "Plus de 400 lignes"),
        (body("forum : rien", by="_No response_"), "est vide"),
        (body("forum : rien", by="x" * 121), "trop long"),
    ],
)
def test_what_cannot_be_the_form_signs_nothing(text, told):
    """An issue made otherwise, a body too long, too many lines, nobody's name: nothing is kept, and why is said."""
    signed = read(text)

    assert () == signed.checks
    assert any(told in fault for fault in signed.faults)


@given(st.text(alphabet="#:()- \n\rQuiaregrdéVfctosnm_pPx1;\u202e\x00", max_size=300))
def test_whatever_is_written_never_breaks_the_reading(text):
    """Any body gives looks at known places by known people, or faults: never an error."""
    for signed in (read(text), read(body(text))):
        assert all(one.source in KNOWN and set(one.for_) <= {"p1", "p2"} for one in signed.checks)
        assert signed.checks or signed.faults
