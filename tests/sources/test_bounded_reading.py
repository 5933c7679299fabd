"""However long an answer is within the cap, reading it takes memory in proportion to it, and work in proportion too."""

import json
import os
import sys
import tracemalloc

import pytest

from collector.core.reading import Found
from collector.sources import KINDS
from tests.support.described import json_plan
from tests.support.reading import drive, found, plan_of

pytestmark = pytest.mark.slow

RSS = '<rss version="2.0"><channel><title>Journal</title>%s</channel></rss>'
ITEM = (
    "<item><guid>tag:journal.example,2026:%d</guid><title>Le Dr Exemple, épisode %d</title>"
    "<link>https://journal.example/%d</link><description>&lt;p&gt;Quelques mots sur le cabinet.&lt;/p&gt;</description>"
    "<pubDate>Mon, 05 Oct 2026 06:30:00 +0200</pubDate></item>"
)
BLOCK = (
    '<script type="application/ld+json">{"@type": "Review", "@id": "#a%d", "reviewBody": "Avis numéro %d.",'
    '"author": "A. B.", "datePublished": "2026-10-02", "reviewRating": {"ratingValue": 4}}</script>'
)
SELECTED = {"of": "html", "items": "div.avis", "mention": {"id": "@data-id", "text": "p.texte"}}


def feed(count):
    """Return a feed of that many entries."""
    return plan_of("feed"), (RSS % "".join(ITEM % (n, n, n) for n in range(count))).encode()


def page(count):
    """Return a page of that many JSON-LD blocks."""
    return plan_of("page"), (
        "<html><title>Avis</title>" + "".join(BLOCK % (n, n) for n in range(count)) + "</html>"
    ).encode()


def selected(count):
    """Return a page of that many items to select."""
    items = "".join(
        f'<div class="avis" data-id="{n}"><p class="texte">Avis numéro {n}.</p></div>' for n in range(count)
    )
    return plan_of("html", reading=SELECTED), f"<html>{items}</html>".encode()


def answer(count):
    """Return a JSON answer of that many items."""
    items = [
        {"id": str(n), "title": f"Épisode {n}", "text": "Quelques mots sur le cabinet. " * 60} for n in range(count)
    ]
    reading = {"mention": {"id": "{id}", "title": "{title}", "text": "{text}"}}
    return json_plan(reading), json.dumps({"items": items}).encode()


FEED_ENTRIES = 10_000 if os.environ.get("RENOM_SOAK") else 1_500
LARGE = [(feed, FEED_ENTRIES), (page, 300), (selected, 1_000), (answer, 1_000)]
NAMED = pytest.mark.parametrize(("made", "count"), LARGE, ids=lambda one: getattr(one, "__name__", one))


def read(plan, body):
    """Return how a watch ends on this answer."""
    return drive(KINDS[plan.source.kind], plan, body)


@NAMED
@pytest.mark.soak
def test_a_large_answer_is_read_whole_in_bounded_memory(made, count):
    """Every item is there, and reading took at most twelve times the answer and ten kilobytes an item."""
    plan, body = made(count)
    tracemalloc.start()
    try:
        outcome = read(plan, body)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == len(found(outcome).mentions)
    assert peak < 12 * len(body) + 10_000 * count


def steps(plan, body):
    """Return how many Python calls reading this answer takes: a measure of work that no busy machine changes."""
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        assert isinstance(read(plan, body), Found)
    finally:
        sys.setprofile(before)
    return counted


@NAMED
def test_work_grows_as_the_answer_does(made, count):
    """Four times the items take about four times the work, never its square."""
    assert steps(*made(count // 5)) < 5 * steps(*made(count // 20))


def test_a_json_answer_of_two_megabytes_is_two_megabytes():
    """The answer tried above is as large as it is meant to be."""
    assert 1_700_000 < len(answer(1_000)[1])
