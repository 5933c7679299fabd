"""The judgement on labelled drafts, by writers who never saw a rule: what is caught, what is blocked wrongly."""

import pytest

from collector.core.replies.check import Draft
from collector.core.replies.model import Violation
from tests.support.replies import CORPUS, corpus, reply_check

pytestmark = pytest.mark.slow

MOST_MISSED = 0.01
MOST_WRONGLY_BLOCKED = 0.05
SECRET = {Violation.CONFIRMS_PATIENT, Violation.DATE_OR_ACT, Violation.HEALTH}


@pytest.fixture(scope="module")
def judged():
    """Return every item of every writer, with what is said of it."""
    return [
        (item, reply_check().judge(Draft(item["draft"], item["review_author"], item["review_rating"])))
        for path in sorted(CORPUS.glob("*.jsonl"))
        for item in corpus(path)
    ]


@pytest.mark.slow
def test_unacceptable_drafts_are_caught(judged):
    """At most one in a hundred passes."""
    bad = [(item["id"], told) for item, told in judged if not item["labels"]["acceptable"]]
    missed = [one for one, told in bad if told.acceptable]

    assert len(bad) > 300
    assert len(missed) <= MOST_MISSED * len(bad), missed


def test_acceptable_drafts_are_seldom_blocked(judged):
    """At most one in twenty is."""
    good = [(item["id"], told) for item, told in judged if item["labels"]["acceptable"]]
    blocked = [one for one, told in good if not told.acceptable]

    assert len(good) > 300
    assert len(blocked) <= MOST_WRONGLY_BLOCKED * len(good), blocked


def test_secrecy_is_named_when_it_is_broken(judged):
    """Nine times in ten, a draft that tells of a patient is told to, whatever else it does."""
    broken = [told for item, told in judged if SECRET & set(item["labels"]["violates"])]
    named = [one for one in broken if SECRET & set(one.violates)]

    assert len(named) >= 0.9 * len(broken)
