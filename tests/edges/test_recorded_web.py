"""The loopback server that plays a recorded web, over real sockets."""

import gzip
import http.client
import socket
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml

from collector.core.errors import ConfigurationError
from collector.edges.recorded_web import RecordedWeb, read_script

PAGE = "Avis sur le cabinet : 4,6 sur 5.".encode("iso-8859-1")
LATER = "Avis sur le cabinet : 3,9 sur 5.".encode("iso-8859-1")
SCRIPT = """
v: 1
hosts:
  avis.example:
    /page:
      type: text/html; charset=iso-8859-1
      etag: true
      gzip: true
      answers:
        1: page.1.html
        3: page.3.html
        4: {status: 403, body: refusal.html, type: text/html; charset=utf-8}
        5: page.3.html
    /dated: {type: text/html, answers: {1: {body: page.1.html, last_modified: 2026-06-02T06:30:00Z}}}
    /recherche?q=%22Marie+Martin%22: {type: text/html, answers: {2: page.1.html}}
    /moved: {type: text/html, answers: {1: {status: 301, redirect: http://autre.example/page}}}
    /busy: {type: text/html, answers: {1: {body: page.1.html, busy_first: 1}}}
    /silent: {type: text/html, answers: {1: {stall: true}, 2: page.1.html}}
  autre.example:
    /page: {type: text/plain, answers: {1: page.txt}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a small recording."""
    (tmp_path / "avis.example").mkdir()
    (tmp_path / "autre.example").mkdir()
    (tmp_path / "web.yml").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "avis.example/page.1.html").write_bytes(PAGE)
    (tmp_path / "avis.example/page.3.html").write_bytes(LATER)
    (tmp_path / "avis.example/refusal.html").write_bytes(b"Refus")
    (tmp_path / "autre.example/page.txt").write_bytes(b"other host")
    return tmp_path


@pytest.fixture
def web(folder: Path):
    """Return that recording, being played."""
    with RecordedWeb(folder) as playing:
        yield playing


def ask(web: RecordedWeb, address: str, *, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers (lower case) and body of one request made the way a browser's resolver would lead it."""
    host, slash, rest = address.partition("/")
    connection = http.client.HTTPConnection(*next(iter(web.addresses.values())), timeout=5)
    try:
        sent = {"Host": host} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, slash + rest, headers={"Accept-Encoding": "identity"} | sent)
        response = connection.getresponse()
        return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
    finally:
        connection.close()


def test_every_host_is_on_loopback(web):
    """Each recorded host is mapped to the one port of the server, on 127.0.0.1."""
    assert {"avis.example", "autre.example"} == set(web.addresses)
    assert {"127.0.0.1"} == {address for address, _ in web.addresses.values()}
    assert 1 == len({port for _, port in web.addresses.values()})


def test_body_arrives_as_recorded(web):
    """A page is served byte for byte, with the content type and charset of the script."""
    status, headers, body = ask(web, "avis.example/page")
    assert (200, "text/html; charset=iso-8859-1", PAGE) == (status, headers["content-type"], body)


def test_hosts_are_told_apart_by_name(web):
    """The same path on another host is another page, whatever the case and the port in the Host header."""
    assert b"other host" == ask(web, "avis.example/page", Host="AUTRE.example:80")[2]


@pytest.mark.parametrize("address", ["avis.example/absent", "avis.example/page?x=1", "inconnu.example/page"])
def test_what_the_script_does_not_name_is_404(web, address):
    """No answer is invented: an unknown host, path or query is a 404."""
    assert 404 == ask(web, address)[0]


def test_query_is_part_of_the_address(web):
    """A search address is found with its query as sent, and only from the pass in which it begins."""
    address = "avis.example/recherche?q=%22Marie+Martin%22"
    assert 404 == ask(web, address)[0]
    web.play(2)
    assert 200 == ask(web, address)[0]


def test_head_gives_headers_only(web):
    """HEAD announces the length of the body and does not send it."""
    status, headers, body = ask(web, "avis.example/page", method="HEAD")
    assert (200, str(len(PAGE)), b"") == (status, headers["content-length"], body)


def test_gzip_when_accepted(web):
    """A compressed answer holds the same page, is marked, and has a strong validator of its own."""
    _, plain, _ = ask(web, "avis.example/page")
    _, zipped, body = ask(web, "avis.example/page", Accept_Encoding="deflate, gzip;q=0.9")
    assert PAGE == gzip.decompress(body)
    assert ("gzip", "Accept-Encoding") == (zipped["content-encoding"], zipped["vary"])
    assert plain["etag"] != zipped["etag"]


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_known_etag_is_304(web, encoding):
    """A client that shows the validator it was given gets 304 without body, and the validator again."""
    _, first, _ = ask(web, "avis.example/page", Accept_Encoding=encoding)
    status, again, body = ask(web, "avis.example/page", Accept_Encoding=encoding, If_None_Match=first["etag"])
    assert (304, first["etag"], b"") == (status, again["etag"], body)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [('"other"', 200), ('"other", {etag}', 304), ("W/{etag}", 304), ("*", 304)],
)
def test_if_none_match_lists(web, condition, expected):
    """If-None-Match may list several tags, be weak, or be a star."""
    etag = ask(web, "avis.example/page")[1]["etag"]
    assert expected == ask(web, "avis.example/page", If_None_Match=condition.format(etag=etag))[0]


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("Tue, 02 Jun 2026 06:30:00 GMT", 304),
        ("Wed, 03 Jun 2026 00:00:00 GMT", 304),
        ("Tue, 02 Jun 2026 06:29:59 GMT", 200),
        ("hier", 200),
        ("Tue, 02 Jun 2026 06:30:00 -0000", 200),
    ],
)
def test_if_modified_since(web, since, expected):
    """A page that has not changed since the date shown is a 304; what is not a date is no condition."""
    status, headers, _ = ask(web, "avis.example/dated", If_Modified_Since=since)
    assert (expected, "Tue, 02 Jun 2026 06:30:00 GMT") == (status, headers["last-modified"])


def test_etag_goes_before_date(web):
    """With both conditions the tag alone decides (RFC 9110, 13.1.3): here the page has no tag, so it is sent."""
    date = "Tue, 02 Jun 2026 06:30:00 GMT"
    assert 200 == ask(web, "avis.example/dated", If_None_Match='"x"', If_Modified_Since=date)[0]


def test_no_condition_without_validators(web):
    """A page without validators is always sent whole."""
    headers = {"If_None_Match": "*", "If_Modified_Since": "Wed, 03 Jun 2026 00:00:00 GMT"}
    assert 200 == ask(web, "autre.example/page", **headers)[0]


def test_redirect_leads_to_another_host(web):
    """A redirect has its status and its Location, and no page."""
    status, headers, body = ask(web, "avis.example/moved")
    assert (301, "http://autre.example/page", b"") == (status, headers["location"], body)


def test_busy_on_the_first_request_of_each_pass(web):
    """The first request of a pass is told to come back in a second, the next ones are served; a new pass starts over."""
    first = ask(web, "avis.example/busy")
    assert (429, "1") == (first[0], first[1]["retry-after"])
    assert 200 == ask(web, "avis.example/busy")[0]
    web.play(2)
    assert 429 == ask(web, "avis.example/busy")[0]


def test_months_switch(web):
    """An answer holds until the next one: a change, a refusal, and the unchanged page (same validator) afterwards."""
    seen = {}
    for number in range(1, 7):
        web.play(number)
        status, headers, body = ask(web, "avis.example/page")
        seen[number] = (status, body, headers.get("etag"))
    assert [200, 200, 200, 403, 200, 200] == [status for status, _, _ in seen.values()]
    assert [PAGE, PAGE, LATER, b"Refus", LATER, LATER] == [body for _, body, _ in seen.values()]
    assert seen[3] == seen[5]
    assert seen[1] == seen[2] != seen[3]
    assert None is seen[4][2]


def test_stall_blocks_neither_others_nor_the_end(folder):
    """A request that is never answered leaves the other addresses free, and closing the web lets it go at once."""
    web = RecordedWeb(folder)
    with socket.create_connection(web.addresses["avis.example"], timeout=5) as waiting:
        with web:
            waiting.sendall(b"GET /silent HTTP/1.1\r\nHost: avis.example\r\n\r\n")
            for _ in range(3):
                assert 200 == ask(web, "avis.example/page")[0]
            waiting.settimeout(0.1)
            with pytest.raises(TimeoutError):
                waiting.recv(1)
            before = time.monotonic()
        waiting.settimeout(5)
        assert b"" == waiting.recv(1)
    assert time.monotonic() - before < 2


def test_many_clients_at_once(folder):
    """A whole pass may knock at the same moment: sixty connections are taken before a single one is looked at."""
    web = RecordedWeb(folder)
    address = web.addresses["avis.example"]
    with ExitStack() as opened:
        for _ in range(60):
            opened.enter_context(socket.create_connection(address, timeout=0.5))
        with web:
            assert 200 == ask(web, "avis.example/page")[0]


def test_client_that_gives_up_is_no_noise(web, capfd):
    """A client that leaves in the middle of an answer writes nothing to the terminal and breaks nothing."""
    leaving = socket.create_connection(web.addresses["avis.example"], timeout=5)
    leaving.sendall(b"GET /page HTTP/1.1\r\nHost: avis.exam")
    leaving.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    leaving.close()
    assert 200 == ask(web, "avis.example/page")[0]
    assert ("", "") == tuple(capfd.readouterr())


def test_closing_frees_the_port_and_the_thread(folder):
    """After the `with` block nobody listens any more, and no thread of the server is left."""
    with RecordedWeb(folder) as web:
        address = web.addresses["avis.example"]
        assert 200 == ask(web, "avis.example/page")[0]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address, timeout=1)
    assert "recorded-web" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({}, "give exactly one of body, redirect and stall"),
        ({"body": "page.1.html", "stall": True}, "give exactly one of body, redirect and stall"),
        ({"redirect": "/page"}, "a redirect has the status 301"),
        ({"body": "page.1.html", "status": 302}, "a redirect has the status 301"),
        ({"body": "../../secret"}, "must be a path inside the folder of its host"),
        ({"body": "/etc/hostname"}, "must be a path inside the folder of its host"),
        ({"body": "page.9.html"}, "the body avis.example/page.9.html is not in"),
        ({"body": "page.1.html", "busy_first": -1}, "greater than or equal to 0"),
        ({"body": "page.1.html", "last_modified": "2026-06-02"}, "timezone"),
        ({"body": "page.1.html", "delay": 3}, "Extra inputs are not permitted"),
    ],
)
def test_wrong_answer_is_refused_with_its_place(folder, answer, expected):
    """A fault in the script stops the web before it starts, and names the key."""
    script = yaml.load(SCRIPT, Loader=yaml.CSafeLoader)
    script["hosts"]["avis.example"]["/page"]["answers"][1] = answer
    (folder / "web.yml").write_text(yaml.safe_dump(script), encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        read_script(folder)
    (problem,) = refused.value.problems
    assert expected in problem.message
    assert problem.key.startswith("hosts.avis.example./page.answers.1")


def test_all_problems_at_once(folder):
    """Several faults are told together: a host that could be real, an address without slash, a pass before the first."""
    (folder / "web.yml").write_text(
        "v: 1\nhosts:\n  avis.fr: {}\n  avis.example:\n    page: {type: text/html, answers: {1: a}}\n"
        "    /b: {type: text/html, answers: {0: a}}\n    /c: {answers: {}}\n",
        encoding="utf-8",
    )
    with pytest.raises(ConfigurationError) as refused:
        read_script(folder)
    places = [problem.key for problem in refused.value.problems]
    assert 5 == len(places)
    assert str(folder / "web.yml") == refused.value.problems[0].file


@pytest.mark.parametrize(
    ("content", "line", "expected"),
    [
        (None, None, "cannot be read"),
        (b"v: 1\nhosts: [\n", 3, "is not YAML"),
        (b"v: 1\nhosts: \xe9\n", None, "is not UTF-8"),
        (b"", None, "valid dictionary"),
    ],
)
def test_unreadable_script(tmp_path, content, line, expected):
    """A script that is absent, not UTF-8, not YAML or empty is refused in plain words, with the line where there is one."""
    if content is not None:
        (tmp_path / "web.yml").write_bytes(content)
    with pytest.raises(ConfigurationError) as refused:
        read_script(tmp_path)
    (problem,) = refused.value.problems
    assert (line, True) == (problem.line, expected in problem.message)
