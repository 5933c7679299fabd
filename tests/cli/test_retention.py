"""Forgetting, on real repositories: what is due goes at a pass, what is purged is found nowhere, and stays away."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from collector.edges.files.documents import parse
from tests.support.clones import git
from tests.support.practices import lay_out, renom

WORDS = "Le docteur Anne Essai de Saint-Essai est une incapable notoire et une voleuse, fuyez ce cabinet de malheur"
OTHER = "Merci au docteur Anne Essai de Saint-Essai pour sa patience et sa douceur avec notre grand-mère"
JUNE = dt.date(2026, 6, 8)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out a practice in git, with a bare remote, that kept one insult and one praise, seen by a person."""
    tmp_path = tmp_path_factory.mktemp("conservation")
    root = lay_out(tmp_path / "cabinet", {"journal": "http://127.0.0.1:9/"})  # nothing answers there
    (root / ".gitignore").write_text("/pieces/\n/build/\n", "utf-8")
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(tmp_path / "distant.git"))
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "remote", "add", "origin", str(tmp_path / "distant.git"))
    git(root, "add", "--all")
    git(root, "-c", "user.name=Essai", "-c", "user.email=e@e.example", "commit", "--quiet", "-m", "start")
    for words, author, address in ((WORDS, "Zoé Martineau", "1"), (OTHER, "Paul Verrier", "2")):
        told = ("--source", "facebook-page", "--url", f"https://avis.example/{address}", "--author", author)
        said = renom("note", *told, "--on", "2026-06-01", "--today", str(JUNE), cwd=root, stdin=words)
        assert 0 == said.returncode, said.stderr + said.stdout
    assert 0 == renom("save", "--push", cwd=root).returncode
    return tmp_path


@pytest.fixture
def place(prepared: Path, tmp_path: Path) -> Path:
    """Return a copy of the practice, with a remote of its own."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    git(tmp_path / "cabinet", "remote", "set-url", "origin", str(tmp_path / "distant.git"))
    return tmp_path / "cabinet"


def said_in(path: Path) -> dict[str, Any]:
    """Return what a file of data says."""
    content = parse(path.read_text("utf-8"), path.name).content
    assert isinstance(content, dict)
    return content


def findings(root: Path) -> dict[str, dict[str, Any]]:
    """Return what each finding says, by its id."""
    return {path.stem: said_in(path) for path in sorted(root.glob("data/findings/*/*/*.yml"))}


def identifier(root: Path, words: str) -> str:
    """Return the finding whose words are kept."""
    (path,) = [one for one in root.glob("pieces/texts/*.yml") if words[:40] in one.read_text("utf-8")]
    return path.stem


def everywhere(root: Path) -> bytes:
    """Return all the bytes below `root`, with every object of git written out."""
    whole = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    names = git(root, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").splitlines()
    blobs = [line.split()[0] for line in names if line.endswith("blob")]
    return whole + b"".join(git(root, "cat-file", "blob", one).encode() for one in blobs)


def test_what_is_due_is_shown_then_goes_at_a_pass(place: Path) -> None:
    """The insult goes four months after its publication: shown before, removed by a pass, from the branch too."""
    insult = identifier(place, WORDS)

    soon = renom("retention", "--today", "2026-09-15", cwd=place)
    passed = renom("collect", "--today", "2026-10-05", cwd=place)
    saved = renom("save", "--push", cwd=place)

    assert f"2026-10-01  {insult}  erased: infraction-de-presse" in soon.stdout
    assert passed.returncode in {0, 3}
    assert 0 == saved.returncode, saved.stderr
    erased = findings(place)[insult]["erased"]
    assert (dt.date(2026, 10, 5), "infraction-de-presse") == (erased["on"], erased["rule"])
    assert not (place / f"pieces/texts/{insult}.yml").exists()
    listed = git(place.parent / "distant.git", "ls-tree", "-r", "--name-only", "pieces").split()
    assert [f"texts/{identifier(place, OTHER)}.yml"] == listed
    (report,) = place.glob("data/runs/2026-10/*.yml")
    assert [{"finding": insult, "rule": "infraction-de-presse"}] == said_in(report)["removed"]


def test_a_purge_leaves_no_trace_and_tells_who_else_has_some(place: Path) -> None:
    """Words, in every file and object of this machine and of the remote's branch: gone; hash and reason: kept."""
    insult = identifier(place, WORDS)
    assert 0 == renom("build", "--today", str(JUNE), cwd=place).returncode
    assert WORDS.encode() in everywhere(place)

    done = renom(
        "purge", insult, "--why", "demande de l’auteur", "--by", "Dr Essai", "--push", "--yes",
        "--today", "2026-06-20", cwd=place,
    )  # fmt: skip

    assert 0 == done.returncode, done.stdout + done.stderr
    assert "no file of the practice, and no object of git, holds these words any more" in done.stdout
    assert "Merci de purger du dépôt" in done.stdout
    assert WORDS[20:60].encode() not in everywhere(place)
    assert OTHER[:40].encode() in everywhere(place)
    kept = findings(place)[insult]["erased"]
    expected = {"on": dt.date(2026, 6, 20), "why": "demande de l’auteur", "by": "Dr Essai", "for_good": True}
    assert expected == kept
    assert 0 == renom("check", cwd=place).returncode
    assert 0 == renom("build", "--today", "2026-06-20", cwd=place).returncode
    page = (place / f"build/site/releves/{insult}/index.html").read_text("utf-8")
    assert "Texte effacé le" in page
    assert WORDS[20:60] not in page


def test_what_was_purged_is_never_kept_again(place: Path) -> None:
    """Neither the same words, nor edited ones, nor those of the branch in another clone come back."""
    insult = identifier(place, WORDS)
    asked = ("--why", "demande", "--by", "Dr Essai", "--yes", "--push", "--today", "2026-06-20")
    assert 0 == renom("purge", insult, *asked, cwd=place).returncode

    told = ("--source", "facebook-page", "--url", "https://avis.example/1", "--author", "Zoé Martineau")
    for words in (WORDS, f"{WORDS} et je persiste"):
        again = renom("note", *told, "--on", "2026-06-01", "--today", "2026-06-21", cwd=place, stdin=words)
        assert 0 == again.returncode, again.stderr
    assert 0 == renom("save", "--push", cwd=place).returncode

    assert WORDS[20:60].encode() not in everywhere(place)
    assert not (place / f"pieces/texts/{insult}.yml").exists()
    assert 0 == renom("check", cwd=place).returncode


def test_an_author_is_shown_what_is_held_and_may_have_it_erased(place: Path) -> None:
    """`person` exports the findings and words of one author; `purge --author` erases them, and nobody else's."""
    key = findings(place)[identifier(place, WORDS)]["author"]["key"]
    held = renom("person", key, cwd=place)

    assert WORDS[:40] in held.stdout
    assert OTHER[:40] not in held.stdout
    done = renom("purge", key, "--author", "--why", "opposition", "--by", "Dr Essai", "--yes", cwd=place)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert WORDS[:40] not in renom("person", key, cwd=place).stdout
    assert OTHER[:40].encode() in everywhere(place)


def test_what_is_not_there_is_told(place: Path) -> None:
    """An unknown finding or author, and an answer « no »: a message, and nothing changes."""
    before = findings(place)
    asked = ("--why", "essai", "--by", "Dr Essai")

    unknown = renom("purge", "f-0000000000000000", *asked, "--yes", cwd=place)
    nobody = renom("person", "a-000000000000", cwd=place)
    refused = renom("purge", next(iter(before)), *asked, cwd=place, stdin="n\n")

    assert (2, 2, 1) == (unknown.returncode, nobody.returncode, refused.returncode)
    assert "no finding 'f-0000000000000000' is kept here" in unknown.stderr
    assert "no author 'a-000000000000'" in nobody.stderr
    assert before == findings(place)


def test_an_open_affair_holds_its_words(place: Path) -> None:
    """Neither a pass nor a purge takes the words that an open affair needs; the article is told; closed, they may go."""
    insult = identifier(place, WORDS)
    opened = renom(
        "case", "open", "Une injure", "--finding", insult, "--by", "Dr Essai", "--today", "2026-06-10", cwd=place
    )
    assert 0 == opened.returncode, opened.stdout + opened.stderr

    asked = ("--why", "demande", "--by", "Dr Essai", "--yes")
    refused = renom("purge", insult, *asked, cwd=place)
    renom("collect", "--today", "2026-10-05", cwd=place)

    assert 1 == refused.returncode
    assert "RGPD, article 17, § 3, e" in refused.stderr
    assert (place / f"pieces/texts/{insult}.yml").exists()
