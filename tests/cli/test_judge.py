"""`renom judge`: lines in, lines out, in order; a bad line is told and the others go on."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from collector.cli.judge import lines_of

ROOT = Path(__file__).resolve().parents[2]


def judge(given: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run `renom judge triage` on some bytes."""
    command = [sys.executable, "-m", "collector", "judge", "triage", "--today", "2026-11-20"]
    return subprocess.run(command, input=given, cwd=ROOT, capture_output=True, check=False)


def test_each_line_gets_its_answer() -> None:
    """One object a line, with the id given and every field; exit status 0."""
    lines = [
        {"id": "a", "text": "Quel connard ce médecin", "source_kind": "review", "rating": 1, "published": "2026-11-01"},
        {"id": 2, "text": "Merci docteur, parfait !", "rating": 5},
    ]

    done = judge("\n".join(map(json.dumps, lines)).encode())

    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert (0, b"") == (done.returncode, done.stderr)
    assert [("a", "injure", "defensive", False), (2, "avis_positif", "aucune", False)] == [
        (one["id"], one["nature"], one["strategy"], one["urgent"]) for one in told
    ]
    assert {
        "id", "nature", "also", "grievances", "strategy", "urgent", "signals", "procedures", "reasons",
    } == set(told[0])  # fmt: skip
    assert any("«\u00a0connard\u00a0»" in reason for reason in told[0]["reasons"])


def test_bad_lines_are_told_with_their_number_and_the_others_go_on() -> None:
    """Not JSON, no object, no text, not UTF-8, nested without end, too long: six lines told, exit status 1."""
    deep = b"[" * 100_000 + b"]" * 100_000
    long = b'{"text": "' + b"x" * 1_100_000 + b'"}'
    bad = [b"x", b"[]", b'{"id": 1, "text": 3}', b'{"id": 1, "text": "\xff"}', deep, long]

    done = judge(b"\n".join([*bad, b"", '{"id": "ok", "text": "très bien \\ud800"}'.encode()]))

    assert ["ok"] == [json.loads(line)["id"] for line in done.stdout.splitlines()]
    assert [f"line {number}" for number in range(1, 7)] == [
        line.partition(":")[0] for line in done.stderr.decode().splitlines()
    ]
    assert 1 == done.returncode


@pytest.mark.parametrize(
    ("given", "numbers"), [(b"", []), (b"\n \n", []), (b"a\n\nb", [1, 3]), (b"x" * 2_500_000 + b"\ny", [1, 2])]
)
def test_lines_are_counted_as_they_stand(given: bytes, numbers: list[int]) -> None:
    """Empty lines count and are passed over; a line too long is one line."""
    assert numbers == [number for number, _ in lines_of(io.BytesIO(given))]
