"""The shape of the house: who may import whom, how long things may be, what has a name and a docstring."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.architecture import (
    FOLDER_MODULES,
    FUNCTION_LINES,
    MODULE_LINES,
    MODULES,
    TEST_LINES,
    Module,
    crowded,
    faults,
    faults_of_tests,
    read_package,
)

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]

_DOC = '"""Says what it does."""\n'
_LONG_FUNCTION = _DOC + "def long():\n" + '    """Do it."""\n' + "    pass\n" * FUNCTION_LINES
_BREACHES = {
    "core knows an edge": ("core.pages", _DOC + "from collector.edges.http import fetch\n", "core may not know edges"),
    "run knows the wiring": ("run", _DOC + "import collector.wiring\n", "run may not know wiring"),
    "run knows a source": ("run", _DOC + "from collector import sources\n", "run may not know sources"),
    "cli knows an edge": ("cli.passes", _DOC + "from collector import edges\n", "cli may not know edges"),
    "a source knows an edge": ("sources.feed", _DOC + "import collector.edges.http\n", "sources may not know edges"),
    "an edge knows another": ("edges.render", _DOC + "from collector.edges import http\n", "no edge knows another edge"),
    "core opens paths": ("core.pages", _DOC + "from pathlib import Path\n", "core does no input or output"),
    "core asks the web": ("core.pages", _DOC + "import urllib.request\n", "core does no input or output"),
    "core asks the web by name": ("core.pages", _DOC + "from urllib import request\n", "core does no input or output"),
    "core waits": ("core.pages", _DOC + "def _f():\n    import time\n", "imports time"),
    "core reads the clock": ("core.pages", _DOC + "import datetime as dt\nX = dt.date.today()\n", "reads the clock"),
    "core opens a file": ("core.pages", _DOC + "X = open('x')\n", "opens a file"),
    "a source opens a file": ("sources.feed", _DOC + "X = open('x')\n", "opens a file"),
    "wiring reads YAML": ("wiring.passes", _DOC + "import yaml\n", "only the edges may"),
    "an edge prints": ("edges.http", _DOC + "print('x')\n", "only cli may"),
    "wiring prints in colour": ("wiring.passes", _DOC + "from rich.console import Console\n", "only cli prints"),
    "a relative import": ("core.pages", _DOC + "from . import text\n", "relative name"),
    "a part unheard of": ("tools.magic", _DOC, "belongs to no part"),
    "a long module": ("core.pages", _DOC + "X = 1\n" * MODULE_LINES, f"over {MODULE_LINES}"),
    "a long function": ("core.pages", _LONG_FUNCTION, f"over {FUNCTION_LINES}"),
    "a silent module": ("core.pages", "X = 1\n", "no docstring"),
    "a silent function": ("core.pages", _DOC + "def f(): ...\n", "f has no docstring"),
    "a silent method": ("core.pages", _DOC + f"class A:\n    {_DOC}\n    def b(self): ...\n", "A.b has no docstring"),
    "a vague module": ("core.text_utils", _DOC, "its name says nothing"),
    "a bare module": ("core.data", _DOC, "its name says nothing"),
    "a vague class": ("core.pages", _DOC + f"class PageManager:\n    {_DOC}", "PageManager says nothing"),
    "a vague function": ("core.pages", _DOC + f"def _process():\n    {_DOC}", "_process says nothing"),
}  # fmt: skip


_TEST_BREACHES = {
    "a silent test": (_DOC + "def test_x(): ...\n", "test_x does not say what it proves"),
    "a silent module of tests": ("X = 1\n", "no docstring"),
    "a long module of tests": (_DOC + "X = 1\n" * TEST_LINES, f"over {TEST_LINES}"),
    "a skipped test": (_DOC + "import pytest\npytest.skip('later')\n", "skip (line 3)"),
    "a patched product": (_DOC + "def _x(monkeypatch): ...\n", "monkeypatch (line 2)"),
}


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    """Every module of the package, as text."""
    return read_package(ROOT / "collector")


def test_every_module_keeps_the_rules_of_the_house(modules):
    """No module imports, prints, grows, hides its purpose or reads the clock against the rules."""
    assert [] == list(faults(modules, "collector"))


def test_the_modules_together_keep_the_rules_of_the_house(modules):
    """The package stays small, and one place alone knows each library that may be changed one day."""
    assert [] == list(crowded(modules))


@pytest.mark.parametrize("breach", _BREACHES)
def test_each_breach_is_seen(breach):
    """A module that breaks one rule is told, with the rule."""
    name, text, told = _BREACHES[breach]

    found = list(faults([Module(name, text)], "collector"))

    assert 1 == len(found), found
    assert found[0].startswith(f"{name}: ")
    assert told in found[0]


def test_what_is_allowed_is_not_told():
    """An edge made of several modules may know itself, and wiring may know everything."""
    edge = Module("edges.http.client", _DOC + "from collector.edges.http.gate import Gate\nimport aiohttp\n")
    wiring = Module("wiring", _DOC + "from collector import edges, run, sources\nfrom collector.core import text\n")

    assert [] == list(faults([edge, wiring], "collector"))


def test_two_places_that_know_the_http_client_are_seen():
    """A second place that imports the HTTP client is told; a second module of the same edge is not."""
    client = Module("edges.http.client", "import aiohttp\n")
    gate = Module("edges.http.gate", "from aiohttp.abc import AbstractResolver\n")
    other = Module("edges.notify", "import aiohttp\n")

    assert [] == list(crowded([client, gate]))
    assert ["aiohttp is imported in edges.http, edges.notify: one place alone may know it"] == list(
        crowded([client, gate, other])
    )


def test_too_many_modules_are_seen():
    """One module over the budget is told."""
    many = [Module(f"core.p{number // 9}.m{number}", "") for number in range(MODULES + 1)]

    assert [f"{MODULES + 1} modules, over {MODULES}"] == list(crowded(many))


def test_a_crowded_folder_is_seen():
    """One module too many in one folder is told; the gathering `__init__` does not count."""
    full = [Module(f"core.m{number}", "") for number in range(FOLDER_MODULES)]
    one_more = Module("core.more", "")

    assert [] == list(crowded([*full, Module("core", "", is_package=True)]))
    assert [f"core: {FOLDER_MODULES + 1} modules in one folder, over {FOLDER_MODULES}"] == list(
        crowded([*full, one_more])
    )


def test_every_test_says_what_it_proves():
    """The tests keep their own rules: each states its fact, none is endless, none skips or patches."""
    modules = read_package(ROOT / "tests")

    assert [] == [fault for module in modules for fault in faults_of_tests(module)]


@pytest.mark.parametrize("breach", _TEST_BREACHES)
def test_each_breach_of_a_test_is_seen(breach):
    """A module of tests that breaks one rule is told, with the rule."""
    text, told = _TEST_BREACHES[breach]

    found = list(faults_of_tests(Module("test_x", text)))

    assert 1 == len(found), found
    assert told in found[0]


@pytest.mark.tools
@pytest.mark.parametrize("command", [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]], ids=" ".join)
def test_the_checkers_find_nothing(command):
    """Style, format and strict types hold over the whole repository, as in `make lint`."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stdout + done.stderr
