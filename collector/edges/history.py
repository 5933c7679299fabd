"""Keeps a practice's data in git: main remembers for ever, the branch `pieces` can forget.

`main` gains a commit for data/ when something changed. `pieces` is an orphan branch that always has exactly one
commit: third parties' words, replaced whole at each pass. It is replaced only after every hash that main still
claims was found in it, and pushed only over the commit that this pass started from.
"""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from collector.core.errors import StoreError

MAIN_PATHS = ("data",)
PIECES = "pieces"
ATTEMPTS = 4  # tries of a push that another pass overtakes
_IDENTITY = {
    "GIT_AUTHOR_NAME": "Renom",
    "GIT_AUTHOR_EMAIL": "renom@localhost",
    "GIT_COMMITTER_NAME": "Renom",
    "GIT_COMMITTER_EMAIL": "renom@localhost",
}


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the new commits, None where nothing changed."""

    main: str | None
    pieces: str | None


class Repository:
    """The git repository of a practice. Every method raises StoreError with git's own words and what to do next."""

    def __init__(self, root: Path, remote: str = "origin") -> None:
        self.root = root
        self.remote = remote

    def exists(self) -> bool:
        """Tell whether `root` is the top of a git work tree."""
        answer = self._try("rev-parse", "--show-toplevel")
        return answer.returncode == 0 and Path(answer.stdout.strip()).resolve() == self.root.resolve()

    def open_pieces(self) -> bool:
        """Fill pieces/ from the branch `pieces` when the folder is empty; return whether it did.

        Done before a pass: without it an edit would be kept without the words that came before.
        """
        folder = self.root / PIECES
        if folder.is_dir() and any(folder.iterdir()):
            return False
        commit = self._pieces_commit()
        if commit is None:
            return False
        folder.mkdir(exist_ok=True)
        self._checkout_pieces(commit)
        return True

    def save(self, message: str, *, push: bool) -> Saved:
        """Commit data/ to the current branch and replace the one commit of `pieces`; push both when asked."""
        pieces = self._save_pieces(message, push=push)
        main = self._save_main(message)
        if push:
            self._push_main()
        return Saved(main=main, pieces=pieces)

    # --- main ---------------------------------------------------------------------------------------------------

    def _save_main(self, message: str) -> str | None:
        paths = [path for path in MAIN_PATHS if (self.root / path).exists()]
        if not paths:
            return None
        self._git("add", "--all", "--", *paths)
        if self._try("diff", "--cached", "--quiet", "--", *paths).returncode == 0:
            return None
        self._git("commit", "--quiet", "--message", message, "--", *paths)
        return self._git("rev-parse", "HEAD")

    def _push_main(self) -> None:
        """Push; when another push came first, put our commits after it and try again."""
        branch = self._git("symbolic-ref", "--short", "HEAD")
        for _ in range(ATTEMPTS):
            if self._try("push", "--quiet", self.remote, f"HEAD:refs/heads/{branch}").returncode == 0:
                return
            self._git("fetch", "--quiet", self.remote, f"+refs/heads/{branch}:refs/remotes/{self.remote}/{branch}")
            self._git("rebase", "--quiet", "--autostash", f"{self.remote}/{branch}")
        raise StoreError(
            f"{branch} could not be pushed to {self.remote} in {ATTEMPTS} tries: run `renom save --push` again"
        )

    # --- pieces -------------------------------------------------------------------------------------------------

    def _save_pieces(self, message: str, *, push: bool) -> str | None:
        folder = self.root / PIECES
        if not folder.is_dir():
            return None
        for _ in range(ATTEMPTS):
            before = self._pieces_commit()
            tree = self._tree_of_pieces(before)
            if before is not None and self._git("rev-parse", f"{before}^{{tree}}") == tree:
                return None
            commit = self._git("commit-tree", tree, "-m", message)
            if not push or self._push_pieces(commit, before):
                self._git("update-ref", f"refs/heads/{PIECES}", commit)
                self._checkout_pieces(commit)
                return commit
            self._fetch_pieces()
        raise StoreError(f"pieces could not be pushed in {ATTEMPTS} tries: run `renom save --push` again")

    def _tree_of_pieces(self, before: str | None) -> str:
        """Return the tree of pieces/ laid over the branch's: what another pass added meanwhile stays."""
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            if before is not None:
                self._git("read-tree", before, env=index)
            self._git(f"--work-tree={PIECES}", "add", "--force", "--all", "--ignore-removal", ".", env=index)
            return self._git("write-tree", env=index)

    def _push_pieces(self, commit: str, before: str | None) -> bool:
        lease = f"--force-with-lease=refs/heads/{PIECES}:{before or ''}"
        return self._try("push", "--quiet", lease, self.remote, f"{commit}:refs/heads/{PIECES}").returncode == 0

    def _pieces_commit(self) -> str | None:
        """Return the commit of `pieces`: the remote's when there is one, else our own."""
        if self._has_remote():
            self._fetch_pieces()
        for name in (f"refs/remotes/{self.remote}/{PIECES}", f"refs/heads/{PIECES}"):
            answer = self._try("rev-parse", "--verify", "--quiet", name)
            if answer.returncode == 0:
                return answer.stdout.strip()
        return None

    def _fetch_pieces(self) -> None:
        reference = f"refs/heads/{PIECES}"
        if self._git("ls-remote", "--heads", self.remote, reference):
            self._git("fetch", "--quiet", "--depth=1", self.remote, f"+{reference}:refs/remotes/{self.remote}/{PIECES}")

    def _has_remote(self) -> bool:
        return self._try("remote", "get-url", self.remote).returncode == 0

    def _checkout_pieces(self, commit: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            self._git("read-tree", commit, env=index)
            self._git(f"--work-tree={PIECES}", "checkout-index", "--all", "--force", env=index)

    # --- git ----------------------------------------------------------------------------------------------------

    def _git(self, *words: str, env: Mapping[str, str] | None = None) -> str:
        answer = self._try(*words, env=env)
        if answer.returncode != 0:
            said = answer.stderr.strip() or f"exit status {answer.returncode}"
            raise StoreError(f"git {words[0]} failed in {self.root}: {said}")
        return answer.stdout.strip()

    def _try(self, *words: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - fixed program, no shell; arguments are ours
            ["git", *words],  # noqa: S607 - git is found on the PATH, as people expect
            cwd=self.root,
            env={**_IDENTITY, **os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **(env or {})},
            capture_output=True,
            text=True,
            check=False,
        )
