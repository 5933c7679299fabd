"""Reads practice.yml and the practice's own sources, and says all that is wrong with them at once."""

import zoneinfo
from collections.abc import Collection, Mapping
from pathlib import Path

from collector.core.consistency import disagreements, exposures
from collector.core.errors import ConfigurationError, Problem
from collector.core.model import Practice, Source
from collector.edges.files.documents import Document, parse, validate

FILE = "practice.yml"


def load_practice(root: Path, sources: Mapping[str, Source], kinds: Collection[str]) -> Practice:
    """Return the practice of the folder `root`; raise ConfigurationError with every problem of the file.

    `sources` are all known sources by slug and `kinds` the names of the reading methods, for what refers to them.
    """
    document = parse(read_text(root / FILE, FILE), FILE)
    practice = validate(document, Practice)
    problems = [document.problem(one.path, one.message) for one in disagreements(practice, sources, kinds)]
    problems += _time_zone(document, practice)
    if problems:
        raise ConfigurationError(tuple(sorted(problems, key=lambda one: one.line or 0)))
    return practice


def exposed(root: Path, practice: Practice, sources: Mapping[str, Source]) -> tuple[Problem, ...]:
    """Return a problem for each secret that the practice.yml of `root` gives away; it can be used all the same."""
    document = parse(read_text(root / FILE, FILE), FILE)
    return tuple(document.problem(one.path, one.message) for one in exposures(practice, sources))


def read_text(path: Path, shown: str) -> str:
    """Return the text of a UTF-8 file; raise ConfigurationError naming it as `shown` when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigurationError((Problem(shown, None, "", "is not UTF-8 text: save it as UTF-8"),)) from None
    except FileNotFoundError:
        message = f"no such file in {path.parent}: go to the practice's folder, or name it with --practice"
        raise ConfigurationError((Problem(shown, None, "", message),)) from None
    except OSError as error:
        raise ConfigurationError((Problem(shown, None, "", f"cannot be read ({error.strerror})"),)) from None


def _time_zone(document: Document, practice: Practice) -> list[Problem]:
    try:
        zoneinfo.ZoneInfo(practice.timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        message = f"no time zone {practice.timezone!r}: for example Europe/Paris or Indian/Reunion"
        return [document.problem(("timezone",), message)]
    return []
