"""Lists the sources that exist, and proposes watches for a practice, from its practitioners and these sources."""

from pathlib import Path

from collector.core.model import Source
from collector.core.suggestions import Suggestion, suggestions
from collector.edges.files.documents import dump
from collector.wiring.passes import practice_of, sources_of


def known_sources(root: Path) -> tuple[Source, ...]:
    """Return the sources of the catalogue, and those of the practice in `root`, in order of slug."""
    return tuple(one for _, one in sorted(sources_of(root).items()))


def suggest(root: Path, *, everything: bool) -> tuple[tuple[Suggestion, str], ...]:
    """Return each watch proposed for the practice in `root`, with its YAML as practice.yml would hold it."""
    proposed = suggestions(practice_of(root), sources_of(root), everything=everything)
    return tuple((one, dump(one.watch)) for one in proposed)
