"""What sites write by hand, read: dates, ratings, counts, addresses, text that may be HTML."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.identity import canonical_url, host_of
from collector.core.text import clean
from collector.sources.addresses import unwrap, web_address
from collector.sources.dates import day_of
from collector.sources.decoding import decode, repaired
from collector.sources.ratings import count_of, rating_of
from collector.sources.structured_data import local_name
from collector.sources.wording import words

FIFTH = dt.date(2026, 10, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-05", FIFTH),
        ("2026-10-05T00:30:00.123456Z", FIFTH),
        ("2026-10-05 08:00:00+02:00", FIFTH),
        ("Mon, 05 Oct 2026 00:30:00 +0200", FIFTH),
        ("5 Oct 2026", FIFTH),
        ("lun., 05 oct. 2026 07:40:00 GMT", FIFTH),
        ("le 5 octobre 2026 à 14 h", FIFTH),
        ("1er août 2026", dt.date(2026, 8, 1)),
        ("14 FÉVRIER 2026", dt.date(2026, 2, 14)),
        ("05/10/2026", FIFTH),
        ("5.10.2026", FIFTH),
        ("20261005T083000Z", FIFTH),
        ("Mon, 05 Oct 26 08:30:00 GMT", FIFTH),
        ("October 5th, 2026", FIFTH),
        ("5 octobre 14 h 30", None),
        ("2026-W40", None),
        ("2026-02-30", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("Cmt, 01 Ağu 2026 07:40:00 GMT", None),
        ("il y a 2 mois", None),
        ("31 brumaire 2026", None),
        ("2026-10-051", None),
        ("", None),
        ("5 octobre 2026 " * 10, None),
    ],
)
def test_days_are_read_as_written_or_not_at_all(text, expected):
    """ISO, RFC 822, French words and figures are read; what is no date of this age is None."""
    assert expected == day_of(text)


@pytest.mark.parametrize(
    ("value", "best", "expected"),
    [
        ("4,6", "", (4.6, 5)),
        ("4.6", "5", (4.6, 5)),
        (" 4 / 5 ", "", (4, 5)),
        ("8,5 sur 10", "5", (8.5, 10)),
        ("92 %", "", (92, 100)),
        ("92", "100", (92, 100)),
        ("7", "10,0", (7, 10)),
        ("3", "meilleure", (3, 5)),
        ("0", "", (0, 5)),
        ("8", "", None),
        ("12 avis", "", None),
        ("-3", "", None),
        ("1e-07", "", None),
        ("inf", "", None),
        ("nan", "", None),
        ("4/0", "0", (4, 5)),
        ("excellent", "", None),
        ("", "", None),
    ],
)
def test_ratings_keep_their_own_scale(value, best, expected):
    """A rating says its scale, or has that of the site, or is out of 5; one outside its scale is none."""
    rating = rating_of(value, best=best)
    assert expected == (rating and (rating.value, rating.scale))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 avis", 12),
        ("37", 37),
        ("1 234 notes", 1234),
        ("1\u202f234", 1234),
        ("1.234.567", 1234567),
        ("(4)", 4),
        ("aucun", None),
        ("", None),
        ("9" * 30, None),
    ],
)
def test_counts_are_read_in_words(text, expected):
    """« 12 avis » counts 12, thousands may be parted, and what counts nothing is None."""
    assert expected == count_of(text)


GOOGLE = "https://www.google.com/url?rct=j&url="


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (GOOGLE + "https://a.example/b%3Fc%3D1", "https://a.example/b?c=1"),
        ("https://www.google.fr/url?q=https://a.example/&sa=D", "https://a.example/"),
        ("https://google.co.uk/url?url=https://a.example/", "https://a.example/"),
        ("http://www.bing.com/news/apiclick.aspx?ref=x&url=https%3a%2f%2fa.example%2f&c=1", "https://a.example/"),
        (
            GOOGLE + "https%3A%2F%2Fwww.google.com%2Furl%3Furl%3Dhttps%253A%252F%252Fa.example%252F",
            "https://a.example/",
        ),
        ("https://google.com/url?q=" * 4 + "https://a.example/", "https://google.com/url?q=https://a.example/"),
        ("https://a.example/url?url=https://b.example/", "https://a.example/url?url=https://b.example/"),
        ("https://notgoogle.com/url?url=https://b.example/", "https://notgoogle.com/url?url=https://b.example/"),
        (
            "https://www.google.com/search?url=https://b.example/",
            "https://www.google.com/search?url=https://b.example/",
        ),
        (GOOGLE + "javascript:alert(1)", GOOGLE + "javascript:alert(1)"),
        ("http://[", "http://["),
    ],
)
def test_only_known_wrappers_are_opened(link, expected):
    """The redirects of Google and Bing give the address inside, if it is one of the web; other links are left."""
    assert expected == unwrap(link)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("HTTPS://A.Example:443/b?utm_source=x&id=3#avis-3", "https://a.example/b?id=3#avis-3"),
        ("https://moi:secret@a.example/", "https://a.example/"),
        ("https://a.example/b#:~:text=mot", "https://a.example/b"),
        ('https://a.example/b#un mot"<', "https://a.example/b#un%20mot%22%3C"),
        ("data:text/html,x", None),
        ("https://", None),
        ("https://a.example/" + "b" * 3000, None),
    ],
)
def test_an_address_is_kept_usable_and_clean(link, expected):
    """No credentials, tracking or text to highlight; the fragment stays, encoded."""
    assert expected == web_address(link)


@given(st.text())
def test_any_link_gives_an_address_or_none(link):
    """Whatever a page calls a link, what is kept is an http(s) address with a host."""
    address = web_address(link, "https://a.example/page")
    assert address is None or canonical_url(address) is not None


def test_a_host_is_named_as_people_say_it():
    """« www. » says nothing; no address has no host."""
    assert ["a.example", "b.example", ""] == [
        host_of(one) for one in ("https://www.a.example/x", "http://b.example", None)
    ]


@given(st.binary(), st.text(max_size=60))
def test_any_bytes_are_text(body, content_type):
    """No charset, declared or not, makes decoding fail."""
    assert isinstance(decode(body, content_type), str)


@given(st.text(alphabet="aéèàçôùœ€’«»🙌 \n"))
def test_a_repair_gives_back_what_was_damaged(text):
    """A text read in the wrong charset comes back as it was, or is seen as sound."""
    damaged = text.encode().decode("latin-1")
    assert repaired(damaged) in (text, None)
    assert (repaired(damaged) is None) == (damaged == text or repaired(damaged) is None)
    assert repaired(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Un</p><p>Deux</p>", "Un\n\nDeux"),
        ("Un<br>Deux", "Un\nDeux"),
        ("L&#39;été &amp; l’hiver", "L'été & l’hiver"),
        ("un <script>x()</script> typed", "un <script>x()</script> typed"),
        ("a < b et c > d", "a < b et c > d"),
    ],
)
def test_html_is_told_from_words(text, expected):
    """Tags that publishers use make a text HTML; any other stays as somebody wrote it."""
    assert expected == words(text)


@given(st.text())
def test_words_are_clean(text):
    """What comes out has passed the one gate for text: cleaning it again changes nothing."""
    assert clean(words(text)) == words(text)


@pytest.mark.parametrize(
    "name", ["Review", "schema:Review", "https://schema.org/Review", "http://schema.org/Review/", " Review "]
)
def test_names_are_known_by_their_last_part(name):
    """Types and properties are written whole, with a prefix or alone."""
    assert "Review" == local_name(name)
