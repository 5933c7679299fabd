"""The commands about the law of the catalogue: what must be read again, when, and where."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import click

from collector.cli.options import EXIT_FAILED, today_option
from collector.core.law.review import Entry, Standing
from collector.core.model import Confidence
from collector.wiring.law import law_entries

_FOLDER = "collector/catalog"


@click.group()
def law() -> None:
    """Look after the law of the catalogue: every sentence has a source, a day of reading and a period of review."""


@law.command()
@today_option
@click.option("--all", "everything", is_flag=True, help="List every entry, not only those due within two months.")
@click.option("--strict", is_flag=True, help="Exit with 1 when an entry is overdue.")
@click.option("--github", is_flag=True, help="Print a warning annotation of GitHub Actions for what is overdue.")
def status(today: dt.date | None, *, everything: bool, strict: bool, github: bool) -> None:
    """List what must be read again: when, which file, against which sources, the first due first.

    Exit status: 0, or with --strict 1 when an entry is overdue. No practice is needed.
    """
    day = today or dt.datetime.now(dt.UTC).date()
    entries = law_entries()
    for one in entries:
        if everything or one.standing(day) is not Standing.CURRENT:
            click.echo("\n".join(_told(one, day)))
    click.echo(_summary(entries, day))
    overdue = [one for one in entries if one.standing(day) is Standing.OVERDUE]
    if github:
        for line in _annotations(overdue):
            click.echo(line)
    if strict and overdue:
        raise click.exceptions.Exit(EXIT_FAILED)


def _told(one: Entry, day: dt.date) -> Iterator[str]:
    late = (day - one.due).days
    when = f"{late} days late" if late > 0 else f"in {-late} days"
    doubt = ", to be checked by a lawyer" if one.confidence is Confidence.TO_CHECK else ""
    yield f"{one.due}  {one.file}: {when} (read on {one.read_on}{doubt})"
    for source in one.sources:
        yield f"    {source.title}{f' – {source.url}' if source.url else ''}"


def _summary(entries: Sequence[Entry], day: dt.date) -> str:
    standings = Counter(one.standing(day) for one in entries)
    doubtful = sum(one.confidence is Confidence.TO_CHECK for one in entries)
    coming = next((one.due for one in entries if one.standing(day) is not Standing.OVERDUE), None)
    following = f"; the next is due on {coming}" if coming else ""
    return (
        f"{len(entries)} entries: {standings[Standing.OVERDUE]} overdue, {standings[Standing.SOON]} due soon, "
        f"{doubtful} to be checked by a lawyer{following}"
    )


def _annotations(overdue: Iterable[Entry]) -> Iterator[str]:
    """Yield one warning for each file to read again, which GitHub shows beside it."""
    for one in overdue:
        sources = "; ".join(source.url or source.title for source in one.sources)
        said = f"to be read again since {one.due} (read on {one.read_on}): {sources}"
        yield f"::warning file={_FOLDER}/{one.file},title=Law to read again::{_escaped(said)}"


def _escaped(text: str) -> str:
    """Return a text as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
