"""Every source that a program reads, from its catalogue entry to its mentions, over real HTTP on this machine."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from collector import run
from collector.core.model import Access, Mention, Source
from collector.core.reading import Found, WatchPlan
from collector.edges.http import HttpFetcher
from collector.sources import KINDS
from tests.support.catalogued import FOLDERS, answers_of, mentions_of, source_of, watch_of
from tests.support.fetching import AGENT, QUICK
from tests.support.reading import TODAY

pytestmark = pytest.mark.slow

READ = [one for one in FOLDERS if source_of(one).access in {Access.AUTO, Access.KEY}]


class Answering(BaseHTTPRequestHandler):
    """Answers each request with the next of its server's answers; a site without robots.txt lets itself be read."""

    server: "Server"

    def do_GET(self) -> None:
        """Answer."""
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        robots = self.path == "/robots.txt"
        body = b"" if robots else self.server.answers.pop(0)
        self.send_response(404 if robots else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the names that http.server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Keep no log."""


class Server(ThreadingHTTPServer):
    """A server of this machine, and what it has still to say."""

    answers: list[bytes]


@contextmanager
def saying(answers: list[bytes]) -> Iterator[str]:
    """Serve these answers, in order, whatever is asked; give the address."""
    server = Server(("127.0.0.1", 0), Answering)
    server.answers = answers
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def moved(source: Source, home: str) -> Source:
    """Return a source of which every address that is asked leads to `home`."""
    places = {"address": source.address, "token_url": source.token_url}
    return source.model_copy(
        update={key: re.sub(r"^https://[^/]+", home, url) for key, url in places.items() if url is not None}
    )


def said(mention: Mention) -> Mention:
    """Return a mention without what depends on the address of a page."""
    return mention.model_copy(update={"native_id": "", "url": None, "publisher": ""})


@pytest.mark.parametrize("folder", READ, ids=lambda folder: folder.name)
def test_a_source_is_read_over_http(folder: Path) -> None:
    """Its requests are those that a server can answer, and the recorded answers give its mentions: all were asked for."""
    answers = answers_of(folder)
    with saying(answers) as home:
        source = moved(source_of(folder), home)
        watch = watch_of(source, "", f"{home}/accounts/1/locations/2/reviews")
        secrets = {"ADRESSE": f"{home}/flux"}

        async def work() -> object:
            fetcher = HttpFetcher(
                QUICK,
                user_agent=AGENT,
                secret=lambda name: secrets.get(name, "un-secret-invente"),
                allow_hosts=("127.0.0.1",),
            )
            async with fetcher as http:
                return (await run.try_out([WatchPlan(watch, source, TODAY)], KINDS, http.fetch))["exemple"]

        outcome = asyncio.run(work())

    assert isinstance(outcome, Found), outcome
    assert ([said(one) for one in mentions_of(folder)], []) == ([said(one) for one in outcome.mentions], answers)


def test_every_kind_that_reads_the_web_is_tried() -> None:
    """None of them is without a source in the catalogue."""
    by_hand = {"alert-mail", "csv", "manual", "takeout"}
    assert set(KINDS) - by_hand - {"html"} == {source_of(one).kind for one in READ}
