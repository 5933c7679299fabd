"""The browser's only way out: a relay on 127.0.0.1 that resolves, judges and connects, and changes nothing.

The browser resolves no name itself, so that the address judged is the address reached, for pages, frames, scripts and
sockets alike. Encrypted traffic passes as it is. All that is received is counted, and cut at a cap.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from collector.core.errors import FailureCode, FetchError
from collector.core.evidence.manifest import Resolved

# Gives the addresses and ports to connect to for a host and a port; raises FetchError when it must not be reached.
Resolve = Callable[[str, int], Awaitable[Sequence[tuple[str, int]]]]

_HEAD = 64 * 1024  # bytes of a request's or an answer's head
_PIECE = 64 * 1024
_WAIT = 10.0  # seconds for a head, and for a connection
_ANNOUNCED_WITHIN = 2.0  # seconds between a connection and the event that tells why
_REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_UNREACHABLE = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_OPEN = b"HTTP/1.1 200 Connection established\r\n\r\n"
_HOP_BY_HOP = (b"connection:", b"proxy-connection:", b"keep-alive:")
_FAULTS = (OSError, EOFError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)


@dataclass
class Gateway:
    """The relay of one capture. `seen` is what was resolved and reached; `refused` the hosts that must not be.

    `byte_cap` bounds all that comes in together; beyond it `exceeded` is true and nothing more passes.
    """

    resolve: Resolve
    byte_cap: int
    seen: dict[str, Resolved] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    local_address: str | None = None
    received: int = 0
    _announced: dict[str, asyncio.Event] = field(default_factory=dict)
    _server: asyncio.Server | None = None
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def exceeded(self) -> bool:
        """Tell whether more came in than is allowed."""
        return self.received > self.byte_cap

    def announce(self, url: str) -> None:
        """Let the host of an address be reached, since the page asks for it."""
        try:
            self._of(urlsplit(url).hostname or "").set()
        except ValueError:
            return

    def _of(self, host: str) -> asyncio.Event:
        return self._announced.setdefault(host.rstrip("."), asyncio.Event())

    async def start(self) -> int:
        """Listen on a free port of 127.0.0.1, and return it."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_HEAD)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        """Close every connection."""
        if self._server is not None:
            self._server.close()
        for task in tuple(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            await self._relay(reader, writer)
        except _FAULTS:
            pass  # a line that breaks is the browser's to tell
        except asyncio.CancelledError:
            pass  # the capture is over
        finally:
            self._open.discard(task)
            writer.close()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(_WAIT):
            head = await reader.readuntil(b"\r\n\r\n")
        method, target, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        tunnel = method == "CONNECT"
        parts = urlsplit(f"//{target}" if tunnel else target)
        host, port = (parts.hostname or "").rstrip("."), parts.port or 80
        there = None if self.exceeded or not host else await self._connect(host, port)
        if there is None:
            writer.write(_REFUSED if host in self.refused else _UNREACHABLE)
            await writer.drain()
            return
        from_there, to_there = there
        try:
            if tunnel:
                writer.write(_OPEN)
                await self._pass_on(reader, writer, from_there, to_there)
            else:
                to_there.write(_to_origin(head, method, parts.path or "/", parts.query))
                await self._pass_on(reader, writer, from_there, to_there, once=True)
        finally:
            to_there.close()

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """Connect to the first address of a host that answers, all judged; None when there is none.

        Only hosts that the page asks for: a browser also calls its maker, who learns nothing here.
        """
        try:
            async with asyncio.timeout(_ANNOUNCED_WITHIN):
                await self._of(host).wait()
            places = await self.resolve(host, port)
        except TimeoutError:
            return None
        except FetchError as error:
            if error.code is FailureCode.FORBIDDEN_ADDRESS:
                self.refused.add(host)
            return None
        addresses = tuple(dict.fromkeys(address for address, _ in places))
        self.seen.setdefault(host, Resolved(host=host, addresses=addresses))
        for address, real_port in places:
            try:
                async with asyncio.timeout(_WAIT):
                    line = await asyncio.open_connection(address, real_port, limit=_HEAD)
            except OSError:  # TimeoutError is one
                continue
            self.seen[host] = Resolved(host=host, addresses=addresses, connected=address)
            self.local_address = self.local_address or str(line[1].get_extra_info("sockname")[0])
            return line
        return None

    async def _pass_on(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        from_there: asyncio.StreamReader,
        to_there: asyncio.StreamWriter,
        *,
        once: bool = False,
    ) -> None:
        """Pass what both sides say; `once`, one plain answer, which says that the line then closes.

        A second request on that line could be for another host.
        """
        sending = asyncio.create_task(_send(reader, to_there))
        try:
            if once:
                writer.write(_closing(await from_there.readuntil(b"\r\n\r\n")))
            await self._receive(from_there, writer)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    async def _receive(self, from_there: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await from_there.read(_PIECE):
            self.received += len(piece)
            if self.exceeded:
                return
            writer.write(piece)
            await writer.drain()


async def _send(reader: asyncio.StreamReader, to_there: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(_PIECE):
            to_there.write(piece)
            await to_there.drain()
    except OSError:
        return


def _to_origin(head: bytes, method: str, path: str, query: str) -> bytes:
    """Return the head of a request as its own server expects it: a path, and a line that closes."""
    lines = head.split(b"\r\n")
    target = f"{path}?{query}" if query else path
    return _with_close([f"{method} {target} HTTP/1.1".encode("latin-1"), *lines[1:]])


def _closing(head: bytes) -> bytes:
    return _with_close(head.split(b"\r\n"))


def _with_close(lines: list[bytes]) -> bytes:
    kept = [line for line in lines if line and not line.lower().startswith(_HOP_BY_HOP)]
    return b"\r\n".join([kept[0], b"Connection: close", *kept[1:], b"", b""])
