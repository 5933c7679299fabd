"""Finds the names of third parties in a text: patients, relatives, staff, colleagues elsewhere.

Follows the lists of `catalog/masking/names.yml`. In doubt a word is a name. The names of the practice's practitioners
are not its business: the caller makes them unreadable first. Handles words in one pass: time grows with length only.
"""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from collector.core.health_terms import Phrases
from collector.core.model import Model, Text
from collector.core.text import Word, plain_words

_AFTER_CIVILITY = re.compile(r"\s{1,2}")
_AFTER_SHORTENED = re.compile(r"\.?\s{0,2}")
_AFTER_RELATION = re.compile(r"\s{1,2}|,\s|\s\(")
_AFTER_PHRASE = re.compile(r"[\s:,.–-]{1,4}")
_AFTER_INITIAL = re.compile(r"\.[\s-]?")
_SENTENCE_STARTS = re.compile(r"[.!?…\n:«\"(]")
_POSSESSIVES = frozenset("ma mon mes sa son ses notre nos leur leurs votre vos ta ton".split())  # noqa: SIM905
_NAME_LENGTH = 3  # words of a name after a civility, at most; a compound counts for one
_LONG_CIVILITY = 6  # letters from which a civility is not shortened: a full stop after it ends the sentence
_TOLD_LENGTH = 2  # words in small letters taken for a name after « je m'appelle »
_LONE_LENGTH = 4  # letters from which a first name in small letters is told from a common word
_SHOUTED = 0.6  # share of words in capitals beyond which capitals tell nothing


class NameRules(Model):
    """What tells names; see `catalog/masking/names.yml` for each list."""

    civilities: tuple[Text, ...]
    abbreviations: tuple[Text, ...]
    relations: tuple[Text, ...]
    introductions: tuple[Text, ...]
    signatures: tuple[Text, ...]
    particles: tuple[Text, ...]
    places: tuple[Text, ...]
    first_names: tuple[Text, ...]
    ambiguous_first_names: tuple[Text, ...]
    ordinary_words: tuple[Text, ...]
    ordinary_surnames: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The words of the practitioners' names: alone, they are not a third party's."""

    first: frozenset[str]
    surnames: frozenset[str]


class ThirdNames:
    """The rules, ready to be applied to the words of texts."""

    def __init__(self, rules: NameRules, own: OwnNames) -> None:
        self._lists = _Lists(rules)
        self._own = own

    def find(self, words: Sequence[Word], author: Sequence[str] = ()) -> Iterator[tuple[int, int]]:
        """Yield the spans of the text that name a third party; `author` are the folded words of the author's name."""
        reading = _Reading(self._lists, self._own, words)
        at = 0
        while at < len(words):
            start, end = reading.name_at(at)
            if start < end and not self._is_own({one.plain for one in words[start:end]}):
                yield words[start].start, words[end - 1].end
            at = max(end, at + 1)
        yield from self._of_author(words, frozenset(author) - self._lists.kin)

    def _is_own(self, words: Collection[str]) -> bool:
        """Tell whether a name is only a practitioner's surname."""
        own = self._own.surnames
        return not own.isdisjoint(words) and own.union(self._lists.particles).issuperset(words)

    def _of_author(self, words: Sequence[Word], names: Collection[str]) -> Iterator[tuple[int, int]]:
        """Yield where a word of the author's name stands; a common word counts inside a sentence with a capital."""
        beside = False
        for word in words:
            initial = beside and len(word.plain) == 1 and word.capital
            named = word.plain in names and len(word.plain) > 1
            inside = not _SENTENCE_STARTS.search(word.gap) and word.start > 0
            surely = beside or word.plain not in self._lists.ordinary or (word.capital and inside)
            if initial or (named and surely):
                yield word.start, word.end
            beside = named and word.plain not in self._lists.ordinary


class _Lists:
    """The rules, folded."""

    def __init__(self, rules: NameRules) -> None:
        self.civilities = _plain(rules.civilities)
        self.abbreviations = _plain(rules.abbreviations)
        self.relations = Phrases(rules.relations)
        self.introductions = Phrases(rules.introductions)
        self.signatures = Phrases(rules.signatures)
        self.particles = _plain(rules.particles)
        self.places = _plain(rules.places)
        self.sure = _plain(rules.first_names)
        self.ambiguous = _plain(rules.ambiguous_first_names)
        self.first = self.sure | self.ambiguous
        self.ordinary = _plain(rules.ordinary_words)
        self.refused = self.ordinary - _plain(rules.ordinary_surnames)
        self.never_first = self.ordinary | self.civilities  # « la secrétaire du Dr … » names nobody yet
        self.kin = frozenset(words[0] for words in map(plain_words, rules.relations) if len(words) == 1)


class _Reading:
    """One text being read for names. Spans are of words, as start and end; an empty one skips what it stands after."""

    def __init__(self, lists: _Lists, own: OwnNames, words: Sequence[Word]) -> None:
        self._lists = lists
        self._own = own
        self._words = words
        capitals = sum(one.shown.isupper() for one in words)
        self._shouted = capitals > _SHOUTED * len(words)

    def name_at(self, at: int) -> tuple[int, int]:
        """Return the span of the name that the word `at` announces or begins."""
        for find in (self._after_civility, self._after_relation, self._after_phrase, self._first_name, self._initial):
            found = find(at)
            if found is not None:
                return found
        return at, at

    def _after_civility(self, at: int) -> tuple[int, int] | None:
        word, start = self._words[at], at + 1
        gap = _AFTER_SHORTENED if len(word.plain) < _LONG_CIVILITY else _AFTER_CIVILITY
        if word.plain not in self._lists.civilities or not self._goes_on(start, gap):
            return None
        dotted = self._words[start].gap.startswith(".")
        if len(word.plain) < 3 and not (word.capital or dotted or word.plain in self._lists.abbreviations):
            return None  # « me », « m » of « m'a »
        end = self._capitals(start, 1) if self._shouted else self._capitals(start, _NAME_LENGTH, self._lists.refused)
        if end == start and (word.plain in self._lists.abbreviations or (dotted and word.plain == "m")):
            end = self._small(start, 1)
        return (start, end) if end > start else self._small_first_names(start)

    def _after_relation(self, at: int) -> tuple[int, int] | None:
        start = self._lists.relations.end(self._words, at)
        if start == at or not self._goes_on(start, _AFTER_RELATION):
            return None
        particle = self._words[start].plain in self._lists.particles  # « les enfants de Saint-Aubin » names a place
        end = start if self._shouted or particle else self._capitals(start, _NAME_LENGTH)
        if end > start:
            return start, end
        theirs = at > 0 and self._words[at - 1].plain in _POSSESSIVES
        return self._small_first_names(start, ambiguous=theirs)

    def _after_phrase(self, at: int) -> tuple[int, int] | None:
        for phrases, told in ((self._lists.introductions, _TOLD_LENGTH), (self._lists.signatures, 0)):
            start = phrases.end(self._words, at)
            if start > at and self._goes_on(start, _AFTER_PHRASE):
                capitals = 0 if self._shouted else _NAME_LENGTH
                end = max(self._capitals(start, capitals), self._small(start, told))
                return (start, end) if end > start else self._small_first_names(start)
        return None

    def _first_name(self, at: int) -> tuple[int, int] | None:
        word = self._words[at]
        if word.plain not in self._lists.first:
            return None
        if not word.capital or self._shouted:
            return self._small_first_names(at) if len(word.plain) >= _LONE_LENGTH else None
        end = self._capitals(at, _NAME_LENGTH, frozenset())
        alone = {one.plain for one in self._words[at:end]}
        start = self._with_surname_before(at)
        if self._names_place(at) or alone <= self._own.first:
            return end, end
        if start == at and alone <= self._lists.ambiguous and self._starts_sentence(at) and end == at + 1:
            return end, end
        return start, end

    def _initial(self, at: int) -> tuple[int, int] | None:
        """Return « S. Durand »."""
        word, after = self._words[at], at + 1
        if len(word.plain) > 1 or not word.capital or word.glued or not self._goes_on(after, _AFTER_INITIAL):
            return None
        end = self._capitals(after, 1)
        long = end > after and len(self._words[after].plain) > 1 and not self._shouted
        return (at, end) if long else None

    def _capitals(self, at: int, limit: int, refused: frozenset[str] | None = None) -> int:
        """Return the end of the name in capitalised words that starts at `at`, or `at`: « de La Tour-Dupré M. ».

        A name does not begin with a word of `refused`, and has no ordinary word further on.
        """
        end = here = at
        refused = self._lists.never_first if refused is None else refused
        while here < len(self._words) and limit and (here == at or self._joined(here)):
            word = self._words[here]
            known = word.plain in refused or word.plain in self._lists.civilities
            if word.capital and (len(word.plain) == 1 or not known):
                end, limit, refused = self._compound_end(here), limit - 1, self._lists.ordinary
                here = end
            elif word.plain in self._lists.particles:
                here += 1
            else:
                break
        return end

    def _small(self, at: int, limit: int) -> int:
        """Return the end of a name in small letters: up to `limit` words that are not ordinary, or `at`."""
        end = here = at
        while here < len(self._words) and limit and (here == at or self._words[here].follows):
            word = self._words[here]
            if word.plain in self._lists.particles:
                here += 1
                continue
            if word.plain in self._lists.ordinary or not word.plain.isalpha():
                break
            end, limit = self._compound_end(here), limit - 1
            here = end
        return end

    def _small_first_names(self, at: int, *, ambiguous: bool = False) -> tuple[int, int] | None:
        """Return the known first names in small letters that start at `at`, or None."""
        known = self._lists.first if ambiguous else self._lists.sure
        end = at
        while end < len(self._words) and self._words[end].plain in known and (end == at or self._words[end].follows):
            end += 1
        if end == at or self._names_place(at) or {one.plain for one in self._words[at:end]} <= self._own.first:
            return None
        initial = end < len(self._words) and self._words[end].follows and len(self._words[end].plain) == 1
        return at, end + 1 if initial and self._words[end].capital else end

    def _compound_end(self, at: int) -> int:
        """Return the end of the words that hyphens or apostrophes glue to the word `at`."""
        at += 1
        while at < len(self._words) and self._words[at].glued:
            at += 1
        return at

    def _with_surname_before(self, at: int) -> int:
        """Return where « DURAND Sophie » starts when the word `at` is such a first name, else `at`."""
        before = self._words[at - 1] if at else None
        if before is None or not self._words[at].follows or self._words[at].shown.isupper():
            return at
        surname = before.shown.isupper() and len(before.plain) > 2 and before.plain not in self._lists.ordinary
        return at - 1 if surname else at

    def _joined(self, at: int) -> bool:
        initial = len(self._words[at - 1].plain) == 1 and _AFTER_INITIAL.fullmatch(self._words[at].gap)
        return self._words[at].follows or bool(initial)

    def _names_place(self, at: int) -> bool:
        return at > 0 and self._words[at].follows and self._words[at - 1].plain in self._lists.places

    def _starts_sentence(self, at: int) -> bool:
        return at == 0 or _SENTENCE_STARTS.search(self._words[at].gap) is not None

    def _goes_on(self, at: int, gap: re.Pattern[str]) -> bool:
        return at < len(self._words) and gap.fullmatch(self._words[at].gap) is not None


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(itertools.chain.from_iterable(map(plain_words, words)))
