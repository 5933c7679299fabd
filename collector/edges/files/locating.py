"""Finds where an entry stands among the files that people wrote, to tell its line; it is read again only for that."""

from pathlib import Path

from collector.core.errors import ConfigurationError, Problem
from collector.core.model import Model
from collector.edges.files.documents import parse, validate
from collector.edges.files.practice import read_text


def problem_of(root: Path, pattern: str, one: Model, key: str, message: str) -> Problem:
    """Return the problem `message` at a key of the file of `pattern` that holds `one`; without line if none does."""
    for path in sorted(root.glob(pattern)):
        shown = path.relative_to(root).as_posix()
        try:
            document = parse(read_text(path, shown), shown)
            if validate(document, type(one)) == one:
                return document.problem((key,), message)
        except ConfigurationError:
            continue  # told by itself
    return Problem(pattern, None, key, message)
