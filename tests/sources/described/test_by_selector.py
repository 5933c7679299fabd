"""The kind `html`: items found by selectors, in pages of any quality."""

import pytest

from collector.core.model import Memory
from collector.core.reading import Validators
from collector.sources import KINDS
from tests.support.reading import drive, failure, first_request, found, plan_of

READING = {
    "of": "html",
    "form": "article",
    "items": "div.avis",
    "none": "#vide",
    "mention": {
        "id": "@data-id",
        "url": ["h2 > a @href", "a @href"],
        "title": ["h2", "b.titre"],
        "text": "p.texte, p.resume",
        "published": '[data-role="date"]',
        "rating": "meta[itemprop] @content",
    },
}
ITEM = (
    '<div class="avis x" data-id="1"><h2><a href="/un#a">Un <em>avis</em></a></h2><p class="texte">Bien<br>reçu.</p>'
    '<i data-role="date">le 2 octobre 2026</i><meta itemprop="ratingValue" content="4,5"></div>'
)


def read(body, *, reading=READING, headers=None, **source):
    """Return how a watch of a page ends on this body."""
    plan = plan_of("html", reading=reading, url="https://avis.example/page", **source)
    return drive(KINDS["html"], plan, body.encode(), headers=headers)


def with_items(items, **fields):
    """Return the mentions of a page with this body."""
    return found(read(f"<html><body>{items}</body></html>", **fields)).mentions


def test_every_part_is_selected():
    """Classes, attributes, links and formatting elements are found although our tree names some otherwise."""
    [one] = with_items(ITEM)
    assert ("1", "https://avis.example/un#a", "Un avis", "Bien\nreçu.") == (one.native_id, one.url, one.title, one.text)
    assert ("2026-10-02", 4.5, "article") == (str(one.published.latest), one.rating.value, one.form)


def test_the_first_selection_that_says_something_wins():
    """A part may stand in one of several places; an element without the attribute says nothing."""
    [one] = with_items('<div class="avis"><h2><a>Sans lien</a></h2><a href="https://autre.example/x">Lien</a></div>')
    assert ("https://autre.example/x", "Sans lien", "") == (one.url, one.title, one.text)


def test_the_page_is_asked_as_one_made_for_people():
    """robots.txt is asked before."""
    assert first_request(KINDS["html"], plan_of("html", reading=READING), Memory()).page


@pytest.mark.parametrize(
    ("body", "whole", "warnings"),
    [
        (f"<html>{ITEM}</html>", True, ()),
        (f"<html>{ITEM}", False, ()),
        (f'<html>{ITEM}<div class="avis"></div></html>', False, ("1 élément(s) de cette page n’ont pas pu être lus.",)),
        (f"<html>{ITEM}{'<br>' * 30_001}</html>", False, ("Page trop longue\u00a0: seul son début a été lu.",)),
        ('<html><p id="vide">Aucun avis</p></html>', True, ()),
    ],
)
def test_only_a_whole_page_proves_an_absence(body, whole, warnings):
    """A page cut, too long or read in part is kept, told, asked again, and proves nothing gone."""
    outcome = found(read(body, lists_everything=True))
    assert (whole, warnings) == (outcome.exhaustive, outcome.warnings)
    assert whole == (outcome.validators != Validators())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<html><p>Une autre page.</p></html>", ("unexpected-format", "div.avis")),
        ('<html><div class="avis"></div></html>', ("unexpected-format", "div.avis")),
        ('<html><form><input type="password"></form></html>', ("blocked", "HTTP 200")),
        ("<html><title>Just a moment...</title></html>", ("blocked", "HTTP 200")),
        (f'<html><meta name="robots" content="noindex">{ITEM}</html>', ("robots", "noindex")),
    ],
)
def test_a_page_that_is_not_the_one_expected_is_a_failure(body, expected):
    """A new design, a wall, a refusal to be kept: Failed, and never « no item »."""
    assert expected == failure(read(body))


def test_a_header_that_opts_out_is_respected():
    """What the page refuses in a header, it refuses."""
    assert ("robots", "noarchive") == failure(read(f"<html>{ITEM}</html>", headers={"x-robots-tag": "noarchive"}))


@pytest.mark.parametrize("selector", ["..avis", "div[", "div:nope(", ">"])
def test_a_selector_that_is_none_is_a_failure(selector):
    """What a source of a practice's own writes wrong fails its watch, and no other."""
    assert ("unexpected-format", "CSS") == failure(read(f"<html>{ITEM}</html>", reading=READING | {"items": selector}))


def test_items_without_a_sign_of_absence_must_be_there():
    """A description that does not say what an empty page shows has no empty page."""
    reading = {key: value for key, value in READING.items() if key != "none"}
    assert ("unexpected-format", "div.avis") == failure(read('<html><p id="vide">x</p></html>', reading=reading))


def test_items_inside_items_are_read_within_a_budget():
    """Three thousand items one inside the other hold the same text again and again: their start is read, and told."""
    deep = '<div class="avis"><h2>Avis</h2>' * 3_000 + "mot " * 1_000
    outcome = found(read(f"<html>{deep}</html>", lists_everything=True))
    assert (False, ("Page trop longue\u00a0: seul son début a été lu.",)) == (outcome.exhaustive, outcome.warnings)
