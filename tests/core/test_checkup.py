"""What a check-up says of each thing, and what to do next."""

import datetime as dt

import pytest

from collector.core.checkup import Health, of_clock, of_last_pass, of_secrets, of_watch
from collector.core.errors import FailureCode, ReadError
from collector.core.model import Watch
from collector.core.reading import Failed, Found, Unchanged
from tests.support.ledgers import ledger, source
from tests.support.mentions import mention

NOW = dt.datetime(2026, 11, 9, 12, 0, tzinfo=dt.UTC)


def test_each_secret_that_a_watch_needs_has_one_line():
    """The secret address of a watch and the keys of its source; a missing one names the watches it blinds."""
    sources = {"cle": source("cle", secrets={"CLE": "la clé", "JETON": "le jeton"}), "alerte": source("alerte")}
    watches = (
        Watch(id="a", source="cle", query="x"),
        Watch(id="b", source="cle", query="y"),
        Watch(id="c", source="alerte", secret="ALERTE"),
    )
    practice = ledger(watches=watches).practice

    lines = of_secrets(practice, sources, {"CLE": True, "ALERTE": False})

    assert [
        ("secret ALERTE", Health.BROKEN, "is not set, and c cannot be read without it"),
        ("secret CLE", Health.WELL, "is set"),
        ("secret JETON", Health.BROKEN, "is not set, and a, b cannot be read without it"),
    ] == [(one.about, one.health, one.told) for one in lines]
    assert all(one.next_step for one in lines if one.health is Health.BROKEN)


@pytest.mark.parametrize(
    ("outcome", "health", "told"),
    [
        (Failed(ReadError(FailureCode.GONE, "HTTP 404")), Health.BROKEN, "cannot be read: gone (HTTP 404)"),
        (Failed(ReadError(FailureCode.TIMEOUT)), Health.BROKEN, "cannot be read: timeout"),
        (Found((mention("x"),)), Health.WELL, "answers, with 1 mentions"),
        (Found((), warnings=("a",)), Health.WARNING, "answers, with 0 mentions and 1 warnings"),
        (Unchanged(), Health.WELL, "answers"),
    ],
)
def test_a_watch_is_told_as_it_ended(outcome, health, told):
    """A failure with its code and detail, an answer with what it held."""
    line = of_watch("presse", outcome, {"gone": "find its new address"})

    assert ("watch presse", health, told) == (line.about, line.health, line.told)
    assert ("find its new address" if "gone" in told else line.next_step) == line.next_step


@pytest.mark.parametrize(
    ("minutes", "health"),
    [((), Health.WARNING), ((0, 1, 0), Health.WELL), ((90, 90, 0), Health.BROKEN), ((-90,), Health.BROKEN)],
)
def test_the_clock_is_that_of_most_servers(minutes, health):
    """One server that lies does not make the clock wrong; most of them do, in either direction."""
    assert health is of_clock(NOW, [NOW + dt.timedelta(minutes=one) for one in minutes]).health


@pytest.mark.parametrize(
    ("last", "health"),
    [
        (None, Health.WARNING),
        (dt.date(2026, 11, 2), Health.WELL),
        (dt.date(2026, 10, 5), Health.BROKEN),
    ],
)
def test_a_pass_that_did_not_come_is_seen(last, health):
    """More than ten days without a pass: the schedule is broken."""
    assert health is of_last_pass(last, NOW.date()).health
