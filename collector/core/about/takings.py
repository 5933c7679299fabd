"""Says why a surname is not the person: it is somebody else's, or that of a business, a street, a town, or a word."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from collector.core.about.first_names import Beside, FirstNames, Given
from collector.core.about.lexicon import PARTICLES, Lexicon, Sort
from collector.core.about.wording import HYPHENS, Wording, Zone

_TO_A_TOWN = frozenset("a d de depuis direction pres sur vers".split())  # noqa: SIM905

# Before a title and a name: what is called after somebody.
_NAMED_AFTER = frozenset(
    """allee allees av avenue bd boulevard chemin college ecole esplanade fondation impasse lycee prix quai route rue
    salle square stade""".split()  # noqa: SIM905 - a list to read
)
_WORDS_OF_SIGNING = 2
_SIGNED_BY = frozenset((("avis", "de"), ("commentaire", "de"), ("message", "de"), ("temoignage", "de")))
_SIGNED = frozenset(
    (("m", "appelle"), *((one, "par") for one in ("depose", "ecrit", "laisse", "poste", "publie", "redige", "signe")))
)


class Taken(StrEnum):
    """Why a sighting is not the person."""

    OTHER_PERSON = "Autre prénom devant ou derrière ce nom"
    OTHER_INITIAL = "Autre initiale devant ce nom"
    LONGER_NAME = "Partie d’un nom plus long, d’une autre personne"
    ORGANISATION = "Nom d’un commerce, d’une rue, d’un établissement ou d’une organisation"
    OTHER_TITLE = "Titre d’une autre personne devant ce nom"
    AUTHOR = "Nom de qui écrit"
    TOWN = "Nom d’une ville ou d’un lieu"
    COMMON_WORD = "Mot courant, et non le nom"


@dataclass(frozen=True, slots=True)
class Others:
    """What else the name may be: surnames that are words of every day, or towns; first names of homonyms."""

    words: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()


class Span(NamedTuple):
    """Where a name stands: from its title, from its first name, from its surname, and up to which word."""

    titled_from: int
    start: int
    at: int
    end: int


class Takings:
    """Looks around one practitioner's surname for what makes it something else."""

    def __init__(self, sides: FirstNames, lexicon: Lexicon, others: Others) -> None:
        self._sides = sides
        self._lexicon = lexicon
        self._others = others

    def of(self, wording: Wording, name: Span, best: Beside, *, untitled: bool) -> Taken | None:
        """Return why a name is not the person, or None."""
        titled_from, start, at, end = name
        longer = self._is_longer(wording, start, end) or (start < at and self._is_compound_first(wording, at, end))
        bare = untitled and best.given >= Given.NONE
        reasons = {
            Taken.OTHER_PERSON: best.given is Given.OTHER,
            Taken.LONGER_NAME: longer or (best.given >= Given.NONE and self._is_first_of_another(wording, at, end)),
            Taken.OTHER_INITIAL: best.given is Given.OTHER_INITIAL,
            Taken.OTHER_TITLE: untitled and best.given > Given.SOUNDS and self._bears_other_title(wording, start),
            Taken.ORGANISATION: (untitled and self._names_organisation(wording, titled_from, end, best))
            or (best.given >= Given.NONE and self._names_street(wording, titled_from, at)),
            Taken.AUTHOR: _signs(wording, titled_from),
            Taken.TOWN: bare and self._is_town(wording, at, end),
            Taken.COMMON_WORD: bare and self._is_common_word(wording, at, end),
        }
        return next((taken for taken, applies in reasons.items() if applies), None)

    def _is_longer(self, wording: Wording, start: int, end: int) -> bool:
        """Tell whether a hyphen makes the surname a part of another: « Roux-Martin », « Saint-Roux »."""
        tokens = wording.tokens
        if tokens[start].zone is Zone.ADDRESS:
            return False
        before = start > 0 and tokens[start].gap in HYPHENS and start - 1 not in wording.covered[Sort.MEDICAL_TITLE]
        after = end < len(tokens) and tokens[end].gap in HYPHENS and tokens[end].plain.isalpha()
        return before or (after and tokens[end].capital == tokens[end - 1].capital)

    def _is_compound_first(self, wording: Wording, at: int, end: int) -> bool:
        """Tell whether first name and surname make another's first name: « Jean-Martin Dupuis »."""
        tokens = wording.tokens
        if tokens[at].zone is Zone.ADDRESS or tokens[at].gap not in HYPHENS or end >= len(tokens):
            return False
        return tokens[end].joined and tokens[end].capital and not self._sides.is_told(wording, end)

    def _is_first_of_another(self, wording: Wording, at: int, end: int) -> bool:
        """Tell whether a surname that is also a first name is one here: « Dr Thomas Sentenac »."""
        tokens = wording.tokens
        if end >= len(tokens) or wording.glued(at, end) not in self._lexicon.first_names:
            return False
        follows = tokens[end].joined and tokens[end].sentence == tokens[at].sentence and tokens[end].capital
        return follows and tokens[end].zone is not Zone.ADDRESS and not self._sides.is_told(wording, end)

    def _bears_other_title(self, wording: Wording, start: int) -> bool:
        return start > 0 and wording.tokens[start].joined and (start - 1) in wording.covered[Sort.OTHER_TITLE]

    def _names_organisation(self, wording: Wording, start: int, end: int, best: Beside) -> bool:
        """Tell whether a word of organisation or of street stands before the name, or one of business behind."""
        tokens = wording.tokens
        if _stands_at(wording, start) and best.given >= Given.NONE:
            return True
        at = start - 1
        while at >= 0 and at > start - 4 and tokens[at].plain in self._lexicon.links and tokens[at + 1].joined:
            at -= 1
        if at >= 0 and tokens[at].sentence == tokens[start].sentence and tokens[at + 1].joined:
            at = at - 1 if at > 0 and wording.covers(at, Sort.OTHER_TITLE) else at
            street = tokens[at].plain in self._lexicon.streets and len(tokens[at].plain) > 1
            if street or wording.covers(at, Sort.ORGANISATION):
                return street or best.given > Given.SOUNDS or at == start - 1
        if end >= len(tokens) or tokens[end].sentence != tokens[end - 1].sentence or tokens[end].gap.startswith(","):
            return False
        owned = tokens[end].plain == "s" and tokens[end].joined  # « Roux's Pub »
        return any(hit.start == end + owned for hit in wording.hits[Sort.BEHIND])

    def _names_street(self, wording: Wording, titled_from: int, at: int) -> bool:
        """Tell whether a name with its title is that of a street or a school: « rue du Docteur-Roux »."""
        tokens, before = wording.tokens, titled_from - 1
        while before >= 0 and tokens[before].plain in self._lexicon.links and tokens[before + 1].joined:
            before -= 1
        if titled_from == at or before < 0 or not tokens[before + 1].joined:
            return False
        return tokens[before].plain in _NAMED_AFTER or (tokens[before].plain == "place" and tokens[at].gap in HYPHENS)

    def _is_town(self, wording: Wording, at: int, end: int) -> bool:
        """Tell whether a surname that is also a town is that town: « à Laval », « le centre médical de Vaucresson »."""
        if wording.glued(at, end) not in self._others.towns or wording.tokens[at].zone is Zone.ADDRESS:
            return False
        if wording.starts_sentence(at):
            return False
        before = wording.tokens[at - 1].plain
        if end - at > 1 and wording.tokens[at].plain in PARTICLES:
            return before in self._lexicon.generic_places or wording.covers(at - 1, Sort.ORGANISATION)
        return before in _TO_A_TOWN

    def _is_common_word(self, wording: Wording, at: int, end: int) -> bool:
        """Tell whether a surname that is a word of every day is that word here: « le petit », « je suis roux »."""
        token = wording.tokens[at]
        if wording.glued(at, end) not in self._others.words or token.zone is Zone.ADDRESS or token.capital:
            return False
        return not wording.starts_sentence(at) and wording.tokens[at - 1].plain in self._lexicon.determiners


def _signs(wording: Wording, start: int) -> bool:
    """Tell whether a name is that of whoever writes: « je m'appelle Roux », « avis de M. Roux », « signé : Roux »."""
    before = [token.plain for token in wording.tokens[max(0, start - 2) : start]]
    if wording.tokens[start].zone is Zone.ADDRESS or len(before) < _WORDS_OF_SIGNING:
        return False
    civil = start in wording.covered[Sort.CIVIL_TITLE]
    return tuple(before) in _SIGNED or (civil and tuple(before) in _SIGNED_BY)


def _stands_at(wording: Wording, start: int) -> bool:
    """Tell whether « Chez » stands before a name as the beginning of an establishment's: « Chez Nguyen »."""
    before = wording.tokens[start - 1] if start else None
    if before is None or before.plain != "chez" or not before.capital or not wording.tokens[start].joined:
        return False
    return before.zone is Zone.TITLE or not wording.starts_sentence(start - 1)
