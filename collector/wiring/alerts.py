"""Tells the practice what the last pass is worth telling, and keeps the summary of a workflow's run."""

import os
from pathlib import Path

from collector.core.alerts import Message, digest, job_summary, message
from collector.core.pages.outlook import Outlook, outlook
from collector.edges.notify import send
from collector.wiring.ledger import ledger_on
from collector.wiring.shipped import version

ADDRESSES = "RENOM_NOTIFY"


def pending(root: Path) -> Message | None:
    """Return the message that the last pass is worth; None when there is nothing to tell, or no practice here."""
    if not (root / "practice.yml").exists():
        return None
    seen_from = _outlook(root)
    told = digest(seen_from.ledger, blind_after=seen_from.ledger.practice.alerts.blind_after)
    return None if told is None else message(told, seen_from)


def notify(told: Message) -> int:
    """Send a message to the addresses of the environment; return how many took it, 0 when there are none."""
    addresses = os.environ.get(ADDRESSES, "").split()
    return send(told, addresses) if addresses else 0


def summary(root: Path) -> str:
    """Return the summary of the last pass, in Markdown."""
    return job_summary(_outlook(root))


def _outlook(root: Path) -> Outlook:
    return outlook(*ledger_on(root, None), version())
