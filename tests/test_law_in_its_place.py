"""Law stands in the catalogue alone, with its source: no article, amount or date of a decision anywhere else."""

import ast
import re
from pathlib import Path

import pytest

from collector.edges.files.catalog import load_statements
from tests.support.clones import ROOT
from tests.support.figures import DELAY

LAW = re.compile(
    r"""\bart(?:icles?|\.)\s+(?:[LRD]\s?\.?\s?)?\d         # article 65, art. R. 4127-4
    |\b[LRD]\.\s?\d{3,}                                     # L.1110-4
    |\d\s?€|\d\s+euros?\b                                   # an amount
    |\bn°\s?\d\d                                            # the number of a decision or of a law
    |\b(?:loi|décret|arrêté?|règlement|ordonnance|directive|cour|tribunal)\b[^.»"]{0,60}\b(?:1[89]|20)\d\d\b""",
    re.IGNORECASE | re.VERBOSE,
)
PAGES = sorted(
    path
    for folder in ("collector/templates", "site_src", ".github")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".css", ".html", ".j2", ".js", ".md", ".xml", ".yml"}
)
MODULES = sorted((ROOT / "collector").rglob("*.py"))
STATEMENTS = load_statements()
_CALL = re.compile(r"\{\{ statement\(\"([a-z0-9-]+)\"\) \}\}")


def said(module: str) -> str:
    """Return the texts that a module may show: its strings, but not its docstrings."""
    tree = ast.parse(module)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    firsts = [node.body[0] for node in ast.walk(tree) if isinstance(node, documented) and node.body]
    docstrings = {id(first.value) for first in firsts if isinstance(first, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings)
    return "\n".join(node.value for node in strings if isinstance(node.value, str))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_page_or_template_states_law_of_its_own(path: Path) -> None:
    """No article, amount, decision or delay is typed where pages are written."""
    text = path.read_text("utf-8")
    assert [] == [hit.group() for pattern in (LAW, DELAY) for hit in pattern.finditer(text)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_code_states_law_of_its_own(path: Path) -> None:
    """No text that the code may show holds an article, an amount or a decision."""
    assert [] == [hit.group() for hit in LAW.finditer(said(path.read_text("utf-8")))]


@pytest.mark.parametrize(
    "typed",
    [
        "l’article 65 de la loi",
        "article R. 4127-4",
        "art. 29",
        "L.1110-4",
        "15 000 €",
        "12\u00a0000\u202f€",
        "6 000 euros",
        "n° 22/01814",
        "loi du 29 juillet 1881",
        "cour d’appel de Chambéry, 22 mai 2025",
        "règlement (UE) 2022/2065",
    ],
)
def test_the_check_sees_law(typed: str) -> None:
    """The check above does find each form in which law is written, in a string of code too."""
    assert LAW.search(said(f'"""About."""\nX = "{typed}"\n'))


@pytest.mark.parametrize(
    "typed", ['"""Rule: article 65."""', "def f():\n    '''Follow art. 3.'''", "x = 1  # article 65"]
)
def test_a_docstring_may_name_its_rule(typed: str) -> None:
    """What readers of the code alone see is no statement of the portal."""
    assert not LAW.search(said(typed))


def test_authorities_that_disagree_name_each_other() -> None:
    """A sentence that conflicts with another is named by it too, and never with itself."""
    pairs = {(slug, other) for slug, one in STATEMENTS.items() for other in one.conflicts_with}

    assert {(second, first) for first, second in pairs} == pairs
    assert [] == [first for first, second in pairs if first == second]
    assert {slug for pair in pairs for slug in pair} <= set(STATEMENTS)
    assert ("fiche-jurisprudence-paris", "fiche-jurisprudence-chambery") in pairs
    assert ("repondre-guide-2018", "repondre-ordre-2025") in pairs


@pytest.mark.parametrize(
    "path", [one for one in PAGES if one.suffix == ".md"], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_a_page_that_gives_one_position_gives_the_other(path: Path) -> None:
    """Where authorities disagree, a hand-written page that calls one of their sentences calls all of them."""
    called = set(_CALL.findall(path.read_text("utf-8")))

    assert set() == {other for slug in called for other in STATEMENTS[slug].conflicts_with} - called
