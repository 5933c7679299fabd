"""Verifies the captures of a practice's folder, or a pack (archive or folder): offline, with one verdict per thing."""

from pathlib import Path

from collector.core.errors import EvidenceError
from collector.core.evidence.manifest import sha256_of
from collector.core.evidence.pack import INVENTORY, inventory_verdicts, unpack
from collector.core.evidence.verify import Level, Verdict, verify
from collector.edges.archive import read_archive, read_bytes, read_folder
from collector.edges.files.evidence import EvidenceStore
from collector.edges.timestamp import check_token


def verify_place(place: Path, told: str = "") -> tuple[Verdict, ...]:
    """Return a verdict on each thing in `place`: a practice's folder, a pack as archive, or a pack as folder.

    `told` is the SHA-256 on the sheet that came with a pack: it is compared before the archive is opened.
    """
    try:
        if not place.is_dir():
            return _archive(place, told.strip().lower())
        if told:
            why = "une empreinte se compare à l’archive, non à un dossier : donnez le fichier .zip"
            return (Verdict(Level.BROKEN, place.name, why),)
        if (place / INVENTORY).exists() or not (place / "practice.yml").exists():
            return verify_files(read_folder(place))
    except EvidenceError as error:
        return (Verdict(Level.BROKEN, place.name, str(error)),)
    return verify(EvidenceStore(place).load(), check_token)


def _archive(place: Path, told: str) -> tuple[Verdict, ...]:
    body = read_bytes(place)
    found = sha256_of(body)
    if told and told != found:
        why = f"l’archive n’est pas celle du bordereau : son empreinte est {found}"
        return (Verdict(Level.BROKEN, place.name, why),)
    if told:
        first = Verdict(Level.HOLDS, place.name, "l’archive est celle du bordereau")
    else:
        first = Verdict(Level.TOLD, place.name, f"empreinte non donnée : comparez-la au bordereau : {found}")
    try:
        return (first, *verify_files(read_archive(body)))
    except EvidenceError as error:
        return (first, Verdict(Level.BROKEN, place.name, str(error)))


def verify_files(files: dict[str, bytes]) -> tuple[Verdict, ...]:
    """Return the verdicts on the files of a pack."""
    return (*inventory_verdicts(files), *verify(unpack(files), check_token))
