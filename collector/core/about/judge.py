"""Judges mentions for a group of practitioners: each mention is read once, whoever it may be about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from collector.core.about.bearer import Bearer
from collector.core.about.evidence import Evidence
from collector.core.about.lexicon import Lexicon
from collector.core.about.reading import Reading
from collector.core.about.verdict import verdict
from collector.core.model import About, Match, Practitioner


class Judge:
    """Tells, for each of some practitioners, whether a mention is about them."""

    def __init__(self, people: Sequence[Practitioner], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._bearers = {person.id: Bearer(person, lexicon) for person in people}

    def read(self, *, title: str = "", text: str = "", address: str = "") -> Reading:
        """Return a mention, read once for all the practitioners."""
        return Reading(self._lexicon, title=title, text=text, address=address)

    def judged(self, reading: Reading, practitioner: str) -> Match:
        """Return the judgement of a reading for one practitioner."""
        bearer = self._bearers[practitioner]
        return verdict(Evidence(reading, bearer))
