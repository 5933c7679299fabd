"""An export unpacked into a folder is read as the archive that it was, within bounds, and nothing of it is written."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Capture, Request
from collector.edges.deposits import SIZE_CAP, read_deposit, read_export
from tests.support.practices import snapshot

REQUEST = Request(file="Takeout")


def put(root: Path, **files: bytes) -> Path:
    """Write files below a folder; « __ » stands for « / », and « _json » for « .json »."""
    for name, body in files.items():
        path = root / name.replace("__", "/").replace("_json", ".json").replace("_jpg", ".jpg")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return root


def members(capture: Capture) -> dict[str, bytes]:
    """Return what a capture's archive holds."""
    with zipfile.ZipFile(io.BytesIO(capture.body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refused(path: Path) -> tuple[FailureCode, str]:
    """Return how reading a path fails."""
    with pytest.raises(FetchError) as caught:
        read_export(path, REQUEST, path.name)
    return caught.value.code, caught.value.detail


def test_a_folder_becomes_the_archive_that_it_was(tmp_path: Path) -> None:
    """The files that a kind may read, under their names, in the same bytes each time; pictures are left."""
    put(tmp_path / "Takeout", a__location__reviews_json=b"{}", b__photo_jpg=b"x", title_json=b"[]")
    before = snapshot(tmp_path)

    first, second = (read_deposit(tmp_path, REQUEST) for _ in range(2))

    assert {"a/location/reviews.json": b"{}", "title.json": b"[]"} == members(first)
    assert (first.body, before) == (second.body, snapshot(tmp_path))


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Neither to a file nor to a folder: it may lead out of the export."""
    put(tmp_path, secret_json=b"secret", ailleurs__autre_json=b"secret")
    folder = put(tmp_path / "Takeout", reviews_json=b"{}")
    (folder / "lien.json").symlink_to(tmp_path / "secret.json")
    (folder / "dossier").symlink_to(tmp_path / "ailleurs")

    assert ["reviews.json"] == list(members(read_export(folder, REQUEST, "Takeout")))


def test_a_folder_without_anything_to_read_is_a_wrong_export(tmp_path: Path) -> None:
    """An empty folder, or one of pictures, is told by its name."""
    assert (FailureCode.WRONG_EXPORT, "photos/") == refused(put(tmp_path / "photos", a_jpg=b"x"))


@pytest.mark.slow
def test_a_folder_too_large_or_too_full_is_refused(tmp_path: Path) -> None:
    """Told by the sizes of its files, before they are read; a folder of folders without end too."""
    folder = put(tmp_path / "gros", petit_json=b"{}")
    with (folder / "a.json").open("wb") as stream:
        stream.truncate(SIZE_CAP + 1)
    full = tmp_path / "plein"
    for number in range(20_001):
        (full / f"{number}").mkdir(parents=True)

    assert [FailureCode.TOO_LARGE, FailureCode.TOO_LARGE] == [refused(folder)[0], refused(full)[0]]


def test_a_pipe_is_read_within_the_same_bounds(tmp_path: Path) -> None:
    """What has no size is cut off where a file would be refused."""
    reading, writing = os.pipe()
    os.write(writing, b"id;avis\n1;Bien\n")
    os.close(writing)

    assert b"id;avis\n1;Bien\n" == read_export(Path(f"/dev/fd/{reading}"), REQUEST, "tuyau").body
    assert (FailureCode.TOO_LARGE, "64 MiB") == refused(Path("/dev/zero"))
    assert (FailureCode.MISSING_EXPORT, "absent") == refused(tmp_path / "absent")


def test_a_place_that_cannot_be_is_a_wrong_export(tmp_path: Path) -> None:
    """A file taken for a folder: the system says what is wrong, the failure names no place of this computer."""
    (tmp_path / "avis.json").write_text("{}")

    assert (FailureCode.WRONG_EXPORT, "avis.json: Not a directory") == refused(tmp_path / "avis.json" / "avis.json")
