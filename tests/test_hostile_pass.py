"""One pass over hostile servers, through the real command: each fails in bounds, the honest one is unharmed."""

import asyncio
import gzip
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import yaml

from tests.support.loopback import Loopback, Script, loopback, reply, say, say_for_ever, stall
from tests.support.practices import lay_out, measured, renom, snapshot

pytestmark = pytest.mark.site

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title><item><guid>g1</guid>'
    "<title>Le Dr Anne Essai, médecin généraliste à Saint-Essai, ouvre le samedi</title>"
    "<link>https://gazette.example/1</link><pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate></item></channel></rss>"
).encode()
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b']><rss version="2.0"><channel><title>&a11;</title><item><title>&a11;</title></item></channel></rss>'
)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
HOSTILE: dict[str, tuple[Script, set[str]]] = {
    "suspend": (stall(), {"timeout"}),
    "goutte": (say_for_ever(HEAD + b"Content-Length: 100000\r\n\r\n", b"x", pause=0.05), {"timeout"}),
    "menteur": (say(HEAD + b"Content-Length: 90000\r\n\r\n<rss>"), {"broken-transfer"}),
    "infini": (say_for_ever(HEAD + b"\r\n", b"<item/>" * 10_000), {"too-large", "timeout"}),
    "annonce": (say(HEAD + b"Content-Length: 99999999999\r\n\r\n"), {"too-large"}),
    "bombe": (
        reply(200, gzip.compress(bytes(200_000_000), 9), content_type="text/xml", content_encoding="gzip"),
        {"too-large"},
    ),
    "entites": (reply(200, LAUGHS, content_type="text/xml"), {"unexpected-format"}),
    "metadonnees": (reply(302, location="http://169.254.169.254/latest/meta-data/"), {"forbidden-address"}),
    "rond": (reply(302, location="/rond"), {"too-many-redirects"}),
    "fichier": (reply(302, location="file:///etc/passwd"), {"forbidden-address"}),
    "entetes": (say_for_ever(b"HTTP/1.1 200 OK\r\n", b"X-Long: " + b"a" * 1000 + b"\r\n"), {"broken-transfer"}),
}


def on_loopback(work: Callable[[Loopback], Awaitable[None]]) -> None:
    async def within() -> None:
        async with loopback() as web:
            await work(web)

    asyncio.run(within())


def endings(root: Path) -> dict[str, tuple[str, str | None]]:
    (report,) = root.glob("data/runs/*/*.yml")
    run = yaml.load(report.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {one["watch"]: (one["ending"], one.get("code")) for one in run["watches"]}


def test_hostile_servers_fail_in_bounds_and_harm_nobody(tmp_path: Path) -> None:
    """Hang, drip, lie, never end, bomb (gzip, entities), lead inside: each Failed by its code; the honest watch found.

    All together within a minute and 400 MiB.
    """

    async def work(web: Loopback) -> None:
        web.say("/honnete", reply(200, FEED, content_type="application/rss+xml"))
        for name, (script, _) in HOSTILE.items():
            web.say(f"/{name}", script)
        addresses = {name: f"http://127.0.0.1:{web.port}/{name}" for name in (*HOSTILE, "honnete")}
        lay_out(tmp_path, addresses, timeout=1.0)
        began = time.monotonic()
        status, peak = await asyncio.to_thread(measured, "collect", "--today", "2026-06-08", cwd=tmp_path)
        assert 0 == status
        assert time.monotonic() - began < 60
        assert peak < 400 * 1024

    on_loopback(work)

    told = endings(tmp_path)
    assert ("found", None) == told.pop("honnete")
    assert {} == {name: ending for name, ending in told.items() if ending[1] not in HOSTILE[name][1]}
    assert 1 == len(list(tmp_path.glob("data/findings/dr-essai/2026-06/*.yml")))


def test_without_leave_a_private_address_is_never_asked(tmp_path: Path) -> None:
    """A watch on loopback that practice.yml does not allow is refused before any connection; exit status 3."""

    async def work(web: Loopback) -> None:
        web.say("/", reply(200, FEED))
        lay_out(tmp_path, {"dedans": f"http://127.0.0.1:{web.port}/"})
        path = tmp_path / "practice.yml"
        path.write_text(path.read_text(encoding="utf-8").replace(", allow_hosts: [127.0.0.1]", ""), encoding="utf-8")
        done = await asyncio.to_thread(renom, "collect", cwd=tmp_path)
        assert (3, []) == (done.returncode, web.heard)

    on_loopback(work)

    assert {"dedans": ("failed", "forbidden-address")} == endings(tmp_path)


@pytest.mark.parametrize("failing", [503, 404, 403])
def test_a_source_that_breaks_makes_nothing_vanish(tmp_path: Path, failing: int) -> None:
    """After a good month, a month of errors leaves every file of findings, words and memory byte for byte."""

    async def work(web: Loopback) -> None:
        web.say("/presse", reply(200, FEED), reply(failing))
        lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse"})
        await asyncio.to_thread(renom, "collect", "--today", "2026-06-08", cwd=tmp_path)
        before = {name: body for name, body in snapshot(tmp_path).items() if "/runs/" not in name}
        done = await asyncio.to_thread(renom, "collect", "--today", "2026-07-06", cwd=tmp_path)
        after = {name: body for name, body in snapshot(tmp_path).items() if "/runs/" not in name}
        assert (3, before) == (done.returncode, after)

    on_loopback(work)
