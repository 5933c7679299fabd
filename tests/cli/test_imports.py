"""`renom import`: one watch reads a file of this computer, which stays where it is and leaves no name behind."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.support.clones import ROOT, git
from tests.support.practices import lay_out, renom, snapshot

REVIEWS = {
    "reviews": [
        {
            "name": f"accounts/1/locations/5/reviews/R{number}",
            "reviewer": {"displayName": "Camille Témoin"},
            "starRating": "TWO",
            "comment": f"Attente {number}, appelez le 06 39 98 12 34.",
            "createTime": "2026-06-01T08:00:00Z",
            "updateTime": "2026-06-01T08:00:00Z",
        }
        for number in (1, 2)
    ]
}
TAKEOUT = json.dumps(REVIEWS).encode()
CSV = "Auteur;Note;Date;Avis\nCamille Témoin;2;01/06/2026;Une heure d’attente.\n".encode()
DAY = ("--today", "2026-06-08")


def watching(root: Path, **watches: str) -> Path:
    """Lay out a practice with import watches, `id: (source, file)`; « + » stands before a query."""
    lay_out(root, {})
    lines = []
    for name, said in watches.items():
        source, file, *query = said.split(" ", 2)
        asked = f", query: '{query[0]}'" if query else ""
        lines.append(f"  - {{id: {name}, source: {source}, for: [dr-essai], file: {file}{asked}}}\n")
    with (root / "practice.yml").open("a", encoding="utf-8") as stream:
        stream.writelines(lines)
    return root


def put(path: Path, body: bytes) -> Path:
    """Write a file outside the practice's folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def zipped(**members: bytes) -> bytes:
    """Return an archive of `name.json` files; « __ » stands for « / »."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, body in members.items():
            archive.writestr(f"{name.replace('__', '/')}.json", body)
    return content.getvalue()


FORMS = {"archive.zip": zipped(Takeout__location_5__reviews=TAKEOUT), "reviews.json": TAKEOUT}


@pytest.mark.parametrize("name", [*FORMS, "Takeout"])
def test_an_export_is_read_where_it_lies(tmp_path: Path, name: str) -> None:
    """Archive, file or folder: its reviews are kept, masked; it is neither moved, copied nor changed."""
    practice = watching(tmp_path / "cabinet", google="google-takeout google.zip")
    outside = tmp_path / "Téléchargements"
    put(outside / "Takeout" / "location-5" / "reviews.json", TAKEOUT)
    for one, body in FORMS.items():
        put(outside / one, body)
    before = snapshot(outside)

    done = renom("import", str(outside / name), *DAY, cwd=practice)

    assert (0, before) == (done.returncode, snapshot(outside))
    assert "found          google: 2 read, 2 ours, 2 new" in done.stdout
    assert f"{name} was read and left where it is" in done.stdout
    kept = "\n".join(f"{path}\n{body.decode()}" for path, body in snapshot(practice).items())
    assert [] == [secret for secret in ("Témoin", "06 39", "imports/", str(outside)) if secret in kept]
    assert "C. T." in kept


def test_ids_made_of_words_are_sealed_before_they_are_kept(tmp_path: Path) -> None:
    """A table has no ids: what is kept of those made here needs the practice's key, and holds from pass to pass."""
    practice = watching(tmp_path / "cabinet", tableau="csv avis.csv")
    for text, day in ((CSV, "2026-06-08"), (CSV.replace(b"heure", b"demi-heure"), "2026-07-06")):
        done = renom("import", str(put(tmp_path / "a.csv", text)), "--today", day, cwd=practice)

    kept = [body.decode() for name, body in snapshot(practice).items() if name.startswith("data/findings/")]

    assert "1 changed" in done.stdout
    assert [1] == [one.count("native_id: d-") for one in kept]
    assert "derived:" not in kept[0]


def test_an_import_is_the_pass_of_its_watch_alone(tmp_path: Path) -> None:
    """The run holds that watch and no other, and the same file again says what it said."""
    practice = watching(tmp_path / "cabinet", google="google-takeout google.zip", tableau="csv avis.csv")
    file = put(tmp_path / "avis.csv", CSV)

    first, second = (renom("import", str(file), *DAY, cwd=practice) for _ in range(2))

    assert "found          tableau: 1 read" in first.stdout
    assert "unchanged        tableau" in second.stdout
    runs = [body.decode() for name, body in snapshot(practice).items() if name.startswith("data/runs/")]
    assert [(1, 0)] * 2 == [(one.count("watch: tableau"), one.count("watch: google")) for one in runs]


def test_a_review_that_is_missing_from_the_next_export_has_vanished(tmp_path: Path) -> None:
    """As with a deposited export: each one holds all the reviews of its day."""
    practice = watching(tmp_path / "cabinet", google="google-takeout google.zip")
    both = put(tmp_path / "juin.json", TAKEOUT)
    one = put(tmp_path / "juillet.json", json.dumps({"reviews": REVIEWS["reviews"][:1]}).encode())

    renom("import", str(both), *DAY, cwd=practice)

    assert "1 vanished" in renom("import", str(one), "--today", "2026-07-06", cwd=practice).stdout


def test_of_several_watches_one_must_be_named(tmp_path: Path) -> None:
    """Two could read the file: both are listed, nothing is written; --watch settles it."""
    practice = watching(tmp_path / "cabinet", nord="google-takeout a.zip 5", sud="google-takeout b.zip")
    file = put(tmp_path / "avis.json", TAKEOUT)
    before = snapshot(practice)

    refused = renom("import", str(file), *DAY, cwd=practice)
    between = snapshot(practice)
    done = renom("import", str(file), "--watch", "sud", *DAY, cwd=practice)

    assert (2, before) == (refused.returncode, between)
    assert "several watches read this file: nord, sud. Name one of them" in refused.stderr
    assert "found          sud: 2 read" in done.stdout


def test_the_establishment_is_chosen_by_the_watch(tmp_path: Path) -> None:
    """Of two watches of one account, the one whose establishment is in the file reads it."""
    practice = watching(tmp_path / "cabinet", nord="google-takeout a.zip 5", sud="google-takeout b.zip 6")
    file = put(tmp_path / "avis.json", TAKEOUT)

    assert "found          nord: 2 read" in renom("import", str(file), *DAY, cwd=practice).stdout


def test_several_establishments_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    """The only watch of that sort takes the file, and says which establishments it holds."""
    practice = watching(tmp_path / "cabinet", google="google-takeout a.zip", tableau="csv avis.csv")
    other = TAKEOUT.replace(b"locations/5", b"locations/6")
    file = put(tmp_path / "deux.zip", zipped(a__reviews=TAKEOUT, b__reviews=other))
    before = snapshot(practice)

    done = renom("import", str(file), *DAY, cwd=practice)

    assert (2, before) == (done.returncode, snapshot(practice))
    assert "FILE: google: holds several establishments or alerts" in done.stderr
    assert "(5 | 6): write the right one in its `query`" in done.stderr


WRONG = {
    "vide.csv": (b"\r\n", "is empty"),
    "photo.jpg": (b"\xff\xd8\xff", "is an image"),
    "rien.zip": (zipped(), "is an empty ZIP archive"),
    "coupe.zip": (FORMS["archive.zip"][:60], "is a ZIP archive cut short or damaged: download it again"),
    "coupe.json": (TAKEOUT[:-9], "is JSON cut short or damaged: download it again"),
    "page.html": (b"<!DOCTYPE html><p>Avis", "is a web page: what the site shows, not its export"),
    "lettre.txt": (b"Attente trop longue.", "is a text of another sort"),
    "miens.json": (
        b'{"type": "FeatureCollection", "features": []}',
        "holds the reviews that you wrote on Maps yourself",
    ),
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("words", [(), ("--watch", "google")], ids=["any", "named"])
def test_a_file_that_cannot_be_read_touches_nothing(tmp_path: Path, name: str, words: tuple[str, ...]) -> None:
    """What was expected and what it seems to be; no failed pass is kept, which would make the watch a blind one."""
    practice = watching(tmp_path / "cabinet", google="google-takeout a.zip", tableau="csv avis.csv")
    body, found = WRONG[name]
    file = put(tmp_path / name, body)
    before = snapshot(practice)

    done = renom("import", str(file), *words, *DAY, cwd=practice)

    assert (2, before) == (done.returncode, snapshot(practice))
    assert f"FILE: google: {name} {found}" in done.stderr
    assert "this watch reads the export « Google Business Profile » of Google Takeout" in done.stderr
    assert ("FILE: tableau: " in done.stderr) is not bool(words)


def test_what_is_unreadable_in_a_table_is_told_and_the_review_is_kept(tmp_path: Path) -> None:
    """A rating, a date, a day to come: the file, the rows as a spreadsheet counts them, and three findings."""
    practice = watching(tmp_path / "cabinet", tableau="csv avis.csv")
    table = (
        "Auteur;Note;Date;Avis\nA;bien;01/06/2026;Un.\nB;2;31/02/2026;Deux.\nC;7/5;01/07/2026;Trois.\nD;3;;Quatre.\n"
    )

    done = renom("import", str(put(tmp_path / "a.csv", table.encode())), *DAY, cwd=practice)
    told = done.stdout.replace("\u00a0", " ")

    assert "4 read, 4 ours, 4 new; 2 warning(s)" in done.stdout
    assert "a.csv: 2 note(s) du tableau sont illisibles : ces avis sont gardés sans note (ligne 2, 4)." in told
    assert "a.csv: 2 date(s) du tableau sont illisibles ou à venir" in told
    assert "(ligne 3, 4)." in told


def test_a_watch_that_does_not_exist_or_reads_nothing_is_told(tmp_path: Path) -> None:
    """Those that read files are listed; nothing is written."""
    practice = watching(tmp_path / "cabinet", google="google-takeout a.zip", tableau="csv avis.csv")
    file = put(tmp_path / "photo.jpg", b"\xff\xd8\xff")
    before = snapshot(practice)

    unknown = renom("import", str(file), "--watch", "rien", *DAY, cwd=practice)
    missing = renom("import", str(tmp_path / "absent.zip"), *DAY, cwd=practice)
    without = renom("import", str(file), *DAY, cwd=lay_out(tmp_path / "vide", {"presse": "https://a.example/"}))

    assert [2, 2, 2] == [one.returncode for one in (unknown, missing, without)]
    assert before == snapshot(practice)
    assert "no watch 'rien' that reads a file; those that do: google, tableau" in unknown.stderr
    assert "no watch of practice.yml reads files: `renom watch suggest` proposes some" in without.stderr


def test_what_the_practice_must_know_is_printed(tmp_path: Path) -> None:
    """The warnings of the reading, in full: the person who gave the file is there."""
    practice = watching(tmp_path / "cabinet", google="google-takeout a.zip")
    file = put(tmp_path / "avis.json", json.dumps({"reviews": [*REVIEWS["reviews"], None]}).encode())

    done = renom("import", str(file), *DAY, cwd=practice)

    assert "avis.json: 1 élément(s) de l’export n’ont pas pu être lus" in done.stdout.replace("\u00a0", " ")


def test_git_ignores_what_a_practice_deposits(tmp_path: Path) -> None:
    """Exports hold names: wherever they lie in the repository, git leaves them alone; our own examples it keeps."""
    names = ["imports/x.csv", "Takeout/reviews.json", "a/takeout.zip", "boite.mbox", "a/alerte.eml"]
    ours = ["collector/catalog/sources/alert-mail/example.eml", "tests/sources/payloads/alerts.eml", "avis.csv"]
    put(tmp_path / ".gitignore", (ROOT / ".gitignore").read_bytes())
    git(tmp_path, "init", "--quiet")

    assert names == git(tmp_path, "check-ignore", *names, *ours).split()
