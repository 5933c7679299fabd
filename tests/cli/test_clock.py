"""The command `renom clock`, as a person or a program runs it."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from collector.cli import renom
from tests.support import practices


def clock(*words: str, stdin: bytes | None = None) -> Result:
    """Return what the command said and how it ended."""
    return CliRunner().invoke(renom, ["clock", *words], input=io.BytesIO(stdin) if stdin is not None else None)


def test_it_prints_the_last_day_and_why() -> None:
    """The day first, as a program and as a person read it, then the reasons."""
    done = clock("presse-3-mois", "--from", "2011-08-23")

    assert 0 == done.exit_code
    assert done.stdout.startswith("2011-11-23\u00a0: dernier jour utile (mercredi 23\u00a0novembre 2011)\n  – Règle")


def test_it_needs_no_practice(tmp_path: Path) -> None:
    """In an empty folder, in a process of its own, it answers the same and leaves nothing."""
    done = practices.renom("clock", "presse-3-mois", "--from", "2011-08-23", cwd=tmp_path)

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout == clock("presse-3-mois", "--from", "2011-08-23").stdout
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("presse-3-mois", "--from", "2026-08-20", "--latest", "2026-09-20"), "2026-11-20"),
        (("rgpd-reponse", "--from", "2026-04-27", "--zone", "guadeloupe"), "2026-05-28"),
        (("rgpd-reponse", "--from", "2026-09-10", "--extended", "2026-10-05"), "2026-12-10"),
        (("presse-3-mois", "--from", "2026-01-15", "--interrupted", "2026-04-10"), "2026-07-10"),
        (("cnil-saisine", "--from", "2026-09-10"), "2026-10-13\u00a0: premier jour"),
        (("violation-72-h", "--from", "2026-11-23T10:30"), "2026-11-26T10:30\u00a0: dernier moment utile"),
        (("violation-72-h", "--from", "2026-11-23T10:30", "--zone", "reunion"), "2026-11-26T10:30"),
    ],
)
def test_each_option_counts(words: tuple[str, ...], expected: str) -> None:
    """Uncertain starts, zones, extensions, acts; a right that opens has its first day, hours their minute."""
    done = clock(*words)

    assert 0 == done.exit_code, done.stderr
    assert done.stdout.startswith(expected)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "give a delay and its start"),
        (("presse-3-mois",), "give a delay and its start"),
        (("presse-3-moi", "--from", "2026-01-01"), "did you mean presse-3-mois?"),
        (("presse-3-mois", "--from", "2026-02-30"), "is not in the calendar"),
        (("presse-3-mois", "--from", "1789-07-14"), "not between 1881 and 2199"),
        (("presse-3-mois", "--from", "2026-02-01", "--latest", "2026-01-01"), "is before from"),
        (("presse-3-mois", "--from", "2026-02-01", "--zone", "corse"), "'corse' is not one of"),
        (("--jsonl", "presse-3-mois"), "give no delay and no date"),
    ],
)
def test_a_wrong_question_is_a_fault_of_use(words: tuple[str, ...], told: str) -> None:
    """Exit status 2 and one sentence; nothing on standard output."""
    done = clock(*words)

    assert (2, "") == (done.exit_code, done.stdout)
    assert told in done.stderr


def test_many_questions_are_answered_in_their_order() -> None:
    """One line in, one line out; blank lines, a byte order mark and Windows line ends disturb nothing."""
    asked = [{"id": number, "delay": "presse-3-mois", "from": f"2026-01-{number:02}"} for number in range(1, 29)]
    text = "\n\r\n".join(json.dumps(one) for one in asked)

    done = clock("--jsonl", stdin=b"\xef\xbb\xbf" + text.encode())

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (0, "") == (done.exit_code, done.stderr)
    assert [(number, f"2026-04-{number:02}") for number in range(1, 29)] == [
        (one["id"], one["last_day"]) for one in answers
    ]


def test_a_wrong_line_stops_no_other() -> None:
    """It is told with its number, the others are answered, and the exit status says that one was wrong."""
    good = b'{"id": "a", "delay": "presse-3-mois", "from": "2011-08-23"}\n'
    lines = [
        good,
        b"oops\n",
        b"\n",
        good,
        b"x" * 200_000 + b"\n",
        good,
        b"\xff\n",
        b'{"id": 1, "delay": "no", "from": "2026-01-01"}',
    ]

    done = clock("--jsonl", stdin=b"".join(lines))

    assert 1 == done.exit_code
    assert ["2011-11-23"] * 3 == [json.loads(line)["last_day"] for line in done.stdout.splitlines()]
    assert ["line 2", "line 5", "line 7", "line 8"] == [line.split(":")[0] for line in done.stderr.splitlines()]


def test_no_question_gets_no_answer() -> None:
    """An empty input is no fault."""
    done = clock("--jsonl", stdin=b"")

    assert (0, "", "") == (done.exit_code, done.stdout, done.stderr)
