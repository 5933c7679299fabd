"""The kind `google-news`: a search in Google News becomes articles, and another country's answer is Failed."""

import datetime as dt

import pytest

from collector.core.model import DateKind
from collector.sources.google_news import KIND
from tests.support.reading import drive, failure, first_request, found, named, payloads, plan_of

TEMPLATE = "https://news.google.com/rss/search?q={query}&hl=fr&gl=FR&ceid=FR:fr"
FRENCH = plan_of("google-news", url=TEMPLATE.replace("{query}", "x"))
ANY = plan_of("google-news")


def item(
    number: int,
    title: str = "Un cabinet ouvre",
    outlet: str = "Le Courrier",
    day: str = "05 Aug 2026 00:00:00 GMT",
    home: str = "https://courrier.example",
) -> str:
    """Return an item as Google writes it, without description."""
    return (
        f"<item><title>{title} - {outlet}</title><link>https://news.google.com/rss/articles/CBMi{number:020}?oc=5</link>"
        f'<guid isPermaLink="false">CBMi{number:020}</guid><pubDate>{day}</pubDate>'
        f'<source url="{home}">{outlet}</source></item>'
    )


def feed(*items: str, channel: str = "<language>fr</language>") -> bytes:
    """Return the feed of a search with these items."""
    return f'<rss version="2.0"><channel>{channel}{"".join(items)}</channel></rss>'.encode()


def served(language: str = "", link: str = "", title: str = "") -> bytes:
    """Return an empty feed that says what edition it is in up to three ways."""
    said = f"<title>{title}</title>" + (f"<link>{link.replace('&', '&amp;')}</link>" if link else "")
    return feed(channel=said + (f"<language>{language}</language>" if language else ""))


def read(body: bytes, plan=FRENCH):
    """Return how the watch ends."""
    return drive(KIND, plan, body)


def numbers(body: bytes) -> list[int]:
    """Return the numbers of the items that became mentions, in their order."""
    return [int(one.native_id[4:]) for one in found(read(body)).mentions]


def test_a_query_takes_its_place_in_the_address():
    """What the watch searches is encoded within the address of the source, edition included."""
    source = plan_of("google-news", address=TEMPLATE)
    watch = source.watch.model_copy(update={"url": None, "query": '"Jeanne Exemple" (Beauval OR Ys) when:40d'})
    request = first_request(KIND, type(source)(watch, source.source, source.today))
    assert "q=%22Jeanne+Exemple%22+%28Beauval+OR+Ys%29+when%3A40d&hl=fr&gl=FR&ceid=FR:fr" in request.url
    assert not request.page


@pytest.mark.parametrize(
    "path", payloads("news_search.xml", "google_news_search_real_2026-08.xml", "news_group.xml"), ids=named
)
def test_titles_lose_their_outlet_and_no_html_stays(path):
    """A title loses exactly « - outlet »; what is left is in the feed, and neither text nor title holds a tag."""
    mentions = found(read(path.read_bytes(), ANY)).mentions
    assert mentions
    for one in mentions:
        assert not one.title.endswith(f" - {one.publisher}")
        assert not any(sign in one.title + one.text for sign in ("<", ">", "&nbsp;", "&lt;"))


def test_the_real_answer_is_read_in_order_of_date():
    """Google orders by relevance; mentions come by date, each with the site of its publisher."""
    for path in payloads("news_search.xml", "google_news_search_real_2026-08.xml"):
        mentions = [one for one in found(read(path.read_bytes(), ANY)).mentions if one.published.latest]
        days = [one.published.latest for one in mentions]
        assert sorted(days, reverse=True) == days
        assert all("." in one.publisher_host for one in mentions)


def test_a_group_makes_mentions_of_its_articles():
    """Each article that an item lists is one of its own, undated; the item itself is not there twice."""
    first, second, *others = found(read(payloads("news_group.xml")[0].read_bytes())).mentions
    assert ("Une maison de santé pour Beauval", "", "courrier.example") == (
        first.title,
        first.text,
        first.publisher_host,
    )
    assert "Ancien article de Val Info" == second.title
    told = {one.native_id: (one.title, one.publisher, one.publisher_host, one.published.kind) for one in others}
    assert {
        "CBMiexempleexempleexemple0012": (
            "Le Dr Jeanne Exemple s'installe à Beauval",
            "Val Info",
            "val-info.example",
            DateKind.SEEN,
        ),
        "https://ailleurs.example/voir": (
            "Sans éditeur",
            "",
            "",
            DateKind.SEEN,
        ),
    } == told


def group(title: str, *listed: str, outlet: str = "Le Courrier", number: int = 1) -> str:
    """Return an item that lists articles, each given as its address and title."""
    rows = "".join(f"&lt;li&gt;&lt;a href='{one}'&gt;{title}&lt;/a&gt;" for one in listed)
    return item(number, title, outlet).replace(
        "</item>", f"<description>&lt;ol&gt;{rows}&lt;/ol&gt;</description></item>"
    )


def test_an_article_listed_again_is_not_told_as_a_fault():
    """A group names its own item, and two groups may name one article: each is read once, without warning."""
    own, other = (f"https://news.google.com/rss/articles/CBMi{number:020}?oc=5" for number in (1, 9))
    body = feed(group("Un cabinet ouvre", own, other), group("Un autre", other, number=2))
    body = body.replace(b"'>Un cabinet", b"'>Titre un peu autre : un cabinet")
    outcome = found(read(body))
    assert (["CBMi" + f"{number:020}" for number in (1, 2, 9)], ()) == (
        [one.native_id for one in outcome.mentions],
        outcome.warnings,
    )


def test_a_site_without_name_lends_its_host_to_nobody():
    """Two items may name no outlet: the site of one is not the other's."""
    body = feed(item(1, outlet="", home="https://courrier.example"), item(2, "Un cabinet ferme", outlet="", home=""))
    assert ["courrier.example", ""] == [one.publisher_host for one in found(read(body)).mentions]


def test_a_group_without_end_is_cut():
    """Of a thousand articles under one item, twenty are read."""
    listed = "".join(
        f"&lt;li&gt;&lt;a href='https://val.example/{number}'&gt;T{number}&lt;/a&gt;&lt;/li&gt;"
        for number in range(1000)
    )
    body = feed(f"<item><title>T</title><guid>g</guid><description>&lt;ol&gt;{listed}&lt;/ol&gt;</description></item>")
    assert 21 == len(found(read(body)).mentions)


@pytest.mark.parametrize(
    "content",
    [
        "<ol><li><a href='https://val.example/1'>T \\ud800</a>",
        "<ol><li><a>T</a></li><li><a href='http://['>T</a></li><li><a href=''></a></li></ol>",
        "<ol>" * 3000 + "<li><a href='javascript:x()'>T</a>",
        "<ol><ol><li><font><a href=",
    ],
    ids=["surrogate", "no address", "deep", "cut"],
)
def test_a_group_of_any_quality_is_read(content):
    """Broken HTML, broken characters and broken addresses end as mentions with an address of the web or none."""
    items = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "1", "title": "T", "content_html": "{content}"}}]}}'
    mentions = found(read(items.encode(), ANY)).mentions
    assert mentions[0].title == "T"
    assert all((one.url or "https://").startswith("https://") for one in mentions)


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ({}, True),
        ({"title": "UN CABINET OUVRE !"}, True),
        ({"day": "03 Aug 2026 00:00:00 GMT"}, True),
        ({"day": "hier"}, True),
        ({"day": "02 Aug 2026 00:00:00 GMT"}, False),
        ({"title": "Un cabinet ferme"}, False),
        ({"outlet": "Val Info", "home": "https://val.example"}, False),
        ({"outlet": "Le Courrier (Beauval)"}, True),
        ({"home": ""}, True),
    ],
    ids=str,
)
def test_the_same_article_under_two_ids_is_read_once(second, same):
    """One site, one title and two days at most make one article of two items; nothing less does."""
    assert [1, *([] if same else [2])] == numbers(feed(item(2, **second), item(1)))


def test_two_undated_items_are_one_article():
    """Without dates the site and the title decide."""
    assert [1] == numbers(feed(item(2, day=""), item(1, day="")))


def test_the_same_title_of_unknown_sites_is_two_articles():
    """Where nothing tells who publishes, a title alone makes no two articles one."""
    body = feed(item(1, outlet="", home=""), item(2, outlet="", home=""))
    assert [1, 2] == numbers(body)


def test_which_of_two_ids_is_kept_does_not_depend_on_the_order():
    """Relevance changes from one answer to the next; the article keeps its id."""
    assert [1] == numbers(feed(item(1), item(2))) == numbers(feed(item(2), item(1)))


EDITION = "https://news.google.com/search?q=x&hl={}&gl={}&ceid=x"


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (served("en-GB"), "en-GB"),
        (served("en"), "en"),
        (served("fr-CA"), "fr-CA"),
        (served("fr", EDITION.format("fr", "BE")), "fr-BE"),
        (served("", EDITION.format("en-US", "US")), "en-US"),
        (served("", "", "x - Google News"), "en"),
        (served("<b>long</b> texte de quelqu’un"), ""),
    ],
    ids=["language", "main language", "country", "country of the link", "link", "title", "words"],
)
def test_another_edition_is_a_failure(answer, detail):
    """The language, the link or the title tells that another edition was served: Failed, and its detail is no prose."""
    assert ("wrong-edition", detail) == failure(read(answer))


@pytest.mark.parametrize(
    "answer",
    [served("fr"), served("fr-FR"), served("", EDITION.format("fr", "FR")), served("", "", "x - Google Actualités")],
    ids=["language", "country", "link", "title"],
)
def test_the_edition_asked_is_found_without_a_word(answer):
    """A feed that proves to be French is read, empty or not, without warning."""
    outcome = found(read(answer))
    assert ((), ()) == (outcome.mentions, outcome.warnings)


@pytest.mark.parametrize("link", ["", "http://["], ids=["none", "broken"])
def test_an_edition_that_nothing_tells_is_a_warning(link):
    """Without language, link or title one cannot know: what is there is read, and the practice is told."""
    assert "n’a pas pu être vérifiée" in found(read(served("", link))).warnings[0]


def test_an_address_without_edition_asks_for_none():
    """A feed of one's own choice, without `hl`, is read whatever its language."""
    assert () == found(read(served("en-GB"), ANY)).warnings


@pytest.mark.parametrize("path", payloads("news_empty.xml", "google_news_empty_fr.xml"), ids=named)
def test_nothing_found_is_an_answer(path):
    """A valid feed without items says that no article was found."""
    outcome = found(read(path.read_bytes()))
    assert ((), ()) == (outcome.mentions, outcome.warnings)


@pytest.mark.parametrize("path", payloads("consent_page.html", "google_consent_page_synthetic.html"), ids=named)
def test_a_consent_page_is_a_failure(path):
    """The page that asks for consent, with status 200, is never « no article »."""
    assert ("blocked", "HTTP 200") == failure(read(path.read_bytes()))


def test_the_order_of_days_is_that_of_the_calendar():
    """The newest comes first, the undated last."""
    body = feed(
        item(1, "Le premier", day=""),
        item(2, "Le deuxième", day="01 Aug 2026"),
        item(3, "Le troisième", day="02 Aug 2026"),
    )
    assert [3, 2, 1] == numbers(body)
    assert dt.date(2026, 8, 2) == found(read(body)).mentions[0].published.latest
