"""What the Ordre's guide recommends, as reported, is given by pages, commands and tests that exist."""

import ast
from pathlib import Path

import click
import pytest

from collector.cli import renom
from collector.core.pages.page import letter_page, procedure_page, reply_guide_page
from collector.core.pages.traceability import TITLES
from collector.edges.files.catalog import (
    load_guides,
    load_letters,
    load_procedures,
    load_recommendations,
    load_statements,
)
from tests.support.clones import ROOT
from tests.support.typography import faults

pytestmark = pytest.mark.slow

RECOMMENDATIONS = load_recommendations()
EACH = pytest.mark.parametrize("one", RECOMMENDATIONS, ids=[one.id for one in RECOMMENDATIONS])
# What the guide is reported to recommend, and what it left to be found.
EXPECTED = """critique-permise etat-des-lieux veille-mensuelle alertes comptes assurance capture questions
repondre-ou-se-taire ton quatre-strategies droit-de-reponse opposition cnil refere dereferencement"""


def command(words: list[str]) -> click.Command | None:
    """Return the command that the words after `renom` name, or None."""
    found: click.Command | None = renom
    for word in words:
        found = found.get_command(click.Context(found), word) if isinstance(found, click.Group) else None
    return found


def proofs_in(path: Path) -> set[str]:
    """Return the names of the tests of a module."""
    return {node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}


def test_every_recommendation_that_is_reported_is_mapped() -> None:
    """None is forgotten, none stands twice, and the order is that in which one follows them."""
    assert EXPECTED.split() == [one.id for one in RECOMMENDATIONS]


@EACH
def test_who_reports_it_is_told(one) -> None:
    """Each rests on statements of the catalogue, with their sources, and is set as French."""
    assert set() == set(one.statements) - set(load_statements())
    assert [] == faults(one.title)


@EACH
def test_the_pages_that_give_it_exist_and_have_a_title(one) -> None:
    """Computed pages by their family, guides by their file; the built demo is looked at by the tests of the demo."""
    computed = {procedure_page(slug) for slug in load_procedures()}
    computed |= {letter_page(letter.slug) for letter in load_letters()}
    computed |= {reply_guide_page(slug) for slug in load_guides()}
    shipped = {path for path in TITLES if not path.startswith("guides/") or (ROOT / "site_src/pages" / path).is_file()}

    assert set() == set(one.pages) - computed - shipped


@EACH
def test_the_commands_that_give_it_exist(one) -> None:
    """Each is a command of `renom`, as typed."""
    assert [] == [line for line in one.commands if command(line.split()[1:]) is None]


@EACH
def test_the_tests_that_prove_it_exist(one) -> None:
    """Each names a module of tests and a test in it."""
    parted = [name.split("::") for name in one.tests]
    assert [] == [name for file, name in parted if not (ROOT / file).is_file() or name not in proofs_in(ROOT / file)]


@pytest.mark.parametrize("words", [["inconnue"], ["refresh", "trop"]])
def test_the_check_on_commands_sees_one_that_is_not_there(words: list[str]) -> None:
    """The check above does not take any words for a command."""
    assert command(words) is None
