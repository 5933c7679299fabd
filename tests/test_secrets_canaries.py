"""Secrets never leak: a canary in each of them, servers that repeat all they hear, and no trace of any afterwards."""

import base64
import datetime as dt
import html
import json
import logging
import os
import re
import subprocess
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from collector.core.model import Memory, Source
from collector.core.reading import Kind, Reading, WatchPlan
from collector.edges.files.catalog import CATALOG, load_sources
from collector.wiring.passes import collect, prepare
from tests.support.clones import git
from tests.support.echoes import ACCESS, WAYS, Server, echoing
from tests.support.practices import PRACTICE, renom

pytestmark = pytest.mark.soak

WITH_SECRETS = {
    slug: one for slug, one in load_sources(CATALOG / "sources").items() if one.secrets or one.secret_address
}
CANARY = "zq7serin"  # in every secret, and nowhere else
KEY = f"{CANARY}-cle-du-cabinet-0a1b2c"
# How far the ways of failing are shifted along the sources, a pass each: all are met in two, all by each source in full.
SHIFTS = range(1, 1 + len(WAYS)) if os.environ.get("RENOM_SOAK") else (1, 5)
FIRST = dt.date(2026, 6, 8)


@dataclass
class Practice:
    """A practice whose every secret is a canary, what its commands said, and the web that it watches."""

    root: Path
    web: Server
    said: list[str] = field(default_factory=list)

    @property
    def secrets(self) -> dict[str, str]:
        """Return the environment: all the secrets of all sources, the addresses to tell, the key."""
        named = {name for one in WITH_SECRETS.values() for name in one.secrets}
        values = {name: f'{CANARY}-{name.lower().replace("_", "-")}/+é=&"9e2f' for name in named}
        values |= {_name(slug): self._address(slug) for slug, one in WITH_SECRETS.items() if one.secret_address}
        # What goes into a header is plain, as keys are.
        values |= {name: f"{CANARY}-{name.lower()}-9e2f" for name in named if name.endswith(("KEY", "TOKEN"))}
        told = f"json://{CANARY}:{CANARY}-mot-de-passe@127.0.0.1:{self.web.server_port}/notify/{CANARY}-jeton"
        return {**values, "RENOM_KEY": KEY, "RENOM_NOTIFY": told}

    def _address(self, slug: str) -> str:
        return f"http://127.0.0.1:{self.web.server_port}/{slug}-feed/{CANARY}-compte-42/{CANARY}jeton?k={CANARY}-k-1234"

    def run(self, *words: str) -> str:
        """Run a command with the secrets in its environment; keep and return all that it said."""
        summary = str(self.root / "resume.md")
        done = renom(*words, cwd=self.root, GITHUB_STEP_SUMMARY=summary, **self.secrets)
        self.said.append(done.stdout + done.stderr)
        return self.said[-1]

    def left(self) -> Iterator[tuple[str, bytes]]:
        """Yield all that is left behind, with where it is: what was said, every file, every object of git."""
        yield from ((f"what command {place} said", said.encode()) for place, said in enumerate(self.said))
        for path in sorted(self.root.rglob("*")):
            if path.is_file():
                yield path.relative_to(self.root).as_posix(), path.read_bytes()
        command = ["git", "-C", str(self.root), "cat-file", "--batch", "--batch-all-objects"]
        yield "git", subprocess.run(command, check=True, capture_output=True).stdout

    def leaks(self) -> list[str]:
        """Return where a secret stands, in whatever form."""
        forms = [form for value in (*self.secrets.values(), ACCESS) for form in forms_of(value)]
        return [
            where
            for where, content in self.left()
            if CANARY.encode() in content or any(form in content for form in forms)
        ]


def forms_of(value: str) -> set[bytes]:
    """Return the ways in which `value` may be written, but as it is: a word of it is looked for."""
    written = {value, quote(value, safe=""), quote_plus(value), html.escape(value), json.dumps(value)[1:-1]}
    coded = [base64.b64encode(b"\0" * before + value.encode()).decode()[4:24] for before in range(3)]
    return {one.encode() for one in (*written, *coded)}


def _name(slug: str) -> str:
    return f"ADRESSE_{slug.upper().replace('-', '_')}"


def lay_out(root: Path, web: Server) -> Practice:
    """Write a practice that watches, on loopback, each source of the catalogue that takes a secret."""
    lines = [PRACTICE.format(timeout=0.5)]
    for slug, source in WITH_SECRETS.items():
        lines.append(f"  - {{id: v-{slug}, source: essai-{slug}, for: [dr-essai], {_place(slug, source, web)}}}\n")
        text = (CATALOG / "sources" / slug / "source.yml").read_text("utf-8")
        # Every address that is asked leads to the loopback, under the name of its source.
        here = rf"\g<1>http://127.0.0.1:{web.server_port}/{slug}"
        own = re.sub(r"(?m)^(address: |token_url: )https://[^/\s]+", here, text).replace(
            source.name, f"Essai {slug}", 1
        )
        path = root / "sources" / f"essai-{slug}" / "source.yml"
        path.parent.mkdir(parents=True)
        path.write_text(own, "utf-8")
    (root / "practice.yml").write_text("".join(lines), "utf-8")
    git(root, "init", "--quiet")
    return Practice(root, web)


def _place(slug: str, source: Source, web: Server) -> str:
    home = f"http://127.0.0.1:{web.server_port}/{slug}"
    if source.secret_address:
        return f"secret: {_name(slug)}"
    if source.kind == "google-business":
        return f"url: {home}/v4/accounts/1/locations/2/reviews"
    query = "query: Anne Essai"
    return f"url: {home}, {query}" if "{url}" in (source.address or "") else query


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """Make every pass, and type every command, once."""
    root = tmp_path_factory.mktemp("canaries")
    with echoing() as web:
        made = lay_out(root, web)
        days = [str(FIRST + dt.timedelta(weeks=week)) for week in range(1 + len(SHIFTS))]
        made.run("collect", "--all", "--today", days[0])  # the web only repeats
        made.run("notify")
        for shift, day in zip(SHIFTS, days[1:], strict=True):
            web.ways = (*WAYS[shift:], *WAYS[:shift])
            made.run("collect", "--all", "--today", day)
        web.ways = ("echo",)
        made.run("doctor")
        web.ways = ("403",)
        made.run("notify")
        made.run("check")
        made.run("build", "--today", days[-1])
        made.run("save")
        yield made


def test_the_canaries_were_there(practice: Practice) -> None:
    """Each secret was sent, each way of failing was met, and something was kept of each source."""
    asked = " ".join(path for _, path in practice.web.asked)

    assert set(WAYS) <= {way for way, _ in practice.web.asked}
    assert {path.split("/")[1].removesuffix("-feed") for _, path in practice.web.asked} >= set(WITH_SECRETS)
    assert f"key={CANARY}-youtube_api_key-9e2f" in asked
    assert f"/{CANARY}-jeton" in asked
    said = "\n".join(practice.said)
    assert [] == [
        words
        for words in ("told 1 addresses", "did not take the message", "ok       RENOM_KEY", "portal:", "pieces: ")
        if words not in said
    ]
    texts = [path.read_text("utf-8") for path in practice.root.glob("pieces/texts/*.yml")]
    assert len(WITH_SECRETS) == len(texts)
    assert any("adresse-secrete" in text for text in texts)


def test_no_secret_is_left_anywhere(practice: Practice) -> None:
    """Not in a file, a page, a run report, the summary, git, nor in what the commands said: in no form."""
    assert [] == practice.leaks()


def test_a_canary_would_be_found(practice: Practice) -> None:
    """The search finds a secret in each form, in a file and in git: it can fail."""
    secret = practice.secrets["GOOGLE_CLIENT_SECRET"]
    path = practice.root / "temoin.txt"
    for form in forms_of(secret):
        path.write_bytes(b"x " + form)
        assert ["temoin.txt"] == practice.leaks()
    path.unlink()


def test_a_crash_tells_no_secret(
    practice: Practice, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """A kind that breaks on what it was told, and a pass that breaks as it ends: reports, logs and tracebacks."""
    caplog.set_level(logging.DEBUG)

    def breaking(plan: WatchPlan, memory: Memory) -> Reading:
        outcome = yield from prepared.kinds["feed"].read(plan, memory)
        raise RuntimeError(f"broke on {outcome!r}")

    prepared = prepare(practice.root, None, everything=True, key=KEY)
    this = replace(
        prepared,
        kinds={**prepared.kinds, "google-alerts": Kind("google-alerts", breaking)},
        watches=[one for one in prepared.watches if one.secret],
    )

    def tell(_: object) -> None:
        raise RuntimeError("the printer is on fire")

    report = collect(practice.root, this, lambda _: None, secret=practice.secrets.get)
    with pytest.raises(RuntimeError, match="the printer is on fire") as raised:
        collect(practice.root, this, tell, secret=practice.secrets.get)
    told, said = "".join(traceback.format_exception(raised.value)), capfd.readouterr()

    assert "crashed" in {one.code for one in report.watches}
    assert CANARY not in "\n".join((repr(report), told, caplog.text, said.out, said.err))
    assert [] == practice.leaks()
