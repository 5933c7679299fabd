"""Reads practice.yml and the practice's own sources, and says all that is wrong with them at once."""

import zoneinfo
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from collector.core.consistency import disagreements, exposures
from collector.core.errors import ConfigurationError, Problem
from collector.core.model import Practice, Practitioner, Source, Watch
from collector.edges.files.documents import Document, parse, validate

M = TypeVar("M", Practitioner, Watch)
FILE = "practice.yml"
_PLACES = ("id", "source", "url", "query", "file", "secret")


def load_practice(root: Path, sources: Mapping[str, Source], kinds: Collection[str]) -> Practice:
    """Return the practice of the folder `root`; raise ConfigurationError with every problem of the file.

    `sources` are all known sources by slug and `kinds` the names of the reading methods, for what refers to them.
    """
    practice, problems = read_practice(root, sources, kinds)
    if problems or practice is None:
        raise ConfigurationError(problems)
    return practice


def read_practice(
    root: Path, sources: Mapping[str, Source], kinds: Collection[str], unreadable: Collection[str] = ()
) -> tuple[Practice | None, tuple[Problem, ...]]:
    """Return the practice of the folder `root`, and every problem of the file: of form, and of what refers to what.

    With problems the practice is a sketch, good only to look its names up; None when the file is no YAML.
    `unreadable` are the sources that exist and have faults of their own.
    """
    try:
        document = parse(read_text(root / FILE, FILE), FILE)
    except ConfigurationError as error:
        return None, error.problems
    problems: list[Problem] = []
    try:
        practice = validate(document, Practice)
    except ConfigurationError as error:
        problems += error.problems
        practice = _sketch(document.content)
    told = {one.key for one in problems}
    found = [document.problem(one.path, one.message) for one in disagreements(practice, sources, kinds, unreadable)]
    zone = _time_zone(document, practice)
    if zone:
        practice = practice.model_copy(update={"timezone": Practice.model_fields["timezone"].default})
    problems += [one for one in (*found, *zone) if one.key not in told]
    return practice, tuple(sorted(problems, key=lambda one: one.line or 0))


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


def _sketch(content: object) -> Practice:
    """Return the names that a faulty file holds, at the places where they stand: what is no text is left out."""
    given = content if isinstance(content, dict) else {}
    people = [_named(Practitioner, place, one) for place, one in enumerate(_listed(given, "practitioners"))]
    watches = [_named(Watch, place, one) for place, one in enumerate(_listed(given, "watches"))]
    told = {"practitioners": tuple(people), "watches": tuple(watches), **_texts(given, ("timezone",))}
    return Practice.model_construct(None, **told)


def _named(model: type[M], place: int, given: object) -> M:
    """Return an entry of which the names alone are known; one without id has one that stands nowhere else."""
    whom = tuple(one for one in _listed(given, "for") if isinstance(one, str))
    return model.model_construct(None, **{"id": f"?{place}", "source": "", "for_": whom, **_texts(given, _PLACES)})


def _texts(given: object, keys: Iterable[str]) -> dict[str, Any]:
    content = given if isinstance(given, dict) else {}
    return {key: content[key] for key in keys if isinstance(content.get(key), str)}


def _listed(content: object, key: str) -> list[object]:
    listed = content.get(key) if isinstance(content, dict) else None
    return listed if isinstance(listed, list) else []


def _time_zone(document: Document, practice: Practice) -> list[Problem]:
    try:
        zoneinfo.ZoneInfo(practice.timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        message = f"no time zone {practice.timezone!r}: for example Europe/Paris or Indian/Reunion"
        return [document.problem(("timezone",), message)]
    return []
