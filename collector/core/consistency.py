"""What the parts of a practice must agree on, beyond the form of each: names that refer to something that exists."""

import difflib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from collector.core.errors import Problem
from collector.core.model import PRACTICE, Access, Practice, Source, Watch

Path = tuple[str | int, ...]
_CLOSE = 3


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One reference that leads nowhere, at the key `path` of practice.yml."""

    path: Path
    message: str


def disagreements(
    practice: Practice, sources: Mapping[str, Source], kinds: Collection[str], unreadable: Collection[str] = ()
) -> list[Disagreement]:
    """Return everything in `practice` that does not fit with itself, with the catalogue or with the kinds.

    `unreadable` are sources that exist and cannot be read: nothing is said of their watches, nor of one without source.
    """
    found = list(_people(practice))
    ids = Counter(watch.id for watch in practice.watches)
    for index, watch in enumerate(practice.watches):
        at: Path = ("watches", index)
        if ids[watch.id] > 1:
            found.append(
                Disagreement((*at, "id"), f"{watch.id!r} is used by {ids[watch.id]} watches: give each its own")
            )
        found.extend(Disagreement((*at, *path), message) for path, message in _people_of_watch(watch, practice))
        source = sources.get(watch.source)
        if source is not None:
            found.extend(
                Disagreement((*at, *path), message) for path, message in _watch_of_source(watch, source, kinds)
            )
        elif watch.source and watch.source not in unreadable:
            found.append(Disagreement((*at, "source"), f"no source {watch.source!r}: {meant(watch.source, sources)}"))
    return found


def closest(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the known names that look like `word`, the closest first."""
    return tuple(difflib.get_close_matches(word, sorted(known), n=_CLOSE))


def meant(word: str, known: Collection[str], otherwise: str = "`renom watch sources` lists those there are") -> str:
    """Return which of the known names `word` may stand for, or `otherwise`: what to do when none looks like it."""
    close = closest(word, known)
    return f"did you mean {' or '.join(close)}?" if close else otherwise


def exposures(practice: Practice, sources: Mapping[str, Source]) -> list[Disagreement]:
    """Return the secret addresses that practice.yml gives away: it can be read by all who read the repository."""
    return [
        Disagreement(
            ("watches", index, "url"),
            f"the address of {watch.source!r} is a secret: put it in the environment, and `secret: "
            f"{secret_name(watch.id)}` here",
        )
        for index, watch in enumerate(practice.watches)
        if watch.url is not None and watch.source in sources and sources[watch.source].secret_address
    ]


def secret_name(of: str) -> str:
    """Return the name of the environment variable that holds what belongs to the slug `of`: ALERTE_WEB."""
    return of.upper().replace("-", "_")


def nobodys(sources: Mapping[str, Source], publishers: Collection[str]) -> tuple[Problem, ...]:
    """Return a problem for each source whose publisher is none of those described, given by their slugs."""
    return tuple(
        Problem(
            f"sources/{slug}/source.yml",
            None,
            "publisher",
            f"no publisher {source.publisher!r}: describe it in publishers/{source.publisher}.yml",
        )
        for slug, source in sorted(sources.items())
        if source.publisher is not None and source.publisher not in publishers
    )


def _people(practice: Practice) -> Iterator[Disagreement]:
    ids = Counter(one.id.lower() for one in practice.practitioners)
    for index, one in enumerate(practice.practitioners):
        path: Path = ("practitioners", index, "id")
        if one.id.lower() == PRACTICE:
            yield Disagreement(path, f"{PRACTICE!r} is reserved for the practice as a whole: choose another")
        elif ids[one.id.lower()] > 1:
            yield Disagreement(path, f"{one.id!r} is used by several practitioners: give each their own")


def _people_of_watch(watch: Watch, practice: Practice) -> Iterator[tuple[Path, str]]:
    for index, one in enumerate(watch.for_):
        if practice.practitioner(one) is None:
            known = ", ".join(person.id for person in practice.practitioners)
            yield ("for", index), f"no practitioner {one!r}; known ones: {known}"


def _watch_of_source(watch: Watch, source: Source, kinds: Collection[str]) -> Iterator[tuple[Path, str]]:
    if source.retired is not None:
        yield ("source",), f"{source.slug!r} is retired since {source.retired.on}: remove this watch"
    elif source.kind is None:
        yield ("source",), f"{source.slug!r} cannot be watched automatically ({source.access}): check it by hand"
    elif source.kind not in kinds:
        yield ("source",), f"{source.slug!r} wants the kind {source.kind!r}, unknown to this version: upgrade renom"
    yield from _place_of_source(watch, source)
    if source.access is Access.IMPORT and watch.file is None:
        yield ("source",), f"{source.slug!r} is read from an export: give `file`, its name in imports/"
    if source.access is not Access.IMPORT and watch.file is not None:
        yield ("file",), f"{source.slug!r} is not read from an export: give `url` instead"
    elif watch.file is not None and ("/" in watch.file or "\\" in watch.file or watch.file.startswith(".")):
        yield ("file",), "must be the name of a file in imports/, without folder"


def _place_of_source(watch: Watch, source: Source) -> Iterator[tuple[Path, str]]:
    """Yield what a watch gives and its source does not take, or the reverse."""
    address = source.address or ""
    if watch.file is not None:
        return  # `query` then names a part of the file
    if watch.query is not None and not address:
        place = "secret" if source.secret_address else "url"
        yield ("query",), f"{source.slug!r} is watched by address: give `{place}` instead"
    elif watch.query is not None and watch.url is not None and "{url}" not in address:
        yield ("url",), f"{source.slug!r} has one home only: give `query` alone"
    elif watch.query is not None and watch.url is None and "{url}" in address:
        yield ("query",), f"{source.slug!r} has many homes: give `url` too, the address of yours"
    elif watch.url is not None and watch.query is None and "{url}" in address and "{query}" in address:
        yield ("url",), f"{source.slug!r} is searched: give `query` too, the words to look for"
    elif watch.url is not None and watch.query is None and source.reading and address and "{url}" not in address:
        yield ("url",), f"{source.slug!r} has one address, its own: give `query` instead"
