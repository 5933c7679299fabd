"""Which letters a finding calls for, and whether the routes that send one are open.

Proposes; a person decides, and may write any letter all the same.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from collector.core.model import LetterTemplate, Procedure, Source
from collector.core.procedures import ClosedRoute, Facts, Routes, fits, routes, suppose
from collector.core.triage.labels import Nature


@dataclass(frozen=True, slots=True)
class Standing:
    """How the routes that send a letter stand for a finding.

    `open` are those to take, `supposed` the natures that would open one while nobody has qualified the finding,
    `closed` those that would fit and are not open. `beside` tells that the letter serves other findings than this one,
    `general` that no route sends it and that it serves whatever the finding.
    """

    open: tuple[Procedure, ...] = ()
    supposed: tuple[Nature, ...] = ()
    closed: tuple[ClosedRoute, ...] = ()
    beside: bool = False
    general: bool = False

    @property
    def serves(self) -> bool:
        """Return whether the letter can be written for the finding as it is known."""
        return self.general or (bool(self.open or self.supposed) and not self.beside)


def sends(procedure: Procedure) -> frozenset[str]:
    """Return the letters that the steps of a procedure send."""
    return frozenset(step.letter for step in procedure.steps if step.letter is not None)


def standing(
    letter: LetterTemplate, facts: Facts, source: Source | None, today: dt.date, procedures: Collection[Procedure]
) -> Standing:
    """Return how the routes that send a letter stand on `today`; a general letter is always open."""
    ways = {one.slug: one for one in procedures if letter.slug in sends(one)}
    if letter.general or not ways:
        return Standing(general=True)
    beside = not fits(letter.fits, facts, source)
    natures: tuple[Nature, ...] = ()
    if facts.natures:
        found = routes(facts, source, today, procedures)
    else:
        supposed = suppose(facts, source, today, procedures)
        found = supposed.anyhow
        natures = tuple(one for one, opened in supposed.by_nature if any(way.procedure.slug in ways for way in opened))
    closed = tuple(one for one in found.closed if one.procedure.slug in ways)
    return Standing(_open(found, ways), natures, closed, beside)


def proposed(
    procedure: Procedure, letters: Iterable[LetterTemplate], facts: Facts, source: Source | None
) -> tuple[LetterTemplate, ...]:
    """Return the letters that a route sends and that serve a finding, in the order of its steps."""
    by_slug = {one.slug: one for one in letters}
    sent = dict.fromkeys(step.letter for step in procedure.steps if step.letter in by_slug)
    return tuple(by_slug[slug] for slug in sent if slug is not None and fits(by_slug[slug].fits, facts, source))


def _open(found: Routes, ways: Collection[str]) -> tuple[Procedure, ...]:
    return tuple(one.procedure for one in found.open if one.procedure.slug in ways)
