"""Reads one question about a delay (a line of JSON), finds the delay it names, and puts the answer in the same form."""

import datetime as dt
import difflib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import Field, StrictInt, StrictStr, ValidationError

from collector.core.clocks.deadlines import Deadline, deadline
from collector.core.clocks.reasons import Start
from collector.core.clocks.workdays import Calendar
from collector.core.errors import ClockError
from collector.core.model import Day, Delay, HolidayZone, Model, Moment

_SHOWN = 60  # characters of a wrong value that a message repeats


class ClockQuestion(Model):
    """What is asked of a clock: a delay, its start (`from`, or up to `latest` when it is uncertain), the zone."""

    id: StrictStr | StrictInt = ""
    delay: StrictStr
    from_: Moment = Field(alias="from")
    latest: Moment | None = None
    zone: HolidayZone | None = None
    extended: Day | None = None
    interrupted: tuple[Day, ...] = ()


def read_question(line: bytes) -> ClockQuestion:
    """Return the question that a line of JSON asks; raise ClockError that says what is wrong with it."""
    try:
        content = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ClockError("not in UTF-8") from None
    except (ValueError, RecursionError):
        raise ClockError('not JSON: one object a line, {"id": …, "delay": …, "from": "2026-06-09"}') from None
    if not isinstance(content, dict):
        raise ClockError('not an object: {"id": …, "delay": …, "from": "2026-06-09"}')
    if "id" not in content:
        raise ClockError("no id: add one, the answer bears it")
    return question_of(content)


def question_of(content: Mapping[str, object]) -> ClockQuestion:
    """Return the question that some keys and values ask; raise ClockError that says what is wrong with them."""
    try:
        question = ClockQuestion.model_validate(content)
        str(question.id).encode()
    except ValidationError as error:
        raise ClockError("; ".join(_plain(one) for one in error.errors(include_url=False))) from None
    except UnicodeEncodeError:
        raise ClockError("id: holds half a character") from None
    return question


def answer(question: ClockQuestion, delays: Mapping[str, Delay], calendars: Mapping[HolidayZone, Calendar]) -> Deadline:
    """Return the deadline that `question` asks for; raise ClockError when it cannot be counted."""
    delay = delay_named(question.delay, delays)
    calendar = calendars[question.zone or HolidayZone.METROPOLE]
    earliest = _here(question.from_, calendar)
    start = Start(earliest, earliest if question.latest is None else _here(question.latest, calendar))
    return deadline(delay, start, calendar, extended=question.extended, interrupted=question.interrupted)


def delay_named(slug: str, delays: Mapping[str, Delay]) -> Delay:
    """Return the delay of that slug; raise ClockError with the slugs that are near, or all of them."""
    if slug in delays:
        return delays[slug]
    near = difflib.get_close_matches(slug, delays, n=3)
    known = f"did you mean {' or '.join(near)}?" if near else f"known ones: {', '.join(sorted(delays))}"
    raise ClockError(f"no delay {_short(slug)}; {known}")


def as_json(question: ClockQuestion, due: Deadline) -> str:
    """Return the answer as one line of JSON: id, last_day (a moment for hours), first_day when a right opens, why."""
    last = (
        due.last_moment.isoformat(timespec="minutes") if due.last_moment else due.last_day and due.last_day.isoformat()
    )
    answered: dict[str, object] = {"id": question.id, "last_day": last}
    if due.first_day is not None:
        answered["first_day"] = due.first_day.isoformat()
    return json.dumps({**answered, "pourquoi": list(due.why)}, ensure_ascii=False)


def _here(when: dt.date, calendar: Calendar) -> dt.date:
    """Return a moment that bears an offset in the time of the zone: elsewhere it may be another day."""
    if isinstance(when, dt.datetime) and when.tzinfo is not None:
        return when.astimezone(calendar.clock)
    return when


def _plain(error: Mapping[str, Any]) -> str:
    place = ".".join(str(one) for one in error["loc"])
    match error["type"]:
        case "missing":
            return f"no {place}"
        case "extra_forbidden":
            return f"{_short(place)} is not a known key"
        case "value_error":
            return f"{place}: {error['ctx']['error']}"[:200]
        case "enum":
            return f"{place}: {_short(error['input'])} is not one of {', '.join(HolidayZone)}"
        case _:
            return f"{place}: {_short(error['input'])} is not usable ({error['msg']})"


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
