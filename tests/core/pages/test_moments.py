"""When a mention was published, and whether it is still there, said honestly."""

import datetime as dt

import pytest

from collector.core.model import Absence, DateKind, MentionForm, Published, State
from collector.core.pages.moments import dated, gone_since, moment, newest_first, state_in_full, state_in_short
from tests.support.ledgers import finding, gone

FIRST = dt.date(2026, 9, 1)
LAST = dt.date(2026, 9, 20)


def published(earliest, latest, kind=DateKind.PUBLISHED):
    return Published(earliest=earliest, latest=latest, kind=kind)


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("when", "named", "full"),
    [
        (published(LAST, LAST), " du 20 septembre 2026", "publié le 20 septembre 2026"),
        (
            published(FIRST, LAST),
            ", vers le 20 septembre 2026",
            "publié entre le 1er septembre 2026 et le 20 septembre 2026",
        ),
        (published(None, LAST), ", avant le 20 septembre 2026", "publié au plus tard le 20 septembre 2026"),
        (published(FIRST, None), ", après le 1er septembre 2026", "publié au plus tôt le 1er septembre 2026"),
        (
            published(LAST, LAST, DateKind.INDEXED),
            ", repéré le 20 septembre 2026",
            "repéré par le moteur de recherche le 20 septembre 2026 ; date de publication inconnue",
        ),
        (
            published(FIRST, FIRST, DateKind.SEEN),
            ", vu le 2 novembre 2026",
            "date de publication inconnue",
        ),
        (
            published(None, None),
            ", vu le 2 novembre 2026",
            "date de publication inconnue",
        ),
    ],
)
def test_a_date_is_as_sure_as_its_source(when, named, full):
    """An interval stays one, and the day of a reading or of an index is never called that of publication."""
    shown = moment(finding(1, published=when, first_seen=dt.date(2026, 11, 2)))

    assert (named, full) == (plain(shown.named), plain(shown.full))


@pytest.mark.parametrize("form", [MentionForm.LISTING, MentionForm.ARTICLE])
def test_a_fiche_and_a_publication_are_feminine(form):
    """Participles agree with the form of the mention."""
    listing = finding(1, form=form, published=published(None, None), first_seen=FIRST)

    assert ", vue le 1er septembre 2026" == plain(moment(listing).named)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (published(FIRST, LAST), LAST),
        (published(FIRST, None), FIRST),
        (published(FIRST, LAST, DateKind.SEEN), dt.date(2026, 11, 2)),
        (published(None, None), dt.date(2026, 11, 2)),
    ],
)
def test_lists_sort_by_publication_or_else_by_first_sight(when, expected):
    """The latest possible day of publication counts, so that nothing recent hides under an old date."""
    assert expected == dated(finding(1, published=when, first_seen=dt.date(2026, 11, 2)))


def test_the_newest_come_first_in_an_order_that_never_depends_on_chance():
    """Of two findings of one day, the one seen last comes first; then the order is that of their ids."""
    same_day = published(LAST, LAST)
    old, late = finding(3, published=same_day, first_seen=LAST), finding(4, published=same_day, first_seen=FIRST)
    twin, new = finding(2, published=same_day, first_seen=LAST), finding(1, first_seen=dt.date(2026, 10, 1))

    assert [new, twin, old, late] == sorted([late, old, new, twin], key=newest_first)


def test_what_came_back_is_not_gone():
    """A closed absence is history; only an open one tells that a mention is gone."""
    back = finding(1, absences=(Absence(since=FIRST, until=LAST),))

    assert gone_since(back) is None
    assert gone_since(finding(1)) is None
    assert FIRST == gone_since(finding(1, **gone(FIRST)))


@pytest.mark.parametrize(
    ("one", "last_seen", "short", "full"),
    [
        (finding(1), LAST, "en ligne", "en ligne, vu pour la dernière fois le 20 septembre 2026"),
        (finding(1, **gone(LAST)), FIRST, "disparu", "disparu depuis le 20 septembre 2026"),
        (
            finding(1, state=State.PRESENT),
            None,
            "vu",
            "vu, puis sorti des réponses de sa source, qui ne liste pas tout : peut-être encore en ligne",
        ),
    ],
)
def test_a_state_says_no_more_than_the_source(one, last_seen, short, full):
    """« Disparu » only when the source lists everything; otherwise the portal says what it does not know."""
    assert (short, full) == (plain(state_in_short(one, last_seen)), plain(state_in_full(one, last_seen)))
