"""What presses on a given day: as judged on the day it was met, less what the time since has closed."""

import datetime as dt

import pytest

from collector.core.clocks.urgency import is_doubtful, is_urgent
from collector.core.model import Assessment, DateKind, Published
from tests.support.delays import DELAYS, PARIS
from tests.support.ledgers import finding, ledger, on

ONLINE = dt.date(2026, 6, 10)
LAST, NEAR = dt.date(2026, 9, 10), dt.date(2026, 8, 24)  # of three months; its alert at 75 days


def pressing(day, nature, *also, urgent=True, published=None):
    """Tell whether a finding so judged, online since 10 June, presses on that day."""
    judged = Assessment(nature=nature, also=also, urgent=urgent, made_by="t-1")
    one = finding(1, published=published or on(ONLINE), assessment=judged)
    return is_urgent(one, ledger([one], delays=DELAYS, calendar=PARIS), day)


@pytest.mark.parametrize("nature", ["injure", "diffamation"])
def test_an_offence_of_the_press_presses_until_its_last_day(nature):
    """The day after, nothing does: no page says « urgent » beside a clock that is over."""
    assert (True, False) == (pressing(LAST, nature), pressing(LAST + dt.timedelta(days=1), nature))


def test_what_could_wait_presses_near_its_end():
    """An insult, from the last alert of its delay to its last day; nothing of the kind for a criticism."""
    days = [NEAR - dt.timedelta(days=1), NEAR, LAST, LAST + dt.timedelta(days=1)]

    assert [False, True, True, False] == [pressing(day, "injure", urgent=False) for day in days]
    assert not pressing(NEAR, "avis_negatif", urgent=False)
    assert pressing(NEAR, "avis_negatif", "diffamation", urgent=False)


@pytest.mark.parametrize(
    ("nature", "also"),
    [("menace", ()), ("haine", ()), ("vie_privee", ("injure",)), ("injure", ("menace",)), ("avis_negatif", ())],
)
def test_what_presses_for_another_reason_still_does(nature, also):
    """A threat, a home address, what is in doubt: no clock of the press ends them."""
    assert pressing(LAST + dt.timedelta(days=400), nature, *also)


def test_a_criticism_that_pressed_for_its_clock_alone_ends_with_it():
    """It may also be a defamation, for which it is too late."""
    assert not pressing(LAST + dt.timedelta(days=1), "avis_negatif", "diffamation")


@pytest.mark.parametrize(
    ("published", "day", "expected"),
    [
        (Published(earliest=None, latest=None, kind=DateKind.SEEN), dt.date(2028, 1, 1), True),
        (Published(earliest=ONLINE, latest=ONLINE, kind=DateKind.INDEXED), dt.date(2028, 1, 1), True),
        (Published(earliest=ONLINE, latest=dt.date(2026, 7, 10), kind=DateKind.PUBLISHED), dt.date(2026, 10, 10), True),
        (
            Published(earliest=ONLINE, latest=dt.date(2026, 7, 10), kind=DateKind.PUBLISHED),
            dt.date(2026, 10, 11),
            False,
        ),
        (on(dt.date(1850, 1, 1)), LAST, True),
    ],
    ids=["seen", "indexed", "may be in time", "too late", "absurd"],
)
def test_too_late_is_said_only_when_it_is(published, day, expected):
    """Of an unknown day nothing is deduced; of two possible days, the latest counts."""
    assert expected is pressing(day, "injure", published=published)


def test_without_the_delays_nothing_is_deduced():
    """What was judged stands; what has no alert comes near no end."""
    one = finding(1, published=on(ONLINE), assessment=Assessment(nature="injure", urgent=True))
    other = finding(2, published=on(ONLINE), assessment=Assessment(nature="haine", urgent=False))
    year = dt.date(2027, 6, 1)

    assert is_urgent(one, ledger([one]), year)
    assert not is_urgent(other, ledger([other], delays=DELAYS, calendar=PARIS), year)


@pytest.mark.parametrize(
    ("nature", "also", "doubtful"),
    [
        ("presse_neutre", (), True),
        ("avis_negatif", (), True),
        ("avis_negatif", ("injure",), False),
        ("usurpation", (), False),
        ("fiche_sans_consentement", (), False),
    ],
)
def test_what_is_urgent_by_doubt_alone_is_told_apart(nature, also, doubtful):
    """Nothing that presses is named: a page says « à lire d’abord », and does not alarm."""
    assert doubtful == is_doubtful(finding(1, assessment=Assessment(nature=nature, also=also, urgent=True)))
