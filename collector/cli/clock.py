"""The command `clock`: the last useful day of a delay, and why; one question on the line, or many on standard input."""

import sys
from collections.abc import Iterator
from typing import BinaryIO

import click

from collector.cli.options import EXIT_FAILED
from collector.core.clocks.deadlines import Deadline
from collector.core.clocks.questions import as_json, question_of, read_question
from collector.core.errors import ClockError
from collector.core.french import day_in_full, spaced, weekday
from collector.core.model import HolidayZone
from collector.wiring import clocks

_LONGEST_LINE = 64 * 1024  # bytes; an honest question has a hundred


@click.command()
@click.argument("delay", required=False)
@click.option("--from", "from_", metavar="DATE", help="Start: 2026-06-09, or 2026-06-09T14:30 for a delay in hours.")
@click.option("--latest", metavar="DATE", help="Last possible start, when it is uncertain; the earliest counts.")
@click.option(
    "--zone",
    type=click.Choice([str(zone) for zone in HolidayZone]),
    default=str(HolidayZone.METROPOLE),
    show_default=True,
    help="Where public holidays are taken.",
)
@click.option("--extended", metavar="DATE", help="Day on which a lawful extension was announced.")
@click.option("--interrupted", metavar="DATE", multiple=True, help="Day of an act that starts the delay again.")
@click.option("--jsonl", is_flag=True, help="Read questions on standard input, one JSON object a line.")
def clock(
    delay: str | None,
    from_: str | None,
    latest: str | None,
    zone: str,
    extended: str | None,
    interrupted: tuple[str, ...],
    *,
    jsonl: bool,
) -> None:
    """Print the last useful day of DELAY, and why: `renom clock presse-3-mois --from 2026-08-23`.

    With --jsonl: {"id", "delay", "from", "latest"?, "zone"?, "extended"?, "interrupted"?} a line in, {"id", "last_day",
    "first_day"?, "pourquoi"} a line out. A wrong line is told with its number on standard error, the others are
    answered. Exit status: 1 when a line was wrong, 2 when the one question was.
    """
    if jsonl:
        if delay or from_ or latest or extended or interrupted:
            raise click.UsageError("--jsonl reads its questions on standard input: give no delay and no date")
        if _answer_lines(sys.stdin.buffer):
            raise click.exceptions.Exit(EXIT_FAILED)
        return
    if delay is None or from_ is None:
        raise click.UsageError("give a delay and its start: renom clock presse-3-mois --from 2026-06-09")
    asked = {"delay": delay, "from": from_, "latest": latest, "zone": zone, "extended": extended}
    try:
        _tell(clocks.clocks()(question_of({**asked, "interrupted": interrupted})))
    except ClockError as error:
        raise click.UsageError(str(error)) from None


def _answer_lines(stream: BinaryIO) -> int:
    """Answer every line that can be, tell the others, and return how many these are."""
    answered = clocks.clocks()
    wrong = 0
    for number, line in enumerate(_lines(stream), start=1):
        if not line.strip():
            continue
        try:
            question = read_question(line)
            click.echo(as_json(question, answered(question)))
        except ClockError as error:
            wrong += 1
            click.echo(f"line {number}: {error}", err=True)
    return wrong


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield each line; of one that is too long only the beginning, which is no question."""
    while line := stream.readline(_LONGEST_LINE):
        yield line
        while len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST_LINE)


def _tell(due: Deadline) -> None:
    """Print what comes out, then its reasons."""
    day = due.first_day or due.last_day
    assert day is not None, "a deadline has a first day or a last one"
    what = "premier jour" if due.first_day else "dernier moment utile" if due.last_moment else "dernier jour utile"
    when = due.last_moment.isoformat(timespec="minutes") if due.last_moment else day.isoformat()
    click.echo(spaced(f"{when} : {what} ({weekday(day)} {day_in_full(day)})"))
    for reason in due.why:
        click.echo(f"  – {reason}")
