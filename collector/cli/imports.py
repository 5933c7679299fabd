"""Commands for what no program can fetch: import an export of this computer, note what a person saw."""

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from collector.cli.options import EXIT_NOTHING_READ, Day, DayMet, met_today_option, practice_option
from collector.cli.printing import out, tell_warnings, tell_watch
from collector.core.model import PRACTICE, Ending, MentionForm, Note, Practice, RunReport
from collector.wiring import imports

_LONGEST_TEXT = 1_000_000  # characters


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--watch", help="Id of the watch that reads it (default: the only one that can).")
@practice_option
@met_today_option
def import_(file: Path, watch: str | None, root: Path, today: dt.date | None) -> None:
    """Read an export of this computer: a Takeout archive or folder, a table (CSV), e-mails (.eml, .mbox).

    One watch of practice.yml reads FILE in place of the one in imports/. FILE stays where it is: it is neither copied
    nor kept; what it says is masked before it is written. Ratings and dates that cannot be read are told with their
    rows, and the reviews are kept without. Exit status 2, and nothing is written, when no watch can read FILE.
    """
    report = imports.import_file(root, file, watch, today, tell_watch)
    _close(report, f"{file.name} was read and left where it is", f"{file.name}: ")


@click.command()
@click.option("--source", help="Slug of the source where it was seen (« manual » for any other place).")
@click.option(
    "--for", "people", multiple=True, help=f"Id of a practitioner it concerns, or « {PRACTICE} ». Repeatable."
)
@click.option("--url", default="", help="Address of the page.")
@click.option("--author", default="", help="Who signs it, as shown there: kept as initials.")
@click.option("--rating", default="", help="Rating as shown there: 4/5, 4,5, 80 %.")
@click.option("--on", type=Day(), default=None, help="Day of publication, if the page says it.")
@click.option("--title", default="", help="Title, if it has one.")
@click.option(
    "--form",
    type=click.Choice([str(one) for one in MentionForm]),
    default=str(MentionForm.REVIEW),
    show_default=True,
    help="What it is.",
)
@click.option(
    "--text-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help="File that holds its text (default: standard input).",
)
@practice_option
@met_today_option
def note(  # noqa: PLR0913, PLR0917 - one option for each thing that a page shows
    source: str | None,
    people: tuple[str, ...],
    url: str,
    author: str,
    rating: str,
    on: dt.date | None,
    title: str,
    form: str,
    text_file: Path | None,
    root: Path,
    today: dt.date | None,
) -> None:
    """Note what you saw on a source that no program may read. Without --source, a terminal is asked for everything.

    It is kept like any other mention: author as initials, words masked and in pieces/ only. Note it again when it was
    edited, or to say that it is still there. Exit status 3 when it could not be kept.
    """
    given: Mapping[str, str] = {"url": url, "author": author, "rating": rating, "title": title}
    if sys.stdin.isatty() and source is None:
        source, people, given, on = _asked(root, people, given, on)
    if source is None:
        raise click.UsageError("say where it was seen, with --source")
    seen = Note(form=MentionForm(form), on=on, text=_text(text_file), **given)
    report = imports.note(root, seen, source, people, today, tell_watch)
    _close(report, "noted: it shows on the portal when it is next built")


def _asked(
    root: Path, people: tuple[str, ...], given: Mapping[str, str], on: dt.date | None
) -> tuple[str, tuple[str, ...], Mapping[str, str], dt.date | None]:
    """Ask for what was not given; an empty answer leaves a thing unsaid."""
    practice, sources = imports.choices(root)
    for slug, name in sources.items():
        out.print(f"  {slug}: {name}", markup=False)
    source = click.prompt("Source", type=click.Choice(list(sources)), show_choices=False)
    if not people:
        people = _whom(practice)
    asked = {
        name: value or click.prompt(name.capitalize(), default="", show_default=False) for name, value in given.items()
    }
    if on is None:
        on = click.prompt("Published on (YYYY-MM-DD)", default="", show_default=False, value_proc=_day)
    return source, people, asked, on


def _day(written: str) -> dt.date | None:
    return DayMet().convert(written, None, None) if written.strip() else None


def _whom(practice: Practice) -> tuple[str, ...]:
    ids = [*(one.id for one in practice.practitioners), PRACTICE]
    return (click.prompt("Whom it concerns", type=click.Choice(ids, case_sensitive=False)),)


def _text(path: Path | None) -> str:
    """Return the text of a file, or of standard input."""
    if path is not None and str(path) != "-":
        body = path.read_bytes()[: 4 * _LONGEST_TEXT]
        try:
            return body.decode("utf-8-sig")
        except UnicodeDecodeError:
            return body.decode("cp1252", "replace")
    if sys.stdin.isatty():
        out.print("Paste the text, then end with Ctrl-D (Ctrl-Z and Enter on Windows) on a line of its own:")
    return sys.stdin.read(_LONGEST_TEXT)


def _close(report: RunReport, done: str, of: str = "") -> None:
    """Tell what a person must know of the pass (`of` a file), and end with its exit status."""
    tell_warnings(report, of)
    if any(one.ending is Ending.FAILED for one in report.watches):
        raise click.exceptions.Exit(EXIT_NOTHING_READ)
    out.print(done, markup=False)
