"""The files of a hand-off pack, and back: what it holds by path, its inventory, what is wrong with it.

Pure: paths and bytes. The inventory is in the form that `sha256sum --check` reads and holds every other file, so that
nothing can be added, removed, renamed or changed without a trace; the hash of the whole pack is told beside it.
"""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from collector.core.evidence.holdings import Holdings, Sealed, Token
from collector.core.evidence.manifest import Manifest, Tombstone, canonical, sha256_of
from collector.core.evidence.verify import Level, Verdict

INVENTORY = "empreintes-sha256.txt"
MANIFESTS = "manifestes"
PIECES = "pieces"
PURGED = "effacees"
_PARTS = ("tsr", "pem", "sha256")


def evidence_files(holdings: Holdings, names: Mapping[str, Manifest]) -> dict[str, bytes]:
    """Return the files of some captures: manifests, tokens, pieces under their own names, reasons of erasures."""
    files: dict[str, bytes] = {}
    for name, manifest in names.items():
        sealed = holdings.sealed[name]
        files[f"{MANIFESTS}/{name}/manifest.json"] = sealed.manifest
        for authority, token in sealed.tokens.items():
            for part, body in zip(_PARTS, (token.token, token.chain, token.sums), strict=True):
                files[f"{MANIFESTS}/{name}/{authority}.{part}"] = body
        for piece in manifest.pieces:
            stone = holdings.tombstones.get(piece.sha256)
            if piece.stored in holdings.pieces:
                files[f"{PIECES}/{name}/{piece.name}"] = holdings.pieces[piece.stored]
            elif stone is not None:
                files[f"{PURGED}/{piece.sha256}.json"] = canonical(stone)
    return files


def with_inventory(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a pack with the inventory of all of them."""
    return {**files, INVENTORY: inventory(files)}


def inventory(files: Mapping[str, bytes]) -> bytes:
    """Return the hash and the path of each file but the inventory itself, in order."""
    return "".join(f"{sha256_of(files[path])}  {path}\n" for path in sorted(files) if path != INVENTORY).encode()


def inventory_verdicts(files: Mapping[str, bytes]) -> Iterator[Verdict]:
    """Yield what does not agree with the inventory; one good verdict when everything does."""
    told = files.get(INVENTORY)
    if told is None:
        yield Verdict(Level.BROKEN, INVENTORY, "l’inventaire manque")
        return
    if told == inventory(files):
        yield Verdict(Level.HOLDS, INVENTORY, "chaque fichier est à sa place et correspond à l’inventaire")
        return
    faults = list(_inventory_faults(told, files))
    yield from faults or [Verdict(Level.BROKEN, INVENTORY, "l’inventaire n’est pas sous sa forme exacte")]


def _inventory_faults(told: bytes, files: Mapping[str, bytes]) -> Iterator[Verdict]:
    lines = (line.partition("  ") for line in told.decode("utf-8", "replace").splitlines())
    listed = {path: sha for sha, _, path in lines}
    here = {path for path in files if path != INVENTORY}
    for path in sorted(listed.keys() - here):
        yield Verdict(Level.BROKEN, path, "ce fichier de l’inventaire manque")
    for path in sorted(here - listed.keys()):
        yield Verdict(Level.BROKEN, path, "ce fichier n’est pas à l’inventaire : il a été ajouté ou renommé")
    for path in sorted(here & listed.keys()):
        if sha256_of(files[path]) != listed[path]:
            yield Verdict(Level.BROKEN, path, "ce fichier ne correspond pas à l’inventaire : il a été modifié")


def unpack(files: Mapping[str, bytes]) -> Holdings:
    """Return the captures of the files of a pack; files under our folders that belong to none are strangers."""
    sealed = {name: _sealed(name, files) for name in _folders(files)}
    pieces: dict[str, bytes] = {}
    placed = {f"{MANIFESTS}/{name}/{file}" for name, one in sealed.items() for file in _names(one)}
    for name, manifest in Holdings(sealed=sealed).readable().items():
        for piece in manifest.pieces:
            path = f"{PIECES}/{name}/{piece.name}"
            placed.add(path)
            if path in files and (piece.stored not in pieces or sha256_of(files[path]) != piece.sha256):
                pieces[piece.stored] = files[path]
    stones = dict(_stones(files))
    placed |= {f"{PURGED}/{sha}.json" for sha in stones}
    ours = (f"{MANIFESTS}/", f"{PIECES}/", f"{PURGED}/")
    strangers = tuple(sorted(path for path in files if path.startswith(ours) and path not in placed))
    return Holdings(sealed, pieces, stones, strangers=strangers, whole=False)


def _folders(files: Mapping[str, bytes]) -> list[str]:
    parts = (path.split("/") for path in sorted(files))
    return [one[1] for one in parts if len(one) == 3 and one[0] == MANIFESTS and one[2] == "manifest.json"]


def _sealed(name: str, files: Mapping[str, bytes]) -> Sealed:
    place = f"{MANIFESTS}/{name}/"
    authorities = {
        path.removeprefix(place).removesuffix(".sha256")
        for path in files
        if path.startswith(place) and path.endswith(".sha256")
    }
    tokens = {}
    for authority in sorted(authorities):
        parts = [files.get(f"{place}{authority}.{part}") for part in _PARTS]
        token, chain, sums = parts
        if token is not None and chain is not None and sums is not None:
            tokens[authority] = Token(token, chain, sums)
    return Sealed(files[f"{place}manifest.json"], tokens)


def _names(sealed: Sealed) -> list[str]:
    return ["manifest.json", *(f"{authority}.{part}" for authority in sealed.tokens for part in _PARTS)]


def _stones(files: Mapping[str, bytes]) -> Iterator[tuple[str, Tombstone]]:
    for path, body in files.items():
        if path.startswith(f"{PURGED}/"):
            try:
                stone = Tombstone.model_validate_json(body)
            except ValidationError:
                continue
            if canonical(stone) == body and path == f"{PURGED}/{stone.sha256}.json":
                yield stone.sha256, stone


def captures_of(holdings: Holdings, findings: set[str], shas: set[str]) -> dict[str, Manifest]:
    """Return the captures of an affair, in order of time: those of its findings, and those that it names by a hash."""
    found = {}
    for name, manifest in holdings.readable().items():
        own = {holdings.sealed[name].sha256, *(piece.sha256 for piece in manifest.pieces)}
        if manifest.finding in findings or shas & own:
            found[name] = manifest
    return found
