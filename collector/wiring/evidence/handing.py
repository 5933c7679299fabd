"""What a pack gains of captures: the pieces, all that verifies them, pages that say what they are worth, its sheet."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from collector.core.errors import EvidenceError
from collector.core.evidence.manifest import Manifest, PackRecord, sha256_of
from collector.core.evidence.pack import captures_of, evidence_files
from collector.core.evidence.sheets import STATEMENTS, hand_over_sheet, sheets
from collector.core.evidence.verify import holds, verify_one
from collector.edges.archive import read_bytes
from collector.edges.files.atomic import write_bytes
from collector.edges.files.catalog import load_statements
from collector.edges.files.evidence import EvidenceStore
from collector.edges.timestamp import check_token
from collector.wiring.shipped import shipped


def sealed_files(
    root: Path, practice: str, findings: set[str], shas: set[str]
) -> tuple[dict[str, bytes], Mapping[str, Manifest]]:
    """Return the files of the captures of an affair, and these captures; nothing when there is none.

    They are those of its `findings`, and those that `shas` name (a manifest or a piece). The same data give the same
    files. Raise EvidenceError when a capture does not hold: it is not to be handed over.
    """
    holdings = EvidenceStore(root).load()
    captures = captures_of(holdings, findings, shas)
    if not captures:
        return {}, captures
    verdicts = {name: tuple(verify_one(name, one, holdings, check_token)) for name, one in captures.items()}
    broken = [name for name, some in verdicts.items() if not holds(some)]
    if broken:
        raise EvidenceError(f"{', '.join(broken)} does not hold: see `renom verify`, and hand nothing over")
    statements = load_statements()
    told = sheets(practice, captures, verdicts, {slug: statements[slug] for slug in STATEMENTS})
    help_ = {path.name: path.read_bytes() for path in sorted(shipped("handover").iterdir()) if path.is_file()}
    return {**evidence_files(holdings, captures), **told, **help_}, captures


def hand_over(
    root: Path, practice: str, place: Path, captures: Mapping[str, Manifest], on: dt.date
) -> tuple[Path, str]:
    """Write the sheet beside a pack, with its hash, and keep that hash for the next manifest; return both."""
    body = read_bytes(place)
    sheet = place.with_suffix(".bordereau.md")
    write_bytes(sheet, hand_over_sheet(practice, place.name, body, captures, on))
    EvidenceStore(root).record_pack(PackRecord(sha256=sha256_of(body), made_on=on))
    return sheet, sha256_of(body)


def captures_for(root: Path, findings: set[str]) -> Mapping[str, Manifest]:
    """Return the captures of some findings, in order of time."""
    return captures_of(EvidenceStore(root).load(pieces=False), findings, set())
