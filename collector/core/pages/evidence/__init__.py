"""What is kept as evidence, on the page of a finding and on the page « Preuves »."""

from collector.core.pages.evidence.lines import (
    CaptureLine,
    EvidenceSection,
    LogLine,
    PieceLine,
    VerdictLine,
    WaitingLine,
    evidence_section,
)
from collector.core.pages.evidence.page import EvidencePage, YearLine, evidence_page

__all__ = [
    "CaptureLine",
    "EvidencePage",
    "EvidenceSection",
    "LogLine",
    "PieceLine",
    "VerdictLine",
    "WaitingLine",
    "YearLine",
    "evidence_page",
    "evidence_section",
]
