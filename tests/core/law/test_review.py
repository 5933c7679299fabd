"""When an entry of the catalogue must be read again."""

import datetime as dt

import pytest

from collector.core.law.review import SOON, YEARLY, EntryKind, Standing, entry, in_order
from tests.support.ledgers import PROVENANCE

READ_ON = PROVENANCE.read_on


def due(days=YEARLY, name="a.yml", valid_until=None):
    return entry(EntryKind.STATEMENT, name, PROVENANCE, days, valid_until)


def test_an_entry_is_its_file_and_what_it_was_read_against():
    """The folder of its kind, its sources, the end of its period: a year when it has none of its own."""
    one = entry(EntryKind.MODEL_REPLY, "attente.yml", PROVENANCE)

    assert ("replies/models/attente.yml", PROVENANCE.sources) == (one.file, one.sources)
    assert READ_ON + dt.timedelta(days=365) == one.due


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (0, Standing.CURRENT),
        (180 - SOON - 1, Standing.CURRENT),
        (180 - SOON, Standing.SOON),
        (180, Standing.SOON),
        (181, Standing.OVERDUE),
    ],
)
def test_where_an_entry_stands(after, expected):
    """On the last day of its period it still counts as read; two months before, it is told."""
    assert expected is due(180).standing(READ_ON + dt.timedelta(days=after))


@pytest.mark.parametrize(("until", "expected"), [(10, 10), (400, 365)])
def test_what_ends_must_be_read_before_it_ends(until, expected):
    """A law that ends during the period shortens it; one that ends later does not lengthen it."""
    one = due(valid_until=READ_ON + dt.timedelta(days=until))

    assert READ_ON + dt.timedelta(days=expected) == one.due


def test_the_first_due_comes_first():
    """On the same day, in order of file: the same catalogue gives the same list."""
    assert ["b.yml", "a.yml", "c.yml"] == [
        one.file.split("/")[1] for one in in_order([due(20, "c.yml"), due(20, "a.yml"), due(10, "b.yml")])
    ]
