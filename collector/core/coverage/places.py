"""The rows of the inventory: each source of the catalogue, each page or feed that the practice chose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from collector.core.model import PRACTICE, Access, Category, Practice, Source, Watch

# In the order of the inventory: where patients look first, first.
CATEGORIES: Mapping[Category, str] = {
    Category.ENGINE: "Moteurs de recherche et assistants",
    Category.MAP: "Cartes et fiches d’établissement",
    Category.REVIEWS: "Sites d’avis",
    Category.BOOKING: "Prise de rendez-vous",
    Category.DIRECTORY: "Annuaires",
    Category.OFFICIAL: "Registres et services publics",
    Category.NEWS: "Recherche d’actualités et alertes",
    Category.PRESS: "Presse",
    Category.SOCIAL: "Réseaux sociaux",
    Category.VIDEO: "Vidéos",
    Category.FORUM: "Forums",
    Category.OWN: "Ce que publie le cabinet",
    Category.METHOD: "Autres pages et flux choisis par le cabinet",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the web: a source, or the one watch of a source that is only a way of reading.

    `slug` is what a check-in names it by. `subjects` are whom it is looked at for: practitioners, or PRACTICE alone.
    """

    slug: str
    name: str
    source: Source
    watches: tuple[Watch, ...]
    subjects: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Return whether it is a place at all: a way of reading that nobody uses is none."""
        return self.source.category is not Category.METHOD or bool(self.watches)

    @property
    def by_person(self) -> bool:
        """Return whether the catalogue says how a person looks at it."""
        return self.source.check is not None or self.source.access is Access.MANUAL


def places(practice: Practice, sources: Mapping[str, Source]) -> tuple[Place, ...]:
    """Return every place, by category in the order of the inventory, then by name."""
    order = {category: rank for rank, category in enumerate(CATEGORIES)}
    return tuple(
        sorted(
            (place for source in sources.values() for place in _places_of(source, practice, sources)),
            key=lambda place: (order[place.source.category], place.name.casefold(), place.slug),
        )
    )


def _places_of(source: Source, practice: Practice, sources: Mapping[str, Source]) -> Iterator[Place]:
    watches = tuple(watch for watch in practice.watches if watch.source == source.slug)
    own = tuple(watch for watch in watches if is_own_place(watch, source))
    for watch in own:
        slug = watch.id if watch.id not in sources else f"veille-{watch.id}"  # a source keeps its name
        yield Place(slug, watch.label, source, (watch,), watch.for_ or (PRACTICE,))
    others = tuple(watch for watch in watches if watch not in own)
    if others or not own:
        yield Place(source.slug, source.name, source, others, _subjects(source, others, practice))


def is_own_place(watch: Watch, source: Source) -> bool:
    """Return whether a watch is a place of its own: a page or feed that the practice chose and named."""
    return source.category is Category.METHOD and bool(watch.label)


def _subjects(source: Source, watches: tuple[Watch, ...], practice: Practice) -> tuple[str, ...]:
    """Return whom a source is looked at for: as its check says; without one, as its watches say."""
    if source.retired is not None or source.access is Access.NO or source.category is Category.METHOD:
        return (PRACTICE,)
    each = source.check.each if source.check is not None else any(watch.for_ for watch in watches)
    return tuple(person.id for person in practice.practitioners) if each else (PRACTICE,)
