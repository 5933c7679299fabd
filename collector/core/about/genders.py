"""Tells whether a practitioner, a homonym, or whoever a wording speaks of, is a woman or a man."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from collector.core.about.lexicon import Hit, Lexicon, Sort
from collector.core.about.sightings import Sighting, Title
from collector.core.about.wording import Wording, Zone
from collector.core.text import plain_words

_MISTER = "m"
_THE = frozenset(("la", "le"))  # « Mme le Dr Boulanger »
_SHE = frozenset(("cette", "la", "ma", "sa", "une"))  # before a specialty: the one spoken of is a woman
# How a specialty ends when it tells somebody, and not the discipline: « la dermatologue », not « la dermatologie ».
_SOMEBODY = ("logue", "iste", "iatre", "peute", "ienne", "iere", "dermato", "gyneco", "ophtalmo", "rhumato", "psy")
_POINTED = frozenset(("ce", "cet", "cette", "est"))
_POINTED_REACH = 3  # words
# Behind « il », these make it nobody.
_NOBODY = frozenset(
    """agit convient existe fait fallait faudra faudrait faut manque parait pleut plait possible reste s semble suffit
    vaut y""".split()  # noqa: SIM905 - a list to read
)
_JUDGED = frozenset("clair difficile dommage evident facile impossible possible rare temps urgent vrai".split())  # noqa: SIM905


class Gender(Enum):
    """A woman or a man, as words agree with her or him."""

    SHE = "elle"
    HE = "il"


def gender_of(title: str, first_name: str, told: str, lexicon: Lexicon) -> Gender | None:
    """Return the gender of somebody declared, by the title, the profession, else the first name."""
    titles = plain_words(title)
    first = plain_words(first_name)[:1]
    professions = plain_words(told)
    for gender, marks in ((Gender.SHE, lexicon.feminine), (Gender.HE, lexicon.masculine)):
        male = gender is Gender.HE and _MISTER in titles
        if male or not marks.titles.isdisjoint(titles) or not marks.words.isdisjoint(professions):
            return gender
    for gender, marks in ((Gender.SHE, lexicon.feminine), (Gender.HE, lexicon.masculine)):
        if not marks.first_names.isdisjoint(first):
            return gender
    return None


class Spoken:
    """What a wording tells of the gender of whoever bears the name there."""

    def __init__(
        self, wording: Wording, lexicon: Lexicon, sightings: Sequence[Sighting], fields: Sequence[Hit]
    ) -> None:
        self._wording = wording
        self._lexicon = lexicon
        self._sightings = sightings
        self._fields = fields

    def plainly(self) -> Gender | None:
        """Return the gender by the title, the article or the noun; None if nothing tells it, or both are told."""
        return _only((*self._by_titles(), *self._by_articles(), *self._by_nouns()))

    def titled(self) -> frozenset[Gender]:
        """Return the genders told by the titles that stand before the name."""
        return frozenset(self._by_titles())

    def by_pronouns(self) -> Gender | None:
        """Return the gender by « elle » and « il », when nobody else is there of whom they may be said."""
        wording = self._wording
        if any(token.plain in self._lexicon.other_people for token in wording.tokens):
            return None
        return _only(self._by_pronouns())

    def _by_titles(self) -> Iterator[Gender]:
        tokens = self._wording.tokens
        for one in self._sightings:
            start = one.start
            if start > 1 and tokens[start - 1].plain in _THE and tokens[start - 2].sentence == tokens[start].sentence:
                start -= 2
            for at in {start, max(start - 1, 0), one.start}:
                if tokens[at].sentence != tokens[one.start].sentence or tokens[at].zone is not one.zone:
                    continue
                if tokens[at].plain in self._lexicon.feminine.titles:
                    yield Gender.SHE
                lone = tokens[at].plain == _MISTER and at == one.start and one.title is Title.CIVIL
                if lone or tokens[at].plain in self._lexicon.masculine.titles:
                    yield Gender.HE

    def _by_articles(self) -> Iterator[Gender]:
        tokens = self._wording.tokens
        for hit in self._fields:
            told = tokens[hit.start]
            if told.zone is Zone.ADDRESS or not told.plain.endswith(_SOMEBODY):
                continue
            around = range(max(0, hit.start - 2), hit.start)
            before = [tokens[at].plain for at in around if tokens[at].clause == told.clause]
            if before and (before[-1] in _SHE or (before[0] in _SHE and before[-1].endswith("e"))):
                yield Gender.SHE

    def _by_nouns(self) -> Iterator[Gender]:
        wording = self._wording
        composed = {at for hit in wording.hits[Sort.FIELD] if hit.end - hit.start > 1 for at in range(*hit[:2])}
        for at, token in enumerate(wording.tokens):
            if at in composed or token.zone is Zone.ADDRESS:
                continue
            pointed = any(
                wording.tokens[back].plain in _POINTED and wording.tokens[back].clause == token.clause
                for back in range(max(0, at - _POINTED_REACH), at)
            )
            if pointed and token.plain in self._lexicon.feminine.words:
                yield Gender.SHE
            if pointed and token.plain in self._lexicon.masculine.words:
                yield Gender.HE

    def _by_pronouns(self) -> Iterator[Gender]:
        tokens = self._wording.tokens
        for at, token in enumerate(tokens):
            if token.zone is Zone.ADDRESS:
                continue
            if token.plain == "elle":
                yield Gender.SHE
            if token.plain == "il" and not _is_nobody([one.plain for one in tokens[at + 1 : at + 4]]):
                yield Gender.HE


def _is_nobody(following: Sequence[str]) -> bool:
    """Tell whether « il » is nobody: « il faut », « il n'y a », « il est rare »."""
    words = following[1:] if following[:1] in (["n"], ["ne"]) else following
    return not words or words[0] in _NOBODY or (words[0] in {"est", "etait"} and not _JUDGED.isdisjoint(words[1:2]))


def _only(told: Iterable[Gender]) -> Gender | None:
    """Return the only gender told, or None."""
    found = set(told)
    return found.pop() if len(found) == 1 else None
