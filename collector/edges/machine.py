"""What the machine is, for the log of a capture, and how far its clock is off. Asks one time server, when one is named.

The clock is compared by one packet of NTP (RFC 5905, in its simple form): half the way there and back is its error.
"""

import os
import platform
import socket
import struct
import time
from dataclasses import dataclass

_PORT = 123
_WAIT = 3.0  # seconds for the answer
_SINCE_1900 = 2_208_988_800  # seconds from 1900, where NTP starts, to 1970
_PACKET = struct.Struct("!4B11I")
_CLIENT = 0x23  # version 4, mode 3
_SERVER_MODE = 4
# Set by the services that run a job on a machine of theirs.
_HOSTED = ("GITHUB_ACTIONS", "GITLAB_CI", "CI")


@dataclass(frozen=True, slots=True)
class Machine:
    """The name of a machine, its system, and whether it is one lent by a service of continuous integration."""

    name: str
    system: str
    hosted: bool


def machine() -> Machine:
    """Return what this machine is."""
    system = f"{platform.platform(terse=True)}, Python {platform.python_version()}"
    return Machine(platform.node(), system, any(os.environ.get(name) for name in _HOSTED))


def clock_offset(server: str) -> int | None:
    """Return by how many milliseconds this machine's clock is ahead of `server` (`host` or `host:port`), or None."""
    host, _, port = server.partition(":")
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.settimeout(_WAIT)
            line.connect((host, int(port or _PORT)))
            sent = time.time()
            line.send(_PACKET.pack(_CLIENT, *[0] * 12, *_stamp(sent)))
            answer = line.recv(_PACKET.size)
            received = time.time()
        parts = _PACKET.unpack(answer[: _PACKET.size])
    except (OSError, ValueError, struct.error):
        return None
    mode, stratum = parts[0] & 7, parts[1]
    if mode != _SERVER_MODE or stratum == 0 or parts[9:11] != _stamp(sent):
        return None  # no server, one that does not know the time, or an answer to somebody else
    theirs = (_seconds(parts[11], parts[12]) + _seconds(parts[13], parts[14])) / 2
    return round(((sent + received) / 2 - theirs) * 1000)


def _stamp(moment: float) -> tuple[int, int]:
    whole = int(moment)
    return whole + _SINCE_1900, int((moment - whole) * 2**32)


def _seconds(whole: int, part: int) -> float:
    return whole - _SINCE_1900 + part / 2**32
