"""Data in git: main remembers for ever, pieces is one commit that can forget. Real repositories throughout."""

import subprocess
from pathlib import Path

import pytest

from collector.core.errors import StoreError
from collector.edges.history import Repository

pytestmark = pytest.mark.slow


def git(root: Path, *words: str) -> str:
    answer = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)
    return answer.stdout.rstrip()


def put(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """Make a bare remote whose main holds a practice.yml and ignores pieces/."""
    bare = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    seed = clone(bare, tmp_path / "seed")
    put(seed, "practice.yml", "v: 1\n")
    put(seed, ".gitignore", "/pieces/\n")
    git(seed, "add", "--all")
    git(seed, "commit", "--quiet", "-m", "start")
    git(seed, "push", "--quiet", "origin", "HEAD:main")
    return bare


def clone(bare: Path, place: Path) -> Path:
    git(bare.parent, "clone", "--quiet", str(bare), str(place))
    git(place, "config", "user.name", "Essai")
    git(place, "config", "user.email", "essai@cabinet.example")
    git(place, "checkout", "--quiet", "-B", "main")
    return place


def test_a_save_commits_data_to_main_and_words_to_pieces(remote: Path, tmp_path: Path) -> None:
    """After a pushed save the remote's main holds data/, its pieces holds the words, and neither holds the other's."""
    here = clone(remote, tmp_path / "here")
    put(here, "data/findings/a.yml", "v: 1\n")
    put(here, "pieces/texts/a.yml", "des mots\n")

    Repository(here).save("Pass 1", push=True)

    assert [n for n in git(remote, "ls-tree", "-r", "--name-only", "main").split() if "/" in n] == [
        "data/findings/a.yml"
    ]
    assert git(remote, "ls-tree", "-r", "--name-only", "pieces").split() == ["texts/a.yml"]


def test_pieces_always_has_exactly_one_commit(remote: Path, tmp_path: Path) -> None:
    """Three passes leave three commits of data and one of words, without parent."""
    here = clone(remote, tmp_path / "here")
    for number in range(3):
        put(here, "data/findings/a.yml", f"v: {number}\n")
        put(here, "pieces/texts/a.yml", f"mots {number}\n")
        Repository(here).save(f"Pass {number}", push=True)

    assert (git(remote, "rev-list", "--count", "main"), git(remote, "rev-list", "--count", "pieces")) == ("4", "1")


def test_a_save_without_change_makes_no_commit(remote: Path, tmp_path: Path) -> None:
    """A quiet pass leaves both branches where they were."""
    here = clone(remote, tmp_path / "here")
    put(here, "data/findings/a.yml", "v: 1\n")
    put(here, "pieces/texts/a.yml", "des mots\n")
    first = Repository(here).save("Pass 1", push=True)

    second = Repository(here).save("Pass 2", push=True)

    assert first.main is not None
    assert first.pieces is not None
    assert (second.main, second.pieces) == (None, None)


def test_a_fresh_clone_gets_the_words_back_before_a_pass(remote: Path, tmp_path: Path) -> None:
    """open_pieces fills an empty pieces/ from the remote's branch, and leaves what was changed here alone."""
    here = clone(remote, tmp_path / "here")
    put(here, "pieces/texts/a.yml", "des mots\n")
    Repository(here).save("Pass 1", push=True)
    there = clone(remote, tmp_path / "there")

    opened = Repository(there).open_pieces()

    assert (opened, (there / "pieces/texts/a.yml").read_text(encoding="utf-8")) == (True, "des mots\n")
    put(there, "pieces/texts/a.yml", "autres mots\n")
    assert Repository(there).open_pieces() is False
    assert (there / "pieces/texts/a.yml").read_text(encoding="utf-8") == "autres mots\n"


def test_two_passes_that_race_lose_nothing(remote: Path, tmp_path: Path) -> None:
    """Two clones that save different findings at the same time both end on the remote, on both branches."""
    one, two = clone(remote, tmp_path / "one"), clone(remote, tmp_path / "two")
    for here, name in ((one, "a"), (two, "b")):
        put(here, f"data/findings/{name}.yml", "v: 1\n")
        put(here, f"pieces/texts/{name}.yml", f"mots {name}\n")

    Repository(one).save("Pass one", push=True)
    Repository(two).save("Pass two", push=True)

    main = set(git(remote, "ls-tree", "-r", "--name-only", "main").split())
    assert set() == {"data/findings/a.yml", "data/findings/b.yml"} - main
    assert git(remote, "ls-tree", "-r", "--name-only", "pieces").split() == ["texts/a.yml", "texts/b.yml"]
    assert git(remote, "rev-list", "--count", "pieces") == "1"


def test_a_save_touches_only_what_the_machine_owns(remote: Path, tmp_path: Path) -> None:
    """What a person was editing or had staged is neither committed nor changed."""
    here = clone(remote, tmp_path / "here")
    put(here, "practice.yml", "v: 1\nname: en cours\n")
    put(here, "notes.md", "à moi\n")
    git(here, "add", "notes.md")
    put(here, "data/findings/a.yml", "v: 1\n")

    Repository(here).save("Pass 1", push=False)

    assert git(here, "show", "--name-only", "--format=", "HEAD") == "data/findings/a.yml"
    assert {" M practice.yml", "A  notes.md"} == set(git(here, "status", "--porcelain").splitlines())


def test_a_refused_push_is_an_error(remote: Path, tmp_path: Path) -> None:
    """A remote that refuses makes the save fail in words: a pass is never said to be saved when it is not."""
    here = clone(remote, tmp_path / "here")
    hook = remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    put(here, "data/findings/a.yml", "v: 1\n")
    put(here, "pieces/texts/a.yml", "des mots\n")

    with pytest.raises(StoreError) as caught:
        Repository(here).save("Pass 1", push=True)

    assert "could not be pushed" in str(caught.value)


def test_words_stay_reachable_from_no_commit_but_the_newest(remote: Path, tmp_path: Path) -> None:
    """Words removed from pieces by its one commit are in no branch of the remote any more."""
    here = clone(remote, tmp_path / "here")
    put(here, "pieces/texts/a.yml", "premiers mots\n")
    Repository(here).save("Pass 1", push=True)
    put(here, "pieces/texts/a.yml", "autres mots\n")
    Repository(here).save("Pass 2", push=True)

    said = git(remote, "log", "--all", "-p", "--format=%H")

    assert ("autres mots" in said, "premiers mots" in said) == (True, False)


def test_without_a_remote_both_branches_are_local(tmp_path: Path) -> None:
    """A practice that keeps git on one computer only has the same two branches."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    put(tmp_path, "data/findings/a.yml", "v: 1\n")
    put(tmp_path, "pieces/texts/a.yml", "des mots\n")

    saved = Repository(tmp_path).save("Pass 1", push=False)

    assert (saved.main, saved.pieces) == (git(tmp_path, "rev-parse", "HEAD"), git(tmp_path, "rev-parse", "pieces"))


def test_a_folder_without_git_is_not_a_repository(tmp_path: Path) -> None:
    """Outside git, and in a folder below a repository's top, there is nothing to save into."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "below").mkdir()

    assert (Repository(tmp_path).exists(), Repository(tmp_path / "below").exists()) == (True, False)


def read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def two_machines(remote: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Make two clones that both hold the words of one pass, saved by the first."""
    one, two = clone(remote, tmp_path / "one"), clone(remote, tmp_path / "two")
    put(one, "pieces/texts/a.yml", "mots\n")
    Repository(one).save("Pass 1", push=True)
    Repository(two).open_pieces()
    return one, two


@pytest.mark.parametrize("changed", [False, True])
def test_words_saved_before_there_was_a_remote_reach_it(remote: Path, tmp_path: Path, *, changed: bool) -> None:
    """A local save, then a remote, then a pushed save: the remote has the words, changed meanwhile or not."""
    here = clone(remote, tmp_path / "here")
    git(here, "remote", "rename", "origin", "later")
    put(here, "pieces/texts/a.yml", "mots\n")
    local = Repository(here).save("Pass 1", push=False)
    git(here, "remote", "rename", "later", "origin")
    if changed:
        put(here, "pieces/texts/a.yml", "autres mots\n")

    pushed = Repository(here).save("Pass 1", push=True)
    again = Repository(here).save("Pass 1", push=True)

    assert (changed, None) == (pushed.pieces != local.pieces, again.pieces)
    assert pushed.pieces == git(remote, "rev-parse", "pieces")
    assert read(here, "pieces/texts/a.yml").rstrip() == git(remote, "show", "pieces:texts/a.yml")


def test_a_branch_that_the_remote_lost_is_pushed_again(remote: Path, tmp_path: Path) -> None:
    """What was fetched of a branch since removed from the remote is neither a lease nor a reason to say unchanged."""
    here = clone(remote, tmp_path / "here")
    put(here, "pieces/texts/a.yml", "mots\n")
    first = Repository(here).save("Pass 1", push=True)
    git(remote, "branch", "-D", "pieces")

    assert Repository(here).open_pieces() is False
    assert "origin/pieces" not in git(here, "branch", "--all")
    assert first.pieces == Repository(here).save("Pass 1", push=True).pieces == git(remote, "rev-parse", "pieces")


def test_only_missing_files_come_to_a_folder_that_has_some(remote: Path, tmp_path: Path) -> None:
    """A file removed by mistake comes back, and the one that was changed here stays as it is."""
    here = clone(remote, tmp_path / "here")
    for name in ("a", "b"):
        put(here, f"pieces/texts/{name}.yml", f"mots {name}\n")
    Repository(here).save("Pass 1", push=True)
    (here / "pieces/texts/a.yml").unlink()
    put(here, "pieces/texts/b.yml", "mots b, et d’autres\n")

    opened = Repository(here).open_pieces(), Repository(here).open_pieces()

    assert (True, False) == opened
    assert (read(here, "pieces/texts/a.yml"), read(here, "pieces/texts/b.yml")) == ("mots a\n", "mots b, et d’autres\n")


def test_an_older_file_does_not_undo_what_another_machine_added(remote: Path, tmp_path: Path) -> None:
    """A file nobody changed here becomes the remote's, so that the next save loses no version."""
    one, two = two_machines(remote, tmp_path)
    put(one, "pieces/texts/a.yml", "mots\nversion 2\n")
    Repository(one).save("Pass 2", push=True)
    put(two, "pieces/texts/b.yml", "mots b\n")

    Repository(two).save("Pass 3", push=True)

    assert read(two, "pieces/texts/a.yml") == "mots\nversion 2\n"
    assert git(remote, "show", "pieces:texts/a.yml") == "mots\nversion 2"
    assert git(remote, "show", "pieces:texts/b.yml") == "mots b"


def test_words_saved_here_and_not_yet_pushed_are_not_taken_back(remote: Path, tmp_path: Path) -> None:
    """A save without push is a change made here: opening does not replace it by the remote's older file."""
    _, two = two_machines(remote, tmp_path)
    put(two, "pieces/texts/a.yml", "mots\nversion 2\n")
    Repository(two).save("Pass 2", push=False)

    opened = Repository(two).open_pieces()

    assert (False, "mots\nversion 2\n") == (opened, read(two, "pieces/texts/a.yml"))


def test_a_file_changed_on_two_machines_is_for_a_person(remote: Path, tmp_path: Path) -> None:
    """Neither side is lost: the save is refused by name, and doing what the message says repairs it."""
    one, two = two_machines(remote, tmp_path)
    put(one, "pieces/texts/a.yml", "mots\nici\n")
    Repository(one).save("Pass 2", push=True)
    put(two, "pieces/texts/a.yml", "mots\nlà\n")

    with pytest.raises(StoreError, match=r"pieces/texts/a\.yml changed both here and on origin"):
        Repository(two).save("Pass 3", push=True)

    assert Repository(two).open_pieces(ask_remote=False) is False
    assert ("mots\nlà\n", "mots\nici") == (read(two, "pieces/texts/a.yml"), git(remote, "show", "pieces:texts/a.yml"))
    (two / "pieces/texts/a.yml").unlink()
    Repository(two).open_pieces()
    put(two, "pieces/texts/a.yml", read(two, "pieces/texts/a.yml") + "là\n")
    Repository(two).save("Pass 3", push=True)
    assert git(remote, "show", "pieces:texts/a.yml") == "mots\nici\nlà"


def test_data_changed_on_two_machines_leaves_no_rebase_behind(remote: Path, tmp_path: Path) -> None:
    """The conflict is told by file; the branch, the commit and what a person was editing are as before."""
    one, two = clone(remote, tmp_path / "one"), clone(remote, tmp_path / "two")
    put(one, "data/findings/a.yml", "v: 1\n")
    Repository(one).save("Pass one", push=True)
    put(two, "data/findings/a.yml", "v: 2\n")
    put(two, "practice.yml", "v: 1\nname: en cours\n")

    with pytest.raises(StoreError, match=r"data/findings/a\.yml changed both .* `git pull --rebase origin main"):
        Repository(two).save("Pass two", push=True)

    assert git(two, "symbolic-ref", "--short", "HEAD") == "main"
    assert git(two, "log", "-1", "--format=%s") == "Pass two"
    assert (git(two, "status", "--porcelain"), git(two, "stash", "list")) == (" M practice.yml", "")


def test_a_detached_head_is_told_before_anything_is_saved(remote: Path, tmp_path: Path) -> None:
    """On no branch a commit would be lost: nothing is committed nor pushed."""
    here = clone(remote, tmp_path / "here")
    git(here, "checkout", "--quiet", "--detach")
    put(here, "data/findings/a.yml", "v: 1\n")
    put(here, "pieces/texts/a.yml", "mots\n")

    with pytest.raises(StoreError, match="Check out a branch first"):
        Repository(here).save("Pass 1", push=True)

    assert git(here, "log", "-1", "--format=%s") == "start"
    assert git(remote, "branch", "--list", "pieces") == ""


def test_a_shallow_clone_saves_after_another_pass(remote: Path, tmp_path: Path) -> None:
    """A clone of depth 1, as in continuous integration, is pushed even when it was overtaken."""
    other = clone(remote, tmp_path / "other")
    put(other, "data/findings/z.yml", "v: 1\n")
    Repository(other).save("Pass 0", push=True)
    here = tmp_path / "here"
    git(tmp_path, "clone", "--quiet", "--depth=1", remote.as_uri(), str(here))
    put(other, "data/findings/a.yml", "v: 1\n")
    put(other, "pieces/texts/a.yml", "mots a\n")
    Repository(other).save("Pass 1", push=True)
    put(here, "data/findings/b.yml", "v: 1\n")
    put(here, "pieces/texts/b.yml", "mots b\n")

    saved = Repository(here).save("Pass 2", push=True)

    assert (git(here, "rev-parse", "HEAD"), saved.main) == (git(remote, "rev-parse", "main"),) * 2
    assert git(remote, "ls-tree", "-r", "--name-only", "pieces").split() == ["texts/a.yml", "texts/b.yml"]
    assert (git(remote, "rev-list", "--count", "main"), git(remote, "rev-list", "--count", "pieces")) == ("4", "1")


def test_a_push_without_a_remote_says_what_to_do(tmp_path: Path) -> None:
    """Asked to push to nowhere, nothing is saved and the message gives the command."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    put(tmp_path, "data/findings/a.yml", "v: 1\n")

    with pytest.raises(StoreError, match="git remote add origin"):
        Repository(tmp_path).save("Pass 1", push=True)


def test_without_git_there_is_no_repository_and_a_save_says_so(tmp_path: Path) -> None:
    """A machine without git can watch and build; only what needs git is refused, in words."""
    repository = Repository(tmp_path, program="no-such-git")

    assert repository.exists() is False
    with pytest.raises(StoreError, match="git is not installed"):
        repository.save("Pass 1", push=False)
    with pytest.raises(StoreError, match="git is not installed"):
        repository.open_pieces()
