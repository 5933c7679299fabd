"""Make `.venv` ready for a stage: the product (`run`), captures in a browser (`capture`), `test` or `train`.

See `tools/bootstrap`.

Installs what the hash-pinned locks say, then the product itself in place, and nothing else. Called again, it does
nothing; an installation that was interrupted is begun anew; two calls at once wait for each other. It names no package
index: pip's own settings decide where packages come from. Standard library only, since nothing is installed yet.
"""
# ruff: noqa: S603, T201 - a script run by its path; it calls only pip, venv and apt-get, and prints its progress

import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCKS = {
    "run": "locks/run.txt",
    "capture": "locks/capture.txt",
    "test": "locks/test.txt",
    "train": "locks/train.txt",
}


class BootstrapError(Exception):
    """What stopped the preparation, and what to type next."""


def prepare(root: Path, stage: str) -> None:
    """Make `root/.venv` ready for `stage` ("run" or "test"), or raise BootstrapError; do nothing if it is."""
    venv = root / ".venv"
    wanted = digest(root, stage)
    ready = _read_ready(root)
    if ready.get(stage) == wanted:
        return
    started = time.monotonic()
    if ready:
        (venv / "ready").unlink()
    else:
        _make_venv(venv)
    lock = root / LOCKS[stage]
    count = len(re.findall(r"^\S+==", lock.read_text("utf-8"), re.MULTILINE))
    say(f"Installing the {count} packages of {LOCKS[stage]} (about a minute the first time)...")
    _install_locked(venv, lock)
    if ready.get("run") != digest(root, "run"):
        _install_product(venv, root)
    mark_ready(root, stage)
    say(f"Ready in {time.monotonic() - started:.0f} s.")


def digest(root: Path, stage: str) -> str:
    """Return what an installation for `stage` depends on in the clone, hashed."""
    read = (root / LOCKS[stage]).read_bytes() + b"\0" + (root / "pyproject.toml").read_bytes()
    return hashlib.sha256(read).hexdigest()


def mark_ready(root: Path, stage: str) -> None:
    """Record that `.venv` holds all that `stage` needs (and so all that `run` needs, whose lock is a part)."""
    stages = {one: digest(root, one) for one in ("run", stage)}
    (root / ".venv" / "ready").write_text(json.dumps({"home": _home(root), **stages}), "utf-8")


def _read_ready(root: Path) -> dict[str, str]:
    """Return what `.venv` is ready for; empty when it must be made anew (none, unfinished, moved, another Python)."""
    try:
        ready = json.loads((root / ".venv" / "ready").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    same_home = isinstance(ready, dict) and ready.get("home") == _home(root)
    return ready if same_home and (root / ".venv" / "bin" / "python").exists() else {}


def _home(root: Path) -> str:
    # The scripts of a .venv hold its absolute path, and its packages the version of Python.
    return f"{sys.version_info.major}.{sys.version_info.minor} {root}"


def _make_venv(venv: Path) -> None:
    if missing_parts():
        _install_venv_module()
    version = ".".join(map(str, sys.version_info[:3]))
    say(f"Making .venv with Python {version} ({sys.executable})...")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=False)
    if made.returncode:
        raise BootstrapError(f"{venv} could not be made: Python says why above.")


def missing_parts() -> list[str]:
    """Return the modules that making a .venv needs and this Python lacks (Debian ships them apart)."""
    found = {name: importlib.util.find_spec(name) for name in ("venv", "ensurepip")}
    # A folder that is left without its code passes for a namespace, which has no origin.
    return [name for name, spec in found.items() if spec is None or spec.origin is None]


def _install_venv_module() -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise BootstrapError(f"This Python lacks {' and '.join(missing_parts())}. {remedy()}")
    say(f"Installing {venv_package()} with apt-get...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "-qq", "update"], ["apt-get", "-qq", "-y", "install", venv_package()]):
        subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL)
    importlib.invalidate_caches()
    if missing_parts():
        raise BootstrapError(f"apt-get did not bring {' and '.join(missing_parts())}. {remedy()}")


def venv_package() -> str:
    """Return the name of Debian's package of the venv module for this very Python."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def remedy() -> str:
    """Return the command that a person can type when the venv module is missing."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return (
        "Type this (Debian, Ubuntu; elsewhere, install your system's package of Python's venv module), "
        f"then the same command again:\n\n    {sudo}apt-get install {venv_package()}\n"
    )


def _install_locked(venv: Path, lock: Path) -> None:
    # --no-deps: the lock holds everything already. An older pip that resolves again prefers to a pinned release the
    # newest one, where another package asks for it with an extra, and then refuses it for want of a hash.
    if _pip(venv, "--no-deps", "--require-hashes", "-r", str(lock)):
        raise BootstrapError(
            "The packages could not be installed: pip says why above.\n"
            "Without a network or behind a proxy, set pip's own options (HTTPS_PROXY, PIP_INDEX_URL, pip config), "
            "then type the same command again: what was downloaded is kept."
        )


def _install_product(venv: Path, root: Path) -> None:
    if _pip(venv, "--no-deps", "--no-build-isolation", "--editable", str(root)):
        raise BootstrapError("Renom itself could not be installed in .venv: pip says why above.")


def _pip(venv: Path, *arguments: str) -> int:
    # -I: a PYTHONPATH of the shell must not pass for installed packages. PIP_USER would leave the .venv.
    pip = [str(venv / "bin" / "python"), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return subprocess.run([*pip, *arguments], check=False, env={**os.environ, "PIP_USER": "0"}).returncode


def say(line: str) -> None:
    """Print one line of progress at once."""
    print(f"renom: {line}", flush=True)


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other call is preparing this clone; the system lets go by itself if this one is killed."""
    with Path(__file__).open("rb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another command that is preparing .venv...")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def main(arguments: list[str]) -> int:
    """Prepare the clone that holds this file; return the exit code."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print(f"usage: tools/bootstrap {'|'.join(LOCKS)}", file=sys.stderr)
        return 2
    try:
        with alone():
            prepare(Path(__file__).resolve().parents[1], arguments[0])
    except BootstrapError as error:
        print(f"renom: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("renom: interrupted; the same command begins again.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
