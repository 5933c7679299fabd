"""The command `renom`: one module per family of commands; the only modules that print.

Errors that Renom raises on purpose become a message and an exit code here; anything else is a fault and keeps its
traceback.
"""

import sys
from importlib import import_module

import click
from rich.markup import escape

from collector.cli.options import EXIT_CONFIGURATION, EXIT_FAILED
from collector.cli.printing import err, tell_problems
from collector.core.errors import CollectorError, ConfigurationError
from collector.wiring.shipped import version

# The module of each command, and its function where that has another name. A command is imported only when it is
# called: `renom clock` must not wait for what `renom collect` needs.
COMMANDS = {
    "build": "portal",
    "calendar": "affairs",
    "capture": "evidence",
    "case": "affairs",
    "check": "practice",
    "check-in": "coverage:check_in",
    "clock": "clock",
    "collect": "passes",
    "demo": "passes",
    "doctor": "practice",
    "identify": "identify",
    "import": "imports:import_",
    "judge": "judge",
    "key": "practice",
    "law": "law",
    "letter": "letters",
    "note": "imports",
    "notify": "alerts",
    "person": "retention",
    "purge": "retention",
    "refresh": "passes",
    "retention": "retention",
    "save": "practice",
    "serve": "portal",
    "verify": "evidence",
    "watch": "watches",
}


class Commands(click.Group):
    """The commands of the table above, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        """Return one command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(f"collector.cli.{module}"), function or cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version(), prog_name="renom")
def renom() -> None:
    """Watch what the web says of a French medical practice, keep it, and publish a private portal."""


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
