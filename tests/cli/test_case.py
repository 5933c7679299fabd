"""`renom case` and `renom calendar` as a person types them: what they print, write and refuse."""

import subprocess
import zipfile
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.support.affairs import lay_out_affairs
from tests.support.ledgers import finding_id
from tests.support.practices import renom

TODAY = ("--today", "2026-11-09")
BY = ("--by", "Dr Essai")
RGPD = ("--procedure", "opposition-21")


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Return the folder of a practice with a source of its own, a listing (1) and an insult (2) found there."""
    return lay_out_affairs(tmp_path)


def case(root: Path, *typed: str, today: tuple[str, ...] = TODAY) -> subprocess.CompletedProcess[str]:
    return renom("case", *typed, *today, cwd=root)


def opened(root: Path, *more: str) -> str:
    """Open an affair about the listing, and return the text of its file."""
    done = case(root, "open", "Fiche sans accord", "--finding", finding_id(1), *RGPD, *BY, *more)
    assert (0, "") == (done.returncode, done.stderr)
    return (root / "data/cases/a-2026-1.yml").read_text("utf-8")


SENT = ("event", "a-2026-1", "sent", "--without-capture", "page déjà retirée")


def said(done: subprocess.CompletedProcess[str]) -> str:
    return (done.stdout + done.stderr).replace("\u00a0", " ")


def test_an_affair_is_opened_as_a_person_would_write_it(practice: Path) -> None:
    """Against the source of its findings, for their practitioners; the file and the next step are told."""
    assert (
        "v: 1\nid: a-2026-1\ntitle: Fiche sans accord\nfor:\n- dr-essai\nsource: avis\n"
        f"findings:\n- {finding_id(1)}\nprocedures:\n- opposition-21\nopened: 2026-11-09\nby: Dr Essai\n"
    ) == opened(practice)
    second = case(practice, "open", "Injure", "--against", "avis", "--on", "2026-11-02", *BY)
    assert "data/cases/a-2026-2.yml" in second.stdout
    listed = said(case(practice, "list"))
    assert "a-2026-2  à engager            Injure" in listed
    assert "a-2026-1  à engager            Fiche sans accord, au plus tard le " in listed or "a-2026-1" in listed


def test_an_event_is_added_and_the_comments_stay(practice: Path) -> None:
    """What a person wrote around is untouched; the route chosen is written out; the next step follows."""
    path = practice / "data/cases/a-2026-1.yml"
    commented = opened(practice, "--on", "2026-07-08").replace("by: Dr Essai\n", "by: Dr Essai  # elle-même\n")
    path.write_text(commented, encoding="utf-8")
    (practice / "avis.pdf").write_bytes(b"preuve")

    sent = case(practice, *SENT, "--on", "2026-07-10", "--channel", "recommandé")
    received = case(
        practice, "event", "a-2026-1", "received", "--earliest", "2026-07-13", "--latest", "2026-07-14",
        "--piece", "avis.pdf", "--note", "Signé",
    )  # fmt: skip

    assert (0, 0) == (sent.returncode, received.returncode)
    text = path.read_text("utf-8")
    assert text.startswith(commented)
    assert "- on: 2026-07-10\n  kind: sent\n  procedure: opposition-21\n  channel: recommandé\n" in text
    assert "  - cdaa74af5e60f8e5ba5b5f0b4f8e2bd1" not in text
    assert "- earliest: 2026-07-13\n  latest: 2026-07-14\n  kind: received\n" in text
    assert "le silence est acquis depuis le 15 août 2026" in said(received)
    assert "no problem found" in renom("check", cwd=practice).stdout


def test_an_event_out_of_order_is_accepted_with_a_remark(practice: Path) -> None:
    """Written last, shown at its place."""
    opened(practice, "--on", "2026-07-08")
    case(practice, "event", "a-2026-1", "received", "--on", "2026-07-13")
    late = case(practice, *SENT, "--on", "2026-07-10")
    assert "à savoir cet événement est antérieur à « reçu par l’autre partie » du 13 juillet 2026" in said(late)
    shown = said(case(practice, "show", "a-2026-1"))
    assert shown.index("10 juillet 2026  envoyé") < shown.index("13 juillet 2026  reçu par l’autre partie")
    assert "13 août 2026  Réponse à une demande fondée sur le RGPD" in shown
    assert "Départ : la réception de votre demande" in shown


def test_a_closed_affair_takes_only_its_reopening(practice: Path) -> None:
    """Closed, refused, opened again, and noted."""
    opened(practice)
    assert "close" in said(case(practice, "close", "a-2026-1", "--note", "Obtenu"))
    refused = case(practice, "event", "a-2026-1", "sent")
    assert (2, True) == (refused.returncode, "est close : rouvrez-la d’abord" in said(refused))
    assert 0 == case(practice, "event", "a-2026-1", "reopened").returncode
    assert 0 == case(practice, *SENT).returncode


def test_a_broken_affair_is_told_and_nothing_is_lost(practice: Path) -> None:
    """Each command on it gives its faults with their lines; `renom check` too; the others go on."""
    opened(practice)
    path = practice / "data/cases/a-2026-1.yml"
    path.write_text(path.read_text("utf-8") + "evenements: []\n", encoding="utf-8")
    broken = path.read_bytes()
    for done in (case(practice, "show", "a-2026-1"), case(practice, "event", "a-2026-1", "sent")):
        assert (2, True) == (done.returncode, "a-2026-1.yml:13: evenements: is not a known key" in said(done))
    assert "a-2026-1.yml:13" in renom("check", cwd=practice).stderr
    assert broken == path.read_bytes()
    assert "aucune affaire" in said(case(practice, "list"))


def test_a_pack_is_one_zip_the_same_twice(practice: Path) -> None:
    """Facts, letters, words, hashes; for an insurer in build/, for a lawyer where it is asked."""
    opened(practice, "--on", "2026-11-02")
    case(practice, "event", "a-2026-1", "sent", "--on", "2026-11-03")
    done = case(practice, "pack", "a-2026-1", "--for", "insurer")
    first = (practice / "build/a-2026-1-assureur.zip").read_bytes()
    again = case(practice, "pack", "a-2026-1", "--for", "insurer", "--out", "autre.zip")
    assert (0, 0, first) == (done.returncode, again.returncode, (practice / "autre.zip").read_bytes())
    assert "paroles de tiers" in done.stdout
    with zipfile.ZipFile(practice / "autre.zip") as archive:
        names = archive.namelist()
        cover = archive.read("sommaire.html").decode()
    others = ["affaire.yml", "empreintes-sha256.txt", f"releves/{finding_id(1)}.txt", "sommaire.html"]
    assert others == [one for one in names if not one.startswith("lettres/")]
    assert "lettres/opposition-fiche.md" in names
    assert "pour l’assureur" in cover


def test_the_calendar_is_printed_or_written(practice: Path) -> None:
    """The press clock of the insult, and the deadlines of the affair; the same on a file."""
    opened(practice)
    done = renom("calendar", *TODAY, cwd=practice)
    written = renom("calendar", "--out", "e.ics", *TODAY, cwd=practice)
    assert ("e.ics", 0) == (written.stdout.strip(), done.returncode)
    events = Calendar.from_ical((practice / "e.ics").read_bytes()).walk("VEVENT")
    assert f"{finding_id(2)}-presse-3-mois@renom" in {str(event["uid"]) for event in events}


def test_what_a_person_types_wrongly_is_told_before_anything_is_read(practice: Path) -> None:
    """Options that contradict each other, an empty title, a note without end: exit status 2, no file."""
    for typed, told in (
        (("event", "a-2026-1", "sent", "--on", "2026-11-08", "--earliest", "2026-11-07"), "give --on, or"),
        (("event", "a-2026-1", "sent", "--latest", "2026-11-07"), "--latest needs --earliest"),
        (("event", "a-2026-1", "sent", "--step", "envoyer"), "--step needs --procedure"),
        (("event", "a-2026-1", "noted", "--note", "x" * 501), "at most 500 characters"),
        (("open", "", "--against", "avis", *BY), "give the title, in at most 120 characters"),
        (("open", "Fiche", "--against", "avis"), "give --by NAME (or RENOM_BY)"),
    ):
        done = case(practice, *typed)
        assert (2, True) == (done.returncode, told in said(done)), said(done)
    assert not (practice / "data/cases").exists()
