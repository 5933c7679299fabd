"""Writes a file whole or not at all: when its bytes change, or only where there is none yet."""

import os
import tempfile
from pathlib import Path

from collector.core.errors import StoreError

PART = ".part"  # how a file that is not whole yet ends


def write_if_changed(path: Path, text: str) -> bool:
    """Write `text` to `path` in one step; return False, touching nothing, when it already holds these bytes.

    A process killed at any moment leaves the old file or the new one, never a part. Raise StoreError when the disk
    refuses.
    """
    return write_bytes(path, text.encode())


def write_bytes(path: Path, body: bytes) -> bool:
    """Write `body` to `path` as `write_if_changed` does."""
    try:
        if path.is_file() and path.read_bytes() == body:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, body)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); check free space and permissions") from error
    return True


def _replace(path: Path, body: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_new(path: Path, text: str) -> bool:
    """Write `text` to a file that does not exist yet; return False, touching nothing, when there is one.

    Two processes that choose the same name cannot both have it. Raise StoreError when the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); check free space and permissions") from error
    return True
