"""Fills the links of a guided check with whom it is about, so that a person has only to open them."""

from collections.abc import Mapping
from urllib.parse import quote

from collector.core.model import CheckLink, Practice, Practitioner, Source
from collector.core.model.source import PLACEHOLDER


def filled_links(source: Source, practice: Practice, practitioner: Practitioner | None) -> tuple[CheckLink, ...]:
    """Return the links of a source's check for a practitioner, or for the practice as a whole; empty without a check.

    Values are percent-encoded, and read once: what a name holds is never taken for a placeholder. For the practice, the
    names fall back to its own; what it lacks is left empty.
    """
    if source.check is None:
        return ()
    values = _values(practice, practitioner)
    return tuple(CheckLink(label=link.label, url=_filled(link.url, values)) for link in source.check.links)


def _values(practice: Practice, practitioner: Practitioner | None) -> Mapping[str, str]:
    if practitioner is None:
        names = dict.fromkeys(("name", "last_name", "practice"), practice.name)
        return {**names, "city": practice.city, "specialty": ""}
    return {
        "name": f"{practitioner.first_name} {practitioner.last_name}",
        "last_name": practitioner.last_name,
        "city": practitioner.city,
        "specialty": practitioner.specialty,
        "practice": practitioner.practice.name,
    }


def _filled(url: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: quote(values[found[1]], safe=""), url)
