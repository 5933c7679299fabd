"""Reads the exports that a person deposits in the practice's imports/ folder, or names on the command line.

They hold names of people: git ignores imports/, and nothing here copies or writes. A folder (an export unpacked by the
computer that downloaded it) becomes, in memory, the ZIP that it was.
"""

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Capture, Request

SIZE_CAP = 64 * 1024 * 1024  # bytes; a Takeout of 5,000 reviews weighs two
_MOST_FILES = 20_000  # looked at in a folder
_READ_IN_FOLDERS = (".json", ".eml", ".mbox")
_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the date of every member: the same folder gives the same bytes


def read_deposit(folder: Path, request: Request) -> Capture:
    """Return the deposited file or folder that `request.file` names; raise FetchError when it is not there."""
    name = Path(request.file).name
    return read_export(folder / name, request, f"imports/{name}")


def read_export(path: Path, request: Request, shown: str) -> Capture:
    """Return the export at `path` as the answer to `request`; raise FetchError, which names it as `shown`."""
    try:
        body = _packed(path, shown) if path.is_dir() else _content(path)
    except FileNotFoundError:
        raise FetchError(FailureCode.MISSING_EXPORT, shown) from None
    except OSError as error:
        raise FetchError(FailureCode.WRONG_EXPORT, f"{shown}: {error.strerror}") from None
    return Capture(request=request, url="", status=200, headers={}, body=body)


def _content(path: Path) -> bytes:
    if path.stat().st_size > SIZE_CAP:
        raise _too_large()
    with path.open("rb") as stream:
        body = stream.read(SIZE_CAP + 1)  # a pipe or a device has no size
    if len(body) > SIZE_CAP:
        raise _too_large()
    return body


def _packed(folder: Path, shown: str) -> bytes:
    """Return a ZIP of the files of a folder that a kind may read."""
    content = io.BytesIO()
    size = 0
    with zipfile.ZipFile(content, "w") as archive:
        for path in _files(folder):
            size += path.stat().st_size
            if size > SIZE_CAP:
                raise _too_large()
            name = path.relative_to(folder).as_posix().encode("utf-8", "replace").decode()
            archive.writestr(zipfile.ZipInfo(name, _ALWAYS), path.read_bytes())
    if not size:
        raise FetchError(FailureCode.WRONG_EXPORT, f"{shown}/")
    return content.getvalue()


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files to read below a folder, in order; no link, which may lead out of it."""
    met = 0
    for parent, folders, names in os.walk(folder):
        folders.sort()
        met += len(names) + len(folders)
        if met > _MOST_FILES:
            raise FetchError(FailureCode.TOO_LARGE, f"> {_MOST_FILES}")
        for name in sorted(names):
            path = Path(parent, name)
            if name.lower().endswith(_READ_IN_FOLDERS) and path.is_file() and not path.is_symlink():
                yield path


def _too_large() -> FetchError:
    return FetchError(FailureCode.TOO_LARGE, f"{SIZE_CAP // 1024 // 1024} MiB")
