"""Who else a wording may be about: declared homonyms, colleagues, anybody else named there."""

from collections.abc import Sequence
from functools import cached_property

from collector.core.about.bearer import Bearer
from collector.core.about.first_names import Given
from collector.core.about.genders import Gender, Spoken
from collector.core.about.homonyms import Homonym
from collector.core.about.lexicon import Sort
from collector.core.about.occupations import Occupations
from collector.core.about.places import Met
from collector.core.about.sightings import Sighting, Title
from collector.core.about.spelling import alike
from collector.core.about.wording import TOLD, Wording, Zone


class Rivals:
    """The others whom a wording may designate, for one practitioner."""

    def __init__(self, work: Occupations, sightings: Sequence[Sighting], best: Sighting | None) -> None:
        self.work = work
        self.wording: Wording = work.wording
        self.bearer: Bearer = work.bearer
        self.sightings = sightings
        self.best = best

    @cached_property
    def homonym(self) -> Homonym | None:
        """Return the declared homonym of whom the wording says something of its own, if any."""
        return next((one for one in self.bearer.homonyms if self._tells(one)), None)

    def _tells(self, one: Homonym) -> bool:
        if not one.carer:
            return self._tells_layman(one)
        if self.best is not None and self.best.named and one.first not in self.bearer.naming.firsts:
            return False
        if one.fields & {hit.of for hit in self.work.other_fields}:
            return True
        if one.lives_elsewhere(self.bearer.town.name) and one.placed(self.wording):
            return one.surname in self.bearer.naming.surnames and self.bearer.town.met(self.wording) is not Met.WHOLE
        return len(self.work.signs_of(one.fields)) > 1 and self.work.signs == 0

    def _tells_layman(self, one: Homonym) -> bool:
        """Tell whether a bearer who is no carer, or the word itself, is described."""
        best = self.best
        if best is None or best.title is Title.MEDICAL:
            return False
        bare = best.given is Given.NONE and best.title is Title.NONE
        if not (bare if not one.first else one.first in self.bearer.naming.firsts and best.named):
            return False
        own = {at for sighting in self.sightings for at in range(sighting.start, sighting.end)}
        hits = (*self.wording.hits[Sort.TRADE], *self.wording.hits[Sort.SCENE])
        trades = {hit.of for hit in hits if hit.start not in own}
        return bool(one.trades & trades) or one.told(self.wording)

    @cached_property
    def lay_twin(self) -> bool:
        """Tell whether a declared homonym who is no carer bears the same first name."""
        return any(not one.carer and one.first in self.bearer.naming.firsts for one in self.bearer.homonyms)

    # --- who is spoken of: a woman, a man ---------------------------------------------------------------------------

    @cached_property
    def _spoken(self) -> Spoken:
        return Spoken(self.wording, self.bearer.lexicon, self.work.live, self.work.own_fields)

    @cached_property
    def gender(self) -> Gender | None:
        """Return the gender of whoever is spoken of, by any word; that of pronouns only when nobody else is there."""
        if self.bearer.gender is not None and self.bearer.gender in self._spoken.titled():
            return self.bearer.gender
        plainly = self._spoken.plainly()
        alone = not (self.work.other_fields or self.wording.hits[Sort.TRADE] or self.others)
        return plainly or (self._spoken.by_pronouns() if alone else None)

    @cached_property
    def is_other_gender(self) -> bool:
        """Tell whether the title, an article or a noun is of the other gender than the person's, unnamed."""
        told, own = self._spoken.plainly(), self.bearer.gender
        return self.best is not None and not self.best.named and None not in {told, own} and told is not own

    def _may_be_said_of(self, gender: Gender | None) -> bool:
        return None in {gender, self.gender} or gender is self.gender

    # --- who bears the name -----------------------------------------------------------------------------------------

    @cached_property
    def twins(self) -> tuple[Homonym, ...]:
        """Return the declared carers whom the name as written may designate as well, as far as the field tells."""
        best = self.best
        return tuple(one for one in self.bearer.homonyms if one.carer and best is not None and self._fits(one, best))

    def _fits(self, one: Homonym, sighting: Sighting) -> bool:
        slip = sighting.misspelt and alike(one.surname, sighting.surname)
        if not (one.surname.endswith(sighting.surname) or slip):
            return False
        if self.work.own_field and not one.is_of_field(self.bearer.fields):
            return False
        if not one.is_of_field(self.bearer.fields) and self._signs_exclude(one, sighting):
            return False
        if not self._may_be_said_of(one.gender) or not self._may_be_there(one):
            return False
        return self._may_be_so_called(one, sighting)

    def _signs_exclude(self, one: Homonym, sighting: Sighting) -> bool:
        """Tell whether words of the person's field stand there, and none of the homonym's; two for a common name."""
        common = sighting.surname in self.bearer.lexicon.common_surnames
        return self.work.signs > common and not self.work.signs_of(one.fields)

    def _may_be_there(self, one: Homonym) -> bool:
        """Tell whether no place sets a homonym aside: a town or a practice that is not the homonym's."""
        if one.beside:
            return True
        own = self.bearer.town
        if one.lives_elsewhere(own.name) and own.met(self.wording) is Met.WHOLE:
            return False
        if one.district and one.district != own.district and own.districted(self.wording):
            return False
        street = any(street.met(self.wording) for street in self.bearer.streets)
        return not street and self.bearer.place.met(self.wording, self.bearer.lexicon) < Met.TOLD

    def _may_be_so_called(self, one: Homonym, sighting: Sighting) -> bool:
        if sighting.named:
            return one.first in self.bearer.naming.firsts
        if sighting.given is Given.INITIAL:
            return not one.initials or sighting.initials in one.initials
        return True

    @cached_property
    def shared(self) -> bool:
        """Tell whether the name as written is a colleague's too, and neither field nor gender tells them apart."""
        best = self.best
        return best is not None and any(self._is_also(one, best) for one in self.bearer.colleagues)

    def _is_also(self, colleague: Bearer, best: Sighting) -> bool:
        own, other = self.bearer.naming, colleague.naming
        if not own.surnames.keys() & other.surnames.keys() or not self._may_be_said_of(colleague.gender):
            return False
        if self.work.own_field and not colleague.fields & self.bearer.fields:
            return False
        if best.named:
            return bool(own.firsts & other.firsts)
        return bool(own.initials & other.initials) or not best.given.is_initial

    @cached_property
    def of_other_gender(self) -> str:
        """Return whom a title of the other gender designates: a homonym as declared, a colleague; nothing if nobody."""
        if not self.is_other_gender:
            return ""
        carers = [one.declared for one in self.twins if one.gender is self.gender]
        also = (one.person for one in self.bearer.colleagues if self.best is not None and self._is_also(one, self.best))
        return next(iter((*carers, *(f"{person.first_name} {person.last_name}" for person in also))), "")

    @cached_property
    def named_homonym(self) -> bool:
        """Tell whether a declared homonym's full name is written there, and the person's is not."""
        if any(one.named for one in self.work.live):
            return False
        others = (one for one in self.bearer.homonyms if one.first and one.first not in self.bearer.naming.firsts)
        written = {name for one in others for name in (one.first + one.surname, one.surname + one.first)}
        return not written.isdisjoint(self.wording.runs)

    @cached_property
    def wears_homonym_name(self) -> bool:
        """Tell whether the misspelt name is in fact a homonym's own: « Darfeuille »."""
        surnames = {one.surname for one in self.bearer.homonyms if one.surname not in self.bearer.naming.surnames}
        return any(surname in self.wording.places for surname in surnames if surname)

    @cached_property
    def others(self) -> bool:
        """Tell whether somebody else is named: « le docteur Astier », « Florian Oberlin »."""
        own = {at for one in self.sightings for at in range(one.start, one.end)}
        return any(self._is_other(at, own) for at in range(len(self.wording.tokens) - 1))

    def _is_other(self, at: int, own: set[int]) -> bool:
        tokens = self.wording.tokens
        token, following = tokens[at], tokens[at + 1]
        if at in own or at + 1 in own or token.sentence != following.sentence or token.zone is not Zone.TEXT:
            return False
        titled = at in self.wording.covered[Sort.MEDICAL_TITLE] | self.wording.covered[Sort.CIVIL_TITLE]
        words = self.bearer.lexicon
        name = (
            following.capital and not self.wording.covers(at + 1, *TOLD) and following.plain not in words.function_words
        )
        if token.plain == "m":  # « M. Vasseur », and not the initial of « Dr M. Vasseur »
            initial = at - 1 in self.wording.covered[Sort.MEDICAL_TITLE] or len(following.plain) == 1
            titled = token.capital and not initial
        if titled and token.plain != "doc":
            return name or any(following.plain in one.naming.surnames for one in self.bearer.colleagues)
        first = token.plain in words.first_names and token.capital and following.joined
        return (
            first
            and name
            and following.plain not in words.generic_places
            and token.plain not in self.bearer.naming.words
        )
