"""Commands that verify: check."""

from pathlib import Path

import click

from collector import wiring
from collector.cli.options import EXIT_FAILED, practice_option
from collector.cli.printing import out, tell_problems


@click.command()
@practice_option
def check(root: Path) -> None:
    """Validate practice.yml, own sources, findings, memory, runs, words and decisions: every problem at once."""
    problems = wiring.check(root)
    tell_problems(problems)
    if problems:
        raise click.exceptions.Exit(EXIT_FAILED)
    out.print("no problem found")
