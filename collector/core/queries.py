"""Writes the queries by which one practitioner is looked for in a search engine.

A query asks for the name, in quotation marks, together with what sets the person apart from homonyms: town, specialty,
practice. What an engine understands, and how much of it, is the source's `search`; nothing here knows an engine.
"""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from collector.core.model import Practitioner, Profession, Search
from collector.core.text import clean_line, fold

# The professions whose members are called « docteur ».
_DOCTORS = frozenset((Profession.PHYSICIAN, Profession.DENTIST))
_PROFESSOR = frozenset(("pr", "prof", "professeur", "professeure"))
_DASHES = re.compile("[\u2010-\u2015-]")
_WORD = re.compile(r"\w+")
_UNSAID = re.compile(r'["“”„«»()|]')  # what a query would take for its own signs


def queries(person: Practitioner, search: Search) -> tuple[str, ...]:
    """Return the queries for `person` within the limits of `search`, the most telling first; at most `search.most`."""
    made = _grouped(person, search) if search.any_of else _one_by_one(person, search)
    return tuple(itertools.islice(made, search.most))


def tags(person: Practitioner, search: Search) -> tuple[str, ...]:
    """Return the hashtags, without their sign, that may name `person`: « AnneSophieLefevre »; at most `search.most`."""
    surnames = [name for name in (person.last_name, person.birth_name, person.married_name) if name]
    written = ("".join(part.capitalize() for part in _words(f"{person.first_name} {one}")) for one in surnames)
    return tuple(itertools.islice(_distinct(written), search.most))


def _words(name: str) -> list[str]:
    return _WORD.findall(_bare(name).replace("'", " "))


def _grouped(person: Practitioner, search: Search) -> Iterator[str]:
    """Yield queries of the form « (name OR name) (town OR specialty) », as few as hold all the names."""
    names, places = _names(person), list(_places(person))
    beside = _prefix(places, lambda some: _fits(_group(some), search, part=2))
    while names:
        held = _prefix(names, lambda some: _fits(_query(some, beside, search), search))
        if held:
            yield _query(held, beside, search)
        names = names[max(1, len(held)) :]


def _one_by_one(person: Practitioner, search: Search) -> Iterator[str]:
    """Yield a query for each name and each place."""
    for name, place in itertools.product(_names(person), list(_places(person))):
        query = _query([name], [place], search)
        if _fits(query, search):
            yield query


def _prefix(terms: Sequence[str], fits: Callable[[Sequence[str]], bool]) -> list[str]:
    """Return as many of the first terms as fit together."""
    return [one for place, one in enumerate(terms, start=1) if fits(terms[:place])]


def _query(names: Sequence[str], places: Sequence[str], search: Search) -> str:
    return " ".join(part for part in (_group(names), _group(places), search.always) if part)


def _group(terms: Sequence[str]) -> str:
    joined = " OR ".join(terms)
    return f"({joined})" if len(terms) > 1 else joined


def _fits(query: str, search: Search, *, part: int = 1) -> bool:
    """Tell whether `query` is within the limits of `search`, or within that `part` of them (2: a half)."""
    return len(query) <= search.longest // part and len(_WORD.findall(query)) <= search.words // part


def _names(person: Practitioner) -> list[str]:
    """Return the names to look for, in quotation marks: as declared, with a title, then as others may spell them."""
    surnames = [name for name in (person.last_name, person.birth_name, person.married_name) if name]
    full = [f"{person.first_name} {surname}" for surname in surnames]
    titled = [f"{title} {surname}" for surname in surnames for title in _titles(person)]
    declared = [*full, *titled, *person.variants]
    return _distinct(f'"{name}"' for name in map(_said, [*declared, *map(_undashed, declared), *map(_bare, declared)]))


def _titles(person: Practitioner) -> tuple[str, ...]:
    if person.profession not in _DOCTORS:
        return (person.title,) if person.title and fold(person.title) not in {"dr", "docteur"} else ()
    return ("Pr", "professeur") if fold(person.title).rstrip(".") in _PROFESSOR else ("Dr", "docteur")


def _places(person: Practitioner) -> Iterator[str]:
    """Yield what sets a person apart: towns, specialty, practice; in quotation marks when of several words."""
    towns = (person.city, *(former.city for former in person.former_addresses))
    for term in _distinct(map(_said, (*towns, person.specialty, person.practice.name))):
        yield f'"{term}"' if len(_WORD.findall(term)) > 1 else term


def _said(term: str) -> str:
    """Return a term without signs of a query, its apostrophes as people type them."""
    return clean_line(_UNSAID.sub(" ", term).replace("\u2019", "'"))


def _undashed(name: str) -> str:
    return _DASHES.sub(" ", name)


def _bare(name: str) -> str:
    """Return a name in plain letters, as people type it: no accent, no hyphen, no ligature."""
    plain = _undashed(name).translate({0x153: "oe", 0x152: "Oe", 0xE6: "ae", 0xC6: "Ae"})
    return "".join(one for one in unicodedata.normalize("NFD", plain) if not unicodedata.combining(one))


def _distinct(terms: Iterable[str]) -> list[str]:
    """Return the terms that say something, each once, whatever their capitals; the first spelling wins."""
    first: dict[str, str] = {}
    for term in terms:
        if _WORD.search(term):
            first.setdefault(term.lower(), term)
    return list(first.values())
