"""Commands about what is kept of other people: until when, what of one author, and how to erase it for good."""

import datetime as dt
from pathlib import Path

import click
from rich.markup import escape

from collector.cli.options import EXIT_FAILED, practice_option, today_option
from collector.cli.printing import out
from collector.core.retention import Falling
from collector.wiring import retention as keeping

_SOON = 62  # days
# What no command of this machine can erase: said after each purge, with what to ask for.
_ELSEWHERE = """\
Ce que seul un autre peut effacer :
  - chez l’hébergeur du dépôt : les objets qu’aucune branche ne nomme plus, les journaux et les artefacts des passages.
    Demandez-lui : « Merci de purger du dépôt les objets inaccessibles et les artefacts antérieurs à ce jour : ils
    portent des données personnelles que nous avons effacées. »
  - les autres clones du dépôt : `git fetch`, puis `renom purge` du même relevé sur chaque machine ;
  - les sites publiés (publiez de nouveau), les courriels et les pièces déjà remises : à détruire par qui les a."""


@click.command()
@practice_option
@today_option
@click.option("--all", "everything", is_flag=True, help="List every finding, not only what goes within two months.")
def retention(root: Path, today: dt.date | None, *, everything: bool) -> None:
    """Show which words go when, and why: each pass removes what is due, and its report says what."""
    day, planned, rules = keeping.retention(root, today)
    horizon = dt.date.max if everything else day + dt.timedelta(days=_SOON)
    shown = [one for one in planned if _next(one, day) <= horizon]
    for one in shown:
        out.print(f"  {_next(one, day)}  {one.finding}  {escape(_what(one, day))}")
    out.print(f"{len(planned)} texts are kept; {len(shown)} shown")
    for rule in rules:
        out.print(f"  {escape(rule.slug)}: {escape(rule.data)}: {escape(rule.length)}")


def _next(one: Falling, day: dt.date) -> dt.date:
    return one.cut_on if one.cut_on is not None and one.cut_on > day else one.erase_on


def _what(one: Falling, day: dt.date) -> str:
    what = "held by an affair" if one.held else "cut" if _next(one, day) != one.erase_on else "erased"
    return f"{what}: {one.rule.slug}, {one.rule.length}"


@click.command()
@practice_option
@click.argument("key")
def person(root: Path, key: str) -> None:
    """Export, as YAML, all that is kept about one author: KEY is the author's key in the file of a finding."""
    click.echo(keeping.export(root, key), nl=False)


@click.command()
@practice_option
@today_option
@click.argument("wanted", metavar="FINDING|KEY")
@click.option("--author", is_flag=True, help="Erase all that one author wrote: give the author's key.")
@click.option("--why", required=True, help="The reason, kept with the finding (no name, no health detail).")
@click.option("--by", required=True, help="Who decides it.")
@click.option("--push", is_flag=True, help="Replace the branch `pieces` of origin too.")
@click.option("--yes", is_flag=True, help="Do not ask: what is erased does not come back.")
def purge(  # noqa: PLR0913 - one parameter per option
    root: Path, today: dt.date | None, wanted: str, why: str, by: str, *, author: bool, push: bool, yes: bool
) -> None:
    """Erase for good the words of a finding, or of an author; prove that nothing of them is left on this machine."""
    if not yes:
        click.confirm(f"Erase for good the words of {wanted}? They cannot come back", abort=True)
    purged = keeping.purge(root, wanted, why, by, today, author=author, push=push)
    out.print(f"erased: {', '.join(purged.findings)}; the reason and the hashes are kept")
    if not purged.pushed:
        out.print("origin was not changed: `renom purge … --push`, or `renom save --push`, replaces its branch pieces")
    out.print(_ELSEWHERE, markup=False)
    for place in purged.traces:
        out.print(f"[red]still there[/] {escape(place)}")
    if purged.traces:
        raise click.exceptions.Exit(EXIT_FAILED)
    out.print("no file of the practice, and no object of git, holds these words any more")
