"""Reads a file of practitioners alone, as practice.yml lists them; keys of other tools are left alone."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from collector.core.errors import Problem
from collector.core.model import FormerAddress, Model, Practitioner, Workplace
from collector.core.rpps import rpps_fault
from collector.edges.files.documents import Document, dump, parse, validate
from collector.edges.files.practice import read_text

_INNER: Mapping[str, type[Model]] = {"practice": Workplace, "former_addresses": FormerAddress}


class People(Model):
    """The practitioners of a file."""

    practitioners: tuple[Practitioner, ...]


def load_people(path: Path) -> tuple[tuple[Practitioner, ...], tuple[Problem, ...]]:
    """Return the practitioners of a file, and what is doubtful in it (numbers that cannot be).

    Raise ConfigurationError with every problem of a file that cannot be used.
    """
    document = parse(read_text(path, path.name), path.name)
    if isinstance(document.content, dict):
        document = replace(document, content={"practitioners": _known(document.content.get("practitioners"))})
    people = validate(document, People).practitioners
    return people, tuple(_doubts(document, people))


def as_entry(person: Practitioner) -> str:
    """Return a practitioner as an entry of the list `practitioners` of practice.yml."""
    return textwrap.indent(dump(person), "    ").replace("    ", "  - ", 1)


def _known(listed: object, model: type[Model] = Practitioner) -> object:
    """Return what is listed, without the keys that are not of `model`, nor those without a value."""
    if isinstance(listed, list):
        return [_known(one, model) for one in listed]
    if not isinstance(listed, dict):
        return listed
    kept = {key: value for key, value in listed.items() if key in model.model_fields and value is not None}
    return {key: _known(value, _INNER[key]) if key in _INNER else value for key, value in kept.items()}


def _doubts(document: Document, people: tuple[Practitioner, ...]) -> Iterator[Problem]:
    for place, one in enumerate(people):
        message = rpps_fault(one.rpps) if one.rpps else ""
        if message:
            yield document.problem(("practitioners", place, "rpps"), message)
