"""Loads what the portal shows of captures: verified, offline, with the blurred views."""

from pathlib import Path

from collector.core.errors import ConfigurationError
from collector.core.evidence.kept import KeptEvidence, kept_evidence
from collector.core.pages.page import evidence_view
from collector.edges.files.evidence import PIECES, EvidenceStore
from collector.edges.timestamp import check_token


def evidence_of(root: Path) -> KeptEvidence:
    """Return the captures of a practice, with what their verification says, and what is asked for. Writes nothing."""
    store = EvidenceStore(root)
    holdings = store.load()
    try:
        waiting = store.asked()
    except ConfigurationError:
        waiting = ()  # told by `renom check`
    taken = {one.wanted for one in holdings.readable().values()}
    return kept_evidence(holdings, check_token, tuple(one for one in waiting if one.id not in taken))


def views_of(root: Path, evidence: KeptEvidence) -> dict[str, bytes]:
    """Return the blurred views of the captures, by the path of the site where they stand."""
    views = {}
    for name, manifest in evidence.captures.items():
        for piece in manifest.pieces:
            path = root / PIECES / piece.stored
            if piece.derived and path.is_file():
                views[evidence_view(name)] = path.read_bytes()
    return views
