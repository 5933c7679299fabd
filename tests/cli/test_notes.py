"""`renom note`: what a person saw goes through the pipeline of all mentions, and nothing of it is written in clear."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support.practices import KEY, PRACTICE, renom, snapshot
from tests.support.terminal import typed

DAY = ("--today", "2026-06-08")
TEXT = "Une heure d’attente. Mon diabète n’intéresse personne. Appelez le 06 39 98 12 34, Mme Durand."
SEEN = ("--source", "annuaire-ferme", "--author", "Camille Témoin", "--rating", "2/5", "--on", "2026-06-01")
SOURCE = """\
v: 1
name: Annuaire fermé
category: reviews
access: manual
why: Refuse les robots.
hosts_reviews: true
lists_everything: true
provenance: {sources: [{title: Inventé}], read_on: 2026-11-25, confidence: single}
"""
COLLEAGUE = """\
  - id: dr-autre
    first_name: Hugo
    last_name: Autre
    specialty: pédiatre
    practice: {name: Cabinet des Essais}
    city: Saint-Essai
"""


def practice(root: Path, *, colleague: bool = False) -> Path:
    """Lay out a practice that knows a source which no program reads."""
    people = PRACTICE.format(timeout=2).removesuffix("watches:\n")
    root.mkdir()
    (root / "practice.yml").write_text(people + (COLLEAGUE if colleague else ""), encoding="utf-8")
    source = root / "sources" / "annuaire-ferme" / "source.yml"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE, encoding="utf-8")
    return root


def text_file(root: Path, text: str = TEXT, encoding: str = "utf-8") -> tuple[str, str]:
    """Write a text beside the practice and return the option that names it."""
    path = root.parent / "texte.txt"
    path.write_text(text, encoding=encoding)
    return "--text-file", str(path)


def findings(root: Path) -> list[dict]:
    """Return the findings kept."""
    paths = sorted((root / "data" / "findings").rglob("*.yml"))
    return [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in paths]


_FILES = (".docx", ".pdf")  # copies of letters, in which nothing of a mention stands


def kept(root: Path, under: str = "") -> str:
    """Return all that stands in a part of the practice's folder, as text."""
    texts = (body for name, body in snapshot(root).items() if name.startswith(under) and not name.endswith(_FILES))
    return "\n".join(body.decode() for body in texts)


def test_what_was_seen_is_a_finding_of_its_true_source(tmp_path: Path) -> None:
    """Source, author as initials, rating, day; words masked, and in pieces/ alone."""
    root = practice(tmp_path / "cabinet")

    done = renom("note", *SEEN, *text_file(root), *DAY, cwd=root)
    [one] = findings(root)

    assert 0 == done.returncode, done.stderr
    assert ("annuaire-ferme", "dr-essai", "C. T.", 2) == (
        one["source"],
        one["practitioner"],
        one["author"]["shown"],
        one["rating"]["value"],
    )
    assert "Désigné par la personne qui l’a vu et noté" in one["match"]["reasons"]
    assert "Une heure d’attente." in kept(root, "pieces/")
    assert "Une heure" not in kept(root, "data/")
    assert [] == [word for word in ("diabète", "06 39", "Durand", "Témoin") if word in kept(root)]


def test_an_edit_noted_again_is_a_version(tmp_path: Path) -> None:
    """The same text again says that it is still there; another one is an edit of the same review."""
    root = practice(tmp_path / "cabinet")

    said = [
        renom("note", *SEEN, *text_file(root, text), "--today", day, cwd=root).stdout
        for text, day in ((TEXT, "2026-06-08"), (TEXT, "2026-07-06"), (f"{TEXT} Et froid.", "2026-08-10"))
    ]

    assert ["1 new", "unchanged", "1 changed"] == [
        next((word for word in ("1 new", "1 changed", "unchanged") if word in one), "") for one in said
    ]
    assert [2] == [len(one["versions"]) for one in findings(root)]


def test_a_note_makes_nothing_vanish(tmp_path: Path) -> None:
    """Each is a watch of its own: the source lists everything, and what was noted before is still there."""
    root = practice(tmp_path / "cabinet")
    renom("note", *SEEN, *text_file(root), *DAY, cwd=root)

    done = renom("note", *SEEN[:2], "--author", "Sacha", *text_file(root, "Bien."), "--today", "2026-07-06", cwd=root)

    assert (2, {"present"}) == (len(findings(root)), {one["state"] for one in findings(root)})
    assert "vanished" not in done.stdout
    assert 2 == sum(name.startswith("data/memory/note-") for name in snapshot(root))


def test_what_names_nobody_is_about_whom_the_person_says(tmp_path: Path) -> None:
    """Article or review, named or not; several people, or the practice; case does not matter."""
    root = practice(tmp_path / "cabinet", colleague=True)
    article = (
        "--source",
        "manual",
        "--form",
        "article",
        "--url",
        "https://forum.example/7",
        "--title",
        "Qui connaît ?",
    )

    renom("note", *article, "--for", "Dr-Essai", "--for", "dr-autre", *text_file(root, "Rien."), *DAY, cwd=root)
    renom("note", *SEEN, "--for", "CABINET", *text_file(root), *DAY, cwd=root)

    assert ["cabinet", "dr-autre", "dr-essai"] == sorted(one["practitioner"] for one in findings(root))


def test_the_portal_shows_what_was_noted(tmp_path: Path) -> None:
    """Its own page, its source by name, seen that day; the passes of the person are told with the others."""
    root = practice(tmp_path / "cabinet")
    renom("note", *SEEN, *text_file(root), *DAY, cwd=root)

    built = renom("build", *DAY, cwd=root)
    pages = kept(root, "build/docs/")

    assert 0 == built.returncode, built.stderr
    assert "no problem found" in renom("check", cwd=root).stdout
    assert "Une heure" in pages
    assert "Annuaire fermé" in pages.replace("&#233;", "é")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--source", "annuaire-ferm", "--for", "dr-inconnu"),
            (
                "no source 'annuaire-ferm': did you mean annuaire-ferme",
                "no practitioner 'dr-inconnu'; known ones: dr-essai",
            ),
        ),
        (
            ("--source", "manual", "--url", "avis.example", "--rating", "bien"),
            ("say whom it concerns: dr-essai, dr-autre, cabinet", "--url: is not an addr", "--rating: write it as"),
        ),
        (
            ("--source", "manual", "--for", "cabinet", "--on", "2026-06-09"),
            ("--on: 2026-06-09 is later than today (2026-06-08)",),
        ),
        (("--source", "manual", "--for", "cabinet", "--on", "0206-06-01"), ("--on: 0206-06-01 is before 1990",)),
        (("--source", "manual", "--for", "cabinet", "--today", "2999-01-01"), ("2999-01-01 has not come yet",)),
        (
            ("--source", "zzzz", "--for", "cabinet"),
            ("no source 'zzzz': `renom watch sources` lists those there are; « manual » fits any place",),
        ),
        ((), ("--source",)),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_kept(
    tmp_path: Path, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    """All the faults at once, exit status 2, no file changed."""
    root = practice(tmp_path / "cabinet", colleague=True)
    before = snapshot(root)

    done = renom("note", *DAY, *words, *text_file(root), cwd=root)

    assert (2, before) == (done.returncode, snapshot(root))
    assert [] == [one for one in said if one not in done.stderr]


def test_nothing_said_is_nothing_kept(tmp_path: Path) -> None:
    """A note without text, title or rating, and a source that is no more."""
    root = practice(tmp_path / "cabinet")
    path = root / "sources" / "annuaire-ferme" / "source.yml"
    path.write_text(f"{SOURCE}retired: {{on: 2026-01-01, why: Fermé}}\n", encoding="utf-8")

    done = renom("note", "--source", "annuaire-ferme", *text_file(root, " \n"), *DAY, cwd=root)

    assert 2 == done.returncode
    assert "there is nothing to keep" in done.stderr
    assert "'annuaire-ferme' is retired since 2026-01-01" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_text_is_read_however_it_was_saved(tmp_path: Path, encoding: str) -> None:
    """As text editors of all systems save it."""
    root = practice(tmp_path / "cabinet")

    renom("note", *SEEN, *text_file(root, encoding=encoding), *DAY, cwd=root)

    assert "Une heure d’attente." in kept(root, "pieces/")


def test_a_text_comes_from_standard_input(tmp_path: Path) -> None:
    """Where no file is named, or « - »."""
    root = practice(tmp_path / "cabinet")
    command = [sys.executable, "-P", "-m", "collector", "note", *SEEN, *DAY]

    for text, more in (("Accueil aimable.", ()), ("Accueil froid.", ("--text-file", "-"))):
        subprocess.run(
            [*command, *more],
            cwd=root,
            env={**os.environ, "RENOM_KEY": KEY},
            input=text.encode(),
            check=True,
            timeout=60,
        )

    assert 2 == sum(one in kept(root, "pieces/") for one in ("Accueil aimable.", "Accueil froid."))


def test_a_terminal_is_asked_for_everything(tmp_path: Path) -> None:
    """Source, person, address, author, rating, title, day and text: what is left empty is unsaid, a day to come asked again."""
    root = practice(tmp_path / "cabinet", colleague=True)
    answers = "annuaire-ferme\ndr-autre\n\nCamille Témoin\n3/5\n\n2999-06-01\n2026-06-01\nUne heure d'attente.\n\x04"

    status, shown = typed(root, answers, "note", *DAY)
    [one] = findings(root)

    assert 0 == status, shown
    assert ("dr-autre", "2026-06-01", 3) == (
        one["practitioner"],
        str(one["published"]["latest"]),
        one["rating"]["value"],
    )
    assert "Une heure d'attente." in kept(root, "pieces/")
