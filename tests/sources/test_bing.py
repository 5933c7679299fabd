"""The kinds `bing-news` and `bing-web`: real addresses, names of outlets, dates in any language; an empty page fails."""

import datetime as dt

import pytest

from collector.core.model import DateKind
from collector.sources import bing_news, bing_web
from tests.support.reading import drive, failure, found, named, payloads, plan_of

BOTH = pytest.mark.parametrize("kind", [bing_news.KIND, bing_web.KIND], ids=lambda kind: kind.name)
AUGUST = dt.date(2026, 8, 1)


def read(kind, body: str | bytes):
    """Return how a watch of that kind ends."""
    return drive(kind, plan_of(kind.name), body.encode() if isinstance(body, str) else body)


def news(prefix: str, address: str, link: str = "https://journal.example/1") -> str:
    """Return a feed of Bing's news whose own namespace has that prefix and address."""
    return (
        f'<rss version="2.0" xmlns:{prefix}="{address}"><channel><title>x - BingNews</title><item><title>T</title>'
        f"<link>{link}</link><{prefix}:Source>Le Journal</{prefix}:Source></item></channel></rss>"
    )


def page(date: str) -> str:
    """Return a feed of Bing's pages with one page of that date."""
    return (
        "<rss version='2.0'><channel><title>Bing: x</title><item><title>T</title><link>https://site.example/</link>"
        f"<pubDate>{date}</pubDate></item></channel></rss>"
    )


@pytest.mark.parametrize(
    "path", payloads("bing_news.xml", "bing_news_rss_sample.xml", "bing_news_rss_real_item_2026-09.xml"), ids=named
)
def test_news_have_their_own_address_and_outlet(path):
    """The wrapper that counts clicks goes; the outlet is the one that Bing names, and the address is the id."""
    for one in found(read(bing_news.KIND, path.read_bytes())).mentions:
        assert one.url.startswith("https://")
        assert "bing." not in one.url
        assert f"<News:Source>{one.publisher}</News:Source>".encode() in path.read_bytes()
        assert (one.url, DateKind.PUBLISHED) == (one.native_id, one.published.kind)


@pytest.mark.parametrize(
    ("prefix", "address"),
    [
        ("News", "https://www.bing.com/news/search?q=Jeanne+Exemple&amp;format=rss"),
        ("News", "https://www.bing.com/news/search?q=rss+atom+http://purl.org/dc/elements/1.1/"),
        ("Actu", "https://www.bing.com/news/search?q=autre&amp;format=rss"),
    ],
)
def test_the_outlet_is_read_whatever_its_namespace_is_called(prefix, address):
    """The namespace holds the query and changes with it; the name of the element is what counts."""
    assert ["Le Journal"] == [one.publisher for one in found(read(bing_news.KIND, news(prefix, address))).mentions]


def test_without_outlet_the_site_publishes():
    """An item that names no outlet is of the site found, never of the search."""
    body = "<rss version='2.0'><channel><title>x - BingNews</title><item><title>T</title><link>https://www.a.example/1</link></item></channel></rss>"
    assert ["a.example"] == [one.publisher for one in found(read(bing_news.KIND, body)).mentions]


@pytest.mark.parametrize("link", ["http://www.bing.com/news/apiclick.aspx?tid=1&amp;c=2", "/news/x", "javascript:x()"])
def test_a_wrapper_around_nothing_is_no_address(link):
    """What leads nowhere but to Bing's counter is not kept as an address."""
    [mention] = found(read(bing_news.KIND, news("News", "https://www.bing.com/news/search?q=x", link))).mentions
    assert (None, "Le Journal") == (mention.url, mention.publisher)


@pytest.mark.parametrize("path", payloads("bing_web.xml", "bing_web_rss_localised_dates.xml"), ids=named)
def test_the_date_of_a_page_is_that_of_its_indexing(path):
    """Turkish or French, the day is read, and is never taken for the day of publication."""
    mentions = found(read(bing_web.KIND, path.read_bytes())).mentions
    assert [(AUGUST, DateKind.INDEXED)] * 2 == [(one.published.latest, one.published.kind) for one in mentions]


@pytest.mark.parametrize(
    "date",
    [
        "Sat, 01 Aug 2026 07:40:00 GMT",
        "sam., 01 août 2026 07:40:00 GMT",
        "Sa, 01 Aug 2026 07:40:00 GMT",
        "sáb., 01 ago. 2026 07:40:00 GMT",
        "sab, 01 ago 2026 07:40:00 GMT",
        "za, 01 aug. 2026 07:40:00 GMT",
        "Cmt, 01 Ağu 2026 07:40:00 GMT",
        "1. Aug. 2026",
    ],
)
def test_dates_of_other_languages_are_read(date):
    """English is asked; what Bing answers in another language of Europe is read all the same."""
    [mention] = found(read(bing_web.KIND, page(date))).mentions
    assert (AUGUST, DateKind.INDEXED) == (mention.published.latest, mention.published.kind)


@pytest.mark.parametrize("date", ["", "2026年8月1日", "01 Xyz 2026", "demain"])
def test_a_date_that_cannot_be_read_is_none(date):
    """A page without a readable date is only seen: nothing is guessed."""
    [mention] = found(read(bing_web.KIND, page(date))).mentions
    assert (None, DateKind.SEEN) == (mention.published.latest, mention.published.kind)


@pytest.mark.parametrize("path", payloads("bing_web.xml", "bing_web_rss_localised_dates.xml"), ids=named)
def test_the_picture_of_the_channel_is_no_page(path):
    """The channel's picture has a title and an address of its own, which are not taken for a mention's."""
    body = path.read_bytes()
    mentions = found(read(bing_web.KIND, body)).mentions
    assert body.count(b"<item>") == len(mentions)
    assert not any("bing.com" in (one.url or "") or "bing.com" in one.publisher for one in mentions)


@BOTH
@pytest.mark.parametrize(
    "body", ["", " \n", "<!DOCTYPE html><html><head></head><body></body></html>", "<html></html>"], ids=repr
)
def test_an_empty_page_is_a_failure(kind, body):
    """Bing sometimes answers an empty page with status 200: that is never « nothing found »."""
    assert "unexpected-format" == failure(read(kind, body))[0]


@BOTH
def test_an_empty_feed_is_an_answer(kind):
    """A valid feed without items says that nothing was found."""
    assert () == found(read(kind, "<rss version='2.0'><channel><title>x</title></channel></rss>")).mentions


def test_an_item_that_says_nothing_is_no_page():
    """Without title, text and address there is nothing to keep."""
    body = "<rss version='2.0'><channel><item><pubDate>Sat, 01 Aug 2026</pubDate></item></channel></rss>"
    assert () == found(read(bing_web.KIND, body)).mentions
