"""Writes files as one ZIP that is the same, byte for byte, for the same files: sorted, of one date, stored."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from collector.core.errors import StoreError

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can tell: the files tell their own dates
_UNIX, _MODE = 3, 0o100644


def bundle(files: Mapping[str, bytes]) -> bytes:
    """Return the ZIP of some files, by path. Stored as they are: how a library compresses changes with its version."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _DATE)
            entry.create_system = _UNIX
            entry.external_attr = _MODE << 16
            archive.writestr(entry, files[path])
    return made.getvalue()


def write_bundle(files: Mapping[str, bytes], target: Path) -> None:
    """Write the ZIP of some files; raise StoreError when the disk refuses."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(bundle(files))
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror}); give another file with --out") from error
