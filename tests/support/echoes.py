"""A server on loopback that repeats all that it is told, or refuses in every way, at the will of a test.

Whatever it is asked, it says back what it was sent (address, headers, body) in the forms that real servers use, in an
answer that every source understands. Nothing here knows the collector.
"""

import base64
import html
import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import quote, unquote_plus

ACCESS = "zq7serin-acces-d-une-heure-5b5b"  # what an exchange gives, and what a session opens with
_PRAISE = "Le Dr Anne Essai, médecin généraliste à Saint-Essai, écoute."
WAYS = (
    "echo", "401", "403", "429", "500", "stall", "malformed", "invalid-grant", "error-200", "redirect", "away", "wall",
)  # fmt: skip


class Echoing(BaseHTTPRequestHandler):
    """Answers a request in the way that its server is told; the token of an exchange is given unless it is refused."""

    protocol_version = "HTTP/1.1"
    server: "Server"
    refusals: ClassVar[dict[str, int]] = {"401": 401, "403": 403, "429": 429, "500": 500, "invalid-grant": 400}

    def do_GET(self) -> None:
        """Answer."""
        sent = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        said = f"{self.path} {dict(self.headers)} {sent}"
        way = self.server.way_of(self.path)
        self.server.asked.append((way, self.path))
        if way == "stall":
            time.sleep(self.server.patience)
            self.close_connection = True
        elif way in {"redirect", "away"} and "again" not in self.path:
            host = "elsewhere.example" if way == "away" else "127.0.0.1"
            place = f"http://{host}:{self.server.server_port}{self.path}{'&' if '?' in self.path else '?'}again=1"
            self._send(302, b"", Location=place)
        else:
            self._say(way, said)

    do_POST = do_GET  # noqa: N815 - the names that http.server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Keep no log."""

    def _say(self, way: str, said: str) -> None:
        forms = forms_of(said)
        if way == "malformed":
            self._send(200, f'{{"results": [{forms}'.encode())
        elif way == "wall":
            self._send(200, f"<html><title>Captcha {html.escape(forms)}</title></html>".encode(), kind="text/html")
        elif way in self.refusals:
            error = {"error": "invalid_grant" if way == "invalid-grant" else {"code": forms, "message": forms}}
            self._send(self.refusals[way], json.dumps({**error, "error_description": forms}).encode())
        elif way == "error-200":
            self._send(200, json.dumps({"error": {"message": forms}, "title": forms}).encode())
        elif "-feed/" in self.path:
            self._send(200, feed_of(self.path, forms).encode(), kind="application/rss+xml")
        else:
            self._send(200, json.dumps(answer_of(self.path, forms), ensure_ascii=False).encode())

    def _send(self, status: int, body: bytes, kind: str = "application/json", **more: str) -> None:
        sent = unquote_plus(self.path).encode("ascii", "replace").decode()
        given = self.headers.get("Authorization", "")
        repeated = {
            "ETag": f'"{sent}{given}"',
            "Link": f"<{self.path}>",
            "X-Asked": sent,
            "Content-Location": self.path,
        }
        self.send_response(status)
        for name, value in {"Content-Type": kind, **repeated, **more}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """`ways` are given in turn to the first parts of the paths asked for: each of them fails in its own way."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self.ways: tuple[str, ...] = ("echo",)
        self.asked: list[tuple[str, str]] = []
        self._met: list[str] = []
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), Echoing)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that gave up: a timeout is one of the things tried. Show any other fault."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def way_of(self, path: str) -> str:
        """Return the way in which this path is answered; it is the same until `ways` change."""
        first = path.split("/")[1]
        with self._lock:
            if first not in self._met:
                self._met.append(first)
            return self.ways[self._met.index(first) % len(self.ways)]


@contextmanager
def echoing(patience: float = 3.0) -> Iterator[Server]:
    """Serve until the end of the block."""
    server = Server(patience)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def forms_of(said: str) -> str:
    """Return `said` in the forms that servers write: plain, of an address, of HTML, of JSON, of base64."""
    plain = unquote_plus(said)
    coded = base64.b64encode(plain.encode()).decode()
    return " ".join((said, plain, quote(plain, safe=""), html.escape(plain), json.dumps(plain), coded))


def feed_of(path: str, said: str) -> str:
    """Return a feed of one item about the practitioner, in which `said` stands wherever words may."""
    shown = html.escape(said)
    own = path.split("/")[1][:6]  # as much as a secret address may be told by
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{shown}</title><link>http://a.example/</link>'
        f"<item><title>{_PRAISE}</title><link>http://a.example/{own}</link><guid>g1</guid>"
        f"<author>{shown[:200]}</author><description>{_PRAISE} {shown}</description></item></channel></rss>"
    )


def answer_of(path: str, said: str) -> dict[str, object]:
    """Return an answer of every interface at once: each source finds its items where it looks for them."""
    item: dict[str, object] = {
        "id": {"videoId": "v1"} if path.startswith("/youtube/") else "i1",
        "uri": "at://did/post/i1",
        "url": f"http://a.example/{path.split('/')[1]}",
        "title": _PRAISE,
        "description": f"{_PRAISE} {said}",
        "name": "accounts/1/locations/2/reviews/r1" if "reviews" in path else _PRAISE,
        "content": f"{_PRAISE} {said}",
        "text": f"{_PRAISE} {said}",
        "record": {"text": f"{_PRAISE} {said}"},
        "author": {"handle": "a.example", "displayName": said[:200]},
        "starRating": "FIVE",
        "comment": f"{_PRAISE} {said}",
        "createTime": "2026-06-01T08:00:00Z",
        "updateTime": "2026-06-01T08:00:00Z",
        "reviewer": {"displayName": said[:200]},
        "snippet": {
            "title": _PRAISE,
            "description": said,
            "videoId": "v1",
            "channelId": "c1",
            "topLevelComment": {"snippet": {"textOriginal": f"{_PRAISE} {said}"}},
        },
    }
    lists = {name: [item] for name in ("results", "data", "items", "posts", "reviews")}
    tokens = {"access_token": ACCESS, "accessJwt": ACCESS, "token_type": "Bearer", "expires_in": 3599}
    return {**lists, **tokens, "web": {"results": [item]}, "query": {}, "meta": {"result_count": 1}}
