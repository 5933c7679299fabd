"""Options and values that several commands share."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])

EXIT_FAILED = 1  # --strict, and a watch failed; or a check found problems
EXIT_CONFIGURATION = 2  # what a person wrote cannot be used
EXIT_NOTHING_READ = 3  # every watch failed
_AHEAD = dt.timedelta(hours=14)  # of UTC, at most


class Day(click.ParamType[dt.date]):
    """A day written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day, or fail with the form expected."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day written YYYY-MM-DD", param, ctx)


class DayMet(Day):
    """A day that has come: what a person saw tomorrow, nobody saw."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day, or fail when it is later than the clock's (somewhere on Earth)."""
        day = super().convert(value, param, ctx)
        if day > latest_today():
            self.fail(f"{day} has not come yet: give the day of what you saw, today at the latest", param, ctx)
        return day


def latest_today() -> dt.date:
    """Return the day that it is, by this computer's clock, where the day begins first."""
    return (dt.datetime.now(dt.UTC) + _AHEAD).date()


def practice_option(command: F) -> F:
    """Add --practice: the folder that holds practice.yml."""
    return click.option(
        "--practice",
        "root",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help="Folder of practice.yml (default: here).",
    )(command)


def build_option(command: F) -> F:
    """Add --build: the folder of everything that can be made again."""
    return click.option(
        "--build",
        "build",
        type=click.Path(path_type=Path, file_okay=False),
        default=None,
        help="Folder of what is built (default: build/ in the practice's folder).",
    )(command)


def today_option(command: F) -> F:
    """Add --today: the day that the command takes as today."""
    return _today(Day())(command)


def met_today_option(command: F) -> F:
    """Add --today for what a person saw: a day that has not come is refused."""
    return _today(DayMet())(command)


def _today(kind: Day) -> Callable[[F], F]:
    return click.option(
        "--today",
        type=kind,
        default=None,
        envvar="RENOM_TODAY",
        show_envvar=True,
        help="Day taken as today (default: the clock's).",
    )


def engine_option(command: F) -> F:
    """Add --engine: what turns the Markdown pages into a site."""
    return click.option(
        "--engine",
        type=click.Choice(["mkdocs", "zensical"]),
        default="mkdocs",
        show_default=True,
        help="What builds the site.",
    )(command)
