"""Asks the national directory who a practitioner is, with the owner's free key; writes nothing."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from collector.core.directory import Identified, Wanted, entry_of
from collector.core.errors import ConfigurationError, Problem
from collector.core.model import Network
from collector.core.rpps import rpps_fault
from collector.edges.files.catalog import load_ordinal_specialties
from collector.edges.files.people import as_entry
from collector.sources.annuaire_sante import BASE, look_up
from collector.wiring.passes import deposits_of, fetching, practice_of

_NOWHERE: Mapping[str, tuple[str, int]] = {}


def wanted_of(root: Path, practitioner: str) -> Wanted:
    """Return whom to look up for a practitioner of practice.yml: by number when it is known, else by name."""
    practice = practice_of(root)
    person = practice.practitioner(practitioner)
    if person is None:
        known = ", ".join(one.id for one in practice.practitioners)
        message = f"no practitioner {practitioner!r}; known ones: {known}"
        raise ConfigurationError((Problem("--practitioner", None, "", message),))
    fault = rpps_fault(person.rpps) if person.rpps else ""
    if fault:
        raise ConfigurationError((Problem("practice.yml", None, f"rpps of {person.id}", fault),))
    return Wanted(person.last_name, person.first_name, person.rpps)


def identify(
    wanted: Wanted, base: str = BASE, addresses: Mapping[str, tuple[str, int]] = _NOWHERE
) -> tuple[Identified, str]:
    """Return what the directory says, and the entry to paste in practice.yml (empty when it is not one person).

    Raise SourceError when it cannot be asked. `base` is another service of the same interface; `addresses` is as for
    `collect`.
    """
    found = asyncio.run(_asked(wanted, base, addresses))
    if found.who is None:
        return found, ""
    return found, as_entry(entry_of(found.who, found.namesakes, found.sites))


async def _asked(wanted: Wanted, base: str, addresses: Mapping[str, tuple[str, int]]) -> Identified:
    asking = look_up(wanted, load_ordinal_specialties(), base)
    async with fetching(Network(), addresses, deposits_of(Path())) as fetch:
        request = next(asking)
        while True:
            capture = await fetch(request)
            try:
                request = asking.send(capture)
            except StopIteration as stop:
                found: Identified = stop.value
                return found
