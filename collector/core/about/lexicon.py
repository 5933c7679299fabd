"""The words by which texts tell who somebody is: `catalog/identity/`, ready to be met in a sequence of words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from collector.core.model import Model, Text
from collector.core.text import plain_words

# Without these a surname is still said to be the same: « Dr Amrani » for « El Amrani ».
PARTICLES = frozenset(
    """al da dal de del della den der des di do dos du d el la le les los n o ter van vande vanden vander vom
    von""".split()  # noqa: SIM905 - a list to read
)
_CONTRACTIONS = {"le": ("au", "du"), "les": ("aux", "des"), "saint": ("st",), "sainte": ("ste",)}
_ELIDED = "aeiouyh"  # « lorl », « lortho »: the article glued in hasty writing


class Field(Model):
    """A medical field: how it is told, what agrees with it, the fields that do not contradict it."""

    shown: Text
    words: tuple[Text, ...]
    signs: tuple[Text, ...] = ()
    near: tuple[Text, ...] = ()


class Trade(Model):
    """Occupations of one sort."""

    shown: Text
    words: tuple[Text, ...]


class IdentityRules(Model):
    """Every list of `catalog/identity/`, and the first names of `catalog/masking/`."""

    specialties: Mapping[Text, Field]
    trades: Mapping[Text, Trade]
    medical_titles: tuple[Text, ...]
    civil_titles: tuple[Text, ...]
    other_titles: tuple[Text, ...]
    organisations: tuple[Text, ...]
    organisations_behind: tuple[Text, ...]
    streets: tuple[Text, ...]
    generic_places: tuple[Text, ...]
    links: tuple[Text, ...]
    doubts: tuple[Text, ...]
    unsure: tuple[Text, ...]
    hesitations: tuple[Text, ...]
    leisure: tuple[Text, ...]
    bygone: tuple[Text, ...]
    death: tuple[Text, ...]
    departed: tuple[Text, ...]
    care: tuple[Text, ...]
    denials: tuple[Text, ...]
    determiners: tuple[Text, ...]
    function_words: tuple[Text, ...]
    inhabitants: Mapping[Text, tuple[Text, ...]]
    departments: Mapping[Text, tuple[Text, ...]]
    towns: tuple[Text, ...]
    common_words: tuple[Text, ...]
    common_surnames: tuple[Text, ...]
    first_names: tuple[Text, ...]
    ambiguous_first_names: tuple[Text, ...]
    short_first_names: tuple[Text, ...]
    feminine_first_names: tuple[Text, ...]
    masculine_first_names: tuple[Text, ...]
    feminine_titles: tuple[Text, ...]
    masculine_titles: tuple[Text, ...]
    feminine_words: tuple[Text, ...]
    masculine_words: tuple[Text, ...]
    other_people: tuple[Text, ...]
    fiction: tuple[Text, ...]
    trading: tuple[Text, ...]
    scenes: Mapping[Text, tuple[Text, ...]]


class Sort(StrEnum):
    """What a phrase of the lexicon tells."""

    FIELD = "field"
    SIGN = "sign"
    TRADE = "trade"
    SCENE = "scene"
    MEDICAL_TITLE = "medical-title"
    CIVIL_TITLE = "civil-title"
    OTHER_TITLE = "other-title"
    ORGANISATION = "organisation"
    BEHIND = "behind"
    DOUBT = "doubt"
    UNSURE = "unsure"
    HESITATION = "hesitation"
    LEISURE = "leisure"
    BYGONE = "bygone"
    FICTION = "fiction"
    TRADING = "trading"
    DEATH = "death"
    DEPARTED = "departed"
    CARE = "care"
    DENIAL = "denial"
    TOWN = "town"


class Meaning(NamedTuple):
    """What a phrase tells, and of what: the field, the trade, the town."""

    sort: Sort
    of: str


class Hit(NamedTuple):
    """A phrase met in a wording, from word `start` to word `end`, which is not of it."""

    start: int
    end: int
    sort: Sort
    of: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The words of a phrase after the first; a word of a pattern ending with * stands for any ending."""

    rest: tuple[str, ...]
    meaning: Meaning

    def met(self, stems: Sequence[str], at: int) -> bool:
        """Tell whether the rest of the phrase stands at word `at`."""
        if at + len(self.rest) > len(stems):
            return False
        return all(_same(told, stems[at + index]) for index, told in enumerate(self.rest))


def _same(told: str, stem: str) -> bool:
    return stem.startswith(told[:-1]) if told[-1] == "*" else stem == told


def stem_of(plain: str) -> str:
    """Return a folded word without the mark of the plural."""
    return plain[:-1] if len(plain) > 3 and plain[-1] in "sx" else plain


def _words(phrase: str) -> tuple[str, ...]:
    """Return the stems of a phrase, a final * kept on its word."""
    told: list[str] = []
    for part in phrase.split():
        stems = [stem_of(word) for word in plain_words(part)]
        if part.endswith("*") and stems:
            stems[-1] = plain_words(part)[-1] + "*"
        told += stems
    return tuple(told)


class Vocabulary:
    """A set of phrases with their meanings, to be met in a sequence of stems: time grows with length only."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self._exact: dict[str, list[_Pattern]] = {}
        self._beginnings: dict[str, list[_Pattern]] = {}
        for phrase, meaning in phrases:
            first, *rest = _words(phrase)
            table = self._beginnings if first[-1] == "*" else self._exact
            table.setdefault(first.rstrip("*"), []).append(_Pattern(tuple(rest), meaning))
            if not rest and meaning.sort in {Sort.FIELD, Sort.SIGN} and first[0] in _ELIDED:
                table.setdefault("l" + first.rstrip("*"), []).append(_Pattern((), meaning))
        self._lengths = sorted({len(beginning) for beginning in self._beginnings})

    def hits(self, stems: Sequence[str]) -> Iterator[Hit]:
        """Yield every phrase met, in order of its first word; phrases may overlap."""
        for at, stem in enumerate(stems):
            for pattern in self._starting(stem):
                if not pattern.rest or pattern.met(stems, at + 1):
                    yield Hit(at, at + 1 + len(pattern.rest), *pattern.meaning)

    def met(self, stem_places: Mapping[str, Sequence[int]], stems: Sequence[str]) -> bool:
        """Tell whether any phrase stands among stems whose places are known: quick for few phrases."""
        for first, patterns in self._exact.items():
            if any(one.met(stems, at + 1) for at in stem_places.get(first, ()) for one in patterns):
                return True
        for beginning, patterns in self._beginnings.items():
            places = (at for stem, told in stem_places.items() if stem.startswith(beginning) for at in told)
            if any(one.met(stems, at + 1) for at in places for one in patterns):
                return True
        return False

    def _starting(self, stem: str) -> Iterator[_Pattern]:
        yield from self._exact.get(stem, ())
        for length in self._lengths:
            if length > len(stem):
                return
            yield from self._beginnings.get(stem[:length], ())


def town_forms(town: str) -> tuple[str, ...]:
    """Return how a town is written: « Le Mans », « au Mans », « du Mans »; « Saint-Malo », « St Malo »."""
    first, _, rest = town.replace("-", " ").partition(" ")
    joined = _CONTRACTIONS.get(first.lower(), ()) if rest else ()
    return (town, *(f"{one} {rest}" for one in joined))


class Marks(NamedTuple):
    """What tells one gender: first names, titles, words."""

    first_names: frozenset[str]
    titles: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, *lists: Iterable[str]) -> "Marks":
        """Return the marks of three lists, folded."""
        return cls(*map(_plain, lists))


class Lexicon:
    """The rules, ready for use."""

    def __init__(self, rules: IdentityRules) -> None:
        self.rules = rules
        self.vocabulary = Vocabulary(_meanings(rules))
        self.first_names = _plain((*rules.first_names, *rules.feminine_first_names, *rules.masculine_first_names))
        self.short_first_names = _plain(rules.short_first_names)
        self.ambiguous_first_names = _plain(rules.ambiguous_first_names)
        self.common_words = _plain(rules.common_words)
        self.town_names = _plain(rules.towns)
        self.common_surnames = _plain(rules.common_surnames) | self.common_words
        self.generic_places = _stems(rules.generic_places)
        self.links = _plain(rules.links)
        self.particles = PARTICLES
        self.streets = _plain(rules.streets)
        self.determiners = _plain(rules.determiners)
        self.function_words = _plain(rules.function_words)
        self.feminine = Marks.of(rules.feminine_first_names, rules.feminine_titles, rules.feminine_words)
        self.masculine = Marks.of(rules.masculine_first_names, rules.masculine_titles, rules.masculine_words)
        self.other_people = _plain(rules.other_people)
        self.titles = _plain((*rules.medical_titles, *rules.civil_titles, *rules.other_titles))

    @cached_property
    def inhabitants(self) -> Mapping[str, tuple[str, ...]]:
        """Return how the inhabitants of a town are called, by its folded name."""
        return {" ".join(plain_words(town)): told for town, told in self.rules.inhabitants.items()}


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset("".join(plain_words(word)) for word in words)


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem_of(word) for phrase in words for word in plain_words(phrase))


def _meanings(rules: IdentityRules) -> Iterator[tuple[str, Meaning]]:
    for slug, field in rules.specialties.items():
        yield from ((phrase, Meaning(Sort.FIELD, slug)) for phrase in field.words)
        yield from ((phrase, Meaning(Sort.SIGN, slug)) for phrase in field.signs)
    for slug, trade in rules.trades.items():
        yield from ((phrase, Meaning(Sort.TRADE, slug)) for phrase in trade.words)
    for slug, words in rules.scenes.items():
        yield from ((phrase, Meaning(Sort.SCENE, slug)) for phrase in words)
    lists = {
        Sort.MEDICAL_TITLE: rules.medical_titles,
        Sort.CIVIL_TITLE: rules.civil_titles,
        Sort.OTHER_TITLE: rules.other_titles,
        Sort.ORGANISATION: rules.organisations,
        Sort.BEHIND: rules.organisations_behind,
        Sort.DOUBT: rules.doubts,
        Sort.UNSURE: rules.unsure,
        Sort.HESITATION: rules.hesitations,
        Sort.LEISURE: rules.leisure,
        Sort.BYGONE: rules.bygone,
        Sort.FICTION: rules.fiction,
        Sort.TRADING: rules.trading,
        Sort.DEATH: rules.death,
        Sort.DEPARTED: rules.departed,
        Sort.CARE: rules.care,
        Sort.DENIAL: rules.denials,
    }
    for sort, phrases in lists.items():
        yield from ((phrase, Meaning(sort, "")) for phrase in phrases)
    for town in rules.towns:
        yield from ((told, Meaning(Sort.TOWN, " ".join(plain_words(town)))) for told in town_forms(town))
