"""Commands that judge lines of JSON: one object read, one object answered, as they come."""

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import click

from collector.cli.options import EXIT_FAILED, today_option
from collector.wiring import identity as identity_
from collector.wiring import judgement, replies

Line = Mapping[str, object]
_LONGEST = 1_000_000  # bytes of a line; what is longer is told, and passed over


@click.group()
def judge() -> None:
    """Judge lines of JSON (standard input) and answer each with one (standard output)."""


@judge.command()
@click.option(
    "--practitioners",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="YAML file that holds the list `practitioners`, as in practice.yml.",
)
def identity(file: Path) -> None:
    """Say whether each mention is about its practitioner: yes, no or uncertain, how surely, and why.

    A line holds `id`, `practitioner` (the id of one of the file), `title`, `text` and `url`; the first two are needed.
    A line that cannot be judged is told on the error stream with its number and key, the others are judged. Exit
    status: 0 when every line was judged, 1 when some could not be, 2 when the file cannot be used.
    """
    judged, problems = identity_.identity_judge(file)
    for problem in problems:
        click.echo(f"warning: {problem}", err=True)
    answer_lines(judged)


@judge.command()
@today_option
def triage(today: dt.date | None) -> None:
    """Say what each mention is: nature, grievances, what to do, how soon, and why.

    A line holds `id`, `text`, `source_kind`, `rating` (stars of five), `published` and `collected` (the day taken as
    today); the first two are needed. A line that cannot be judged is told on the error stream with its number and key,
    the others are judged. Exit status: 0 when every line was judged, 1 when some could not be.
    """
    day = today or dt.datetime.now(dt.UTC).date()
    answer_lines(lambda line: judgement.judge_triage(line, day))


@judge.command()
def reply() -> None:
    """Say whether each draft of a public reply may be published, and if not why, with the words and their places.

    A line holds `id`, `draft`, `review_author`, `review_rating` (stars of five) and `profession`; the first two are
    needed. A line that cannot be judged is told on the error stream with its number and key, the others are judged.
    Exit status: 0 when every line was judged, 1 when some could not be.
    """
    answer_lines(replies.judge_reply)


def answer_lines(judged: Callable[[Line], Line]) -> None:
    """Answer every line of the standard input, in order; tell those that cannot be judged and go on."""
    unread = 0
    for number, raw in lines_of(sys.stdin.buffer):
        try:
            line = _read(raw)
            answer = {"id": line.get("id"), **judged(line)}
        except ValueError as error:
            unread += 1
            click.echo(f"line {number}: {error}", err=True)
            continue
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()
    if unread:
        raise click.exceptions.Exit(EXIT_FAILED)


def lines_of(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that hold something, with their numbers; a line too long is cut just past the bound."""
    number = 0
    while raw := stream.readline(_LONGEST + 1):
        number += 1
        rest = raw
        while len(rest) > _LONGEST and not rest.endswith(b"\n"):
            rest = stream.readline(_LONGEST + 1)
        if raw.strip():
            yield number, raw


def _read(raw: bytes) -> Line:
    """Return the object that a line holds. Raise ValueError with what is wrong, in plain words."""
    if len(raw) > _LONGEST:
        raise ValueError(f"longer than {_LONGEST} bytes")
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except RecursionError:
        raise ValueError("not JSON: nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from None
    if not isinstance(line, dict):
        raise ValueError("an object is expected: {…}")  # noqa: TRY004 - told to the writer as any other fault of the line
    return line
