"""What one reading holds for and against one practitioner, before anything is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from collector.core.about.bearer import Bearer
from collector.core.about.homonyms import Homonym
from collector.core.about.lexicon import Hit, Sort
from collector.core.about.places import Met
from collector.core.about.reading import Reading, Zone
from collector.core.about.sightings import Given, Sighting, Title

_FIELD_REACH = 9  # words between a name and the field that is said of it
_TRADE_REACH = 4
_SAID_REACH = 4
_DENIAL_REACH = 2
_DOUBT_REACH = 1
_OTHERS_FIELD = frozenset("mon ma notre mes nos leur leurs un une autre par votre".split())  # noqa: SIM905
_YOUNG = range(5, 26)
# What may stand between a name and the occupation said of it.
_APPOSED = frozenset(
    """l le la les un une est etait fut sera ancien ancienne jeune notre mon ma celebre grand grande et deja ans aussi
    bien connu connue actuel actuelle nouveau nouvelle futur future par ailleurs egalement comme en tant que dit alias
    professionnel professionnelle tres meilleur meilleure premier premiere notre votre""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Against:
    """Another occupation said of the name, with what reasons show of it."""

    shown: str
    medical: bool


class Evidence:
    """Answers, about one reading and one practitioner, the questions of `verdict`; each is worked out once."""

    def __init__(self, reading: Reading, bearer: Bearer, colleagues: Sequence[Bearer] = ()) -> None:
        self.reading = reading
        self.bearer = bearer
        self.colleagues = colleagues

    # --- the name -----------------------------------------------------------------------------------------------------

    @cached_property
    def sightings(self) -> list[Sighting]:
        """Return every place where the surname stands, denied ones left out (« pas Solange Leroy »)."""
        found = self.bearer.sightings.find(self.reading)
        return [one for one in found if one.taken is None or not self._denied(one.start)]

    @cached_property
    def live(self) -> list[Sighting]:
        """Return the sightings that may be the person."""
        return [one for one in self.sightings if one.taken is None]

    @cached_property
    def best(self) -> Sighting | None:
        """Return the sighting that names the person best."""
        ranked = sorted(self.live, key=lambda one: (one.given, one.misspelt, one.title, one.part))
        return ranked[0] if ranked else None

    # --- numbers and places -------------------------------------------------------------------------------------------

    @cached_property
    def rpps(self) -> bool:
        """Tell whether the person's RPPS number stands there."""
        return bool(self.bearer.person.rpps) and self.bearer.person.rpps in self.reading.long_numbers

    @cached_property
    def phone(self) -> bool:
        """Tell whether the person's telephone number stands there."""
        return bool(self.bearer.phone) and self.bearer.phone in self.reading.telephones

    @cached_property
    def place(self) -> Met:
        """Tell how much of the practice's name stands there."""
        return self.bearer.place.met(self.reading, self.bearer.lexicon)

    @cached_property
    def street(self) -> bool:
        """Tell whether one of the person's streets stands there."""
        return any(street.met(self.reading) for street in self.bearer.streets)

    @cached_property
    def town(self) -> Met:
        """Tell whether one of the person's towns, or at least the department, stands there."""
        return max(town.met(self.reading) for town in self.bearer.towns)

    @cached_property
    def elsewhere(self) -> bool:
        """Tell whether the reading is placed in another town, and not in the person's."""
        if self.town is Met.WHOLE:
            return False
        known = frozenset(town.name for town in self.bearer.towns)
        return self.bearer.town.elsewhere(self.reading, known)

    @cached_property
    def exact(self) -> bool:
        """Tell whether something places the person exactly: street, practice, telephone."""
        return self.street or self.phone or self.place >= (Met.TOLD if self.live and not self.leisure else Met.WHOLE)

    # --- the field ----------------------------------------------------------------------------------------------------

    @cached_property
    def own_fields(self) -> list[Hit]:
        """Return the phrases that tell the person's own field."""
        return [hit for hit in self.reading.hits[Sort.FIELD] if hit.of in self.bearer.fields and not self._denied(hit.start)]

    @cached_property
    def own_field(self) -> bool:
        """Tell whether the person's own field is told."""
        return bool(self.own_fields)

    @cached_property
    def near_field(self) -> bool:
        """Tell whether a field that the person may well bear is told."""
        return any(hit.of in self.bearer.near and not self._denied(hit.start) for hit in self.reading.hits[Sort.FIELD])

    @cached_property
    def signs(self) -> int:
        """Return how many different things that agree with the person's field are told."""
        return len(self._signs(self.bearer.fields))

    def _signs(self, fields: frozenset[str]) -> set[str]:
        return {self.reading.stems[hit.start] for hit in self.reading.hits[Sort.SIGN] if hit.of in fields}

    @cached_property
    def other_fields(self) -> list[Hit]:
        """Return the phrases that tell a field that contradicts the person's."""
        told = self.bearer.fields | self.bearer.near
        own = {at for hit in self.own_fields for at in range(hit.start, hit.end)}
        return [
            hit
            for hit in self.reading.hits[Sort.FIELD]
            if hit.of not in told and hit.start not in own and not self._denied(hit.start) and bool(self.bearer.fields)
        ]

    @cached_property
    def care(self) -> bool:
        """Tell whether the reading speaks of care at all."""
        hits = self.reading.hits
        return bool(hits[Sort.CARE] or hits[Sort.FIELD] or hits[Sort.MEDICAL_TITLE]) or self.signs > 0

    # --- against ------------------------------------------------------------------------------------------------------

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
        return any(self._gap(one, hit) <= _SAID_REACH for one in self.live for hit in self.own_fields)

    def shown(self, sighting: Sighting) -> bool:
        """Tell whether a name that is also a word is written, or spoken of, as a name."""
        written = self.reading.tokens[sighting.start].capital and not self.reading.starts_sentence(sighting.start)
        return written or self.own_field or self.signs > 0 or self.place is Met.WHOLE

    def _said_of(self, sighting: Sighting) -> tuple[bool, Against | None]:
        """Return whether the own field is said of a sighting, or else what other occupation is."""
        own = min((self._gap(sighting, hit) for hit in self.own_fields), default=None)
        others = [(self._gap(sighting, hit), hit) for hit in (*self.other_fields, *self.reading.hits[Sort.TRADE])]
        others = [(gap, hit) for gap, hit in others if self._is_said(sighting, hit, gap)]
        if not others or (own is not None and own <= min(gap for gap, _ in others)):
            return own is not None and own <= _FIELD_REACH, None
        hit = min(others)[1]
        rules = self.bearer.lexicon.rules
        medical = hit.sort is Sort.FIELD
        return False, Against((rules.specialties if medical else rules.trades)[hit.of].shown, medical)

    def _gap(self, sighting: Sighting, hit: Hit) -> int:
        """Return how many words lie between a sighting and a phrase of the same sentence; many if it is of another."""
        tokens = self.reading.tokens
        here, there = tokens[sighting.start], tokens[hit.start]
        one = here.zone is there.zone and (here.sentence == there.sentence or here.zone is not Zone.TEXT)
        if not one:
            return 99
        if hit.start < sighting.end and sighting.start < hit.end:
            return 99
        if hit.start >= sighting.end:
            return self.reading.distance(sighting.end - 1, hit.start, hit.end)
        return self.reading.distance(sighting.start, hit.start, hit.end)

    def _is_said(self, sighting: Sighting, hit: Hit, gap: int) -> bool:
        """Tell whether an occupation is said of a sighting: near it, and not of the author's own carer."""
        if self._denied(hit.start):
            return False
        if hit.sort is Sort.TRADE:
            return gap <= _TRADE_REACH and self._is_apposed(sighting, hit)
        before = self.reading.tokens[hit.start - 1].plain if hit.start else ""
        if before in _OTHERS_FIELD and not (before in {"un", "une"} and hit.start > sighting.start):
            return gap <= 1 and hit.end <= sighting.start
        return gap <= _FIELD_REACH and not self._crossed(sighting, hit)

    def _is_apposed(self, sighting: Sighting, hit: Hit) -> bool:
        """Tell whether an occupation is said of a name: « le coureur breton Untel », « Untel, jeune coureur »."""
        tokens = self.reading.tokens
        if hit.end <= sighting.start:
            return tokens[hit.end - 1].clause == tokens[sighting.start].clause or tokens[hit.start].zone is not Zone.TEXT
        between = (tokens[at].plain for at in range(sighting.end, hit.start))
        return all(plain in _APPOSED or plain.isdigit() for plain in between)

    def _crossed(self, sighting: Sighting, hit: Hit) -> bool:
        """Tell whether another person stands between a sighting and a phrase, who is the one it is said of."""
        between = range(sighting.end, hit.start) if hit.start >= sighting.end else range(hit.end, sighting.start)
        titles = self.reading.covered[Sort.MEDICAL_TITLE] | self.reading.covered[Sort.CIVIL_TITLE]
        return any(at in titles and len(self.reading.tokens[at].plain) > 1 for at in between)

    def _headed(self) -> Against | None:
        """Return the other field that the title or the address announces, when the own one stands nowhere."""
        if self.own_field or self.near_field or not self.live:
            return None
        for hit in self.other_fields:
            if self.reading.tokens[hit.start].zone is not Zone.TEXT:
                return Against(self.bearer.lexicon.rules.specialties[hit.of].shown, medical=True)
        return None

    def _denied(self, at: int) -> bool:
        """Tell whether word `at` is denied: « pas la rhumato », « rien à voir avec un médecin »."""
        tokens = self.reading.tokens
        for hit in self.reading.hits[Sort.DENIAL]:
            if hit.end <= at <= hit.end + _DENIAL_REACH and tokens[hit.start].sentence == tokens[at].sentence:
                if tokens[hit.end - 1].clause == tokens[at].clause:
                    return True
        return False

    @cached_property
    def doubt(self) -> bool:
        """Tell whether the author is not sure of the name."""
        if self.reading.hits[Sort.DOUBT]:
            return True
        return any(
            self._gap(one, hit) <= _DOUBT_REACH for one in self.live for hit in self.reading.hits[Sort.HESITATION]
        ) or any(map(self._has_alternative, self.live))

    def _has_alternative(self, sighting: Sighting) -> bool:
        """Tell whether another surname is offered for this one: « Leroy ou Lerat »."""
        tokens = self.reading.tokens
        for at in range(sighting.end, min(sighting.end + 3, len(tokens) - 1)):
            if tokens[at].plain == "ou" and tokens[at].sentence == tokens[sighting.start].sentence:
                following = tokens[at + 1]
                title = at + 1 in self.reading.covered[Sort.CIVIL_TITLE] | self.reading.covered[Sort.MEDICAL_TITLE]
                return title or (following.capital and following.zone is Zone.TEXT and not self._told(at + 1))
        return False

    def _told(self, at: int) -> bool:
        return any(at in self.reading.covered[sort] for sort in (Sort.FIELD, Sort.TRADE, Sort.TOWN, Sort.CARE))

    @cached_property
    def leisure(self) -> bool:
        """Tell whether the reading is of free time."""
        return bool(self.reading.hits[Sort.LEISURE])

    @cached_property
    def bygone(self) -> bool:
        """Tell whether the reading is of history, family trees or fiction."""
        years = (token.plain for token in self.reading.tokens if len(token.plain) == 4 and token.plain.isdigit())
        return bool(self.reading.hits[Sort.BYGONE]) or any("1400" < year < "1900" for year in years)

    @cached_property
    def death(self) -> bool:
        """Tell whether the reading mourns somebody."""
        return bool(self.reading.hits[Sort.DEATH])

    @cached_property
    def young(self) -> bool:
        """Tell whether the one named is too young to practise: « Solène Leroy, 19 ans »."""
        tokens = self.reading.tokens
        for one in self.live:
            for at in range(one.end, min(one.end + 3, len(tokens) - 1)):
                if tokens[at].plain.isdigit() and int(tokens[at].plain[:4]) in _YOUNG and tokens[at + 1].plain in {"ans", "an"}:
                    return tokens[at].sentence == tokens[one.start].sentence
        return False

    # --- homonyms -----------------------------------------------------------------------------------------------------

    @cached_property
    def homonym(self) -> Homonym | None:
        """Return the declared homonym of whom the reading says something of its own, if any."""
        return next((one for one in self.bearer.homonyms if self._tells(one)), None)

    def _tells(self, one: Homonym) -> bool:
        if not one.carer:
            return self._tells_layman(one)
        if one.fields & {hit.of for hit in self.other_fields}:
            return True
        return len(self._signs(one.fields)) > 1 and self.signs == 0

    def _tells_layman(self, one: Homonym) -> bool:
        """Tell whether a bearer who is no carer, or the word itself, is described."""
        best = self.best
        if best is None or best.title is Title.MEDICAL:
            return False
        bare = best.given is Given.NONE and best.title is Title.NONE
        if not (bare if not one.first else one.first in self.bearer.naming.firsts and best.named):
            return False
        own = {at for sighting in self.sightings for at in range(sighting.start, sighting.end)}
        trades = {hit.of for hit in self.reading.hits[Sort.TRADE] if hit.start not in own}
        return bool(one.trades & trades) or one.told(self.reading)

    @cached_property
    def twins(self) -> tuple[Homonym, ...]:
        """Return the declared carers whom the name as written may designate as well."""
        best = self.best
        if best is None:
            return ()
        return tuple(one for one in self.bearer.homonyms if one.carer and self._fits(one, best))

    def _fits(self, one: Homonym, sighting: Sighting) -> bool:
        own = self.bearer.naming
        if one.surname not in own.surnames and not sighting.misspelt:
            return False
        if sighting.named:
            return one.first in own.firsts
        if sighting.given is Given.INITIAL:
            letters = self.reading.glued(sighting.start, sighting.end)
            return one.first[:1] in {first[:1] for first in own.firsts} and (len(letters) < 2 or True)
        return True

    @cached_property
    def named_homonym(self) -> bool:
        """Tell whether a declared homonym's full name is written there, and the person's is not."""
        if any(one.named for one in self.live):
            return False
        for one in self.bearer.homonyms:
            if one.first and one.surname and one.first not in self.bearer.naming.firsts:
                if {one.first + one.surname, one.surname + one.first} & self.reading.runs.keys():
                    return True
        return False

    @cached_property
    def wears_homonym_name(self) -> bool:
        """Tell whether the misspelt name is in fact a homonym's own: « Darfeuille »."""
        surnames = {one.surname for one in self.bearer.homonyms if one.surname not in self.bearer.naming.surnames}
        return any(surname in self.reading.places for surname in surnames if surname)

    # --- others -------------------------------------------------------------------------------------------------------

    @cached_property
    def others(self) -> bool:
        """Tell whether somebody else is named: « le docteur Astier », « Florian Oberlin »."""
        own = {at for one in self.sightings for at in range(one.start, one.end)}
        return any(self._is_other(at, own) for at in range(len(self.reading.tokens) - 1))

    def _is_other(self, at: int, own: set[int]) -> bool:
        tokens = self.reading.tokens
        token, following = tokens[at], tokens[at + 1]
        if at in own or at + 1 in own or token.sentence != following.sentence or token.zone is not Zone.TEXT:
            return False
        titled = at in self.reading.covered[Sort.MEDICAL_TITLE] | self.reading.covered[Sort.CIVIL_TITLE]
        words = self.bearer.lexicon
        name = following.capital and not self._told(at + 1) and following.plain not in words.function_words
        if titled and token.plain not in {"m", "doc"}:
            colleague = any(following.plain in one.naming.surnames for one in self.colleagues)
            return colleague or name
        first = token.plain in words.first_names and token.capital and following.joined
        return first and name and following.plain not in words.generic_places and token.plain not in self.bearer.naming.firsts


