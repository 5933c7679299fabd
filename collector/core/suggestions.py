"""Proposes watches for the practitioners of a practice: which sources, with which queries, and what each needs.

Proposes only: nothing is watched until a person has pasted it into practice.yml. Ids depend on the source and the
practitioner alone, so that the same practice is always proposed the same watches.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from collector.core.consistency import secret_name
from collector.core.french import spaced
from collector.core.identity import slug
from collector.core.model import Access, Category, Practice, Practitioner, Rhythm, Search, Source, Watch
from collector.core.queries import queries, tags

_LONGEST_ID = 60  # characters, which leaves room for a number
# How the file of each kind of export is named.
_EXPORTS = {"takeout": ".zip", "csv": ".csv", "alert-mail": ".mbox"}
_TO_FILL, _WORD_TO_FILL = "https://a-completer.example/", "a-completer"
_THEN = "Retirez alors les « # » des lignes qui suivent."


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A watch and, in French, what it needs. `complete` is false when only a person knows its address."""

    watch: Watch
    needs: tuple[str, ...]
    complete: bool = True


def suggestions(practice: Practice, sources: Mapping[str, Source], *, everything: bool) -> tuple[Suggestion, ...]:
    """Return the watches that `practice` does not have yet, in order of source, practitioner and number.

    `everything`: of the sources that are not proposed by themselves too (`suggested: false`, ways of reading).
    """
    chosen = (source for _, source in sorted(sources.items()) if _is_proposed(source, everything=everything))
    people = sorted(practice.practitioners, key=lambda one: one.id)
    return tuple(one for source in chosen for one in _of_source(source, practice, people))


def _is_proposed(source: Source, *, everything: bool) -> bool:
    by_itself = source.suggested and source.category is not Category.METHOD
    if source.kind is None or source.retired is not None or _is_for_a_person(source):
        return False
    return everything or by_itself


def _is_for_a_person(source: Source) -> bool:
    """Return whether only a person can write a watch of it: what is noted with `renom note`."""
    return source.access is Access.IMPORT and source.kind not in _EXPORTS


def _of_source(source: Source, practice: Practice, people: Sequence[Practitioner]) -> Iterator[Suggestion]:
    """Yield the suggestions for a source: one for the whole practice, or some for each practitioner."""
    served = [one for one in people if not source.professions or one.profession in source.professions]
    if source.access is Access.IMPORT or source.fill or not (source.secret_address or source.searches):
        if served:
            yield from _not_watched(practice, source, None, [_of_practice(source)])
        return
    for person in served:
        yield from _not_watched(practice, source, person, list(_of_person(source, person)))


def _not_watched(
    practice: Practice, source: Source, person: Practitioner | None, proposed: Sequence[Suggestion]
) -> Iterator[Suggestion]:
    """Yield what is proposed and not watched; nothing where a person watches the source in a way of their own."""
    watched = {
        watch.id
        for watch in practice.watches
        if watch.source == source.slug and (person is None or not watch.for_ or person.id in watch.for_)
    }
    if watched <= {one.watch.id for one in proposed}:
        yield from (one for one in proposed if one.watch.id not in watched)


def _of_practice(source: Source) -> Suggestion:
    if source.access is Access.IMPORT:
        name = source.slug + _EXPORTS[source.kind or "takeout"]
        watch = Watch(id=source.slug, source=source.slug, label=source.name, file=name, every=Rhythm.MONTHLY)
        return Suggestion(watch, (f"Déposez chaque mois l’export dans imports/, sous le nom {name}.", *_keys(source)))
    given = {"id": source.slug, "source": source.slug, "label": source.name}
    if source.secret_address:
        place = {"secret": secret_name(source.slug)}
    else:
        place = {"query": _WORD_TO_FILL} if source.fill else {"url": _TO_FILL}
    needs = spaced(f"À compléter : {source.fill or 'l’adresse, que vous seul connaissez'}. {_THEN}")
    return Suggestion(Watch.model_validate(given | place), (needs, *_keys(source)), complete=False)


def _of_person(source: Source, person: Practitioner) -> Iterator[Suggestion]:
    address = source.address or ""
    search = source.search or Search()
    for number, query in enumerate(tags(person, search) if "/tags/" in address else queries(person, search), start=1):
        identifier = _id(source, person, number)
        label = f"{source.name}, {person.display_name}" + (f" ({number})" if number > 1 else "")
        given = {"id": identifier, "source": source.slug, "for": (person.id,), "label": label}
        if source.secret_address:
            secret = secret_name(identifier)
            watch = Watch.model_validate(given | {"secret": secret})
            needs = f"Demande un secret : {secret}, l’adresse du flux. Recherche à enregistrer dans votre compte :"
            yield Suggestion(watch, (spaced(needs), query, *_keys(source)))
        elif "{url}" in address:
            watch = Watch.model_validate(given | {"url": _TO_FILL, "query": query})
            needs = spaced(f"À compléter : l’adresse du service que vous utilisez. {_THEN}")
            yield Suggestion(watch, (needs, *_keys(source)), complete=False)
        else:
            watch = Watch.model_validate(given | {"query": query})
            yield Suggestion(watch, _keys(source) or ("Ne demande ni compte ni clé.",))


def _keys(source: Source) -> tuple[str, ...]:
    """Return what the source's own secrets are, a line each."""
    return tuple(spaced(f"Demande un secret : {name}, {what}") for name, what in sorted(source.secrets.items()))


def _id(source: Source, person: Practitioner, number: int) -> str:
    whole = f"{source.slug}-{slug(person.id)}"
    if len(whole) > _LONGEST_ID:
        whole = f"{whole[:50].rstrip('-')}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"
    return whole if number == 1 else f"{whole}-{number}"
