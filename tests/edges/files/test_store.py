"""Findings, words and memory on disk: what is written comes back the same; what is broken stops nothing."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from collector.core.errors import StoreError
from collector.core.kept import Changes
from collector.core.model import Decision, Ending, Finding, Memory, Model, PieceText, RunReport, WatchReport, Words
from collector.edges.files.atomic import write_if_changed
from collector.edges.files.documents import dump, parse, validate
from collector.edges.files.store import Store
from tests.support.strategies import findings, memories, piece_texts

SHA = "ab" * 32
FINDING = Finding.model_validate(
    {
        "id": "f-0123456789abcdef",
        "practitioner": "dr-essai",
        "source": "avis",
        "native_id": "r1",
        "url": "https://avis.example/r1",
        "form": "review",
        "author": {"shown": "S. M.", "key": "a-0123456789ab"},
        "published": {"earliest": "2026-06-01", "latest": "2026-06-01", "kind": "published"},
        "first_seen": "2026-06-08",
        "rating": {"value": 2, "scale": 5, "raw": "2"},
        "state": "present",
        "text_sha256": SHA,
        "text_length": 24,
        "content_key": "c-00",
        "versions": [{"seen": "2026-06-08", "text_sha256": SHA, "text_length": 24}],
        "sightings": [{"watch": "avis", "source": "avis", "first_seen": "2026-06-08"}],
        "match": {"about": "yes", "score": 1, "reasons": ["Avis publié sur la page désignée"]},
    }
)
TEXT = PieceText(
    finding=FINDING.id,
    versions=(Words(sha256=SHA, title="Trop d’attente", text="Une heure.\n\nEt personne ne s’excuse."),),
)


def snapshot(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def comes_back(model: Model) -> bool:
    return validate(parse(dump(model), "x.yml"), type(model)) == model


@given(findings)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@pytest.mark.slow
def test_any_finding_comes_back_the_same(finding: Finding) -> None:
    """Whatever a site said, a finding written as YAML and read again is the same finding."""
    assert comes_back(finding)


@given(piece_texts)
@settings(deadline=None)
def test_any_words_come_back_the_same(text: PieceText) -> None:
    """Words with quotes, colons, dashes or line breaks are read back to the letter."""
    assert comes_back(text)


@given(memories)
@settings(deadline=None)
def test_any_memory_comes_back_the_same(memory: Memory) -> None:
    """What a watch remembers survives the trip through YAML."""
    assert comes_back(memory)


def test_a_value_that_stands_twice_is_written_twice() -> None:
    """The same day as publication and first sight is two dates in the file, not a reference that we would refuse."""
    day = dt.date(2026, 6, 8)
    seen_twice = FINDING.model_copy(
        update={"first_seen": day, "versions": (FINDING.versions[0].model_copy(update={"seen": day}),)}
    )

    assert "&id" not in dump(seen_twice)
    assert comes_back(seen_twice)


def test_a_decision_written_by_hand_is_read(tmp_path: Path) -> None:
    """`on:` is a key and « no » is a word, as whoever types them expects; true and false are still booleans."""
    Store(tmp_path).write(Changes(findings=(FINDING,)))
    write_if_changed(
        tmp_path / "data/decisions/a.yml", "finding: f-0123456789abcdef\nruling: ignore\non: 2026-06-09\nby: no\n"
    )

    kept = Store(tmp_path).load()

    assert ((), dt.date(2026, 6, 9), "no") == (kept.problems, kept.decisions[0].on, kept.decisions[0].by)
    assert {"on": [True, False, "yes"]} == parse("on: [true, False, yes]", "x.yml").content


def test_the_c_loader_is_there() -> None:
    """The C parser is in use: the pure one is eight times slower."""
    assert yaml.__with_libyaml__


def test_what_is_written_is_loaded(tmp_path: Path) -> None:
    """A finding, its words, a memory, a run and a decision come back from their places."""
    store = Store(tmp_path)
    memory = Memory(etag='"a"', present=(FINDING.id,))
    run = RunReport(
        id="20260608t0317z",
        at=dt.datetime(2026, 6, 8, 3, 17, tzinfo=dt.UTC),
        on=dt.date(2026, 6, 8),
        watches=(WatchReport(watch="avis", source="avis", ending=Ending.FOUND, read=1, kept=1, new=1),),
    )
    decision = Decision(finding=FINDING.id, ruling="ignore", on="2026-06-09", by="Dr Essai")
    store.write(Changes(texts=(TEXT,), findings=(FINDING,), memory=("avis", memory)))
    store.write_run(run)
    write_if_changed(tmp_path / "data/decisions/un-nom-libre.yml", dump(decision))

    kept = store.load()

    assert ({FINDING.id: FINDING}, {FINDING.id: TEXT}, {"avis": memory}) == (kept.findings, kept.texts, kept.memories)
    assert ((run,), (decision,), ()) == (kept.runs, kept.decisions, kept.problems)


def test_words_and_names_never_reach_data(tmp_path: Path) -> None:
    """What people wrote is found under pieces/ and nowhere under data/."""
    Store(tmp_path).write(Changes(texts=(TEXT,), findings=(FINDING,), memory=("avis", Memory())))

    holding = {name.split("/")[0] for name, body in snapshot(tmp_path).items() if "s’excuse".encode() in body}

    assert {"pieces"} == holding


def test_text_of_several_lines_is_a_readable_block(tmp_path: Path) -> None:
    """A person who opens the file reads the words as they were written, line by line."""
    Store(tmp_path).write(Changes(texts=(TEXT,)))

    written = (tmp_path / f"pieces/texts/{FINDING.id}.yml").read_text(encoding="utf-8")

    assert "  text: |-\n    Une heure.\n\n    Et personne ne s’excuse.\n" in written


def test_writing_the_same_again_touches_nothing(tmp_path: Path) -> None:
    """A file whose bytes do not change keeps its time of modification."""
    store = Store(tmp_path)
    store.write(Changes(findings=(FINDING,)))
    path = store.finding_path(FINDING)
    os.utime(path, (1, 1))

    store.write(Changes(findings=(FINDING,)))

    assert path.stat().st_mtime == 1


@pytest.mark.parametrize("body", ["v: 1\n  bad", "", "v: 2\n", "[]", "v: 1\nid: f-zz\n"])
def test_a_broken_file_stops_nothing_and_stays(tmp_path: Path, body: str) -> None:
    """One broken finding, memory or text is named; the others load; its bytes are not touched."""
    store = Store(tmp_path)
    other = FINDING.model_copy(update={"id": "f-fedcba9876543210"})
    store.write(Changes(texts=(TEXT,), findings=(FINDING, other), memory=("avis", Memory())))
    broken = [store.finding_path(FINDING), tmp_path / "data/memory/avis.yml"]
    for path in broken:
        path.write_text(body, encoding="utf-8")

    kept = store.load()

    assert ([other.id], frozenset({FINDING.id}), frozenset({"avis"})) == (
        list(kept.findings),
        kept.untouchable,
        kept.unreadable_memories,
    )
    assert {path.relative_to(tmp_path).as_posix() for path in broken} == {one.file for one in kept.problems}
    assert [body, body] == [path.read_text(encoding="utf-8") for path in broken]


def test_a_file_whose_name_and_id_disagree_is_a_problem(tmp_path: Path) -> None:
    """A finding copied under another name is told, not counted twice."""
    store = Store(tmp_path)
    store.write(Changes(findings=(FINDING,)))
    path = store.finding_path(FINDING)
    (path.parent / "f-aaaaaaaaaaaaaaaa.yml").write_bytes(path.read_bytes())

    kept = store.load()

    assert [FINDING.id] == list(kept.findings)
    assert [one.key for one in kept.problems] == ["id"]


@pytest.mark.parametrize(
    ("name", "decision", "key", "said"),
    [
        ("b.yml", {"finding": "f-ffffffffffffffff"}, "finding", "no finding f-ffffffffffffffff: check the number"),
        ("b.yml", {"ruling": "act"}, "ruling", "says act, and a.yml says ignore on the same day: keep one"),
        ("b.yaml", {}, "", "a decision is a file whose name ends in .yml"),
    ],
)
def test_a_doubtful_decision_is_told(tmp_path: Path, name: str, decision: dict[str, str], key: str, said: str) -> None:
    """A decision about nothing, against another of its day, or under a name that is not read, is a problem."""
    Store(tmp_path).write(Changes(findings=(FINDING,)))
    sound = {"finding": FINDING.id, "ruling": "ignore", "on": "2026-06-09", "by": "Dr Essai"}
    for file, content in (("a.yml", sound), (name, sound | decision)):
        write_if_changed(tmp_path / "data/decisions" / file, dump(Decision.model_validate(content)))

    (problem,) = Store(tmp_path).load().problems

    assert (f"data/decisions/{name}", key) == (problem.file, problem.key)
    assert said in problem.message


def test_a_disk_that_refuses_is_a_store_error(tmp_path: Path) -> None:
    """A place that cannot be written says which file, and what to look at."""
    (tmp_path / "data").write_text("a file where a folder should be")

    with pytest.raises(StoreError) as caught:
        Store(tmp_path).write(Changes(findings=(FINDING,)))

    assert "check free space and permissions" in str(caught.value)


WRITER = """
import sys, pathlib
from collector.edges.files.atomic import write_if_changed
path = pathlib.Path(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    number += 1
    write_if_changed(path, f"{number}\\n" * 20000)
"""


@pytest.mark.parametrize("delay", [0.002, 0.01, 0.03, 0.05, 0.08])
def test_a_writer_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path, delay: float) -> None:
    """Killed outright while it writes, a process leaves one whole version: never a part, never two mixed."""
    path = tmp_path / "f.yml"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        while not path.exists():
            time.sleep(0.001)
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)

    lines = path.read_text().splitlines()

    assert (len(lines), len(set(lines))) == (20000, 1)
