"""The kind `feed`: every format of feed becomes mentions, and what is no feed is Failed."""

import datetime as dt
import json

import pytest

from collector.core.model import DateKind, Memory, MentionForm
from collector.sources.feed import KIND
from tests.support.reading import ADDRESS, drive, failure, first_request, found, named, payloads, plan_of

PLAN = plan_of("feed")
DAY = dt.date(2026, 10, 5)


def read(body: str | bytes, plan=PLAN, **headers):
    """Return how the watch ends when the feed answers `body`."""
    content = body.encode() if isinstance(body, str) else body
    return drive(KIND, plan, content, headers={name.replace("_", "-"): value for name, value in headers.items()})


def mentions(body, plan=PLAN, **headers):
    """Return the mentions of a feed that must be read."""
    return found(read(body, plan, **headers)).mentions


def rss(*items: str, channel: str = "") -> str:
    """Return an RSS 2.0 feed with these items."""
    return f'<rss version="2.0"><channel><title>Journal</title>{channel}{"".join(items)}</channel></rss>'


def item(title: str = "Titre", extra: str = "", number: int = 1) -> str:
    """Return an RSS item."""
    link = f"<link>https://journal.example/{number}</link>"
    return f'<item><title>{title}</title>{link}<guid isPermaLink="false">g{number}</guid>{extra}</item>'


ENTRY = "<title>Titre</title><link>https://journal.example/1</link><description>Texte</description>"
FORMATS = {
    "rss 0.91": f'<rss version="0.91"><channel><title>Journal</title><item>{ENTRY}</item></channel></rss>',
    "rss 0.92": f'<rss version="0.92"><channel><title>Journal</title><item>{ENTRY}</item></channel></rss>',
    "rss 2.0": f'<rss version="2.0"><channel><title>Journal</title><item>{ENTRY}</item></channel></rss>',
    "rss 1.0": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    f"<channel><title>Journal</title></channel><item>{ENTRY}</item></rdf:RDF>",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>Journal</title><entry><title>Titre</title>'
    '<link href="https://journal.example/1"/><summary>Texte</summary></entry></feed>',
    "json feed 1": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1",
            "title": "Journal",
            "items": [{"url": "https://journal.example/1", "title": "Titre", "content_text": "Texte"}],
        }
    ),
    "json feed 1.1": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Journal",
            "items": [{"external_url": "https://journal.example/1", "title": "Titre", "content_html": "<p>Texte</p>"}],
        }
    ),
}


@pytest.mark.parametrize("body", FORMATS.values(), ids=FORMATS)
def test_every_format_gives_the_same_mention(body):
    """RSS 0.9x to 2.0, RSS 1.0, Atom and JSON Feed say the same item the same way."""
    [mention] = mentions(body)
    assert ("https://journal.example/1", "Titre", "Texte", "Journal", MentionForm.ARTICLE) == (
        mention.url,
        mention.title,
        mention.text,
        mention.publisher,
        mention.form,
    )


def test_the_request_is_conditional_and_says_what_it_accepts():
    """A feed is asked with what the last answer gave to make the next one conditional, and robots.txt is not asked."""
    memory = Memory(etag='"v1"', modified="Mon, 05 Oct 2026 00:00:00 GMT")
    request = first_request(KIND, PLAN, memory)
    assert (ADDRESS, False, '"v1"') == (request.url, request.page, request.etag)
    assert "application/rss+xml" in request.accept


@pytest.mark.parametrize("path", payloads("news_search.xml", "google_news_search_real_2026-08.xml"), ids=named)
def test_the_outlet_alone_is_taken_off_a_title(path):
    """A news search ends each title with « - outlet »: exactly that goes, since titles and outlets hold dashes too."""
    for mention in mentions(path.read_bytes()):
        assert f"<title>{mention.title} - {mention.publisher}</title>".encode() in path.read_bytes()
        assert mention.published.kind is DateKind.PUBLISHED


def test_a_description_that_only_says_the_title_again_is_no_text():
    """Google News repeats the title and the outlet as description: the mention has no text rather than an echo."""
    first, second = mentions(payloads("news_search.xml")[0].read_bytes())
    assert ("Beauval - un cabinet ouvre le samedi", "") == (first.title, first.text)
    assert "Une généraliste face au manque de lits Val Info" in second.text


@pytest.mark.parametrize("path", payloads("news_empty.xml", "google_news_empty_fr.xml"), ids=named)
def test_an_empty_feed_is_an_answer(path):
    """A valid feed without items says that there is nothing there, which is not the same as being blocked."""
    outcome = found(read(path.read_bytes()))
    assert ((), ()) == (outcome.mentions, outcome.warnings)


WRAPPED = [
    *payloads("alerts.xml", "google_alerts_atom_real_2021.xml", "google_alerts_atom_sample_2026.xml"),
    *payloads("bing_news.xml", "bing_news_rss_sample.xml", "bing_news_rss_real_item_2026-09.xml"),
]


@pytest.mark.parametrize("path", WRAPPED, ids=named)
def test_no_tracking_wrapper_stays(path):
    """The links of Google Alerts and Bing News come out as the site's own address, without tracking parameters."""
    for mention in mentions(path.read_bytes()):
        assert mention.url.startswith("https://")
        assert not any(word in mention.url for word in ("google.", "bing.", "utm_", "usg=", "%3", "&"))


def test_the_query_of_a_wrapped_address_stays_with_it():
    """The inner address keeps its own parameters, but those that track."""
    [alert, _] = mentions(payloads("alerts.xml")[0].read_bytes())
    [news] = mentions(payloads("bing_news.xml")[0].read_bytes())
    assert "https://reseau.example/posts/42?id=7" == alert.url
    assert "https://www.courrier.example/sante/cabinet?id=12" == news.url


def test_an_alert_names_the_site_and_not_the_search_as_publisher():
    """A feed of found pages has the search as its title: the publisher is the site found."""
    alert, _ = mentions(payloads("alerts.xml")[0].read_bytes())
    assert ("reseau.example", "Le Dr Jeanne Exemple sur le réseau", "... au cabinet, Jeanne Exemple reçoit ...") == (
        alert.publisher,
        alert.title,
        alert.text,
    )
    assert "tag:google.com,2013:googlealerts/feed:1" == alert.native_id


@pytest.mark.parametrize("path", payloads("bing_news.xml", "bing_news_rss_sample.xml"), ids=named)
def test_the_outlet_of_bing_is_read_whatever_its_namespace(path):
    """The namespace of `News:Source` holds the query, so it changes at each request."""
    assert all(
        mention.publisher in path.read_text() and "." not in mention.publisher
        for mention in mentions(path.read_bytes())
    )


@pytest.mark.parametrize("path", payloads("bing_web.xml", "bing_web_rss_localised_dates.xml"), ids=named)
def test_an_unreadable_date_is_not_fatal(path):
    """A date in Turkish is « seen »; a date in French is read."""
    turkish, french = mentions(path.read_bytes())
    assert (None, DateKind.SEEN) == (turkish.published.latest, turkish.published.kind)
    assert (dt.date(2026, 8, 1), DateKind.PUBLISHED) == (french.published.latest, french.published.kind)


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        *((path, "403") for path in payloads("bridge_error.json", "rssbridge_jsonfeed_error_item.json")),
        *((path, "403") for path in payloads("bridge_error.xml")),
        *((path, "Error") for path in payloads("search_error.xml", "searxng_rss_error_item.xml")),
    ],
    ids=lambda value: named(value) if hasattr(value, "name") else value,
)
def test_an_error_told_as_an_item_is_a_failure(path, detail):
    """A feed whose only item is an error of its maker is Failed, and its error says which."""
    assert ("source-says-error", detail) == failure(read(path.read_bytes()))


def test_errors_beside_true_items_leave_a_warning():
    """What stands beside an error is kept; the practice is told, nothing is taken for gone or remembered as read."""
    plan = plan_of("feed", lists_everything=True)
    outcome = found(read(rss(item("Bridge returned error 503! (20000)"), item("Vrai", number=2)), plan))
    assert ["Vrai"] == [mention.title for mention in outcome.mentions]
    assert "503" in outcome.warnings[0]
    assert (False, None) == (outcome.exhaustive, outcome.validators.body_sha256)


def test_an_article_called_error_is_an_article():
    """« Error » is an error only in a feed of search results: elsewhere it is a title like another."""
    assert ["Error"] == [mention.title for mention in mentions(rss(item("Error")))]


@pytest.mark.parametrize("path", payloads("consent_page.html", "google_consent_page_synthetic.html"), ids=named)
@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "application/rss+xml", ""])
def test_a_consent_page_is_blocked(path, content_type):
    """A consent page with status 200 is a wall, whatever the server calls it, and never « no mention »."""
    assert ("blocked", "HTTP 200") == failure(read(path.read_bytes(), content_type=content_type))


@pytest.mark.parametrize("path", payloads("blocked_page.html", "reddit_blocked_403.html"), ids=named)
def test_a_refusal_is_blocked_with_and_without_its_status(path):
    """A page of refusal is a wall by its words, and by its status when it has one."""
    assert ("blocked", "HTTP 200") == failure(read(path.read_bytes()))
    assert ("blocked", "HTTP 403") == failure(drive(KIND, PLAN, path.read_bytes(), status=403))


@pytest.mark.parametrize(
    "body",
    [
        "<html><body><h1>Bienvenue</h1></body></html>",
        "bonjour",
        "{}",
        "[]",
        '{"version": "2.0"}',
        '{"version": "https://jsonfeed.org/version/1.1", "items": {}}',
        "{",
        "[" * 100_000,
        "<?xml version='1.0'?><urlset></urlset>",
        "  \n ",
    ],
    ids=lambda body: body[:30],
)
def test_what_is_no_feed_is_unexpected(body):
    """HTML, plain text, other JSON, other XML and an empty answer are failures, with the format as detail."""
    assert "unexpected-format" == failure(read(body))[0]


def test_an_id_holds_among_all_feeds_of_a_source():
    """An address, a tag or a long token is an id as it is; a short one is completed with the feed's host."""
    bodies = [
        rss(f'<item><title>T</title><guid isPermaLink="false">{guid}</guid></item>')
        for guid in ("tag:x.example,2026:1", "https://x.example/?p=1", "CBMiexempleexempleexemple0001", "12")
    ]
    assert ["tag:x.example,2026:1", "https://x.example/?p=1", "CBMiexempleexempleexemple0001", "12@source.example"] == [
        mentions(body)[0].native_id for body in bodies
    ]


def test_without_id_the_address_is_the_id_then_the_title_and_date():
    """An item without id keeps one id from pass to pass, even when its text or its tracking changes."""
    linked = "<item><title>T</title><link>https://x.example/a?utm_source={}</link></item>"
    assert mentions(rss(linked.format("rss")))[0].native_id == mentions(rss(linked.format("mail")))[0].native_id
    bare = "<item><title>T</title><description>{}</description><pubDate>{}</pubDate></item>"
    first, edited, other = (
        mentions(rss(bare.format(text, date)))[0].native_id
        for text, date in (("un", "2026-10-05"), ("deux", "2026-10-05"), ("un", "2026-10-06"))
    )
    assert first == edited
    assert first != other


def test_an_id_without_end_is_kept_short():
    """An id of a million characters does not enter the practice's files."""
    assert len(mentions(rss(f"<item><title>T</title><guid>{'x' * 10**6}</guid></item>"))[0].native_id) < 40


def test_a_repeated_id_keeps_the_first_item():
    """Two items with one id are one mention, the first; the practice is told."""
    outcome = found(read(rss(item("Un"), item("Deux"), item("Trois", number=2))))
    assert ["Un", "Trois"] == [mention.title for mention in outcome.mentions]
    assert outcome.warnings[0].startswith("1 élément")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/sante/1", "https://source.example/sante/1"),
        ("javascript:alert(1)", None),
        ("ftp://x.example/a", None),
        ("http://[", None),
        ("https://x.example/avis?id=3&amp;fbclid=abc#avis-3", "https://x.example/avis?id=3#avis-3"),
    ],
)
def test_an_address_is_complete_and_of_the_web(link, expected):
    """A relative link is completed, tracking goes, the fragment that points to one review stays, the rest is none."""
    assert expected == mentions(rss(f"<item><title>T</title><link>{link}</link></item>"))[0].url


def test_the_form_follows_the_source_and_the_title():
    """Items of a source of reviews are reviews; elsewhere one without title is a post, as on social networks."""
    untitled = "<item><link>https://x.example/1</link><description>Bonjour</description></item>"
    reviews = plan_of("feed", hosts_reviews=True)
    assert [MentionForm.REVIEW, MentionForm.REVIEW] == [one.form for one in mentions(rss(item(), untitled), reviews)]
    assert [MentionForm.ARTICLE, MentionForm.POST] == [one.form for one in mentions(rss(item(), untitled))]


def test_an_item_that_says_nothing_is_no_mention():
    """No title, no text and no address: there is nothing to keep."""
    assert () == mentions(rss("<item><pubDate>Mon, 05 Oct 2026 00:00:00 GMT</pubDate></item>"))


def test_the_day_is_the_one_written():
    """An article of half past midnight in Paris is of that day, although it is the day before in Greenwich."""
    [mention] = mentions(rss(item(extra="<pubDate>Mon, 05 Oct 2026 00:30:00 +0200</pubDate>")))
    assert (DAY, DAY) == (mention.published.earliest, mention.published.latest)


def test_authors_come_from_every_usual_place():
    """`dc:creator`, RSS `author`, Atom `author` and both ages of JSON Feed name the author."""
    dublin = '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>T</title><dc:creator>Lucie B.</dc:creator></item></channel></rss>'
    email = rss(item(extra="<author>lucie@journal.example (Lucie B.)</author>"))
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><author><name>Lucie B.</name></author></entry></feed>'
    feeds = [
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "T", "id": 4, **author}]})
        for author in ({"authors": [{"name": "Lucie B."}]}, {"author": {"name": "Lucie B."}})
    ]
    assert ["Lucie B."] * 5 == [mentions(body)[0].author for body in (dublin, email, atom, *feeds)]


def test_text_comes_whole_and_without_markup():
    """The full content wins over the summary; scripts are dropped, tags that somebody wrote as words are kept."""
    content = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>Un &lt;script&gt; oublié</title><description>Court</description><content:encoded><![CDATA[<p>Long</p><script>x()</script><p>et entier</p>]]></content:encoded></item></channel></rss>'
    [mention] = mentions(content)
    assert ("Un <script> oublié", "Long\n\net entier") == (mention.title, mention.text)


def test_a_feed_that_lists_everything_is_exhaustive_when_whole():
    """Only a source known to list everything lets a missing mention count as gone."""
    assert (False, True) == (
        found(read(rss(item()))).exhaustive,
        found(read(rss(item()), plan_of("feed", lists_everything=True))).exhaustive,
    )


def test_the_language_is_the_item_s_or_the_feed_s():
    """A language tag is kept by its first part; a fancy one is none."""
    tagged = rss(item(), channel="<language>fr-FR</language>")
    fancy = rss(item(), channel="<language>!!</language>")
    assert ["fr", ""] == [mentions(body)[0].language for body in (tagged, fancy)]
