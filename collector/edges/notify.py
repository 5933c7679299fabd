"""Sends a message to where the practice wants to be told, by mail or otherwise (apprise knows the services).

The addresses of `RENOM_NOTIFY` hold passwords: they are never printed, nor is what the library says of them.
"""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from collector.core.alerts import Message
from collector.core.errors import NotifyError

if TYPE_CHECKING:
    from apprise import NotifyBase

_LIBRARY_LOG = "apprise"


def send(message: Message, addresses: Sequence[str]) -> int:
    """Send `message` to every address (apprise's form: mailto://, ntfy://, json:// …); return how many took it.

    Raise NotifyError when an address cannot be understood (before anything is sent) or when a service refuses it (the
    others have it). The error gives its place in the list, never the address.
    """
    targets = _targets(addresses)
    refused = [place for place, target in enumerate(targets, start=1) if not _sent(target, message)]
    if refused:
        raise NotifyError(
            f"address {_places(refused)} of the list did not take the message ({len(targets) - len(refused)} others "
            "did): check its host, its password, and that the service is up"
        )
    return len(targets)


def require_understood(addresses: Sequence[str]) -> None:
    """Raise NotifyError when an address is not in a form that apprise understands; send nothing."""
    _targets(addresses)


def _targets(addresses: Sequence[str]) -> list["NotifyBase"]:
    import apprise  # noqa: PLC0415 - half a second that only a message is worth

    logging.getLogger(_LIBRARY_LOG).disabled = True
    targets = [apprise.Apprise.instantiate(one, suppress_exceptions=True) for one in addresses]
    unclear = [place for place, target in enumerate(targets, start=1) if target is None]
    if unclear:
        raise NotifyError(f"address {_places(unclear)} of the list is not one that apprise understands: correct it")
    return [target for target in targets if target is not None]


def _sent(target: "NotifyBase", message: Message) -> bool:
    kind = "warning" if message.urgent else "info"
    try:
        return bool(target.notify(title=message.subject, body=message.body, notify_type=kind))
    except Exception:  # noqa: BLE001 - a plugin may raise anything, its address in it; the caller names the place
        return False


def _places(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
