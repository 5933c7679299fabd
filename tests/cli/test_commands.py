"""The commands as a person types them: what they print, what they leave, how they exit."""

import asyncio
import os
from pathlib import Path

import pytest

from tests.support.loopback import loopback, reply
from tests.support.practices import lay_out, renom, snapshot

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title><item><guid>g1</guid>'
    "<title>Le Dr Anne Essai, médecin généraliste à Saint-Essai, ouvre le samedi</title>"
    "<link>https://gazette.example/1</link><pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate></item></channel></rss>"
).encode()
NOWHERE = "http://127.0.0.1:9/rien"  # the discard port: nobody listens


def test_collect_says_for_each_watch_how_it_ended(tmp_path: Path) -> None:
    """One line a watch (found, unchanged, failed and why), a closing summary, exit status 0 when one was read."""

    async def work() -> list[str]:
        async with loopback() as web:
            web.say("/presse", reply(200, FEED, etag='"1"'), reply(304))
            lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse", "muet": NOWHERE})
            done = [
                await asyncio.to_thread(renom, "collect", "--today", day, cwd=tmp_path)
                for day in ("2026-06-08", "2026-07-06")
            ]
            assert [0, 0] == [one.returncode for one in done]
            return [one.stdout for one in done]

    first, second = asyncio.run(work())

    assert "found          presse: 1 read, 1 ours, 1 new" in first
    assert "failed           muet: unreachable" in first
    assert "2 watches due: 1 found, 0 unchanged, 1 failed" in first
    assert "unchanged        presse" in second


@pytest.mark.parametrize(("options", "status"), [((), 3), (("--strict",), 3)])
def test_a_pass_that_reads_nothing_exits_with_3(tmp_path: Path, options: tuple[str, ...], status: int) -> None:
    """When every watch failed there is nothing to believe: the job must be red."""
    lay_out(tmp_path, {"muet": NOWHERE})

    assert status == renom("collect", *options, cwd=tmp_path).returncode


def test_strict_exits_with_1_when_any_watch_failed(tmp_path: Path) -> None:
    """One good watch is enough without --strict, and not with it."""

    async def work() -> int:
        async with loopback() as web:
            web.say("/presse", reply(200, FEED))
            lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse", "muet": NOWHERE})
            return (await asyncio.to_thread(renom, "collect", "--strict", cwd=tmp_path)).returncode

    assert 1 == asyncio.run(work())


def test_only_due_watches_are_read_unless_all_are_asked(tmp_path: Path) -> None:
    """Two days after a pass a weekly watch is left alone; --all reads it."""

    async def work() -> list[str]:
        async with loopback() as web:
            web.say("/presse", reply(200, FEED))
            lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse"})
            passes = (("2026-06-08",), ("2026-06-10",), ("2026-06-10", "--all"))
            return [
                (await asyncio.to_thread(renom, "collect", "--today", *words, cwd=tmp_path)).stdout for words in passes
            ]

    assert ["1 watches due", "0 watches due", "1 watches due"] == [
        next(part for part in ("0 watches due", "1 watches due") if part in said) for said in asyncio.run(work())
    ]


def test_a_faulty_configuration_exits_with_2_and_tells_everything(tmp_path: Path) -> None:
    """Each problem is a line `file:line: key: what to do` on the error stream, and nothing is written."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})
    path = tmp_path / "practice.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("city:", "town:").replace("v: 1", "v: 9"), encoding="utf-8"
    )
    before = snapshot(tmp_path)

    done = renom("collect", cwd=tmp_path)

    assert (2, before) == (done.returncode, snapshot(tmp_path))
    assert "practice.yml:1: v: must be 1, not" in done.stderr
    assert "practice.yml:10: practitioners[1].town: is not a known key" in done.stderr
    assert "practitioners[1].city: is required: add a line `city: …`" in done.stderr


def test_without_a_key_nothing_is_collected(tmp_path: Path) -> None:
    """The message says how to make a key and where to put it."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})

    done = renom("collect", cwd=tmp_path, RENOM_KEY="")

    assert 2 == done.returncode
    assert "make one with `renom key`" in done.stderr


def test_outside_a_practice_the_message_says_where_to_go(tmp_path: Path) -> None:
    """In a folder without practice.yml every command that needs one says so."""
    said = {words: renom(*words.split(), cwd=tmp_path) for words in ("collect", "build", "check", "refresh")}

    assert {2, 1} >= {one.returncode for one in said.values()}
    assert [] == [words for words, one in said.items() if "no such file in" not in one.stderr]


def test_check_names_every_broken_file_and_stops_at_none(tmp_path: Path) -> None:
    """Three broken files of three kinds are told together, each with its place; exit status 1; nothing changes."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})
    for name, body in (
        ("data/decisions/a.yml", "v: 1\nfinding: f-1\n"),
        ("data/memory/presse.yml", "v: 1\n present: []\n"),
        ("sources/mien/source.yml", "name: x\n"),
    ):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(body, encoding="utf-8")
    before = snapshot(tmp_path)

    done = renom("check", cwd=tmp_path)

    assert (1, before) == (done.returncode, snapshot(tmp_path))
    assert [] == [
        place
        for place in (
            "data/decisions/a.yml:2: finding",
            "data/memory/presse.yml:2",
            "sources/mien/source.yml:1: access",
        )
        if place not in done.stderr
    ]


def test_check_of_a_good_practice_says_so(tmp_path: Path) -> None:
    """No problem is told in words, with exit status 0."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})

    done = renom("check", cwd=tmp_path)

    assert (0, "no problem found\n") == (done.returncode, done.stdout)


def test_a_secret_address_never_shows(tmp_path: Path) -> None:
    """The address of a secret feed, right or failing, is in no file and no line of what a pass leaves."""

    async def work() -> str:
        async with loopback() as web:
            address = f"http://127.0.0.1:{web.port}/canari-8f3a"
            web.say("/canari-8f3a", reply(200, FEED))
            lay_out(tmp_path, {"alerte": "A", "panne": "B"})
            path = tmp_path / "practice.yml"
            text = (
                path.read_text(encoding="utf-8")
                .replace("url: 'A'", "secret: ALERTE")
                .replace("url: 'B'", "secret: PANNE")
            )
            path.write_text(text, encoding="utf-8")
            done = await asyncio.to_thread(
                lambda: renom("collect", cwd=tmp_path, ALERTE=address, PANNE="http://127.0.0.1:9/canari-8f3a")
            )
            return done.stdout + done.stderr

    said = asyncio.run(work())

    assert ("found", "failed") == tuple(word for word in ("found", "failed") if word in said)
    assert [] == [name for name, body in snapshot(tmp_path).items() if b"canari" in body]
    assert "canari" not in said


def test_a_missing_secret_is_named(tmp_path: Path) -> None:
    """The report says which secret to set, not what it would hold."""
    lay_out(tmp_path, {"alerte": "A"})
    path = tmp_path / "practice.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("url: 'A'", "secret: ALERTE"), encoding="utf-8")

    assert "missing-secret (ALERTE)" in renom("collect", cwd=tmp_path).stdout


def test_keys_are_long_and_never_the_same(tmp_path: Path) -> None:
    """`renom key` prints a fresh key that `collect` accepts."""
    keys = [renom("key", cwd=tmp_path).stdout.strip() for _ in range(2)]

    assert ([43, 43], 2) == ([len(key) for key in keys], len(set(keys)))


def test_save_outside_git_says_that_there_is_nothing_to_do(tmp_path: Path) -> None:
    """A practice kept without git is a supported set-up."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})

    done = renom("save", cwd=tmp_path)

    assert (0, "nothing to save: no practice.yml in a git repository here\n") == (done.returncode, done.stdout)


def test_save_refuses_to_replace_words_that_are_missing(tmp_path: Path) -> None:
    """When pieces/ lacks what main claims, nothing is saved: the branch would lose words for good."""

    async def work() -> None:
        async with loopback() as web:
            web.say("/presse", reply(200, FEED))
            lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse"})
            await asyncio.to_thread(renom, "collect", cwd=tmp_path)

    asyncio.run(work())
    os.spawnlp(os.P_WAIT, "git", "git", "-C", str(tmp_path), "init", "--quiet")
    (text,) = tmp_path.glob("pieces/texts/*.yml")
    text.unlink()

    done = renom("save", cwd=tmp_path)

    assert 1 == done.returncode
    assert f"lacks words that 1 findings claim ({text.stem}): nothing was saved" in done.stderr


def test_the_demo_never_empties_a_folder_of_somebody(tmp_path: Path) -> None:
    """Asked to play in a folder that holds something else, it refuses and touches nothing."""
    (tmp_path / "these.txt").write_text("à moi", encoding="utf-8")

    done = renom("demo", "--practice", str(tmp_path), cwd=tmp_path)

    assert (1, {"these.txt": "à moi".encode()}) == (done.returncode, snapshot(tmp_path))
    assert "is not empty and was not made by `renom demo`" in done.stderr


@pytest.mark.site
def test_a_broken_file_stops_neither_a_pass_nor_a_build_and_is_not_lost(tmp_path: Path) -> None:
    """A finding and a decision broken by hand: the pass goes on, the portal is built and says so, the bytes stay."""

    async def work() -> None:
        async with loopback() as web:
            web.say("/presse", reply(200, FEED), reply(200, FEED.replace(b"samedi", b"dimanche")))
            lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse"})
            await asyncio.to_thread(renom, "collect", "--today", "2026-06-08", cwd=tmp_path)
            (finding,) = tmp_path.glob("data/findings/*/*/*.yml")  # noqa: ASYNC240 - one small folder
            finding.write_text(finding.read_text(encoding="utf-8").replace("state:", " state:"), encoding="utf-8")
            decision = tmp_path / "data/decisions/a.yml"
            decision.parent.mkdir()
            decision.write_text("à compléter", encoding="utf-8")
            broken = {path: path.read_bytes() for path in (finding, decision)}
            done = await asyncio.to_thread(renom, "refresh", "--today", "2026-07-06", cwd=tmp_path)
            assert 0 == done.returncode, done.stderr
            assert broken == {path: path.read_bytes() for path in broken}
            assert [] == [path for path in broken if path.relative_to(tmp_path).as_posix() not in done.stderr]

    asyncio.run(work())

    assert "fichiers du cabinet n’ont pas pu être lus" in (tmp_path / "build/docs/index.md").read_text(encoding="utf-8")


def test_a_pass_before_the_last_one_is_refused(tmp_path: Path) -> None:
    """After a mistyped year the message names the file to remove; nothing is written meanwhile."""

    async def work() -> tuple[int, str]:
        async with loopback() as web:
            web.say("/presse", reply(200, FEED))
            lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse"})
            await asyncio.to_thread(renom, "collect", "--today", "2062-06-08", cwd=tmp_path)
            before = snapshot(tmp_path)
            done = await asyncio.to_thread(renom, "collect", "--today", "2026-06-08", cwd=tmp_path)
            assert before == snapshot(tmp_path)
            return done.returncode, done.stderr

    status, said = asyncio.run(work())

    assert 2 == status
    assert "data/runs/2062-06/20620608t0317z.yml: on: the last pass says it was made on 2062-06-08" in said


def test_another_key_is_told(tmp_path: Path) -> None:
    """A pass with a new key goes on, and says that the pseudonyms change."""

    async def work() -> str:
        async with loopback() as web:
            web.say("/presse", reply(200, FEED))
            lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse"})
            await asyncio.to_thread(renom, "collect", cwd=tmp_path)
            other = "une-autre-cle-inventee"
            done = await asyncio.to_thread(lambda: renom("collect", "--all", cwd=tmp_path, RENOM_KEY=other))
            assert 0 == done.returncode
            return done.stderr

    assert "RENOM_KEY: is not the key of the last pass" in asyncio.run(work())


def test_a_decision_of_tomorrow_is_told(tmp_path: Path) -> None:
    """A mistyped year in a decision is a problem of `check`, since nothing of it would show."""
    lay_out(tmp_path, {"presse": "https://gazette.example/rss"})
    path = tmp_path / "data/decisions/a.yml"
    path.parent.mkdir(parents=True)
    path.write_text("finding: f-0123456789abcdef\nruling: ignore\non: 2090-06-09\nby: Dr Essai\n", encoding="utf-8")

    assert "2090-06-09 (f-0123456789abcdef) is later than today" in renom("check", cwd=tmp_path).stderr
