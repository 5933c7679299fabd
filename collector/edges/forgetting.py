"""Makes git forget for good what nothing names any more, and looks for words in everything that is left.

Git keeps replaced files as objects until they are pruned. Only this machine's repository is in reach: what a host keeps
of it, only the host can erase.
"""

import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path

from collector.core.errors import StoreError

_PIECES = "pieces"  # the branch that can forget
_KEPT = f"refs/heads/{_PIECES}"
_SKIPPED = {".git", ".venv", "imports"}  # git is read by object; imports/ is the person's own


def forget(root: Path, program: str = "git") -> None:
    """Prune from the repository in `root` every object that no branch names; main's own history is not touched.

    What is remembered of the remote's branch `pieces` goes too when it is not what is kept here: the next pass asks
    again. Raise StoreError with git's words when it refuses.
    """
    kept = _git(root, program, "for-each-ref", "--format=%(objectname)", _KEPT)
    for reference, commit in _remembered(root, program):
        if commit != kept:
            _git(root, program, "update-ref", "-d", reference)
    (root / ".git" / "FETCH_HEAD").unlink(missing_ok=True)  # the name that git gives to what it fetched last
    _git(root, program, "reflog", "expire", "--expire-unreachable=now", "--all")
    _git(root, program, "repack", "-a", "-d", "--quiet")
    _git(root, program, "prune", "--expire=now")


def traces(root: Path, words: Collection[str], program: str = "git") -> tuple[str, ...]:
    """Return where one of `words` still stands: the files below `root`, and the objects of git, reachable or not."""
    wanted = [one.encode() for one in words]
    found = [where for where, content in _everything(root, program) if any(one in content for one in wanted)]
    return tuple(found)


def _everything(root: Path, program: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink() and not _SKIPPED & set(path.relative_to(root).parts):
            yield path.relative_to(root).as_posix(), path.read_bytes()
    if (root / ".git").exists():
        yield from _objects(root, program)


def _objects(root: Path, program: str) -> Iterator[tuple[str, bytes]]:
    """Yield every blob, tree, commit and tag of the repository: its name in git, and its content."""
    listed = _git(root, program, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").decode().split()
    command = [program, "-C", str(root), "cat-file", "--batch"]
    with subprocess.Popen(  # noqa: S603 - fixed program, no shell; arguments are ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as answering:
        assert answering.stdin is not None
        assert answering.stdout is not None
        for name in listed:
            answering.stdin.write(f"{name}\n".encode())
            answering.stdin.flush()
            size = int(answering.stdout.readline().split()[2])
            yield f"git object {name}", answering.stdout.read(size + 1)[:-1]


def _remembered(root: Path, program: str) -> list[tuple[str, bytes]]:
    """Return the references to the branch `pieces` of others, with their commits."""
    told = _git(root, program, "for-each-ref", "--format=%(refname) %(objectname)").splitlines()
    pairs = (line.split(b" ") for line in told)
    return [(name.decode(), commit + b"\n") for name, commit in pairs if name.endswith(f"/{_PIECES}".encode())]


def _git(root: Path, program: str, *words: str) -> bytes:
    done = subprocess.run(  # noqa: S603 - fixed program, no shell; arguments are ours
        [program, "-C", str(root), *words], capture_output=True, check=False
    )
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise StoreError(f"git {words[0]} failed in {root}: {said}. Mend that, then run this again")
    return done.stdout
