"""Commands about evidence: capture a page, verify what is kept. What concerns the pieces is told in French."""

from pathlib import Path

import click
from rich.markup import escape

from collector.cli.options import EXIT_FAILED, practice_option
from collector.cli.printing import ADVICE, err, out, working
from collector.core.evidence.manifest import Outcome
from collector.core.evidence.verify import Level, holds
from collector.wiring.evidence import taking
from collector.wiring.evidence.sealing import Stamped
from collector.wiring.evidence.taking import Captured
from collector.wiring.evidence.verifying import verify_place

_MARKS = {Level.HOLDS: "[green]tient[/]", Level.TOLD: "[yellow]à savoir[/]", Level.BROKEN: "[red]NE TIENT PAS[/]"}
_MET = {
    Outcome.PAGE: "the page",
    Outcome.WALL: "a wall (consent, captcha or login), not the content",
    Outcome.REFUSED: "a refusal, not the content",
    Outcome.BROKEN: "an error of the site, not the content",
}


@click.command()
@practice_option
@click.argument("target", required=False)
@click.option("--by", default="", help="Who asks: the name that the capture's log will bear.")
@click.option("--erase", default="", metavar="CAPTURE", help="Erase the pieces of a capture; hashes and reason stay.")
@click.option("--reason", default="", help="Why the pieces are erased.")
@click.option("--pending", is_flag=True, help="Take what is still asked for, and ask again for missing timestamps.")
def capture(root: Path, target: str | None, by: str, *, erase: str, reason: str, pending: bool) -> None:
    """Capture TARGET (an address, or a finding's number), seal it and have it dated.

    Exit status: 1 when the page could not be captured (it stays asked for: `--pending` tries again), or when what was
    met is not the content. A timestamp that does not come loses nothing: it is asked for again at the next pass.
    """
    if (bool(target), bool(erase), pending).count(True) != 1:
        raise click.UsageError("give an address or a finding, or --pending, or --erase")
    if erase:
        count = taking.erase(root, erase, by, reason)
        out.print(f"{erase}: {count} pieces erased; run `renom save` to forget them in git")
        return
    only = taking.ask_capture(root, target, by) if target else None
    with working("capturing"):
        done = taking.capture_pending(root, tell_captured, only=only)
    tell_stamped(done.stamped)
    if only and any(one.manifest is None or one.manifest.outcome is not Outcome.PAGE for one in done.captured):
        raise click.exceptions.Exit(EXIT_FAILED)


def tell_captured(one: Captured) -> None:
    """Print how one capture ended."""
    if one.manifest is None:
        assert one.error is not None
        what = ADVICE.get(one.error.code, "see the request in data/evidence/wanted")
        err.print(f"[red]not captured[/] {escape(one.wanted.url)}: {escape(str(one.error))}; {what}")
        return
    kept = f"{len(one.manifest.pieces)} pieces, {one.manifest.size} bytes, by {one.manifest.method}"
    out.print(f"{one.name}: {_MET[one.manifest.outcome]}; {kept}")
    for note in one.manifest.notes:
        out.print(f"  [yellow]note[/] {note}")


def tell_stamped(stamped: tuple[Stamped, ...]) -> None:
    """Print how each try with an authority ended."""
    for one in stamped:
        if one.facts is None:
            err.print(f"  [yellow]no timestamp yet[/] {one.manifest} {one.authority}: {escape(one.why)}")
        else:
            out.print(f"  dated {one.manifest} {one.authority}: {one.facts.at:%Y-%m-%dT%H:%M:%SZ}")


@click.command()
@click.argument("place", type=click.Path(path_type=Path, exists=True), default=Path())
@click.option("--sha256", "told", default="", help="SHA-256 of the pack, as on its hand-over sheet.")
def verify(place: Path, told: str) -> None:
    """Verify, offline, the captures of a practice's folder or a pack (.zip or folder); verdicts in French.

    Exit status: 1 when anything does not hold.
    """
    verdicts = verify_place(place, told)
    for one in verdicts:
        out.print(f"{_MARKS[one.level]} {escape(one.about)} : {escape(one.told)}")
    if not holds(verdicts):
        out.print("[red]Tout ne tient pas.[/] Ne modifiez rien, et gardez une copie de ce que vous avez.")
        raise click.exceptions.Exit(EXIT_FAILED)
    out.print("[green]Tout tient.[/]")
