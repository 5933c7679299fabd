"""Says whom of a practice a mention concerns: surely, or maybe (a person will say); nobody when it is not ours.

A page that the practice designated is somebody's. Elsewhere the judgement of `about` decides: its « no » is set
aside, its « uncertain » is kept for a person. Reasons are in French and hold none of the mention's words.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from collector.core.about.judge import Judge
from collector.core.about.lexicon import Lexicon
from collector.core.about.places import Met
from collector.core.about.sightings import Sighting, Title
from collector.core.about.verdict import named
from collector.core.about.wording import Wording
from collector.core.clues import names_place
from collector.core.model import PRACTICE, About, Match, Mention, MentionForm, Practice, Watch
from collector.core.text import fold, plain_words

# Forms that stand on somebody's page; the others only speak of somebody.
_ON_A_PAGE = {
    MentionForm.REVIEW: "Avis publié sur la page que vous avez désignée",
    MentionForm.LISTING: "Fiche publiée à l’adresse que vous avez désignée",
}
_REPORTED = "Désigné par la personne qui l’a vu et noté"
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


class Matcher:
    """Tells whom of a practice the mentions concern."""

    def __init__(self, practice: Practice, lexicon: Lexicon) -> None:
        self._judge = Judge(practice.practitioners, lexicon)
        self._ids = tuple(one.id for one in practice.practitioners)
        self._place = names_place(practice.name)
        self._town = names_place(practice.city)
        self._place_words = frozenset(plain_words(practice.name))

    def claims(self, mention: Mention, watch: Watch) -> tuple[Claim, ...]:
        """Return a claim for each practitioner (or PRACTICE) whom `mention` concerns, or may concern.

        An empty tuple means that the mention is not ours. A page that `watch` names by its address, a file or a
        secret is somebody's; the answers to a query must say by themselves whom they are about.
        """
        wording = self._judge.read(title=mention.title, text=mention.text, address=mention.url or "")
        owners = [one for one in watch.for_ if one in self._ids]
        people = owners or list(self._ids)
        designated = _ON_A_PAGE.get(mention.form)
        if designated is None or (watch.query is not None and watch.file is None):
            return tuple(self._elsewhere(mention, wording, people))
        if len(owners) == 1:
            return tuple(self._on_page_of_one(mention, wording, owners[0], designated))
        return tuple(self._on_shared_page(wording, people, designated))

    def _on_page_of_one(self, mention: Mention, wording: Wording, owner: str, designated: str) -> Iterator[Claim]:
        best = self._judge.evidence(wording, owner).best
        if best is not None and _is_clear(best):
            yield _claim(owner, About.YES, 0.98, designated, named(best))
        elif mention.form is MentionForm.LISTING and self._names_another(mention.title, owner):
            yield _claim(owner, About.UNCERTAIN, 0.4, designated, "Le titre semble nommer une autre personne")
        else:
            yield _claim(owner, About.YES, 0.95, designated)
        yield from self._named_on_page(wording, (one for one in self._ids if one != owner))

    def _on_shared_page(self, wording: Wording, people: Sequence[str], designated: str) -> Iterator[Claim]:
        """Yield who is named on a page of several; what names nobody for sure concerns the practice."""
        claims = list(self._named_on_page(wording, people))
        yield from claims
        if _none_sure(claims):
            yield _claim(PRACTICE, About.YES, 0.95, designated)

    def _named_on_page(self, wording: Wording, people: Iterable[str]) -> Iterator[Claim]:
        for person in people:
            evidence = self._judge.evidence(wording, person)
            if evidence.best is None or not _is_clear(evidence.best):
                continue
            if evidence.rivals.shared:
                yield _claim(person, About.UNCERTAIN, 0.5, named(evidence.best), _SHARED_NAME)
            else:
                yield _claim(person, About.YES, 0.9, named(evidence.best))

    def _elsewhere(self, mention: Mention, wording: Wording, people: Sequence[str]) -> Iterator[Claim]:
        """Yield what a mention says by itself: whom it is about, and the practice when that is nobody for sure."""
        judged = self._judge.judged_among(wording, people)
        text = fold(f"{mention.title}\n{mention.text}")
        told = self._place is not None and self._place.search(text) is not None
        ours = {one for one, match in judged.items() if match.about is About.UNCERTAIN and self._only_us(wording, one)}
        claims = [Claim(one, match) for one, match in judged.items() if match.about is not About.NO and one not in ours]
        yield from claims
        if told and _none_sure(claims):
            in_town = self._town is not None and self._town.search(text) is not None
            about, score = (About.YES, 0.9) if in_town else (About.UNCERTAIN, 0.5)
            yield _claim(PRACTICE, about, score, "Nom complet du cabinet lu")
        elif ours and _none_sure(claims):
            yield _claim(PRACTICE, About.UNCERTAIN, 0.5, "Nom ou téléphone du cabinet lu")

    def _only_us(self, wording: Wording, person: str) -> bool:
        """Tell whether all that designates a person there designates the whole practice."""
        evidence = self._judge.evidence(wording, person)
        who = evidence.bearer.person
        if not evidence.only_place or who.practice.solo:
            return False
        return evidence.phone or self._place_words == frozenset(plain_words(who.practice.name))

    def _names_another(self, title: str, owner: str) -> bool:
        """Tell whether a listing's title begins with the name of a person who is not its owner."""
        head = _HEAD_ENDS.split(title.strip())[0]
        words = [word for word in head.split() if fold(word).strip(".") not in _TITLES]
        titled = len(words) < len(head.split())
        if not words or len(words) + titled < 2 or len(words) > _NAME_WORDS or not all(map(_is_capitalized, words)):
            return False
        evidence = self._judge.evidence(self._judge.read(title=head), owner)
        known = evidence.exact or evidence.work.own_field or evidence.town is not Met.NONE
        plain = set(plain_words(" ".join(words)))
        return not known and not plain & (_BUSINESS | self._place_words) and not plain <= evidence.bearer.naming.words


def reported(watch: Watch) -> tuple[Claim, ...]:
    """Return the claims of what a person reports: it concerns those whom `watch` is for, else the practice."""
    return tuple(_claim(one, About.YES, 1.0, _REPORTED) for one in watch.for_ or (PRACTICE,))


def _is_clear(best: Sighting) -> bool:
    """Tell whether a name stands with its first name, an initial or a title: more than a surname alone."""
    return best.named or best.given.is_initial or best.title is not Title.NONE


def _none_sure(claims: Collection[Claim]) -> bool:
    return not any(one.match.about is About.YES for one in claims)


def _is_capitalized(word: str) -> bool:
    return word[0].isupper()


def _claim(practitioner: str, about: About, score: float, *reasons: str) -> Claim:
    return Claim(practitioner, Match(about=about, score=round(score, 2), reasons=reasons))
