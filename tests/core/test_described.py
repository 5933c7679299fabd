"""What a source may say of how it is read, and what it may not."""

import pytest
from pydantic import TypeAdapter, ValidationError

from collector.core.model import Access, Sign
from collector.core.model.described import DescribedReading
from tests.support.ledgers import source

READING = TypeAdapter(DescribedReading)
JSON = {"of": "json", "items": "items", "mention": {"title": "{title}"}}
HTML = {"of": "html", "items": "div.avis", "mention": {"title": "h2"}}


def test_one_place_or_several():
    """A part stands in one place, or in the first of several."""
    one = READING.validate_python(JSON | {"mention": {"title": "{a.b}", "text": ["{c}", "x {d:last}"]}})
    assert (("{a.b}",), ("{c}", "x {d:last}"), ()) == (one.mention.title, one.mention.text, one.mention.url)


@pytest.mark.parametrize(
    "wrong",
    [
        {"of": "xml"},
        {"items": "a..b"},
        {"items": "a b"},
        {"items": ""},
        {"mention": {"title": "{a"}},
        {"mention": {"title": "{a.}"}},
        {"mention": {"title": "{a:first}"}},
        {"mention": {"title": ""}},
        {"mention": {"stars": "{a}"}},
        {"errors": [{"code": "blocked"}]},
        {"errors": [{"status": 99, "code": "blocked"}]},
        {"errors": [{"status": 403, "code": "of-nothing"}]},
        {"errors": [{"status": 403}]},
        {"paging": {"parameter": "a&b"}},
        {"paging": {"parameter": "p", "most": 500}},
        {"session": {"url": "ftp://x", "body": {}, "gives": {"a": "b"}}},
        {"session": {"url": "{url}/x", "body": {}, "gives": {}}},
        {"headers": {"X Y": "z"}},
    ],
)
def test_a_json_description_that_cannot_work_is_refused(wrong):
    """Paths, templates, signs and pages are checked when the catalogue is read, not when a watch fails."""
    with pytest.raises(ValidationError):
        READING.validate_python(JSON | wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": "a @href"},
        {"items": "<b>"},
        {"mention": {"title": "a @"}},
        {"mention": {"title": "a @b c"}},
        {"none": ""},
    ],
)
def test_an_html_description_that_cannot_work_is_refused(wrong):
    """A selector selects elements, and only a part takes an attribute."""
    with pytest.raises(ValidationError):
        READING.validate_python(HTML | wrong)


def test_a_sign_needs_something_to_show():
    """A sign without condition would hold for every answer."""
    assert 402 == Sign(status=402).status
    with pytest.raises(ValidationError, match="give status, path or says"):
        Sign()


@pytest.mark.parametrize(
    ("kind", "reading", "told"),
    [
        ("json-api", None, r"needs `reading: \{of: json"),
        ("json-api", HTML, r"needs `reading: \{of: json"),
        ("html", JSON, r"needs `reading: \{of: html"),
        ("feed", JSON, "takes no `reading`"),
        (None, HTML, "takes no `reading`"),
    ],
)
def test_a_described_kind_has_its_description(kind, reading, told):
    """A kind that is told how to read is told, and no other is."""
    with pytest.raises(ValidationError, match=told):
        source("s", kind=kind, reading=reading)


def test_a_change_of_the_description_reads_again():
    """How a source is read is part of what decides what its answers become."""
    one, other = (
        source("s", kind="json-api", access=Access.KEY, reading=JSON | {"items": path}) for path in ("a", "b")
    )
    assert one.how_read() != other.how_read()


@pytest.mark.parametrize(
    ("address", "body", "expected"),
    [
        ("https://api.example/?q={query}", None, True),
        ("https://api.example/v1", {"filters": [{"q": "{query}"}]}, True),
        ("https://api.example/v1", {"q": "x"}, False),
        (None, None, False),
    ],
)
def test_a_source_that_takes_words_says_so(address, body, expected):
    """Words go in the address or in what is sent: both are a search, for which watches are proposed with a query."""
    assert expected == source("s", kind="json-api", address=address, reading=JSON | {"body": body}).searches
