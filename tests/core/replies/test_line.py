"""A draft as a line of JSON holds it."""

import pytest

from collector.core.model import Profession
from collector.core.replies.check import Draft
from collector.core.replies.line import draft_of_line


def test_a_line_needs_a_draft_only():
    """What is not told is empty, unknown, a physician's."""
    assert Draft("Merci.", "", None, Profession.PHYSICIAN) == draft_of_line({"draft": "Merci.", "review_author": None})


def test_a_line_may_say_more():
    """Keys that nobody asked for are left alone."""
    line = {"draft": "Merci.", "review_author": "Zoé", "review_rating": 2, "profession": "infirmier", "id": 1, "x": [1]}

    assert Draft("Merci.", "Zoé", 2.0, Profession.NURSE) == draft_of_line(line)


def test_every_fault_of_a_line_is_told():
    """In one sentence, each with its key."""
    with pytest.raises(ValueError, match=r"draft: .*; review_rating: .*"):
        draft_of_line({"draft": None, "review_rating": "five"})
