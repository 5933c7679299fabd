"""Finds what is shipped with the package: the same way from a wheel and from an editable install."""

import importlib.metadata
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_IN_REPOSITORY = {"demo": "examples/demo"}


def shipped(name: str) -> Path:
    """Return the place of `site_src`, `mkdocs.yml` or `demo`."""
    packed = _PACKAGE / "_shipped" / name
    return packed if packed.exists() else _PACKAGE.parent / _IN_REPOSITORY.get(name, name)


def version() -> str:
    """Return the version of the installed distribution."""
    return importlib.metadata.version("renom")
