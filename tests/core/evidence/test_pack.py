"""Packs: what they hold by path, and that nothing in them can be added, removed, renamed, exchanged or changed."""

from dataclasses import replace

import pytest

from collector.core.evidence.manifest import canonical, manifest_id, sha256_of
from collector.core.evidence.pack import (
    INVENTORY,
    captures_of,
    evidence_files,
    inventory,
    inventory_verdicts,
    unpack,
    with_inventory,
)
from collector.core.evidence.verify import holds, verify
from tests.support.seals import FINDING, check, held, manifest, sealed, stone, two_in_a_row

HELD = held(*two_in_a_row())
FILES = with_inventory({**evidence_files(HELD, HELD.readable()), "LISEZ-MOI.md": b"Lisez."})
FIRST = next(iter(HELD.readable()))


def all_holds(files):
    """Tell whether a pack holds: its inventory, and what its captures say."""
    return holds((*inventory_verdicts(files), *verify(unpack(files), check)))


def test_a_pack_gives_back_the_captures():
    """What is packed is unpacked the same: manifests, tokens and pieces."""
    back = unpack(FILES)

    assert (HELD.sealed, HELD.pieces, ()) == (back.sealed, back.pieces, back.strangers)
    assert all_holds(FILES)


def test_a_pack_names_pieces_for_people():
    """In a pack the pieces of a capture stand in its folder under their own names."""
    assert b"image" == FILES[f"pieces/{FIRST}/image.png"]
    assert f"{sha256_of(b'Lisez.')}  LISEZ-MOI.md\n".encode() in FILES[INVENTORY]


@pytest.mark.parametrize("path", sorted(FILES))
def test_any_file_that_changes_is_seen(path):
    """A byte changed in any file, or the file removed, or put under another name, breaks the pack."""
    body = FILES[path]
    others = {name: one for name, one in FILES.items() if name != path}

    for changed in (body[:-1] + bytes([body[-1] ^ 1]), bytes([body[0] ^ 1]) + body[1:], body + b"\n", b""):
        assert not all_holds({**others, path: changed})
    assert not all_holds(others)
    assert not all_holds({**others, f"{path}.copie": body})


def test_files_that_are_exchanged_are_seen():
    """Two files in each other's place break the pack."""
    one, other = f"pieces/{FIRST}/image.png", f"pieces/{FIRST}/texte.txt"

    assert not all_holds({**FILES, one: FILES[other], other: FILES[one]})


def test_what_is_added_is_seen_even_with_a_new_inventory():
    """A file added among ours, with an inventory made again, is still a stranger to the manifests."""
    added = {**FILES, f"pieces/{FIRST}/autre.png": b"x"}

    assert not all_holds(added)
    assert not all_holds({**added, INVENTORY: inventory(added)})


def test_a_copy_that_changes_is_seen_even_with_a_new_inventory():
    """Of two captures that share a piece, a change in either copy is seen, whichever comes first."""
    for name in HELD.readable():
        changed = {**FILES, f"pieces/{name}/image.png": b"autre"}

        assert not all_holds({**changed, INVENTORY: inventory(changed)})


def test_an_erased_piece_is_packed_as_its_reason():
    """A pack holds why a piece was erased in its place, and holds."""
    gone = stone(b"image")
    kept = {name: body for name, body in HELD.pieces.items() if body != b"image"}
    erased = replace(HELD, pieces=kept, tombstones={gone.sha256: gone})

    files = with_inventory(evidence_files(erased, erased.readable()))

    assert canonical(gone) == files[f"effacees/{gone.sha256}.json"]
    assert all_holds(files)


@pytest.mark.parametrize("body", [b"{}", b"x"])
def test_a_reason_that_cannot_be_read_is_a_stranger(body):
    """A file of effacees/ that is no tombstone, or not that of its name, is a stranger."""
    path = f"effacees/{'ab' * 32}.json"
    other = f"effacees/{'cd' * 32}.json"

    assert (path, other) == unpack({path: body, other: canonical(stone(b"image"))}).strangers


def test_a_piece_that_is_in_neither_place_is_not_packed():
    """A piece that is missing without a reason is missing in the pack, whose verification says so."""
    bare = replace(HELD, pieces={})

    assert not all_holds(with_inventory(evidence_files(bare, bare.readable())))


def test_half_a_token_is_no_token():
    """A token without its certificates is not taken for one: its files are strangers."""
    lone = {path: body for path, body in FILES.items() if not path.endswith("une.pem")}

    back = unpack(lone)

    assert ["autre"] == sorted(back.sealed[FIRST].tokens)
    assert any(path.endswith("une.tsr") for path in back.strangers)


def test_the_captures_of_an_affair():
    """An affair has the captures of its findings, and those that it names by the hash of their manifest."""
    first, second = sealed(manifest()), sealed(manifest(2, finding=None))
    both = held(first, second)

    assert [manifest_id(first.manifest)] == list(captures_of(both, {FINDING}, set()))
    assert [manifest_id(second.manifest)] == list(captures_of(both, set(), {second.sha256}))
