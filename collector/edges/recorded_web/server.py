"""Serves a recorded web on loopback, as its script says."""

import datetime as dt
import gzip
import hashlib
import socket
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from collector.edges.recorded_web.script import Answer, Page, WebScript, read_script

_LOOPBACK = "127.0.0.1"
_REFUSED_TEXT = b"This recorded web has no such address.\n"
_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
_KEY_TEXT = b"This address wants a key, and this is not it.\n"
_LONGEST_SENT = 1_000_000  # bytes of a request's body
_Client = socket.socket | tuple[bytes, socket.socket]


@dataclass
class _Pass:
    """One pass being played: its number, and who has already asked what."""

    number: int
    _asked: set[tuple[str, str]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def is_first(self, host: str, target: str) -> bool:
        with self._lock:
            first = (host, target) not in self._asked
            self._asked.add((host, target))
        return first


@dataclass(frozen=True)
class _Reply:
    status: int
    headers: dict[str, str]
    body: bytes = b""


class _Server(ThreadingHTTPServer):
    """One port for every host: the Host header tells them apart. Threads are daemons: none outlives the program."""

    # All the hosts are asked at once, through one queue: with the usual 5 places the others wait for a second.
    request_queue_size = 128

    def __init__(self, script: WebScript, folder: Path) -> None:
        self.script = script
        self.bodies = {name: (folder / name).read_bytes() for name in script.body_files()}
        self.playing = _Pass(1)
        self.closing = threading.Event()
        super().__init__((_LOOPBACK, 0), _Connection)

    def handle_error(self, request: _Client, client_address: tuple[str, int]) -> None:
        """Say nothing of a client that gave up (a timeout is one of the things played); show any other fault."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Connection(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "RecordedWeb"
    sys_version = ""
    timeout = 30  # a client that opens a connection and says nothing is let go

    def do_GET(self) -> None:
        """Answer as the script says, or never."""
        length = self.headers.get("Content-Length", "0")
        sent = self.rfile.read(min(int(length), _LONGEST_SENT) if length.isdecimal() else 0)
        reply = self._reply(sent.decode("utf-8", "replace"))
        if reply is None:
            self.server.closing.wait()
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        # One answer a connection: closing the web is then immediate, no idle connection holds it.
        self.send_header("Connection", "close")
        if reply.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    do_HEAD = do_POST = do_GET  # noqa: N815 - the names that http.server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the parent's parameter
        """Keep no access log."""

    def _reply(self, sent: str) -> _Reply | None:
        """Return the reply to this request, whose body is `sent`; None for a stall."""
        host = self.headers.get("Host", "").partition(":")[0].lower()
        playing = self.server.playing
        target, page = self.server.script.asked(host, self.command, self.path, sent) or ("", None)
        answer = page.answer_in(playing.number) if page else None
        if page is None or answer is None:
            return _Reply(HTTPStatus.NOT_FOUND, _PLAIN, _REFUSED_TEXT)
        if any(self.headers.get(name) != value for name, value in page.requires.items()):
            return _Reply(HTTPStatus.UNAUTHORIZED, _PLAIN, _KEY_TEXT)
        first = playing.is_first(host, target)
        if answer.busy_first is not None and first:
            return _Reply(HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(answer.busy_first)})
        if answer.stall:
            return None
        if answer.redirect is not None:
            return _Reply(answer.status, {"Location": answer.redirect})
        return self._content(page, answer, self.server.bodies[f"{host}/{answer.body}"])

    def _content(self, page: Page, answer: Answer, body: bytes) -> _Reply:
        """Return the body, compressed when asked for; or 304 when the client already has it."""
        headers = {"Content-Type": answer.type or page.type}
        accepted = {one.partition(";")[0].strip() for one in self.headers.get("Accept-Encoding", "").split(",")}
        zipped = page.gzip and "gzip" in accepted
        if page.gzip:
            headers["Vary"] = "Accept-Encoding"
        if answer.status == HTTPStatus.OK:
            headers |= _validators(page, answer, body, zipped=zipped)
            if self.command != "POST" and self._is_known(headers):
                return _Reply(HTTPStatus.NOT_MODIFIED, {k: v for k, v in headers.items() if k != "Content-Type"})
        if zipped:
            body = gzip.compress(body, mtime=0)
            headers["Content-Encoding"] = "gzip"
        return _Reply(answer.status, headers, body)

    def _is_known(self, validators: Mapping[str, str]) -> bool:
        """Tell whether the client's condition says that it has this content (RFC 9110: If-None-Match goes first)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return "ETag" in validators and (validators["ETag"] in known or "*" in known)
        since = self.headers.get("If-Modified-Since")
        if since is None or "Last-Modified" not in validators:
            return False
        try:
            return parsedate_to_datetime(validators["Last-Modified"]) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):  # not a date, or one without zone: no condition at all
            return False


def _validators(page: Page, answer: Answer, body: bytes, *, zipped: bool) -> dict[str, str]:
    """Return ETag and Last-Modified; a compressed body is other bytes, so a strong ETag must differ (`-gzip`)."""
    headers = {}
    if page.etag:
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}{"-gzip" if zipped else ""}"'
    if answer.last_modified is not None:
        headers["Last-Modified"] = format_datetime(answer.last_modified.astimezone(dt.UTC), usegmt=True)
    return headers


class RecordedWeb:
    """A recorded web being served, for the time of a `with` block; pass 1 plays until `play` says otherwise.

    Raises ConfigurationError, with all the problems, when the recording in `folder` is not sound.
    """

    def __init__(self, folder: Path) -> None:
        self._server = _Server(read_script(folder), folder)
        # Closing looks for the end every 20 ms: a test that opens ten webs must not spend seconds closing them.
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="recorded-web", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.closing.set()  # lets the stalled requests go
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def play(self, pass_number: int) -> None:
        """Answer as in that pass (1 is the first) from the next request on."""
        self._server.playing = _Pass(pass_number)

    @property
    def addresses(self) -> Mapping[str, tuple[str, int]]:
        """Return where each recorded host really listens: host name to (address, port)."""
        return dict.fromkeys(self._server.script.hosts, (_LOOPBACK, self._server.server_port))
