"""Finds one practitioner's name in a reading, and says how it is written and what stands beside it.

A sighting is a place where the surname stands: with which first name, behind which title, and whether what is around
makes it something else (an organisation, a street, a common word, somebody of another first name).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from collector.core.about.lexicon import Lexicon, Sort
from collector.core.about.naming import Form, Naming, Part
from collector.core.about.reading import Reading, Zone
from collector.core.about.spelling import alike, keys

_MOST_GLUED = 5  # words of one first name, or of one surname
_ASIDE = re.compile(r"\s?\(|,\s|\s[–—-]\s|:\s|\s«\s?")  # « Roux (Camille) », « ROUX, Camille »
_HYPHENS = frozenset("-\u2010\u2011")
_MONSIEUR = "m"
_FUNCTION_LETTERS = frozenset("ayo")


class Given(IntEnum):
    """The first name that stands by a surname, from the surest to the most contrary."""

    SAME = 0
    SOUNDS = 1
    INITIAL = 2
    HALF = 3
    NONE = 4
    OTHER_INITIAL = 5
    OTHER = 6


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
    COMMON_WORD = "Mot courant, et non le nom"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place where the surname stands, from word `start` to word `end`, the first name and the title included."""

    start: int
    end: int
    zone: Zone
    given: Given
    title: Title
    part: Part
    misspelt: bool
    ordinary: bool  # the surname as written is also a word of every day, or a first name
    taken: Taken | None

    @property
    def named(self) -> bool:
        """Tell whether the first name stands there too."""
        return self.given <= Given.SOUNDS


@dataclass(frozen=True, slots=True)
class _Beside:
    """What was read on one side of a surname: which first name, and up to which word."""

    given: Given
    reach: int


class Sightings:
    """Finds one name in readings."""

    def __init__(self, naming: Naming, lexicon: Lexicon, *, ordinary: frozenset[str]) -> None:
        self.naming = naming
        self._lexicon = lexicon
        self._ordinary = ordinary  # surnames that are words of every day, for this person
        self._known_words = frozenset(word for first in naming.first_names for word in first)

    def find(self, reading: Reading) -> list[Sighting]:
        """Return every sighting, in order; the longest form where several overlap, an exact one before a misspelt."""
        taken: set[int] = set()
        found: list[Sighting] = []
        for at, end, form, misspelt in (*self._exact(reading), *self._misspelt(reading)):
            if taken.isdisjoint(range(at, end)):
                sighting = self._qualified(reading, at, end, form, misspelt=misspelt)
                if sighting is not None:
                    found.append(sighting)
                    taken.update(range(at, max(end, sighting.end)))
        return sorted(found, key=lambda one: one.start)

    def _exact(self, reading: Reading) -> list[tuple[int, int, Form | None, bool]]:
        """Return where surnames stand, the first and the longest first; the form None is a whole name in one word."""
        naming = self.naming
        found: list[tuple[int, int, Form | None, bool]] = []
        for glued in naming.anchors & reading.runs.keys():
            form = naming.surnames.get(glued)
            runs = (run for run in reading.runs[glued] if form is not None or run[1] - run[0] == 1)
            found += ((at, end, form, False) for at, end in runs)
        return sorted(found, key=lambda one: (one[0], -one[1]))

    def _misspelt(self, reading: Reading) -> list[tuple[int, int, Form | None, bool]]:
        """Return where words stand that may be a surname misspelt."""
        met = self.naming.surname_keys & reading.slips.keys()
        runs = sorted({run for key in met for run in reading.slips[key]}, key=lambda run: (run[0], -run[1]))
        runs = [run for run in runs if reading.glued(*run) not in self.naming.surnames]
        return [(at, end, Form(reading.glued(at, end), Part.WHOLE), True) for at, end in runs]

    def _qualified(self, reading: Reading, at: int, end: int, form: Form | None, *, misspelt: bool) -> Sighting | None:
        """Return the sighting of the surname at `at`, with what stands on both sides."""
        tokens = reading.tokens
        if form is None:
            return self._glued(reading, at)
        while form.part is Part.CORE and at and tokens[at].joined and tokens[at - 1].plain in self.naming.particles:
            at -= 1
        left, right = self._left(reading, at), self._right(reading, at, end)
        best = min(left, right, key=lambda beside: _rank(beside.given))
        start = left.reach if left.given < Given.NONE else at
        stop = right.reach if right.given < Given.NONE and right.given <= best.given else end
        title, titled_from = self._title(reading, start)
        if misspelt and title is Title.NONE and best.given > Given.HALF:
            if self._lexicon.common_surnames & {tokens[at].plain} or not self._may_be_misspelt(reading, at, end):
                return None
        taken = self._taken(reading, titled_from, start, at, end, best, title)
        ordinary = form.glued in self._ordinary or form.glued in self._lexicon.first_names
        return Sighting(titled_from, stop, tokens[at].zone, best.given, title, form.part, misspelt, ordinary, taken)

    def _may_be_misspelt(self, reading: Reading, at: int, end: int) -> bool:
        """Tell whether a misspelt surname without title or first name is long enough to be told."""
        return len(reading.glued(at, end)) >= 6 and self.naming.whole not in self._ordinary

    def _glued(self, reading: Reading, at: int) -> Sighting:
        """Return the sighting of a name written as one word: « camilleroux », « drroux »."""
        plain = reading.tokens[at].plain
        whole = any(plain.endswith(full) for full in self.naming.full)
        title = Title.NONE if plain in self.naming.full else Title.MEDICAL
        given = Given.SAME if whole else Given.NONE
        return Sighting(at, at + 1, reading.tokens[at].zone, given, title, Part.WHOLE, misspelt=False, ordinary=False, taken=None)

    # --- what stands before and behind --------------------------------------------------------------------------------

    def _left(self, reading: Reading, at: int) -> _Beside:
        """Return the first name read before the surname at word `at`."""
        tokens = reading.tokens
        if at == 0 or not tokens[at].joined or tokens[at - 1].zone is not tokens[at].zone:
            return _Beside(Given.NONE, at)
        if tokens[at - 1].sentence != tokens[at].sentence:
            return _Beside(Given.NONE, at)
        for start in range(max(0, at - _MOST_GLUED), at):
            given = self._own_first(reading, start, at) if reading.joined(start, at) else None
            if given is not None:
                return _Beside(given, start)
        return _Beside(self._other_left(reading, at), at)

    def _right(self, reading: Reading, at: int, end: int) -> _Beside:
        """Return the first name read behind the surname that ends before word `end`."""
        tokens = reading.tokens
        if end >= len(tokens) or tokens[end].zone is not tokens[at].zone:
            return _Beside(Given.NONE, end)
        aside = _ASIDE.match(tokens[end].gap) is not None
        if not (tokens[end].joined or aside):
            return _Beside(Given.NONE, end)
        begin = end
        if tokens[end].plain in {"la", "le"} and end + 1 < len(tokens):
            begin = end + 1  # « la Boulanger, la Rose »
        for stop in range(min(len(tokens), begin + _MOST_GLUED), begin, -1):
            given = self._own_first(reading, begin, stop) if reading.joined(begin, stop) else None
            if given is Given.INITIAL and not self._inverted_initial(reading, at, begin, stop):
                given = None
            if given is Given.HALF and aside:
                given = None
            if given is not None:
                return _Beside(given, stop)
        return _Beside(self._other_right(reading, at, end, aside=aside), end)

    def _own_first(self, reading: Reading, start: int, end: int) -> Given | None:
        """Return how far the words from `start` to `end` are the person's first name."""
        naming, glued = self.naming, reading.glued(start, end)
        if glued in naming.firsts:
            return Given.SAME
        if len(glued) <= 4 and glued in naming.initials and not self._is_word(reading, start, end):
            return Given.INITIAL
        if glued in naming.first_halves:
            return Given.HALF
        if len(glued) > 4 and not keys(glued).isdisjoint(naming.first_keys) and self._is_misspelt_first(reading, start, end):
            return Given.SOUNDS
        return None

    def _is_misspelt_first(self, reading: Reading, start: int, end: int) -> bool:
        """Tell whether a word close to the first name is a slip, and not another first name: « Xavière », « Pauline »."""
        glued = reading.glued(start, end)
        if glued in self._lexicon.first_names or any(
            reading.tokens[at].plain in self._lexicon.function_words for at in range(start, end)
        ):
            return False
        return not any(glued[-1] != first[-1] and "e" in {glued[-1], first[-1]} for first in self.naming.firsts)

    def _is_word(self, reading: Reading, start: int, end: int) -> bool:
        """Tell whether an initial is rather a word: « M. », « a », « y »."""
        token = reading.tokens[start]
        if end - start > 1 or len(token.plain) > 1:
            return False
        dotted = end < len(reading.tokens) and reading.tokens[end].gap.startswith(".")
        titled = start > 0 and (start - 1) in reading.covered[Sort.MEDICAL_TITLE]
        if token.plain == _MONSIEUR:
            return not titled
        return token.plain in _FUNCTION_LETTERS and not (dotted or titled or token.zone is Zone.ADDRESS or token.capital)

    def _inverted_initial(self, reading: Reading, at: int, start: int, end: int) -> bool:
        """Tell whether letters behind a surname are initials: « ROUX C. », « el amrani f z », not « Roux à »."""
        token = reading.tokens[start]
        if not reading.joined(start - 1, start + 1) and not token.gap.startswith((",", " (")):
            return False
        following = reading.tokens[end].gap if end < len(reading.tokens) else "."
        return token.capital and (following.startswith((".", ",", ")", " –", " -", "\n")) or reading.tokens[at].upper)

    def _other_left(self, reading: Reading, at: int) -> Given:
        """Return whether the word before the surname is somebody else's first name or initial."""
        before = reading.tokens[at - 1]
        if len(before.plain) == 1 and before.plain.isalpha() and not self._is_word(reading, at - 1, at):
            dotted = reading.tokens[at].gap.startswith(".")
            if before.plain in self.naming.initials or reading.tokens[at].gap in {"'", "’"}:
                return Given.NONE
            return Given.OTHER_INITIAL if dotted and before.plain != _MONSIEUR else Given.NONE
        return Given.OTHER if self._is_other_first(reading, at - 1, before_surname=True) else Given.NONE

    def _other_right(self, reading: Reading, at: int, end: int, *, aside: bool) -> Given:
        """Return whether the word behind the surname is somebody else's first name: « MERCIER Pauline »."""
        token = reading.tokens[end]
        if token.sentence != reading.tokens[at].sentence:
            return Given.NONE
        inverted = reading.tokens[at].upper or reading.tokens[at].zone is Zone.ADDRESS
        if aside and not (inverted and "(" not in token.gap):
            return Given.NONE
        if len(token.plain) == 1 and token.plain.isalpha():
            initial = inverted and token.shown.isupper() and token.plain not in self.naming.initials
            return Given.OTHER_INITIAL if initial else Given.NONE
        if not inverted and not token.capital:
            return Given.NONE
        if reading.tokens[at].zone is not Zone.ADDRESS and at > 0 and reading.joined(at - 1, at + 1) and self._is_first(reading, at - 1):
            return Given.NONE
        return Given.OTHER if self._is_other_first(reading, end, before_surname=False) else Given.NONE

    def _is_first(self, reading: Reading, at: int) -> bool:
        return reading.tokens[at].plain in self._lexicon.first_names

    def _is_other_first(self, reading: Reading, at: int, *, before_surname: bool) -> bool:
        """Tell whether word `at` is a first name that is not the person's."""
        token = reading.tokens[at]
        if token.plain in self._known_words or token.plain in self.naming.surnames:
            return False
        if token.plain in self._lexicon.first_names:
            return token.capital or token.zone is Zone.ADDRESS or token.plain not in self._lexicon.common_words
        if not before_surname or not token.capital or token.upper or len(token.plain) < 3:
            return False
        return not self._is_told(reading, at) and not reading.starts_sentence(at)

    def _is_told(self, reading: Reading, at: int) -> bool:
        """Tell whether the lexicon knows word `at` for something else than a name."""
        plain = reading.tokens[at].plain
        covered = any(at in places for places in reading.covered.values())
        lexicon = self._lexicon
        return covered or plain in lexicon.function_words or plain in lexicon.generic_places or plain in lexicon.streets

    def _title(self, reading: Reading, start: int) -> tuple[Title, int]:
        """Return the title before word `start`, and where it stands."""
        at = start - 1
        if at < 0 or reading.tokens[at].zone is not reading.tokens[start].zone:
            return Title.NONE, start
        if reading.tokens[at].sentence != reading.tokens[start].sentence:
            return Title.NONE, start
        if at in reading.covered[Sort.MEDICAL_TITLE]:
            return Title.MEDICAL, at
        if at in reading.covered[Sort.CIVIL_TITLE] and (len(reading.tokens[at].plain) > 1 or reading.tokens[at].capital):
            return Title.CIVIL, at
        return Title.NONE, start

    # --- why it is somebody or something else -------------------------------------------------------------------------

    def _taken(
        self, reading: Reading, titled_from: int, start: int, at: int, end: int, best: _Beside, title: Title
    ) -> Taken | None:
        """Return why the sighting is not the person, or None."""
        if best.given is Given.OTHER:
            return Taken.OTHER_PERSON
        if self._is_longer(reading, start, end) or (start < at and self._is_compound_first(reading, at, end)):
            return Taken.LONGER_NAME
        if best.given is Given.OTHER_INITIAL:
            return Taken.OTHER_INITIAL
        if title is Title.NONE and best.given > Given.SOUNDS and self._bears_other_title(reading, start):
            return Taken.OTHER_TITLE
        if self._names_organisation(reading, titled_from, end, best, title):
            return Taken.ORGANISATION
        if title is Title.NONE and best.given >= Given.NONE and self._is_common_word(reading, at, end):
            return Taken.COMMON_WORD
        return None

    def _is_longer(self, reading: Reading, start: int, end: int) -> bool:
        """Tell whether a hyphen makes the surname a part of another: « Roux-Martin », « Saint-Roux »."""
        tokens = reading.tokens
        if tokens[start].zone is Zone.ADDRESS:
            return False
        before = start > 0 and tokens[start].gap in _HYPHENS and start - 1 not in reading.covered[Sort.MEDICAL_TITLE]
        after = end < len(tokens) and tokens[end].gap in _HYPHENS and tokens[end].plain.isalpha()
        return before or (after and tokens[end].capital == tokens[end - 1].capital)

    def _is_compound_first(self, reading: Reading, at: int, end: int) -> bool:
        """Tell whether first name and surname make another's first name: « Jean-Martin Dupuis »."""
        tokens = reading.tokens
        if tokens[at].zone is Zone.ADDRESS or tokens[at].gap not in _HYPHENS or end >= len(tokens):
            return False
        return tokens[end].joined and tokens[end].capital and not self._is_told(reading, end)

    def _bears_other_title(self, reading: Reading, start: int) -> bool:
        return start > 0 and reading.tokens[start].joined and (start - 1) in reading.covered[Sort.OTHER_TITLE]

    def _names_organisation(self, reading: Reading, start: int, end: int, best: _Beside, title: Title) -> bool:
        """Tell whether a word of organisation or of street stands just before the name, or one of business just behind."""
        tokens = reading.tokens
        at = start - 1
        while at >= 0 and at > start - 4 and tokens[at].plain in self._lexicon.links and tokens[at + 1].joined:
            at -= 1
        if at >= 0 and tokens[at].sentence == tokens[start].sentence and tokens[at + 1].joined:
            at = at - 1 if at in reading.covered[Sort.OTHER_TITLE] and at > 0 else at
            before = at in reading.covered[Sort.ORGANISATION] or tokens[at].plain in self._lexicon.streets
            if before and title is Title.NONE and len(tokens[at].plain) > 1:
                return best.given > Given.SOUNDS or tokens[at].plain in self._lexicon.streets or at == start - 1
        if end >= len(tokens) or tokens[end].sentence != tokens[end - 1].sentence:
            return False
        return title is Title.NONE and end in {hit.start for hit in reading.hits[Sort.BEHIND]} and not tokens[end].gap.startswith(",")

    def _is_common_word(self, reading: Reading, at: int, end: int) -> bool:
        """Tell whether a surname that is a word of every day is that word here."""
        tokens = reading.tokens
        if reading.glued(at, end) not in self._ordinary or tokens[at].zone is Zone.ADDRESS:
            return False
        before = tokens[at - 1] if at > 0 and not reading.starts_sentence(at) else None
        if before is not None and before.plain in self._lexicon.determiners and not tokens[at].capital:
            return True
        return False


def _rank(given: Given) -> int:
    """Order what two sides say: our first name wins, then another's, then initials, then nothing."""
    order = (Given.SAME, Given.SOUNDS, Given.OTHER, Given.INITIAL, Given.HALF, Given.OTHER_INITIAL, Given.NONE)
    return order.index(given)
