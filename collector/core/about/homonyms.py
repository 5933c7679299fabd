"""Reads what the practice declared of a homonym, in its own words: « Dr Solange Leroy, rhumatologue à Reims ».

From such a sentence: the first name, whether it is a carer, the fields and trades, the town, and the words that tell
this homonym and not the practitioner.
"""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from collector.core.about.genders import Gender, gender_of
from collector.core.about.lexicon import Lexicon, Sort, stem_of, town_forms
from collector.core.about.naming import Naming
from collector.core.about.wording import Wording
from collector.core.text import plain_words

_HEAD_ENDS = re.compile(r"[,;:(–—]|\s-\s")
_WORD_ITSELF = re.compile(r"^\s*(?:le|les|la)\s+(?:mots?|marques?|noms? communs?|prénoms?)\b", re.IGNORECASE)
_PLACE_ITSELF = re.compile(r"^\s*(?:le|la)\s+(?:ville|commune|village|bourg|cité|hameau)\s", re.IGNORECASE)
_DISTRICT = re.compile(r"\b(\d{1,2})(?:e|er|ème|eme)\b")
_TOWN = re.compile(r"\b([àÀ]|[Aa]ux?)\s((?:L[ea]s?\s)?[^\W\d_][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){0,3})")
_ARTICLES = {"au": ("le",), "aux": ("les",)}
_CARERS = frozenset(("dr", "docteur", "docteure", "pr", "professeur", "professeure"))
_FAMILY, _LONG = 6, 8  # letters
_TELLING = 5  # letters from which a word of a description tells
_ENDINGS = ("iste", "isme")
_ROOT = 4  # letters that are left of a word without its ending
_BESIDE = "meme"  # « même maison médicale »


@dataclass(frozen=True, slots=True)
class Homonym:
    """Another bearer of the name, as declared; `first` is folded with nothing between its words, empty if none."""

    declared: str
    first: str
    initials: frozenset[str]  # how the first name may be abridged
    gender: Gender | None
    surname: str
    carer: bool
    fields: frozenset[str]
    trades: frozenset[str]
    town: tuple[str, ...]
    words: frozenset[str]
    is_word: bool
    is_place: bool
    beside: bool  # said to be of the same practice

    def told(self, wording: Wording) -> bool:
        """Tell whether a wording holds a word of this homonym's own, or one of its family: « marathonienne »."""
        return any(stem.startswith(word) for stem in wording.stem_places for word in self.words)

    def is_of_field(self, own: frozenset[str]) -> bool:
        """Tell whether this homonym may be of one of some fields: said so, or of none."""
        return not self.fields or not own or bool(self.fields & own)

    def lives_elsewhere(self, town: str) -> bool:
        """Tell whether this homonym is said to be of another town than `town`."""
        return bool(self.town) and not f"{' '.join(self.town)} ".startswith(f"{town} ")

    @property
    def district(self) -> str:
        """Return the number of the district where this homonym is said to be, if any: « à Paris 9e »."""
        told = _DISTRICT.search(self.declared)
        return told[1] if told else ""

    def placed(self, wording: Wording) -> bool:
        """Tell whether this homonym's town stands in a wording."""
        told = town_forms(" ".join(self.town))
        return bool(self.town) and any(one.replace(" ", "") in wording.runs for one in told)


def homonym_of(declared: str, naming: Naming, own_words: Iterable[str], lexicon: Lexicon) -> Homonym:
    """Return the homonym that a sentence describes."""
    wording = Wording(lexicon, text=declared)
    is_word = _WORD_ITSELF.match(declared) is not None
    head = _HEAD_ENDS.split(declared.strip())[0]
    is_place = _PLACE_ITSELF.match(declared) is not None
    firsts, surname = ((), "") if is_word else _name(head, naming, lexicon)
    firsts = () if is_place else firsts
    fields = frozenset(hit.of for hit in wording.hits[Sort.FIELD])
    trades = frozenset(hit.of for hit in wording.hits[Sort.TRADE])
    located = _TOWN.search(declared)
    town = (*_ARTICLES.get(located[1].lower(), ()), *plain_words(located[2])) if located else ()
    carer = bool(fields) or any(word in _CARERS for word in plain_words(head)[:2])
    gender = gender_of(" ".join(plain_words(head)[:1]), " ".join(firsts), declared, lexicon)
    beside = _BESIDE in plain_words(declared)
    own = {stem_of(word) for word in own_words}
    ignored = own | lexicon.links | lexicon.function_words | lexicon.generic_places | set(plain_words(head))
    words = frozenset(
        stem_of(word)
        for word in plain_words(declared)
        if len(word) >= _TELLING and word not in ignored and stem_of(word) not in ignored and not word.isdigit()
    )
    words = frozenset(_family(word) for word in words - {stem_of(word) for word in town})
    initials = frozenset("".join(word[0] for word in firsts[:size]) for size in range(1, len(firsts) + 1))
    return Homonym(
        declared=declared,
        first="".join(firsts),
        initials=initials,
        gender=gender,
        surname=surname,
        carer=carer,
        fields=fields,
        trades=trades,
        town=town,
        words=words,
        is_word=is_word,
        is_place=is_place,
        beside=beside,
    )


def _family(word: str) -> str:
    """Return what a word has in common with those of its family: « cycliste », « cyclisme »."""
    root = next((word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending)), "")
    if len(root) >= _ROOT:
        return root
    return word[: max(_FAMILY, len(word) - 5)] if len(word) > _LONG else word


def _name(head: str, naming: Naming, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """Return the words of the first name, and the surname, at the head of a description."""
    words = list(itertools.dropwhile((lexicon.titles | {"le", "la"}).__contains__, plain_words(head)))
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if "".join(words[start:end]) in naming.surnames:
                rest = words[:start] or words[end:]
                return _first(rest, lexicon), "".join(words[start:end])
    return _first(words[:-1], lexicon), words[-1] if words else ""


def _first(words: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words of a first name; nothing for « Brasserie »."""
    wording = Wording(lexicon, text=" ".join(words))
    other = any(wording.hits[sort] for sort in (Sort.ORGANISATION, Sort.TRADE, Sort.FIELD))
    return () if other and "".join(words) not in lexicon.first_names else tuple(words)
