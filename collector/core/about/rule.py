"""One rule of the judgement, and what several tables of rules ask."""

from collections.abc import Callable
from typing import NamedTuple

from collector.core.about.evidence import Evidence
from collector.core.about.places import Met
from collector.core.about.sightings import Sighting, Title
from collector.core.model import About

YES, NO, UNCERTAIN = About.YES, About.NO, About.UNCERTAIN


class Rule(NamedTuple):
    """When the rule applies, what it decides, and the reason that it shows (which may depend on the evidence)."""

    applies: Callable[[Evidence], bool]
    about: About
    reason: str | Callable[[Evidence], str] = ""


def best_of(evidence: Evidence) -> Sighting:
    """Return the sighting that names the person best, where there is one."""
    assert evidence.best is not None
    return evidence.best


def titled(evidence: Evidence) -> bool:
    """Tell whether a medical title stands before the name."""
    return best_of(evidence).title is Title.MEDICAL


def in_town(evidence: Evidence) -> bool:
    """Tell whether the person's town stands there, and not only the department."""
    return evidence.town is Met.WHOLE


def always(_: Evidence) -> bool:
    """Apply."""
    return True
