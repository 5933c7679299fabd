"""From the model's scores to a nature, what applies beside it, and grievances. Doubt takes the protective side."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from collector.core.triage.labels import ILLICIT, OPINIONS, Grievance, Nature
from collector.core.triage.linear import LinearModel, shares

# Chosen on judgements of writers that the model had not seen, and with a look at another set (docs/judgement.md).
DOUBTFUL = 0.45  # share of all illicit natures together from which the likeliest is told beside a lawful one
DOUBTFUL_ELSEWHERE = 0.35  # the same beside press, listings and the like, where the author’s opinion is seldom at stake
BESIDE = 0.30  # share from which an illicit nature is told beside another
SURE = 0.60  # share of one nature under which the judgement says that it doubts
UNSIGNED = 1.0  # taken off the score of a false review when nothing in the text says that it is one
UNSAID = 3.6  # taken off every illicit score when a few words hold none that a rule knows
_MIDDLE = 3
COMPLAINED = 0.34  # probability from which a grievance of a criticism is told
COMPLAINED_ELSEWHERE = 0.42  # the same where criticism is not the point
LIKELIEST = 0.18  # probability from which the likeliest grievance of a criticism is told, when no other is


@dataclass(frozen=True, slots=True)
class Found:
    """A nature, those that apply beside it, the share of each, and what the author complains about."""

    nature: Nature
    also: tuple[Nature, ...]
    shares: Mapping[Nature, float]
    grievances: tuple[Grievance, ...]
    worth: Mapping[str, float]

    @property
    def doubtful(self) -> bool:
        """Tell whether another nature is nearly as likely."""
        return self.shares[self.nature] < SURE


def decide(model: LinearModel, named: Collection[str], *, faked: bool, mild: bool) -> Found:
    """Return what the model makes of the features of a mention.

    `faked` tells that the text bears a sign of a false review: without one, praise with a single star is a mistake of
    the thumb, and a short complaint is a short complaint. `mild` tells that the text is a few words that no rule
    takes for unlawful: pieces of so few words say little, and « Bonjour » accuses nobody.
    """
    worth = model.worth(named)
    scores = model.scores(worth)
    kept = [
        score - UNSIGNED * (nature is Nature.FAKE and not faked) - UNSAID * (nature in ILLICIT and mild)
        for nature, score in zip(Nature, scores, strict=False)
    ]
    share = dict(zip(Nature, shares(kept), strict=True))
    nature = max(Nature, key=lambda one: share[one])
    return Found(nature, _beside(nature, share), share, _complaints(nature, scores[len(Nature) :]), worth)


def bare(rating: int | None) -> Found:
    """Return what stars without words are: their number says it, and nothing else does."""
    nature = Nature.NEUTRAL
    if rating is not None and rating != _MIDDLE:
        nature = Nature.PRAISE if rating > _MIDDLE else Nature.CRITICISM
    return Found(nature, (), {one: float(one is nature) for one in Nature}, (), {})


def _beside(nature: Nature, share: Mapping[Nature, float]) -> tuple[Nature, ...]:
    """Return the illicit natures that may apply beside one: missing a defamation costs its three months."""
    ranked = sorted(ILLICIT - {nature}, key=lambda one: (-share[one], one))
    beside = [one for one in ranked if share[one] >= BESIDE and nature in ILLICIT]
    together = sum(share[one] for one in ranked)
    doubtful = DOUBTFUL if nature in OPINIONS else DOUBTFUL_ELSEWHERE
    if nature not in ILLICIT and together >= doubtful and not beside:
        beside = ranked[:1]
    return tuple(beside)


_COMPLAINING = frozenset(
    (Nature.CRITICISM, Nature.NEUTRAL, Nature.INSULT, Nature.THREAT, Nature.FAKE, Nature.PRIVACY, Nature.DEFAMATION)
)


def _complaints(nature: Nature, scores: Sequence[float]) -> tuple[Grievance, ...]:
    """Return what is complained about. A criticism has an object: its likeliest is told from less."""
    if nature not in _COMPLAINING:
        return ()
    threshold = _logit(COMPLAINED if nature is Nature.CRITICISM else COMPLAINED_ELSEWHERE)
    told = tuple(one for one, score in zip(Grievance, scores, strict=True) if score >= threshold)
    if nature is Nature.CRITICISM and not told and max(scores) >= _logit(LIKELIEST):
        return (list(Grievance)[scores.index(max(scores))],)
    return told


def _logit(probability: float) -> float:
    return math.log(probability / (1 - probability))
