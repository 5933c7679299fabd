"""Finds one practitioner's name in a wording, and says how it is written and what stands beside it.

A sighting is a place where the surname stands: with which first name, behind which title, and whether what is around
makes it something else (an organisation, a street, a common word, somebody of another first name).
"""

from dataclasses import dataclass
from enum import IntEnum

from collector.core.about.first_names import Beside, FirstNames, Given, rank
from collector.core.about.lexicon import Hit, Lexicon, Sort
from collector.core.about.naming import Form, Naming, Part
from collector.core.about.spelling import heard
from collector.core.about.takings import Others, Span, Taken, Takings
from collector.core.about.wording import HYPHENS, Run, Wording, Zone

FAR = 99  # words: in another sentence
_MOST = 40  # sightings of one name: more say nothing more
_SHORT = 4  # letters below which a surname misspelt is told by the first name only: « Thi Lan Fam » for « Pham »
_LONG = 6  # letters from which a surname may be rare, or told although misspelt
_MUCH_LONGER = 3  # letters
_ARTICLES = frozenset(("l", "la", "le", "les"))


class Title(IntEnum):
    """What stands before the name."""

    MEDICAL = 0
    CIVIL = 1
    NONE = 2


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
    ordinary: bool  # the surname as written is also a word of every day, a town, or a first name
    rare: bool  # few bear it, as far as the lexicon knows
    taken: Taken | None
    initials: str = ""  # those that are read, run together

    @property
    def named(self) -> bool:
        """Tell whether the first name stands there too."""
        return self.given <= Given.SOUNDS


_SEVERAL = {
    **dict.fromkeys(("docteurs", "docteures", "drs", "professeurs", "prs"), Title.MEDICAL),
    **dict.fromkeys(("messieurs", "mesdames", "mm", "mmes"), Title.CIVIL),
}
_LONGEST_LIST = 16  # words


class Sightings:
    """Finds one name in readings."""

    def __init__(self, naming: Naming, lexicon: Lexicon, others: Others) -> None:
        self.naming = naming
        self._lexicon = lexicon
        self._others = others
        self._sounds = frozenset(map(heard, naming.surnames))
        self._sides = FirstNames(naming, lexicon, others.first_names)
        self._takings = Takings(self._sides, lexicon, others)

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
        runs = [run for run in runs if wording.glued(*run) not in self.naming.surnames and self._is_close(wording, run)]
        return [(at, end, Form(wording.glued(at, end), Part.WHOLE), True) for at, end in runs]

    def _is_close(self, wording: Wording, run: Run) -> bool:
        """Tell whether a word sounds as a surname does, or is about as long: « Lavallée » is not « Laval »."""
        written = "".join(token.shown.lower() for token in wording.tokens[run[0] : run[1]])
        near = (abs(len(written) - len(surname)) < _MUCH_LONGER for surname in self.naming.surnames)
        return run[1] - run[0] > 1 or any(near) or not self._sounds.isdisjoint({heard(written)})

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
        name = Span(titled_from, start, at, end)
        taken = self._takings.of(wording, name, best, untitled=title is Title.NONE)
        return Sighting(
            start=titled_from,
            end=stop,
            zone=tokens[at].zone,
            given=best.given,
            title=title,
            surname=form.glued,
            part=form.part,
            misspelt=misspelt,
            ordinary=self._is_ordinary(form.glued) or self._is_else(wording, at, end, form.glued),
            rare=self._is_rare(self.naming.whole if misspelt else form.glued),
            taken=taken,
            initials=_initials(wording, best, start, at, end, stop),
        )

    def _is_else(self, wording: Wording, at: int, end: int, surname: str) -> bool:
        """Tell whether a surname is a town, or one word parted from its article: « La Croix » for « Lacroix »."""
        parted = end - at > 1 and wording.tokens[at].plain in _ARTICLES
        return surname in self._others.towns or (parted and wording.glued(at, end) in self.naming.single)

    def _is_ordinary(self, surname: str) -> bool:
        return surname in self._others.words or surname in self._lexicon.first_names

    def _is_rare(self, surname: str) -> bool:
        known = surname in self._lexicon.common_surnames or self._is_ordinary(surname)
        return len(surname) >= _LONG and not known

    def _may_be_misspelt(self, wording: Wording, at: int, end: int) -> bool:
        """Tell whether a misspelt surname without title or first name is long enough to be told."""
        written = wording.glued(at, end)
        common = written in self._lexicon.common_surnames or self.naming.whole in self._others.words
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
        return self._title_of_list(wording, start), start

    def _title_of_list(self, wording: Wording, start: int) -> Title:
        """Return the title of several, which a name of their list bears: « les docteurs Astier, Roux et Morel »."""
        tokens = wording.tokens
        for at in range(start - 1, max(-1, start - _LONGEST_LIST), -1):
            if tokens[at].sentence != tokens[start].sentence or not tokens[start].capital:
                break
            if tokens[at].plain in _SEVERAL:
                return _SEVERAL[tokens[at].plain]
            if not (tokens[at].capital or tokens[at].plain in self._lexicon.particles or tokens[at].plain == "et"):
                break
        return Title.NONE


def _initials(wording: Wording, best: Beside, start: int, at: int, end: int, stop: int) -> str:
    """Return the initials read on either side of a surname."""
    if not best.given.is_initial:
        return ""
    return wording.glued(start, at) or wording.glued(end, stop)


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
