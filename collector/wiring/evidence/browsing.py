"""Hands the browser what it needs for one capture: a profile of its own, and the gate that judges every host."""

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from collector.core.evidence.taken import Taken
from collector.core.evidence.wanted import Wanted
from collector.edges.http.addresses import AddressGate

_PROFILES = "build/captures"


async def browse(
    program: Path,
    root: Path,
    request: Wanted,
    allow_hosts: Collection[str],
    addresses: Mapping[str, tuple[str, int]],
) -> Taken:
    """Return what the browser shows at the address asked for; raise FetchError when it cannot.

    A host of `allow_hosts` may lead to a private address when it is the very one asked for: no stranger's page may
    have the browser reach into the practice.
    """
    from collector.edges.browser.taking import take  # noqa: PLC0415 - needs the extra `capture`
    from collector.edges.browser.watching import Bounds  # noqa: PLC0415 - same

    host = (urlsplit(request.url).hostname or "").lower()
    inside = AddressGate(allow_hosts).allows(host)
    gate = AddressGate(allow_hosts if inside else (), addresses)
    try:
        return await take(program, root / _PROFILES / request.id, request.url, gate.resolve, Bounds())
    finally:
        gate.close()


def sweep_profiles(root: Path) -> None:
    """Remove the profiles that stopped captures left."""
    shutil.rmtree(root / _PROFILES, ignore_errors=True)
