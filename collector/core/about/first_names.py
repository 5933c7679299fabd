"""Which first name stands beside a surname: the practitioner's own, something of it, or somebody else's."""

import re
from dataclasses import dataclass
from enum import IntEnum

from collector.core.about.lexicon import Lexicon, Sort
from collector.core.about.naming import Naming
from collector.core.about.spelling import heard, keys
from collector.core.about.wording import Wording, Zone

_MOST_GLUED = 5  # words of one first name
_ASIDE = re.compile(r"\s?\(|,\s|\s[–—-]\s|:\s|\s«\s?")  # « Roux (Camille) », « ROUX, Camille »
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

    @property
    def is_initial(self) -> bool:
        """Tell whether it is our initial."""
        return self is Given.INITIAL


@dataclass(frozen=True, slots=True)
class Beside:
    """What was read on one side of a surname: which first name, and up to which word."""

    given: Given
    reach: int


class FirstNames:
    """Reads what stands on both sides of one practitioner's surname."""

    def __init__(self, naming: Naming, lexicon: Lexicon, rivals: frozenset[str] = frozenset()) -> None:
        self._naming = naming
        self._lexicon = lexicon
        self._rivals = rivals  # first names of declared homonyms
        self._sounds = frozenset(map(heard, naming.firsts))
        self._compounds = [("".join(first), first[0]) for first in naming.first_names if len(first) > 1]
        self._known_words = frozenset(word for first in naming.first_names for word in first)

    def left(self, wording: Wording, at: int) -> Beside:
        """Return the first name read before the surname at word `at`."""
        tokens = wording.tokens
        if at == 0 or not tokens[at].joined or tokens[at - 1].zone is not tokens[at].zone:
            return Beside(Given.NONE, at)
        if tokens[at - 1].sentence != tokens[at].sentence:
            return Beside(Given.NONE, at)
        for start in range(max(0, at - _MOST_GLUED), at):
            given = self._own_first(wording, start, at) if wording.joined(start, at) else None
            if given is not None:
                return Beside(given, start)
        return Beside(self._other_left(wording, at), at)

    def right(self, wording: Wording, at: int, end: int) -> Beside:
        """Return the first name read behind the surname that ends before word `end`."""
        tokens = wording.tokens
        if end >= len(tokens) or tokens[end].zone is not tokens[at].zone:
            return Beside(Given.NONE, end)
        aside = _ASIDE.match(tokens[end].gap) is not None
        if not (tokens[end].joined or aside):
            return Beside(Given.NONE, end)
        begin = end
        if tokens[end].plain in {"la", "le"} and end + 1 < len(tokens):
            begin = end + 1  # « la Boulanger, la Rose »
        for stop in range(min(len(tokens), begin + _MOST_GLUED), begin, -1):
            given = self._own_first(wording, begin, stop) if wording.joined(begin, stop) else None
            if given is Given.INITIAL and not self._inverted_initial(wording, at, begin, stop):
                given = None
            if given is Given.HALF and aside:
                given = None
            if given is not None:
                return Beside(given, stop)
        return Beside(self._other_right(wording, at, end, aside=aside), end)

    def _own_first(self, wording: Wording, start: int, end: int) -> Given | None:
        """Return how far the words from `start` to `end` are the person's first name."""
        naming, glued = self._naming, wording.glued(start, end)
        if glued in naming.firsts:
            return Given.SAME
        if len(glued) <= 4 and glued in naming.initials and not self._is_word(wording, start, end):
            return Given.INITIAL
        if any(one.startswith(glued) and len(glued) > len(word) + 1 for one, word in self._compounds):
            return Given.SOUNDS  # « Jean-Phi »
        if glued in naming.first_halves or self._is_short(glued):
            return Given.HALF
        if (
            len(glued) > 4
            and not keys(glued).isdisjoint(naming.first_keys)
            and self._is_misspelt_first(wording, start, end)
        ):
            return Given.SOUNDS
        return None

    def _is_short(self, glued: str) -> bool:
        """Tell whether a word is how the first name is shortened: « Alex » for Alexandre."""
        return glued in self._lexicon.short_first_names and any(one.startswith(glued) for one in self._naming.firsts)

    def _is_misspelt_first(self, wording: Wording, start: int, end: int) -> bool:
        """Tell whether a word close to the first name is a slip, and not another's: « Xavière », « Pauline »."""
        glued = wording.glued(start, end)
        plain = {wording.tokens[at].plain for at in range(start, end)}
        if glued in self._rivals or not plain.isdisjoint(self._lexicon.function_words):
            return False
        known = glued in self._lexicon.first_names
        if known and (heard(glued) not in self._sounds or self._is_of_other_gender(glued)):
            return False
        if self._compounds and not known:
            return True
        return not any(_differs_by_gender(glued, first) for first in self._naming.firsts)

    def _is_of_other_gender(self, glued: str) -> bool:
        """Tell whether a first name is a man's and the person's a woman's, or the reverse."""
        she, he = self._lexicon.feminine.first_names, self._lexicon.masculine.first_names
        own = self._naming.firsts
        return (glued in she and not own.isdisjoint(he)) or (glued in he and not own.isdisjoint(she))

    def _is_word(self, wording: Wording, start: int, end: int) -> bool:
        """Tell whether an initial is rather a word: « M. », « a », « y »."""
        token = wording.tokens[start]
        if end - start > 1 or len(token.plain) > 1:
            return False
        dotted = end < len(wording.tokens) and wording.tokens[end].gap.startswith(".")
        titled = start > 0 and (start - 1) in wording.covered[Sort.MEDICAL_TITLE]
        if token.plain == _MONSIEUR:
            return not titled
        return token.plain in _FUNCTION_LETTERS and not (
            dotted or titled or token.zone is Zone.ADDRESS or token.capital
        )

    def _inverted_initial(self, wording: Wording, at: int, start: int, end: int) -> bool:
        """Tell whether letters behind a surname are initials: « ROUX C. », « el amrani f z », not « Roux à »."""
        token = wording.tokens[start]
        if not wording.joined(start - 1, start + 1) and not token.gap.startswith((",", " (")):
            return False
        ends = end >= len(wording.tokens) or wording.tokens[end].zone is not token.zone
        following = "." if ends else wording.tokens[end].gap
        return token.capital and (following.startswith((".", ",", ")", " –", " -", "\n")) or wording.tokens[at].upper)

    def _other_left(self, wording: Wording, at: int) -> Given:
        """Return whether the word before the surname is somebody else's first name or initial."""
        before = wording.tokens[at - 1]
        if len(before.plain) == 1 and before.plain.isalpha() and not self._is_word(wording, at - 1, at):
            return Given.OTHER_INITIAL if wording.tokens[at].gap.startswith(".") else Given.NONE
        return Given.OTHER if self._is_other_first(wording, at - 1, before_surname=True) else Given.NONE

    def _other_right(self, wording: Wording, at: int, end: int, *, aside: bool) -> Given:
        """Return whether the word behind the surname is somebody else's first name: « MERCIER Pauline »."""
        token = wording.tokens[end]
        if token.sentence != wording.tokens[at].sentence:
            return Given.NONE
        inverted = wording.tokens[at].upper or wording.tokens[at].zone is Zone.ADDRESS
        if aside and not (inverted and "(" not in token.gap):
            return Given.NONE
        if len(token.plain) == 1 and token.plain.isalpha():
            initial = inverted and token.shown.isupper() and token.plain not in self._naming.initials
            return Given.OTHER_INITIAL if initial else Given.NONE
        if not inverted and not token.capital:
            return Given.NONE
        if (
            wording.tokens[at].zone is not Zone.ADDRESS
            and at > 0
            and wording.joined(at - 1, at + 1)
            and self._is_first(wording, at - 1)
        ):
            return Given.NONE
        return Given.OTHER if self._is_other_first(wording, end, before_surname=False) else Given.NONE

    def _is_first(self, wording: Wording, at: int) -> bool:
        return wording.tokens[at].plain in self._lexicon.first_names

    def _is_other_first(self, wording: Wording, at: int, *, before_surname: bool) -> bool:
        """Tell whether word `at` is a first name that is not the person's."""
        token = wording.tokens[at]
        if token.plain in self._known_words or token.plain in self._naming.surnames:
            return False
        if token.plain in self._lexicon.first_names or token.plain in self._rivals:
            return token.capital or token.zone is Zone.ADDRESS or token.plain not in self._lexicon.common_words
        if not before_surname or not token.capital or token.upper or len(token.plain) < 3:
            return False
        return not self.is_told(wording, at) and not wording.starts_sentence(at)

    def is_told(self, wording: Wording, at: int) -> bool:
        """Tell whether the lexicon knows word `at` for something else than a name."""
        plain = wording.tokens[at].plain
        covered = any(at in places for places in wording.covered.values())
        lexicon = self._lexicon
        return covered or plain in lexicon.function_words or plain in lexicon.generic_places or plain in lexicon.streets


def _differs_by_gender(one: str, other: str) -> bool:
    """Tell whether a final « e » tells two first names apart: « Paulin », « Pauline »; « André », « Andrée »."""
    return (one[-1] != other[-1] and "e" in {one[-1], other[-1]}) or one.endswith("ee") != other.endswith("ee")


def rank(given: Given) -> int:
    """Order what two sides say: our first name wins, then another's, then initials, then nothing."""
    order = (Given.SAME, Given.SOUNDS, Given.OTHER, Given.INITIAL, Given.HALF, Given.OTHER_INITIAL, Given.NONE)
    return order.index(given)
