"""Every written form of one practitioner's name, from what `practice.yml` declares.

A form is a run of words with nothing between them: « Van der Stichelen », « Vander Stichelen » and « Vanderstichelen »
are one. What is looked for exactly stands in `surnames` and `firsts`; what may be misspelt, in the keys of `spelling`.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from collector.core.about.lexicon import PARTICLES
from collector.core.about.spelling import keys, spoken
from collector.core.model import Practitioner
from collector.core.names import declared_names
from collector.core.text import plain_words

_INSEPARABLE = frozenset(("la", "le", "les"))  # at the beginning
_GLUED_TITLES = ("dr", "docteur", "docteure", "pr", "doc", "professeur", "mme")
_SHORTEST_PART = 4  # letters from which a part of a compound is looked for alone

Name = tuple[str, ...]


class Part(IntEnum):
    """How much of a surname a form holds."""

    WHOLE = 0
    HALF = 1  # one name of a compound
    CORE = 2  # without its particle


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a surname: its words run together, how much of it that is, and whether it begins with a particle."""

    glued: str
    part: Part


class Naming:
    """The written forms of one practitioner's name."""

    def __init__(self, person: Practitioner) -> None:
        firsts, surnames = declared_names(person)
        self.first_names: Sequence[Name] = firsts
        self.surnames: Mapping[str, Form] = {form.glued: form for form in reversed(list(_forms(person, surnames)))}
        self.words = frozenset(itertools.chain.from_iterable((*firsts, *surnames)))
        self.firsts = frozenset("".join(first) for first in firsts)
        self.first_halves = frozenset(word for first in firsts if len(first) > 1 for word in first if len(word) > 2)
        self.initials = frozenset(told for first in firsts for told in _initials(first))
        self.full = frozenset(
            _full(self.firsts, [glued for glued, form in self.surnames.items() if form.part < Part.CORE])
        )
        self.titled = frozenset(title + glued for title in _GLUED_TITLES for glued in self.surnames)
        apart = {"".join(name) for name in surnames if len(name) > 1}
        self.single = frozenset(glued for glued in self.surnames if (glued,) in surnames) - apart
        self.particles = frozenset(_abbreviated(surnames))
        self.anchors = frozenset(_anchors(self))
        several = (spoken(name) for name in surnames if len(name) > 1)
        self.surname_keys = _keys_of(self.surnames).union(*several)
        self.first_keys = _keys_of(self.firsts)
        self.whole = "".join(surnames[0]) if surnames else ""
        self.initials_of_surname = frozenset("".join(word[0] for word in name) for name in surnames if len(name) > 1)
        self.beginnings = frozenset(glued[:at] for glued in self.surnames for at in range(5, len(glued)))

    def without_particle(self, glued: str) -> frozenset[str]:
        """Return a form of the surname, and what is left of it behind a particle: « de Vaucresson », « Vaucresson »."""
        return frozenset((glued, *(glued.removeprefix(particle) for particle in self.particles if len(particle) > 1)))


def _forms(person: Practitioner, surnames: Sequence[Name]) -> Iterator[Form]:
    """Yield the forms of the surnames, the surest first."""
    for name in surnames:
        yield Form("".join(name), Part.WHOLE)
    for written in (person.last_name, person.birth_name, person.married_name, *person.variants):
        for half in (written or "").replace("‐", "-").split("-"):
            words = plain_words(half)
            glued = "".join(words)
            joined = any(len(glued) < len("".join(name)) and _within(words, name) for name in surnames)
            if joined and len(glued) >= _SHORTEST_PART:
                yield Form(glued, Part.HALF)
    for name in surnames:
        core = tuple(itertools.dropwhile(lambda word: word in PARTICLES, name))
        glued = "".join(core)
        if core != name and name[0] not in _INSEPARABLE and len(glued) >= _SHORTEST_PART:
            yield Form(glued, Part.CORE)


def _within(words: Name, name: Name) -> bool:
    """Tell whether `words` begin or end a name."""
    return bool(words) and words in {name[: len(words)], name[-len(words) :]}


def _initials(first: Name) -> Iterator[str]:
    letters = "".join(word[0] for word in first)
    yield from (letters[:size] for size in range(1, len(letters) + 1))


def _full(firsts: Iterable[str], surnames: Iterable[str]) -> Iterator[str]:
    for first, last in itertools.product(firsts, surnames):
        yield first + last
        yield last + first


def _abbreviated(surnames: Iterable[Name]) -> Iterator[str]:
    """Yield the particles of the surnames, and their first letters: « V. d. Stichelen »."""
    for name in surnames:
        for word in itertools.takewhile(PARTICLES.__contains__, name):
            yield from (word, word[0])


def _anchors(naming: Naming) -> Iterator[str]:
    """Yield the words at which a surname may end, or that hold it whole."""
    yield from naming.surnames
    yield from naming.full
    yield from naming.titled
    yield from (f"{title}{full}" for title in _GLUED_TITLES for full in naming.full)


def _keys_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(itertools.chain.from_iterable(map(keys, names)))
