"""What a check-up of a practice's installation finds: one line per thing that can be wrong, and what to do next."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from collector.core.model import Practice, Source, Watch
from collector.core.reading import Failed, Found, Outcome

CLOCK_TOLERANCE = dt.timedelta(minutes=5)
LONGEST_SILENCE = 10  # days without a pass: a weekly one is missing


class Health(StrEnum):
    """How a thing stands."""

    WELL = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at. `told` says what was found, `next_step` what to do; empty for what is well."""

    about: str
    health: Health
    told: str
    next_step: str = ""


def secrets_wanted(watch: Watch, source: Source) -> tuple[str, ...]:
    """Return the names of the environment variables that a watch needs."""
    return tuple(dict.fromkeys(([watch.secret] if watch.secret else []) + list(source.secrets)))


def of_secrets(practice: Practice, sources: Mapping[str, Source], is_set: Mapping[str, bool]) -> list[Line]:
    """Return a line per secret that some watch needs; `is_set` tells which names have a value."""
    wanted: dict[str, list[str]] = {}
    for watch in practice.watches:
        for name in secrets_wanted(watch, sources[watch.source]):
            wanted.setdefault(name, []).append(watch.id)
    return [
        Line(f"secret {name}", Health.WELL, "is set")
        if is_set.get(name, False)
        else Line(
            f"secret {name}",
            Health.BROKEN,
            f"is not set, and {', '.join(watches)} cannot be read without it",
            f"set the environment variable {name} (on GitHub: a repository secret, named in the workflow too)",
        )
        for name, watches in sorted(wanted.items())
    ]


def of_watch(watch: str, outcome: Outcome, advice: Mapping[str, str]) -> Line:
    """Return the line of a watch that was tried; `advice` says what to do, by failure code."""
    about = f"watch {watch}"
    match outcome:
        case Failed(error):
            detail = f" ({error.detail})" if error.detail else ""
            return Line(about, Health.BROKEN, f"cannot be read: {error.code}{detail}", advice.get(error.code, ""))
        case Found(mentions=mentions, warnings=warnings):
            told = f"answers, with {len(mentions)} mentions"
            if warnings:
                return Line(about, Health.WARNING, f"{told} and {len(warnings)} warnings", "read them in the portal")
            return Line(about, Health.WELL, told)
        case _:
            return Line(about, Health.WELL, "answers")


def of_clock(now: dt.datetime, told: Sequence[dt.datetime]) -> Line:
    """Return the line of this machine's clock, against the times that servers gave with their answers (all UTC)."""
    if not told:
        return Line("clock", Health.WARNING, "was not compared: no server told the time", "check it by hand")
    gap = sorted(abs(now - one) for one in told)[len(told) // 2]
    if gap > CLOCK_TOLERANCE:
        minutes = round(gap.total_seconds() / 60)
        step = "set this machine's clock: deadlines rest on it"
        return Line("clock", Health.BROKEN, f"is {minutes} minutes off", step)
    return Line("clock", Health.WELL, "agrees with the servers that were asked")


def of_last_pass(last: dt.date | None, today: dt.date) -> Line:
    """Return the line of the schedule: when the last pass was made."""
    if last is None:
        return Line("last pass", Health.WARNING, "none was made yet", "type `renom refresh`")
    days = (today - last).days
    if days > LONGEST_SILENCE:
        return Line(
            "last pass",
            Health.BROKEN,
            f"was made {days} days ago, on {last}",
            "start one by hand, and see whether the scheduled workflow is still enabled",
        )
    return Line("last pass", Health.WELL, f"was made on {last}")
