"""Pages that are not read: walls, opt-outs, other formats; and hostile ones, read in bounded time."""

import json
import time

import pytest

from collector.sources.page import KIND
from tests.support.reading import ADDRESS, drive, failure, found, named, payloads, plan_of

PLAN = plan_of("page", lists_everything=True)
SECONDS = 30  # for what takes minutes or the whole memory when its cost is not bounded
TEXT = "<p>Le cabinet du Pont est ouvert le samedi matin, sans rendez-vous.</p>"
LONG = TEXT * 30
PHYSICIAN = '<script type="application/ld+json">{"@type":"Physician","name":"A"}</script>'


def read(body: str | bytes, **headers):
    """Return how the watch ends when the page answers `body`; header names have « _ » for « - »."""
    content = body.encode() if isinstance(body, str) else body
    sent = {"content_type": "text/html; charset=utf-8"} | headers
    return drive(KIND, PLAN, content, headers={name.replace("_", "-"): value for name, value in sent.items()})


WALLS = [
    *payloads("consent_page.html", "google_consent_page_synthetic.html"),
    *payloads("blocked_page.html", "reddit_blocked_403.html"),
]


@pytest.mark.parametrize("path", WALLS, ids=named)
def test_recorded_walls_are_walls(path):
    """A consent page and a page of refusal are Failed with status 200, and never the page that was asked for."""
    assert ("blocked", "HTTP 200") == failure(read(path.read_bytes()))


@pytest.mark.parametrize(
    "body",
    [
        f"<title>Just a moment...</title>{LONG}",
        f"<title>Un instant…</title>{LONG}",
        f"<title>Attention Required! | Cloudflare</title>{LONG}",
        f'<script src="https://geo.captcha-delivery.com/c.js"></script>{LONG}',
        '<body><form><input type="password"></form>Connectez-vous</body>',
        '<body><div class="g-recaptcha"></div>Prouvez que vous n’êtes pas un robot</body>',
        "<body><h1>Access denied</h1></body>",
    ],
)
def test_walls_are_known_by_their_marks(body):
    """Captchas, challenges, logins and refusals are known by their title, their machinery, or for lack of all else."""
    assert ("blocked", "HTTP 200") == failure(read(body))


@pytest.mark.parametrize(
    "body",
    [
        f'{LONG}<form><input type="password"></form>',
        f'{LONG}<div class="g-recaptcha"></div>',
        f"<title>Un instant de détente : spa</title><body>{LONG}</body>",
        f"<title>Blocked drains</title><body>{LONG}</body>",
        f'{PHYSICIAN}<div class="h-captcha"></div>',
        f'<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>{LONG}',
    ],
)
def test_ordinary_pages_are_no_walls(body):
    """A login or a captcha under a page that says something does not make it a wall."""
    assert 1 == len(found(read(body)).mentions)


@pytest.mark.parametrize(
    ("headers", "head", "detail"),
    [
        ({"x_robots_tag": "noindex, nofollow"}, "", "noindex"),
        ({"x_robots_tag": "otherbot: index, renom: noarchive"}, "", "noarchive"),
        ({"x_robots_tag": "unavailable_after: 25 Jun 2030 15:00:00 PST, none"}, "", "none"),
        ({}, '<meta name="ROBOTS" content="NoArchive">', "noarchive"),
        ({}, '<meta name="renom" content="noindex">', "noindex"),
        ({"tdm_reservation": "1"}, "", "tdm-reservation"),
        ({}, '<meta name="tdm-reservation" content="1">', "tdm-reservation"),
    ],
)
def test_a_page_that_opts_out_is_not_kept(headers, head, detail):
    """`X-Robots-Tag`, the meta `robots` and TDM reservation are respected; the detail says which word refused."""
    assert ("robots", detail) == failure(read(f"<html><head>{head}</head><body>{LONG}</body></html>", **headers))


@pytest.mark.parametrize(
    ("headers", "head"),
    [
        ({"x_robots_tag": "googlebot: noindex, noarchive"}, ""),
        ({"x_robots_tag": "max-snippet: 20, nofollow"}, ""),
        ({"tdm_reservation": "0"}, ""),
        ({}, '<meta name="googlebot" content="noindex">'),
        ({}, '<meta name="robots" content="index, follow">'),
        ({}, '<meta name="description" content="noindex">'),
    ],
)
def test_what_is_said_to_others_does_not_bind_us(headers, head):
    """A refusal that names another robot, or that refuses something else, leaves the page readable."""
    assert found(read(f"<html><head>{head}</head><body>{LONG}</body></html>", **headers)).mentions


@pytest.mark.parametrize(
    ("body", "headers", "detail"),
    [
        (b"", {}, "0 B"),
        (b"  \n", {}, "3 B"),
        (b"%PDF-1.7 texte", {"content_type": ""}, "14 B"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", {"content_type": ""}, "10 B"),
        (b"<p>a</p>", {"content_type": "application/pdf"}, "application/pdf"),
        (b'{"a": 1}', {"content_type": "application/json; charset=utf-8"}, "application/json"),
        (b"<body><script>tout()</script></body>", {}, "<body/>"),
        (b"<body><noscript>Activez JavaScript</noscript><div id='app'></div></body>", {}, "<body/>"),
    ],
)
def test_what_has_no_text_is_unexpected(body, headers, detail):
    """Nothing, a PDF, an image, JSON, a page that only scripts fill: a failure, not an empty page."""
    assert ("unexpected-format", detail) == failure(read(body, **headers))


@pytest.mark.parametrize(
    ("encoding", "head", "content_type"),
    [
        ("utf-8", "", "text/html"),
        ("utf-8", '<meta charset="iso-8859-1">', "text/html; charset=iso-8859-1"),
        ("iso-8859-1", '<meta charset="ISO-8859-1">', "text/html"),
        ("iso-8859-1", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', ""),
        ("cp1252", "", "text/html; charset=iso-8859-1"),
        ("cp1252", '<meta charset="rot13">', "text/html; charset=unicode_escape"),
        ("iso-8859-15", "", 'text/html; charset="ISO-8859-15"'),
        ("utf-16", "", "text/html"),
        ("utf-16-le", "", "text/html; charset=utf-16le"),
    ],
)
def test_the_charset_is_found_wherever_it_is_said(encoding, head, content_type):
    """Header, meta, byte order mark or none: accents come out right even when the declaration is wrong."""
    text = "Été à Beauval" if encoding == "iso-8859-1" else "Été à Beauval, œdème"
    body = f"<html><head>{head}<title>Médecin</title></head><body>{text}</body></html>"
    [mention] = found(read(body.encode(encoding), content_type=content_type)).mentions
    assert ("Médecin", text) == (mention.title, mention.text)


HALF = 500_000
HOSTILE = {
    "depth": "<div>" * HALF,
    "formatting": "".join(f"<b a={n}><p>" for n in range(100_000)),
    "attributes": "<a " + "".join(f"b{n}=1 " for n in range(300_000)) + ">",
    "stray ends": "<span>" * 14_000 + "</h1>" * 14_000,
    "lone signs": "<" * 2 * HALF,
    "comments": "<!--" * HALF,
    "scripts": "<script>" * HALF,
    "open quotes": "<a b='" * HALF,
    "open tags": "<a " * HALF,
    "spaces": "<a" + " " * 4 * HALF,
    "nulls": "<p>" + "a\0" * HALF,
    "microdata": "<div itemscope>" * 7_000 + "<p itemprop=a>x" * 7_000,
    "escapes": '<script type="application/ld+json">' + '"\\"' * HALF + "</script>",
    "commas": '<script type="application/ld+json">' + ", " * HALF + "</script>",
    "deep json": '<script type="application/ld+json">' + '{"a":' * 100_000 + "</script>",
    "keys": '<script type="application/ld+json">{"' + "a:/" * HALF + '": 1}</script>',
    "references": '<script type="application/ld+json">[' + '{"@id":"#a"},' * 50_000 + "{}]</script>",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.slow
def test_a_hostile_page_is_read_or_refused_in_bounded_time(body):
    """Each of these costs minutes or the whole memory to an HTML5 parser or to a careless expression."""
    start = time.process_time()
    read(f"<html><body>{TEXT}{body}")
    assert time.process_time() - start < SECONDS


@pytest.mark.slow
def test_a_page_too_long_is_read_from_its_start_and_proves_no_absence():
    """What stands beyond the bound was not read: the practice is told and nothing is taken for gone."""
    review = '<div itemscope itemtype="https://schema.org/Review"><p itemprop="reviewBody">{}</p></div>'
    body = "".join(review.format(number) for number in range(9_000))
    outcome = found(read(body))
    assert "0" == outcome.mentions[0].text
    assert (False, ("Page trop longue\u00a0: seul son début a été lu.",)) == (outcome.exhaustive, outcome.warnings)
    assert 7_000 < len(outcome.mentions) < 9_000


def test_a_page_without_its_end_proves_no_absence_and_is_asked_again():
    """A page cut on its way looks like a shorter page: nothing is taken for gone, and nothing makes the next one a 304."""
    outcomes = [
        found(read(f"<html><body>{PHYSICIAN}{LONG}{end}", etag='"v1"')) for end in ("</BODY></HTML>\n<!-- x -->", "")
    ]
    assert [(True, '"v1"'), (False, None)] == [(one.exhaustive, one.validators.etag) for one in outcomes]


def test_three_hundred_blocks_are_read():
    """A page of 300 JSON-LD blocks is long, and legitimate."""
    blocks = (
        {"@type": "Review", "@id": f"#avis-{n}", "author": f"Personne {n}", "reviewBody": "Bien. " * 50}
        for n in range(300)
    )
    body = "".join(f'<script type="application/ld+json">{json.dumps(block)}</script>' for block in blocks)
    outcome = found(read(f"<html><body>{body}</body></html>"))
    assert (300, True) == (len(outcome.mentions), outcome.exhaustive)


def test_a_long_text_is_cut():
    """The text of a page is looked at no further than 50,000 characters."""
    [mention] = found(read("<body>" + "mot " * 250_000)).mentions
    assert len(mention.text) <= 50_000


@pytest.mark.parametrize("address", [ADDRESS, "https://source.example/%5B", "https://source.example/a?b=%00"])
def test_relative_addresses_of_reviews_are_completed(address):
    """The address of a review is completed with the page's; one that is no address leaves the page's."""
    block = json.dumps(
        [{"@type": "Review", "reviewBody": url, "url": url} for url in ("/avis/1", "javascript:x", "http://[")]
    )
    plan = plan_of("page", url=address)
    body = f'<script type="application/ld+json">{block}</script>'.encode()
    first, *others = found(drive(KIND, plan, body)).mentions
    assert "https://source.example/avis/1" == first.url
    assert [address, address] == [one.url for one in others]
