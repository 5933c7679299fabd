"""Verification: what holds, what is told, what is broken, each in one plain sentence."""

import datetime as dt
from dataclasses import replace

from collector.core.evidence.holdings import Sealed, Token, links
from collector.core.evidence.manifest import canonical, manifest_id, sha256_of
from collector.core.evidence.verify import Level, holds, verify
from tests.support.seals import (
    BODIES,
    ENDED,
    check,
    held,
    manifest,
    sealed,
    stone,
    token,
    two_in_a_row,
)

IMAGE = f"{sha256_of(b'image')}.png"


def broken(holdings):
    """Return the sentences of what is broken."""
    return [one.told for one in verify(holdings, check) if one.level is Level.BROKEN]


def told(holdings):
    """Return the sentences of what is only told."""
    return [one.told for one in verify(holdings, check) if one.level is Level.TOLD]


def test_what_nobody_touched_holds():
    """Two captures dated by two authorities hold: every piece, every token, the chain."""
    verdicts = verify(held(*two_in_a_row()), check)

    assert holds(verdicts)
    assert {Level.HOLDS} == {one.level for one in verdicts}
    assert "la chaîne tient\u00a0: 2\u00a0manifestes" == verdicts[-1].told
    assert [ENDED, ENDED] == [one.token.at for one in verdicts[:4] if one.token]


def test_nothing_kept_is_nothing_to_say():
    """A practice that captured nothing has no verdict, and nothing broken."""
    assert () == verify(held(bodies={}), check)


def test_an_altered_piece_is_broken():
    """A piece of another size or content does not agree with its hash."""
    for body in (b"imagf", b"image+"):
        holdings = replace(held(*two_in_a_row()), pieces={**held().pieces, IMAGE: body})

        assert 2 == broken(holdings).count("la pièce ne correspond pas à son empreinte\u00a0: elle a été modifiée")


def test_a_missing_piece_is_broken_unless_it_was_erased():
    """A piece that is gone breaks the seal; with a tombstone it is told with its reason, and the rest holds."""
    pieces = {name: body for name, body in held().pieces.items() if name != IMAGE}
    missing = replace(held(*two_in_a_row()), pieces=pieces)
    gone = stone(b"image")

    erased = replace(missing, tombstones={gone.sha256: gone})

    assert "la pièce manque, sans motif d’effacement" in broken(missing)
    assert [] == broken(erased)
    assert told(erased)[0].startswith(
        "pièce effacée le 4\u00a0janvier 2027 par A. Lefèvre\u00a0: durée de conservation"
    )


def test_an_altered_manifest_is_broken():
    """A manifest in another form cannot be read; one with another content does not bear its name, and loses its date."""
    first, second = two_in_a_row()
    name = manifest_id(first.manifest)

    unreadable = replace(held(first, second), sealed={name: Sealed(first.manifest + b" ", first.tokens)})
    rewritten = canonical(manifest(finding=None))
    exchanged = replace(held(second), sealed={name: Sealed(rewritten, first.tokens)})

    assert any("illisible" in one for one in broken(unreadable))
    assert any("identifiant" in one for one in broken(exchanged))
    assert any("autre contenu" in one for one in broken(exchanged))


def test_a_token_that_has_not_come_is_told():
    """An authority that did not answer yet breaks nothing, and is told."""
    assert ["horodatage en attente\u00a0: cette autorité n’a pas encore répondu"] == [
        one.replace(" :", "\u00a0:") for one in told(held(sealed(manifest(), "une")))
    ]


def test_a_capture_without_authority_is_told_to_have_no_date():
    """With no authority at all, nothing dates the capture, and the verdict says so."""
    lone = held(sealed(manifest(authorities=())))

    assert ["aucune autorité d’horodatage n’était configurée : rien ne date cette capture"] == told(lone)


def test_a_token_that_changed_is_broken():
    """A token that does not agree with its hashes is broken, even where no signature would hold the byte."""
    one = sealed(manifest(), "une", "autre")
    changed = Token(one.tokens["une"].token, b"chaim", one.tokens["une"].sums)

    assert any("leurs empreintes" in said for said in broken(held(Sealed(one.manifest, {"une": changed}))))


def test_a_token_of_another_root_is_broken():
    """A token that goes up to another root than the one announced is broken."""
    one = manifest()
    other_root = one.authorities[0].model_copy(update={"roots": ("cd" * 32,)})
    announced = sealed(one.model_copy(update={"authorities": (other_root,)}), "une")

    assert any("autre racine" in said for said in broken(held(announced)))


def test_a_token_of_an_unnamed_authority_is_broken():
    """A token that no authority of the manifest can have given has no place there."""
    assert any("aucune autorité nommée" in said for said in broken(held(sealed(manifest(), "une", "intruse"))))


def test_a_clock_that_ran_ahead_is_told():
    """A token dated well before the end of the capture tells that the machine's clock was ahead."""
    body = canonical(manifest())
    early = Sealed(body, {"une": token(body, "une", ENDED - dt.timedelta(hours=2))})

    assert any("horloge de la machine avançait" in said for said in told(held(early)))


def test_a_manifest_that_was_taken_away_is_seen():
    """A manifest that another follows cannot disappear from the practice; a pack may hold some only."""
    _, second = two_in_a_row()

    assert any("qui manque" in said for said in broken(held(second)))
    alone = verify(held(second, whole=False), check)
    assert holds(alone)
    assert "et 1 autre(s) du cabinet, hors de ce lot" in alone[-1].told


def test_a_recorded_token_cannot_change_or_go():
    """A token that a later manifest recorded is missed, and another in its place is seen."""
    first, second = two_in_a_row()
    without = Sealed(first.manifest, {"autre": first.tokens["autre"]})
    later = token(first.manifest, "une", ENDED + dt.timedelta(days=1))
    replaced = Sealed(first.manifest, {**first.tokens, "une": later})

    assert any(said.endswith("manque") for said in broken(held(without, second)))
    assert any(said.endswith("a changé") for said in broken(held(replaced, second)))


def test_the_reason_of_an_erasure_cannot_change_or_go():
    """Once recorded, why a piece was erased can neither be rewritten nor removed."""
    gone = stone(b"image")
    first = sealed(manifest(), "une")
    second = sealed(manifest(2, linked=links(held(first, tombstones={gone.sha256: gone}))))

    rewritten = held(first, second, tombstones={gone.sha256: stone(b"image", "erreur")})

    assert any("n’est plus celui d’alors" in said for said in broken(rewritten))
    assert any("a disparu" in said for said in broken(held(first, second)))
    assert [] == broken(held(first, second, tombstones={gone.sha256: gone}))


def test_a_piece_that_nobody_claims():
    """In a practice it is what a stopped capture left; in a pack it was added."""
    kept = replace(held(sealed(manifest(), "une", "autre")), pieces={**held().pieces, "x.png": b"x"})

    assert any("une capture arrêtée" in said for said in told(kept))
    assert any("elle a été ajoutée" in said for said in broken(replace(kept, whole=False)))


def test_a_file_out_of_place_is_broken():
    """A file that is none of ours is told by its name."""
    verdicts = verify(held(sealed(manifest(), "une", "autre"), strangers=("data/x",)), check)

    assert [("data/x", Level.BROKEN)] == [(one.about, one.level) for one in verdicts if "pas sa place" in one.told]
    assert BODIES
