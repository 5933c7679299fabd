"""How near two things stand in a wording, and whether one is denied there."""

from collector.core.about.lexicon import Hit, Sort
from collector.core.about.sightings import Sighting
from collector.core.about.wording import Wording, Zone

FAR = 99  # words: in another sentence
_DENIAL_REACH = 2


def gap(wording: Wording, sighting: Sighting, hit: Hit) -> int:
    """Return how many words lie between a sighting and a phrase of the same sentence; FAR if it is of another.

    A title is one sentence, and so is an address. A phrase that overlaps the name says nothing of it.
    """
    here, there = wording.tokens[sighting.start], wording.tokens[hit.start]
    one = here.zone is there.zone and (here.sentence == there.sentence or here.zone is not Zone.TEXT)
    if not one or (hit.start < sighting.end and sighting.start < hit.end):
        return FAR
    if hit.start >= sighting.end:
        return wording.distance(sighting.end - 1, hit.start, hit.end)
    return wording.distance(sighting.start, hit.start, hit.end)


def denied(wording: Wording, at: int) -> bool:
    """Tell whether word `at` is denied: « pas la rhumato », « rien à voir avec un médecin »."""
    tokens = wording.tokens
    for hit in wording.hits[Sort.DENIAL]:
        close = hit.end <= at <= hit.end + _DENIAL_REACH and tokens[hit.start].sentence == tokens[at].sentence
        if close and tokens[hit.end - 1].clause == tokens[at].clause:
            return True
    return False
