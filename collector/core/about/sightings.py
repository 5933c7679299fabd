"""Finds one practitioner's name in a wording, and says how it is written and what stands beside it.

A sighting is a place where the surname stands: with which first name, behind which title, and whether what is around
makes it something else (an organisation, a street, a common word, somebody of another first name).
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from collector.core.about.first_names import Beside, FirstNames, Given, rank
from collector.core.about.lexicon import PARTICLES, Hit, Lexicon, Sort
from collector.core.about.naming import Form, Naming, Part
from collector.core.about.wording import HYPHENS, Wording, Zone

FAR = 99  # words: in another sentence
_MOST = 40  # sightings of one name: more say nothing more
_SHORT = 4  # letters below which a surname misspelt is told by the first name only: « Thi Lan Fam » for « Pham »
_LONG = 6  # letters from which a surname may be rare, or told although misspelt
_TO_A_TOWN = frozenset("a d de depuis direction pres sur vers".split())  # noqa: SIM905
_ARTICLES = frozenset(("l", "la", "le", "les"))


class Title(IntEnum):
    """What stands before the name."""

    MEDICAL = 0
    CIVIL = 1
    NONE = 2


class Taken(StrEnum):
    """Why a sighting is not the person."""

    OTHER_PERSON = "Autre prénom devant ou derrière ce nom"
    OTHER_INITIAL = "Autre initiale devant ce nom"
    LONGER_NAME = "Partie d’un nom plus long, d’une autre personne"
    ORGANISATION = "Nom d’un commerce, d’une rue, d’un établissement ou d’une organisation"
    OTHER_TITLE = "Titre d’une autre personne devant ce nom"
    TOWN = "Nom d’une ville ou d’un lieu"
    COMMON_WORD = "Mot courant, et non le nom"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place where the surname stands, from word `start` to word `end`, the first name and the title included."""

    start: int
    end: int
    zone: Zone
    given: Given
    title: Title
    surname: str  # as it is read, with nothing between its words
    part: Part
    misspelt: bool
    ordinary: bool  # the surname as written is also a word of every day, or a first name
    rare: bool  # few bear it, as far as the lexicon knows
    taken: Taken | None
    initials: str = ""  # those that are read, run together

    @property
    def named(self) -> bool:
        """Tell whether the first name stands there too."""
        return self.given <= Given.SOUNDS


@dataclass(frozen=True, slots=True)
class Others:
    """What else the name may be: surnames that are words of every day, or towns; first names of homonyms."""

    words: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()


class Sightings:
    """Finds one name in readings."""

    def __init__(self, naming: Naming, lexicon: Lexicon, others: Others) -> None:
        self.naming = naming
        self._lexicon = lexicon
        self._others = others
        self._ordinary = others.words
        self._sides = FirstNames(naming, lexicon, others.first_names)

    def find(self, wording: Wording) -> list[Sighting]:
        """Return every sighting, in order; the longest form where several overlap, an exact one before a misspelt."""
        taken: set[int] = set()
        found: list[Sighting] = []
        misspelt = self._misspelt(wording)
        compounds = [one for one in misspelt if wording.tokens[one[1] - 1].gap in HYPHENS and one[1] - one[0] > 1]
        for at, end, form, slip in (*compounds, *self._exact(wording), *misspelt):
            if len(found) < _MOST and taken.isdisjoint(range(at, end)):
                sighting = self._qualified(wording, at, end, form, misspelt=slip)
                if sighting is not None:
                    found.append(sighting)
                    taken.update(range(at, max(end, sighting.end)))
        return sorted(found, key=lambda one: one.start)

    def _exact(self, wording: Wording) -> list[tuple[int, int, Form | None, bool]]:
        """Return where surnames stand, the first and the longest first; the form None is a whole name in one word."""
        naming = self.naming
        found: list[tuple[int, int, Form | None, bool]] = []
        for glued in naming.anchors & wording.runs.keys():
            form = naming.surnames.get(glued)
            runs = (run for run in wording.runs[glued] if form is not None or run[1] - run[0] == 1)
            found += ((at, end, form, False) for at, end in runs)
        return sorted(found, key=lambda one: (one[0], -one[1]))

    def _misspelt(self, wording: Wording) -> list[tuple[int, int, Form | None, bool]]:
        """Return where words stand that may be a surname misspelt."""
        met = self.naming.surname_keys & wording.slips.keys()
        runs = sorted({run for key in met for run in wording.slips[key]}, key=lambda run: (run[0], -run[1]))
        runs = [run for run in runs if wording.glued(*run) not in self.naming.surnames]
        return [(at, end, Form(wording.glued(at, end), Part.WHOLE), True) for at, end in runs]

    def _qualified(self, wording: Wording, at: int, end: int, form: Form | None, *, misspelt: bool) -> Sighting | None:
        """Return the sighting of the surname at `at`, with what stands on both sides."""
        tokens = wording.tokens
        if form is None:
            return self._glued(wording, at)
        while form.part is Part.CORE and at and tokens[at].joined and tokens[at - 1].plain in self.naming.particles:
            at -= 1
        left, right = self._sides.left(wording, at), self._sides.right(wording, at, end)
        best = min(left, right, key=lambda beside: rank(beside.given))
        start = left.reach if left.given < Given.NONE else at
        stop = right.reach if right.given < Given.NONE and right.given <= best.given else end
        title, titled_from = self._title(wording, start)
        bare = title is Title.NONE and best.given > Given.HALF
        if misspelt and bare and not self._may_be_misspelt(wording, at, end):
            return None
        if misspelt and end - at == 1 and len(tokens[at].plain) < _SHORT and best.given > Given.SOUNDS:
            return None
        taken = self._taken(wording, titled_from, start, at, end, best, title)
        return Sighting(
            start=titled_from,
            end=stop,
            zone=tokens[at].zone,
            given=best.given,
            title=title,
            surname=form.glued,
            part=form.part,
            misspelt=misspelt,
            ordinary=self._is_ordinary(form.glued) or self._is_parted(wording, at, end),
            rare=self._is_rare(self.naming.whole if misspelt else form.glued),
            taken=taken,
            initials=_initials(wording, best, start, at, end, stop),
        )

    def _is_parted(self, wording: Wording, at: int, end: int) -> bool:
        """Tell whether an article is parted from a surname of one word: « La Croix » for « Lacroix »."""
        return end - at > 1 and wording.tokens[at].plain in _ARTICLES and wording.glued(at, end) in self.naming.single

    def _is_ordinary(self, surname: str) -> bool:
        return surname in self._ordinary or surname in self._lexicon.first_names

    def _is_rare(self, surname: str) -> bool:
        known = surname in self._lexicon.common_surnames or self._is_ordinary(surname)
        return len(surname) >= _LONG and not known

    def _may_be_misspelt(self, wording: Wording, at: int, end: int) -> bool:
        """Tell whether a misspelt surname without title or first name is long enough to be told."""
        written = wording.glued(at, end)
        common = written in self._lexicon.common_surnames or self.naming.whole in self._ordinary
        return len(written) >= _LONG and not common

    def _glued(self, wording: Wording, at: int) -> Sighting:
        """Return the sighting of a name written as one word: « camilleroux », « drroux »."""
        plain = wording.tokens[at].plain
        whole = any(plain.endswith(full) for full in self.naming.full)
        return Sighting(
            start=at,
            end=at + 1,
            zone=wording.tokens[at].zone,
            given=Given.SAME if whole else Given.NONE,
            title=Title.NONE if plain in self.naming.full else Title.MEDICAL,
            surname=self.naming.whole,
            part=Part.WHOLE,
            misspelt=False,
            ordinary=False,
            rare=self._is_rare(self.naming.whole),
            taken=None,
        )

    def _title(self, wording: Wording, start: int) -> tuple[Title, int]:
        """Return the title before word `start`, and where it stands."""
        at = start - 1
        if at < 0 or wording.tokens[at].zone is not wording.tokens[start].zone:
            return Title.NONE, start
        if wording.tokens[at].sentence != wording.tokens[start].sentence:
            return Title.NONE, start
        if at in wording.covered[Sort.MEDICAL_TITLE]:
            return Title.MEDICAL, at
        if at in wording.covered[Sort.CIVIL_TITLE] and (
            len(wording.tokens[at].plain) > 1 or wording.tokens[at].capital
        ):
            return Title.CIVIL, at
        return Title.NONE, start

    # --- why it is somebody or something else -------------------------------------------------------------------------

    def _taken(
        self, wording: Wording, titled_from: int, start: int, at: int, end: int, best: Beside, title: Title
    ) -> Taken | None:
        """Return why the sighting is not the person, or None."""
        longer = self._is_longer(wording, start, end) or (start < at and self._is_compound_first(wording, at, end))
        untitled = title is Title.NONE
        bare = untitled and best.given >= Given.NONE
        reasons = {
            Taken.OTHER_PERSON: best.given is Given.OTHER,
            Taken.LONGER_NAME: longer,
            Taken.OTHER_INITIAL: best.given is Given.OTHER_INITIAL,
            Taken.OTHER_TITLE: untitled and best.given > Given.SOUNDS and self._bears_other_title(wording, start),
            Taken.ORGANISATION: untitled and self._names_organisation(wording, titled_from, end, best),
            Taken.TOWN: bare and self._is_town(wording, at, end),
            Taken.COMMON_WORD: bare and self._is_common_word(wording, at, end),
        }
        return next((taken for taken, applies in reasons.items() if applies), None)

    def _is_longer(self, wording: Wording, start: int, end: int) -> bool:
        """Tell whether a hyphen makes the surname a part of another: « Roux-Martin », « Saint-Roux »."""
        tokens = wording.tokens
        if tokens[start].zone is Zone.ADDRESS:
            return False
        before = start > 0 and tokens[start].gap in HYPHENS and start - 1 not in wording.covered[Sort.MEDICAL_TITLE]
        after = end < len(tokens) and tokens[end].gap in HYPHENS and tokens[end].plain.isalpha()
        return before or (after and tokens[end].capital == tokens[end - 1].capital)

    def _is_compound_first(self, wording: Wording, at: int, end: int) -> bool:
        """Tell whether first name and surname make another's first name: « Jean-Martin Dupuis »."""
        tokens = wording.tokens
        if tokens[at].zone is Zone.ADDRESS or tokens[at].gap not in HYPHENS or end >= len(tokens):
            return False
        return tokens[end].joined and tokens[end].capital and not self._sides.is_told(wording, end)

    def _bears_other_title(self, wording: Wording, start: int) -> bool:
        return start > 0 and wording.tokens[start].joined and (start - 1) in wording.covered[Sort.OTHER_TITLE]

    def _names_organisation(self, wording: Wording, start: int, end: int, best: Beside) -> bool:
        """Tell whether a word of organisation or of street stands before the name, or one of business behind."""
        tokens = wording.tokens
        if _stands_at(wording, start) and best.given >= Given.NONE:
            return True
        at = start - 1
        while at >= 0 and at > start - 4 and tokens[at].plain in self._lexicon.links and tokens[at + 1].joined:
            at -= 1
        if at >= 0 and tokens[at].sentence == tokens[start].sentence and tokens[at + 1].joined:
            at = at - 1 if at > 0 and wording.covers(at, Sort.OTHER_TITLE) else at
            street = tokens[at].plain in self._lexicon.streets and len(tokens[at].plain) > 1
            if street or wording.covers(at, Sort.ORGANISATION):
                return street or best.given > Given.SOUNDS or at == start - 1
        if end >= len(tokens) or tokens[end].sentence != tokens[end - 1].sentence or tokens[end].gap.startswith(","):
            return False
        owned = tokens[end].plain == "s" and tokens[end].joined  # « Roux's Pub »
        return any(hit.start == end + owned for hit in wording.hits[Sort.BEHIND])

    def _is_town(self, wording: Wording, at: int, end: int) -> bool:
        """Tell whether a surname that is also a town is that town: « à Laval », « le centre médical de Vaucresson »."""
        if wording.glued(at, end) not in self._others.towns or wording.tokens[at].zone is Zone.ADDRESS:
            return False
        if wording.starts_sentence(at):
            return False
        before = wording.tokens[at - 1].plain
        if end - at > 1 and wording.tokens[at].plain in PARTICLES:
            return before in self._lexicon.generic_places or wording.covers(at - 1, Sort.ORGANISATION)
        return before in _TO_A_TOWN

    def _is_common_word(self, wording: Wording, at: int, end: int) -> bool:
        """Tell whether a surname that is a word of every day is that word here: « le petit », « je suis roux »."""
        token = wording.tokens[at]
        if wording.glued(at, end) not in self._ordinary or token.zone is Zone.ADDRESS or token.capital:
            return False
        return not wording.starts_sentence(at) and wording.tokens[at - 1].plain in self._lexicon.determiners


def _initials(wording: Wording, best: Beside, start: int, at: int, end: int, stop: int) -> str:
    """Return the initials read on either side of a surname."""
    if not best.given.is_initial:
        return ""
    return wording.glued(start, at) or wording.glued(end, stop)


def _stands_at(wording: Wording, start: int) -> bool:
    """Tell whether « Chez » stands before a name as the beginning of an establishment's: « Chez Nguyen »."""
    before = wording.tokens[start - 1] if start else None
    if before is None or before.plain != "chez" or not before.capital or not wording.tokens[start].joined:
        return False
    return before.zone is Zone.TITLE or not wording.starts_sentence(start - 1)


def gap(wording: Wording, sighting: Sighting, hit: Hit) -> int:
    """Return how many words lie between a sighting and a phrase of the same sentence; FAR if it is of another.

    A title is one sentence, and so is an address. A phrase that overlaps the name says nothing of it.
    """
    here, there = wording.tokens[sighting.start], wording.tokens[hit.start]
    one = here.zone is there.zone and (here.sentence == there.sentence or here.zone is not Zone.TEXT)
    if not one or (hit.start < sighting.end and sighting.start < hit.end):
        return FAR
    if hit.start >= sighting.end:
        return wording.distance(sighting.end - 1, hit.start, hit.end)
    return wording.distance(sighting.start, hit.start, hit.end)
