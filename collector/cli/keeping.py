"""Commands about what is kept: save (git) and key (the practice's secret)."""

import secrets
from pathlib import Path

import click

from collector import wiring
from collector.cli.options import practice_option
from collector.cli.printing import out


@click.command()
@practice_option
@click.option("--push", is_flag=True, help="Push both branches to origin.")
def save(root: Path, *, push: bool) -> None:
    """Commit data/ to the current branch, and the words of pieces/ as the one commit of the branch `pieces`."""
    saved = wiring.save(root, push=push)
    if saved is None:
        out.print("nothing to save: no practice.yml in a git repository here")
        return
    out.print(f"data: {saved.main or 'unchanged'}; pieces: {saved.pieces or 'unchanged'}")


@click.command()
def key() -> None:
    """Print a new secret key. Keep it: it makes authors' pseudonyms, and goes into RENOM_KEY."""
    out.print(secrets.token_urlsafe(32))
