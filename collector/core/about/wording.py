"""The words of a mention, read once: where its sentences end, what the lexicon tells of it, its numbers."""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from urllib.parse import unquote

from collector.core.about.lexicon import Hit, Lexicon, Sort, stem_of
from collector.core.about.spelling import keys, spoken
from collector.core.clues import TELEPHONE, national
from collector.core.text import fold

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"[#@][\w.]+")
_TITLE_GLUED = re.compile(r"\b(?:Dr|Pr|Dre|Docteur|Docteure|Doc|Doctor)(?=[A-ZÀ-Þ][a-zà-ÿ])")
_CAMEL = re.compile(
    r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
)
_JOINT = re.compile(r"[\s'’ʼ`´.\-‐‑_]{0,2}")
_SENTENCE = re.compile(r"[.!?…;\n|•·]")
_CLAUSE = re.compile(r"[,:()«»\"/&+–—]|\s-\s")
_SCHEME = re.compile(r"^\w{1,10}://")
_SUFFIXES = frozenset(("www", "html", "htm", "php", "example", "com", "fr", "net", "org", "asp", "aspx"))
_RPPS = re.compile(r"(?<!\d)\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)")
_DIGIT = re.compile(r"\d")
_ABBREVIATIONS = frozenset(
    """dr drs pr prs prof mr mm mme mmes mlle st ste av bd bld bvd r pl imp ch all rte sq fg fbg trav tra crs qu tel med
    gen mal""".split()  # noqa: SIM905 - a list to read
)
_MOST_WORDS = 6000  # of a mention: more than that is a book


_NO_NAMES = (Sort.FIELD, Sort.TRADE, Sort.TOWN, Sort.MEDICAL_TITLE, Sort.CARE)  # what their phrases hold is no name
TOLD = (Sort.FIELD, Sort.TRADE, Sort.TOWN, Sort.CARE)  # sorts whose words are not somebody's surname
_LONGEST_RUN = 7  # words
_LEADING = frozenset("abou ait bel ben bou m mac mc n o saint st".split())  # noqa: SIM905 - begin names, apart or not
HYPHENS = frozenset("-\u2010\u2011")
_DENIAL_REACH = 2  # words behind « pas »
_OPAQUE = re.compile(r"(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=\D*\d)[\w-]{25,}")  # an identifier, not words

Run = tuple[int, int]  # from a word to the one after the last


class Zone(IntEnum):
    """Where a word stands."""

    TITLE = 0
    TEXT = 1
    ADDRESS = 2


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a mention: its fold, as it is written, and what joins it to the one before."""

    plain: str
    shown: str
    zone: Zone
    sentence: int
    clause: int
    joined: bool  # nothing but a space, a hyphen, an apostrophe or a full stop stands before it
    gap: str

    @property
    def capital(self) -> bool:
        """Tell whether the word starts with a capital."""
        return self.shown[0].isupper()

    @property
    def upper(self) -> bool:
        """Tell whether the word is in capitals."""
        return len(self.shown) > 1 and self.shown.isupper()


class Wording:
    """A mention's words: every question about them is answered once, for all practitioners."""

    def __init__(self, lexicon: Lexicon, *, title: str = "", text: str = "", address: str = "") -> None:
        self._lexicon = lexicon
        self._texts = (_clean(title), _clean(text), _address(address))
        self.tokens: tuple[Token, ...] = tuple(itertools.islice(_tokens(self._texts), _MOST_WORDS))
        self.stems = [stem_of(token.plain) for token in self.tokens]
        self.hits: dict[Sort, list[Hit]] = {sort: [] for sort in Sort}
        for hit in lexicon.vocabulary.hits(self.stems):
            if self.tokens[hit.start].sentence == self.tokens[hit.end - 1].sentence:
                self.hits[hit.sort].append(hit)

    @cached_property
    def runs(self) -> dict[str, list[Run]]:
        """Return every run of words that may be one name, without what joins them."""
        found: dict[str, list[Run]] = {}
        size = len(self.tokens)
        for at in range(size):
            glued = self.tokens[at].plain
            found.setdefault(glued, []).append((at, at + 1))
            for end in range(at + 1, min(size, at + _LONGEST_RUN)):
                token = self.tokens[end]
                if not token.joined or token.zone is not self.tokens[at].zone:
                    break
                glued += token.plain
                found.setdefault(glued, []).append((at, end + 1))
        return found

    @cached_property
    def slips(self) -> dict[str, list[Run]]:
        """Return, by key of `spelling`, every word that may be a name misspelt, with its particle if it has one."""
        found: dict[str, list[Run]] = {}
        for at in range(len(self.tokens)):
            if self._is_ordinary(at):
                continue
            for start in (at - 1, at) if self._is_led(at) else (at,):
                written = "".join(one.shown.lower() for one in self.tokens[start : at + 1])
                for key in keys(written):
                    found.setdefault(key, []).append((start, at + 1))
        for at in sorted(self.covered[Sort.MEDICAL_TITLE] | self.covered[Sort.CIVIL_TITLE]):
            for end in range(at + 3, min(at + 5, len(self.tokens)) + 1):
                if self.joined(at + 1, end):
                    for key in spoken(token.shown.lower() for token in self.tokens[at + 1 : end]):
                        found.setdefault(key, []).append((at + 1, end))
        return found

    def _is_led(self, at: int) -> bool:
        """Tell whether the word before makes one name with word `at`: a particle, or a name and a hyphen."""
        token = self.tokens[at]
        if at == 0 or not token.joined:
            return False
        before = self.tokens[at - 1]
        compound = token.gap in HYPHENS and before.zone is not Zone.ADDRESS and not self._is_ordinary(at - 1)
        return compound or before.plain in self._lexicon.particles or before.plain in _LEADING

    def _is_ordinary(self, at: int) -> bool:
        """Tell whether a word, as it is written, is one of the language and no misspelt name."""
        plain, lexicon = self.tokens[at].plain, self._lexicon
        known = plain in lexicon.function_words or plain in lexicon.first_names or plain in lexicon.generic_places
        return known or any(at in self.covered[sort] for sort in _NO_NAMES)

    @cached_property
    def telephones(self) -> frozenset[str]:
        """Return the national form of every telephone number."""
        return frozenset(national(match) for text in self._texts for match in TELEPHONE.findall(text))

    @cached_property
    def long_numbers(self) -> frozenset[str]:
        """Return every number of eleven digits."""
        return frozenset("".join(_DIGIT.findall(match)) for text in self._texts for match in _RPPS.findall(text))

    @cached_property
    def covered(self) -> dict[Sort, frozenset[int]]:
        """Return, for each sort of phrase, the words that belong to one."""
        return {
            sort: frozenset(at for hit in hits for at in range(hit.start, hit.end)) for sort, hits in self.hits.items()
        }

    @cached_property
    def denied(self) -> frozenset[int]:
        """Return the words that are denied: « pas la rhumato », « rien à voir avec un médecin »."""
        found: set[int] = set()
        for hit in self.hits[Sort.DENIAL]:
            clause = self.tokens[hit.end - 1].clause
            following = range(hit.end, min(hit.end + _DENIAL_REACH + 1, len(self.tokens)))
            found.update(at for at in following if self.tokens[at].clause == clause)
        return frozenset(found)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Return where each folded word stands."""
        found: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            found.setdefault(token.plain, []).append(at)
        return found

    @cached_property
    def stem_places(self) -> dict[str, list[int]]:
        """Return where each stem stands."""
        found: dict[str, list[int]] = {}
        for at, stem in enumerate(self.stems):
            found.setdefault(stem, []).append(at)
        return found

    def covers(self, at: int, *sorts: Sort) -> bool:
        """Tell whether word `at` belongs to a phrase of one of some sorts."""
        return any(at in self.covered[sort] for sort in sorts)

    def joined(self, start: int, end: int) -> bool:
        """Tell whether the words from `start` to `end` hold together as one name may."""
        return all(self.tokens[at].joined for at in range(start + 1, end))

    def glued(self, start: int, end: int) -> str:
        """Return the words from `start` to `end` with nothing between them."""
        return "".join(token.plain for token in self.tokens[start:end])

    def starts_sentence(self, at: int) -> bool:
        """Tell whether a word is the first of its sentence."""
        return at == 0 or self.tokens[at - 1].sentence != self.tokens[at].sentence

    def distance(self, one: int, start: int, end: int) -> int:
        """Return how many words lie between word `one` and the words `start` to `end`; two clauses count for one."""
        first, last = (end - 1, one) if one >= end else (one, start)
        return max(0, last - first - 1) + (self.tokens[last].clause - self.tokens[first].clause) // 2


def _clean(text: str) -> str:
    """Return a text with what was glued in a tag or a handle set apart."""
    text = unicodedata.normalize("NFC", text)
    text = _TITLE_GLUED.sub(lambda title: f"{title[0]} ", text)
    return _TAG.sub(lambda tag: f"; {_CAMEL.sub(' ', tag[0][1:].replace('_', ' ').replace('.', ' '))} ", text)


def _address(url: str) -> str:
    """Return the words of an address, each part of its path a sentence: « /pediatre/anne-lefevre » names somebody."""
    path = unquote(_SCHEME.sub("", unicodedata.normalize("NFC", url)))
    parts = [part for part in re.split(r"[/?&#=;]", path) if not _OPAQUE.fullmatch(part)] or [""]
    host, rest = parts[0], parts[1:]
    told = [label for label in host.split(".") if fold(label) not in _SUFFIXES]
    return "\n".join(_CAMEL.sub(" ", part) if not part.isupper() else part for part in (*told, *rest) if part)


def _tokens(texts: Sequence[str]) -> Iterator[Token]:
    sentence = clause = 0
    for zone, text in zip(Zone, texts, strict=True):
        sentence += 1
        clause += 1
        before, last = 0, ""
        for match in _WORD.finditer(text):
            gap = text[before : match.start()]
            if zone is Zone.ADDRESS and fold(match[0]) in _SUFFIXES:
                continue
            if before and _ends_sentence(gap, last, match[0], zone):
                sentence += 1
                clause += 1
            elif _CLAUSE.search(gap):
                clause += 1
            joined = bool(before) and _JOINT.fullmatch(gap) is not None
            yield Token(fold(match[0]), match[0], zone, sentence, clause, joined, gap)
            before, last = match.end(), match[0]


def _ends_sentence(gap: str, before: str, after: str, zone: Zone) -> bool:
    """Tell whether a sentence ends in a gap: not at the full stop of « Dr. » or « J.-B. », nor within an address."""
    if zone is Zone.ADDRESS:
        return "\n" in gap
    if not _SENTENCE.search(gap):
        return False
    if gap.strip(" ,(") in {".", ".-"}:
        return len(before) > 1 and fold(before) not in _ABBREVIATIONS and (after[0].isupper() or not after[0].isalpha())
    return True
