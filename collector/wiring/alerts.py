"""Tells the practice what the last pass is worth telling, and keeps the summary of a workflow's run."""

import os
from dataclasses import dataclass
from pathlib import Path

from collector.core.alerts import Message, digest, job_summary, message, told_by, untold
from collector.core.errors import NotifyError
from collector.core.model import Told
from collector.core.pages.outlook import Outlook, outlook
from collector.edges.files.store import Store
from collector.edges.notify import send
from collector.wiring.ledger import ledger_on
from collector.wiring.shipped import version

ADDRESSES = "RENOM_NOTIFY"


@dataclass(frozen=True, slots=True)
class Pending:
    """A message to send, what to remember once it has been, and what if it fails when nothing ever was."""

    message: Message
    told: Told
    untold: Told | None


def pending(root: Path) -> Pending | None:
    """Return what is worth telling since the last message; None when there is nothing, or no practice here."""
    if not (root / "practice.yml").exists():
        return None
    seen_from = _outlook(root)
    ledger = seen_from.ledger
    found = digest(ledger, blind_after=ledger.practice.alerts.blind_after)
    return (
        None
        if found is None
        else Pending(message(found, seen_from), told_by(found, ledger), untold(ledger) if ledger.told is None else None)
    )


def notify(root: Path, due: Pending) -> int:
    """Send a message to the addresses of the environment; return how many took it, 0 when there are none.

    What was told is remembered once every address has it: a message that failed is due again at the next pass.
    """
    addresses = os.environ.get(ADDRESSES, "").split()
    if not addresses:
        return 0
    try:
        taken = send(due.message, addresses)
    except NotifyError:
        if due.untold is not None:
            Store(root).write_told(due.untold)
        raise
    Store(root).write_told(due.told)
    return taken


def summary(root: Path) -> str:
    """Return the summary of the last pass, in Markdown."""
    return job_summary(_outlook(root))


def _outlook(root: Path) -> Outlook:
    return outlook(*ledger_on(root, None), version())
