"""Everything known of one practitioner, ready to be looked for in readings."""

from collections.abc import Iterator

from collector.core.about.genders import gender_of
from collector.core.about.homonyms import homonym_of
from collector.core.about.lexicon import Lexicon, Meaning, Sort, Vocabulary
from collector.core.about.naming import Naming
from collector.core.about.places import Street, Town, place_of
from collector.core.about.sightings import Sightings
from collector.core.about.takings import Others
from collector.core.about.wording import Wording
from collector.core.clues import national
from collector.core.model import Practitioner, Profession
from collector.core.text import plain_words

_PROFESSIONS = {
    Profession.DENTIST: "chirurgien-dentiste",
    Profession.MIDWIFE: "sage-femme",
    Profession.PHYSIOTHERAPIST: "masseur-kinésithérapeute",
    Profession.NURSE: "infirmier",
}


_LONG = 7  # letters by which a word of a specialty tells it


class Bearer:
    """A practitioner: the forms of the name, the fields, the places, the numbers, the homonyms."""

    def __init__(self, person: Practitioner, lexicon: Lexicon) -> None:
        self.person = person
        self.colleagues: tuple[Bearer, ...] = ()
        self.lexicon = lexicon
        self.naming = Naming(person)
        self.fields = self._fields()
        self.own = Vocabulary(_own_phrases(person.specialty, lexicon) if not self.fields else ())
        self.gender = gender_of(person.title, person.first_name, person.specialty, lexicon)
        self.near = frozenset(near for one in self.fields for near in lexicon.rules.specialties[one].near) - self.fields
        own_words = frozenset(plain_words(f"{person.first_name} {person.last_name}"))
        self.place = place_of(person.practice.name, own_words, lexicon)
        addresses = (person.address, *(former.address for former in person.former_addresses))
        self.streets = tuple(Street(address, lexicon) for address in addresses if address)
        self.town = Town(person.city, person.postcode, lexicon)
        self.towns = (self.town, *(Town(one.city, one.postcode, lexicon) for one in person.former_addresses))
        self.phone = national(person.phone)
        own = plain_words(f"{person.specialty} {person.city} {person.practice.name}")
        self.homonyms = tuple(homonym_of(told, self.naming, own, lexicon) for told in person.known_homonyms)
        self.sightings = Sightings(self.naming, lexicon, self._others())

    def _fields(self) -> frozenset[str]:
        told = f"{self.person.specialty} ; {_PROFESSIONS.get(self.person.profession, '')}"
        return frozenset(hit.of for hit in Wording(self.lexicon, text=told).hits[Sort.FIELD])

    def _others(self) -> Others:
        declared = {word for one in self.homonyms if one.is_word for word in plain_words(one.declared)}
        towns = self.lexicon.town_names.union(one.surname for one in self.homonyms if one.is_place)
        names = self.naming.surnames.keys()
        return Others(
            words=frozenset(names & (declared | self.lexicon.common_words)),
            towns=frozenset(name for name in names if not towns.isdisjoint(self.naming.without_particle(name))),
            first_names=frozenset(one.first for one in self.homonyms if one.first) - self.naming.firsts,
        )


def _own_phrases(specialty: str, lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
    """Yield how a specialty that the lexicon does not know may be told: as declared, or by its long words."""
    if plain_words(specialty):
        yield specialty, Meaning(Sort.FIELD, "")
    for word in plain_words(specialty):
        if len(word) >= _LONG and word not in lexicon.generic_places:
            yield f"{word[:-2]}*", Meaning(Sort.FIELD, "")
