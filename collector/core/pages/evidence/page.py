"""The page « Preuves »: every capture, what they prove and do not, and what a year weighs."""

from collections.abc import Iterator
from dataclasses import dataclass

from collector.core.evidence.kept import MEGABYTE, KeptEvidence
from collector.core.evidence.words import HOSTED, size_in_full
from collector.core.french import counted
from collector.core.pages.evidence.lines import (
    CaptureLine,
    VerdictLine,
    WaitingLine,
    capture_lines,
    verdict_line,
    waiting_lines,
)
from collector.core.pages.legal import LegalSentence, sentences
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import EVIDENCE, Page

# What the page rests on, by slug of the catalogue; a test holds that the catalogue has them.
STATEMENTS = ("preuve-libre", "horodatage-qualifie", "constat-norme", "constat-prix")


@dataclass(frozen=True, slots=True)
class YearLine:
    """What a year weighs against the budget of a practice."""

    year: int
    weight: str
    budget: str
    over: bool


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """The view of the page « Preuves »."""

    captures: tuple[CaptureLine, ...]
    waiting: tuple[WaitingLine, ...]
    together: tuple[VerdictLine, ...]
    years: tuple[YearLine, ...]
    hosted: str
    law: tuple[LegalSentence, ...]
    total: str


def evidence_page(seen_from: Outlook) -> Page:
    """Return the page of all captures."""
    evidence, ledger = seen_from.ledger.evidence, seen_from.ledger
    view = EvidencePage(
        captures=capture_lines(evidence.captures, seen_from),
        waiting=tuple(waiting_lines(evidence, None)),
        together=tuple(verdict_line(one) for one in evidence.together),
        years=tuple(_years(evidence, ledger.practice.evidence.yearly_megabytes)),
        hosted=HOSTED if any(one.log.hosted for one in evidence.captures.values()) else "",
        law=sentences(
            [one for one in STATEMENTS if one in ledger.statements], ledger.statements, seen_from.today, EVIDENCE
        ),
        total=counted(len(evidence.captures), "capture gardée", "captures gardées"),
    )
    return Page(EVIDENCE, "evidence.md.j2", view, search=False)


def _years(evidence: KeptEvidence, megabytes: int) -> Iterator[YearLine]:
    for year in sorted({one.log.started.year for one in evidence.captures.values()}, reverse=True):
        weight, budget = evidence.weight(year), megabytes * MEGABYTE
        yield YearLine(year, size_in_full(weight), size_in_full(budget), over=weight > budget)
