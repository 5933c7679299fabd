"""The form that a practice's repository gets: what an outside checker says of it, and that it asks for nobody's words."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FORM = ROOT / "collector" / "scaffold" / ".github" / "ISSUE_TEMPLATE" / "verification-mensuelle.yml"
CHECKER = [str(Path(sys.executable).parent / "check-jsonschema"), "--builtin-schema", "vendor.github-issue-forms"]


@pytest.mark.tools
def test_the_form_is_one_that_github_takes() -> None:
    """It fits the schema of GitHub's issue forms."""
    done = subprocess.run([*CHECKER, str(FORM)], capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stdout


@pytest.mark.tools
def test_the_checker_sees_a_fault(tmp_path: Path) -> None:
    """A field without label is refused: the check above looks at something."""
    faulty = tmp_path / "form.yml"
    faulty.write_text(FORM.read_text(encoding="utf-8").replace("label: Quand", "title: Quand"), encoding="utf-8")

    assert 0 != subprocess.run([*CHECKER, str(faulty)], capture_output=True, check=False).returncode


def test_the_form_says_to_write_nobodys_words() -> None:
    """Whoever opens it reads so before the first field."""
    first = FORM.read_text(encoding="utf-8").partition("- type: input")[0]

    assert "les mots de personne" in first
