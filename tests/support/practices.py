"""A small practice in a folder, and the command `renom` run on it as a person would: a process of its own."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

KEY = "cle-inventee-pour-les-essais"
PRACTICE = """\
v: 1
name: Cabinet des Essais
network: {{pace: 0, timeout: {timeout}, allow_hosts: [127.0.0.1]}}
practitioners:
  - id: dr-essai
    first_name: Anne
    last_name: Essai
    specialty: médecin généraliste
    practice: {{name: Cabinet des Essais, solo: true}}
    city: Saint-Essai
watches:
"""


def lay_out(root: Path, watches: dict[str, str], timeout: float = 2.0) -> Path:
    """Write a practice.yml whose watches read these addresses, all as feeds, for the one practitioner."""
    root.mkdir(parents=True, exist_ok=True)
    lines = [
        textwrap.indent(f"- {{id: {name}, source: flux, for: [dr-essai], url: {address!r}}}\n", "  ")
        for name, address in watches.items()
    ]
    (root / "practice.yml").write_text(PRACTICE.format(timeout=timeout) + "".join(lines), encoding="utf-8")
    return root


def renom(*words: str, cwd: Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `renom` in the folder `cwd` with a key in the environment, and return what it said."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("RENOM_", "COV_"))}
    return subprocess.run(
        [sys.executable, "-P", "-m", "collector", *words],
        cwd=cwd,
        env={**inherited, "RENOM_KEY": KEY, "COLUMNS": "200", **environment},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def python(code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run some Python in the folder `cwd`, with the package at hand, and return what it said."""
    return subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


_MEASURED = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:]);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
)


def measured(*words: str, cwd: Path) -> tuple[int, int]:
    """Run `renom` as above, alone under a parent that measures it; return its exit status and peak memory in KiB.

    Its time is no matter here: the full counts are for a machine that has other things to do.
    """
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, sys.executable, "-P", "-m", "collector", *words],
        cwd=cwd,
        env={**os.environ, "RENOM_KEY": KEY},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    return done.returncode, int(done.stdout.splitlines()[-1])


def snapshot(root: Path) -> dict[str, bytes]:
    """Return the bytes of every file below `root`, by name."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
