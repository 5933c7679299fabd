"""Deadlines: uncertain starts, extensions, interruptions, alerts, and what cannot be counted."""

import datetime as dt

import pytest
from pydantic import ValidationError

from collector.core.clocks.deadlines import alert_days, days_left
from collector.core.errors import ClockError
from collector.core.model import HolidayZone
from collector.core.model.clock import day, moment
from tests.support.delays import DELAYS, EXAMPLE, delay, ends


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_an_uncertain_start_counts_from_the_earliest() -> None:
    """« Il y a 2 mois » gives an interval: the clock runs from its first day, and says so."""
    due = ends("presse-3-mois", "2026-08-20", "2026-09-20")

    assert on("2026-11-20") == due.last_day
    assert any("le compte part de la première possible" in reason for reason in due.why)


def test_what_binds_them_is_late_only_when_no_doubt_is_left() -> None:
    """The last day is counted from the earliest; « en retard » waits for the latest, and for a worked day."""
    due = ends("droit-de-reponse-insertion", "2026-11-23", "2026-11-26")

    assert (on("2026-11-26"), on("2026-11-30")) == (due.last_day, due.late_after)
    assert any("qu’après le lundi 30\u00a0novembre 2026" in reason for reason in due.why)


def test_what_binds_us_is_never_called_later() -> None:
    """A delay of ours has no day of grace."""
    assert ends("presse-3-mois", "2026-08-01", "2026-08-20").late_after is None


def test_a_certain_answer_is_late_after_its_last_day() -> None:
    """Nothing is added when nothing is uncertain."""
    due = ends("rgpd-reponse", "2026-08-31")

    assert (due.last_day, False) == (due.late_after, any("prudence" in reason for reason in due.why))


def test_a_right_that_may_open_later_says_so() -> None:
    """The first day is counted from the earliest receipt; the prudent one is told beside."""
    due = ends("cnil-saisine", "2026-10-22", "2026-10-29")

    assert on("2026-11-24") == due.first_day
    assert any("attendez le mardi 1er\u00a0décembre 2026" in reason for reason in due.why)


def test_an_extension_in_time_moves_the_date() -> None:
    """Announced on the last day of the first month, rolled over: three months in all."""
    due = ends("rgpd-reponse", "2026-09-10", extended="2026-10-12")

    assert on("2026-12-10") == due.last_day
    assert any(reason.startswith("Prolongation de 2\u00a0mois") for reason in due.why)


def test_an_extension_announced_too_late_changes_nothing() -> None:
    """The day after, the month is over."""
    due = ends("rgpd-reponse", "2026-09-10", extended="2026-10-13")

    assert on("2026-10-12") == due.last_day
    assert any("trop tard" in reason for reason in due.why)


def test_an_extension_that_needs_no_announcement_moves_the_date_whenever_it_comes() -> None:
    """A very complex dispute is decided within 180 days, even when that is told after the ninetieth."""
    assert on("2026-07-09") == ends("dsa-reglement-decision", "2026-01-10", extended="2026-05-01").last_day


def test_each_act_starts_the_whole_delay_again() -> None:
    """Acts are taken in their order, whatever that in which they are given; one on the last day is in time."""
    due = ends("presse-3-mois", "2026-01-15", interrupted=["2026-07-15", "2026-04-15"])

    assert on("2026-10-15") == due.last_day
    assert 2 == sum("interrompt le délai" in reason for reason in due.why)


def test_an_act_after_the_end_revives_nothing() -> None:
    """Nor does any act that comes later."""
    due = ends("presse-3-mois", "2026-01-15", interrupted=["2026-04-16", "2026-05-01"])

    assert on("2026-04-15") == due.last_day
    assert 1 == sum("vient après" in reason for reason in due.why)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"earliest": "2026-02-01", "latest": "2026-01-31"}, "latest (2026-01-31) is before from (2026-02-01)"),
        ({"earliest": "2026-02-01T10:00", "latest": "2026-02-01T09:00"}, "is before from"),
        ({"earliest": "1805-02-01"}, "1805-02-01 is not between 1881 and 2199"),
        ({"earliest": "2026-02-01", "latest": "2226-02-01"}, "2226-02-01 is not between"),
        ({"earliest": "2026-02-01", "extended": "2026-02-03"}, "'presse-3-mois' cannot be extended"),
        ({"earliest": "2026-02-01", "interrupted": ["2026-01-03"]}, "interrupted on 2026-01-03, before the start"),
        ({"one": "rgpd-reponse", "earliest": "2026-02-01", "extended": "2026-01-03"}, "extended on 2026-01-03, before"),
        (
            {"one": "rgpd-reponse", "earliest": "2026-02-01", "interrupted": ["2026-02-03"]},
            "no act that starts it again",
        ),
    ],
)
def test_what_cannot_be_is_told(asked: dict[str, object], told: str) -> None:
    """A start that cannot be, a lengthening or an act that the delay does not know: said in one sentence."""
    with pytest.raises(ClockError) as raised:
        ends(**{"one": "presse-3-mois", **asked})

    assert told in str(raised.value)


def test_the_days_left_are_counted_to_the_last_one() -> None:
    """The last day still counts: 0 left on it, and negative after."""
    due = ends("presse-3-mois", "2026-08-23")

    assert [1, 0, -1] == [days_left(due, on(f"2026-11-{number}")) for number in (22, 23, 24)]
    assert days_left(ends("cnil-saisine", "2026-08-23"), on("2026-11-22")) is None


@pytest.mark.parametrize(
    ("discovered", "expected"),
    [
        ("2026-01-01", ["2026-01-01", "2026-02-15", "2026-03-02", "2026-03-17"]),
        ("2026-02-15", ["2026-02-15", "2026-03-02", "2026-03-17"]),
        ("2026-03-20", ["2026-03-20"]),
        ("2026-06-01", ["2026-06-01"]),
    ],
)
def test_alerts_follow_the_discovery(discovered: str, expected: list[str]) -> None:
    """At discovery, then 45, 60 and 75 days after the publication, those that are still to come."""
    due = ends("presse-3-mois", "2026-01-01")

    assert [on(one) for one in expected] == list(alert_days(due, on(discovered)))


def test_no_alert_comes_after_the_end() -> None:
    """An alert that the calendar would put beyond the last day is left out; one on it is kept."""
    assert (on("2026-01-01"), on("2026-01-31")) == alert_days(
        ends(delay(amount=30, unit="days", alerts=[30, 31]), "2026-01-01"), on("2026-01-01")
    )


def test_a_right_without_end_may_have_alerts() -> None:
    """What has no last day cuts no alert."""
    opens = delay(opens="la plainte", alerts=[400])

    assert 2 == len(alert_days(ends(opens, "2026-01-01"), on("2026-01-01")))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("violation-72-h", "2026-11-23T10:30"), "2026-11-26T10:30"),
        (("violation-72-h", "2026-11-23T10:30:59"), "2026-11-26T10:30"),
        (("violation-72-h", "2026-10-23T10:00"), "2026-10-26T09:00"),
        (("violation-72-h", "2026-03-27T10:00"), "2026-03-30T11:00"),
        (("violation-72-h", "2026-11-23"), "2026-11-26T00:00"),
        (("violation-72-h", "2026-11-23T10:30+01:00"), "2026-11-26T10:30+01:00"),
        (("violation-72-h", "2026-11-23T10:30", "2026-11-23T12:00"), "2026-11-26T10:30"),
        (("hebergeur-transmission-24-h", "2026-11-23T10:30"), "2026-11-24T10:30"),
    ],
)
def test_hours_are_true_hours(asked: tuple[str, ...], expected: str) -> None:
    """From minute to minute through nights, Sundays and changes of hour; a day alone starts at its first minute."""
    due = ends(*asked)

    assert due.last_moment is not None
    assert expected == due.last_moment.isoformat(timespec="minutes")
    assert dt.date.fromisoformat(expected[:10]) == due.last_day


def test_hours_that_bind_them_run_from_the_end_of_a_day() -> None:
    """Only the day is known: the host has the whole of the next one, and is late only once the latest is past."""
    due = ends("hebergeur-transmission-24-h", "2026-11-23", "2026-11-25")

    assert (on("2026-11-24"), None, on("2026-11-26")) == (due.last_day, due.last_moment, due.late_after)
    assert any("de sa dernière minute" in reason for reason in due.why)


def test_a_note_on_a_holiday_is_told_once() -> None:
    """Good Friday is free in some communes only: whoever counts it out is told."""
    due = ends("assurance-declaration", "2026-03-30", zone=HolidayZone.ALSACE_MOSELLE)

    assert on("2026-04-08") == due.last_day
    assert 1 == sum("temple protestant" in reason for reason in due.why)


def test_a_text_that_changes_is_told() -> None:
    """Beyond the day until which a text is known, the count says that it must be checked."""
    told = "Ce texte n’est connu que jusqu’au 31\u00a0décembre 2028"

    assert any(one.startswith(told) for one in ends("delit-6-ans", "2023-05-02").why)
    assert not any(one.startswith(told) for one in ends("delit-6-ans", "2022-12-31").why)


def test_an_acronym_keeps_its_capitals() -> None:
    """A title is lowered in the middle of a sentence, save one that starts with an acronym."""
    assert "Règle\u00a0: RGPD, 3\u00a0mois." == ends(delay(title="RGPD"), "2026-01-01").why[0]


@pytest.mark.parametrize("confidence", ["single", "to-check"])
def test_a_doubt_travels(confidence: str) -> None:
    """What rests on one source, or was not checked, says so beside its text."""
    provenance = {"sources": [{"title": "Texte"}], "read_on": "2026-11-25", "confidence": confidence}
    mark = {"single": "une seule source", "to-check": "à faire vérifier"}[confidence]

    assert any(f"({mark})" in one for one in ends(delay(provenance=provenance), "2026-01-01").why)


def test_an_interruption_without_false_friends_is_told_plainly() -> None:
    """A delay may know what starts it again without knowing what does not."""
    why = ends(delay(interruption={"by": "une citation."}), "2026-01-01").why

    assert "Repart de zéro\u00a0: une citation." in why
    assert not any(one.startswith("Ne l’interrompt pas") for one in why)


@pytest.mark.parametrize(
    "fields",
    [
        {"rollover": "next-working-day"},
        {"holidays": "zone"},
        {"unit": "working-days"},
        {"unit": "hours", "opens": "la plainte"},
        {"unit": "hours", "extension": {"amount": 1, "when": "toujours"}},
        {"unit": "hours", "rollover": "next-working-day", "holidays": "zone"},
        {"amount": 0},
        {"alerts": [0]},
        {"examples": [EXAMPLE] * 3},
        {"examples": [{**EXAMPLE, "first_day": "2026-04-02"}] * 4},
        {"examples": [{**EXAMPLE, "last_day": None}] * 4},
    ],
)
def test_a_delay_that_cannot_be_counted_is_refused(fields: dict[str, object]) -> None:
    """A rule that contradicts itself, or comes without four examples, is no delay."""
    with pytest.raises(ValidationError):
        delay(**fields)


@pytest.mark.parametrize(
    "value", ["2026-02-30", "20260209", "2026-W07-1", "2026-06-09T25:00", "٢٠٢٦-٠٦-٠٩", "hier", 5, None]
)
def test_only_a_day_or_a_moment_is_a_start(value: object) -> None:
    """One form of writing, and no number taken for seconds since 1970."""
    with pytest.raises(ValueError, match=r"is not"):
        moment(value)


def test_a_moment_has_its_day() -> None:
    """Where a day is wanted, that of the moment is taken; days and moments of YAML pass as they are."""
    at = dt.datetime(2026, 6, 9, 14, 30, tzinfo=dt.UTC)

    assert [at.date(), at.date()] == [day("2026-06-09T14:30Z"), day(at)]
    assert [at, at.date()] == [moment(at), moment(at.date())]


def test_every_delay_explains_itself() -> None:
    """Rule, start, count, result and text stand in every « pourquoi », in that order."""
    for slug in DELAYS:
        why = ends(slug, "2026-08-23").why
        places = [
            next(n for n, one in enumerate(why) if one.startswith(start)) for start in ("Règle", "Départ", "Texte")
        ]
        assert sorted(places) == places
        assert [one for one in why if one.startswith(("Dernier jour", "Dernier moment", "À partir du"))]
