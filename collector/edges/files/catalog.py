"""Reads the catalogue shipped with Renom, and a practice's own sources: data only, each entry checked."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from collector.core.about.lexicon import IdentityRules
from collector.core.errors import ConfigurationError, Problem
from collector.core.masking import MaskingRules
from collector.core.model import (
    Authority,
    Delay,
    Holiday,
    HolidayList,
    LetterTemplate,
    Model,
    Procedure,
    Publisher,
    Source,
    Statement,
)
from collector.edges.files.documents import parse, validate
from collector.edges.files.practice import read_text

M = TypeVar("M", bound=Model)
CATALOG = Path(__file__).resolve().parents[2] / "catalog"
_FENCE = "---\n"


def load_sources(*folders: Path) -> Mapping[str, Source]:
    """Return the sources of some folders of `<slug>/source.yml` by slug; a later folder may not redefine a slug.

    Folders that do not exist hold nothing. Raise ConfigurationError with all the problems of all the entries.
    """
    paths = (path for folder in folders for path in sorted(folder.glob("*/source.yml")))
    return _by_slug(((path.parent.name, path, f"sources/{path.parent.name}/source.yml") for path in paths), Source)


def load_publishers(*folders: Path) -> Mapping[str, Publisher]:
    """Return the publishers of some folders of `<slug>.yml` by slug; for the rest, like `load_sources`."""
    paths = (path for folder in folders for path in sorted(folder.glob("*.yml")))
    return _by_slug(((path.stem, path, f"publishers/{path.name}") for path in paths), Publisher)


def load_procedures(folder: Path = CATALOG / "procedures") -> Mapping[str, Procedure]:
    """Return the procedures by slug; raise ConfigurationError with all the problems of all the entries."""
    return _by_slug(((path.stem, path, f"procedures/{path.name}") for path in sorted(folder.glob("*.yml"))), Procedure)


def _by_slug(places: Iterable[tuple[str, Path, str]], model: type[M]) -> Mapping[str, M]:
    """Return the entries of some files, each given with its slug and the name under which it is shown."""
    entries: dict[str, M] = {}
    problems: list[Problem] = []
    for slug, path, shown in places:
        if slug in entries:
            problems.append(Problem(shown, None, "", f"{slug!r} is in the catalogue already: give it another name"))
        try:
            entries[slug] = validate(parse(read_text(path, shown), shown), model, slug=slug)
        except ConfigurationError as error:
            problems += error.problems
    if problems:
        raise ConfigurationError(tuple(problems))
    return entries


def load_statements(folder: Path = CATALOG / "statements") -> Mapping[str, Statement]:
    """Return the legal statements by slug."""
    return {one.slug: one for one in _entries(folder, Statement)}


def load_delays(folder: Path = CATALOG / "delays") -> Mapping[str, Delay]:
    """Return the delays by slug."""
    return {one.slug: one for one in _entries(folder, Delay)}


def load_holidays(folder: Path = CATALOG / "holidays") -> tuple[Holiday, ...]:
    """Return the public holidays of every file of the folder, together."""
    return tuple(day for one in _entries(folder, HolidayList) for day in one.days)


def load_authorities(folder: Path = CATALOG / "authorities") -> tuple[Authority, ...]:
    """Return the timestamp authorities asked when a practice names none, in order of name."""
    return tuple(
        validate(parse(read_text(path, path.name), path.name), Authority, id=path.stem)
        for path in sorted(folder.glob("*.yml"))
    )


def load_masking(folder: Path = CATALOG / "masking") -> MaskingRules:
    """Return the masking rules: every key of every file of the folder, together."""
    return MaskingRules.model_validate(_together(folder))


def load_identity(folder: Path = CATALOG / "identity", masking: Path = CATALOG / "masking") -> IdentityRules:
    """Return the rules of identity: every key of every file of the folder, and the first names of the masking."""
    content, masked = _together(folder), _together(masking)
    names = (content["first_names"], masked["first_names"], masked["ambiguous_first_names"])
    ambiguous = masked["ambiguous_first_names"]
    first_names = [one for told in names for one in told]
    return IdentityRules.model_validate(content | {"first_names": first_names, "ambiguous_first_names": ambiguous})


def load_ordinal_specialties(folder: Path = CATALOG / "directory") -> Mapping[str, str]:
    """Return the names of the specialties that an Order registers, by code of the national directory."""
    names = _together(folder)["ordinal_specialties"]
    return {str(code): str(name) for code, name in names.items()}


def _together(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for path in sorted(folder.glob("*.yml")):
        document = parse(read_text(path, path.name), path.name)
        assert isinstance(document.content, dict)
        content |= document.content
    return content


def load_letters(folder: Path = CATALOG / "letters") -> tuple[LetterTemplate, ...]:
    """Return the letters in order of slug: YAML between two `---` lines, then the body."""
    return tuple(_letter(path) for path in sorted(folder.glob("*.md.j2")))


def _letter(path: Path) -> LetterTemplate:
    text = read_text(path, path.name)
    head, fence, body = text.removeprefix(_FENCE).partition("\n" + _FENCE)
    if not text.startswith(_FENCE) or not fence:
        message = "must start with the letter's description between two `---` lines"
        raise ConfigurationError((Problem(path.name, 1, "", message),))
    return validate(parse(head, path.name), LetterTemplate, slug=path.name.removesuffix(".md.j2"), body=body.strip())


def _entries(folder: Path, model: type[M]) -> Iterator[M]:
    for path in sorted(folder.glob("*.yml")):
        yield validate(parse(read_text(path, path.name), path.name), model, slug=path.stem)
