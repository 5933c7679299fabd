"""The command `renom law`: what of the catalogue must be read again, as a person and as a workflow run it."""

import datetime as dt
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from collector.cli import renom
from collector.edges.files.catalog import CATALOG
from collector.wiring.law import law_entries
from tests.support import practices
from tests.support.clones import ROOT

FRESH, STALE = "2026-11-25", "2027-06-15"


def status(*words: str) -> Result:
    """Return what `renom law status` said and how it ended."""
    return CliRunner().invoke(renom, ["law", "status", *words])


WORDS = {CATALOG / "letters" / "professions.yml"}  # names and articles that statements state


def test_every_file_that_states_law_is_watched_over() -> None:
    """Statements, delays, routes, letters, guides, replies, holidays and what triage says: none is forgotten."""
    folders = ["statements", "delays", "procedures", "letters", "guides", "replies/models", "holidays"]
    files = [path for folder in folders for path in (CATALOG / folder).iterdir() if path not in WORDS] + [
        CATALOG / "triage" / "law.yml"
    ]

    assert {path.relative_to(CATALOG).as_posix() for path in files} == {one.file for one in law_entries()}


def test_just_read_nothing_is_due() -> None:
    """The summary alone: how many entries, none late, when the next one is, how many a lawyer has not seen."""
    done = status("--today", FRESH, "--strict")

    assert (0, 1) == (done.exit_code, len(done.stdout.splitlines()))
    assert "0 overdue, 0 due soon" in done.stdout
    assert "the next is due on 2027-05-22" in done.stdout


def test_what_is_late_is_told_with_what_to_read() -> None:
    """The file, since when, when it was read and how sure it is, and the address of each of its sources."""
    done = status("--today", STALE)

    assert 0 == done.exit_code
    assert "2027-05-22  statements/prescription-presse.yml: 24 days late (read on 2026-11-23)" in done.stdout
    assert "(read on 2026-11-23, to be checked by a lawyer)" in done.stdout
    assert "https://www.loi1881.fr/" in done.stdout
    assert "statements/secret-medecin.yml" not in done.stdout


def test_what_is_soon_due_is_told_beforehand() -> None:
    """Within two months of its end an entry is listed, and nothing is wrong yet."""
    done = status("--today", "2027-05-20", "--strict")

    assert 0 == done.exit_code
    assert "statements/prescription-presse.yml: in 2 days" in done.stdout


def test_all_lists_every_entry_in_order() -> None:
    """The plan of the year, the first due first."""
    lines = [line for line in status("--today", FRESH, "--all").stdout.splitlines()[:-1] if not line.startswith(" ")]

    assert len(law_entries()) == len(lines)
    assert sorted(line[:10] for line in lines) == [line[:10] for line in lines]


def test_strict_fails_on_what_is_late() -> None:
    """Only when it is asked to: reading late is no fault of a build."""
    assert (0, 1) == (status("--today", STALE).exit_code, status("--today", STALE, "--strict").exit_code)


def test_a_workflow_warns_and_does_not_fail() -> None:
    """One annotation a late file, beside it; on a fresh catalogue none."""
    done = status("--today", STALE, "--github")
    late = [one for one in law_entries() if one.due < dt.date.fromisoformat(STALE)]
    warnings = [line for line in done.stdout.splitlines() if line.startswith("::")]

    assert (0, len(late)) == (done.exit_code, len(warnings))
    assert late
    assert all((ROOT / line.removeprefix("::warning file=").partition(",")[0]).is_file() for line in warnings)
    assert "::" not in status("--today", FRESH, "--github").stdout


def test_the_repository_asks_at_each_push() -> None:
    """CI runs the command as it is, with nothing around it that could make it fail."""
    steps = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"]["demo"]["steps"]

    assert [".venv/bin/renom law status --github"] == [one["run"] for one in steps if "law" in one.get("run", "")]


@pytest.mark.parametrize("words", [("--today", "demain"), ("--strict", "trop")])
def test_a_wrong_option_is_told(words: tuple[str, ...]) -> None:
    """Exit status 2, as for any command."""
    assert 2 == status(*words).exit_code


def test_it_needs_no_practice(tmp_path: Path) -> None:
    """In an empty folder, in a process of its own and on the clock's day, it answers and leaves nothing."""
    done = practices.renom("law", "status", cwd=tmp_path)

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.splitlines()[-1].startswith(f"{len(law_entries())} entries:")
    assert [] == list(tmp_path.iterdir())
