"""The gate: which network addresses may be reached.

A tool that fetches addresses written by others can be turned against the network it stands in (SSRF): the metadata
server of a cloud, the router, a database on the same machine. So a host is judged by the addresses it really has, at
the moment of the connection, and the connection goes to these very addresses: there is no second look-up that could
answer something else (DNS rebinding). It must not open any connection itself.
"""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from collector.core.errors import FailureCode, FetchError

# Every address (as text) that a name has.
Lookup = Callable[[str], Sequence[str]]
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

# IANA's special-purpose registries (read 2026-11), written out because `ipaddress.is_global` has changed between
# patch versions of Python and takes multicast for global.
_FORBIDDEN_V4 = (
    "0.0.0.0/8",  # this network
    "10.0.0.0/8",  # private
    "100.64.0.0/10",  # carrier-grade NAT, where some clouds keep their metadata
    "127.0.0.0/8",  # loopback
    "168.63.129.16/32",  # a public address, but the platform server of every Azure machine (GitHub's runners)
    "169.254.0.0/16",  # link-local: metadata of most clouds
    "172.16.0.0/12",  # private
    "192.0.0.0/24",  # protocol assignments
    "192.0.2.0/24",  # documentation
    "192.88.99.0/24",  # 6to4 relays
    "192.168.0.0/16",  # private
    "198.18.0.0/15",  # benchmarks
    "198.51.100.0/24",  # documentation
    "203.0.113.0/24",  # documentation
    "224.0.0.0/4",  # multicast
    "240.0.0.0/4",  # reserved, broadcast
)
# Global unicast is 2000::/3: loopback, private, link-local, multicast, IPv4-mapped and NAT64 forms lie outside it.
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_FORBIDDEN_V6 = (
    "2001::/23",  # protocol assignments, with Teredo, which carries an IPv4 address
    "2001:db8::/32",  # documentation
    "2002::/16",  # 6to4, which carries an IPv4 address
    "3fff::/20",  # documentation
)
_FORBIDDEN: tuple[IPNetwork, ...] = tuple(ipaddress.ip_network(text) for text in (*_FORBIDDEN_V4, *_FORBIDDEN_V6))
# A host whose last part is a number is an IPv4 address in one of its old forms (2130706433, 0x7f.1, 127.1, 0177.0.0.1).
_NUMERIC_END = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$")


def forbidden_network(address: str) -> str | None:
    """Return the network that makes `address` (text of an IP address) forbidden, or None if anyone may reach it."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    for network in _FORBIDDEN:
        if ip in network:
            return str(network)
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _GLOBAL_V6:
        return f"not {_GLOBAL_V6}"
    return None


def is_literal(host: str) -> bool:
    """Tell whether `host` is an IP address in any form that a resolver or a client would take for one."""
    return ":" in host or _NUMERIC_END.search(host) is not None


def system_lookup(host: str) -> Sequence[str]:
    """Return the addresses that the system's resolver knows for `host`; raise OSError when there is none."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class AddressGate:
    """Turns a host into the addresses that may be connected to, or refuses it.

    `allow_hosts` are exact names or `*.suffix` (the names below a suffix, not the suffix itself) that may lead to
    private addresses. `addresses` gives hosts a fixed address and port, instead of a look-up; these are allowed.
    """

    def __init__(
        self,
        allow_hosts: Collection[str] = (),
        addresses: Mapping[str, tuple[str, int]] | None = None,
        *,
        lookup: Lookup = system_lookup,
        lookups_at_once: int = 20,
    ) -> None:
        self._allowed = frozenset(host.strip().lower().strip("[]").rstrip(".") for host in allow_hosts)
        self._fixed = {host.lower(): place for host, place in (addresses or {}).items()}
        self._lookup = lookup
        # Threads of our own: a name server that never answers holds one for long, and a look-up cannot be cancelled.
        self._threads = ThreadPoolExecutor(2 * lookups_at_once, thread_name_prefix="lookup")

    def close(self) -> None:
        """Let go of the threads, without waiting for look-ups that nobody wants any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def allows(self, host: str) -> bool:
        """Tell whether the practice lets `host` lead to private addresses."""
        return host in self._fixed or self._listed(host)

    def _listed(self, host: str) -> bool:
        parts = host.split(".")
        suffixes = ("*." + ".".join(parts[cut:]) for cut in range(1, len(parts)))
        return host in self._allowed or any(suffix in self._allowed for suffix in suffixes)

    def check_literal(self, host: str) -> None:
        """Raise FetchError if `host` is an IP address that must not be reached, or one in a disguised form."""
        if not is_literal(host):
            return
        try:
            ipaddress.ip_address(host)
        except ValueError:
            raise FetchError(FailureCode.FORBIDDEN_ADDRESS, "IP") from None
        self._require_public(host, (host,))

    def check_redirect(self, here: str, there: str) -> None:
        """Raise FetchError if an answer of the host `here` must not send us to the host `there`.

        A host of `allow_hosts` is for the practice's own watches: no stranger's page may have us ask it something.
        """
        if self._listed(there) and not self._listed(here):
            raise FetchError(FailureCode.FORBIDDEN_ADDRESS, "allow_hosts")

    async def resolve(self, host: str, port: int) -> Sequence[tuple[str, int]]:
        """Return the addresses and ports to connect to for `host`, all of them judged.

        Raise FetchError: UNREACHABLE when the name has no address, FORBIDDEN_ADDRESS when any one is forbidden (a
        name with a public and a private address is an attack, or a mistake that a person must see).
        """
        fixed = self._fixed.get(host)
        if fixed is not None:
            return [fixed]
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, self._lookup, host)
        except (OSError, UnicodeError):  # UnicodeError: a label over 63 characters
            found = ()
        if not found:
            raise FetchError(FailureCode.UNREACHABLE, "DNS")
        self._require_public(host, found)
        return [(address, port) for address in found]

    def _require_public(self, host: str, found: Sequence[str]) -> None:
        if self.allows(host):
            return
        for address in found:
            network = forbidden_network(address)
            if network is not None:
                raise FetchError(FailureCode.FORBIDDEN_ADDRESS, network)
