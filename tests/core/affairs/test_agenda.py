"""The deadlines as entries of a calendar, and which of them call for a message."""

import datetime as dt

import pytest

from collector.core.affairs.affair import affair
from collector.core.affairs.agenda import agenda, to_remind
from tests.support.cases import case, event, insult, kept, listing
from tests.support.ledgers import TODAY, finding_id

RGPD = "opposition-21"
SENT, RECEIVED = event("sent", "2026-07-10", RGPD), event("received", "2026-07-13", RGPD)


def entries(*cases, findings=(), today=TODAY):
    ledger = kept(*cases, findings=findings)
    some = tuple(affair(one, ledger, today) for one in cases)
    return agenda(ledger, some, findings, today)


def test_each_deadline_is_one_entry():
    """The answer and the right that opens, each on its day, with its reasons and when to be reminded."""
    one = case(SENT, RECEIVED, findings=(finding_id(1),))
    answer, right = entries(one, findings=(listing(),))
    assert ("a-2026-1-rgpd-reponse-opposition-21@renom", dt.date(2026, 8, 13), (0,)) == (
        answer.uid,
        answer.day,
        answer.reminders,
    )
    assert "Renom\u00a0: Réponse à une demande fondée sur le RGPD (affaire a-2026-1)" == answer.title
    assert "Réponse attendue jusqu’à ce jour\u00a0: 13\u00a0août 2026." == answer.reasons[0]
    assert "À partir de ce jour\u00a0: 14\u00a0août 2026." == right.reasons[0]


def test_an_entry_keeps_its_name_and_grows_when_the_affair_does():
    """An extension moves the day; a calendar replaces the entry that has the same uid and a smaller sequence."""
    before = entries(case(SENT, RECEIVED, findings=(finding_id(1),)), findings=(listing(),))[0]
    extended = case(SENT, RECEIVED, event("extended", "2026-08-05", RGPD), findings=(finding_id(1),))
    after = entries(extended, findings=(listing(),))[0]
    assert (before.uid, dt.date(2026, 10, 13)) == (after.uid, after.day)
    assert (before.edition, before.made) < (after.edition, after.made)


def test_the_press_clock_of_a_finding_is_told_once():
    """By its affair when it has one that is open, else by itself; what is over is not told."""
    alone = entries(findings=(insult(),))
    assert [f"{finding_id(1)}-presse-3-mois@renom"] == [one.uid for one in alone]
    assert "Seulement si ce relevé est une injure ou une diffamation" in alone[0].reasons[1]
    held = entries(case(findings=(finding_id(1),)), findings=(insult(),))
    assert ["a-2026-1-presse-3-mois@renom"] == [one.uid for one in held if "presse" in one.uid]
    closed = entries(case(event("closed", "2026-11-05"), findings=(finding_id(1),)), findings=(insult(),))
    assert [f"{finding_id(1)}-presse-3-mois@renom"] == [one.uid for one in closed]
    assert () == entries(findings=(insult(),), today=dt.date(2027, 2, 2))


def test_no_word_of_a_person_is_in_a_calendar():
    """Neither the title of an affair nor a note: a calendar is seen over a shoulder."""
    secret = case(SENT, RECEIVED.model_copy(update={"note": "Mme Durand"}), title="Mme Durand")
    assert "Durand" not in str(entries(secret))


@pytest.mark.parametrize(
    ("after", "until", "expected"),
    [
        ("2026-08-12", "2026-08-13", set()),
        ("2026-08-13", "2026-08-14", {"rgpd-reponse", "cnil-saisine"}),
        ("2026-08-14", "2026-09-30", set()),
    ],
)
def test_a_late_answer_and_a_right_call_for_one_message(after, until, expected):
    """On the day after the last one of the answer, which is also the first of the right; before and after, nothing."""
    one = case(SENT, RECEIVED, findings=(finding_id(1),))
    day = dt.date.fromisoformat(until)
    some = (affair(one, kept(one, findings=(listing(),)), day),)
    told = to_remind(some, dt.date.fromisoformat(after), day)
    assert expected == {clock.delay.slug for _, clock in told if clock.delay.slug != "assurance-declaration"}


@pytest.mark.parametrize(
    ("after", "until", "expected"),
    [
        ("2027-01-17", "2027-01-18", ["presse-3-mois"]),
        ("2027-01-18", "2027-01-24", []),
        ("2027-01-24", "2027-01-25", ["presse-3-mois"]),
        ("2027-01-29", "2027-01-30", ["presse-3-mois"]),
        ("2027-02-01", "2027-02-02", []),
    ],
)
def test_what_binds_us_is_recalled_before_its_end(after, until, expected):
    """Fourteen, seven and two days before 1 February; never after."""
    one = case(findings=(finding_id(1),))
    day = dt.date.fromisoformat(until)
    some = (affair(one, kept(one, findings=(insult(),)), day),)
    assert expected == [clock.delay.slug for _, clock in to_remind(some, dt.date.fromisoformat(after), day)]
