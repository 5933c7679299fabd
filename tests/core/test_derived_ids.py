"""Ids made of what a mention says: the same for the same thing, and nothing that a guess can be tested on."""

from collector.core.identity import derived_id, kept_native_id, sealed_id

KEY, OTHER_KEY = b"k" * 32, b"o" * 32


def test_a_derived_id_tells_what_it_is_made_of():
    """The same parts make the same id; a part moved, added or changed makes another."""
    ids = {derived_id(*parts) for parts in (("a", "b"), ("ab", ""), ("b", "a"), ("a", "b", ""), ("a", "é"))}

    assert 5 == len(ids)
    assert derived_id("a", "b") == derived_id("a", "b")


def test_what_is_kept_of_a_derived_id_depends_on_the_key():
    """Without the practice's key nobody can test a guess; the kept form is opaque and short."""
    made = derived_id("Odile R.", "2026-10-03")

    assert sealed_id(KEY, made) == sealed_id(KEY, made) == kept_native_id(sealed_id(KEY, made))
    assert sealed_id(KEY, made) != sealed_id(OTHER_KEY, made)
    assert made.partition(":")[2] not in sealed_id(KEY, made)


def test_an_id_of_the_source_is_left_as_it_is():
    """Only ids made here are sealed."""
    assert "locations/5/reviews/R1" == sealed_id(KEY, "locations/5/reviews/R1")
