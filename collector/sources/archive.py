"""Reads the members of a ZIP deposited by a person, in memory and within bounds; opens no ZIP inside a ZIP."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from collector.core.errors import FailureCode, ReadError

_MOST_MEMBERS = 20_000  # a whole Takeout export holds some thousands of files
_LARGEST_MEMBER = 30_000_000  # bytes once decompressed: about 30,000 reviews
_LARGEST_TOTAL = 100_000_000
_MAGIC = b"PK\x03\x04"
# All that zipfile raises on a broken, encrypted or exotic archive.
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    MemoryError,
)


def is_zip(body: bytes) -> bool:
    """Tell whether `body` is a ZIP that holds something."""
    return body.startswith(_MAGIC)


def members(body: bytes, extension: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of each member whose name ends in `extension`.

    ReadError: WRONG_EXPORT for an archive that cannot be read, TOO_LARGE beyond the bounds, whatever its directory
    declares.
    """
    try:
        yield from _members(body, extension)
    except _FAULTS as error:
        raise ReadError(FailureCode.WRONG_EXPORT, "ZIP") from error


def _members(body: bytes, extension: str) -> Iterator[tuple[str, bytes]]:
    total = 0
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST_MEMBERS:
            raise ReadError(FailureCode.TOO_LARGE, f"> {_MOST_MEMBERS}")
        for entry in entries:
            if entry.is_dir() or not entry.filename.lower().endswith(extension):
                continue
            with archive.open(entry) as member:
                content = member.read(_LARGEST_MEMBER + 1)
            total += len(content)
            if len(content) > _LARGEST_MEMBER or total > _LARGEST_TOTAL:
                raise ReadError(FailureCode.TOO_LARGE, f"> {_LARGEST_TOTAL // 1_000_000} MB")
            yield entry.filename.replace("\\", "/"), content  # as some Windows tools write
