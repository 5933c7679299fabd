"""How long words are kept: the rules, what goes soon, what went; and what the page of a finding says of its own."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collector.core.foreign import Foreign
from collector.core.french import counted, day_in_full, spaced
from collector.core.model import Finding, KeptBy, Removal, Retention
from collector.core.pages.legal import Sourced, sourced
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import RETENTION, Page
from collector.core.pages.rows import Row, row
from collector.core.retention import Falling, falling

SOON = 62  # days; two monthly passes


@dataclass(frozen=True, slots=True)
class RuleView:
    """One category of data, how long it is kept, why, and who removes it."""

    data: Foreign
    kept_for: Foreign
    why: Foreign
    by_hand: bool
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Leaving:
    """One finding of which words go soon."""

    row: Row
    on: dt.date
    cut: bool
    because: Foreign


@dataclass(frozen=True, slots=True)
class Removed:
    """What one pass removed by one rule, counted."""

    on: dt.date
    told: str
    because: Foreign


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """The view of the page: the rules, what goes within SOON days, what an affair holds, what went."""

    rules: tuple[RuleView, ...]
    leaving: tuple[Leaving, ...]
    held: int
    removed: tuple[Removed, ...]


def retention_page(seen_from: Outlook) -> Page:
    """Return the page that says how long words are kept, and the log of what was removed."""
    ledger = seen_from.ledger
    planned = _planned(seen_from, ledger.findings)
    view = RetentionPage(
        rules=tuple(_rule(one) for one in ledger.retention),
        leaving=tuple(_leaving(seen_from, [one for one in planned if not one.held])),
        held=sum(one.held for one in planned),
        removed=tuple(_removed(seen_from)),
    )
    return Page(RETENTION, "retention.md.j2", view, search=False)


def keeping(finding: Finding, seen_from: Outlook) -> Foreign:
    """Return in French until when the words of a finding are kept, or since when and why they are gone."""
    erased = finding.erased
    if erased is not None and finding.id not in seen_from.ledger.texts:
        return Foreign(spaced(f"Texte effacé le {day_in_full(erased.on)} : {erased.why}."))
    planned = next(iter(_planned(seen_from, [finding])), None)
    if planned is None:
        return Foreign("")
    if planned.held:
        return Foreign("Texte gardé tant que l’affaire est ouverte.")
    return Foreign(spaced(f"Texte gardé jusqu’au {day_in_full(planned.erase_on)} : {planned.rule.length}."))


def _planned(seen_from: Outlook, findings: Iterable[Finding]) -> tuple[Falling, ...]:
    ledger = seen_from.ledger
    worded = [one for one in findings if one.id in ledger.texts]
    return falling(worded, ledger.decisions, ledger.retention, ledger.held)


def _rule(rule: Retention) -> RuleView:
    return RuleView(
        data=Foreign(spaced(rule.data)),
        kept_for=Foreign(spaced(rule.length)),
        why=Foreign(spaced(rule.why)),
        by_hand=rule.by is KeptBy.PERSON,
        sourced=sourced(rule.provenance),
    )


def _leaving(seen_from: Outlook, planned: list[Falling]) -> Iterator[Leaving]:
    findings = {one.id: one for one in seen_from.ledger.findings}
    horizon = seen_from.today + dt.timedelta(days=SOON)
    for one in planned:
        cut = one.cut_on is not None and seen_from.today < one.cut_on <= horizon
        on = one.cut_on if cut and one.cut_on is not None else one.erase_on
        if on <= horizon:
            yield Leaving(row(findings[one.finding], seen_from), on, cut, Foreign(spaced(one.rule.data)))


def _removed(seen_from: Outlook) -> Iterator[Removed]:
    """Yield what each pass removed, the last one first, a line per rule."""
    names = {one.slug: one.data for one in seen_from.ledger.retention}
    for run in reversed(seen_from.ledger.runs):
        by_rule: dict[str, list[Removal]] = {}
        for one in run.removed:
            by_rule.setdefault(one.rule, []).append(one)
        for rule, removals in by_rule.items():
            yield Removed(run.on, _told(removals), Foreign(spaced(names.get(rule, rule))))


def _told(removals: list[Removal]) -> str:
    cut = sum(one.cut for one in removals)
    parts = []
    if len(removals) > cut:
        parts.append(counted(len(removals) - cut, "texte effacé", "textes effacés"))
    if cut:
        parts.append(counted(cut, "texte réduit à un extrait", "textes réduits à un extrait"))
    return ", ".join(parts)
