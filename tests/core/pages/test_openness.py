"""Which findings are open, and so have a page of their own."""

import datetime as dt

import pytest

from collector.core.model import About, DateKind, Match, Published, Ruling
from collector.core.pages.openness import last_rulings, open_findings
from tests.support.ledgers import TODAY, decision, finding, finding_id, gone, on, uncertain

LAST_YEAR = dt.date(2025, 11, 9)
UNKNOWN = Published(earliest=None, latest=None, kind=DateKind.SEEN)


def is_open(one, ruling=None):
    rulings = {one.id: ruling} if ruling else {}
    return open_findings([one], rulings, TODAY).shown == (one,)


@pytest.mark.parametrize(
    ("ruling", "expected"),
    [
        (None, True),
        (Ruling.WATCH, True),
        (Ruling.REPLY, True),
        (Ruling.ACT, True),
        (Ruling.NOT_US, False),
        (Ruling.IGNORE, False),
    ],
)
def test_only_two_rulings_close_a_finding(ruling, expected):
    """« Pas nous » and « sans suite » close it; the others leave something to follow."""
    assert expected == is_open(finding(1), ruling)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"published": on(LAST_YEAR + dt.timedelta(days=1))}, True),
        ({"published": on(LAST_YEAR)}, False),
        ({"published": UNKNOWN, "first_seen": LAST_YEAR + dt.timedelta(days=1)}, True),
        ({"published": UNKNOWN, "first_seen": LAST_YEAR}, False),
        ({"published": on(LAST_YEAR), "match": uncertain()}, True),
        ({"match": Match(about=About.NO, score=0, reasons=())}, False),
        (gone(dt.date(2026, 8, 10)), True),
        (gone(dt.date(2026, 8, 9)), False),
        ({**gone(dt.date(2026, 8, 9)), "match": uncertain()}, False),
    ],
)
def test_age_and_absence_close_a_finding(fields, expected):
    """Twelve months from publication, or first sight when that is all we know; three months from vanishing.

    A doubt about whom it concerns has no age: somebody still has to say.
    """
    assert expected == is_open(finding(1, **fields))


def test_the_newest_are_kept_and_the_others_counted():
    """Beyond the limit, the oldest go to the lists, and the page can say how many."""
    findings = [finding(n, published=on(TODAY - dt.timedelta(days=n))) for n in range(5)]

    opened = open_findings(reversed(findings), {}, TODAY, limit=3)

    assert (tuple(findings[:3]), 2) == (opened.shown, opened.beyond)


def test_the_last_ruling_counts():
    """A person may change their mind: by day, then by order in the files."""
    early, late = dt.date(2026, 10, 1), dt.date(2026, 11, 1)

    rulings = last_rulings(
        [decision(1, Ruling.ACT, late), decision(1, Ruling.IGNORE, early), decision(1, Ruling.REPLY, late)]
    )

    assert {finding_id(1): Ruling.REPLY} == rulings
