"""Judges mentions for a group of practitioners: each mention is read once, whoever it may be about."""

from collections.abc import Sequence

from collector.core.about.bearer import Bearer
from collector.core.about.evidence import Evidence
from collector.core.about.lexicon import Lexicon
from collector.core.about.verdict import verdict
from collector.core.about.wording import Wording
from collector.core.model import Match, Practitioner


class Judge:
    """Tells, for each of some practitioners, whether a mention is about them."""

    def __init__(self, people: Sequence[Practitioner], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._bearers = {person.id: Bearer(person, lexicon) for person in people}

    def read(self, *, title: str = "", text: str = "", address: str = "") -> Wording:
        """Return a mention, read once for all the practitioners."""
        return Wording(self._lexicon, title=title, text=text, address=address)

    def judged(self, wording: Wording, practitioner: str) -> Match:
        """Return the judgement of a wording for one practitioner."""
        bearer = self._bearers[practitioner]
        return verdict(Evidence(wording, bearer))
