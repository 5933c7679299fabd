"""Judges lines of JSON: what `renom judge` reads and answers, one object each."""

import datetime as dt
from collections.abc import Mapping

from collector.core.triage.judging import Material
from collector.edges.files.triage import load_triage


def judge_triage(line: Mapping[str, object], today: dt.date) -> Mapping[str, object]:
    """Return what a mention is. Raise ValueError with every fault of the line."""
    told = load_triage().judge(Material.of_line(line, today))
    return {
        "nature": told.nature,
        "also": list(told.also),
        "grievances": list(told.grievances),
        "strategy": told.strategy,
        "urgent": told.urgent,
        "signals": list(told.signals),
        "procedures": list(told.procedures),
        "reasons": list(told.reasons),
    }
