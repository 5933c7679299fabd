"""`renom judge identity` as a person types it."""

import json
import subprocess
import sys
from pathlib import Path

from tests.support.practices import renom

PEOPLE = """\
practitioners:
  - id: P1
    split: dev
    title: Dr
    first_name: Anne-Sophie
    last_name: Lefèvre
    birth_name:
    specialty: pédiatre
    practice: {name: "Cabinet médical des Tilleuls", solo: false, colour: blue}
    city: Saint-Aubin
    former_addresses: [{address: "3 rue du Lavoir", city: Orle, until: 2020, note: x}]
    rpps: "10999004102"
"""


def _judge(place: Path, lines: str, people: str = PEOPLE) -> subprocess.CompletedProcess[str]:
    (place / "people.yml").write_text(people, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-P", "-m", "collector", "judge", "identity", "--practitioners", "people.yml"],
        cwd=place,
        input=lines,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_each_line_is_answered_in_order(tmp_path: Path) -> None:
    """One object in, one out: id, practitioner, about, score and reasons in French; keys of other tools are left."""
    lines = [
        {"id": "a", "practitioner": "P1", "title": None, "text": "Dr Lefèvre, pédiatre", "url": None, "source": "x"},
        {"id": "b", "practitioner": "P1", "text": "rien"},
        {
            "id": "c",
            "practitioner": "P1",
            "title": "Avis",
            "url": "https://x.example/3-rue-du-lavoir/anne-sophie-lefevre",
        },
    ]
    done = _judge(tmp_path, "".join(json.dumps(line) + "\n" for line in lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]

    assert 0 == done.returncode
    assert [("a", "yes"), ("b", "no"), ("c", "yes")] == [(one["id"], one["about"]) for one in answers]
    assert {"id", "practitioner", "about", "score", "reasons"} == set(answers[0])
    assert "Spécialité\u00a0: pédiatre" in answers[0]["reasons"]


def test_a_number_that_cannot_be_is_told_and_accepted(tmp_path: Path) -> None:
    """A wrong check digit is a warning on the error stream; the number still designates."""
    done = _judge(tmp_path, '{"id": 1, "practitioner": "P1", "text": "RPPS 10999004102"}\n')

    assert 0 == done.returncode
    assert "yes" == json.loads(done.stdout)["about"]
    assert "warning: people.yml:12: practitioners[1].rpps: 10999004102 cannot be an RPPS number" in done.stderr


def test_a_line_that_cannot_be_judged_is_told_and_the_others_are(tmp_path: Path) -> None:
    """Not JSON, not an object, an unknown id, a text that is none: told with its line; exit status 1."""
    bad = ["{", "[1]", '{"id": 3, "practitioner": "P2"}', '{"practitioner": "P1", "title": 3}']
    done = _judge(tmp_path, "\n".join([*bad, '{"id": 5, "practitioner": "P1"}']))

    assert 1 == done.returncode
    assert ["line 1", "line 2", "line 3", "line 4"] == [
        line.split(":")[0] for line in done.stderr.splitlines() if line.startswith("line")
    ]
    assert "no" == json.loads(done.stdout)["about"]
    assert "line 3: practitioner: must be the id of a practitioner of people.yml: P1, not 'P2'" in done.stderr
    assert "line 4: id: must be a text or a whole number, and is missing; title: must be a text, not 3" in done.stderr


def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    """Every fault with its line; exit status 2."""
    for people in ("practitioners: [{id: P1}]", "practitioners: 3", "[]", "{}"):
        done = _judge(tmp_path, "", people)
        assert 2 == done.returncode
        assert "people.yml" in done.stderr


def test_a_file_that_is_not_there_is_named_with_its_option(tmp_path: Path) -> None:
    """Nothing is said of the practice's folder, which this command does not read."""
    done = renom("judge", "identity", "--practitioners", "rien.yml", cwd=tmp_path)

    assert 2 == done.returncode
    assert "'--practitioners': File 'rien.yml' does not exist" in done.stderr
    assert "--practice:" not in done.stderr
