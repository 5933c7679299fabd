"""A stranger's first command: `tools/bootstrap` makes a .venv from nothing, once, and says what to do when it cannot.

Played on a small project of the same shape (same script, own build backend, one pinned package in a local folder), so
that it needs no index and takes seconds.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

_PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "small"
version = "1"
"""
# Writes the wheel of an editable install: a path file that leads to the clone.
_BACKEND = """
import pathlib, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "small-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w") as wheel:
        wheel.writestr("small.pth", str(pathlib.Path.cwd()))
        wheel.writestr("small-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: small\\nVersion: 1\\n")
        wheel.writestr("small-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("small-1.dist-info/RECORD", "")
    return name
"""
# A machine whose Python lacks a module, run by a user of a given number.
_LENT_PYTHON = """
import os, runpy, sys
sys.modules["ensurepip"] = None
os.geteuid = lambda: {user}
sys.argv = ["bootstrap.py", "run"]
runpy.run_path({script!r}, run_name="__main__")
"""


class Clone:
    """A small project beside a folder of packages: what a stranger has just cloned."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "un clone"  # with a space, as on a person's desktop
        self.packages = folder / "packages"
        (self.root / "locks").mkdir(parents=True)
        self.packages.mkdir()
        shutil.copytree(ROOT / "tools", self.root / "tools")
        (self.root / "pyproject.toml").write_text(_PYPROJECT, "utf-8")
        (self.root / "backend.py").write_text(_BACKEND, "utf-8")
        (self.root / "small.py").write_text("", "utf-8")
        for stage, pinned in (("run", ["pinned"]), ("test", ["pinned", "checker"])):
            self.lock(stage, {name: self.pack(name) for name in pinned})

    def pack(self, name: str, version: str = "1", needs: str = "") -> str:
        """Put a package in the folder that stands for the index; return its hash."""
        path = self.packages / f"{name}-{version}-py3-none-any.whl"
        about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nProvides-Extra: toml\n"
        with zipfile.ZipFile(path, "w") as wheel:
            wheel.writestr(zipfile.ZipInfo(f"{name}.py"), f"VERSION = {version!r}\n")
            for part, text in (
                ("METADATA", about + (f"Requires-Dist: {needs}\n" if needs else "")),
                ("WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
                ("RECORD", ""),
            ):
                wheel.writestr(zipfile.ZipInfo(f"{name}-{version}.dist-info/{part}"), text)
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def lock(self, stage: str, hashes: dict[str, str]) -> None:
        """Write the lock of a stage."""
        lines = [f"{name}==1 \\\n    --hash=sha256:{digest}\n" for name, digest in hashes.items()]
        (self.root / "locks" / f"{stage}.txt").write_text("".join(lines), "utf-8")

    def start(self, stage: str, **environment: str) -> subprocess.Popen[str]:
        """Start the script as the Makefile does, without any index."""
        clean = {name: text for name, text in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.packages.as_uri()}
        return subprocess.Popen(
            ["/bin/sh", "tools/bootstrap", stage],
            cwd=self.root,
            env={**clean, **pip, "PYTHON": sys.executable, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def bootstrap(self, stage: str, **environment: str) -> tuple[int, str]:
        """Run the script; return its exit code and what it printed."""
        started = self.start(stage, **environment)
        printed, _ = started.communicate(timeout=120)
        return started.returncode, printed

    def imports(self, *modules: str) -> bool:
        """Tell whether the .venv can import some modules."""
        python = self.root / ".venv" / "bin" / "python"
        code = f"import {', '.join(modules)}"
        return subprocess.run([python, "-c", code], cwd="/", capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def made():
    """Make one clone for all the tests that need a real .venv."""
    with tempfile.TemporaryDirectory() as folder:
        yield Clone(Path(folder))


@pytest.fixture
def clone(made):
    """Give the clone, ready for the product at least."""
    code, printed = made.bootstrap("run")
    assert 0 == code, printed
    return made


@pytest.mark.tools
def test_a_fresh_clone_is_made_ready_without_an_index_address(clone):
    """The pinned package and the product itself are importable, in a path with a space, from where pip is told."""
    assert clone.imports("small", "pinned")


@pytest.mark.tools
def test_a_second_call_does_nothing(clone):
    """What is ready stays as it is, and nothing is said."""
    before = (clone.root / ".venv" / "ready").stat().st_mtime_ns

    assert (0, "") == clone.bootstrap("run")
    assert before == (clone.root / ".venv" / "ready").stat().st_mtime_ns


@pytest.mark.tools
def test_the_tests_add_to_what_is_there(clone):
    """Getting ready for the tests adds their packages to the same .venv, without making it anew."""
    clone.lock("test", {name: clone.pack(name) for name in ("pinned", "checker", "another")})

    code, printed = clone.bootstrap("test")

    assert 0 == code
    assert "Making .venv" not in printed
    assert "Installing the 3 packages of locks/test.txt" in printed
    assert clone.imports("small", "pinned", "checker", "another")
    assert (0, "") == clone.bootstrap("run")


@pytest.mark.tools
def test_a_release_newer_than_the_locked_one_changes_nothing(clone):
    """The day a locked package has a newer release, the locked one is still what a fresh clone installs.

    Older pips prefer the newest where another package asks for it with an extra, and then refuse it for want of a hash.
    """
    locked = {"pinned": clone.pack("pinned"), "checker": clone.pack("checker", needs="pinned[toml]>=1")}
    clone.lock("test", locked)
    clone.pack("pinned", "2")
    (clone.root / ".venv" / "ready").unlink()

    code, printed = clone.bootstrap("test")

    assert 0 == code, printed
    assert clone.imports("small", "pinned", "checker")
    assert [] == list(clone.root.glob(".venv/lib/*/site-packages/pinned-2.dist-info"))


@pytest.mark.tools
def test_a_package_that_is_not_the_locked_one_is_refused(clone):
    """A package whose hash is not the lock's stops everything with a message, and nothing is said to be ready."""
    lock = clone.root / "locks" / "run.txt"
    right = lock.read_text("utf-8")
    clone.pack("replaced")
    clone.lock("run", {"replaced": "0" * 64})

    code, printed = clone.bootstrap("run")

    lock.write_text(right, "utf-8")
    assert 1 == code
    assert "The packages could not be installed" in printed
    assert not clone.imports("replaced")
    assert not (clone.root / ".venv" / "ready").exists()


@pytest.mark.tools
def test_an_interrupted_installation_is_begun_anew_by_one_call_at_a_time(clone):
    """`make -j2 demo test` throws away a .venv that was not finished and makes one, each call in its turn."""
    (clone.root / ".venv" / "ready").unlink()
    (clone.root / ".venv" / "half-written").touch()

    both = [clone.start(stage) for stage in ("run", "test")]
    printed = [one.communicate(timeout=120)[0] for one in both]

    assert [0, 0] == [one.returncode for one in both], printed
    assert 1 == "".join(printed).count("Making .venv")
    assert 1 == "".join(printed).count("Waiting for another command")
    assert not (clone.root / ".venv" / "half-written").exists()
    assert clone.imports("small", "pinned", "checker")


@pytest.mark.tools
def test_a_clone_that_was_moved_is_made_ready_again(clone):
    """The scripts of a .venv hold its address: where it is no longer true, the .venv is made anew."""
    moved = clone.root.with_name("déplacé")
    clone.root.rename(moved)
    clone.root = moved

    code, printed = clone.bootstrap("run")

    assert 0 == code
    assert "Making .venv" in printed
    assert clone.imports("small")


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"PYTHON": "/bin/false"}, "PYTHON=/bin/false is not a Python of at least 3.11"),
        ({"PYTHON": "", "PATH": "/nowhere"}, "No Python of at least 3.11 was found"),
    ],
    ids=["the one asked for", "any"],
)
def test_a_missing_python_is_told(tmp_path, environment, told):
    """Without a Python that fits, the message names what is needed, and nothing is made."""
    clone = Clone(tmp_path)

    code, printed = clone.bootstrap("run", **environment)

    assert 1 == code
    assert told in printed
    assert not (clone.root / ".venv").exists()


@pytest.mark.parametrize("user", [0, 1000], ids=["root", "a person"])
def test_a_missing_venv_module_is_installed_or_told(tmp_path, user):
    """Root's machine asks apt-get for the package of this very Python; a person is given the command to type."""
    clone = Clone(tmp_path)
    asked = tmp_path / "asked"
    apt = tmp_path / "bin" / "apt-get"
    apt.parent.mkdir()
    apt.write_text(f'#!/bin/sh\necho "$@" >> "{asked}"\n', "utf-8")
    apt.chmod(0o755)
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    lent = _LENT_PYTHON.format(user=user, script=str(clone.root / "tools" / "bootstrap.py"))

    done = subprocess.run(
        [sys.executable, "-I", "-c", lent],
        env={"PATH": str(apt.parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert 1 == done.returncode
    assert "ensurepip" in done.stderr
    assert f"apt-get install {package}" in done.stderr
    assert ("sudo" in done.stderr) == (user != 0)
    assert (["-qq update", f"-qq -y install {package}"] if user == 0 else []) == (
        asked.read_text("utf-8").splitlines() if asked.exists() else []
    )
