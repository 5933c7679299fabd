"""The chain: what the next manifest says of those before it."""

import datetime as dt

from collector.core.evidence.holdings import Links, Sealed, links
from collector.core.evidence.manifest import PackRecord, TokenRecord, sha256_of
from tests.support.seals import held, manifest, sealed, stone, two_in_a_row

PACK = PackRecord(sha256="cd" * 32, made_on=dt.date(2026, 11, 9))


def test_the_first_manifest_follows_nothing():
    """Without any capture before it, a manifest has nothing to record."""
    assert Links((), (), (), ()) == links(held())


def test_the_next_manifest_names_the_last_and_its_tokens():
    """The next manifest names the last one, and holds the hashes of its tokens and certificates."""
    first = sealed(manifest(), "une")
    token = first.tokens["une"]

    told = links(held(first))

    assert (first.sha256,) == told.previous
    record = TokenRecord(
        manifest=first.sha256, authority="une", token=sha256_of(token.token), chain=sha256_of(token.chain)
    )
    assert (record,) == told.tokens


def test_what_is_recorded_is_not_recorded_again():
    """A third manifest names the second only, and records the tokens that came since."""
    first, second = two_in_a_row()

    told = links(held(first, second))

    assert (second.sha256,) == told.previous
    assert {second.sha256} == {one.manifest for one in told.tokens}


def test_a_fork_is_joined():
    """Two machines that captured at once make two heads: the next manifest names both."""
    one, other = sealed(manifest(1)), sealed(manifest(2))

    assert tuple(sorted((one.sha256, other.sha256))) == links(held(one, other)).previous


def test_a_token_that_came_late_is_recorded():
    """A token that comes after the next manifest was made is recorded by the one after."""
    first = sealed(manifest())
    second = sealed(manifest(2, linked=links(held(first))))
    late = sealed(manifest(), "autre")

    assert [first.sha256] == [one.manifest for one in links(held(late, second)).tokens]


def test_packs_and_erasures_are_recorded_once():
    """The next manifest holds the packs made and the pieces erased; the one after does not repeat them."""
    gone = stone(b"image")
    with_both = {"packs": (PACK,), "tombstones": {gone.sha256: gone}}
    first = sealed(manifest())

    told = links(held(first, **with_both))
    second = sealed(manifest(2, linked=told))

    assert ((PACK,), (gone,)) == (told.packs, told.purged)
    again = links(held(first, second, **with_both))
    assert ((), ()) == (again.packs, again.purged)


def test_a_manifest_that_cannot_be_read_is_still_followed():
    """A damaged manifest stays a head of the chain, so that its removal would show."""
    damaged = Sealed(b"{}")

    assert (damaged.sha256,) == links(held(damaged)).previous
