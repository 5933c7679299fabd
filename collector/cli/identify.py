"""The command that looks a practitioner up in the national directory and prints what to paste in practice.yml."""

from pathlib import Path

import click
from rich.markup import escape

from collector.cli.options import EXIT_FAILED, practice_option
from collector.cli.printing import err, out
from collector.core.directory import Identified, Wanted
from collector.core.errors import FailureCode, SourceError
from collector.core.rpps import rpps_fault
from collector.wiring import identify as identifying

_ADVICE = {
    FailureCode.MISSING_SECRET: "set ESANTE_API_KEY: the key is free, on https://portal.api.esante.gouv.fr "
    "(create an application and subscribe it to « API Annuaire Santé en libre accès »)",
    FailureCode.BLOCKED: "the service refuses the key: look at the subscription on https://portal.api.esante.gouv.fr",
    FailureCode.RATE_LIMITED: "too many questions: wait a minute",
    FailureCode.GONE: "this version of the service is gone, as the first in July 2026: a newer renom knows the next",
    FailureCode.SERVER_ERROR: "the service is broken: try again later",
}

_NO_ANSWER = "the directory gives no answer: look at this computer's connection, then try again"


@click.command()
@practice_option
@click.option("--practitioner", help="Id of a practitioner of practice.yml: looked up by RPPS number, or by name.")
@click.option("--family", default="", help="Surname under which the person practises.")
@click.option("--given", default="", help="First name.")
@click.option("--rpps", default="", help="RPPS number (11 digits).")
def identify(root: Path, practitioner: str | None, family: str, given: str, rpps: str) -> None:
    """Look a practitioner up in the Annuaire Santé and print the entry to paste in practice.yml.

    Nothing is written. The secret ESANTE_API_KEY holds your own free key. Exit status: 0 when one person was found, 1
    when none or several were, 2 for a fault in what was asked.
    """
    rpps = "".join(rpps.split())
    if sum(map(bool, (practitioner, rpps, family or given))) != 1 or bool(family) != bool(given):
        raise click.UsageError("say whom, in one way: --practitioner ID, --rpps NUMBER, --family and --given together")
    if rpps and (fault := rpps_fault(rpps)):
        raise click.BadParameter(fault, param_hint="--rpps")
    wanted = identifying.wanted_of(root, practitioner) if practitioner else Wanted(family, given, rpps)
    try:
        found, entry = identifying.identify(wanted)
    except SourceError as error:
        err.print(f"[red]error[/] {escape(str(error))}: {_ADVICE.get(error.code, _NO_ANSWER)}")
        raise click.exceptions.Exit(EXIT_FAILED) from None
    _tell(found, entry, "number" if wanted.rpps else "name")


def _tell(found: Identified, entry: str, by: str) -> None:
    if not entry:
        several = "several people of this name practise: name yours with one of these"
        err.print(
            several if found.namesakes else f"nobody of this {by} is listed as practising: check how it is written"
        )
        for one in found.namesakes:
            err.print(escape(f"  --rpps {one.rpps}  {one.shown}"))
        raise click.exceptions.Exit(EXIT_FAILED)
    out.print(escape(entry.rstrip()))
    count = len({one.rpps for one in found.namesakes})
    if count:
        err.print(f"[yellow]note[/] {count} other(s) of this name practise: a name alone will never settle a mention")
    for site in found.sites[1:]:
        err.print("[yellow]note[/] " + escape(f"also at {site.name}, {site.address}, {site.postcode} {site.city}"))
