"""Finds what was written together: the same words copied under several names, or a burst of bad notes.

Compares words that are in memory (those kept in `pieces/`), and keeps none of them: what it returns are ids.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from collector.core.text import fold

ALIKE = 0.6  # share of words in common from which two texts are one text changed a little
WITHIN = dt.timedelta(days=30)  # between the copies of one text
BURST = 5  # bad notes…
BURST_WITHIN = dt.timedelta(days=2)  # …in so few days
_FEWEST_WORDS = 5  # « à fuir » is nobody's text
_MOST = 2000  # the newest are compared, so that time stays bounded


@dataclass(frozen=True, slots=True)
class Written:
    """What one finding says, about whom, when; `bad` tells the lowest note."""

    finding: str
    practitioner: str
    on: dt.date
    text: str
    bad: bool


def series(written: Iterable[Written]) -> Mapping[str, Sequence[str]]:
    """Return, for each finding that belongs to a series, the other findings of it, in order of date."""
    ordered = sorted(written, key=lambda one: (one.on, one.finding))[-_MOST:]
    words = [frozenset(word for word in fold(one.text).split() if word.isalpha()) for one in ordered]
    together: dict[str, set[str]] = {}
    for place, one in enumerate(ordered):
        near = list(takewhile(lambda two: two.on - one.on <= WITHIN, ordered[place + 1 :]))  # noqa: B023 - used at once
        pairs = zip(near, words[place + 1 :], strict=False)
        _join(together, one, [two for two, other in pairs if _same_person(one, two) and _alike(words[place], other)])
        _join(together, one, _burst(one, near))
    when = {one.finding: (one.on, one.finding) for one in ordered}
    return {finding: sorted(others, key=lambda other: when[other]) for finding, others in together.items()}


def _same_person(one: Written, two: Written) -> bool:
    return one.practitioner == two.practitioner


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return min(len(one), len(two)) >= _FEWEST_WORDS and len(one & two) >= ALIKE * len(one | two)


def _burst(one: Written, near: Sequence[Written]) -> Sequence[Written]:
    """Return the bad notes that came with this one, if they are many."""
    came = [two for two in near if two.bad and two.on - one.on <= BURST_WITHIN and _same_person(one, two)]
    return came if one.bad and len(came) >= BURST - 1 else []


def _join(together: dict[str, set[str]], one: Written, others: Sequence[Written]) -> None:
    group = {one.finding, *(two.finding for two in others)}
    if len(group) > 1:
        for finding in group:
            together.setdefault(finding, set()).update(group - {finding})
