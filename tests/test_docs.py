"""What is written about the project: it must name what exists, and all of what matters."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from collector.cli import renom
from collector.core.model import Network
from collector.wiring.passes import practice_of
from tests.support.clones import ROOT, files

PAGES = [ROOT / name for name in ("README.md", "LISEZMOI.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = sorted((ROOT / "locks").rglob("*.txt")) + sorted((ROOT / "locks").rglob("*.json"))
_BY_NAME = {"ids": lambda path: path.name}

# A file of ours that holds an address of an index, or a place of the machine that it was written on.
_INDEX = re.compile(r"https?://|index-url|find-links|--trusted-host")
_MACHINE = re.compile(r"/(?:home|Users|root|work|mnt|workspace)/[\w.]")
_TEXTS = {".css", ".html", ".j2", ".js", ".json", ".md", ".py", ".toml", ".txt", ".yml", ".yaml", ".sh", ""}


def _commands(group: click.Group, prefix: str = "renom") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{prefix} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{prefix} {name}")


COMMANDS = dict(_commands(renom))


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", one)[0].lower() for one in requirements}


def _pins(lock: Path) -> dict[str, set[str]]:
    """Return the pinned versions of a lock by package; one package may have several, for several Pythons."""
    pins: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock.read_text("utf-8"), re.MULTILINE):
        pins.setdefault(name, set()).add(version)
    return pins


@pytest.mark.parametrize("page", PAGES, **_BY_NAME)
def test_a_page_names_commands_that_exist(page):
    """Every `make target` is in the Makefile, every `renom command` and its options in the command line."""
    text = page.read_text("utf-8")
    code = "\n".join(_code(text))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert set() == set(re.findall(r"\bmake ([a-z]+)", code)) - targets
    for name, options in re.findall(r"\brenom ([a-z]+)((?: --[a-z-]+)*)", code):
        command = COMMANDS[f"renom {name}"]
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert set() == set(options.split()) - known


def _code(text: str) -> list[str]:
    """Return what a page shows as code: inline spans and fenced blocks."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```\w*\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return fenced + inline


def test_every_command_is_documented():
    """The README tells what each command of `renom` does, and each one has a help of its own."""
    readme = (ROOT / "README.md").read_text("utf-8")

    assert [] == [name for name in COMMANDS if f"`{name}`" not in readme]
    assert [] == [name for name, command in COMMANDS.items() if not command.help]


def test_every_target_says_what_it_does():
    """`make` alone lists every target with its purpose."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    printed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert targets == re.findall(r"make (\w+) +\w", printed)


@pytest.mark.parametrize("page", PAGES, **_BY_NAME)
def test_a_link_leads_to_a_file_that_is_there(page):
    """Links and pictures of our pages lead to files of the repository, and to headings that exist."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        path = page.parent / name if name else page
        assert path.is_file(), target
        assert not anchor or anchor in _anchors(path), target


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_model_of_a_practice_can_be_used_as_it_is(tmp_path):
    """The file that a practice copies is valid, shows every way of naming a place, and keeps the polite defaults."""
    shutil.copy(ROOT / "examples" / "practice.yml", tmp_path / "practice.yml")

    practice = practice_of(tmp_path)

    places = {name for watch in practice.watches for name in ("url", "query", "file", "secret") if getattr(watch, name)}
    assert {"url", "query", "file", "secret"} == places
    assert Network(contact=practice.network.contact) == practice.network


def test_the_changelog_knows_this_version():
    """The version of the project has its entry in the changelog."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert PROJECT["project"]["version"] in re.findall(r"^## (\S+)", changelog, re.MULTILINE)


@pytest.mark.parametrize("dependency", sorted(_names(PROJECT["project"]["dependencies"])))
def test_a_dependency_has_its_reason(dependency):
    """Each library that Renom needs to run is named, with its reason, among the decisions."""
    assert f"`{dependency}`" in (ROOT / "docs" / "decisions.md").read_text("utf-8")


@pytest.mark.parametrize("lock", LOCKS, **_BY_NAME)
def test_a_lock_names_no_index(lock):
    """A lock pins with hashes, and leaves it to the reader's own settings where packages come from."""
    text = lock.read_text("utf-8")

    assert [] == _INDEX.findall(text)
    assert "sha256:" in text or "sha512-" in text or "dependencies" in text


def test_the_locks_hold_what_the_project_needs():
    """Each dependency is pinned, and the tests' lock holds the product's, so that one .venv serves both."""
    groups = PROJECT["dependency-groups"]
    run, test = (_pins(ROOT / "locks" / f"{name}.txt") for name in ("run", "test"))

    assert set() == _names(PROJECT["project"]["dependencies"] + groups["build"]) - set(run)
    assert set() == _names(groups["test"]) - set(test)
    assert run == {name: versions for name, versions in test.items() if name in run}


def test_nothing_tells_where_it_was_made():
    """No text of the repository holds a path of somebody's machine."""
    told = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in files()
        if path.suffix in _TEXTS and path != Path(__file__)
        for found in [_MACHINE.search(path.read_text("utf-8", errors="replace"))]
        if found
    ]

    assert [] == told
