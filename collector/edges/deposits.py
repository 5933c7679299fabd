"""Reads the exports that a person deposits in the practice's imports/ folder (git-ignored: they hold names)."""

from pathlib import Path

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Capture, Request

SIZE_CAP = 64 * 1024 * 1024  # bytes; a Takeout of 5,000 reviews weighs two


def read_deposit(folder: Path, request: Request) -> Capture:
    """Return the deposited file that `request.file` names as a capture; raise FetchError when it is not there."""
    path = folder / Path(request.file).name
    try:
        if path.stat().st_size > SIZE_CAP:
            raise FetchError(FailureCode.TOO_LARGE, f"{SIZE_CAP // 1024 // 1024} MiB")
        body = path.read_bytes()
    except FileNotFoundError:
        raise FetchError(FailureCode.MISSING_EXPORT, f"imports/{path.name}") from None
    except OSError as error:
        raise FetchError(FailureCode.WRONG_EXPORT, f"imports/{path.name}: {error.strerror}") from None
    return Capture(request=request, url="", status=200, headers={}, body=body)
