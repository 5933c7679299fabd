"""Questions about delays, as lines of JSON: what is read, what is refused, what is answered."""

import json
from collections.abc import Mapping

import pytest

from collector.core.clocks.questions import answer, as_json, read_question
from collector.core.errors import ClockError
from collector.core.model import HolidayZone
from tests.support.delays import DELAYS, PARIS

CALENDARS = dict.fromkeys(HolidayZone, PARIS)


def answered(**asked: object) -> Mapping[str, object]:
    """Return the answer to a question, as whoever reads the line gets it."""
    question = read_question(json.dumps({"id": "q", **asked}).encode())
    found: Mapping[str, object] = json.loads(as_json(question, answer(question, DELAYS, CALENDARS)))
    return found


def test_an_answer_has_its_id_its_day_and_its_reasons() -> None:
    """The three keys, in that order; a right that opens has a first day and no last one."""
    found = answered(delay="presse-3-mois", **{"from": "2011-08-23"})

    assert ["id", "last_day", "pourquoi"] == list(found)
    assert ("q", "2011-11-23") == (found["id"], found["last_day"])
    opened = answered(delay="cnil-saisine", **{"from": "2026-09-10"})
    assert (None, "2026-10-13") == (opened["last_day"], opened["first_day"])


def test_a_delay_in_hours_is_answered_with_its_minute() -> None:
    """The last moment stands where others have a day."""
    assert "2026-11-26T10:30" == answered(delay="violation-72-h", **{"from": "2026-11-23T10:30"})["last_day"]


def test_a_moment_of_elsewhere_is_the_day_of_here() -> None:
    """Half past eleven at night in London is the next day in Paris, at both ends of an interval."""
    found = answered(delay="presse-3-mois", latest="2026-01-20T23:30Z", **{"from": "2026-01-14T23:30Z"})

    assert "2026-04-15" == found["last_day"]
    assert any("entre le jeudi 15\u00a0janvier 2026" in one for one in found["pourquoi"])


def test_what_is_not_needed_may_be_null() -> None:
    """Null says the same as nothing; a number may be an id, and comes back as one."""
    found = answered(id=7, delay="presse-3-mois", latest=None, zone=None, extended=None, **{"from": "2011-08-23"})

    assert (7, "2011-11-23") == (found["id"], found["last_day"])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff\xfe", "not in UTF-8"),
        (b"[]", "not an object"),
        (b'{"delay": "presse-3-mois", "from": "2026-01-01"}', "no id"),
        (b'{"id": 1}', "no delay; no from"),
        (b'{"id": 1, "delay": "presse-3-mois"}', "no from"),
        (b'{"id": 1, "delay": "x", "from": "2026-01-01", "form": 1}', "'form' is not a known key"),
        (b'{"id": 1, "delay": "x", "from": "hier"}', "from: 'hier' is not a day written 2026-06-09"),
        (b'{"id": 1, "delay": "x", "from": 1767225600}', "from: 1767225600 is not a day"),
        (b'{"id": 1, "delay": "x", "from": "2026-01-01", "zone": "corse"}', "zone: 'corse' is not one of metropole, "),
        (b'{"id": 1, "delay": 5, "from": "2026-01-01"}', "delay: 5 is not usable"),
        (b'{"id": "\\ud800", "delay": "x", "from": "2026-01-01"}', "id: holds half a character"),
        (b'{"id": 1, "delay": "x", "from": "%s"}' % (b"9" * 5000), "from: '999"),
    ],
    ids=range(14),
)
def test_a_wrong_line_is_told_plainly(line: bytes, told: str) -> None:
    """What is wrong, in one short sentence, whatever the line holds."""
    with pytest.raises(ClockError) as raised:
        read_question(line)

    assert told in str(raised.value)
    assert len(str(raised.value)) < 500


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("presse-3-moi", "did you mean presse-3-mois?"),
        ("rgpd", "known ones: adr-center-saisine, "),
        ("x" * 5000, "known ones: "),
    ],
    ids=["near", "far", "long"],
)
def test_an_unknown_delay_is_told_with_its_neighbours(slug: str, told: str) -> None:
    """A slip of the finger gets the right word, anything else the whole list."""
    with pytest.raises(ClockError) as raised:
        answered(delay=slug, **{"from": "2026-01-01"})

    assert told in str(raised.value)
    assert len(str(raised.value)) < 700
