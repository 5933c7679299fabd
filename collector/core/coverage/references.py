"""Names in data/coverage/ that lead nowhere: sources and practitioners that nobody knows."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from collector.core.consistency import Disagreement, Path, meant
from collector.core.coverage.places import places
from collector.core.model import Practice, Source


def known_places(practice: Practice, sources: Mapping[str, Source]) -> frozenset[str]:
    """Return what a check-in or an account may name: a source, or the watch of a page or feed of one's own."""
    return frozenset(place.slug for place in places(practice, sources))


def strange_source(slug: str, known: Collection[str], at: Path = ()) -> Iterator[Disagreement]:
    """Yield a fault at the key `at` when no place has this name, with those that look like it."""
    if slug not in known:
        told = meant(slug, known, "`renom check-in` alone lists what is to be checked")
        yield Disagreement((*at, "source"), f"no source {slug!r}: {told}")


def strange_people(people: Iterable[str], practice: Practice, at: Path = ()) -> Iterator[Disagreement]:
    """Yield a fault for each id (of the list at the key `at`) that is no practitioner's, with those that are."""
    known = [person.id for person in practice.practitioners]
    for index, one in enumerate(people):
        if one not in known:
            yield Disagreement((*at, "for", index), f"no practitioner {one!r}; known ones: {', '.join(known)}")
