"""What to do about a mention, and whether within days: rules over its nature, its place and its date."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from collector.core.french import counted, day_in_full, spaced
from collector.core.triage.deciding import Found
from collector.core.triage.labels import Nature, SourceKind, Strategy
from collector.core.triage.law import TriageLaw

_REPLYABLE = frozenset((SourceKind.REVIEW, SourceKind.DIRECTORY))
_HOME = frozenset(("localisation", "telephone", "enfants", "sante"))
_SHORT = 12  # words under which a criticism that names no grievance calls for no reply
_LIKELY = 0.12  # share of what calls for action within days from which it is called for, whatever the first nature


@dataclass(frozen=True, slots=True)
class Situation:
    """A mention as found: its natures, the tags of the rules met, where and when."""

    found: Found
    tags: Collection[str]
    source: SourceKind
    rating: int | None
    published: dt.date | None
    today: dt.date | None
    words: int

    def days_left(self, nature: Nature, law: TriageLaw) -> int | None:
        """Return how many days are left to act on a nature, negative when it is too late; None without a limit."""
        limit = law.natures[nature].limit
        if limit is None or self.published is None or self.today is None:
            return None
        return (limit.last_day(self.published) - self.today).days

    def is_barred(self, nature: Nature, law: TriageLaw) -> bool:
        """Tell whether it is too late to act on a nature."""
        left = self.days_left(nature, law)
        return left is not None and left < 0


@dataclass(frozen=True, slots=True)
class Urgency:
    """Whether to act within days, and why, in French."""

    now: bool
    reasons: tuple[str, ...]


_ALWAYS = {
    Nature.THREAT: Strategy.OFFENSIVE,
    Nature.INSULT: Strategy.DEFENSIVE,
    Nature.PRIVACY: Strategy.DEFENSIVE,
    Nature.FAKE: Strategy.DEFENSIVE,
    Nature.DISPARAGEMENT: Strategy.DEFENSIVE,
}


def strategy(situation: Situation, law: TriageLaw) -> Strategy:
    """Return which of the five reactions of the CNOM's guide fits."""
    nature, tags = situation.found.nature, set(situation.tags)
    if nature in _ALWAYS:
        return _ALWAYS[nature]
    match nature:
        case Nature.HATRED | Nature.DEFAMATION:
            chosen = Strategy.DEFENSIVE if situation.is_barred(nature, law) else Strategy.OFFENSIVE
        case Nature.IMPERSONATION:
            chosen = Strategy.DEFENSIVE if "parodie" in tags else Strategy.OFFENSIVE
        case Nature.LISTING:
            chosen = Strategy.NONE if "officiel" in tags else Strategy.DEFENSIVE
        case Nature.PRESS:
            chosen = Strategy.PREVENTIVE if tags & {"sensible", "delai_presse"} else Strategy.NONE
        case Nature.OFF_TOPIC:
            ours = situation.source in _REPLYABLE and situation.rating is not None and "page_propre" not in tags
            chosen = Strategy.DEFENSIVE if ours else Strategy.NONE
        case _:
            chosen = _about_an_opinion(situation)
    return chosen


def _about_an_opinion(situation: Situation) -> Strategy:
    nature, tags = situation.found.nature, set(situation.tags)
    here = situation.source in _REPLYABLE
    if nature is Nature.PRAISE:
        mistaken = here and situation.rating is not None and situation.rating <= 2
        return Strategy.PEACEFUL if mistaken else Strategy.NONE
    if nature is Nature.CRITICISM:
        silent = not situation.found.grievances and situation.words < _SHORT
        quiet = "sans_texte" in tags or silent or "recours" in tags
        return Strategy.PREVENTIVE if quiet or not here else Strategy.PEACEFUL
    if here and ("question" in tags or situation.found.grievances):
        return Strategy.PEACEFUL
    return Strategy.PREVENTIVE if not here and "question" in tags else Strategy.NONE


def urgency(situation: Situation, law: TriageLaw) -> Urgency:
    """Return whether something must be done within days. In doubt, yes."""
    reasons = [*_by_nature(situation, law), *_by_date(situation, law)]
    if not reasons:
        reasons = _in_doubt(situation, law)
    return Urgency(bool(reasons), tuple(spaced(reason) for reason in reasons))


# What makes a nature urgent: one of these tags, or nothing more than being there.
_PRESSING: Mapping[Nature, tuple[Collection[str], str]] = {
    Nature.THREAT: ((), "Urgent : une menace se signale sans attendre."),
    Nature.HATRED: ((), "Urgent : un propos haineux se signale sans attendre."),
    Nature.DEFAMATION: ((), "Urgent : le délai pour agir court depuis la mise en ligne."),
    Nature.IMPERSONATION: ((), "Urgent : l’usurpation peut faire des victimes chaque jour."),
    Nature.PRIVACY: (_HOME, "Urgent : domicile, téléphone, santé ou enfants sont exposés."),
    Nature.FAKE: (("raid",), "Urgent : un raid est en cours ou se prépare."),
    Nature.DISPARAGEMENT: (("viral",), "Urgent : l’appel au boycott se répand."),
    Nature.LISTING: (("fermeture",), "Urgent : la fiche annonce à tort une fermeture ou un départ."),
    Nature.PRESS: (("delai_presse",), "Urgent : un journaliste attend une réponse avant la parution."),
}


def _is_pressing(nature: Nature, situation: Situation, law: TriageLaw) -> bool:
    if nature not in _PRESSING:
        return False
    if nature is Nature.DEFAMATION and situation.is_barred(nature, law):
        return False
    if nature is Nature.IMPERSONATION and "parodie" in situation.tags:
        return False
    tags, _ = _PRESSING[nature]
    return not tags or bool(set(tags) & set(situation.tags))


def _by_nature(situation: Situation, law: TriageLaw) -> list[str]:
    nature = situation.found.nature
    return [_PRESSING[nature][1]] if _is_pressing(nature, situation, law) else []


def _by_date(situation: Situation, law: TriageLaw) -> list[str]:
    reasons = []
    for nature in (situation.found.nature, *situation.found.also):
        left = situation.days_left(nature, law)
        limit = law.natures[nature].limit
        if left is not None and limit is not None and situation.published and 0 <= left <= law.last_days:
            last = day_in_full(limit.last_day(situation.published))
            reasons.append(f"Urgent : il reste {counted(left, 'jour', 'jours')} pour agir (jusqu’au {last}).")
    return reasons[:1]


def _in_doubt(situation: Situation, law: TriageLaw) -> list[str]:
    shares = situation.found.shares
    if sum(shares[nature] for nature in _PRESSING if _is_pressing(nature, situation, law)) < _LIKELY:
        return []
    return ["Urgent dans le doute : ce texte peut aussi relever d’une qualification qui n’attend pas ; à lire d’abord."]
