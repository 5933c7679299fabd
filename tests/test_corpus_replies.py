"""The labelled replies: sane labels, no draft twice, nobody real; and the page that tells how they are judged."""

import json
from collections import Counter

import pytest

from collector.core.replies.model import Violation
from tests.support.corpora import alike, real_telephones
from tests.support.replies import CORPUS
from tools.judgement.figures import PAGE
from tools.judgement.replies import replies

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def drafts() -> list[dict]:
    """Every line of the corpus of replies."""
    files = sorted(CORPUS.glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]


def test_every_id_is_given_once(drafts):
    """An id names one draft in all the files."""
    assert [] == [name for name, count in Counter(line["id"] for line in drafts).items() if count > 1]


def test_every_label_is_one_of_the_list(drafts):
    """A draft breaks rules of the list, or none; it is acceptable exactly when it breaks none."""
    for line in drafts:
        labels = line["labels"]
        assert set(labels["violates"]) <= {*Violation, "none"}, line["id"]
        assert labels["acceptable"] == (labels["violates"] == ["none"]), line["id"]
        assert line["review_rating"] in {None, 1, 2, 3, 4, 5}, line["id"]


def test_every_violation_is_met_often_enough(drafts):
    """None of the nine is measured on fewer than forty drafts."""
    met = Counter(one for line in drafts for one in line["labels"]["violates"])

    assert {} == {one: met[one] for one in Violation if met[one] < 40}


def test_no_two_drafts_are_alike(drafts):
    """Two drafts of more than a few words never share four fifths of their words."""
    assert [] == alike((line["id"], line["draft"]) for line in drafts)


def test_telephones_are_fiction(drafts):
    """A telephone number rings nowhere: it comes from the ranges kept for fiction."""
    assert set() == real_telephones((line["id"], f"{line['review']} {line['draft']}") for line in drafts)


def test_the_page_tells_the_figures_of_these_rules_and_drafts():
    """Any change of what decides asks for `make scores`, and each figure is counted again here."""
    assert f"<!-- scores:replies -->\n{replies()}\n<!-- /scores:replies -->" in PAGE.read_text("utf-8")
