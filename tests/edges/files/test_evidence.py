"""The store of captures: whole or nothing, each piece once, what is foreign seen, leftovers swept."""

from collector.core.evidence.manifest import canonical, manifest_id
from collector.core.evidence.verify import holds, verify
from collector.core.evidence.wanted import wanted
from collector.edges.files.evidence import EvidenceStore, missing_pieces
from tests.support.practices import snapshot
from tests.support.seals import BODIES, STARTED, check, manifest, stone, taken, token


def kept(root, number=1):
    """Keep capture `number` with its tokens in a folder; return the store and its name."""
    store, one = EvidenceStore(root), manifest(number)
    for piece, body in zip(one.pieces, taken().pieces, strict=True):
        store.keep_piece(piece, body.body)
    name = store.commit(one)
    for authority in ("une", "autre"):
        store.add_token(name, one, authority, token(canonical(one), authority))
    return store, name


def test_what_is_kept_is_read_back(tmp_path):
    """A capture is read back as it was kept, holds, and git is told to change none of its bytes."""
    store, name = kept(tmp_path)
    back = store.load()

    assert manifest_id(back.sealed[name].manifest) == name
    assert sorted(BODIES.values()) == sorted(back.pieces.values())
    assert holds(verify(back, check))
    assert "* -text" in (tmp_path / "pieces/evidence/.gitattributes").read_text("utf-8")


def test_what_a_manifest_answers_is_no_longer_wanted(tmp_path):
    """A request stays until its manifest is there; one left by a process killed just after is forgotten."""
    store = EvidenceStore(tmp_path)
    asked = wanted("https://avis.example/1", manifest().finding, "A. Lefèvre", STARTED)
    other = wanted("https://avis.example/9", None, "A. Lefèvre", STARTED)
    store.want(asked)
    store.want(other)
    assert {asked, other} == set(store.wanted())

    kept(tmp_path)
    store.want(asked)

    assert (other,) == store.wanted()
    assert (other,) == store.asked()


def test_leftovers_are_swept(tmp_path):
    """Pieces that no manifest claims, parts of files, erased pieces that came back: all go, the rest stays."""
    store, _ = kept(tmp_path)
    before = snapshot(tmp_path)
    (tmp_path / "pieces/evidence" / f"{'ab' * 32}.png").write_bytes(b"x")
    (tmp_path / "pieces/evidence/.x.part").write_bytes(b"x")
    (tmp_path / "data/evidence/2026-11/.y.part").mkdir()
    store.sweep()
    assert before == snapshot(tmp_path)

    gone = stone(b"image")
    stored = {piece.sha256: piece.stored for piece in manifest().pieces}
    store.purge([gone], stored)
    (tmp_path / "pieces/evidence" / stored[gone.sha256]).write_bytes(b"image")
    store.sweep()

    assert not (tmp_path / "pieces/evidence" / stored[gone.sha256]).exists()
    assert () == missing_pieces(store.load(), tmp_path)
    assert holds(verify(store.load(), check))


def test_nothing_is_swept_while_a_manifest_cannot_be_read(tmp_path):
    """A damaged manifest may claim pieces: a person looks first."""
    store, name = kept(tmp_path)
    (tmp_path / "data/evidence/2026-11" / name / "manifest.json").write_bytes(b"{}")
    before = snapshot(tmp_path)

    store.sweep()

    assert before == snapshot(tmp_path)
    assert not holds(verify(store.load(), check))


def test_a_file_out_of_place_is_told(tmp_path):
    """A foreign file beside a manifest, a folder without one, and a note under another name are told."""
    store, name = kept(tmp_path)
    place = tmp_path / "data/evidence"
    (place / "2026-11" / name / "lettre.docx").write_bytes(b"x")
    (place / "2026-11/e-0000000000000000").mkdir()
    (place / "purged").mkdir()
    (place / "purged/x.json").write_bytes(canonical(stone(b"image")))
    (place / "packs").mkdir()
    (place / "packs/y.json").write_bytes(b"{}")

    assert {
        f"data/evidence/2026-11/{name}/lettre.docx",
        "data/evidence/2026-11/e-0000000000000000",
        "data/evidence/purged/x.json",
        "data/evidence/packs/y.json",
    } == set(store.load().strangers)


def test_half_a_token_waits_for_its_hashes(tmp_path):
    """A token whose hashes are not there yet is none: a process was killed between the two, and the next asks again."""
    store, name = kept(tmp_path)
    (tmp_path / "data/evidence/2026-11" / name / "une.sha256").unlink()

    back = store.load()

    assert ["autre"] == list(back.sealed[name].tokens)
    assert () == back.strangers


def test_a_missing_piece_is_named(tmp_path):
    """A piece that a manifest claims and that is nowhere is named, so that a save can refuse."""
    store, _ = kept(tmp_path)
    lost = next((tmp_path / "pieces/evidence").glob("*.png"))
    lost.unlink()

    assert (lost.name,) == missing_pieces(store.load(pieces=False), tmp_path)


def test_a_request_that_cannot_be_read_is_a_problem(tmp_path):
    """A request that a person broke is told with its file, by `renom check` too."""
    place = tmp_path / "data/evidence/wanted/w-0000000000000000.yml"
    place.parent.mkdir(parents=True)
    place.write_text("url: x\n", encoding="utf-8")

    assert {"data/evidence/wanted/w-0000000000000000.yml"} == {one.file for one in EvidenceStore(tmp_path).problems()}
