"""What a pass is worth telling: once, again each month while it lasts, and the monthly report always."""

import datetime as dt

import pytest

from collector.core.alerts import Digest, digest, told_by, untold
from collector.core.model import Assessment, Ruling, Version
from tests.support.cases import case, event, kept
from tests.support.delays import DELAYS
from tests.support.ledgers import decision, finding, gone, ledger, report, run, sha256_of

OCTOBER_5, OCTOBER_12, OCTOBER_19 = dt.date(2026, 10, 5), dt.date(2026, 10, 12), dt.date(2026, 10, 19)
NOVEMBER_2, NOVEMBER_9 = dt.date(2026, 11, 2), dt.date(2026, 11, 9)
QUIET = (run(OCTOBER_5, report(1, "avis")), run(OCTOBER_12, report(1, "avis")))


def told(*findings, runs=QUIET, blind_after: int = 2, mark=None) -> Digest | None:
    return digest(ledger(findings, runs=runs, told=mark), blind_after=blind_after)


def mark_of(*findings, runs=QUIET, mark=None):
    """Return what is remembered once the digest of these passes was told."""
    kept = ledger(findings, runs=runs, told=mark)
    found = digest(kept, blind_after=2)
    assert found is not None
    return told_by(found, kept)


def failing(*days: dt.date):
    return tuple(run(day, report(1, "avis", failed="timeout")) for day in days)


@pytest.mark.parametrize("runs", [(), QUIET, (*QUIET, run(OCTOBER_19))], ids=["before the first", "quiet", "not due"])
def test_a_quiet_pass_is_worth_nothing(runs):
    """No pass, nothing new, nothing due: no message."""
    assert told(finding(1, first_seen=OCTOBER_5), runs=runs) is None


def test_what_happened_since_the_pass_before_is_told():
    """New, edited and vanished findings of this pass, and none of an earlier one."""
    edited = finding(2, first_seen=OCTOBER_5)
    again = Version(seen=OCTOBER_12, text_sha256=sha256_of("b"), text_length=1)
    edited = edited.model_copy(update={"versions": (*edited.versions, again)})

    one = told(finding(1, first_seen=OCTOBER_12), edited, finding(3, first_seen=OCTOBER_5, **gone(OCTOBER_12)))

    assert one is not None
    assert (1, 1, 1, 0) == tuple(
        len(group)
        for group in (one.happened.appeared, one.happened.changed, one.happened.vanished, one.happened.returned)
    )
    assert (OCTOBER_12, (), (), None) == (one.on, one.urgent, one.blind, one.month)


def test_the_first_pass_tells_all_it_found_and_no_month():
    """There is no month to report on before the portal watched one."""
    one = told(finding(1, first_seen=OCTOBER_5), runs=QUIET[:1])

    assert one is not None
    assert (1, None) == (len(one.happened.appeared), one.month)


def test_what_is_urgent_is_said_so_once():
    """An urgent finding that is new, or that was edited, stands apart; an old one does not come back."""
    urgent = {"assessment": Assessment(urgent=True)}

    one = told(finding(1, first_seen=OCTOBER_12, **urgent), finding(2, first_seen=OCTOBER_5, **urgent))

    assert one is not None
    assert ["1"] == [finding.native_id for finding in one.urgent]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((OCTOBER_5,), None),
        ((OCTOBER_5, OCTOBER_12), 2),
        ((OCTOBER_5, OCTOBER_12, OCTOBER_19), None),
        ((OCTOBER_5, OCTOBER_12, OCTOBER_19, NOVEMBER_2), 4),
        ((OCTOBER_5, OCTOBER_12, OCTOBER_19, NOVEMBER_2, NOVEMBER_9), None),
    ],
)
def test_a_blind_watch_is_told_once_then_each_month(days, expected):
    """At the second failure in a row, then at the first pass of each month: neither forgotten nor repeated."""
    one = told(runs=failing(*days))

    blind = () if one is None else one.blind
    assert ([] if expected is None else [("w1", "avis", expected, OCTOBER_5)]) == [
        (found.watch, found.source, found.passes, found.since) for found in blind
    ]


def test_a_watch_that_came_back_starts_anew():
    """A good reading between two failures ends the count; a pass in which it was not due does not."""
    runs = (*failing(OCTOBER_5), run(OCTOBER_12, report(1, "avis")), *failing(OCTOBER_19))
    assert told(runs=runs) is None

    resting = (*failing(OCTOBER_5), run(OCTOBER_12), *failing(OCTOBER_19))
    one = told(runs=resting)
    assert one is not None
    assert [2] == [found.passes for found in one.blind]


def test_the_month_is_reported_even_when_it_was_empty():
    """The first pass of a month reports on the one before: its absence would be the alarm."""
    one = told(runs=(*QUIET, run(NOVEMBER_2, report(1, "avis"))))

    assert one is not None
    assert ("2026-10", False) == (one.month, one.happened.any)


def test_a_press_clock_that_reaches_an_alert_is_told():
    """An open finding published 45 days ago is told again on an otherwise quiet pass, the nearest end first; a closed one is not."""
    august = {"first_seen": dt.date(2026, 8, 25)}
    findings = (finding(1, **august), finding(2, **august), finding(3, first_seen=dt.date(2026, 8, 10)))
    kept = ledger(findings, runs=QUIET, delays=DELAYS, decisions=(decision(2, Ruling.IGNORE, OCTOBER_5),))

    one = digest(kept, blind_after=2)

    assert one is not None
    assert [("3", dt.date(2026, 11, 10)), ("1", dt.date(2026, 11, 25))] == [
        (due.finding.native_id, due.last_day) for due in one.reminders
    ]
    assert not one.happened.any


def by_hand(day: dt.date):
    """Return the pass of one note that a person wrote."""
    return run(day, report(9, "note")).model_copy(update={"by_hand": True})


def test_nothing_is_told_twice_the_same_day():
    """A second pass of the day tells what came after the message, and nothing else."""
    first = finding(1, first_seen=OCTOBER_12)
    mark = mark_of(first)

    assert told(first, runs=(*QUIET, run(OCTOBER_12)), mark=mark) is None
    again = told(first, finding(2, first_seen=OCTOBER_12), runs=(*QUIET, run(OCTOBER_12)), mark=mark)
    assert again is not None
    assert ["2"] == [one.native_id for one in again.happened.appeared]


def test_a_message_that_did_not_leave_is_due_at_the_next_pass():
    """What was not told stays due: what it held, the month, the blind watch, also when nothing ever was told."""
    runs = (*failing(OCTOBER_12, OCTOBER_19), run(NOVEMBER_2, report(1, "avis", failed="timeout")))
    late = (*runs, run(NOVEMBER_9, report(1, "avis", failed="timeout")))
    one = finding(1, first_seen=NOVEMBER_2)

    for mark in (mark_of(finding(7, first_seen=OCTOBER_12), runs=runs[:1]), untold(ledger([one], runs=runs))):
        due = told(one, runs=late, mark=mark)
        assert due is not None
        assert (["1"], "2026-10", ["w1"]) == (
            [one.native_id for one in due.happened.appeared],
            due.month,
            [one.watch for one in due.blind],
        )


def test_before_the_first_message_all_that_was_found_is_due():
    """The very first pass found things and its message failed: the next one tells them."""
    one = finding(1, first_seen=OCTOBER_5)
    due = told(one, mark=untold(ledger([one], runs=QUIET[:1])))

    assert due is not None
    assert ["1"] == [one.native_id for one in due.happened.appeared]
    assert "2026-09" == untold(ledger(runs=QUIET[:1])).month


def test_what_a_person_notes_hides_no_pass():
    """A note between two passes is told with the rest, and the month is still reported on."""
    runs = (*QUIET, by_hand(OCTOBER_19), by_hand(NOVEMBER_2), run(NOVEMBER_9, report(1, "avis")))
    due = told(finding(1, first_seen=NOVEMBER_2), runs=runs, mark=mark_of(finding(7, first_seen=OCTOBER_12)))

    assert due is not None
    assert (["1"], "2026-10") == ([one.native_id for one in due.happened.appeared], due.month)


def test_a_note_alone_says_nothing_of_the_watches():
    """Before any pass no watch is blind, and what was noted is told."""
    due = told(finding(1, first_seen=OCTOBER_12), runs=(by_hand(OCTOBER_12),))

    assert due is not None
    assert (1, ()) == (len(due.happened.appeared), due.blind)


def test_a_blind_watch_that_was_told_is_told_again_next_month():
    """Once a month, whatever the number of messages; forgotten as soon as it sees again."""
    runs = failing(OCTOBER_5, OCTOBER_12)
    mark = mark_of(runs=runs)
    assert {"w1": "2026-10"} == dict(mark.blind)
    assert told(runs=(*runs, *failing(OCTOBER_19)), mark=mark) is None

    month = (*runs, *failing(NOVEMBER_2))
    due = told(runs=month, mark=mark)
    assert due is not None
    assert [3] == [one.passes for one in due.blind]

    seen = (*month, run(NOVEMBER_9, report(1, "avis")))
    assert {} == dict(mark_of(finding(1, first_seen=NOVEMBER_9), runs=seen, mark=mark).blind)


SENT = (event("sent", "2026-08-10", "opposition-21"), event("received", "2026-08-17", "opposition-21"))


def of_affairs(*events, runs=QUIET, mark=None):
    """Return what a pass tells of an affair of these events, by delay."""
    one = digest(kept(case(*events), runs=runs, told=mark), blind_after=2)
    return [] if one is None else [(each.case, each.clock.delay.slug) for each in one.affairs]


def test_a_late_answer_is_told_once():
    """Due on 17 September: told by the first pass after, with the right that opens; not by the next one."""
    september = (run(dt.date(2026, 9, 14), report(1, "avis")), run(dt.date(2026, 9, 21), report(1, "avis")))
    assert [("a-2026-1", "rgpd-reponse"), ("a-2026-1", "cnil-saisine")] == of_affairs(*SENT, runs=september)
    assert [] == of_affairs(*SENT, runs=QUIET)
    assert [] == of_affairs(*SENT, event("refused", "2026-09-01", "opposition-21"), event("closed", "2026-09-02"))


def test_what_binds_us_is_recalled_before_its_end():
    """The declaration to the insurer, five working days after 5 October: told seven days before, on the 5th."""
    told_ = of_affairs(event("known", "2026-10-05"), runs=QUIET[1:])
    assert [("a-2026-1", "assurance-declaration")] == told_
