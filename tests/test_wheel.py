"""The wheel: a practice installs one package, and finds in it all that a clone has."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.tools

_ASK = "from collector.wiring.shipped import shipped, version; print(shipped({name!r}), version())"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it where nothing else is."""
    made, place = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("unpacked")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = made.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


@pytest.mark.parametrize("name", ["site_src", "mkdocs.yml", "handover", "demo"])
def test_what_is_shipped_is_found_in_the_wheel(unpacked: Path, name: str) -> None:
    """Imported from the wheel alone, the package finds its pages, its site configuration and its demo inside itself."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", _ASK.format(name=name)],
        cwd=unpacked,
        env={"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert f"{unpacked / 'collector' / '_shipped' / name} 0.1.0" == done.stdout.strip()


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("collector/catalog", "collector/catalog"),
        ("collector/templates", "collector/templates"),
        ("collector/scaffold", "collector/scaffold"),
        ("site_src", "collector/_shipped/site_src"),
        ("handover", "collector/_shipped/handover"),
        *(
            (f"examples/demo/{part}", f"collector/_shipped/demo/{part}")
            for part in ("sources", "publishers", "decisions", "cases", "coverage", "imports", "notes", "web")
        ),
    ],
)
def test_the_wheel_holds_every_file_of_data(unpacked: Path, here: str, there: str) -> None:
    """Catalogue, templates, pages and demo are in the wheel, to the byte."""

    def files(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    assert files(ROOT / here) == files(unpacked / there)


def test_the_wheel_holds_nothing_that_only_tests_need(unpacked: Path) -> None:
    """No test, and not what the demo is expected to keep."""
    assert [] == [path for path in unpacked.rglob("*") if path.name in {"tests", "expected", "benchmarks"}]
