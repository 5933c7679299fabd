"""Affairs over real files: what is opened, noted and refused, without a command line."""

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from collector.core.errors import ConfigurationError
from collector.core.model import EventKind
from collector.edges.files.store import Store
from collector.wiring import affairs
from collector.wiring.affairs import piece_hash
from collector.wiring.cases import held_by_affairs
from collector.wiring.passes import check
from tests.support.affairs import lay_out_affairs
from tests.support.ledgers import TODAY, finding_id

pytestmark = pytest.mark.slow

ASKED = affairs.Opening("Fiche sans accord", (finding_id(1),), (), ("opposition-21",), "", "Dr Essai", "", None)
SENT = affairs.Fact(EventKind.SENT, without_capture="page déjà retirée")
FILE = "data/cases/a-2026-1.yml"


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Return the folder of a practice with a listing (1) and an insult (2) on its source « avis »."""
    return lay_out_affairs(tmp_path)


def told(error: pytest.ExceptionInfo[ConfigurationError]) -> str:
    return str(error.value).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"findings": (finding_id(9),)}, f"le relevé {finding_id(9)} n’est pas dans data/findings/"),
        ({"findings": ("f-nimporte",)}, "le relevé f-nimporte n’est pas dans data/findings/"),
        ({"against": "avi"}, "dites contre quelle source ou quel éditeur, avec --against ; vouliez-vous dire avis"),
        ({"findings": ()}, "dites contre quelle source ou quel éditeur, avec --against"),
        ({"procedures": ("oposition",)}, "aucune démarche « oposition »"),
        ({"people": ("dr-esai",)}, "aucun praticien « dr-esai » : vouliez-vous dire dr-essai ?"),
        ({"on": dt.date(2026, 11, 10)}, "une affaire ne s’ouvre pas dans le futur"),
        ({"on": dt.date(1989, 11, 10)}, "n’est pas entre 1990 et 2100 : vérifiez l’année"),
    ],
)
def test_an_affair_that_cannot_be_is_refused(practice: Path, changed: dict[str, object], expected: str) -> None:
    """In French, with what is near, and no file is written."""
    with pytest.raises(ConfigurationError) as error:
        affairs.open_affair(practice, replace(ASKED, **changed), TODAY)
    assert (True, False) == (expected in told(error), (practice / "data/cases").exists()), told(error)


def test_all_that_is_wrong_with_an_opening_is_told_at_once(practice: Path) -> None:
    """Three faults, three lines."""
    asked = replace(ASKED, findings=("f-nimporte",), procedures=("oposition",))
    with pytest.raises(ConfigurationError) as error:
        affairs.open_affair(practice, asked, TODAY)
    assert 3 == len(error.value.problems)


@pytest.mark.parametrize(
    ("against", "expected"),
    [
        ("", ("avis", None)),
        ("avis", ("avis", None)),
        ("google", (None, "google")),
        ("google-maps", ("google-maps", "google")),
    ],
)
def test_an_affair_is_against_a_source_and_its_publisher(
    practice: Path, against: str, expected: tuple[str | None, str | None]
) -> None:
    """That of the findings, the one given, or a publisher alone."""
    case = affairs.open_affair(practice, replace(ASKED, against=against), TODAY).affair.case
    assert expected == (case.source, case.publisher)


def test_findings_of_two_sources_want_a_word(practice: Path) -> None:
    """Nobody guesses against whom: the findings of a retired or unknown source do not say it."""
    path = next((practice / "data/findings").rglob(f"{finding_id(2)}.yml"))
    path.write_text(path.read_text("utf-8").replace("source: avis\n", "source: autre\n"), encoding="utf-8")
    for findings in ((finding_id(1), finding_id(2)), (finding_id(2),)):
        with pytest.raises(ConfigurationError, match="dites contre quelle source"):
            affairs.open_affair(practice, replace(ASKED, findings=findings), TODAY)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"on": dt.date(2026, 11, 10)}, "le 10 novembre 2026 est dans le futur"),
        ({"on": dt.date(1989, 1, 1)}, "n’est pas entre 1990 et 2100"),
        ({"procedure": "opposition"}, "aucune démarche « opposition » : vouliez-vous dire"),
        ({"procedure": "Mal écrite !"}, "aucune démarche « Mal écrite ! »"),
        ({"procedure": "opposition-21", "step": "poster"}, "aucune étape de opposition-21 « poster »"),
        ({"kind": EventKind.REOPENED}, "il n’y a rien à rouvrir"),
        ({"pieces": ("absent.pdf",)}, "« absent.pdf » n’est ni un fichier d’ici, ni une empreinte"),
        ({"earliest": dt.date(2026, 11, 8), "latest": dt.date(2026, 11, 7)}, "échangez-les"),
    ],
)
def test_an_event_that_cannot_be_is_refused(practice: Path, changed: dict[str, object], expected: str) -> None:
    """In French, and the file stays as it was."""
    affairs.open_affair(practice, ASKED, TODAY)
    before = (practice / FILE).read_bytes()
    with pytest.raises(ConfigurationError) as error:
        affairs.note_event(practice, "a-2026-1", replace(SENT, **changed), TODAY)
    assert (True, before) == (expected in told(error), (practice / FILE).read_bytes()), told(error)


def test_an_unknown_affair_is_answered_with_the_known_ones(practice: Path) -> None:
    """Or with how to open one."""
    with pytest.raises(ConfigurationError, match="aucune affaire n’est ouverte"):
        affairs.show_affair(practice, "a-2026-1", TODAY)
    affairs.open_affair(practice, ASKED, TODAY)
    with pytest.raises(ConfigurationError, match=r"affaires connues : a-2026-1"):
        affairs.show_affair(practice, "zzz", TODAY)


def test_the_same_event_twice_is_written_once(practice: Path) -> None:
    """The second time nothing is written."""
    affairs.open_affair(practice, ASKED, TODAY)
    assert affairs.note_event(practice, "a-2026-1", SENT, TODAY) is not None
    before = (practice / FILE).read_bytes()
    assert affairs.note_event(practice, "a-2026-1", SENT, TODAY) is None
    assert before == (practice / FILE).read_bytes()


def test_an_event_of_one_possible_day_has_it_twice(practice: Path) -> None:
    """`earliest` alone is that day; the affair is shown with it."""
    affairs.open_affair(practice, ASKED, TODAY)
    noted = affairs.note_event(practice, "a-2026-1", replace(SENT, earliest=dt.date(2026, 11, 5)), TODAY)
    assert noted is not None
    assert (dt.date(2026, 11, 5), "opposition-21") == (
        noted.affair.events[0].last_day,
        noted.affair.events[0].procedure,
    )
    assert [noted.affair] == list(affairs.list_affairs(practice, TODAY))


def test_a_piece_is_a_file_or_its_hash(tmp_path: Path) -> None:
    """The hash of a file of this computer, or one written in any case."""
    (tmp_path / "x.pdf").write_bytes(b"preuve")
    digest = hashlib.sha256(b"preuve").hexdigest()
    assert digest == piece_hash(str(tmp_path / "x.pdf")) == piece_hash(digest.upper())
    with pytest.raises(ConfigurationError):
        piece_hash("z" * 64)


def test_a_finding_that_vanished_from_the_data_costs_nothing_else(practice: Path) -> None:
    """The affair still stands, its page names the number, `check` gives the line, and the file is untouched."""
    affairs.open_affair(practice, ASKED, TODAY)
    before = (practice / FILE).read_bytes()
    next((practice / "data/findings").rglob(f"{finding_id(1)}.yml")).unlink()
    assert (finding_id(1),) == affairs.show_affair(practice, "a-2026-1", TODAY).missing
    lines = [one for one in check(practice) if one.file == FILE]
    assert [("findings[1]", 8)] == [(one.key, one.line) for one in lines]
    assert before == (practice / FILE).read_bytes()


def test_dates_of_tomorrow_are_told_by_check(practice: Path) -> None:
    """A slip of the year in a file written by hand: it shows nowhere, and is told."""
    affairs.open_affair(practice, ASKED, TODAY)
    text = (practice / FILE).read_text("utf-8").replace("2026-11-09", "2087-11-09")
    (practice / FILE).write_text(text + "events:\n- {on: 2088-01-01, kind: noted}\n", encoding="utf-8")
    told_ = [str(one) for one in check(practice) if one.file == FILE]
    assert [f"{FILE}: opened: 2087-11-09 is later", f"{FILE}: events[1]: 2088-01-01 is later"] == [
        one.partition(" than")[0] for one in told_
    ]
    assert () == affairs.list_affairs(practice, TODAY)


def test_nothing_of_an_open_affair_is_erased(practice: Path) -> None:
    """Its findings are held; a file that cannot be read holds them all, for it may be about any."""
    kept = Store(practice).load()
    affairs.open_affair(practice, ASKED, TODAY)
    assert {finding_id(1)} == held_by_affairs(practice, kept)
    affairs.note_event(practice, "a-2026-1", affairs.Fact(EventKind.CLOSED), TODAY)
    assert frozenset() == held_by_affairs(practice, kept)
    (practice / FILE).write_text("titre: [", encoding="utf-8")
    assert {finding_id(1), finding_id(2)} == held_by_affairs(practice, kept)
