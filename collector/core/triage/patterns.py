"""Patterns over words, found without backtracking: every step moves forward, and gaps are counted.

A pattern is words apart by a space. `vol*` is any word that begins so, `a|b` one or the other, `{doctor}` one of a
named class, `~` at most three words in between and `~~` at most eight, never across the end of a sentence; `?` before
a word makes it optional, and `_` joins the words of one choice (`le_fisc|la_police`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

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
    """What a rule looks for; `rule` is its number. `needs` are the forms of which a text holds one, or has no match."""

    rule: int
    slots: tuple[Slot, ...]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule was met: its number, and the first and last of the words."""

    rule: int
    first: int
    last: int


def compile_patterns(
    text: str, classes: Mapping[str, Sequence[str]], rule: int = 0, *, by_sound: bool = False
) -> Iterator[Pattern]:
    """Yield the pattern that a rule writes as `text`: one for each of its choices that are several words."""
    for plain in _spelt_out(text.split()):
        yield _compiled(plain, classes, rule, by_sound=by_sound)


def _spelt_out(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield a pattern without joined words: they become words of their own, each choice in its turn."""
    at = next((place for place, part in enumerate(parts) if "_" in part), None)
    if at is None:
        yield parts
        return
    mark = "?" * parts[at].startswith("?")
    choices = parts[at].removeprefix("?").split("|")
    plain = "|".join(one for one in choices if "_" not in one)
    for choice in [*([plain] if plain else []), *(one for one in choices if "_" in one)]:
        words = [mark + one for one in choice.split("_") if one]
        yield from _spelt_out([*parts[:at], *words, *parts[at + 1 :]])


def _compiled(parts: Sequence[str], classes: Mapping[str, Sequence[str]], rule: int, *, by_sound: bool) -> Pattern:
    slots = []
    gap = 0
    for part in parts:
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
    return Pattern(rule, tuple(slots), _needs(slots))


def _needs(slots: Sequence[Slot]) -> frozenset[str]:
    """Return the forms that fit the last place that must be filled."""
    last = next(slot for slot in reversed(slots) if not slot.optional)
    return last.words | {f"{one}*" for one in last.beginnings} | {f"~{one}" for one in last.sounds}


@lru_cache(maxsize=8192)
def _forms(text: str, heard: str) -> frozenset[str]:
    """Return every form under which a word can be asked for."""
    return frozenset((text, f"~{heard}", *(f"{text[:length]}*" for length in range(_PREFIX, len(text) + 1))))


def _alternatives(part: str, classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for one in part.split("|"):
        if one.startswith("{"):
            for word in classes[one[1:-1]]:
                yield from _alternatives(word, classes)
        else:
            yield one


@dataclass
class _Shelf:
    """Patterns that begin alike, by each form of their last word: a text asks for those that it may end."""

    by_need: dict[str, list[int]] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)

    def file(self, number: int, pattern: Pattern) -> None:
        for need in sorted(pattern.needs):
            self.by_need.setdefault(need, []).append(number)
        self.needs |= pattern.needs

    def asked(self, forms: set[str]) -> Iterator[int]:
        for need in self.needs & forms:
            yield from self.by_need[need]


@dataclass
class PatternIndex:
    """Patterns filed by their first word and by their last, so that a text asks only those that it may hold."""

    patterns: list[Pattern] = field(default_factory=list)
    exact: dict[str, _Shelf] = field(default_factory=dict)
    heard: dict[str, _Shelf] = field(default_factory=dict)
    beginning: dict[str, _Shelf] = field(default_factory=dict)

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> "PatternIndex":
        """Return the index of some patterns. The first place of a pattern is never optional."""
        index = cls(list(patterns))
        for number, pattern in enumerate(index.patterns):
            first = pattern.slots[0]
            for word in first.words:
                index.exact.setdefault(word, _Shelf()).file(number, pattern)
            for word in first.sounds:
                index.heard.setdefault(word, _Shelf()).file(number, pattern)
            for letters in {one[:_PREFIX] for one in first.beginnings}:
                index.beginning.setdefault(letters, _Shelf()).file(number, pattern)
        return index

    def hits(self, tokens: Sequence[Token]) -> list[Hit]:
        """Return every place where a pattern is met, in the order of the text."""
        found: dict[tuple[int, int], Hit] = {}
        forms: set[str] = set()
        forms.update(*(_forms(token.text, token.sound) for token in tokens))
        possible: dict[str, Sequence[Pattern]] = {}
        for at, token in enumerate(tokens):
            if token.text not in possible:
                possible[token.text] = [self.patterns[number] for number in sorted(self._asked(token, forms))]
            for pattern in possible[token.text]:
                last = _end(pattern.slots, tokens, at)
                if last is not None:
                    found.setdefault((pattern.rule, at), Hit(pattern.rule, at, last))
        return list(found.values())

    def _asked(self, token: Token, forms: set[str]) -> set[int]:
        """Return the numbers of the patterns that may begin with a word and end with one of the text."""
        asked: set[int] = set()
        shelves = (
            self.exact.get(token.text), self.heard.get(token.sound), self.beginning.get(token.text[:_PREFIX])
        )  # fmt: skip
        for shelf in shelves:
            if shelf:
                asked.update(shelf.asked(forms))
        return {number for number in asked if self.patterns[number].slots[0].fits(token)}


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
