"""A small real web server on 127.0.0.1, that can lie, stall, drip and break off: for the tests of what goes out.

It speaks through raw sockets, in the event loop of the test. A path has a script for each request it gets (the last
one repeats); what it heard is kept. Nothing here knows the collector.
"""

import asyncio
import socket
import ssl
import struct
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

_LINGER_ZERO = struct.pack("ii", 1, 0)  # closing then sends a reset instead of an end


@dataclass(frozen=True)
class Heard:
    """One request as it was received. Header names are in lower case; times are of the monotonic clock."""

    target: str
    headers: Mapping[str, str]
    began: float
    method: str = "GET"
    body: bytes = b""


Script = Callable[[Heard, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Loopback:
    """The server: `say` tells what a path answers, `heard` is what was asked."""

    port: int = 0
    scheme: str = "http"
    heard: list[Heard] = field(default_factory=list)
    busiest: int = 0  # most requests open at once
    _scripts: dict[str, list[Script]] = field(default_factory=dict)
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    def say(self, path: str, *scripts: Script) -> None:
        """Answer the requests for `path` with `scripts`, one after the other; the last one repeats."""
        self._scripts[path] = list(scripts)

    def url(self, path: str, host: str = "site.example") -> str:
        """Return the address of `path` on `host`, a name that leads here only by the client's own arrangements."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def place(self) -> tuple[str, int]:
        """Return the real address and port."""
        return "127.0.0.1", self.port

    def targets(self) -> list[str]:
        """Return the paths asked for, in order."""
        return [heard.target for heard in self.heard]

    async def receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection: one request, then the end."""
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        self.busiest = max(self.busiest, len(self._open))
        try:
            await self._answer(reader, writer)
            await writer.drain()
        except (OSError, EOFError, asyncio.CancelledError):
            pass  # the client has gone, or the test is over: both are ordinary here
        finally:
            self._open.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if not first.isalpha():  # TLS on a plain port, for one
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return
        heard = _read(first + await reader.readuntil(b"\r\n\r\n"))
        heard = replace(heard, body=await reader.readexactly(int(heard.headers.get("content-length", "0"))))
        self.heard.append(heard)
        scripts = self._scripts.get(heard.target, [reply(404)])
        script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        await script(heard, writer)

    async def stop(self) -> None:
        """End the connections that are still open."""
        still_open = tuple(self._open)
        for task in still_open:
            task.cancel()
        await asyncio.gather(*still_open)


@asynccontextmanager
async def loopback(tls: ssl.SSLContext | None = None) -> AsyncIterator[Loopback]:
    """Serve on a free port of 127.0.0.1 until the end of the block."""
    web = Loopback(scheme="https" if tls else "http")
    server = await asyncio.start_server(web.receive, "127.0.0.1", 0, ssl=tls)
    web.port = server.sockets[0].getsockname()[1]
    try:
        yield web
    finally:
        server.close()
        await web.stop()
        await server.wait_closed()


def free_port() -> int:
    """Return a port of 127.0.0.1 where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def reply(status: int = 200, body: bytes = b"", **headers: str) -> Script:
    """Answer whole and honestly; `content_type="text/html"` gives a header `Content-Type`."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    named.setdefault("Content-Length", str(len(body)))
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return say(f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + body)


def say(text: bytes) -> Script:
    """Send these bytes, whatever they are, then end."""

    async def script(_: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(text)

    return script


def say_and_reset(text: bytes) -> Script:
    """Send these bytes, then tear the connection down."""

    async def script(_: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(text)
        await writer.drain()
        await asyncio.sleep(0.02)  # else the reset overtakes the bytes
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_ZERO)
        writer.transport.abort()

    return script


def say_for_ever(start: bytes, again: bytes, pause: float = 0.0) -> Script:
    """Send `start`, then `again` without end, with a `pause` (seconds) each time."""

    async def script(_: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(again)
            await writer.drain()
            await asyncio.sleep(pause)

    return script


def stall(start: bytes = b"") -> Script:
    """Send `start`, then nothing, and keep the line."""

    async def script(_: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await asyncio.Event().wait()

    return script


def later(seconds: float, script: Script) -> Script:
    """Do as `script`, after a while."""

    async def delayed(heard: Heard, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        await script(heard, writer)

    return delayed


def _read(head: bytes) -> Heard:
    request, *lines = head.decode("latin-1").rstrip().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    method, target, *_ = request.split(" ")
    return Heard(target, {name.lower(): value for name, value in headers.items()}, time.monotonic(), method)
