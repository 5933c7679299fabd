"""The command `renom`: one module per family of commands; the only modules that print.

Errors that Renom raises on purpose become a message and an exit code here; anything else is a fault and keeps its
traceback.
"""

import sys

import click
from rich.markup import escape

from collector.cli import (
    affairs,
    alerts,
    clock,
    coverage,
    evidence,
    identify,
    imports,
    judge,
    passes,
    portal,
    practice,
    watches,
)
from collector.cli.options import EXIT_CONFIGURATION, EXIT_FAILED
from collector.cli.printing import err, tell_problems
from collector.core.errors import CollectorError, ConfigurationError
from collector.wiring.shipped import version


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version(), prog_name="renom")
def renom() -> None:
    """Watch what the web says of a French medical practice, keep it, and publish a private portal."""


for command in (
    passes.collect,
    passes.refresh,
    passes.demo,
    imports.import_,
    imports.note,
    portal.build,
    portal.serve,
    practice.check,
    practice.doctor,
    practice.key,
    practice.save,
    alerts.notify,
    affairs.case,
    affairs.calendar,
    clock.clock,
    identify.identify,
    judge.judge,
    watches.watch,
    coverage.check_in,
    evidence.capture,
    evidence.verify,
):
    renom.add_command(command)


def main() -> None:
    """Run the command line; exit with its code."""
    try:
        renom()
    except ConfigurationError as error:
        tell_problems(error.problems)
        sys.exit(EXIT_CONFIGURATION)
    except CollectorError as error:
        err.print(f"[red]error[/] {escape(str(error))}")
        sys.exit(EXIT_FAILED)
