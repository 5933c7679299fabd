"""Proposes watches for a practice, from its practitioners and the sources that exist."""

from pathlib import Path

from collector.core.suggestions import Suggestion, suggestions
from collector.edges.files.documents import dump
from collector.wiring.passes import practice_of, sources_of


def suggest(root: Path, *, everything: bool) -> tuple[tuple[Suggestion, str], ...]:
    """Return each watch proposed for the practice in `root`, with its YAML as practice.yml would hold it."""
    proposed = suggestions(practice_of(root), sources_of(root), everything=everything)
    return tuple((one, dump(one.watch)) for one in proposed)
