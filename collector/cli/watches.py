"""Commands about watches: suggest them, list what they may be of."""

from pathlib import Path

import click

from collector.cli.options import practice_option
from collector.core.suggestions import Suggestion
from collector.core.text import fold
from collector.wiring import watches


@click.group()
def watch() -> None:
    """Propose watches for a practice, and list the sources that there are."""


@watch.command()
@practice_option
@click.argument("words", nargs=-1)
def sources(root: Path, words: tuple[str, ...]) -> None:
    r"""List the sources that have all WORDS, those of the practice too: slug, how each can be watched, name.

    \b
    auto: by a program    key: with a key of yours    import: from an export
    manual: by hand       no: not at all              retired: it is no more
    """
    wanted = [fold(one) for one in words]
    for one in watches.known_sources(root):
        told = f"{one.slug:<34} {'retired' if one.retired else one.access:<8} {one.name}"
        if all(word in fold(told) for word in wanted):
            click.echo(told)


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
