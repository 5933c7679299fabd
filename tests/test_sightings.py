"""One article met by Google News, Bing and an alert, through the whole pipeline: one finding, three sightings."""

import datetime as dt
from collections.abc import Mapping

import pytest

from collector.core.errors import FailureCode, FetchError
from collector.core.model import Access, Category, Ending, Source, State, Watch, WatchReport
from collector.core.reading import Capture, Request
from collector.sources import KINDS
from tests.support.ledgers import PROVENANCE
from tests.support.passes import JUNE, Desk, practice_of

pytestmark = pytest.mark.slow

ACCOUNT = "00000000000000000042"
TITLE = "Le Dr Anne Essai, généraliste à Saint-Essai, ouvre le samedi"
TRUE = "https://www.courrier.example/sante/2026/06/samedi-12"
OPAQUE = "https://news.google.com/rss/articles/CBMiexempleexempleexemple0001?oc=5"
SOURCES = {
    kind: Source(
        slug=kind,
        name=kind,
        category=Category.NEWS,
        kind=kind,
        access=Access.AUTO,
        why="-",
        address=None if kind == "google-alerts" else f"https://{kind}.example/?q={{query}}&hl=fr&gl=FR",
        provenance=PROVENANCE,
    )
    for kind in ("google-news", "bing-news", "google-alerts")
}
WATCHES = {
    "google-news": Watch(id="google", source="google-news", for_=("dr-essai",), query='"Anne Essai"'),
    "bing-news": Watch(id="bing", source="bing-news", for_=("dr-essai",), query='"Anne Essai"'),
    "google-alerts": Watch(id="alerte", source="google-alerts", for_=("dr-essai",), secret="ALERTE"),
}


def google(title: str = TITLE, link: str = OPAQUE, more: str = "") -> bytes:
    """Return what Google News answers: an opaque link, and the publisher's site beside."""
    return (
        '<rss version="2.0"><channel><title>x - Google Actualités</title><language>fr</language>'
        f"<item><title>{title} - Le Courrier</title><link>{link}</link>"
        f'<guid isPermaLink="false">{link[37:66]}</guid><pubDate>Mon, 01 Jun 2026 22:30:00 GMT</pubDate>'
        f'<source url="https://www.courrier.example">Le Courrier</source></item>{more}</channel></rss>'
    ).encode()


def bing(title: str = TITLE, url: str = TRUE) -> bytes:
    """Return what Bing answers: the true address in a wrapper, and an excerpt."""
    wrapped = url.replace(":", "%3a").replace("/", "%2f")
    return (
        '<rss version="2.0" xmlns:News="https://www.bing.com/news/search?q=x"><channel><title>x - BingNews</title><item>'
        f"<title>{title}</title><link>http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;url={wrapped}&amp;c=1</link>"
        "<description>La généraliste reçoit le samedi ...</description><pubDate>Tue, 02 Jun 2026 05:00:00 GMT</pubDate>"
        "<News:Source>Le Courrier</News:Source></item></channel></rss>"
    ).encode()


def alert(title: str = TITLE, url: str = TRUE) -> bytes:
    """Return what an alert answers: the true address in another wrapper, with a parameter that tracks."""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:google.com,2005:reader/user/{ACCOUNT}/state/x</id>'
        f'<title>Alerte Google - Anne Essai</title><link href="https://www.google.com/alerts/feeds/{ACCOUNT}/1"/>'
        f'<entry><id>tag:google.com,2013:googlealerts/feed:1</id><title type="html">{title} - Le Courrier</title>'
        f'<link href="https://www.google.com/url?rct=j&amp;url={url}%3Futm_source%3Dx&amp;ct=ga&amp;usg=X"/>'
        "<published>2026-06-02T08:00:00Z</published><content>... reçoit le samedi ...</content></entry></feed>"
    ).encode()


def play(desk: Desk, answers: Mapping[str, bytes | FailureCode], today: dt.date = JUNE) -> dict[str, WatchReport]:
    """Make one pass in which each kind is answered that; watches go in the order of the answers."""

    async def fetch(request: Request) -> Capture:
        kind = next((one for one in answers if f"//{one}.example/" in request.url), "google-alerts")
        body = answers[kind]
        if isinstance(body, FailureCode):
            raise FetchError(body, "told to")
        return Capture(request, request.url, 200, {}, body)

    report = desk.pass_over(practice_of(WATCHES[kind] for kind in answers), SOURCES, KINDS, fetch, today)
    return {one.source: one for one in report.watches}


ORDERS = [
    ("google-news", "bing-news", "google-alerts"),
    ("google-alerts", "google-news", "bing-news"),
    ("bing-news", "google-alerts", "google-news"),
]
ANSWERS = {"google-news": google(), "bing-news": bing(), "google-alerts": alert()}


@pytest.mark.parametrize("order", ORDERS, ids="+".join)
def test_one_article_through_three_sources_is_one_finding(order):
    """Whatever watch comes first keeps the words; the two others are sightings, each with its own address."""
    desk = Desk()

    report = play(desk, {kind: ANSWERS[kind] for kind in order})

    [finding] = desk.kept.findings.values()
    assert [1, 0, 0] == [report[kind].new for kind in order]
    assert [WATCHES[kind].id for kind in order] == [one.watch for one in finding.sightings]
    assert {TRUE, OPAQUE} == {one.url for one in finding.sightings}
    assert order[0] == finding.source


def test_a_pass_later_changes_nothing():
    """The same three answers, worded anew so that they are read, add no finding and no version."""
    desk = Desk()
    play(desk, ANSWERS)
    before = desk.kept.findings

    report = play(desk, {kind: body + b"\n" for kind, body in ANSWERS.items()}, JUNE + dt.timedelta(days=7))

    assert before == desk.kept.findings
    assert [Ending.FOUND] * 3 == [one.ending for one in report.values()]
    assert [0] * 3 == [one.new + one.changed + one.vanished for one in report.values()]


def test_the_source_that_joins_a_month_later_recognises_the_article():
    """A watch added after the others finds its article among what is kept."""
    desk = Desk()
    play(desk, {"google-news": google()})

    play(desk, {"google-news": google() + b"\n", "bing-news": bing()}, JUNE + dt.timedelta(days=30))

    assert [["google", "bing"]] == [[one.watch for one in finding.sightings] for finding in desk.kept.findings.values()]


def test_other_articles_of_the_same_site_stay_apart():
    """The next day's article of the same newspaper about the same practitioner is another one."""
    desk = Desk()
    other = "Le Dr Anne Essai, généraliste à Saint-Essai, ferme le lundi"

    play(desk, {"google-news": google(), "bing-news": bing(other, f"{TRUE}-bis"), "google-alerts": alert()})

    assert [["google", "alerte"], ["bing"]] == [
        [one.watch for one in finding.sightings] for finding in desk.kept.findings.values()
    ]


def test_a_source_that_fails_takes_nothing_away():
    """When two of three are blocked, the finding and its sightings stay."""
    desk = Desk()
    play(desk, ANSWERS)

    blocked = FailureCode.RATE_LIMITED
    play(desk, {"google-news": b"<html></html>", "bing-news": bing() + b"\n", "google-alerts": blocked})

    [finding] = desk.kept.findings.values()
    assert (3, State.PRESENT) == (len(finding.sightings), finding.state)


def test_a_silent_alert_is_told_at_each_pass_and_written_once():
    """After two months of silence every report warns, even when nothing changed, and no file of data does."""
    desk = Desk()
    play(desk, {"google-alerts": alert()})
    desk.written.clear()

    days = [JUNE + dt.timedelta(days=number) for number in (7, 70, 77)]
    reports = [play(desk, {"google-alerts": alert()}, day)["google-alerts"] for day in days]

    assert [Ending.UNCHANGED] * 3 == [one.ending for one in reports]
    assert [0, 1, 1] == [len(one.warnings) for one in reports]
    assert [] == desk.written


def test_the_account_of_an_alert_is_nowhere_in_what_is_kept():
    """Neither the number of the account nor the address of the alert reaches findings, words, memory or reports."""
    desk = Desk()
    play(desk, ANSWERS)
    play(desk, {"google-alerts": alert() + b"\n"}, JUNE + dt.timedelta(days=70))

    kept = desk.kept
    written = (*kept.findings.values(), *kept.texts.values(), *kept.memories.values(), *kept.runs)
    assert len(written) > 3
    assert [] == [one for one in written if ACCOUNT in one.model_dump_json() or "alerts/feeds" in one.model_dump_json()]
