"""Where a practitioner works, ready to be met in a wording: practice, street, town, district, department."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from collector.core.about.lexicon import Lexicon, Meaning, Sort, Vocabulary, stem_of, town_forms
from collector.core.about.wording import Wording, Zone
from collector.core.text import plain_words

_TELLING = 5  # letters from which one word of a place's name tells something
_ABRIDGED = frozenset(("cab", "cabt", "cbt"))  # « cabinet »
_SPREAD = 3  # words that may stand among those of a place's name
_INHABITANTS = tuple(
    "ais aise ois oise ien ienne sien sienne ain aine een eenne in ine ard arde ot ote".split()  # noqa: SIM905
)
_FIGURES = {
    stem_of(word): str(figure)
    for figure, word in enumerate("deux trois quatre cinq six sept huit neuf dix onze douze".split(), 2)  # noqa: SIM905
}
_TOWN_LINKS = frozenset(("aux", "de", "des", "du", "en", "la", "le", "les", "sous", "sur"))
_COMMON_TOWNS = frozenset("bourg bois mont pont roche val vic villers".split())  # noqa: SIM905 - many begin so
_FROM = frozenset("a au d de depuis du pres sur vers".split())  # noqa: SIM905
_LEAVING = frozenset(
    """arrivons depuis habitant habite habitons heure heures kilometres km loin partant partons parti partie pars quitte
    route venant venir venons venue venues venus venu viens vient vis vivons trajet""".split()  # noqa: SIM905
)
_LEAVING_REACH = 3
_ROOT = 4  # letters of a town that its inhabitants keep
_LARGE_TOWNS = {"75": "paris", "69": "lyon", "13": "marseille"}  # those with districts, by department


class Met(IntEnum):
    """How much of a place was met."""

    NONE = 0
    PARTLY = 1
    TOLD = 2  # every telling word, without what would make it the name of a place
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A place of work by its name: the words that tell it, and those that any place may bear."""

    telling: tuple[str, ...]
    generic: frozenset[str]
    words: tuple[str, ...]

    def met(self, wording: Wording, lexicon: Lexicon) -> Met:
        """Tell how much of the name stands in a wording."""
        if not self.telling:
            return Met.WHOLE if self.words and _in_order(wording, self.words) is not None else Met.NONE
        start = _in_order(wording, self.telling)
        if start is not None:
            street = self.telling[0] in lexicon.streets and bool(self.generic)
            alone = len(self.telling) > 1 and not street and not self._of_another(wording, start, lexicon)
            return Met.WHOLE if alone or self._led(wording, start) else Met.TOLD
        long = (word for word in self.telling if len(word) >= _TELLING)
        return Met.PARTLY if any(word in wording.stem_places for word in long) else Met.NONE

    def _of_another(self, wording: Wording, start: int, lexicon: Lexicon) -> bool:
        """Tell whether the telling words name a street, a campsite: something else stands before them."""
        at = start - 1
        while at >= 0 and start - at < 4 and wording.tokens[at].plain in lexicon.links:
            at -= 1
        if at < 0 or wording.tokens[at].sentence != wording.tokens[start].sentence:
            return False
        return at in wording.covered[Sort.ORGANISATION] or wording.tokens[at].plain in lexicon.streets

    def _led(self, wording: Wording, start: int) -> bool:
        """Tell whether a general word of the name stands before its only telling one, or just behind."""
        around = wording.stems[max(0, start - 4) : start] + wording.stems[start + 1 : start + 2]
        known = self.generic | (_ABRIDGED if "cabinet" in self.generic else frozenset())
        return bool(known.intersection(around)) or not self.generic


def place_of(name: str, own_words: frozenset[str], lexicon: Lexicon) -> Place:
    """Return the place of a name; the words of its practitioners' names tell nothing more than their names."""
    wording = Wording(lexicon, text=name)
    fields = {wording.stems[at] for at in wording.covered[Sort.FIELD]}
    words = tuple(stem_of(word) for word in plain_words(name) if word not in lexicon.links)
    generic = fields | own_words | lexicon.generic_places
    telling = tuple(word for word in words if word not in generic)
    if not telling and own_words.isdisjoint(words):
        words = ()  # « Cabinet médical »: any place could bear it
    return Place(telling, frozenset(words) - set(telling), words)


def _in_order(wording: Wording, words: Sequence[str]) -> int | None:
    """Return where some stems stand in order, close to each other, or None."""
    firsts = (words[0], _FIGURES.get(words[0], words[0]))
    for start in itertools.chain.from_iterable(wording.stem_places.get(one, ()) for one in dict.fromkeys(firsts)):
        at, zone = start, wording.tokens[start].zone
        for word in words[1:]:
            following = range(at + 1, min(len(wording.stems), at + 2 + _SPREAD))
            told = {word, _FIGURES.get(word, word)}
            at = next((i for i in following if wording.stems[i] in told and wording.tokens[i].zone is zone), -1)
            if at < 0:
                break
        else:
            return start
    return None


class Street:
    """A street, whatever its abbreviations."""

    def __init__(self, address: str, lexicon: Lexicon) -> None:
        self.shown = address
        words = [word for word in plain_words(address) if not word[0].isdigit()]
        kinds = [at for at, word in enumerate(words) if word in lexicon.streets]
        words = words[kinds[0] + 1 :] if kinds else []
        self._lexicon = lexicon
        self.words = tuple(stem_of(word) for word in words if word not in lexicon.links)

    def met(self, wording: Wording) -> bool:
        """Tell whether the street stands in a wording: all its words, or the first behind « rue » and the like."""
        if not self.words:
            return False
        if len(self.words) > 1 and _in_order(wording, self.words) is not None:
            return True
        return any(self._behind_street(wording, at) for at in wording.stem_places.get(self.words[0], ()))

    def _behind_street(self, wording: Wording, at: int) -> bool:
        before = at - 1
        while before >= 0 and at - before < 4 and wording.tokens[before].plain in self._lexicon.links:
            before -= 1
        return (
            before >= 0
            and wording.tokens[before].plain in self._lexicon.streets
            and wording.tokens[before].zone is wording.tokens[at].zone
        )


class Town:
    """A town: its name, its short forms, its inhabitants, its postcode, its district, its department."""

    def __init__(self, name: str, postcode: str, lexicon: Lexicon) -> None:
        words = plain_words(name)
        self.shown = name
        self.name = " ".join(words)
        self.postcode = postcode
        told = [*town_forms(name), "".join(words), *lexicon.inhabitants.get(self.name, ())]
        told += _short(words, lexicon)
        self._names = Vocabulary((one, Meaning(Sort.TOWN, self.name)) for one in told if plain_words(one))
        self._roots = tuple(_roots(words))
        department = postcode[:2]
        regions = lexicon.rules.departments.get(department, ())
        self._regions = Vocabulary((one, Meaning(Sort.TOWN, department)) for one in regions)
        self._numbers = frozenset((department, postcode)) - {""}
        self.district = str(int(postcode[3:])) if _LARGE_TOWNS.get(department) == self.name else ""

    def met(self, wording: Wording) -> Met:
        """Tell whether the town, or at least its department, stands in a wording."""
        if self.postcode and self.postcode in wording.places:
            return Met.WHOLE
        if self._names.met(wording.stem_places, wording.stems) or any(map(self._is_inhabitant, wording.places)):
            return Met.WHOLE
        if self._regions.met(wording.stem_places, wording.stems) or self._is_numbered(wording):
            return Met.PARTLY
        return Met.NONE

    def districted(self, wording: Wording) -> bool:
        """Tell whether the district stands in a wording: « Paris 15e »."""
        forms = (f"{self.district}{ending}" for ending in ("e", "eme", "er", ""))
        return bool(self.district) and any(form in wording.places for form in (*forms, self.postcode))

    def _is_inhabitant(self, plain: str) -> bool:
        return any(plain.startswith(root) and plain[len(root) :] in _ENDINGS for root in self._roots)

    def _is_numbered(self, wording: Wording) -> bool:
        """Tell whether the department's number stands in the address or alone in the title."""
        at = itertools.chain.from_iterable(wording.places.get(number, ()) for number in self._numbers)
        return any(wording.tokens[index].zone is not Zone.TEXT for index in at)

    def elsewhere(self, wording: Wording, known: frozenset[str], named: frozenset[int]) -> bool:
        """Tell whether another town than those `known` stands in a wording, but for the words of a name."""
        for hit in wording.hits[Sort.TOWN]:
            token = wording.tokens[hit.start]
            led = hit.start > 0 and wording.tokens[hit.start - 1].plain in {"a", "sur"}
            if hit.of in known or hit.start in named or _is_left(wording, hit.start):
                continue
            if token.capital or token.zone is Zone.ADDRESS or led:
                return True
        return False


def _is_left(wording: Wording, at: int) -> bool:
    """Tell whether a town is where somebody comes from: « je viens de Blois », « une heure depuis Blois »."""
    before = [wording.tokens[i].plain for i in range(max(0, at - _LEAVING_REACH), at)]
    return not _LEAVING.isdisjoint(before) and before[-1] in _FROM


def _short(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield the short forms of a town of several words: « Clermont », « Saint-Aubin » for Saint-Aubin-sur-Vaulne."""
    if len(words) > 1 and len(words[0]) > _TELLING and words[0] not in lexicon.links:
        yield words[0]
    link = next((at for at, word in enumerate(words) if at > 0 and word in _TOWN_LINKS), 0)
    if link > 1 or (link == 1 and words[0] not in lexicon.common_words | lexicon.links | _COMMON_TOWNS):
        yield " ".join(words[:link])


def _roots(words: Sequence[str]) -> Iterator[str]:
    """Yield the beginnings by which the inhabitants of a town of one word may be told: « Nantes », « nantais »."""
    if len(words) == 1 and len(words[0]) > _ROOT:
        yield from {words[0], words[0].rstrip("s"), words[0].rstrip("sex"), words[0].rstrip("s").rstrip("e")}


def _plurals(endings: Iterable[str]) -> Iterator[str]:
    for ending in endings:
        yield from (ending, ending + "s")


_ENDINGS = frozenset(_plurals(_INHABITANTS))
