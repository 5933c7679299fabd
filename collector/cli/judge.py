"""The commands that show a judgement item by item: one JSON object a line in, one a line out."""

import json
import sys
from collections.abc import Callable, Mapping

import click

from collector import wiring
from collector.core.errors import ConfigurationError, Problem


@click.group()
def judge() -> None:
    """Judge items given as JSON Lines on standard input; one JSON object a line comes out."""


@judge.command()
def reply() -> None:
    """Judge drafts of public replies: `id`, `draft`, and if known `review_author`, `review_rating`, `profession`."""
    _judge_lines(wiring.reply_judge())


def _judge_lines(judge_line: Callable[[str], Mapping[str, object]]) -> None:
    """Judge each line of standard input; raise ConfigurationError, with its number, at the first that is no item."""
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if line.strip():
            try:
                answer = judge_line(line.decode("utf-8", "replace"))
            except ConfigurationError as error:
                at_line = (Problem(one.file, number, one.key, one.message) for one in error.problems)
                raise ConfigurationError(tuple(at_line)) from None
            click.echo(json.dumps(answer, ensure_ascii=False))
