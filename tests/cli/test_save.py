"""`renom save --push`: a practice's words go to the repository that it named, and nowhere else unasked."""

from pathlib import Path

import pytest

from collector.edges.history import Destination
from tests.support.clones import git
from tests.support.practices import lay_out, renom
from tests.support.terminal import typed

SEEN = ("--source", "manual", "--url", "https://forum.example/7", "--title", "Qui ?", "--today", "2026-06-08")


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Return a practice in git, with one finding to save, whose origin is an empty repository beside it."""
    root = lay_out(tmp_path / "cabinet", {"presse": "https://gazette.example/rss"})
    for words in (
        ("init", "--quiet", "--initial-branch=main"),
        ("config", "user.email", "essai@cabinet.example"),
        ("config", "user.name", "Essai"),
        ("add", "practice.yml"),
        ("commit", "--quiet", "-m", "start"),
        ("init", "--quiet", "--bare", "--initial-branch=main", "../origin.git"),
        ("remote", "add", "origin", str(tmp_path / "origin.git")),
    ):
        git(root, *words)
    assert 0 == renom("note", *SEEN, cwd=root, stdin="Un mot.").returncode
    return root


def sent(practice: Path) -> list[str]:
    """Return the branches that origin has."""
    return git(practice.parent / "origin.git", "branch", "--format=%(refname:short)").split()


def test_a_push_says_where_it_goes(practice: Path) -> None:
    """The remote, its address, both branches; an empty remote is taken as it is."""
    done = renom("save", "--push", cwd=practice)

    assert 0 == done.returncode, done.stderr
    assert f"to push: main and pieces, to origin, {practice.parent}/origin.git" in done.stdout
    assert ["main", "pieces"] == sent(practice)


def test_a_repository_of_another_history_is_refused(practice: Path) -> None:
    """Whatever origin is, neither branch goes to it, nothing of it comes, and nothing is saved."""
    other = practice.parent / "autre"
    git(practice.parent, "init", "--quiet", "--initial-branch=main", str(other))
    (other / "README.md").write_text("Autre chose.\n", encoding="utf-8")
    git(other, "add", "--all")
    git(other, "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "--quiet", "-m", "other")
    git(other, "push", "--quiet", str(practice.parent / "origin.git"), "main")

    done = renom("save", "--push", "--yes", cwd=practice)

    assert 1 == done.returncode
    assert "has another history than" in done.stderr
    assert (["main"], "start") == (sent(practice), git(practice, "log", "-1", "--format=%s").strip())
    assert not (practice / "README.md").exists()


def test_a_repository_that_practice_yml_does_not_name_is_refused(practice: Path) -> None:
    """Both addresses are told, without the token that one of them holds."""
    path = practice / "practice.yml"
    text = path.read_text("utf-8")
    path.write_text(f"repository: https://git.example/cabinet/veille\n{text}", encoding="utf-8")
    git(practice, "remote", "set-url", "--push", "origin", f"file://jeton@{practice.parent}/origin.git")

    done = renom("save", "--push", "--yes", cwd=practice)

    assert (1, []) == (done.returncode, sent(practice))
    assert f"origin is file://{practice.parent}/origin.git, and practice.yml says" in done.stderr
    assert "jeton" not in done.stderr


@pytest.mark.parametrize(("answer", "status", "branches"), [("n", 1, []), ("y", 0, ["main", "pieces"])])
def test_a_terminal_is_asked_before_a_push(practice: Path, answer: str, status: int, branches: list[str]) -> None:
    """« No » saves and sends nothing."""
    ended, shown = typed(practice, f"{answer}\n", "save", "--push")

    assert (status, branches) == (ended, sent(practice)), shown
    assert "Is it the practice's own private repository?" in shown


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("git@github.com:Cabinet/veille.git", "https://github.com/cabinet/veille", True),
        ("ssh://git@github.com:22/cabinet/veille", "https://github.com/cabinet/veille/", True),
        ("https://x:y@github.com/cabinet/veille.git", "https://github.com/cabinet/veille", True),
        ("git@github-cabinet:cabinet/veille.git", "https://github.com/cabinet/veille", True),
        ("git@github.com:public/renom.git", "https://github.com/cabinet/veille", False),
        ("https://gitlab.com/cabinet/veille", "https://github.com/cabinet/veille", False),
        ("/cabinet/veille", "https://github.com/cabinet/veille", False),
    ],
)
def test_an_address_is_recognised_however_it_is_written(one: str, other: str, *, same: bool) -> None:
    """Https or ssh, with a user or a port, by an alias of the host; another host or path is another repository."""
    assert same is Destination("origin", one, "main").is_at(other)
