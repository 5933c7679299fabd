"""The hand-written French content: every legal sentence has its source, and no figure of law hides in the prose."""

import re
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, meta

from collector.core.model import Confidence, LetterTemplate, Statement
from collector.core.replies.check import SECRECY
from collector.core.triage.labels import Nature, Signal
from collector.edges.files.catalog import load_guides, load_procedures, load_recommendations
from collector.edges.files.replies import load_model_replies, load_reply_rules
from collector.edges.files.triage import load_law
from tests.support.figures import AMOUNT, DELAY
from tests.support.typography import faults

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "site_src" / "pages").rglob("*.md"))
STATEMENTS = sorted((ROOT / "collector" / "catalog" / "statements").glob("*.yml"))
MODELS = sorted((ROOT / "collector" / "catalog" / "replies" / "models").glob("*.yml"))
LETTERS = sorted((ROOT / "collector" / "catalog" / "letters").glob("*.md.j2"))

CALL = re.compile(r"\{\{ statement\(\"([a-z0-9-]+)\"\) \}\}")


def statement(path: Path) -> Statement:
    """Return one statement as the catalogue gives it: its slug is the name of its file."""
    return Statement.model_validate({**yaml.safe_load(path.read_text(encoding="utf-8")), "slug": path.stem})


def letter(path: Path) -> LetterTemplate:
    """Return one letter as the catalogue gives it: a head in YAML between two `---` lines, then its body."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    slug = path.name.removesuffix(".md.j2")
    return LetterTemplate.model_validate({**yaml.safe_load(head), "slug": slug, "body": body})


def prose(page: str) -> str:
    """Return what the writer of a page typed: no statement, no link target, no marker of list or block."""
    page = CALL.sub("", page)
    page = re.sub(r"\]\([^)]*\)", "]", page)
    page = re.sub(r"^\d+\. ", "", page, flags=re.MULTILINE)
    return re.sub(r"^(!!!|\?\?\?) \w+ \"(.*)\"$", r"\2", page, flags=re.MULTILINE)


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_each_statement_says_where_and_when_it_was_read(path: Path) -> None:
    """A legal sentence is valid, has a source, was read on a day, and says when it must be read again."""
    found = statement(path)
    assert found.provenance.sources
    assert 0 < found.review_every <= 365
    if found.provenance.document_date is not None:
        assert found.provenance.document_date <= found.provenance.read_on


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_a_confirmed_statement_rests_on_two_sources(path: Path) -> None:
    """« confirmed » means two sources or more, one of them with an address; « single » means one and no more."""
    provenance = statement(path).provenance
    match provenance.confidence:
        case Confidence.CONFIRMED:
            assert len(provenance.sources) >= 2
            assert any(source.url for source in provenance.sources)
        case Confidence.SINGLE:
            assert len(provenance.sources) == 1
        case Confidence.TO_CHECK:
            assert provenance.sources[0].title


def test_every_statement_is_used_and_no_other_is_asked_for() -> None:
    """A statement that a page, a letter or a procedure asks for exists, and none is kept that nobody reads."""
    asked = {slug for page in PAGES for slug in CALL.findall(page.read_text(encoding="utf-8"))}
    asked |= {slug for path in LETTERS for slug in letter(path).statements}
    asked |= {slug for one in load_procedures().values() for slug in one.all_statements()}
    asked |= {slug for one in load_model_replies() for slug in one.statements}
    asked |= {slug for one in load_guides().values() for slug in one.all_statements()}
    asked |= {"quatre-strategies"}  # the index of procedures
    asked |= {slug for one in load_recommendations() for slug in one.statements}
    asked |= set(load_law().statements(Nature, Signal))
    rules = load_reply_rules()
    asked |= {slug for duty in rules.duties for slug in duty.statements} - {SECRECY}
    asked |= {slug for slugs in rules.professions.values() for slug in slugs}
    assert {path.stem for path in STATEMENTS} == asked


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_asks_for_nothing_but_statements(page: Path) -> None:
    """The one thing a page may call is `statement`, and each stands alone on its line: a sentence with its sources."""
    text = page.read_text(encoding="utf-8")
    assert CALL.findall(text) == re.findall(r"^ *\{\{ statement\(\"([a-z0-9-]+)\"\) \}\}$", text, re.MULTILINE)
    assert not re.search(r"[{][{%#]", CALL.sub("", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_figure_of_law_is_typed_in_the_prose(page: Path) -> None:
    """No date, amount, article, delay or telephone number stands in a page outside its statements."""
    typed = prose(page.read_text(encoding="utf-8"))
    assert re.findall(r".*\d.*", typed) == []
    assert [hit.group() for hit in DELAY.finditer(typed)] == []
    assert re.findall(r".*(?:€|\beuros?\b|\barticles? de loi\b|\bart\.).*", typed) == []


@pytest.mark.parametrize("typed", ["l’article R. 4127-4", "15 000 €", "appelez le 17", "sous trois mois", "un an"])
def test_the_check_on_prose_sees_a_figure(typed: str) -> None:
    """The check above does find a figure, in digits or in letters."""
    assert re.search(r"\d", prose(typed)) or DELAY.search(prose(typed))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.name.removesuffix(".md.j2"))
def test_a_letter_asks_for_exactly_the_fields_it_declares(path: Path) -> None:
    """A blank in a letter has a French label, and no label is left without a blank."""
    found = letter(path)
    environment = Environment(autoescape=True)
    assert set(found.fields) == meta.find_undeclared_variables(environment.parse(found.body))
    assert not re.search(r"\{%|\{#|\|", found.body)


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.name.removesuffix(".md.j2"))
def test_a_figure_of_a_letter_stands_in_a_statement_that_it_lists(path: Path) -> None:
    """A delay or an amount that a letter cites is said, with its sources, by a statement shown under it."""
    found = letter(path)
    said = " ".join(statement(ROOT / f"collector/catalog/statements/{slug}.yml").text for slug in found.statements)
    cited = [hit.group() for pattern in (DELAY, AMOUNT) for hit in pattern.finditer(found.body)]
    assert [one for one in cited if one not in said] == []


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.name.removesuffix(".md.j2"))
def test_a_letter_tells_nothing_of_a_patient(path: Path) -> None:
    """Every letter says that it neither confirms nor rules out any care, and asks for no fact of care."""
    found = letter(path)
    assert re.search(r"ne confirme(nt)? ni n’exclu(t|en)", " ".join(found.body.split()))
    for name in ("patient", "date_du_soin", "diagnostic", "consultation"):
        assert name not in found.fields


def test_the_opposition_letter_cites_both_lines_of_cases() -> None:
    """Where courts diverge, the letter says so: Paris and Chambéry stand in it together."""
    body = letter(ROOT / "collector" / "catalog" / "letters" / "opposition-fiche.md.j2").body
    assert "Paris" in body
    assert "Chambéry" in body


def test_the_guide_on_replies_gives_both_positions() -> None:
    """Where authorities disagree on replying, the guide shows the position of 2018 and that of 2025."""
    page = (ROOT / "site_src" / "pages" / "guides" / "repondre-ou-se-taire.md").read_text(encoding="utf-8")
    assert {"repondre-guide-2018", "repondre-ordre-2025"} <= set(CALL.findall(page))


@pytest.mark.parametrize("path", [*PAGES, *STATEMENTS, *LETTERS], ids=lambda path: path.name)
def test_french_is_set_as_french(path: Path) -> None:
    """Pages, statements and letters use curly apostrophes and the non-breaking spaces that French asks for."""
    if path in PAGES:
        text = prose(path.read_text(encoding="utf-8"))
    elif path in STATEMENTS:
        found = statement(path)
        text = "\n".join([found.text, *(source.title for source in found.provenance.sources)])
    else:
        one = letter(path)
        shown = [one.title, one.recipient, one.when, one.not_when, one.channel, *one.fields.values(), one.body]
        text = "\n".join(shown).replace("{{ ", "").replace(" }}", "")
    assert faults(text) == []


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_model_replies_are_set_as_french(path: Path) -> None:
    """So are the replies that a practice may copy, and what is said of them."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    shown = [found[key] for key in ("title", "when", "not_when")] + [found.get("body", ""), *found["fields"].values()]
    assert faults("\n".join(shown)) == []


@pytest.mark.parametrize("wrong", ["l'avis", "vrai ?", "vrai?", "« oui »", 'un "mot"', "15 000 €", "R. 4127-4", "mot:"])
def test_the_check_on_typography_sees_a_fault(wrong: str) -> None:
    """The check above does find each kind of fault."""
    assert faults(wrong)
