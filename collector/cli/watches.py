"""Commands about watches: suggest."""

from pathlib import Path

import click

from collector.cli.options import practice_option
from collector.core.suggestions import Suggestion
from collector.wiring import watches


@click.group()
def watch() -> None:
    """Propose watches for a practice."""


@watch.command()
@practice_option
@click.option("--all", "everything", is_flag=True, help="Of every source that can be read, noisy ones too.")
def suggest(root: Path, *, everything: bool) -> None:
    """Propose the watches that the practice does not have yet, as YAML to paste into practice.yml.

    Changes no file. A watch that only you can complete comes as a comment.
    """
    proposed = watches.suggest(root, everything=everything)
    if not proposed:
        click.echo("# Rien à proposer : vos veilles couvrent déjà ces sources.".replace(" :", "\u00a0:"))
        return
    click.echo("# À coller dans practice.yml, sous la ligne « watches: ».")
    for suggestion, text in proposed:
        for line in _lines(suggestion, text):
            click.echo(line)


def _lines(suggestion: Suggestion, text: str) -> list[str]:
    """Return the lines of one watch: what it needs as comments, then its YAML as an item of the list."""
    lines = text.splitlines()
    item = ["  - " + lines[0], *("    " + line for line in lines[1:])]
    if not suggestion.complete:
        item = ["  # " + line[2:] for line in item]
    return ["", *(f"  # {line}" for need in suggestion.needs for line in need.splitlines()), *item]
