"""Makes a pack to hand over: captures with all that verifies them, pages that say what they are worth, one archive."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from collector.core.errors import EvidenceError
from collector.core.evidence.manifest import Manifest, PackRecord, sha256_of
from collector.core.evidence.pack import captures_of, evidence_files, with_inventory
from collector.core.evidence.sheets import STATEMENTS, hand_over_sheet, sheets
from collector.core.evidence.verify import holds, verify_one
from collector.edges.archive import archived
from collector.edges.files.catalog import load_statements
from collector.edges.files.evidence import EvidenceStore
from collector.edges.timestamp import check_token
from collector.wiring.shipped import shipped


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack, and the sheet that goes beside it."""

    body: bytes = field(repr=False)
    sheet: bytes = field(repr=False)
    captures: int

    @property
    def sha256(self) -> str:
        """Return the hash that the sheet tells."""
        return sha256_of(self.body)


def pack(
    root: Path,
    practice: str,
    archive: str,
    *,
    findings: set[str],
    manifests: set[str],
    files: Mapping[str, bytes],
    on: dt.date,
) -> Packed:
    """Return the pack of an affair: the captures of its `findings` and those of `manifests` (by hash), and `files`.

    The same data give the same bytes. Raise EvidenceError when a capture does not hold: it is not to be handed over.
    """
    holdings = EvidenceStore(root).load()
    captures = captures_of(holdings, findings, manifests)
    verdicts = {name: tuple(verify_one(name, one, holdings, check_token)) for name, one in captures.items()}
    broken = [name for name, some in verdicts.items() if not holds(some)]
    if broken:
        raise EvidenceError(f"{', '.join(broken)} does not hold: see `renom verify`, and hand nothing over")
    told = sheets(practice, captures, verdicts, {slug: load_statements()[slug] for slug in STATEMENTS})
    help_ = {path.name: path.read_bytes() for path in sorted(shipped("handover").iterdir()) if path.is_file()}
    whole = with_inventory({**files, **evidence_files(holdings, captures), **told, **help_})
    body = archived(whole)
    return Packed(body, hand_over_sheet(practice, archive, body, captures, on), len(captures))


def record(root: Path, made: Packed, on: dt.date) -> None:
    """Keep the hash of a pack, for the next manifest to hold."""
    EvidenceStore(root).record_pack(PackRecord(sha256=made.sha256, made_on=on))


def captures_for(root: Path, findings: set[str]) -> Mapping[str, Manifest]:
    """Return the captures of some findings, in order of time."""
    return captures_of(EvidenceStore(root).load(pieces=False), findings, set())
