"""Throw-away clones of this repository as it stands on the disk, with a remote of their own and a .venv that is lent."""

import importlib.util
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What git ignores at the root, and git's own folder.
_LEFT_OUT = {
    ".git", ".venv", ".cache", ".coverage", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "build",
    "dist", "imports", "pieces",
}  # fmt: skip
_IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@renom.example", "-c", "init.defaultBranch=main")


def files() -> list[Path]:
    """Return the files of this repository as they stand, whether git knows them already or not."""
    tops = [path for path in sorted(ROOT.iterdir()) if path.name not in _LEFT_OUT]
    return [path for top in tops for path in [top, *sorted(top.rglob("*"))] if path.is_file()]


def git(folder: Path, *words: str) -> str:
    """Run git in a folder; return what it prints."""
    command = ["git", "-C", str(folder), *_IDENTITY, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def publish(folder: Path, added: dict[str, str]) -> Path:
    """Make a bare repository that holds the working tree, plus some files; return its path."""
    tree, bare = folder / "tree", folder / "remote.git"
    shutil.copytree(ROOT, tree, ignore=lambda place, _: _LEFT_OUT if Path(place) == ROOT else ())
    for name, text in added.items():
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    git(tree, "init", "--quiet")
    git(tree, "add", "--all")
    git(tree, "commit", "--quiet", "--message", "As it stands")
    git(folder, "clone", "--quiet", "--bare", str(tree), str(bare))
    return bare


def clone(bare: Path, folder: Path) -> Path:
    """Clone as the workflow does: the last commit of main only, and a .venv that is ready."""
    git(bare, "clone", "--quiet", "--depth=1", bare.as_uri(), str(folder))
    lend_venv(folder)
    return folder


def lend_venv(root: Path) -> None:
    """Give a clone a .venv that `tools/bootstrap` takes as ready: its own product, the packages of this Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(root / ".venv")], check=True)
    libraries = next((root / ".venv" / "lib").glob("python*/site-packages"))
    # In this order: the clone's own package must win over the one that these packages were installed for.
    (libraries / "lent.pth").write_text(f"{root}\n{sysconfig.get_path('purelib')}\n", "utf-8")
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    described = libraries / f"{project['name']}-{project['version']}.dist-info"
    described.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (described / "METADATA").write_text(metadata, "utf-8")
    for name, entry in project["scripts"].items():
        module, function = entry.split(":")
        script = root / ".venv" / "bin" / name
        script.write_text(f"#!{root}/.venv/bin/python\nfrom {module} import {function}\n{function}()\n", "utf-8")
        script.chmod(0o755)
    specification = importlib.util.spec_from_file_location("bootstrap", root / "tools" / "bootstrap.py")
    assert specification is not None
    assert specification.loader is not None
    bootstrap = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(bootstrap)
    bootstrap.mark_ready(root, "test")
