"""Reads packs, as archives or folders, within bounds. They are written by `bundle`, which compresses nothing."""

import zipfile
from io import BytesIO
from pathlib import Path

from collector.core.errors import EvidenceError

MOST_FILES = 20_000
MOST_BYTES = 1 << 31
_FAULTS = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError)


def read_archive(body: bytes) -> dict[str, bytes]:
    """Return the files of an archive of ours; raise EvidenceError for any other."""
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            entries = archive.infolist()
            size = sum(one.file_size for one in entries)
            compressed = any(one.compress_type != zipfile.ZIP_STORED for one in entries)
            if len({one.filename for one in entries}) < len(entries) or compressed:
                raise EvidenceError("l’archive n’est pas un lot de Renom")
            if len(entries) > MOST_FILES or size > MOST_BYTES:
                raise EvidenceError("l’archive est trop grande")
            return {one.filename: archive.read(one) for one in entries}
    except _FAULTS:
        raise EvidenceError("l’archive est illisible") from None


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; raise EvidenceError when it cannot be read, or is larger than any pack."""
    try:
        with path.open("rb") as stream:
            body = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise EvidenceError(f"illisible ({error.strerror})") from None
    if len(body) > MOST_BYTES:
        raise EvidenceError("l’archive est trop grande")
    return body


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder, by path; raise EvidenceError for one that cannot be read."""
    try:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    except OSError as error:
        raise EvidenceError(f"illisible ({error.strerror})") from None
