"""The delays of the catalogue: each one's worked examples come out, and each can be trusted as far as it says."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest

from collector.core.clocks.deadlines import Deadline
from collector.core.clocks.questions import ClockQuestion
from collector.core.french import spaced
from collector.core.model import Confidence, Delay, HolidayList, Rollover, Unit, WorkedExample
from collector.edges.files.catalog import CATALOG, load_delays
from collector.edges.files.documents import parse, validate
from collector.wiring.clocks import clocks
from tests.support.typography import faults

DELAYS = load_delays()
EACH = pytest.mark.parametrize("delay", DELAYS.values(), ids=DELAYS)
EXAMPLES = [(delay, example) for delay in DELAYS.values() for example in delay.examples]
_IDS = [f"{delay.slug}-{number}" for delay in DELAYS.values() for number in range(len(delay.examples))]
ANSWER = clocks()


def counted(delay: Delay, example: WorkedExample) -> Deadline:
    """Return what the engine makes of an example, asked as a person asks."""
    given = example.model_dump(include={"from_", "latest", "zone", "extended", "interrupted"}, by_alias=True)
    return ANSWER(ClockQuestion.model_validate({"delay": delay.slug, **given}))


@pytest.mark.parametrize(("delay", "example"), EXAMPLES, ids=_IDS)
def test_a_worked_example_comes_out(delay: Delay, example: WorkedExample) -> None:
    """The engine gives what was counted by hand from a decision or a text."""
    due = counted(delay, example)

    if isinstance(example.last_day, dt.datetime):
        assert (example.last_day, None) == (due.last_moment, due.first_day)
    else:
        assert (example.last_day, example.first_day, None) == (due.last_day, due.first_day, due.last_moment)


@EACH
def test_a_delay_is_worked_out_on_the_hard_days(delay: Delay) -> None:
    """Four examples at least: one meets a Sunday, one starts on a 31st or a 29 February, each says what it follows."""
    assert len(delay.examples) >= 4
    assert len({(one.from_, one.zone, one.extended, one.interrupted) for one in delay.examples}) == len(delay.examples)
    starts = [(one.from_.month, one.from_.day) for one in delay.examples]
    assert [one for one in starts if one[1] == 31 or one == (2, 29)]
    assert [one for one in delay.examples if any("dimanche" in reason for reason in _steps(counted(delay, one)))]


def _steps(due: Deadline) -> Iterator[str]:
    """Yield the reasons that tell the count of this case, not what is said of every case."""
    return (one for one in due.why if not re.match("Façon|Attention|Règle|\\d+\u00a0heures", one))


@EACH
def test_a_delay_says_how_sure_it_is(delay: Delay) -> None:
    """« confirmed » rests on two sources, « single » on one; what is not checked says so in its own « pourquoi »."""
    sources, confidence = delay.provenance.sources, delay.provenance.confidence
    assert (len(sources) >= 2) is (confidence is Confidence.CONFIRMED)
    doubts = [one for one in delay.cautions if one.confidence is Confidence.TO_CHECK]

    why = counted(delay, delay.examples[0]).why

    assert len(doubts) == sum(reason.endswith("(à faire vérifier).") for reason in why)
    assert any(reason.startswith(spaced(f"Texte : {delay.basis}")) for reason in why)


CONVENTION = {
    "presse-3-mois": (3, "months", "us"),
    "presse-discriminatoire-1-an": (1, "years", "us"),
    "denigrement-5-ans": (5, "years", "us"),
    "delit-6-ans": (6, "years", "us"),
    "droit-de-reponse-demande": (3, "months", "us"),
    "droit-de-reponse-insertion": (3, "days", "them"),
    "rgpd-reponse": (1, "months", "them"),
    "rgpd-prolongation": (3, "months", "them"),
    "cnil-saisine": (1, "months", "them"),
    "dsa-reclamation-interne": (6, "months", "us"),
    "dsa-reglement-extrajudiciaire": (6, "months", "us"),
    "dsa-reglement-decision": (90, "days", "them"),
    "adr-center-saisine": (12, "months", "us"),
    "hebergeur-transmission-24-h": (24, "hours", "them"),
    "assurance-declaration": (5, "working-days", "us"),
    "donnees-connexion-1-an": (1, "years", "us"),
    "ordre-conciliation": (1, "months", "them"),
    "ordre-transmission": (3, "months", "them"),
    "violation-72-h": (72, "hours", "us"),
}


def test_each_delay_counts_as_agreed() -> None:
    """The slugs, which are permanent; how much, of what, whom it binds; the CNIL's alone is a right that opens."""
    assert {slug: (one.amount, one.unit, one.binds) for slug, one in DELAYS.items()} == CONVENTION
    assert {"cnil-saisine"} == {slug for slug, one in DELAYS.items() if one.opens}


@EACH
def test_only_what_the_union_law_moves_is_moved(delay: Delay) -> None:
    """A Sunday moves what answers the RGPD; it never moves what binds us."""
    moved = delay.slug in {"rgpd-reponse", "rgpd-prolongation", "cnil-saisine"}

    assert moved is (delay.rollover is Rollover.NEXT_WORKING_DAY)


@EACH
def test_a_delay_is_written_in_french(delay: Delay) -> None:
    """What a practice reads is set as French, whatever the example."""
    assert [] == [fault for one in delay.examples for reason in counted(delay, one).why for fault in faults(reason)]
    typed = [one.why for one in delay.examples] + [delay.title]
    assert [] == [fault for text in typed for fault in faults(spaced(text))]


def test_the_press_clock_warns_in_time() -> None:
    """A monthly look eats a third of the three months: three alerts follow the discovery."""
    assert (45, 60, 75) == DELAYS["presse-3-mois"].alerts


def test_an_extended_answer_is_the_extended_delay() -> None:
    """One month extended by two and three months are one count, for every day of a leap year."""
    for number in range(366):
        start = dt.date(2028, 1, 1) + dt.timedelta(days=number)
        whole = ANSWER(ClockQuestion.model_validate({"delay": "rgpd-prolongation", "from": start}))
        asked = {"delay": "rgpd-reponse", "from": start, "extended": start}
        assert whole.last_day == ANSWER(ClockQuestion.model_validate(asked)).last_day


def test_the_cnil_opens_the_day_after_the_answer_was_due() -> None:
    """The complaint has a first day and no last one, for every day of a year and an overseas zone."""
    for number in range(365):
        asked = {"from": dt.date(2026, 1, 1) + dt.timedelta(days=number), "zone": "guadeloupe"}
        answer_due = ANSWER(ClockQuestion.model_validate({"delay": "rgpd-reponse", **asked})).last_day
        opened = ANSWER(ClockQuestion.model_validate({"delay": "cnil-saisine", **asked}))
        assert (answer_due + dt.timedelta(days=1), None) == (opened.first_day, opened.last_day)


@pytest.mark.parametrize("path", sorted((CATALOG / "holidays").glob("*.yml")), ids=lambda path: path.stem)
def test_holidays_rest_on_the_law(path) -> None:
    """Each list names the article that makes its days free, and a second source."""
    found = validate(parse(path.read_text("utf-8"), path.name), HolidayList, slug=path.stem)

    assert Confidence.CONFIRMED is found.provenance.confidence
    assert len(found.provenance.sources) >= 2
    assert "Code du travail" in found.provenance.sources[0].title


def test_hours_are_only_what_the_texts_count_in_hours() -> None:
    """Two delays have a last moment; all others have a last day, until midnight."""
    assert {"violation-72-h", "hebergeur-transmission-24-h"} == {
        slug for slug, delay in DELAYS.items() if delay.unit is Unit.HOURS
    }
