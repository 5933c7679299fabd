"""What occupation a wording says of a name: the practitioner's own field, or another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from collector.core.about.bearer import Bearer
from collector.core.about.first_names import Given
from collector.core.about.lexicon import Hit, Sort
from collector.core.about.sightings import Sighting, gap
from collector.core.about.wording import TOLD, Wording, Zone

_FIELD_REACH = 9  # words between a name and the field that is said of it
_TRADE_REACH = 4
_SAID_REACH = 4
_LEADING_REACH = 3
# Between an occupation and the name behind it, these lead to somebody else: « le cardiologue m'a envoyée au Dr Untel ».
_LEADS_AWAY = frozenset(
    """a ai au aux avec chez comme dans de depuis des dit du et m me mais ou par pas pour que qu qui sans sur vers
    est""".split()  # noqa: SIM905 - a list to read
)
# Before an occupation: several people, one, or somebody who may be anybody.
_SEVERAL = frozenset("aux ces certains des deux leurs les mes nos plusieurs quelques ses trois vos".split())  # noqa: SIM905
_ONE = frozenset("au cet cette du l la le ma mon notre un une".split())  # noqa: SIM905
_ANYBODY = _ONE | frozenset("ancien ancienne autre ce chaque d de leur meme sa son ta ton votre".split())  # noqa: SIM905
_OURS = frozenset(("ma", "mon", "notre"))  # in a title, the author's own, whom the text names
_INTRODUCES = frozenset(("d", "de", "du", "un", "une"))  # somebody else, unless said of the name at once
# What may stand between a name and the occupation said of it.
_APPOSED = frozenset(
    """a actuel actuelle ancien ancienne ans aussi bien celebre comme connu connue de deja dit egalement en est et
    etait fut futur future grand grande jeune l la le les ma meilleur meilleure mon notre nouveau nouvelle par ailleurs
    premier premiere professionnel professionnelle sera sur tant que tres un une votre""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Against:
    """Another occupation said of the name, with what reasons show of it."""

    shown: str
    medical: bool


class Occupations:
    """The occupations that a wording tells, beside the places where a name stands."""

    def __init__(self, wording: Wording, bearer: Bearer, live: Sequence[Sighting]) -> None:
        self.wording = wording
        self.bearer = bearer
        self.live = live

    @cached_property
    def own_fields(self) -> list[Hit]:
        """Return the phrases that tell the person's own field."""
        known = (hit for hit in self.wording.hits[Sort.FIELD] if hit.of in self.bearer.fields)
        told = known if self.bearer.fields else self.bearer.own.hits(self.wording.stems)
        return [hit for hit in told if hit.start not in self.wording.denied]

    @cached_property
    def own_field(self) -> bool:
        """Tell whether the person's own field is told."""
        return bool(self.own_fields)

    @cached_property
    def near_field(self) -> bool:
        """Tell whether a field that the person may well bear is told."""
        return any(
            hit.of in self.bearer.near and hit.start not in self.wording.denied for hit in self.wording.hits[Sort.FIELD]
        )

    @cached_property
    def signs(self) -> int:
        """Return how many different things that agree with the person's field are told."""
        return len(self.signs_of(self.bearer.fields))

    def signs_of(self, fields: frozenset[str]) -> set[str]:
        """Return the different things told that agree with some fields."""
        return {self.wording.stems[hit.start] for hit in self.wording.hits[Sort.SIGN] if hit.of in fields}

    @cached_property
    def other_fields(self) -> list[Hit]:
        """Return the phrases that tell a field that contradicts the person's."""
        told = self.bearer.fields | self.bearer.near
        own = {at for hit in self.own_fields for at in range(hit.start, hit.end)}
        own |= {hit.start for hit in self.wording.hits[Sort.FIELD] if hit.of in self.bearer.near}
        return [
            hit
            for hit in self.wording.hits[Sort.FIELD]
            if hit.of not in told
            and hit.start not in own
            and hit.start not in self.wording.denied
            and bool(self.bearer.fields)
        ]

    @cached_property
    def against(self) -> Against | None:
        """Return another occupation that is said of the name, closer to it than the person's own field."""
        said = [self._said_of(one) for one in self.live]
        if any(own for own, _ in said):
            return None
        return next((other for _, other in said if other is not None), None) or self._headed()

    @cached_property
    def said(self) -> bool:
        """Tell whether the own field stands close to the name."""
        return any(gap(self.wording, one, hit) <= _SAID_REACH for one in self.live for hit in self.own_fields)

    @cached_property
    def apposed(self) -> bool:
        """Tell whether nothing but what leads to it stands between a name and the own field: « Rose, kiné »."""
        pairs = ((one, hit) for one in self.live for hit in self.own_fields)
        return any(gap(self.wording, one, hit) <= _SAID_REACH and self._adjoins(one, hit) for one, hit in pairs)

    def tied(self, sighting: Sighting) -> bool:
        """Tell whether the own field is that of one person who may bear the name.

        « Rose, kiné » and « kiné Montpellier » are; « les kinés », « un kiné à la retraite » and « mon kiné m'a dit »
        are others, or anybody.
        """
        return any(self._may_be_of(sighting, hit) for hit in self.own_fields)

    def _may_be_of(self, sighting: Sighting, hit: Hit) -> bool:
        tokens = self.wording.tokens
        last = tokens[hit.end - 1].plain
        before = tokens[hit.start - 1] if hit.start else None
        led = before is not None and before.sentence == tokens[hit.start].sentence and tokens[hit.start].joined
        word = before.plain if before is not None and led else ""
        if word in _SEVERAL or (last.endswith("s") and word not in _ONE and sighting.given is Given.NONE):
            return False
        if word not in _ANYBODY or tokens[hit.start].zone is Zone.ADDRESS:
            return True
        if word in _OURS and tokens[hit.start].zone is Zone.TITLE and sighting.zone is Zone.TEXT:
            return True
        if word in _OURS and sighting.zone is Zone.TITLE and tokens[hit.start - 2].zone is Zone.TITLE:
            return True  # « Roux », and below « Mon kiné à Brest »
        near = gap(self.wording, sighting, hit) <= _SAID_REACH and not self._crossed(sighting, hit)
        return near and (word not in _INTRODUCES or self._adjoins(sighting, hit))

    @cached_property
    def announced(self) -> bool:
        """Tell whether the title asks for, or announces, the own field, and the name stands below it."""
        titles = [hit for hit in self.own_fields if self.wording.tokens[hit.start].zone is Zone.TITLE]
        return any(one.zone is Zone.TEXT and self._may_be_of(one, hit) for one in self.live for hit in titles)

    def shown(self, sighting: Sighting) -> bool:
        """Tell whether a name that is also a word is written as a name in the text: « voir Petit »."""
        tokens, at = self.wording.tokens, sighting.start
        if tokens[at].zone is not Zone.TEXT or self.wording.starts_sentence(at):
            return False
        return tokens[at].capital and tokens[at - 1].plain not in self.bearer.lexicon.determiners

    def listed(self, sighting: Sighting) -> bool:
        """Tell whether a name stands among others, as in « Insuffisance cardiaque : Roux, Astier »."""
        tokens, at = self.wording.tokens, sighting.end
        if at >= len(tokens) or not tokens[sighting.start].capital or self.wording.starts_sentence(sighting.start):
            return False
        told = self.wording.covers(at, *TOLD) or tokens[at].plain in self.bearer.lexicon.function_words
        return tokens[at].gap.startswith((",", " /", "/", " ;")) and tokens[at].capital and not told

    def _said_of(self, sighting: Sighting) -> tuple[bool, Against | None]:
        """Return whether the own field is said of a sighting, or else what other occupation is."""
        own = min((gap(self.wording, sighting, hit) for hit in self.own_fields), default=None)
        trades = [hit for hit in self.wording.hits[Sort.TRADE] if not self._is_the_name(hit)]
        others = [(gap(self.wording, sighting, hit), hit) for hit in (*self.other_fields, *trades)]
        others = [(gap, hit) for gap, hit in others if self._is_said(sighting, hit, gap)]
        if not others or (own is not None and own <= min(gap for gap, _ in others)):
            return own is not None and own <= _FIELD_REACH, None
        return False, self._against(min(others)[1])

    def _is_the_name(self, hit: Hit) -> bool:
        """Tell whether a trade is rather the surname again, written as a name: « LENOIR Claire (née MERCIER) »."""
        within = any(one.start <= hit.start and hit.end <= one.end for one in self.live)
        return within and self.wording.tokens[hit.start].capital

    def _is_said(self, sighting: Sighting, hit: Hit, gap: int) -> bool:
        """Tell whether an occupation is said of a sighting: beside it, and not of another carer of the author's."""
        reach = _FIELD_REACH if hit.sort is Sort.FIELD else _TRADE_REACH
        if gap > reach or hit.start in self.wording.denied or self._crossed(sighting, hit):
            return False
        if sighting.zone is not Zone.TEXT:
            return True
        return self._adjoins(sighting, hit)

    def _adjoins(self, sighting: Sighting, hit: Hit) -> bool:
        """Tell whether nothing stands between a name and an occupation but what leads from one to the other."""
        if hit.end <= sighting.start:
            return self._leads(sighting, hit)
        return all(self._is_apposed(at) for at in range(sighting.end, hit.start))

    def _leads(self, sighting: Sighting, hit: Hit) -> bool:
        """Tell whether an occupation stands before a name and is said of it: « le coureur breton Untel »."""
        between = [self.wording.tokens[at].plain for at in range(hit.end, sighting.start)]
        return len(between) <= _LEADING_REACH and _LEADS_AWAY.isdisjoint(between)

    def _is_apposed(self, at: int) -> bool:
        """Tell whether word `at` may stand between a name and what is said of it: « Untel, 19 ans, jeune coureur »."""
        plain = self.wording.tokens[at].plain
        return plain in _APPOSED or plain.isdigit() or self.wording.covers(at, Sort.TOWN)

    def _crossed(self, sighting: Sighting, hit: Hit) -> bool:
        """Tell whether another person stands between a sighting and a phrase, who is the one it is said of."""
        between = range(sighting.end, hit.start) if hit.start >= sighting.end else range(hit.end, sighting.start)
        titles = self.wording.covered[Sort.MEDICAL_TITLE] | self.wording.covered[Sort.CIVIL_TITLE]
        return any(at in titles and len(self.wording.tokens[at].plain) > 1 for at in between)

    def _headed(self) -> Against | None:
        """Return the other occupation that a headline announces, when the own field stands nowhere.

        A headline is the title, the address, or what a text begins with below a title that is a name.
        """
        if self.own_field or self.near_field or not self.live:
            return None
        trades = (hit for hit in self.wording.hits[Sort.TRADE] if not self._is_the_name(hit))
        for hit in (*self.other_fields, *trades):
            if hit.sort is Sort.FIELD and self.wording.tokens[hit.start].zone is not Zone.TEXT:
                return self._against(hit)
            if self._begins_text(hit):
                return self._against(hit)
        return None

    def _begins_text(self, hit: Hit) -> bool:
        """Tell whether a text begins as an entry does, below a title that is a name: « Dentiste à Brest »."""
        if not any(one.zone is Zone.TITLE for one in self.live) or self.wording.tokens[hit.start].zone is not Zone.TEXT:
            return False
        first = next(at for at, token in enumerate(self.wording.tokens) if token.zone is Zone.TEXT)
        adjective = self.wording.tokens[first].plain not in self.bearer.lexicon.function_words
        return hit.start <= first + adjective and self._ends_entry(hit.end)

    def _ends_entry(self, at: int) -> bool:
        """Tell whether nothing but a place follows: no sentence goes on from the occupation."""
        tokens = self.wording.tokens
        if at >= len(tokens) or tokens[at].clause != tokens[at - 1].clause or self.wording.covers(at, Sort.TOWN):
            return True
        return tokens[at].plain == "a" and at + 1 < len(tokens) and tokens[at + 1].capital

    def _against(self, hit: Hit) -> Against:
        rules, medical = self.bearer.lexicon.rules, hit.sort is Sort.FIELD
        return Against((rules.specialties if medical else rules.trades)[hit.of].shown, medical)
