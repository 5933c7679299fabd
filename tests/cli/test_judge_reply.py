"""`renom judge reply`: one JSON object a line in, one a line out."""

import json

import pytest

from collector.core.replies.check import LONGEST_DRAFT
from tests.support.practices import renom


def asked(*items, tmp_path):
    text = "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in items)
    return renom("judge", "reply", cwd=tmp_path, stdin=text)


def test_each_draft_of_a_reply_has_its_judgement(tmp_path):
    """In order, empty lines left out: what is violated, why with its article, and the words with their places."""
    draft = "Merci de votre confiance."
    done = asked(
        {"id": "1", "draft": "Merci pour votre message.", "review_author": None},
        "",
        {"id": "2", "draft": draft, "profession": "sage-femme", "review_rating": 5, "ignored": 1},
        {"id": "3", "draft": "a" * (LONGEST_DRAFT + 1)},
        tmp_path=tmp_path,
    )

    good, bad, long = map(json.loads, done.stdout.splitlines())
    assert {"id": "1", "violates": ["none"], "acceptable": True, "reasons": [], "marks": []} == good
    assert ("2", ["confirme_patient"], False) == (bad["id"], bad["violates"], bad["acceptable"])
    assert "R.\u00a04127-303" in bad["reasons"][0]
    assert {"confiance", "votre"} <= {word for mark in bad["marks"] for word in mark["words"].split()}
    assert all(draft[one["start"] : one["end"]] == one["words"] for one in bad["marks"])
    assert (False, [], []) == (long["acceptable"], long["violates"], long["marks"])
    assert "trop longue" in long["reasons"][0]
    assert 0 == done.returncode


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"id": "1"}', "line 2: draft: must be a text, and is missing"),
        (
            '{"draft": 1, "profession": "x", "review_rating": "cinq"}',
            "is missing; draft: must be a text, not 1; review_rating: must be a number from 1 to 5, or null, not 'cinq'; pro",
        ),
    ],
)
def test_a_line_without_a_draft_is_told_and_passed_over(tmp_path, line, fault):
    """Every fault at once, with the number of the line; what stands around it is judged."""
    done = asked({"id": "0", "draft": "Merci."}, line, {"id": "2", "draft": "Merci."}, tmp_path=tmp_path)

    assert (1, ["0", "2"]) == (done.returncode, [json.loads(one)["id"] for one in done.stdout.splitlines()])
    assert fault in done.stderr
