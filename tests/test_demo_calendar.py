"""The demo's calendar and packs, made from what the demo keeps: held to what was reviewed, byte for byte."""

import shutil
from pathlib import Path

import pytest
from icalendar import Calendar

from collector.core.affairs.pack import Reader
from collector.wiring import affairs
from collector.wiring.demo import DEMO_TODAY
from collector.wiring.passes import check
from tests.support.demo import DEMO, EXPECTED, authors

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demo practice after its last pass, as it is expected to be."""
    root = tmp_path_factory.mktemp("kept")
    shutil.copy(DEMO / "practice.yml", root)
    for own in ("sources", "publishers"):
        shutil.copytree(DEMO / own, root / own)
    for made in ("data", "pieces"):
        shutil.copytree(EXPECTED / made, root / made)
    for written in ("decisions", "cases", "coverage"):
        shutil.copytree(DEMO / written, root / "data" / written)
    return root


def test_the_affairs_of_the_demo_have_no_fault(kept: Path) -> None:
    """Every name in them leads somewhere."""
    assert [] == [str(one) for one in check(kept) if one.file.startswith("data/cases/")]


def test_the_calendar_of_the_demo_is_what_was_reviewed(kept: Path) -> None:
    """`tools/golden` renews it, for review: its days are those of the law, its words those of the catalogue."""
    assert (DEMO / "echeances.ics").read_bytes() == affairs.calendar(kept, DEMO_TODAY)


def test_no_author_stands_in_the_calendar(kept: Path) -> None:
    """Nobody who wrote in the recording is named in any entry."""
    text = affairs.calendar(kept, DEMO_TODAY).decode().replace("\r\n ", "")
    assert [] == [name for name in authors() if name in text]


def test_the_calendar_opens_elsewhere() -> None:
    """Each entry is a whole day, with a name of its own and its reasons."""
    events = Calendar.from_ical((DEMO / "echeances.ics").read_bytes()).walk("VEVENT")
    names = [str(one["uid"]) for one in events]
    assert len(names) == len(set(names)) > 3
    assert {1} == {(one.decoded("dtend") - one.decoded("dtstart")).days for one in events}
    assert all("\nTexte" in str(one["description"]) for one in events)


@pytest.mark.parametrize("case", ["a-2026-1", "a-2026-2", "a-2026-3"])
def test_a_pack_of_the_demo_is_the_same_twice(kept: Path, case: str, tmp_path: Path) -> None:
    """Open or closed, for an insurer or a lawyer."""
    for reader in Reader:
        packs = [affairs.pack(kept, case, reader, tmp_path / f"{n}.zip", DEMO_TODAY).path for n in (1, 2)]
        assert packs[0].read_bytes() == packs[1].read_bytes()
