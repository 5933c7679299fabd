"""The command `letter`: a letter of the catalogue, filled with what is known, as Markdown, Word and PDF files."""

import datetime as dt
from pathlib import Path

import click
from rich.markup import escape

from collector.cli.options import build_option, practice_option, today_option
from collector.cli.printing import err, out
from collector.core.errors import LetterError
from collector.core.french import counted, spaced
from collector.core.letters.drafting import Request
from collector.core.letters.telling import how_to_give
from collector.wiring import letters

_LONGEST_FILE = 200_000  # bytes of a fact given in a file


@click.command()
@click.argument("named", nargs=-1, metavar="[FINDING|CASE] [SLUG]")
@practice_option
@build_option
@today_option
@click.option("--list", "listed", is_flag=True, help="List the letters, with when each serves.")
@click.option("--blank", is_flag=True, help="Write a copy to fill by hand: `renom letter SLUG --blank`.")
@click.option("--set", "given", metavar="NAME=VALUE", multiple=True, help="A fact of the letter; repeatable.")
@click.option("--set-file", "files", metavar="NAME=FILE", multiple=True, help="A fact that a text file holds.")
@click.option("--quote", is_flag=True, help="Quote the kept words, if nothing of them was masked or cut.")
@click.option("--by", default="", metavar="PRACTITIONER", help="Who signs, when the mention concerns several.")
@click.option("--anyway", is_flag=True, help="Write it even where its route is closed.")
@click.option(
    "--format", "form", type=click.Choice([*letters.FORMATS, "all"]), default="all", show_default=True, help="Of file."
)
@click.option("--out", "folder", type=click.Path(path_type=Path, file_okay=False), help="Default: build/lettres/.")
def letter(  # noqa: PLR0913 - one parameter an option, as click gives them
    *,
    named: tuple[str, ...],
    root: Path,
    build: Path | None,
    today: dt.date | None,
    given: tuple[str, ...],
    files: tuple[str, ...],
    by: str,
    form: str,
    folder: Path | None,
    listed: bool,
    blank: bool,
    quote: bool,
    anyway: bool,
) -> None:
    """Write a letter about a finding or an affair: `renom letter f-0123456789abcdef opposition-fiche`.

    What is known fills it; what is not is asked for, and marked « à compléter ». Nothing is sent. A letter that stands
    there and differs is left as it is: the new one takes the next name.
    """
    if listed:
        _list()
        return
    place = folder or (build or root / "build") / "lettres"
    formats = letters.FORMATS if form == "all" else (form,)
    if blank:
        if not named:
            raise click.UsageError("say which letter: renom letter SLUG --blank")
        _tell(letters.write_blank(named[-1], formats, place), asking=False)
        return
    if len(named) != 2:
        raise click.UsageError("say about what, then which letter: renom letter FINDING SLUG (or --list, or --blank)")
    facts = _facts(given) | {name: _content(Path(path)) for name, path in _facts(files).items()}
    subject, slug = named
    asked = Request(slug, subject, by, facts, quote=quote, anyway=anyway)
    _tell(letters.write_letter(root, asked, today, formats, place), asking=True)


def _facts(given: tuple[str, ...]) -> dict[str, str]:
    facts = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name:
            raise click.UsageError(f"{one!r} gives no fact: write NAME=VALUE")
        facts[name.strip()] = value
    return facts


def _content(path: Path) -> str:
    """Return what a text file holds; raise LetterError for one that holds no text, or too much."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_LONGEST_FILE + 1)
        if len(content) > _LONGEST_FILE:
            raise LetterError(spaced(f"{path} est trop long : {_LONGEST_FILE // 1000} ko au plus"))
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LetterError(spaced(f"{path} ne se lit pas comme un texte en UTF-8 : {error}")) from error


def _list() -> None:
    for one in letters.known_letters():
        out.print(f"[bold]{one.slug}[/]  {escape(spaced(one.title))}")
        out.print(f"    {escape(spaced(one.when))}")


def _tell(posted: letters.Posted, *, asking: bool) -> None:
    for path in posted.files:
        out.print(escape(str(path)))
    for caution in posted.draft.cautions:
        err.print(f"[yellow]attention[/] {escape(caution)}")
    missing = posted.draft.letter.missing
    if asking and missing:
        err.print(spaced(f"À compléter : {counted(len(missing), 'fait', 'faits')}"))
        for one in missing:
            err.print(f"  {escape(spaced(how_to_give(one)))}")
