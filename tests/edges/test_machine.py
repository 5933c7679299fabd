"""The machine for the log of a capture, and its clock against a time server of this machine."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from collector.edges.machine import clock_offset, machine

_SINCE_1900 = 2_208_988_800


@contextmanager
def time_server(
    ahead: float = 0.0, *, mode: int = 4, stratum: int = 2, echo: bool = True, cut: int = 48
) -> Iterator[str]:
    """Answer one packet like a server whose clock is `ahead` of this machine's (seconds), or badly."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        line.settimeout(10)

        def answer() -> None:
            asked, there = line.recvfrom(48)
            now = time.time() + ahead
            stamp = struct.pack("!II", int(now) + _SINCE_1900, int((now % 1) * 2**32))
            origin = asked[40:48] if echo else bytes(8)
            line.sendto((bytes([mode, stratum, 0, 0]) + bytes(20) + origin + stamp + stamp)[:cut], there)

        thread = threading.Thread(target=answer)
        thread.start()
        yield f"127.0.0.1:{line.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize("ahead", [0.0, 90.0, -0.4])
def test_the_offset_of_the_clock_is_measured(ahead):
    """The offset told is that of this machine against the server, to a few hundredths of a second."""
    with time_server(ahead) as server:
        told = clock_offset(server)

    assert told is not None
    assert abs(told + ahead * 1000) < 250


@pytest.mark.parametrize(
    "wrong", [{"mode": 3}, {"stratum": 0}, {"echo": False}, {"cut": 20}], ids=["client", "no time", "other", "short"]
)
def test_a_server_that_answers_badly_measures_nothing(wrong):
    """An answer that is not one of a time server, or not to us, gives no offset."""
    with time_server(**wrong) as server:
        assert clock_offset(server) is None


def test_no_server_measures_nothing():
    """Nobody there, or a port that is no number: no offset, and no error."""
    assert [None, None] == [clock_offset("127.0.0.1:9"), clock_offset("127.0.0.1:x")]


def test_the_machine_is_described():
    """The log knows the name of the machine and its system."""
    here = machine()

    assert here.name
    assert "Python" in here.system
