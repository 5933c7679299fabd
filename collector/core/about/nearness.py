"""How near a name and a phrase stand in a wording."""

from collector.core.about.lexicon import Hit
from collector.core.about.sightings import Sighting
from collector.core.about.wording import Wording, Zone

FAR = 99  # words: in another sentence


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
