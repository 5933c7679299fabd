"""Reads the catalogue shipped with Renom, and a practice's own sources: data only, each entry checked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

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
    Profession,
    ProfessionRules,
    ProfessionTerms,
    Publisher,
    Recommendation,
    RecommendationList,
    ReplyGuide,
    Retention,
    Source,
    Statement,
)
from collector.edges.files.documents import parse, validate
from collector.edges.files.practice import read_text

M = TypeVar("M", bound=Model)
CATALOG = Path(__file__).resolve().parents[2] / "catalog"
_FENCE = "---\n"


@dataclass(frozen=True, slots=True)
class Entries(Generic[M]):
    """What some files hold, by slug; the slugs of those that have faults, and all the faults."""

    by_slug: Mapping[str, M]
    unreadable: frozenset[str]
    problems: tuple[Problem, ...]

    def usable(self) -> Mapping[str, M]:
        """Return the entries; raise ConfigurationError with all the problems of all of them."""
        if self.problems:
            raise ConfigurationError(self.problems)
        return self.by_slug


def load_sources(*folders: Path) -> Mapping[str, Source]:
    """Return the sources of `read_sources`; raise ConfigurationError with all the problems of all the entries."""
    return read_sources(*folders).usable()


def read_sources(*folders: Path) -> Entries[Source]:
    """Return the sources of some folders of `<slug>/source.yml` by slug; a later folder may not redefine a slug.

    Folders that do not exist hold nothing.
    """
    paths = (path for folder in folders for path in sorted(folder.glob("*/source.yml")))
    return _by_slug(((path.parent.name, path, f"sources/{path.parent.name}/source.yml") for path in paths), Source)


def load_publishers(*folders: Path) -> Mapping[str, Publisher]:
    """Return the publishers of `read_publishers`; raise ConfigurationError with all the problems of all the entries."""
    return read_publishers(*folders).usable()


def read_publishers(*folders: Path) -> Entries[Publisher]:
    """Return the publishers of some folders of `<slug>.yml` by slug; for the rest, like `read_sources`."""
    paths = (path for folder in folders for path in sorted(folder.glob("*.yml")))
    return _by_slug(((path.stem, path, f"publishers/{path.name}") for path in paths), Publisher)


def load_procedures(folder: Path = CATALOG / "procedures") -> Mapping[str, Procedure]:
    """Return the procedures by slug; raise ConfigurationError with all the problems of all the entries."""
    paths = sorted(folder.glob("*.yml"))
    return _by_slug(((path.stem, path, f"procedures/{path.name}") for path in paths), Procedure).usable()


def _by_slug(places: Iterable[tuple[str, Path, str]], model: type[M]) -> Entries[M]:
    """Return the entries of some files, each given with its slug and the name under which it is shown."""
    entries: dict[str, M] = {}
    unreadable: set[str] = set()
    problems: list[Problem] = []
    for slug, path, shown in places:
        if slug in entries:
            problems.append(Problem(shown, None, "", f"{slug!r} is in the catalogue already: give it another name"))
        try:
            entries[slug] = validate(parse(read_text(path, shown), shown), model, slug=slug)
        except ConfigurationError as error:
            problems += error.problems
            unreadable.add(slug)
    return Entries(entries, frozenset(unreadable), tuple(problems))


def load_statements(folder: Path = CATALOG / "statements") -> Mapping[str, Statement]:
    """Return the legal statements by slug."""
    return {one.slug: one for one in _entries(folder, Statement)}


def load_guides(folder: Path = CATALOG / "guides") -> Mapping[str, ReplyGuide]:
    """Return the guides to replies by slug; raise ConfigurationError with all the problems of all the entries."""
    paths = sorted(folder.glob("*.yml"))
    return _by_slug(((path.stem, path, f"guides/{path.name}") for path in paths), ReplyGuide).usable()


def load_recommendations(folder: Path = CATALOG / "ordre") -> tuple[Recommendation, ...]:
    """Return what the Ordre recommends, in the order in which one follows it."""
    return tuple(one for some in _entries(folder, RecommendationList) for one in some.recommendations)


def load_delays(folder: Path = CATALOG / "delays") -> Mapping[str, Delay]:
    """Return the delays by slug."""
    return {one.slug: one for one in _entries(folder, Delay)}


def load_retention(folder: Path = CATALOG / "retention") -> tuple[Retention, ...]:
    """Return how long each category of data is kept, in the order in which the rules are tried."""
    return tuple(sorted(_entries(folder, Retention), key=lambda one: one.order))


def load_holidays(folder: Path = CATALOG / "holidays") -> tuple[Holiday, ...]:
    """Return the public holidays of every file of the folder, together."""
    return tuple(day for one in load_holiday_lists(folder) for day in one.days)


def load_holiday_lists(folder: Path = CATALOG / "holidays") -> tuple[HolidayList, ...]:
    """Return the public holidays file by file, each with what it rests on."""
    return tuple(_entries(folder, HolidayList))


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


def load_professions(folder: Path = CATALOG / "letters") -> Mapping[Profession, ProfessionTerms]:
    """Return what letters say differently for each profession."""
    document = parse(read_text(folder / "professions.yml", "professions.yml"), "professions.yml")
    return validate(document, ProfessionRules).professions


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
