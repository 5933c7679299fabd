"""Commands about a practice's own folder: check what it holds, look for what is wrong, save it in git, make its key."""

import secrets
import sys
from pathlib import Path

import click

from collector.cli.options import EXIT_FAILED, practice_option
from collector.cli.printing import ADVICE, err, out, tell_health, tell_problems
from collector.core.checkup import Health
from collector.wiring import doctor as diagnosis
from collector.wiring import passes


@click.command()
@practice_option
def check(root: Path) -> None:
    """Validate practice.yml, own sources, findings, memory, runs, words, decisions and coverage: every problem."""
    problems = passes.check(root)
    tell_problems(problems)
    if problems:
        raise click.exceptions.Exit(EXIT_FAILED)
    out.print("no problem found")


@click.command()
@practice_option
@click.option("--offline", is_flag=True, help="Do not read the watches.")
def doctor(root: Path, *, offline: bool) -> None:
    """Look for what can be wrong: configuration, keys, clock, write access, each watch. Changes nothing.

    One line per thing, the broken one named, with what to do next. Reading the watches counts in their quotas.
    Exit status: 1 when something is broken.
    """
    broken = 0
    for line in diagnosis.doctor(root, ADVICE, offline=offline):
        tell_health(line)
        broken += line.health is Health.BROKEN
    if broken:
        raise click.exceptions.Exit(EXIT_FAILED)


@click.command()
@practice_option
@click.option("--push", is_flag=True, help="Push both branches to origin; a terminal is asked first.")
@click.option("--yes", is_flag=True, help="Push without asking.")
def save(root: Path, *, push: bool, yes: bool) -> None:
    """Commit data/ to the current branch, and the words of pieces/ as the one commit of the branch `pieces`.

    A push says where it goes. It is refused, and nothing is saved, when origin is not the `repository` of practice.yml
    or has another history. Exit status: 1 when it is refused or not wanted.
    """
    to = passes.destination(root) if push else None
    if to is not None:
        out.print(f"to push: {to.branch} and pieces, to {to.remote}, {to.shown}", markup=False)
        if not yes and sys.stdin.isatty() and not click.confirm("Is it the practice's own private repository?"):
            err.print("nothing was saved, nothing was sent: `renom save` keeps the pass on this computer")
            raise click.exceptions.Exit(EXIT_FAILED)
    saved = passes.save(root, push=to is not None)
    if saved is None:
        out.print("nothing to save: no practice.yml in a git repository here")
        return
    out.print(f"data: {saved.main or 'unchanged'}; pieces: {saved.pieces or 'unchanged'}")


@click.command()
def key() -> None:
    """Print a new secret key. Keep it: it makes authors' pseudonyms, and goes into RENOM_KEY."""
    out.print(secrets.token_urlsafe(32))
