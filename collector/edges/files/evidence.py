"""Keeps captures: manifests and tokens in data/evidence/, pieces in pieces/evidence/, each whole or not at all.

A capture exists when its manifest does: pieces are written first, and the folder of the manifest comes with one rename.
What a stopped capture leaves (pieces that no manifest claims, parts of files) is swept at the next one.

    data/evidence/wanted/<id>.yml               asked for, and not taken yet
    data/evidence/<yyyy-mm>/<id>/manifest.json  then <authority>.tsr, .pem and .sha256 of each token, failures.yml
    data/evidence/purged/<sha256>.json          why a piece was erased
    data/evidence/packs/<sha256>.json           packs made
    pieces/evidence/<sha256>.<ext>              the pieces, each stored once
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from collector.core.errors import ConfigurationError, Problem, StoreError
from collector.core.evidence.holdings import Holdings, Sealed, Token
from collector.core.evidence.manifest import (
    Manifest,
    PackRecord,
    Piece,
    Tombstone,
    canonical,
    manifest_id,
)
from collector.core.evidence.wanted import Failures, Wanted
from collector.core.model import Model
from collector.edges.files.atomic import PART, write_bytes, write_if_changed
from collector.edges.files.documents import dump, parse, validate
from collector.edges.files.practice import read_text

M = TypeVar("M", bound=Model)
PLACE = "data/evidence"
PIECES = "pieces/evidence"
MANIFEST = "manifest.json"
FAILURES = "failures.yml"
_AS_THEY_ARE = """\
* -text
# Pour ranger les pièces dans Git LFS, remplacez la ligne du dessus par :
# * filter=lfs diff=lfs merge=lfs -text
"""
_SUMS = ".sha256"
_PARTS = (".tsr", ".pem", _SUMS)  # of a token


class EvidenceStore:
    """The captures of the practice in the folder `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._place = root / PLACE
        self._pieces = root / PIECES

    # --- asked for ----------------------------------------------------------------------------------------------

    def want(self, wanted: Wanted) -> None:
        """Keep what is asked for, until its capture is sealed; replace what was known of it."""
        write_if_changed(self._wanted(wanted.id), dump(wanted))

    def wanted(self) -> tuple[Wanted, ...]:
        """Return what is asked for and not taken yet, in order of asking; forget what a manifest answers."""
        taken = {manifest.wanted for manifest in self.load(pieces=False).readable().values()}
        for one in self.asked():
            if one.id in taken:
                self._wanted(one.id).unlink(missing_ok=True)
        return self.asked()

    def asked(self) -> tuple[Wanted, ...]:
        """Return every request that is kept, in order of asking; raise ConfigurationError for one unreadable."""
        found = []
        for path in sorted((self._place / "wanted").glob("*.yml")):
            shown = path.relative_to(self.root).as_posix()
            found.append(validate(parse(read_text(path, shown), shown), Wanted))
        return tuple(sorted(found, key=lambda one: (one.asked_at, one.id)))

    def _wanted(self, name: str) -> Path:
        return self._place / "wanted" / f"{name}.yml"

    # --- kept ---------------------------------------------------------------------------------------------------

    def keep_piece(self, piece: Piece, body: bytes) -> None:
        """Write one piece, once for all the captures that hold these bytes."""
        self._keep_as_they_are()
        write_bytes(self._pieces / piece.stored, body)

    def _keep_as_they_are(self) -> None:
        """Tell git to change no byte, whatever its settings: a line end that is translated breaks a seal."""
        for folder in (self._pieces, self._place):
            write_if_changed(folder / ".gitattributes", _AS_THEY_ARE)

    def commit(self, manifest: Manifest) -> str:
        """Write the manifest, in one step, and return its identifier: from now on its capture exists."""
        body = canonical(manifest)
        name = manifest_id(body)
        folder = self._folder(name, manifest)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".", suffix=PART))
            try:
                write_bytes(part / MANIFEST, body)
                part.chmod(0o755)
                part.rename(folder)
            finally:
                shutil.rmtree(part, ignore_errors=True)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be written ({error.strerror}); check free space") from error
        self._wanted(manifest.wanted).unlink(missing_ok=True)
        return name

    def add_token(self, name: str, manifest: Manifest, authority: str, token: Token) -> None:
        """Keep a token beside its manifest; the hashes come last, so that half a token is never taken for one."""
        folder = self._folder(name, manifest)
        write_bytes(folder / f"{authority}.pem", token.chain)
        write_bytes(folder / f"{authority}.tsr", token.token)
        write_bytes(folder / f"{authority}{_SUMS}", token.summed(authority))

    def failures(self, name: str, manifest: Manifest) -> Failures:
        """Return what became of the tries with authorities that gave no token yet."""
        path = self._folder(name, manifest) / FAILURES
        if not path.is_file():
            return Failures()
        return validate(parse(read_text(path, FAILURES), FAILURES), Failures)

    def keep_failures(self, name: str, manifest: Manifest, failures: Failures) -> None:
        """Keep what became of the tries; nothing when every authority has answered."""
        path = self._folder(name, manifest) / FAILURES
        if failures.by_authority:
            write_if_changed(path, dump(failures))
        else:
            path.unlink(missing_ok=True)

    def record_pack(self, record: PackRecord) -> None:
        """Keep the hash of a pack that was made, for the next manifest to hold."""
        write_bytes(self._place / "packs" / f"{record.sha256}.json", canonical(record))

    def purge(self, stones: Iterable[Tombstone], stored: Mapping[str, str]) -> None:
        """Erase pieces, after writing why: `stored` gives the kept name of each hash."""
        for stone in stones:
            write_bytes(self._place / "purged" / f"{stone.sha256}.json", canonical(stone))
            (self._pieces / stored[stone.sha256]).unlink(missing_ok=True)

    def _folder(self, name: str, manifest: Manifest) -> Path:
        return self._place / f"{manifest.log.started:%Y-%m}" / name

    # --- read back ----------------------------------------------------------------------------------------------

    def load(self, *, pieces: bool = True) -> Holdings:
        """Return all that is kept, as bytes; without the pieces when nobody is to look into them."""
        strangers: list[str] = []
        sealed = {}
        for folder in sorted(self._place.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]/[!.]*")):
            try:
                sealed[folder.name] = self._sealed(folder, strangers)
            except OSError:
                strangers.append(folder.relative_to(self.root).as_posix())
        return Holdings(
            sealed=sealed,
            pieces={path.name: path.read_bytes() for path in self._kept()} if pieces else {},
            tombstones={path.stem: one for path, one in self._notes("purged", Tombstone, strangers)},
            packs=tuple(one for _, one in self._notes("packs", PackRecord, strangers)),
            strangers=tuple(strangers),
        )

    def _kept(self) -> list[Path]:
        return [path for path in sorted(self._pieces.glob("[!.]*")) if path.is_file()]

    def _sealed(self, folder: Path, strangers: list[str]) -> Sealed:
        """Return a manifest and the tokens whose hashes are there; a token that waits for them is not one yet."""
        names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
        tokens = {}
        for name in sorted(names):
            authority = name.removesuffix(_SUMS)
            if name.endswith(_SUMS) and {f"{authority}{part}" for part in _PARTS} <= names:
                tokens[authority] = Token(*((folder / f"{authority}{part}").read_bytes() for part in _PARTS))
        known = {MANIFEST, FAILURES} | {f"{one}{suffix}" for one in tokens for suffix in _PARTS}
        unfinished = {name for name in names if name.endswith(_PARTS[:2])}
        shown = folder.relative_to(self.root).as_posix()
        strangers += (f"{shown}/{name}" for name in sorted(names - known - unfinished))
        return Sealed((folder / MANIFEST).read_bytes(), tokens)

    def _notes(self, kind: str, model: type[M], strangers: list[str]) -> list[tuple[Path, M]]:
        found = []
        for path in sorted((self._place / kind).glob("[!.]*")):
            one = _note(path, model)
            if one is None:
                strangers.append(path.relative_to(self.root).as_posix())
            else:
                found.append((path, one))
        return found

    def sweep(self) -> None:
        """Remove what stopped captures left, and pieces that came back after they were erased."""
        for part in (*self._place.rglob(f".*{PART}"), *self._pieces.glob(f".*{PART}")):
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            else:
                part.unlink(missing_ok=True)
        holdings = self.load(pieces=False)
        known = holdings.readable()
        if holdings.strangers or len(known) < len(holdings.sealed):
            return  # what cannot be read may claim pieces: a person looks first
        claimed = {piece.stored for one in known.values() for piece in one.pieces}
        for path in self._kept():
            if path.name not in claimed or path.stem in holdings.tombstones:
                path.unlink(missing_ok=True)

    def problems(self) -> tuple[Problem, ...]:
        """Return the files of what is asked for that cannot be read."""
        found: list[Problem] = []
        for path in sorted((self._place / "wanted").glob("*.yml")):
            shown = path.relative_to(self.root).as_posix()
            try:
                validate(parse(read_text(path, shown), shown), Wanted)
            except ConfigurationError as error:
                found += error.problems
        return tuple(found)


def _note(path: Path, model: type[M]) -> M | None:
    """Return what a file of one noun holds; None unless it is in canonical form, under the hash that it tells."""
    try:
        body = path.read_bytes()
        one = model.model_validate_json(body)
    except (ValidationError, OSError):
        return None
    return one if canonical(one) == body and path.name == f"{getattr(one, 'sha256', '')}.json" else None


def erased_pieces(holdings: Holdings) -> tuple[str, ...]:
    """Return where the erased pieces stood, below pieces/."""
    claimed = {piece for one in holdings.readable().values() for piece in one.pieces}
    return tuple(sorted(f"evidence/{one.stored}" for one in claimed if one.sha256 in holdings.tombstones))


def missing_pieces(holdings: Holdings, root: Path) -> tuple[str, ...]:
    """Return the pieces that manifests claim, that are not erased, and that are not in pieces/evidence/."""
    claimed = {piece for one in holdings.readable().values() for piece in one.pieces}
    return tuple(
        sorted(
            piece.stored
            for piece in claimed
            if piece.sha256 not in holdings.tombstones and not os.path.lexists(root / PIECES / piece.stored)
        )
    )
