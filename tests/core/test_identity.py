"""Identifiers: canonical addresses, slugs, finding ids, keyed hashes, initials, ids of passes."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core import identity
from collector.core.identity import kept_native_id, key_print
from collector.core.model import Slug
from collector.core.model.base import FindingId, Model
from tests.support.mentions import practitioner

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
_ADDRESSES = st.builds(
    "{}://{}{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS", "ftp"]),
    st.sampled_from(["", "user:pass@"]),
    st.sampled_from(["Exemple.example", "été.example", "[2001:DB8::1]", "a", ""]),
    st.sampled_from(["", ":80", ":443", ":8080", ":0", ":99999", ":x"]),
    st.text(max_size=20).map(lambda path: f"/{path}"),
    st.text(max_size=20).map(lambda query: f"?{query}#fin"),
)


class Named(Model):
    """Checks a slug and a finding's id."""

    slug: Slug = "a"
    id: FindingId = "f-0000000000000000"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("HTTPS://Avis.Example:443/Page?id=2&utm_source=x#haut", "https://avis.example/Page?id=2"),
        ("http://avis.example", "http://avis.example/"),
        ("http://avis.example:8080/a", "http://avis.example:8080/a"),
        ("http://user:secret@avis.example/a", "http://avis.example/a"),
        ("https://avis.example/?b=2&a=1&FBCLID=z&at_custom1=q", "https://avis.example/?b=2&a=1"),
        ("https://avis.example/?q=été&vide=", "https://avis.example/?q=%C3%A9t%C3%A9&vide="),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
        ("https://avis.example/l’été 2026/", "https://avis.example/l%E2%80%99%C3%A9t%C3%A9%202026/"),
        ("https://avis.example/%C3%A9t%C3%A9", "https://avis.example/%C3%A9t%C3%A9"),
        ("  https://avis.example/a\n", "https://avis.example/a"),
        ("ftp://avis.example/", None),
        ("javascript:alert(1)", None),
        ("avis.example/page", None),
        ("http://", None),
        ("http://[avis/", None),
        ("http://avis.example:99999/", None),
        ("http://avis.example:port/", None),
        ("http://avis.example:0/", None),
        ("", None),
        (None, None),
        ("http://avis.example/" + "a" * 2048, None),
        ("http://avis.example/?q=" + "é" * 1000, None),
    ],
)
def test_an_address_has_one_form(raw, expected):
    """Case of the host, default port, credentials, fragment and tracking do not tell addresses apart."""
    assert expected == identity.canonical_url(raw)


@given(_ADDRESSES | st.text(max_size=40))
def test_a_canonical_address_is_its_own_form(raw):
    """Canonical twice is canonical once, whatever the address."""
    once = identity.canonical_url(raw)
    assert once is None or once == identity.canonical_url(once)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anne-Sophie Lefèvre", "anne-sophie-lefevre"),
        ("  L’Œil de Saint-Aubin !", "l-oeil-de-saint-aubin"),
        ("2026-06", "n-2026-06"),
        ("★", "sans-nom"),
        ("", "sans-nom"),
        ("a" * 80, "a" * 64),
        ("9" * 64, "n-" + "9" * 62),
    ],
)
def test_a_slug_is_plain_words(text, expected):
    """Folded words joined by hyphens, starting with a letter."""
    assert expected == identity.slug(text)


@given(st.text(max_size=100))
def test_any_text_gives_a_valid_slug(text):
    """The model's pattern accepts every slug that is made."""
    made = identity.slug(text)
    assert made == Named(slug=made).slug


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_a_finding_id_is_valid_and_its_own(source, native_id, person):
    """The id fits the model, never looks like a number, is stable, and depends on all three parts."""
    made = identity.finding_id(source, native_id, person)
    assert made == Named(id=made).id == identity.finding_id(source, native_id, person)
    others = {
        identity.finding_id(f"{source}x", native_id, person),
        identity.finding_id(source, f"{native_id}x", person),
        identity.finding_id(source, native_id, f"{person}x"),
    }
    assert made not in others
    assert 3 == len(others)


def test_an_author_is_the_same_however_written():
    """Case, accents and spaces do not make another author; another key or name does."""
    made = identity.author_key(KEY, "Hélène  Dupré")
    assert made == identity.author_key(KEY, "HELENE DUPRE ")
    assert re.fullmatch(r"a-[0-9a-f]{12}", made or "")
    assert made != identity.author_key(OTHER_KEY, "Hélène Dupré")
    assert made != identity.author_key(KEY, "Hélène Dupres")


@pytest.mark.parametrize("nobody", ["", "   "])
def test_nobody_has_no_key(nobody):
    """A mention without an author gets no pseudonym that would join it to others."""
    assert identity.author_key(KEY, nobody) is None


def test_content_is_known_by_its_parts():
    """Moving a word from one part to another is an edit; the key makes hashes of two practices unlinkable."""
    made = identity.content_key(KEY, "titre", "texte")
    assert re.fullmatch(r"c-[0-9a-f]{32}", made)
    others = {
        identity.content_key(KEY, "titret", "exte"),
        identity.content_key(KEY, "titre", "texte", ""),
        identity.content_key(OTHER_KEY, "titre", "texte"),
    }
    assert made not in others
    assert 3 == len(others)


def test_a_mention_set_aside_is_known_by_its_place():
    """The hash of a mention not ours depends on the source, its id there, and the key."""
    made = identity.set_aside_key(KEY, "avis", "1")
    assert re.fullmatch(r"s-[0-9a-f]{32}", made)
    assert 4 == len(
        {
            made,
            identity.set_aside_key(KEY, "avis", "2"),
            identity.set_aside_key(KEY, "presse", "1"),
            identity.set_aside_key(OTHER_KEY, "avis", "1"),
        }
    )


def test_a_way_of_reading_is_known_by_its_models():
    """The fingerprint is stable, and changes when a name does."""
    made = identity.reading_key(practitioner())
    assert made == identity.reading_key(practitioner())
    assert re.fullmatch(r"r-[0-9a-f]{16}", made)
    assert made != identity.reading_key(practitioner(variants=("Sophie Lefèvre",)))


def test_two_passes_of_one_minute_have_two_ids():
    """A minute already taken is numbered from 2."""
    now = dt.datetime(2026, 6, 8, 3, 17, tzinfo=dt.UTC)
    first = identity.run_id(now, set())
    second = identity.run_id(now, {first})
    third = identity.run_id(now, {first, second})
    assert ("20260608t0317z", "20260608t0317z-2", "20260608t0317z-3") == (first, second, third)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Sophie Martin", "S. M."),
        ("jean-pierre d’estreval", "J. P. D."),
        ("É. Dupré", "É. D."),
        ("Sophie M.", "S. M."),
        ("Un Nom De Cinq Mots", "U. N. D."),
        ("😀 Bob 42", "B."),
        ("12345", ""),
        ("", ""),
    ],
)
def test_an_author_is_shown_by_initials(author, expected):
    """At most three letters are shown of anybody's name."""
    assert expected == identity.initials(author)


@pytest.mark.parametrize(
    ("native", "kept"),
    [
        ("locations/L1/reviews/R-1", "locations/L1/reviews/R-1"),
        ("https://gazette.example/a?id=7", "https://gazette.example/a?id=7"),
        ("Brigitte se plaint de son diabète", "h-"),
        ("x" * 300, "h-"),
    ],
)
def test_an_id_made_of_words_is_kept_as_a_hash(native, kept):
    """data/ never forgets: a source's id stays there only when it is opaque."""
    assert kept_native_id(native).startswith(kept)
    assert (kept == "h-") is (native not in kept_native_id(native))


def test_the_print_of_a_key_tells_keys_apart_and_nothing_else():
    """Two keys have two prints; a print is ten characters."""
    assert key_print(b"une cle") != key_print(b"une autre cle")
    assert len("k-01234567") == len(key_print(b"une cle"))
