"""Commands that tell: notify; and the summary that a workflow's run shows."""

import os
from pathlib import Path

import click

from collector.cli.options import practice_option
from collector.cli.printing import out
from collector.wiring import alerts

_SUMMARY_FILE = "GITHUB_STEP_SUMMARY"  # set by GitHub Actions: what is appended shows on the page of the run


@click.command()
@practice_option
@click.option("--dry-run", is_flag=True, help="Print the message instead of sending it.")
def notify(root: Path, *, dry_run: bool) -> None:
    """Tell the practice what is worth telling since it was last told, to the addresses in RENOM_NOTIFY.

    One digest, said to be urgent when something is; nothing for a quiet pass; the monthly report always, even
    empty: its absence is the alarm. RENOM_NOTIFY holds addresses in apprise's form, separated by spaces (mailto://…).
    """
    due = alerts.pending(root)
    if due is None:
        out.print("nothing to tell")
        return
    if dry_run:
        out.print(f"{due.message.subject}\n\n{due.message.body}", markup=False)
        return
    taken = alerts.notify(root, due)
    out.print(f"told {taken} addresses" if taken else f"nothing was sent: {alerts.ADDRESSES} is not set")


def keep_summary(root: Path) -> None:
    """Append the summary of the last pass to the file that GitHub Actions names; do nothing elsewhere."""
    place = os.environ.get(_SUMMARY_FILE)
    if place:
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(alerts.summary(root))
