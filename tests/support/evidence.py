"""A practice whose evidence two authorities of this machine date, and the page that it captures."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support.authorities import TestAuthority, make_authority, serving
from tests.support.practices import PRACTICE

_EVIDENCE = """\
evidence:
  authorities:
    - {{id: une, url: "{one.url}", roots: une.pem}}
    - {{id: autre, url: "{other.url}", roots: autre.pem, qualified: true}}
"""
PAGE = """\
<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Avis</title></head>
<body><main><h1>Avis du 3 novembre</h1><p>Deux heures d’attente, et un accueil glacial.</p>
<img alt="" src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==">
</main></body></html>
"""


@dataclass
class Setting:
    """A practice in `root`, with its two authorities, and the address of the page."""

    root: Path
    one: TestAuthority
    other: TestAuthority
    url: str = ""


@contextmanager
def evidence_setting(folder: Path, *, more: str = "", expired: bool = False) -> Iterator[Setting]:
    """Lay out a practice in a folder and serve its authorities; the second may have a certificate out of time."""
    one = make_authority(folder / "une", "Une")
    other = make_authority(folder / "autre", "Autre", expired=expired)
    root = folder / "cabinet"
    root.mkdir()
    with ExitStack() as stack:
        for authority in (one, other):
            stack.enter_context(serving(authority))
            (root / f"{authority.folder.name}.pem").write_bytes(authority.roots)
        text = PRACTICE.format(timeout=5.0).replace("watches:\n", "") + _EVIDENCE.format(one=one, other=other) + more
        (root / "practice.yml").write_text(text, encoding="utf-8")
        yield Setting(root, one, other, stack.enter_context(_site()))


@contextmanager
def _site() -> Iterator[str]:
    """Serve the page on 127.0.0.1, for processes that this one does not hold; yield its address."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGE.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - signature of the parent
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/avis"
        finally:
            server.shutdown()
            thread.join()
