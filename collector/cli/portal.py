"""Commands about the portal: build, serve."""

import datetime as dt
from pathlib import Path

import click

from collector.cli.options import build_option, engine_option, practice_option, today_option
from collector.cli.printing import out, tell_problems
from collector.wiring import portal


@click.command()
@practice_option
@build_option
@today_option
@engine_option
def build(root: Path, build: Path | None, today: dt.date | None, engine: str) -> None:
    """Make the pages and the site from what is kept; touches no network."""
    tell_build(portal.build(root, build or root / "build", today, engine))


@click.command()
@practice_option
@build_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on.")
def serve(root: Path, build: Path | None, host: str, port: int) -> None:
    """Show the built portal in a browser of this computer, until Ctrl-C."""
    portal.serve(build or root / "build", host, port, lambda address: out.print(f"portal: {address}  (Ctrl-C ends)"))


def tell_build(built: portal.Built) -> None:
    """Print what a build made, and the files that it could not read."""
    tell_problems(built.problems)
    out.print(f"portal: {built.pages} pages in {built.site}")
