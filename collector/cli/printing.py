"""Prints for people: progress on a terminal, plain lines elsewhere, and what to do about an error."""

import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext

from rich.console import Console
from rich.markup import escape

from collector.core.checkup import Health, Line
from collector.core.errors import Problem
from collector.core.model import Ending, RunReport, WatchReport

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

_MARKS = {Ending.FOUND: "[green]found[/]", Ending.UNCHANGED: "[dim]unchanged[/]", Ending.FAILED: "[red]failed[/]"}
_COLOURS = {Health.WELL: "green", Health.WARNING: "yellow", Health.BROKEN: "red"}
# One sentence for the operator per code; the portal has its own in French.
ADVICE = {
    "unreachable": "the host does not answer: check the address",
    "forbidden-address": "the address leads to a private network: allow the host in practice.yml if that is meant",
    "timeout": "no complete answer in time: tried again at the next pass",
    "too-large": "the answer is larger than any honest one",
    "broken-transfer": "the answer broke off: tried again at the next pass",
    "too-many-redirects": "the address turns in circles: give the final one",
    "robots": "the site asks robots to stay away: check it by hand",
    "blocked": "the site refuses robots: check it by hand",
    "rate-limited": "too many requests: watch it less often",
    "gone": "the page is gone: find its new address",
    "server-error": "the site is broken: tried again at the next pass",
    "unexpected-status": "an answer that says nothing: check the address",
    "unexpected-format": "not the format expected: check the address",
    "wrong-edition": "the source served another country or language: tried again at the next pass",
    "source-says-error": "the source tells an error instead of mentions",
    "missing-secret": "set this secret in the environment",
    "missing-export": "deposit the export there",
    "wrong-export": "this is not the export expected",
    "own-reviews": "these are the reviews that you wrote on Maps: export « Google Business Profile » instead",
    "which-part": "say which establishment or alert to read: add `query` to the watch",
    "access-not-granted": "the keys are right and the service has not opened the access yet: ask it, do not retry",
    "access-expired": "the authorisation is dead: sign in again and replace the refresh token",
    "access-refused": "wrong keys, or an account without rights on this place",
    "quota-reached": "what the service allows is used up: wait, or widen its plan",
    "engines-silent": "none of the engines behind it answered: tried again at the next pass",
    "crashed": "a fault in renom: please report it",
}


def tell_watch(report: WatchReport) -> None:
    """Print how one watch ended, on one line."""
    out.print(f"  {_MARKS[report.ending]:<24} {escape(report.watch)}{escape(_what(report))}")


def _what(report: WatchReport) -> str:
    if report.ending is Ending.FAILED:
        detail = f" ({report.detail})" if report.detail else ""
        return f": {report.code}{detail}; {ADVICE.get(report.code or '', 'see the run report')}"
    warned = f"; {len(report.warnings)} warning(s), see the portal" if report.warnings else ""
    if report.ending is Ending.UNCHANGED:
        return warned
    counts = ((name, getattr(report, name)) for name in ("new", "changed", "vanished", "returned"))
    told = ", ".join(f"{count} {name}" for name, count in counts if count)
    return f": {report.read} read, {report.kept} ours{', ' + told if told else ''}{warned}"


def tell_warnings(report: RunReport, of: str = "") -> None:
    """Print in full what the practice must know of a pass, each after `of`: the person who gave the file is there."""
    for watch in report.watches:
        for warning in watch.warnings:
            out.print(f"  [yellow]note[/] {escape(of + warning)}")


def tell_run(report: RunReport) -> None:
    """Print the closing line of a pass."""
    endings = Counter(one.ending for one in report.watches)
    told = ", ".join(f"{endings[ending]} {ending}" for ending in Ending)
    out.print(f"pass {report.id}: {len(report.watches)} watches due: {told}")


def tell_problems(problems: Iterable[Problem]) -> None:
    """Print problems on the error stream, one a line."""
    for problem in problems:
        err.print(f"[red]problem[/] {escape(str(problem))}")


def tell_health(line: Line) -> None:
    """Print what a check-up found of one thing, and what to do next."""
    step = f"; {line.next_step}" if line.next_step else ""
    out.print(f"  [{_COLOURS[line.health]}]{line.health:<8}[/] {escape(line.about)}: {escape(line.told)}{escape(step)}")


def working(on: str) -> AbstractContextManager[object]:
    """Show on a terminal that something is under way; print nothing elsewhere (CI keeps every line)."""
    return out.status(f"{on} …") if sys.stdout.isatty() else nullcontext()
