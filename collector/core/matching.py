"""Decides whether a mention concerns a practitioner: yes, maybe (a person will say), or not at all.

Plain name matching: a name as written, and what stands around it. When in doubt it says « incertain », never no.
Reasons are in French, for the practitioner, and hold none of the mention's words.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from collector.core.clues import Clue, Clues, Zones, is_medical, names_place, zones_of
from collector.core.french import NO_BREAK
from collector.core.model import PRACTICE, About, Match, Mention, MentionForm, Practice, Watch
from collector.core.names import NameForm, NameForms
from collector.core.text import fold, plain_words

# Forms that stand on somebody's page; the others only speak of somebody.
_ON_A_PAGE = {
    MentionForm.REVIEW: "Avis publié sur la page que vous avez désignée",
    MentionForm.LISTING: "Fiche publiée à l’adresse que vous avez désignée",
}
_NAMED = {
    NameForm.FULL: "Nom complet lu",
    NameForm.INITIAL: "Initiale et nom lus",
    NameForm.TITLED: "Nom précédé de son titre lu",
    NameForm.SURNAME_ONLY: "Nom seul lu",
}
_CLEAR = frozenset((NameForm.FULL, NameForm.INITIAL, NameForm.TITLED))
# Clues that place the person exactly: a name beside one of them is hardly another's.
_EXACT = frozenset((Clue.SOLO_PLACE, Clue.PLACE, Clue.STREET, Clue.SHARED_PHONE))
_ALONE = {Clue.RPPS: 1.0, Clue.DIRECT_LINE: 0.95, Clue.SOLO_PLACE: 0.85}  # each designates one person by itself
_REPORTED = "Désigné par la personne qui l’a vu et noté"
_HOMONYM = "Le texte répond aussi à la description d’un homonyme"
_SHARED_NAME = "Plusieurs praticiens du cabinet portent ce nom"
_HEAD_ENDS = re.compile(r"[,;:|(–—•\n]|\s-\s")
_TITLES = frozenset(("dr", "dre", "docteur", "docteure", "pr", "professeur", "m", "mr", "mme", "monsieur", "madame"))
_BUSINESS = frozenset(
    """accueil association avis cabinet centre clinique fiche groupe hopital institut laboratoire maison medecin medical
    medicale page pole profil sante service""".split()  # noqa: SIM905 - a list to read
)
_NAME_WORDS = 4  # more capitalised words than that are a sentence, not a person's name


@dataclass(frozen=True, slots=True)
class Claim:
    """One practitioner (an id, or PRACTICE) whom a mention concerns, or may concern."""

    practitioner: str
    match: Match


@dataclass(frozen=True, slots=True)
class _Person:
    """A practitioner and what tells him or her; the `shared` forms of the name also designate a colleague."""

    id: str
    names: NameForms
    clues: Clues
    shared: frozenset[NameForm]

    def named(self, zones: Zones) -> tuple[NameForm, str] | None:
        """Return the surest form of the name in a mention, and the reason that says where; or None."""
        places = ((zones.title, "dans le titre"), (zones.text, "dans le texte"), (zones.address, "dans l’adresse web"))
        found = [(form, where) for text, where in places if (form := self.names.strongest(text))]
        if not found:
            return None
        form, where = min(found, key=lambda one: list(NameForm).index(one[0]))
        return form, f"{_NAMED[form]} {where}"

    def claim(self, about: About, score: float, *reasons: str) -> Claim:
        """Return a claim for this person."""
        return _claim(self.id, about, score, *reasons)


class Matcher:
    """Tells whom of a practice the mentions concern."""

    def __init__(self, practice: Practice) -> None:
        names = {one.id: NameForms(one) for one in practice.practitioners}
        self._people = {
            one.id: _Person(one.id, names[one.id], Clues(one, practice), _shared(one.id, names))
            for one in practice.practitioners
        }
        self._place = names_place(practice.name)
        self._town = names_place(practice.city)
        self._place_words = frozenset(plain_words(practice.name))

    def claims(self, mention: Mention, watch: Watch) -> tuple[Claim, ...]:
        """Return a claim for each practitioner (or PRACTICE) whom `mention` concerns, or may concern.

        An empty tuple means that the mention is not ours. A page that `watch` names by its address, a file or a
        secret is somebody's; the answers to a query must say by themselves whom they are about.
        """
        zones = zones_of(mention)
        owners = [self._people[one] for one in watch.for_ if one in self._people]
        people = owners or list(self._people.values())
        designated = _ON_A_PAGE.get(mention.form)
        if designated is None or (watch.query is not None and watch.file is None):
            return tuple(self._elsewhere(zones, people))
        if len(owners) == 1:
            return tuple(self._on_page_of_one(mention, zones, owners[0], designated))
        return tuple(_on_shared_page(zones, people, designated))

    def _on_page_of_one(self, mention: Mention, zones: Zones, owner: _Person, designated: str) -> Iterator[Claim]:
        form, reason = owner.named(zones) or (None, "")
        if form in _CLEAR:
            yield owner.claim(About.YES, 0.98, designated, reason)
        elif mention.form is MentionForm.LISTING and self._names_another(mention.title, owner):
            yield owner.claim(About.UNCERTAIN, 0.4, designated, "Le titre semble nommer une autre personne")
        else:
            yield owner.claim(About.YES, 0.95, designated)
        yield from _named_on_page(zones, (one for one in self._people.values() if one is not owner))

    def _elsewhere(self, zones: Zones, people: Sequence[_Person]) -> Iterator[Claim]:
        """Yield what a mention says by itself: whom it names, and the practice when it names nobody for sure."""
        claims = [claim for person in people if (claim := _judged(person, zones))]
        yield from claims
        if _none_sure(claims) and self._place is not None and self._place.search(zones.all):
            in_town = self._town is not None and self._town.search(zones.all) is not None
            about, score = (About.YES, 0.9) if in_town else (About.UNCERTAIN, 0.5)
            yield _claim(PRACTICE, about, score, "Nom complet du cabinet lu")

    def _names_another(self, title: str, owner: _Person) -> bool:
        """Tell whether a listing's title begins with the name of a person who is not its owner."""
        head = _HEAD_ENDS.split(title.strip())[0]
        words = [word for word in head.split() if fold(word).strip(".") not in _TITLES]
        titled = len(words) < len(head.split())
        if not words or len(words) + titled < 2 or len(words) > _NAME_WORDS or not all(map(_is_capitalized, words)):
            return False
        plain = set(plain_words(" ".join(words)))
        own = owner.names.first_words | owner.names.surname_words
        known = owner.clues.speaking_for(Zones(fold(head), "", ""))
        return not known and not plain & (_BUSINESS | self._place_words) and not plain <= own


def reported(watch: Watch) -> tuple[Claim, ...]:
    """Return the claims of what a person reports: it concerns those whom `watch` is for, else the practice."""
    return tuple(_claim(one, About.YES, 1.0, _REPORTED) for one in watch.for_ or (PRACTICE,))


def _on_shared_page(zones: Zones, people: Sequence[_Person], designated: str) -> Iterator[Claim]:
    """Yield who is named on a page of several; what names nobody for sure concerns the practice."""
    claims = list(_named_on_page(zones, people))
    yield from claims
    if _none_sure(claims):
        yield _claim(PRACTICE, About.YES, 0.95, designated)


def _named_on_page(zones: Zones, people: Iterable[_Person]) -> Iterator[Claim]:
    for person in people:
        form, reason = person.named(zones) or (None, "")
        if form in person.shared:
            yield person.claim(About.UNCERTAIN, 0.5, reason, _SHARED_NAME)
        elif form in _CLEAR:
            yield person.claim(About.YES, 0.9, reason)


def _judged(person: _Person, zones: Zones) -> Claim | None:
    """Return what a mention found anywhere says of one person, or None when it says nothing."""
    clues = person.clues.speaking_for(zones)
    form, reason = person.named(zones) or (None, "")
    reasons = tuple(filter(None, (reason, *clues.values())))
    alone = max((_ALONE.get(clue, 0.0) for clue in clues), default=0.0)
    if alone:
        return person.claim(About.YES, alone, *reasons)
    if form in _CLEAR:
        return _judged_by_name(person, form, zones, clues, reasons)
    if form is NameForm.SURNAME_ONLY and len(clues) > 1:
        return person.claim(About.UNCERTAIN, 0.3, *reasons)
    return None


def _judged_by_name(
    person: _Person, form: NameForm, zones: Zones, clues: Mapping[Clue, str], reasons: tuple[str, ...]
) -> Claim | None:
    """Return what a clear name says: yes without a doubt, nothing when only a declared homonym fits, else maybe."""
    doubts = tuple(_doubts(person, form, zones, clues))
    if not doubts:
        base = 0.85 if form is NameForm.FULL else 0.75
        return person.claim(About.YES, min(base + 0.05 * len(clues), 0.98), *reasons)
    if _HOMONYM in doubts and not clues:
        return None
    return person.claim(About.UNCERTAIN, 0.4 if clues else 0.2, *reasons, *doubts)


def _doubts(person: _Person, form: NameForm, zones: Zones, clues: Mapping[Clue, str]) -> Iterator[str]:
    """Yield why a clear name does not suffice."""
    if form in person.shared:
        yield _SHARED_NAME
    if _EXACT.isdisjoint(clues):
        if person.clues.tells_homonym(zones):
            yield _HOMONYM
        other = None if Clue.SPECIALTY in clues else person.clues.other_profession(zones)
        if other:
            yield f"Autre métier évoqué{NO_BREAK}: {other}"
    if form is not NameForm.FULL:
        if len(clues) < 2 and Clue.PLACE not in clues and Clue.SHARED_PHONE not in clues:
            yield f"Nom sans prénom{NO_BREAK}: une autre personne peut le porter"
    elif not clues:
        yield "Prénom et nom seuls"
    elif set(clues) == {Clue.TOWN} and not is_medical(zones):
        yield "Rien dans le texte ne parle de soins"


def _shared(person: str, names: Mapping[str, NameForms]) -> frozenset[NameForm]:
    """Return the forms of a person's name that also designate a colleague."""
    own = names[person]
    shared: set[NameForm] = set()
    for other in (name for key, name in names.items() if key != person and name.surnames & own.surnames):
        shared.add(NameForm.TITLED)
        if other.initials & own.initials:
            shared.add(NameForm.INITIAL)
        if other.first_names & own.first_names:
            shared.add(NameForm.FULL)
    return frozenset(shared)


def _none_sure(claims: Collection[Claim]) -> bool:
    return not any(one.match.about is About.YES for one in claims)


def _is_capitalized(word: str) -> bool:
    return word[0].isupper()


def _claim(practitioner: str, about: About, score: float, *reasons: str) -> Claim:
    return Claim(practitioner, Match(about=about, score=round(score, 2), reasons=reasons))
