"""Masks in a text what must not be kept of third parties: health, social security numbers, telephones, e-mails, names.

In doubt it masks. What belongs to the practice itself (its practitioners' names, its places, its telephones) stays.
Masking a masked text changes nothing. Addresses of pages, dates and towns are left: see `protection`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from collector.core.clues import TELEPHONE, names_place, national
from collector.core.health_terms import HealthRules, HealthTerms
from collector.core.model import Practice
from collector.core.names import NameForm, NameForms
from collector.core.text import Folded, folded, plain_words, veiled, words_of
from collector.core.third_names import NameRules, OwnNames, ThirdNames

Span = tuple[int, int]


class MaskingRules(HealthRules, NameRules):
    """The lists of `catalog/masking/`, all files together."""


class Kind(StrEnum):
    """What was masked; the first ones win where several meet."""

    NIR = "nir"
    EMAIL = "email"
    PHONE = "phone"
    HEALTH = "health"
    NAME = "name"


_SHOWN = {
    Kind.NIR: "[numéro de sécurité sociale]",
    Kind.EMAIL: "[courriel]",
    Kind.PHONE: "[téléphone]",
    Kind.HEALTH: "[donnée de santé]",
    Kind.NAME: "[nom]",
}
TOKEN = re.compile("|".join(map(re.escape, _SHOWN.values())))

# On folded text. Thirteen digits (Corsica has a letter among them), then a key of two or none.
_NIR = re.compile(
    r"(?<!\d)[1-478](?:[\s.-]{0,2}\d){5}[\s.-]{0,2}[\dab](?:[\s.-]{0,2}\d){6}(?:(?:[\s./-]{0,2}\d){2})?(?!\d)"
)
_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]+(?:@|\s@\s|\s?[(\[{]\s?(?:at|arobase|@)\s?[)\]}]\s?|\sarobase\s)[\w-]+(?:\.[\w-]+)+"
)
_ABROAD = re.compile(r"(?<!\d)\+(?!33)\d{1,3}(?:[\s./()-]{0,2}\d){6,11}(?!\d)")
_HANDLE = re.compile(r"(?<![\w.@])(?:@\w[\w.]{1,39})+")
_MOST_TURNS = 8
_JOINING = re.compile(r"[ '’-]?")  # between two things masked alike that make one


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without what must not be kept, and the kinds of what was there, in alphabetical order."""

    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Secret:
    kind: Kind
    start: int
    end: int


class Masker:
    """The rules and a practice's own names, ready to mask texts; after `turns` over one text, it is masked whole."""

    def __init__(self, rules: MaskingRules, practice: Practice, turns: int = _MOST_TURNS) -> None:
        self.rules = rules
        self._turns = turns
        people = practice.practitioners
        self._own_names = [NameForms(one) for one in people]
        places = (practice.name, *(one.practice.name for one in people))
        towns = (practice.city, *(one.city for one in people))
        self._own_places = [
            place for name in dict.fromkeys((*places, *towns)) if (place := names_place(name)) is not None
        ]
        self._own_phones = frozenset(national(one.phone) for one in people)
        self._own_handles = frozenset(
            "".join(plain_words(name)) for name in (*places, *(one.display_name for one in people))
        )
        own = OwnNames(
            first=frozenset().union(*(one.first_words for one in self._own_names)),
            surnames=frozenset().union(*(one.surname_words for one in self._own_names)),
        )
        ordinary = frozenset(word for one in rules.ordinary_words for word in plain_words(one))
        self._health = HealthTerms(rules, ordinary)
        self._third_names = ThirdNames(rules, own)

    def mask(self, text: str, author: str = "") -> Masked:
        """Return `text` masked, with the author's own name wherever it stands.

        Repeated until nothing is left to mask: what was hidden behind another (a word glued to a telephone) shows once
        that one is gone. Nothing that people write needs more than a few turns; what does is masked whole.
        """
        text = unicodedata.normalize("NFC", text)
        kinds: set[str] = set()
        names = plain_words(author)
        for _ in range(self._turns):
            secrets = self._secrets(text, names)
            if not secrets:
                return Masked(text, tuple(sorted(kinds)))
            kinds.update(one.kind.value for one in secrets)
            text = _without(text, secrets)
        return Masked(_SHOWN[Kind.NAME], tuple(sorted(kinds | {Kind.NAME.value})))

    def _secrets(self, text: str, author: Sequence[str]) -> list[_Secret]:
        """Return what must be masked in a text, in order, without overlap."""
        bare = veiled(text, (match.span() for match in TOKEN.finditer(text)))
        source = folded(veiled(bare, self._own(folded(bare))))
        words = list(words_of(source))
        found = [
            *(_Secret(Kind.NIR, *source.span(*match.span())) for match in _NIR.finditer(source.fold)),
            *(_Secret(Kind.EMAIL, *source.span(*match.span())) for match in _EMAIL.finditer(source.fold)),
            *(_Secret(Kind.PHONE, *span) for span in self._phones(source)),
            *(_Secret(Kind.HEALTH, *span) for span in self._health.find(words)),
            *(_Secret(Kind.NAME, *span) for span in self._third_names.find(words, author)),
            *(_Secret(Kind.NAME, *span) for span in self._handles(source)),
        ]
        kept: list[_Secret] = []
        for one in sorted(found, key=lambda one: (one.start, one.end)):
            _add(one, kept, text)
        return kept

    def _own(self, source: Folded) -> Iterator[Span]:
        """Yield what names the practice and its practitioners for sure; a surname alone may be a patient's."""
        for names in self._own_names:
            for written in names.find(source.fold):
                if written.form is not NameForm.SURNAME_ONLY:
                    yield source.span(written.start, written.end)
        for place in self._own_places:
            for match in place.finditer(source.fold):
                yield source.span(*match.span())

    def _phones(self, source: Folded) -> Iterator[Span]:
        for pattern in (TELEPHONE, _ABROAD):
            for match in pattern.finditer(source.fold):
                if national(match[0]) not in self._own_phones:
                    yield source.span(*match.span())

    def _handles(self, source: Folded) -> Iterator[Span]:
        for match in _HANDLE.finditer(source.fold):
            if "".join(plain_words(match[0])) not in self._own_handles:
                yield source.span(*match.span())


def _add(one: _Secret, kept: list[_Secret], text: str) -> None:
    """Add a secret to those kept before it, made one with the last if they overlap or are the same thing going on."""
    last = kept[-1] if kept else None
    same = last is not None and one.kind is last.kind and _JOINING.fullmatch(text[last.end : one.start])
    if last is not None and (same or one.start < last.end):
        surest = min(last.kind, one.kind, key=list(Kind).index)
        kept[-1] = _Secret(surest, last.start, max(last.end, one.end))
    else:
        kept.append(one)


def _without(text: str, secrets: Iterable[_Secret]) -> str:
    parts: list[str] = []
    done = 0
    for one in secrets:
        parts += (text[done : one.start], _SHOWN[one.kind])
        done = one.end
    return "".join((*parts, text[done:]))
