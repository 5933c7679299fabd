"""Data in git: main remembers for ever, pieces is one commit that can forget. Real repositories throughout."""

import subprocess
from pathlib import Path

import pytest

from collector.core.errors import StoreError
from collector.edges.history import Repository


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
    """open_pieces fills an empty pieces/ from the remote's branch, and leaves a filled one alone."""
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
