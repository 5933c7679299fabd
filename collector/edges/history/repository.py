"""Keeps a practice's data in git: main remembers for ever, the branch `pieces` can forget.

`main` gains a commit for data/ when something changed. `pieces` is an orphan branch that always has exactly one
commit, of third parties' words. At a save the folder pieces/ is laid over that commit: what another pass added stays,
and nothing is removed but what the caller says is forgotten. It is pushed only over the commit that the remote has at
that moment. This module does not know what words main claims: the caller checks every hash before it saves.
"""

import os
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from collector.core.errors import StoreError
from collector.edges.history.destination import Destination
from collector.edges.history.git import names, run_git, said, some

MAIN_PATHS = ("data",)
PIECES = "pieces"
_MOST_HEADS = 20  # branches of a remote that are compared with ours
ATTEMPTS = 4  # tries of a push that another pass overtakes
_KEPT = f"refs/heads/{PIECES}"  # what this machine saved last, pushed or not
_OPENED = (
    f"refs/renom/{PIECES}"  # what the remote had when this machine last opened or pushed: tells who changed a file
)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the new commits, None where nothing changed. A push changes what the remote had."""

    main: str | None
    pieces: str | None


class Repository:
    """The git repository of a practice. Every method but `exists` raises StoreError: git's words, what to do next.

    `forgotten` are the files below pieces/ whose words were erased: they are never brought back from a branch, and
    leave it at the next save.
    """

    def __init__(
        self, root: Path, remote: str = "origin", program: str = "git", forgotten: Collection[str] = ()
    ) -> None:
        self.root = root
        self.remote = remote
        self.forgotten = frozenset(forgotten)
        self._program = program
        self._tracking = f"refs/remotes/{remote}/{PIECES}"

    def exists(self) -> bool:
        """Tell whether git is installed and `root` is the top of a git work tree."""
        if not self.root.is_dir():
            return False
        try:
            answer = self._try("rev-parse", "--show-toplevel")
        except StoreError:
            return False
        return answer.returncode == 0 and Path(answer.stdout.strip()).resolve() == self.root.resolve()

    def open_pieces(self, *, ask_remote: bool = True) -> bool:
        """Bring into pieces/ what the branch `pieces` has and the folder lacks; return whether anything came.

        Done before a pass: without it an edit would be kept without the words that came before. A file that is
        missing here comes; one that nobody changed here since the last opening becomes the remote's; one that was
        changed only here stays. Raise StoreError, and touch nothing, for a file changed in both places.

        Without `ask_remote`, only what was already fetched is looked at, and a file changed in both places stays.
        """
        theirs = self._fetch_pieces() if ask_remote and self._has_remote() else self._commit(self._tracking)
        source = theirs or self._commit(_KEPT)
        if source is None:
            return False
        there = {name: blob for name, blob in self._files(source).items() if name not in self.forgotten}
        here = {name: blob for name, blob in self._files_here(source).items() if name in there}
        before = self._files(self._commit(_OPENED)) if theirs else there
        differing = [name for name in here if here[name] != there[name]]
        behind = [name for name in differing if here[name] == before.get(name)]
        both = [name for name in differing if before.get(name) not in {here[name], there[name]}]
        if both and ask_remote:
            raise StoreError(self._changed_twice(both))
        wanted = [*(name for name in there if name not in here), *behind]
        self._checkout_pieces(source, wanted)
        if theirs and not both:
            self._git("update-ref", _OPENED, theirs)
        return bool(wanted)

    def destination(self) -> Destination:
        """Return where a push goes. Raise StoreError where there is no remote, or one of another history than ours."""
        branch = self._branch()
        answer = self._try("remote", "get-url", "--push", self.remote)
        if answer.returncode != 0:
            raise StoreError(
                f"{self.root} has no remote {self.remote}: nothing was saved. "
                f"Add one with `git remote add {self.remote} <address>`, or save without --push"
            )
        to = Destination(self.remote, answer.stdout.strip(), branch)
        if not self._is_related(branch):
            raise StoreError(
                f"{to.shown} ({self.remote}) has another history than {self.root}: nothing was saved, nothing sent. "
                "Push to the practice's own private repository, made empty (without README), or clone the one that is "
                f"there and work in the clone; `git remote set-url {self.remote} <address>` changes where it goes"
            )
        return to

    def save(self, message: str, *, push: bool) -> Saved:
        """Commit data/ to the current branch and replace the one commit of `pieces`; push both when asked."""
        branch = self.destination().branch if push else self._branch()
        pieces = self._save_pieces(message, push=push)
        main = self._save_main(message)
        if push:
            self._push_main(branch)
        return Saved(main=main and self._git("rev-parse", "HEAD"), pieces=pieces)

    # --- main ---------------------------------------------------------------------------------------------------

    def _branch(self) -> str:
        answer = self._try("symbolic-ref", "--quiet", "--short", "HEAD")
        if answer.returncode != 0:
            raise StoreError(
                f"{self.root} is on no branch (detached HEAD, or a rebase in progress): nothing was saved. "
                "Check out a branch first, for instance with `git checkout main`"
            )
        return answer.stdout.strip()

    def _save_main(self, message: str) -> str | None:
        paths = [path for path in MAIN_PATHS if (self.root / path).exists()]
        if not paths:
            return None
        self._git("add", "--all", "--", *paths)
        if self._try("diff", "--cached", "--quiet", "--", *paths).returncode == 0:
            return None
        self._git("commit", "--quiet", "--message", message, "--", *paths)
        return self._git("rev-parse", "HEAD")

    def _push_main(self, branch: str) -> None:
        """Push; when another push came first, put our commits after it and try again."""
        reference, tracking = f"refs/heads/{branch}", f"refs/remotes/{self.remote}/{branch}"
        for _ in range(ATTEMPTS):
            pushed = self._try("push", "--quiet", self.remote, f"HEAD:{reference}")
            if pushed.returncode == 0:
                return
            if self._try("fetch", "--quiet", self.remote, f"+{reference}:{tracking}").returncode != 0:
                break
            self._rebase(branch, tracking)
        raise StoreError(self._not_pushed(branch, said(pushed)))

    def _rebase(self, branch: str, tracking: str) -> None:
        """Put our commits after the remote's; where git cannot, leave no rebase in progress and raise StoreError."""
        answer = self._try("rebase", "--quiet", "--autostash", tracking)
        if answer.returncode == 0:
            return
        files = names(self._git("diff", "--name-only", "--diff-filter=U", "-z"))
        self._try("rebase", "--abort")
        why = f"{some(files)} changed both here and there" if files else said(answer)
        raise StoreError(
            f"{branch} is saved in {self.root} but not pushed: {self.remote} has other commits, and {why}. "
            f"Run `git pull --rebase {self.remote} {branch}`, choose what to keep, then `renom save --push`"
        )

    def _is_related(self, branch: str) -> bool:
        """Tell whether some branch of the remote has a commit of ours; so has a remote without any branch."""
        lines = self._git("ls-remote", "--heads", self.remote).splitlines()
        heads = [line.split("\trefs/heads/", 1)[1] for line in lines if "\trefs/heads/" in line]
        theirs = sorted((one for one in heads if one != PIECES), key=lambda one: (one != branch, one))[:_MOST_HEADS]
        for one in theirs:
            self._git("fetch", "--quiet", self.remote, f"refs/heads/{one}")
            if self._try("merge-base", "HEAD", "FETCH_HEAD").returncode == 0:
                return True
        return not theirs

    # --- pieces -------------------------------------------------------------------------------------------------

    def _save_pieces(self, message: str, *, push: bool) -> str | None:
        said = ""
        for _ in range(ATTEMPTS):
            if push:
                self.open_pieces()  # asks the remote: what it has now is what the push may replace
            theirs, kept = self._commit(self._tracking), self._commit(_KEPT)
            commit = self._commit_of_pieces(message, theirs, kept, below=theirs or kept if push else kept or theirs)
            if commit is None or (commit == kept and not push):
                return None
            said = self._push_pieces(commit, theirs) if push and commit != theirs else ""
            if not said:
                self._git("update-ref", _KEPT, commit)
                return commit if commit != theirs else None
        raise StoreError(self._not_pushed(PIECES, said))

    def _commit_of_pieces(self, message: str, *known: str | None, below: str | None) -> str | None:
        """Return the commit of pieces/ laid over the commit `below`: one already `known` if it says the same."""
        if not (self.root / PIECES).is_dir():
            return below
        tree = self._tree_of_pieces(below)
        for commit in known:
            if commit is not None and self._git("rev-parse", f"{commit}^{{tree}}") == tree:
                return commit
        if below is None and not self._files(tree):
            return None  # an empty folder, and no branch yet: nothing to keep
        return self._git("commit-tree", tree, "-m", message)

    def _tree_of_pieces(self, below: str | None) -> str:
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            if below is not None:
                self._git("read-tree", below, env=index)
            self._git(f"--work-tree={PIECES}", "add", "--force", "--all", "--ignore-removal", ".", env=index)
            told = "".join(f"{name}\0" for name in sorted(self.forgotten))
            self._git("update-index", "--force-remove", "-z", "--stdin", env=index, told=told)
            return self._git("write-tree", env=index)

    def _push_pieces(self, commit: str, theirs: str | None) -> str:
        """Replace the remote's commit `theirs` (None: no branch there) and return "", or return why git did not."""
        lease = f"--force-with-lease={_KEPT}:{theirs or ''}"
        answer = self._try("push", "--quiet", lease, self.remote, f"{commit}:{_KEPT}")
        if answer.returncode != 0:
            return said(answer)
        for name in (self._tracking, _OPENED):
            self._git("update-ref", name, commit)
        return ""

    def _fetch_pieces(self) -> str | None:
        """Return the remote's commit of `pieces`, fetched; None, and forget what it once had, when it has none."""
        listed = self._git("ls-remote", self.remote, _KEPT).splitlines()
        if not any(line.endswith(f"\t{_KEPT}") for line in listed):
            if self._commit(self._tracking):
                self._git("update-ref", "-d", self._tracking)
            return None
        self._git("fetch", "--quiet", "--depth=1", self.remote, f"+{_KEPT}:{self._tracking}")
        return self._commit(self._tracking)

    def _has_remote(self) -> bool:
        return self._try("remote", "get-url", self.remote).returncode == 0

    def _commit(self, name: str) -> str | None:
        answer = self._try("rev-parse", "--verify", "--quiet", name)
        return answer.stdout.strip() if answer.returncode == 0 else None

    def _files(self, tree: str | None) -> dict[str, str]:
        """Return the blob of every path of a tree or commit; nothing for None."""
        lines = names(self._git("ls-tree", "-r", "-z", tree)) if tree else []
        described = (line.split("\t", 1) for line in lines)  # "<mode> blob <hash>", then the path
        return {name: about.split()[2] for about, name in described}

    def _files_here(self, tree: str) -> dict[str, str]:
        """Return the blob that git would make of each file of pieces/ which the tree has too; write no object."""
        names = [name for name in self._files(tree) if os.path.lexists(self.root / PIECES / name)]
        paths = "".join(f"{PIECES}/{name}\n" for name in names)
        return dict(zip(names, self._git("hash-object", "--stdin-paths", told=paths).split(), strict=True))

    def _checkout_pieces(self, commit: str, names: Iterable[str]) -> None:
        (self.root / PIECES).mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            self._git("read-tree", commit, env=index)
            told = "".join(f"{name}\0" for name in names)
            self._git(f"--work-tree={PIECES}", "checkout-index", "--force", "-z", "--stdin", env=index, told=told)

    # --- words --------------------------------------------------------------------------------------------------

    def _changed_twice(self, names: list[str]) -> str:
        return (
            f"{some([f'{PIECES}/{name}' for name in names])} changed both here and on {self.remote}: nothing was "
            f"touched in {self.root}. Keep a copy of each, remove it from {PIECES}/ and run this again to get the "
            "remote's; then add to it the versions that only your copy has"
        )

    def _not_pushed(self, branch: str, said: str) -> str:
        return (
            f"{branch} could not be pushed from {self.root} to {self.remote}: {said}. "
            f"Check that you may push to {self.remote}, then run `renom save --push` again"
        )

    # --- git ----------------------------------------------------------------------------------------------------

    def _git(self, *words: str, env: Mapping[str, str] | None = None, told: str = "") -> str:
        answer = self._try(*words, env=env, told=told)
        if answer.returncode != 0:
            verb = next(word for word in words if not word.startswith("-"))
            tried = f"`git fetch {self.remote}`" if verb in {"ls-remote", "fetch"} else "`git status`"
            raise StoreError(
                f"git {verb} failed in {self.root}: {said(answer)}. "
                f"See what {tried} says there, mend that, then run this again"
            )
        return answer.stdout.strip()

    def _try(
        self, *words: str, env: Mapping[str, str] | None = None, told: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return run_git(self._program, self.root, words, env or {}, told)
