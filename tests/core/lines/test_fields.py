"""One line of JSON: what it says, and every fault of what it says."""

import datetime as dt
from enum import StrEnum

import pytest

from collector.core.lines import Fields


class Colour(StrEnum):
    """Something to choose."""

    RED = "rouge"
    BLUE = "bleu"


def faults(line, *reads):
    """Return what is wrong with a line of which some fields are taken."""
    fields = Fields(line)
    for read in reads:
        read(fields)
    with pytest.raises(ValueError, match=":") as caught:
        fields.check()
    return str(caught.value)


def test_what_is_said_is_read():
    """Texts, numbers, days with or without an hour, choices."""
    fields = Fields({"id": 0, "t": "x", "n": 4, "d": "2026-06-09T10:00:00Z", "c": "bleu", "p": "a"})
    fields.identifier()

    told = (fields.text("t"), fields.number("n", 1, 5), fields.day("d"), fields.choice("c", Colour.RED))

    assert ("x", 4.0, dt.date(2026, 6, 9), Colour.BLUE, "a") == (*told, fields.one_of("p", {"a"}, "one"))
    fields.check()


def test_what_is_missing_or_null_is_not_said():
    """It is no fault, but of what is needed."""
    fields = Fields({"t": None, "n": None})
    assert ("", None, None, Colour.RED) == (
        fields.text("t"),
        fields.number("n", 1, 5),
        fields.day("d"),
        fields.choice("c", Colour.RED),
    )
    fields.check()


@pytest.mark.parametrize(
    ("line", "read", "fault"),
    [
        ({}, lambda one: one.identifier(), "id: must be a text or a whole number, and is missing"),
        ({"id": True}, lambda one: one.identifier(), "id: must be a text or a whole number, not True"),
        ({"id": ""}, lambda one: one.identifier(), "id: must be a text or a whole number, not ''"),
        ({}, lambda one: one.text("t", needed=True), "t: must be a text, and is missing"),
        ({"t": ["a"] * 40}, lambda one: one.text("t"), f"t: must be a text, not {str(['a'] * 40)[:40]}…"),
        ({"n": 6}, lambda one: one.number("n", 1, 5), "n: must be a number from 1 to 5, or null, not 6"),
        ({"n": True}, lambda one: one.number("n", 1, 5), "n: must be a number from 1 to 5, or null, not True"),
        ({"n": float("nan")}, lambda one: one.number("n", 1, 5), "n: must be a number from 1 to 5, or null, not nan"),
        ({"d": "hier"}, lambda one: one.day("d"), "d: must be a day, written 2026-06-09, or null, not 'hier'"),
        ({"d": 3}, lambda one: one.day("d"), "d: must be a day, written 2026-06-09, or null, not 3"),
        ({"c": "vert"}, lambda one: one.choice("c", Colour.RED), "c: must be one of rouge, bleu, not 'vert'"),
        ({"c": []}, lambda one: one.choice("c", Colour.RED), "c: must be one of rouge, bleu, not []"),
        ({"p": []}, lambda one: one.one_of("p", {"b", "a"}, "one"), "p: must be the id of one: a, b, not []"),
    ],
)
def test_a_fault_is_told_with_its_key(line, read, fault):
    """What it must be, and what stands there, cut when it is long."""
    assert fault == faults(line, read)


def test_all_the_faults_are_told_at_once():
    """In the order in which they were looked for."""
    told = faults({"t": 1}, lambda one: one.identifier(), lambda one: one.text("t"))
    assert ["id", "t"] == [one.partition(":")[0] for one in told.split("; ")]
