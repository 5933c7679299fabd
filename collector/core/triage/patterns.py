"""Patterns over words, found without backtracking: every step moves forward, and gaps are counted.

A pattern is words apart by a space. `vol*` is any word that begins so, `a|b` one or the other, `{doctor}` one of a
named class, `~` at most three words in between and `~~` at most eight, never across the end of a sentence; `?` before
a word makes it optional.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from collector.core.triage.tokens import BREAKS, Token, sound

GAPS = {"~": 3, "~~": 8}
_PREFIX = 3  # letters by which words that only begin a word are filed


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a pattern: the words that fit it, what may stand before it, and whether it may be empty."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    sounds: frozenset[str]
    gap: int
    optional: bool

    def fits(self, token: Token) -> bool:
        """Tell whether a word may stand here."""
        return (
            token.text in self.words
            or token.sound in self.sounds
            or (bool(self.beginnings) and token.text.startswith(self.beginnings))
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a rule looks for; `rule` is its number."""

    rule: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule was met: its number, and the first and last of the words."""

    rule: int
    first: int
    last: int


def compile_pattern(
    text: str, classes: Mapping[str, Sequence[str]], rule: int = 0, *, by_sound: bool = False
) -> Pattern:
    """Return the pattern that a rule writes as `text`."""
    slots = []
    gap = 0
    for part in text.split():
        if part in GAPS:
            gap = GAPS[part]
            continue
        optional = part.startswith("?") and len(part) > 1
        words = tuple(_alternatives(part[optional:], classes))
        exact = frozenset(one for one in words if not one.endswith("*"))
        heard = frozenset(sound(one) for one in exact if len(one) > 4) if by_sound else frozenset()
        beginnings = tuple(one[:-1] for one in words if one.endswith("*"))
        slots.append(Slot(exact, beginnings, heard, gap, optional))
        gap = 0
    return Pattern(rule, tuple(slots))


def _alternatives(part: str, classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for one in part.split("|"):
        if one.startswith("{"):
            for word in classes[one[1:-1]]:
                yield from _alternatives(word, classes)
        else:
            yield one


@dataclass
class PatternIndex:
    """Patterns filed by their first word, so that a text asks only those that it may hold."""

    exact: dict[str, list[Pattern]] = field(default_factory=dict)
    heard: dict[str, list[Pattern]] = field(default_factory=dict)
    beginning: dict[str, list[Pattern]] = field(default_factory=dict)

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> "PatternIndex":
        """Return the index of some patterns. The first place of a pattern is never optional."""
        index = cls()
        for pattern in patterns:
            first = pattern.slots[0]
            for word in sorted(first.words):
                index.exact.setdefault(word, []).append(pattern)
            for word in sorted(first.sounds):
                index.heard.setdefault(word, []).append(pattern)
            for letters in sorted({one[:_PREFIX] for one in first.beginnings}):
                index.beginning.setdefault(letters, []).append(pattern)
        return index

    def hits(self, tokens: Sequence[Token]) -> list[Hit]:
        """Return every place where a pattern is met, in the order of the text."""
        found: dict[tuple[int, int], Hit] = {}
        for at, token in enumerate(tokens):
            for pattern in self._candidates(token):
                last = _end(pattern.slots, tokens, at)
                if last is not None:
                    found.setdefault((pattern.rule, at), Hit(pattern.rule, at, last))
        return list(found.values())

    def _candidates(self, token: Token) -> Iterator[Pattern]:
        yield from self.exact.get(token.text, ())
        yield from self.heard.get(token.sound, ())
        for pattern in self.beginning.get(token.text[:_PREFIX], ()):
            if token.text.startswith(pattern.slots[0].beginnings):
                yield pattern


def _end(slots: Sequence[Slot], tokens: Sequence[Token], at: int) -> int | None:
    """Return the place of the last word of a pattern whose first stands at `at`; the places reached, slot by slot."""
    reached = {at}
    for slot in slots[1:]:
        following = set(reached) if slot.optional else set()
        for place in reached:
            following.update(_next(slot, tokens, place))
        if not following:
            return None
        reached = following
    return min(reached)


def _next(slot: Slot, tokens: Sequence[Token], place: int) -> Iterator[int]:
    for step in range(place + 1, min(place + 2 + slot.gap, len(tokens))):
        if slot.fits(tokens[step]):
            yield step
        if tokens[step].text in BREAKS:
            return
