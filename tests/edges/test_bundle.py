"""One ZIP for a set of files, the same byte for byte."""

import zipfile
from pathlib import Path

import pytest

from collector.core.errors import StoreError
from collector.edges.bundle import bundle, write_bundle

FILES = {"b/c.txt": "é".encode(), "a.txt": b"x"}


def test_what_is_put_in_comes_out(tmp_path: Path) -> None:
    """Every file, in order of name, readable by anybody's tool."""
    write_bundle(FILES, tmp_path / "new" / "x.zip")
    with zipfile.ZipFile(tmp_path / "new" / "x.zip") as archive:
        assert (None, ["a.txt", "b/c.txt"]) == (archive.testzip(), archive.namelist())
        assert FILES == {name: archive.read(name) for name in archive.namelist()}
        assert {0o100644} == {one.external_attr >> 16 for one in archive.infolist()}


def test_the_same_files_give_the_same_bytes() -> None:
    """In whatever order, at whatever hour."""
    assert bundle(FILES) == bundle(dict(reversed(FILES.items())))


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    """The message says what to do."""
    (tmp_path / "f").write_text("x")
    with pytest.raises(StoreError, match="give another file with --out"):
        write_bundle(FILES, tmp_path / "f" / "x.zip")
