"""The Atom feed of the newest findings: well-formed, without a word of anybody, whatever the names are."""

import dataclasses
import datetime as dt
import io
from xml.etree import ElementTree as ET

import feedparser
import pytest

from collector.core.pages.news import news_feed
from collector.core.pages.outlook import outlook
from collector.edges.render import Handwritten, render
from tests.support.full_ledger import full_ledger
from tests.support.ledgers import TODAY, finding, finding_id, ledger

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(kept, tmp_path, portal=""):
    """Return the bytes of the feed of a ledger."""
    kept = dataclasses.replace(kept, practice=kept.practice.model_copy(update={"portal": portal}))
    page = news_feed(outlook(kept, TODAY, "1.0"))
    render([page], Handwritten(tmp_path / "none", tmp_path / "no", {}, TODAY), tmp_path / "docs")
    return (tmp_path / "docs" / page.path).read_bytes()


def test_the_newest_findings_come_first_and_point_to_their_page(tmp_path):
    """A feed reader finds fifty entries at most, each with its page in the portal."""
    old = finding(999, first_seen=TODAY - dt.timedelta(days=400))
    kept = ledger([old, *(finding(number, first_seen=TODAY) for number in range(1, 51))])

    read = feedparser.parse(io.BytesIO(feed(kept, tmp_path, "https://portail.example")))

    assert not read.bozo
    assert 50 == len(read.entries)
    assert f"urn:renom:{finding_id(1)}" == read.entries[0].id
    assert f"https://portail.example/releves/{finding_id(1)}/" == read.entries[0].link
    assert finding_id(999) not in {one.id for one in read.entries}


def test_no_word_and_no_author_is_repeated(tmp_path):
    """The form, whom it concerns and where: the rest is read in the portal."""
    text = feed(ledger([finding(1)]), tmp_path).decode()

    assert "Avis, Dr Anne Lefèvre, Avis Santé" in text
    assert f'href="releves&#47;f&#45;{finding_id(1)[2:]}&#47;"' in text
    assert "Le texte" not in text
    assert "S. M." not in text


@pytest.mark.parametrize("words", ["<![CDATA[ ]]> &x; \x00", "</title><script>", "\"'>\u2028"])
def test_any_name_leaves_the_feed_well_formed(tmp_path, words):
    """Names of sources and people are inert in XML as they are in a page."""
    root = ET.fromstring(feed(full_ledger(words), tmp_path))

    assert f"{ATOM}feed" == root.tag
    assert root.findall(f"{ATOM}entry")


def test_before_any_pass_the_feed_is_empty_and_dated(tmp_path):
    """It is a valid feed of nothing."""
    read = feedparser.parse(io.BytesIO(feed(ledger(runs=()), tmp_path)))

    assert (False, []) == (bool(read.bozo), read.entries)
