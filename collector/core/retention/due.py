"""Decides when the words of each finding must go, by the rules of the catalogue. Pure: the day is an argument."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from collector.core.clocks.workdays import after_months
from collector.core.model import Decision, Finding, FindingId, KeptBy, KeptFrom, PieceText, Retention, State


@dataclass(frozen=True, slots=True)
class Falling:
    """When the words of one finding go: cut to an excerpt on `cut_on` (None: never), erased on `erase_on`.

    `held` tells that an affair is open on it: nothing goes before it is closed.
    """

    finding: FindingId
    rule: Retention
    erase_on: dt.date
    cut_on: dt.date | None
    held: bool

    def due(self, today: dt.date) -> bool:
        """Tell whether something of its words must go by `today`."""
        return not self.held and (today >= self.erase_on or (self.cut_on is not None and today >= self.cut_on))


def falling(
    findings: Iterable[Finding],
    decisions: Sequence[Decision],
    rules: Iterable[Retention],
    held: Collection[FindingId] = (),
) -> tuple[Falling, ...]:
    """Return when the words of each of these findings go, the first ones first.

    `decisions` are in order of time; `held` are the findings of an open affair (RGPD, art. 17, § 3, e).
    """
    applied = sorted((one for one in rules if one.by is KeptBy.RENOM), key=lambda one: one.order)
    ruled = {one.finding: one for one in decisions}
    found = (_of(finding, applied, ruled.get(finding.id), held=finding.id in held) for finding in findings)
    return tuple(sorted((one for one in found if one), key=lambda one: (one.erase_on, one.finding)))


def removable(fallings: Iterable[Falling], texts: Mapping[FindingId, PieceText], today: dt.date) -> Iterator[Falling]:
    """Yield those of which something goes today: what was cut already is not cut again."""
    for one in fallings:
        if one.due(today) and (today >= one.erase_on or not _is_cut(texts[one.finding])):
            yield one


def _is_cut(text: PieceText) -> bool:
    return all(words.cut_on is not None for words in text.versions)


def _of(finding: Finding, rules: Iterable[Retention], ruled: Decision | None, *, held: bool) -> Falling | None:
    rule = next((one for one in rules if _fits(one, finding, ruled)), None)
    if rule is None:
        return None
    start = _start(rule.from_, finding, ruled)
    last = after_months(start, rule.months)
    gone = _gone_since(finding)
    if rule.after_gone is not None and gone is not None:
        last = min(last, after_months(gone, rule.after_gone))
    cut = None if rule.excerpt_after is None else after_months(start, rule.excerpt_after)
    return Falling(finding.id, rule, last, cut, held)


def _fits(rule: Retention, finding: Finding, ruled: Decision | None) -> bool:
    natures = {finding.assessment.nature, *finding.assessment.also}
    return (
        (not rule.ruled or (ruled is not None and ruled.ruling in rule.ruled))
        and (not rule.about or finding.match.about in rule.about)
        and (not rule.natures or bool(natures & set(rule.natures)))
    )


def _start(start: KeptFrom, finding: Finding, ruled: Decision | None) -> dt.date:
    if start is KeptFrom.DECIDED and ruled is not None:
        return ruled.on
    if start is KeptFrom.PUBLISHED and finding.published.earliest is not None:
        return min(finding.published.earliest, finding.first_seen)
    return finding.first_seen


def _gone_since(finding: Finding) -> dt.date | None:
    return finding.absences[-1].since if finding.state is State.VANISHED and finding.absences else None
