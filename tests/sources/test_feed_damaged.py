"""Damaged and hostile feeds: what can be read is read, what is lost is said, and nothing costs more than its length."""

import json
import time

import pytest

from collector.core.reading import Failed
from collector.sources.feed import KIND
from tests.support.reading import drive, failure, found, plan_of

PLAN = plan_of("feed", lists_everything=True)
DAMAGED = "Flux abîmé\u00a0: des éléments n’ont pas pu être lus."
SECONDS = 30  # for what takes minutes or the whole memory when its cost is not bounded


def read(body: str | bytes, content_type: str = "application/rss+xml"):
    """Return how the watch ends when the feed answers `body`."""
    content = body.encode() if isinstance(body, str) else body
    return drive(KIND, PLAN, content, headers={"content-type": content_type})


def item(number: int, title: str = "") -> str:
    """Return an RSS item."""
    return f"<item><title>{title or number}</title><guid>https://x.example/{number}</guid></item>"


def titles(outcome) -> list[str]:
    """Return the titles of what was read."""
    return [mention.title for mention in found(outcome).mentions]


HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>Journal</title>'
TAIL = "</channel></rss>"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Journal</title>'
RDF = '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/>'


@pytest.mark.parametrize(
    "body",
    [
        HEAD + item(1) + item(2) + "<item><title>coupé au mil",
        HEAD + item(1) + item(2),
        HEAD + item(1) + "<item><title>a</b></item>" + item(2) + TAIL,
        HEAD + item(1) + "<item><title>a <b></title></item>" + item(2) + TAIL,
        ATOM + "<entry><title>1</title></entry><entry><title>2</title></entry><entry><tit",
        RDF + item(1) + item(2) + "<item>",
        '<rss version="2.0"><channel><title>a</b></title>' + item(1) + item(2) + TAIL,
    ],
    ids=["cut in an item", "no end", "bad item", "unclosed tag", "atom", "rdf", "bad head"],
)
def test_a_damaged_feed_keeps_its_readable_items(body):
    """What breaks one item costs that item alone; the practice is told, and nothing is taken for gone."""
    outcome = found(read(body))
    assert ["1", "2"] == titles(outcome)
    assert ((DAMAGED,), False) == (outcome.warnings, outcome.exhaustive)


def test_a_damaged_answer_is_not_remembered():
    """Were it remembered, a 304 would follow and what it lost would never be asked for again."""
    headers = {"etag": '"v1"', "last-modified": "Mon, 05 Oct 2026 00:00:00 GMT"}
    whole = found(drive(KIND, PLAN, (HEAD + item(1) + TAIL).encode(), headers=headers)).validators
    damaged = found(drive(KIND, PLAN, (HEAD + item(1)).encode(), headers=headers)).validators
    assert ('"v1"', True) == (whole.etag, whole.body_sha256 is not None)
    assert (None, None, None) == (damaged.etag, damaged.modified, damaged.body_sha256)


@pytest.mark.parametrize(
    "body",
    [
        HEAD,
        RDF.replace("purl.org/rss/1.0", "x.example") + "</r:RDF>",
        HEAD + "<item><title>a</b></item>" + TAIL,
        ATOM + "<entry><title>cou",
        HEAD + "<item/" + TAIL,
    ],
    ids=["head alone", "other rdf", "no good item", "cut in the first", "unclosed"],
)
def test_a_feed_of_which_nothing_can_be_read_is_a_failure(body):
    """Without one readable item a damaged feed says nothing, and surely not that there is nothing."""
    assert ("unexpected-format", "XML") == failure(read(body))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Dupond &nbsp;&eacute;crit", "Dupond écrit"),
        ("R&D & Cie", "R&D & Cie"),
        ("&unknown; mot", "&unknown; mot"),
        ("a\x0bb\x00c", "abc"),
        ("a&#0;b&#x1F;c", "abc"),
        ("<media:x>a</media:x>", "a"),
        ("&LT;b&GT;", ""),
    ],
)
def test_what_is_nearly_xml_is_mended_without_loss(written, expected):
    """HTML entities, bare ampersands, control characters and prefixes never declared do not make a feed damaged."""
    outcome = found(
        read(
            HEAD
            + item(1, "un")
            + f"<item><guid>https://x.example/2</guid><description>{written}</description></item>"
            + TAIL
        )
    )
    assert (expected, ()) == (outcome.mentions[1].text, outcome.warnings)


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "", "application/rss+xml"),
        ("utf-8", ' encoding="ISO-8859-1"', "text/xml; charset=us-ascii"),
        ("iso-8859-1", ' encoding="ISO-8859-1"', "application/rss+xml"),
        ("iso-8859-15", "", "application/rss+xml; charset=ISO-8859-15"),
        ("cp1252", "", "text/xml"),
        ("cp1252", ' encoding="no-such-charset"', "text/xml; charset=idna"),
        ("utf-16", "", "application/rss+xml"),
        ("utf-8-sig", "", "application/rss+xml"),
    ],
)
def test_the_charset_is_found_wherever_it_is_said(encoding, declared, content_type):
    """Header, XML declaration, byte order mark or none: accents come out right, and no codec can be made to fail."""
    body = f'<?xml version="1.0"{declared}?>' + HEAD.partition("?>")[2] + item(1, "Médecin « à l’écoute »") + TAIL
    if encoding.startswith("iso"):
        body = body.replace("’", "'")
    assert [body.partition("<item><title>")[2].partition("<")[0]] == titles(read(body.encode(encoding), content_type))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "billion laughs": f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]>' + HEAD[21:] + item(1, "&l9;") + TAIL,
    "quadratic": f'<!DOCTYPE r [<!ENTITY a "{"a" * 50_000}">]>' + HEAD[21:] + item(1, "&a;" * 50_000) + TAIL,
    "external": '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + HEAD[21:] + item(1, "&a;") + TAIL,
    "hidden": '<!-- <rss version="2.0"> --><!DOCTYPE r SYSTEM "a>b" [<!ENTITY a "x">]>' + HEAD[21:] + item(1) + TAIL,
}


@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS)
def test_declared_entities_are_refused(body):
    """No feed needs a document type with declarations: bombs are not even parsed, and no file is opened."""
    assert ("unexpected-format", "DTD") == failure(read(body))


def test_entities_in_a_comment_or_after_the_root_declare_nothing():
    """The parser looks for declarations in comments too: it never sees what stands before the root."""
    comment = '<!--\n<!ENTITY a "bombe">\n-->' + HEAD[21:] + item(1, "&a;") + TAIL
    assert ["&a;"] == titles(read(comment))
    late = HEAD + '<!ENTITY a "bombe">' + item(1, "&a;") + TAIL
    assert ["&a;"] == titles(read(late))


def test_the_document_type_of_old_feeds_is_no_bomb():
    """RSS 0.91 names a DTD of Netscape: it is skipped, never fetched."""
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd">'
    assert ["1"] == titles(read('<?xml version="1.0"?>' + doctype + HEAD[21:] + item(1) + TAIL))


MILLION = 1_000_000
HOSTILE = {
    "categories of one item": HEAD
    + "<item>"
    + "".join(f"<category>{n}</category>" for n in range(100_000))
    + "</item>"
    + TAIL,
    "categories of the feed": HEAD + "".join(f"<category>{n}</category>" for n in range(100_000)) + TAIL,
    "categories of many": HEAD
    + ("<item>" + "".join(f"<category>{n}</category>" for n in range(900)) + "</item>") * 30
    + TAIL,
    "namespaces": HEAD + "".join(f'<n{n}:a xmlns:n{n}="u{n}"/>' for n in range(20_000)) + TAIL,
    "prefixes": HEAD + "".join(f"<n{n}:a/>" for n in range(200_000)) + TAIL,
    "depth": HEAD + "<a>" * MILLION,
    "openings": HEAD + "<item>" * 19_000,
    "closings": HEAD + "</item>" * MILLION,
    "quotes": HEAD + "<a b='" * 500_000,
    "cdata": HEAD + "<![CDATA[" * 300_000,
    "comments": "<!--" * MILLION,
    "instructions": "<?" * MILLION,
    "attributes": "<rss " + "a='b' " * 500_000,
    "ampersands": HEAD + item(1, "&" * 300_000) + TAIL,
    "link": HEAD + f"<item><link>{'http://[' * 100_000}</link></item>" + TAIL,
    "date": HEAD + f"<item><title>a</title><pubDate>{'1 ' * MILLION}</pubDate></item>" + TAIL,
    "author": HEAD + f"<item><title>a</title><author>{'a' * MILLION}</author></item>" + TAIL,
    "tags in a text": HEAD + item(1, "&lt;a " * 300_000) + TAIL,
    "json depth": '{"a":' * 300_000,
    "json digits": '{"version": "https://jsonfeed.org/version/1", "items": [{"id": ' + "9" * MILLION + "}]}",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.slow
def test_a_hostile_feed_is_read_or_refused_in_bounded_time(body):
    """Each of these costs minutes or the whole memory to a reader that does not bound it."""
    start = time.process_time()
    read(body)
    assert time.process_time() - start < SECONDS


@pytest.mark.slow
def test_ten_thousand_items_are_read():
    """A feed of 10,000 items is long, and legitimate."""
    start = time.process_time()
    assert 10_000 == len(titles(read(HEAD + "".join(item(number) for number in range(10_000)) + TAIL)))
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "body",
    [
        HEAD + "<item/>" * 20_001 + TAIL,
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{}] * 20_001}),
    ],
    ids=["xml", "json"],
)
def test_more_items_than_anyone_reads_are_refused(body):
    """Beyond 20,000 items the answer is not what a feed should say."""
    assert ("too-large", "> 20000") == failure(read(body))


def test_items_that_are_no_objects_are_counted_as_lost():
    """A JSON Feed with other things among its items keeps the items and says that it is damaged."""
    body = {"version": "https://jsonfeed.org/version/1.1", "items": [None, {"id": 7, "title": "vrai"}, "faux", [1]]}
    outcome = found(read(json.dumps(body)))
    assert (["vrai"], (DAMAGED,), False) == (titles(outcome), outcome.warnings, outcome.exhaustive)


def test_a_long_text_is_cut():
    """A text of a million characters is looked at no further than 50,000."""
    [mention] = found(read(HEAD + f"<item><description>{'mot ' * 250_000}</description></item>" + TAIL)).mentions
    assert len(mention.text) <= 50_000


def test_hostile_characters_never_reach_a_mention():
    """Controls, bidirectional marks and zero-width characters go; what is left is stable when cleaned again."""
    outcome = read(HEAD + item(1, "\u202eDr\u200b Exemple\u2066\ufeff\u2028fin") + TAIL)
    assert not isinstance(outcome, Failed)
    assert ["Dr Exemple fin"] == titles(outcome)
