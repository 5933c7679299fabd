"""Reads what the practice declared of a homonym, in its own words: « Dr Solange Leroy, rhumatologue à Reims ».

From such a sentence: the first name, whether it is a carer, the fields and trades, the town, and the words that tell
this homonym and not the practitioner.
"""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from collector.core.about.lexicon import Lexicon, Sort, stem_of
from collector.core.about.naming import Naming
from collector.core.about.wording import Wording
from collector.core.text import plain_words

_HEAD_ENDS = re.compile(r"[,;:(–—]|\s-\s")
_WORD_ITSELF = re.compile(r"^\s*(?:le|les|la)\s+(?:mots?|marques?|noms? communs?|prénoms?)\b", re.IGNORECASE)
_TOWN = re.compile(r"\b[àÀ]\s((?:L[ea]s?\s)?[^\W\d_][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){0,3})")
_CARERS = frozenset(("dr", "docteur", "docteure", "pr", "professeur", "professeure"))
_FAMILY, _LONG = 6, 8  # letters
_TELLING = 5  # letters from which a word of a description tells


@dataclass(frozen=True, slots=True)
class Homonym:
    """Another bearer of the name, as declared; `first` is folded with nothing between its words, empty if none."""

    declared: str
    first: str
    surname: str
    carer: bool
    fields: frozenset[str]
    trades: frozenset[str]
    town: tuple[str, ...]
    words: frozenset[str]
    is_word: bool

    def told(self, wording: Wording) -> bool:
        """Tell whether a wording holds a word of this homonym's own, or one of its family: « marathonienne »."""
        return any(stem.startswith(word) for stem in wording.stem_places for word in self.words)

    def lives_elsewhere(self, town: str) -> bool:
        """Tell whether this homonym is said to be of another town than `town`."""
        return bool(self.town) and not f"{' '.join(self.town)} ".startswith(f"{town} ")

    def placed(self, wording: Wording) -> bool:
        """Tell whether this homonym's town stands in a wording."""
        return "".join(self.town) in wording.runs if self.town else False


def homonym_of(declared: str, naming: Naming, own_words: Iterable[str], lexicon: Lexicon) -> Homonym:
    """Return the homonym that a sentence describes."""
    wording = Wording(lexicon, text=declared)
    is_word = _WORD_ITSELF.match(declared) is not None
    head = _HEAD_ENDS.split(declared.strip())[0]
    first, surname = ("", "") if is_word else _name(head, naming, lexicon)
    fields = frozenset(hit.of for hit in wording.hits[Sort.FIELD])
    trades = frozenset(hit.of for hit in wording.hits[Sort.TRADE])
    located = _TOWN.search(declared)
    town = plain_words(located[1]) if located else ()
    carer = bool(fields) or any(word in _CARERS for word in plain_words(head)[:2])
    own = {stem_of(word) for word in own_words}
    ignored = own | lexicon.links | lexicon.function_words | lexicon.generic_places | set(plain_words(head))
    words = frozenset(
        stem_of(word)
        for word in plain_words(declared)
        if len(word) >= _TELLING and word not in ignored and stem_of(word) not in ignored and not word.isdigit()
    )
    words = frozenset(_family(word) for word in words - {stem_of(word) for word in town})
    return Homonym(declared, first, surname, carer, fields, trades, town, words, is_word)


def _family(word: str) -> str:
    """Return what a word has in common with those of its family: « marathonienne », « marathon »."""
    return word[: max(_FAMILY, len(word) - 5)] if len(word) > _LONG else word


def _name(head: str, naming: Naming, lexicon: Lexicon) -> tuple[str, str]:
    """Return the first name and the surname at the head of a description."""
    words = list(itertools.dropwhile((lexicon.titles | {"le", "la"}).__contains__, plain_words(head)))
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if "".join(words[start:end]) in naming.surnames:
                rest = words[:start] or words[end:]
                return _first(rest, lexicon), "".join(words[start:end])
    return _first(words[:-1], lexicon), words[-1] if words else ""


def _first(words: list[str], lexicon: Lexicon) -> str:
    """Return the words of a first name run together; nothing for « Brasserie »."""
    wording = Wording(lexicon, text=" ".join(words))
    other = any(wording.hits[sort] for sort in (Sort.ORGANISATION, Sort.TRADE, Sort.FIELD))
    return "" if other and "".join(words) not in lexicon.first_names else "".join(words)
