"""What one wording holds for and against one practitioner, before anything is decided."""

from functools import cached_property

from collector.core.about.bearer import Bearer
from collector.core.about.first_names import Given
from collector.core.about.lexicon import Hit, Sort
from collector.core.about.occupations import Occupations
from collector.core.about.places import Met
from collector.core.about.rivals import Rivals
from collector.core.about.sightings import Sighting, gap
from collector.core.about.wording import TOLD, Wording, Zone

_HESITATION_REACH = 1  # words between a name and « je crois »
_UNSURE_REACH = 6
_DEATH_REACH = 6
_POSSESSIVES = frozenset("mon ma mes notre nos son sa ses leur leurs".split())  # noqa: SIM905
_YOUNG = range(5, 26)


class Evidence:
    """Answers, about one wording and one practitioner, the questions of `verdict`; each is worked out once."""

    def __init__(self, wording: Wording, bearer: Bearer) -> None:
        self.wording = wording
        self.bearer = bearer

    # --- the name -----------------------------------------------------------------------------------------------------

    @cached_property
    def sightings(self) -> list[Sighting]:
        """Return every place where the surname stands, denied ones left out (« pas Solange Leroy »)."""
        found = self.bearer.sightings.find(self.wording)
        return [one for one in found if one.taken is None or one.start not in self.wording.denied]

    @cached_property
    def live(self) -> list[Sighting]:
        """Return the sightings that may be the person; an address tells no more than the words do, when they tell."""
        live = [one for one in self.sightings if one.taken is None]
        echoes = all(one.zone is Zone.ADDRESS and one.given is Given.NONE for one in live)
        return [] if echoes and any(one.zone is not Zone.ADDRESS for one in self.sightings) else live

    @cached_property
    def best(self) -> Sighting | None:
        """Return the sighting that names the person best."""
        ranked = sorted(self.live, key=lambda one: (one.given, one.misspelt, one.title, one.part))
        return ranked[0] if ranked else None

    @cached_property
    def work(self) -> Occupations:
        """Return what occupations are told."""
        return Occupations(self.wording, self.bearer, self.live)

    @cached_property
    def rivals(self) -> Rivals:
        """Return who else may be meant."""
        return Rivals(self.work, self.sightings, self.best)

    # --- numbers and places -------------------------------------------------------------------------------------------

    @cached_property
    def rpps(self) -> bool:
        """Tell whether the person's RPPS number stands there."""
        return bool(self.bearer.person.rpps) and self.bearer.person.rpps in self.wording.long_numbers

    @cached_property
    def phone(self) -> bool:
        """Tell whether the person's telephone number stands there."""
        return bool(self.bearer.phone) and self.bearer.phone in self.wording.telephones

    @cached_property
    def place(self) -> Met:
        """Tell how much of the practice's name stands there."""
        return self.bearer.place.met(self.wording, self.bearer.lexicon)

    @cached_property
    def streets(self) -> list[str]:
        """Return the addresses of the person whose street stands there."""
        return [street.shown for street in self.bearer.streets if street.met(self.wording)]

    @property
    def street(self) -> bool:
        """Tell whether one of the person's streets stands there."""
        return bool(self.streets)

    @cached_property
    def towns(self) -> list[tuple[Met, str]]:
        """Return how much of each town of the person stands there."""
        return [(town.met(self.wording), town.shown) for town in self.bearer.towns]

    @cached_property
    def town(self) -> Met:
        """Tell whether one of the person's towns, or at least the department, stands there."""
        return max(met for met, _ in self.towns)

    @cached_property
    def elsewhere(self) -> bool:
        """Tell whether the wording is placed in another town, and not in the person's."""
        if self.town is Met.WHOLE:
            return False
        known = frozenset(town.name for town in self.bearer.towns)
        named = frozenset(at for one in self.sightings for at in range(one.start, one.end))
        return self.bearer.town.elsewhere(self.wording, known, named)

    @cached_property
    def exact(self) -> bool:
        """Tell whether something places the person exactly: street, practice, telephone."""
        return self.street or self.phone or self.place >= (Met.TOLD if self.live and not self.leisure else Met.WHOLE)

    @cached_property
    def only_place(self) -> bool:
        """Tell whether a practice stands there, by name or telephone, and nothing of the person's name."""
        shared = self.place is Met.WHOLE or (self.phone and self.bearer.person.phone_shared)
        return self.best is None and shared and not self.rpps

    # --- what the wording is about ------------------------------------------------------------------------------------

    @cached_property
    def care(self) -> bool:
        """Tell whether the wording speaks of care at all."""
        hits = self.wording.hits
        return bool(hits[Sort.CARE] or hits[Sort.FIELD] or hits[Sort.MEDICAL_TITLE]) or self.work.signs > 0

    @cached_property
    def doubt(self) -> bool:
        """Tell whether the author is not sure of the name."""
        reaches = ((Sort.UNSURE, _UNSURE_REACH), (Sort.HESITATION, _HESITATION_REACH))
        return (
            bool(self.wording.hits[Sort.DOUBT])
            or any(self._near(sort, reach) is not None for sort, reach in reaches)
            or any(map(self._has_alternative, self.live))
        )

    def _near(self, sort: Sort, reach: int) -> Hit | None:
        """Return a phrase of some sort that stands within `reach` words of the name, or None."""
        hits = self.wording.hits[sort]
        return next((hit for hit in hits for one in self.live if gap(self.wording, one, hit) <= reach), None)

    def _has_alternative(self, sighting: Sighting) -> bool:
        """Tell whether another surname is offered for this one: « Leroy ou Lerat »."""
        tokens, start = self.wording.tokens, sighting.start
        if start > 1 and tokens[start - 1].plain == "ou" and tokens[start - 2].sentence == tokens[start].sentence:
            before = tokens[start - 2]
            if before.capital and before.zone is Zone.TEXT and not self.wording.covers(start - 2, *TOLD):
                return True
        for at in range(sighting.end, min(sighting.end + 3, len(tokens) - 1)):
            if tokens[at].plain == "ou" and tokens[at].sentence == tokens[sighting.start].sentence:
                following = tokens[at + 1]
                title = at + 1 in self.wording.covered[Sort.CIVIL_TITLE] | self.wording.covered[Sort.MEDICAL_TITLE]
                return title or (
                    following.capital and following.zone is Zone.TEXT and not self.wording.covers(at + 1, *TOLD)
                )
        return False

    @cached_property
    def leisure(self) -> bool:
        """Tell whether the wording is of free time."""
        return bool(self.wording.hits[Sort.LEISURE])

    @cached_property
    def headed(self) -> bool:
        """Tell whether the title is the name and nothing else, but for the field and the town."""
        own = {at for one in self.live for at in range(one.start, one.end)}
        title = {at for at, token in enumerate(self.wording.tokens) if token.zone is Zone.TITLE}
        around = (Sort.FIELD, Sort.SIGN, Sort.TOWN)
        return not own.isdisjoint(title) and all(at in own or self.wording.covers(at, *around) for at in title)

    @cached_property
    def fiction(self) -> int:
        """Return how many different words of novels, films and series are told."""
        return len({self.wording.stems[hit.start] for hit in self.wording.hits[Sort.FICTION]})

    @property
    def trading(self) -> bool:
        """Tell whether the wording is of meals, of shops, of houses for sale."""
        return bool(self.wording.hits[Sort.TRADING])

    @cached_property
    def bygone(self) -> bool:
        """Tell whether the wording is of history, family trees or fiction."""
        years = (token.plain for token in self.wording.tokens if len(token.plain) == 4 and token.plain.isdigit())
        return bool(self.wording.hits[Sort.BYGONE]) or any("1400" < year < "1900" for year in years)

    @cached_property
    def departed(self) -> bool:
        """Tell whether years of birth and death stand behind the name, the last of them long ago: « (1880-1949) »."""
        tokens = self.wording.tokens
        for one in self.live:
            years = [token.plain for token in tokens[one.end : one.end + 2] if token.zone is one.zone]
            if all(len(year) == 4 and year.isdigit() for year in years) and years[1:] and "1400" < years[1] < "1990":
                return True
        return bool(self.wording.hits[Sort.DEPARTED])

    @cached_property
    def death(self) -> bool:
        """Tell whether the wording mourns somebody."""
        for hit in self.wording.hits[Sort.DEATH]:
            headline = self.wording.tokens[hit.start].zone is not Zone.TEXT
            near = any(gap(self.wording, one, hit) <= _DEATH_REACH for one in self.live)
            if headline or (near and not self._of_a_relative(hit)):
                return True
        return False

    def _of_a_relative(self, hit: Hit) -> bool:
        """Tell whether the one mourned is the author's: « le décès de mon mari »."""
        following = self.wording.tokens[hit.end : hit.end + 2]
        relatives = self.bearer.lexicon.other_people
        return any(token.plain in _POSSESSIVES or token.plain in relatives for token in following)

    @property
    def young(self) -> bool:
        """Tell whether the one named is too young to practise: « Solène Leroy, 19 ans »."""
        return any(age in _YOUNG for age in self._ages)

    @property
    def aged(self) -> bool:
        """Tell whether the age of the one named is told."""
        return bool(self._ages)

    @cached_property
    def _ages(self) -> list[int]:
        """Return the ages told behind the name."""
        tokens, found = self.wording.tokens, []
        for one in self.live:
            for at in range(one.end, min(one.end + 3, len(tokens) - 1)):
                told = tokens[at].plain.isdigit() and tokens[at + 1].plain in {"ans", "an"}
                if told and tokens[at].sentence == tokens[one.start].sentence:
                    found.append(int(tokens[at].plain[:4]))
        return found
