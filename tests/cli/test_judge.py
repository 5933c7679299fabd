"""`renom judge`: one JSON object a line in, one a line out."""

import json

import pytest

from collector.core.replies.check import LONGEST_DRAFT
from tests.support.practices import renom


def asked(*items, tmp_path):
    text = "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in items)
    return renom("judge", "reply", cwd=tmp_path, stdin=text)


def test_each_draft_has_its_judgement(tmp_path):
    """In order, empty lines left out: what is violated, why with its article, and the words with their places."""
    done = asked(
        {"id": "1", "draft": "Merci pour votre message."},
        "",
        {"id": "2", "draft": "Merci de votre confiance.", "profession": "sage-femme", "ignored": 1},
        {"id": "3", "draft": "a" * (LONGEST_DRAFT + 1)},
        tmp_path=tmp_path,
    )

    good, bad, long = map(json.loads, done.stdout.splitlines())
    assert {"id": "1", "violates": ["none"], "acceptable": True, "reasons": [], "marks": []} == good
    assert ("2", ["confirme_patient"], False) == (bad["id"], bad["violates"], bad["acceptable"])
    assert "R.\u00a04127-303" in bad["reasons"][0]
    assert {"confiance", "votre"} <= {word for mark in bad["marks"] for word in mark["words"].split()}
    assert all("Merci de votre confiance."[one["start"] : one["end"]] == one["words"] for one in bad["marks"])
    assert (False, [], []) == (long["acceptable"], long["violates"], long["marks"])
    assert "trop longue" in long["reasons"][0]


@pytest.mark.parametrize("line", ['{"id": "1"}', "not json", '{"id": 1, "draft": "a"}', '{"id": "1", "draft": "a", "profession": "x"}'])
def test_a_line_that_is_no_item_is_told_with_its_number(tmp_path, line):
    """What came before is answered; the exit status is that of a wrong configuration."""
    done = asked({"id": "0", "draft": "Merci."}, line, tmp_path=tmp_path)

    assert (2, 1) == (done.returncode, len(done.stdout.splitlines()))
    assert "standard input:2" in done.stderr
