"""Finds the words of a text that tell somebody's health.

Follows the lists of `catalog/masking/health.yml`: terms with what completes them, parts of the body after « mal » and
the like, whatever follows « suivie pour » and the like. One pass over the words: time grows with length only.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from collector.core.model import Model, Text
from collector.core.text import Word, plain_words

Words = Sequence[Word]

_LINKS = frozenset("a au aux d de des du l la le les leur ma mes mon notre sa ses son un une".split())  # noqa: SIM905
_CONTRACTED = {"de": ("d'", "du", "des"), "à": ("au", "aux")}
_MOST_LINKS = 3  # « de la mienne » is as far as a complement stands
_MOST_TOLD = 3  # words masked after a context, whatever they are


class HealthRules(Model):
    """What tells health, in natural French; see `catalog/masking/health.yml` for each list."""

    health_terms: Mapping[str, tuple[Text, ...]]
    health_acronyms: tuple[Text, ...]
    health_qualifiers: tuple[Text, ...]
    body_parts: tuple[Text, ...]
    health_heads: tuple[Text, ...]
    health_contexts: tuple[Text, ...]
    health_exceptions: tuple[Text, ...]


class Phrases:
    """A set of phrases to be met in a sequence of words, the longest first; plurals count as their singular."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(map(_singular, plain_words(phrase)))
            self._by_first.setdefault(words[0], []).append(words)
        for same_start in self._by_first.values():
            same_start.sort(key=len, reverse=True)

    def end(self, words: Words, at: int) -> int:
        """Return where the phrase that starts at word `at` ends, or `at` when there is none."""
        if at >= len(words):
            return at
        for phrase in self._by_first.get(_singular(words[at].plain), ()):
            end = at + len(phrase)
            met = words[at:end]
            if all(one.follows for one in met[1:]) and phrase == tuple(_singular(one.plain) for one in met):
                return end
        return at


class HealthTerms:
    """The rules, ready to be applied to the words of texts."""

    def __init__(self, rules: HealthRules, ordinary: Iterable[str]) -> None:
        self._terms = Phrases(term for group in rules.health_terms.values() for term in group)
        self._acronyms = frozenset(rules.health_acronyms)
        self._qualifiers = frozenset(_singular(word) for one in rules.health_qualifiers for word in plain_words(one))
        self._parts = Phrases(rules.body_parts)
        self._heads = Phrases(rules.health_heads)
        self._contexts = Phrases(itertools.chain.from_iterable(map(_contracted, rules.health_contexts)))
        self._exceptions = Phrases(rules.health_exceptions)
        self._ordinary = frozenset(ordinary)

    def find(self, words: Words) -> Iterator[tuple[int, int]]:
        """Yield the spans of the text to mask, in order."""
        at = done = 0
        while at < len(words):
            excepted = self._exceptions.end(words, at)
            start, end = (excepted, excepted) if excepted > at else self._health_at(words, at)
            if start < end:
                while start > done and words[start].follows and self._qualifies(words[start - 1]):
                    start -= 1
                yield words[start].start, words[end - 1].end
                done = end
            at = max(end, at + 1)

    def _health_at(self, words: Words, at: int) -> tuple[int, int]:
        """Return the words to mask from `at` on, as start and end; equal when there is nothing."""
        term, context = self._term_end(words, at), self._contexts.end(words, at)
        if term > at:  # « allergique à » is a term and announces another
            start, end = self._told_after(words, context) if context > term else (term, term)
            return at, self._completed(words, end if end > start else term)
        head = self._heads.end(words, at)
        if head > at and (part := self._part_end(words, head)) > head:
            return at, self._completed(words, part)
        return self._told_after(words, context) if context > at else (at, at)

    def _term_end(self, words: Words, at: int) -> int:
        return at + 1 if words[at].shown in self._acronyms else self._terms.end(words, at)

    def _completed(self, words: Words, end: int) -> int:
        """Return the end of what completes a term: adjectives and parts of the body."""
        reached = -1
        while end > reached:
            reached = end
            while end < len(words) and words[end].follows and self._qualifies(words[end]):
                end += 1
            end = self._part_end(words, end)
        return end

    def _part_end(self, words: Words, at: int) -> int:
        """Return the end of the part of the body, or term, that completes what ends at `at`: « du sein »."""
        part = _after_links(words, at)
        if part >= len(words) or not words[part].follows:
            return at
        after = max(self._parts.end(words, part), self._term_end(words, part))
        return after if after > part else at

    def _told_after(self, words: Words, context: int) -> tuple[int, int]:
        """Return the few words told after a context, unless they are ordinary or a term of their own."""
        start = end = _after_links(words, context)
        while end < start + _MOST_TOLD and self._is_telling(words, at := _after_links(words, end)):
            end = at + 1
        return start, self._completed(words, end) if end > start else end

    def _is_telling(self, words: Words, at: int) -> bool:
        if at >= len(words) or not words[at].follows or self._term_end(words, at) > at:
            return False
        plain = words[at].plain
        return plain.isalpha() and plain not in self._ordinary and plain not in _LINKS

    def _qualifies(self, word: Word) -> bool:
        return _singular(word.plain) in self._qualifiers


def _after_links(words: Words, at: int) -> int:
    """Return the first word after the articles, possessives and prepositions that start at `at`."""
    limit = min(at + _MOST_LINKS, len(words))
    while at < limit and words[at].follows and words[at].plain in _LINKS:
        at += 1
    return at


def _contracted(phrase: str) -> Iterator[str]:
    """Yield a phrase with its last preposition in every form: « atteinte de », « atteinte d' », « du », « des »."""
    *words, last = phrase.split()
    yield phrase
    yield from (" ".join((*words, form)) for form in _CONTRACTED.get(last, ()))


def _singular(word: str) -> str:
    """Return a word without its plural -s; plurals in -x are in the lists (« tous » would be « toux »)."""
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
