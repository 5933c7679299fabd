"""Deposited exports become captures, or failures that say what is missing."""

from pathlib import Path

import pytest

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Request
from collector.edges.deposits import SIZE_CAP, read_deposit


def test_a_deposited_file_is_a_capture_of_its_bytes(tmp_path: Path) -> None:
    """The bytes pass unaltered, with status 200 and no address."""
    (tmp_path / "avis.json").write_bytes(b'{"reviews": []}')

    capture = read_deposit(tmp_path, Request(file="avis.json"))

    assert (capture.status, capture.url, capture.body) == (200, "", b'{"reviews": []}')


def test_a_file_that_is_not_there_is_a_missing_export(tmp_path: Path) -> None:
    """No file is a failure that names it, never an export without reviews."""
    with pytest.raises(FetchError) as caught:
        read_deposit(tmp_path, Request(file="avis.json"))

    assert (caught.value.code, caught.value.detail) == (FailureCode.MISSING_EXPORT, "imports/avis.json")


def test_a_name_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    """A name with folders in it is looked for in imports/ alone."""
    (tmp_path / "secret.json").write_text("{}")
    (tmp_path / "imports").mkdir()

    with pytest.raises(FetchError) as caught:
        read_deposit(tmp_path / "imports", Request(file="../secret.json"))

    assert caught.value.code == FailureCode.MISSING_EXPORT


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A file over the cap is told by its size (a sparse one here: nothing of it is read)."""
    with (tmp_path / "avis.json").open("wb") as stream:
        stream.truncate(SIZE_CAP + 1)

    with pytest.raises(FetchError) as caught:
        read_deposit(tmp_path, Request(file="avis.json"))

    assert caught.value.code == FailureCode.TOO_LARGE


def test_a_folder_in_place_of_the_file_is_a_wrong_export(tmp_path: Path) -> None:
    """What cannot be read as a file is said to be the wrong thing."""
    (tmp_path / "avis.json").mkdir()

    with pytest.raises(FetchError) as caught:
        read_deposit(tmp_path, Request(file="avis.json"))

    assert caught.value.code == FailureCode.WRONG_EXPORT
