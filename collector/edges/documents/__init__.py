"""Writes letters as Word and PDF files. The libraries come with the extra `documents`, and are imported when needed."""

from importlib.util import find_spec

from collector.edges.documents.pdf import as_pdf
from collector.edges.documents.word import as_word

__all__ = ["MISSING", "as_pdf", "as_word", "available"]

MISSING = "Word et PDF demandent l’extra « documents » : pip install 'renom[documents]'"


def available() -> bool:
    """Tell whether the libraries of the extra `documents` are installed."""
    return all(find_spec(name) is not None for name in ("docxtpl", "typst"))
