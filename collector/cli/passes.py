"""Commands that make a pass: collect, refresh, and the demo's six of them."""

import datetime as dt
from pathlib import Path

import click

from collector.cli.alerts import keep_summary
from collector.cli.evidence import tell_captured, tell_stamped
from collector.cli.options import (
    EXIT_FAILED,
    EXIT_NOTHING_READ,
    build_option,
    engine_option,
    latest_today,
    practice_option,
    today_option,
)
from collector.cli.portal import tell_build
from collector.cli.printing import err, out, tell_problems, tell_run, tell_watch, working
from collector.core.model import Ending, RunReport
from collector.wiring import demo as demonstration
from collector.wiring import passes, portal
from collector.wiring.evidence import taking

_all_option = click.option("--all", "everything", is_flag=True, help="Read every watch, due or not.")
_strict_option = click.option("--strict", is_flag=True, help="Exit with 1 when any watch failed.")


@click.command()
@practice_option
@today_option
@_all_option
@_strict_option
def collect(root: Path, today: dt.date | None, *, everything: bool, strict: bool) -> None:
    """Read the watches that are due and keep what they say.

    Exit status: 0 when at least one watch was read, 2 for a fault in the configuration, 3 when none could be read.
    """
    report = _collect(root, today, everything=everything)
    _exit(report, strict=strict)


@click.command()
@practice_option
@build_option
@today_option
@engine_option
@_all_option
@_strict_option
@click.option("--or-demo", is_flag=True, help="Run the demo when there is no practice.yml.")
def refresh(
    root: Path,
    build: Path | None,
    today: dt.date | None,
    engine: str,
    *,
    everything: bool,
    strict: bool,
    or_demo: bool,
) -> None:
    """Collect, then build the portal. Exit status as for `collect`."""
    if or_demo and not (root / "practice.yml").exists():
        ignored = " (its days are its own: --today is not used)" if today else ""
        out.print(f"no practice.yml here: refreshing the demo{ignored}")
        _demo(None, build, engine)
        return
    report = _collect(root, today, everything=everything)
    _seal(root)
    tell_build(portal.build(root, build or root / "build", today, engine))
    _exit(report, strict=strict)


@click.command()
@click.option(
    "--practice",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder in which the demo practice is made anew (default: build/demo).",
)
@build_option
@engine_option
def demo(root: Path | None, build: Path | None, engine: str) -> None:
    """Play six monthly passes of an invented practice over a recorded web, and build its portal."""
    _demo(root, build, engine)


def _collect(root: Path, today: dt.date | None, *, everything: bool) -> RunReport:
    """Make one pass, printing each watch as it ends."""
    if today is not None and today > latest_today():
        err.print(
            f"[yellow]note[/] {today} is later than this computer's clock: passes before that day will be refused"
        )
    this = passes.prepare(root, today, everything=everything)
    tell_problems(this.kept.problems)
    with working(f"reading {len(this.watches)} watches"):
        report = passes.collect(root, this, tell_watch)
    tell_run(report)
    keep_summary(root)
    return report


def _seal(root: Path) -> None:
    """Take what is asked for, and what is urgent when the practice wants it; ask again for missing timestamps."""
    taking.want_urgent(root)
    with working("completing captures"):
        done = taking.capture_pending(root, tell_captured)
    tell_stamped(done.stamped)


def _demo(root: Path | None, build: Path | None, engine: str) -> None:
    place = root or Path("build/demo")
    with working("playing six months of the demo practice"):
        for report in demonstration.demo(place, tell_watch):
            tell_run(report)
    # In the folder of a real practice, the invented one must not take the place of its portal.
    out_of_the_way = place / "build" if Path("practice.yml").exists() else Path("build")
    with working("building the portal"):
        built = portal.build(place, build or out_of_the_way, demonstration.DEMO_TODAY, engine)
    tell_build(built)


def _exit(report: RunReport, *, strict: bool) -> None:
    endings = [one.ending for one in report.watches]
    if endings and all(ending is Ending.FAILED for ending in endings):
        raise click.exceptions.Exit(EXIT_NOTHING_READ)
    if strict and Ending.FAILED in endings:
        raise click.exceptions.Exit(EXIT_FAILED)
