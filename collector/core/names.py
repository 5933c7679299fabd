"""The written forms of a practitioner's name, and where they stand in a folded text.

Finds names; decides nothing about whom they designate (see `matching`).

Patterns hold no repetition that is not bounded and no repetition within another: no text makes them slow. Most texts
name nobody: a plain search of the surname comes first.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from collector.core.model import Practitioner, Profession
from collector.core.text import plain_words

_DASH = "\u2010-\u2015-"
_INSIDE = rf"[\s'._{_DASH}]{{0,2}}"  # within a compound name: « Le Bihan », « Le-Bihan », « Lebihan », « N'Guyen »
_BETWEEN = rf"(?:[\s'_+,{_DASH}]{{1,3}}|\.)"  # between first and last name
# A hyphen glues names into another one: neither « Marie-Anne Lefèvre » nor « Anne Lefèvre-Dupont » is Anne Lefèvre.
_START = r"(?<![^\W_])(?:(?<![^\W_]-)|(?<=\bdr-)|(?<=\bpr-)|(?<=\bdocteur-))"
_END = r"(?![^\W_])(?!-[^\W_])"

_TITLES = ("dr", "dre", "drs", "docteur", "docteure", "docteurs", "doctor", "pr", "prof", "professeur", "professeure")
_CIVILITIES = ("m", "mr", "monsieur", "mme", "mlle", "madame", "mademoiselle")
# These professions bear no title: patients write « Madame Durand ».
_UNTITLED = frozenset((Profession.MIDWIFE, Profession.PHYSIOTHERAPIST, Profession.NURSE))
# Single letters that are a word, or « Monsieur »: not initials unless a dot or a title tells.
_WORD_LETTERS = frozenset("ayo")
_MONSIEUR = "m"

_Name = tuple[str, ...]  # the folded words of a first name or surname


class NameForm(StrEnum):
    """How a practitioner is named, from the surest form to the weakest."""

    FULL = "full"  # first and last name, in either order
    INITIAL = "initial"  # initial and last name
    TITLED = "titled"  # « Dr » and last name
    SURNAME_ONLY = "surname-only"  # may be another person, or a common word


@dataclass(frozen=True, slots=True)
class Written:
    """One place of a folded text where a practitioner is named."""

    form: NameForm
    start: int
    end: int


class NameForms:
    """Every written form of one practitioner's name, ready to be looked for in folded texts (`text.fold`)."""

    def __init__(self, person: Practitioner) -> None:
        self._firsts, self._surnames = declared_names(person)
        self._hints = {max(surname, key=len) for surname in self._surnames}
        self._patterns = tuple(_patterns(person, self._firsts, self._surnames))

    @property
    def first_words(self) -> frozenset[str]:
        """Return every folded word of the first names."""
        return frozenset(itertools.chain.from_iterable(self._firsts))

    @property
    def surname_words(self) -> frozenset[str]:
        """Return every folded word of the surnames."""
        return frozenset(itertools.chain.from_iterable(self._surnames))

    def find(self, folded: str) -> tuple[Written, ...]:
        """Return where the person is named; where several forms overlap, the surest one."""
        found: list[Written] = []
        taken = bytearray(len(folded))
        for form, pattern in self._possible(folded):
            for match in pattern.finditer(folded):
                start, end = match.span()
                if not any(taken[start:end]):
                    taken[start:end] = b"\x01" * (end - start)
                    found.append(Written(form, start, end))
        return tuple(sorted(found, key=lambda one: one.start))

    def _possible(self, folded: str) -> Iterator[tuple[NameForm, re.Pattern[str]]]:
        if any(hint in folded for hint in self._hints):
            yield from self._patterns


def declared_names(person: Practitioner) -> tuple[list[_Name], list[_Name]]:
    """Return the first names and the surnames of a person, as declared and as the variants imply."""
    firsts = [plain_words(person.first_name)]
    surnames = [plain_words(name) for name in (person.last_name, person.birth_name, person.married_name) if name]
    for one, other in itertools.permutations(list(dict.fromkeys(surnames)), 2):
        surnames.append(one + other)
    for variant in person.variants:
        _learn(variant, firsts, surnames)
    return _distinct(firsts), _distinct(surnames)


def _learn(variant: str, firsts: list[_Name], surnames: list[_Name]) -> None:
    """Add to the known names what one declared variant teaches: another surname, or another first name."""
    groups = [
        group for group in map(plain_words, variant.split()) if group and group[0] not in (*_TITLES, *_CIVILITIES)
    ]
    words = tuple(itertools.chain.from_iterable(groups))
    surname = next((known for known in sorted(surnames, key=len, reverse=True) if _without(words, known)), None)
    if surname is None:
        rest = next((rest for known in firsts if (rest := _without(words, known))), words)
        surnames.append(tuple(itertools.dropwhile(lambda word: len(word) == 1, rest)))
        return
    rest = _without(words, surname) or ()
    if rest in surnames or any(len(group) > len(surname) and _without(group, surname) for group in groups):
        surnames.append(words)  # « Leroy-Delaunay »: two surnames made one
    elif not _are_initials(rest, firsts):
        firsts.append(rest)


def _are_initials(words: _Name, firsts: Sequence[_Name]) -> bool:
    letters = "".join(words)
    return all(len(word) == 1 for word in words) or letters in {"".join(word[0] for word in one) for one in firsts}


def _without(words: _Name, part: _Name) -> _Name | None:
    """Return `words` less the run `part`, or None if it is not in them or if nothing would be left."""
    size = len(part)
    at = next((i for i in range(len(words) - size + 1) if words[i : i + size] == part), None)
    return None if at is None else (words[:at] + words[at + size :]) or None


def _distinct(names: Sequence[_Name]) -> list[_Name]:
    return [name for name in dict.fromkeys(names) if name]


def _patterns(
    person: Practitioner, firsts: Sequence[_Name], surnames: Sequence[_Name]
) -> Iterator[tuple[NameForm, re.Pattern[str]]]:
    """Yield the patterns of each form, the surest first."""
    if not firsts or not surnames:
        return  # a name without a letter or a digit cannot be looked for
    first, last = _any_of(firsts), _any_of(surnames)
    yield NameForm.FULL, re.compile(f"{_START}(?:{first}{_BETWEEN}{last}|{last}{_BETWEEN}{first}){_END}")
    title = _title(person)
    initial = "|".join(_with_initial(first_name, last, title) for first_name in firsts)
    yield NameForm.INITIAL, re.compile(f"{_START}(?:{initial})(?!'){_END}")
    yield NameForm.TITLED, re.compile(rf"{_START}{title}[\s._{_DASH}]{{1,3}}{last}{_END}")
    yield NameForm.SURNAME_ONLY, re.compile(f"{_START}{last}{_END}")


def _any_of(names: Sequence[_Name]) -> str:
    spelled = (_INSIDE.join(map(re.escape, name)) for name in sorted(names, key=len, reverse=True))
    return f"(?:{'|'.join(spelled)})"


def _title(person: Practitioner) -> str:
    untitled = person.profession in _UNTITLED or set(plain_words(person.title)) & set(_CIVILITIES)
    words = (*_TITLES, *_CIVILITIES) if untitled else _TITLES
    return f"(?:{'|'.join(words)})"


def _with_initial(first: _Name, last: str, title: str) -> str:
    """Return the alternatives « A. Lefèvre », « A.-S. Lefèvre », « AS Lefèvre », « Dr A Lefèvre », « LEFEVRE A. »."""
    letter, rest = first[0][0], [word[0] for word in first[1:]]
    apart = rf"[\s.{_DASH}]{{0,3}}"
    dotted = rf"{letter}\.{apart}" + "".join(rf"(?:{one}{apart})?" for one in rest)
    bare = letter + "".join(rf"{apart}{one}" for one in rest) if rest else letter
    forms = [rf"{title}[\s.]{{1,2}}(?:{bare}[\s.]{{1,2}}|{letter}[\s.]{{1,2}}){last}", rf"{last}[\s,]{{1,3}}{letter}\."]
    if letter != _MONSIEUR:
        forms.append(f"{dotted}{last}")
    if rest:
        forms += [rf"{bare}[\s.]{{1,2}}{last}", rf"{last}[\s,]{{1,3}}{bare}"]
    elif letter not in _WORD_LETTERS | {_MONSIEUR}:
        forms.append(rf"{bare}\s{{1,2}}{last}")
    return "|".join(forms)
