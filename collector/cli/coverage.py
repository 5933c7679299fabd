"""The command that records what people looked at by hand: by names, one question at a time, or from a form."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.markup import escape

from collector.cli.options import EXIT_FAILED, met_today_option, practice_option
from collector.cli.printing import err, out
from collector.core.french import counted, duration
from collector.core.model import CheckResult
from collector.core.model.coverage import LONGEST_NAME, LONGEST_NOTE
from collector.core.pages.coverage_checks import MonthChecks, Task
from collector.core.text import clean_line
from collector.wiring import coverage

_ANSWERS = {
    "r": CheckResult.NOTHING,
    "q": CheckResult.SOMETHING,
    "s": CheckResult.NOT_RELEVANT,
}
_LATER, _END = "p", "f"
_QUESTION = "[r]ien, [q]uelque chose, [s]ans objet, [p]lus tard, [f]in"


@click.command("check-in")
@click.argument("sources", nargs=-1)
@click.option("--for", "people", multiple=True, metavar="ID", help="Practitioner looked for (default: everybody).")
@click.option(
    "--result",
    type=click.Choice([one.value for one in CheckResult]),
    help="What was found: always to be said with SOURCES. not-relevant: never ask again.",
)
@click.option("--note", default="", help="A few words of your own: nobody else's words or name.")
@click.option("--by", default="", envvar="RENOM_BY", show_envvar=True, help="Who looked.")
@click.option(
    "--from-issue",
    "form",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read the body of an issue made with the portal's form instead.",
)
@practice_option
@met_today_option
def check_in(  # noqa: PLR0913 - what a person may say of a look
    sources: tuple[str, ...],
    people: tuple[str, ...],
    *,
    result: str | None,
    note: str,
    by: str,
    form: Path | None,
    root: Path,
    today: dt.date | None,
) -> None:
    """Record that a person looked at SOURCES by hand.

    What was found there and who looked are never guessed: a terminal is asked for --result, and --by is required.
    Without any source, list what remains this month, and on a terminal ask for each. Exit status: 1 when a form was
    not understood wholly, 2 for an unknown name.
    """
    if form is not None:
        _sign(root, form, today, by)
    elif sources:
        asked = coverage.CheckRequest(sources, people, _result(result), _name(by), _note(note))
        _tell(coverage.check_in(root, asked, today))
        _tell_rest(coverage.remaining(root, today))
    elif sys.stdin.isatty():
        _ask(root, today, by)
    else:
        _list(coverage.remaining(root, today))


def _result(said: str | None) -> CheckResult:
    """Return what was found; a terminal is asked for what the line does not say, as nobody else can know it."""
    if said is not None:
        return CheckResult(said)
    if not sys.stdin.isatty():
        told = ", ".join(CheckResult)
        raise click.UsageError(f"say what was found, with --result ({told}): nothing was recorded")
    letters = click.Choice(list(_ANSWERS))
    return _ANSWERS[click.prompt("[r]ien, [q]uelque chose, [s]ans objet", type=letters, show_choices=False)]


def _name(by: str) -> str:
    name = clean_line(by)
    if not 0 < len(name) <= LONGEST_NAME:
        raise click.UsageError(f"say who looked, in at most {LONGEST_NAME} characters, with --by NAME or in RENOM_BY")
    return name


def _note(words: str) -> str:
    note = clean_line(words)
    if len(note) > LONGEST_NOTE:
        raise click.UsageError(f"a note has at most {LONGEST_NOTE} characters, not {len(note)}")
    return note


def _sign(root: Path, form: Path, today: dt.date | None, by: str) -> None:
    signed = coverage.sign(root, form, today, by)
    _tell(signed)
    for fault in signed.faults:
        err.print(escape(fault))
    if signed.faults:
        raise click.exceptions.Exit(EXIT_FAILED)
    _tell_rest(coverage.remaining(root, today))


def _tell(checked: coverage.Checked) -> None:
    for path in checked.written:
        out.print(f"{path.as_posix()}")
    if checked.repeated:
        out.print(f"{checked.repeated} recorded already")


def _tell_rest(checks: MonthChecks) -> None:
    if checks.remaining:
        left = counted(checks.remaining, "vérification", "vérifications")
        out.print(f"Reste ce mois-ci : {left}, {duration(checks.minutes)} environ.")
    else:
        out.print("Rien ne reste à vérifier ce mois-ci.")


def _list(checks: MonthChecks) -> None:
    for subject, task in _tasks(checks):
        last = f"dernière fois le {task.looked_on}" if task.looked_on else "jamais vérifiée"
        who = "".join(f" --for {one}" for one in task.people)
        out.print(escape(f"{task.slug}{who}  ({task.source.words}, {subject}, {task.minutes} min, {last})"))
    _tell_rest(checks)


def _tasks(checks: MonthChecks) -> Iterator[tuple[str, Task]]:
    return ((group.subject.words, task) for group in checks.groups for task in group.tasks)


def _ask(root: Path, today: dt.date | None, by: str) -> None:
    """Ask for each look that remains, writing each answer at once: one may stop at any moment."""
    checks = coverage.remaining(root, today)
    _tell_rest(checks)
    if not checks.remaining:
        return
    who = _name(by or click.prompt("Votre nom"))
    for subject, task in _tasks(checks):
        answer = _answer(subject, task)
        if answer == _END:
            break
        if answer != _LATER:
            asked = coverage.CheckRequest((task.slug,), task.people, _ANSWERS[answer], who, "")
            _tell(coverage.check_in(root, asked, today))
    _tell_rest(coverage.remaining(root, today))


def _answer(subject: str, task: Task) -> str:
    """Show one look to make, and return the letter of what came of it."""
    out.print()
    out.print(escape(f"{task.source.words} – {subject} ({task.minutes} min)"))
    out.print(escape(task.how.words))
    for link in task.links:
        out.print(escape(f"  {link.label.words} : {link.url.url}"))
    letters = click.Choice([*_ANSWERS, _LATER, _END])
    answer: str = click.prompt(_QUESTION, type=letters, show_choices=False, default=_LATER)
    return answer
