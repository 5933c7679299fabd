"""Finds the browser of this machine. Imports nothing that may not be installed."""

import importlib.util
import os
import shutil
from pathlib import Path

VARIABLE = "RENOM_BROWSER"  # a browser to use, or « none »
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_NEEDED = ("playwright", "oxipng")


def find_browser() -> Path | None:
    """Return the program of a Chromium that can be driven here, or None: no browser, or no extra `capture`."""
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        return None
    given = os.environ.get(VARIABLE, "")
    if given == "none":
        return None
    found = shutil.which(given) if given else next(filter(None, map(shutil.which, _NAMES)), None)
    return Path(found) if found else None
