"""Judges mentions for a group of practitioners: each mention is read once, whoever it may be about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from collector.core.about.bearer import Bearer
from collector.core.about.evidence import Evidence
from collector.core.about.lexicon import Lexicon, Sort
from collector.core.about.verdict import verdict
from collector.core.about.wording import Wording
from collector.core.model import Match, Practitioner

_TELLING = 5  # letters from which a word of a place's name is looked for


class Judge:
    """Tells, for each of some practitioners, whether a mention is about them.

    What may designate somebody (forms of names, numbers, words of places) stands in one index: a text is looked at
    once, and only those whom something in it may designate are judged.
    """

    def __init__(self, people: Sequence[Practitioner], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._bearers = {person.id: Bearer(person, lexicon) for person in people}
        _acquaint(self._bearers.values())
        self._names: dict[str, set[str]] = defaultdict(set)
        self._slips: dict[str, set[str]] = defaultdict(set)
        self._numbers: dict[str, set[str]] = defaultdict(set)
        self._places: dict[str, set[str]] = defaultdict(set)
        self._firsts: dict[str, set[str]] = defaultdict(set)
        for identifier, bearer in self._bearers.items():
            self._index(identifier, bearer)

    def _index(self, identifier: str, bearer: Bearer) -> None:
        naming = bearer.naming
        tables = (
            (self._names, naming.anchors | naming.beginnings),
            (self._slips, naming.surname_keys),
            (self._numbers, {bearer.phone, bearer.person.rpps} - {""}),
            (self._places, _words_of_places(bearer)),
            (self._firsts, naming.firsts | {one for one in naming.initials if len(one) > 1}),
        )
        for table, keys in tables:
            for key in keys:
                table[key].add(identifier)

    def read(self, *, title: str = "", text: str = "", address: str = "") -> Wording:
        """Return the words of a mention, read once for all the practitioners."""
        return Wording(self._lexicon, title=title, text=text, address=address)

    def evidence(self, wording: Wording, practitioner: str) -> Evidence:
        """Return what the words hold for and against one practitioner."""
        return Evidence(wording, self._bearers[practitioner])

    def judged(self, wording: Wording, practitioner: str) -> Match:
        """Return the judgement for one practitioner."""
        return verdict(self.evidence(wording, practitioner))

    def judged_among(self, wording: Wording, people: Collection[str] | None = None) -> Mapping[str, Match]:
        """Return the judgement for each practitioner (of `people`, if given) whom something may designate, in order."""
        designated = set(self._designated(wording))
        asked = self._bearers if people is None else people
        return {one: self.judged(wording, one) for one in asked if one in designated}

    def _designated(self, wording: Wording) -> Iterator[str]:
        numbers = wording.telephones | wording.long_numbers
        for table, met in (
            (self._names, wording.runs),
            (self._slips, wording.slips),
            (self._numbers, numbers),
            (self._places, wording.stem_places),
        ):
            for key in table.keys() & met if isinstance(met, frozenset) else table.keys() & met.keys():
                yield from table[key]
        told = {hit.of for sort in (Sort.FIELD, Sort.SIGN) for hit in wording.hits[sort]}
        for key in self._firsts.keys() & wording.runs.keys():
            for one in self._firsts[key]:
                if wording.hits[Sort.MEDICAL_TITLE] or told & self._bearers[one].fields:
                    yield one


def _words_of_places(bearer: Bearer) -> set[str]:
    """Return the first telling words of the practice and of the streets, by which they are found."""
    place = bearer.place
    words = {word for word in place.telling if len(word) >= _TELLING}
    words.update(place.telling[:1] or place.words[:1])
    words.update(word for street in bearer.streets for word in street.words[:1])
    return words


def _acquaint(bearers: Iterable[Bearer]) -> None:
    """Tell those who work at one place of each other."""
    together: dict[str, list[Bearer]] = defaultdict(list)
    for one in bearers:
        together[one.person.practice.name].append(one)
    for group in together.values():
        for one in group:
            one.colleagues = tuple(other for other in group if other is not one)
