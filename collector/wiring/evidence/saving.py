"""Looks at the captures before a save: nothing that a manifest claims may be lost without a word."""

from pathlib import Path

from collector.core.errors import StoreError
from collector.edges.files.evidence import EvidenceStore, missing_pieces


def refuse_lost_evidence(root: Path) -> None:
    """Sweep what stopped captures left; raise StoreError when a piece that a capture claims is missing."""
    store = EvidenceStore(root)
    store.sweep()
    missing = missing_pieces(store.load(pieces=False), root)
    if missing:
        told = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
        raise StoreError(
            f"pieces/evidence lacks {len(missing)} pieces that captures claim ({told}): nothing was saved. Restore "
            "them from a copy; to erase a piece on purpose, use `renom capture --erase`, which keeps its hash and why"
        )
