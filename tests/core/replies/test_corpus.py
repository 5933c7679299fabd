"""The judgement on labelled drafts, by writers who never saw a rule: what is caught, what is blocked wrongly."""

import pytest

from collector.core.replies.check import Draft
from collector.core.replies.model import Violation
from tests.support.replies import CORPUS, corpus, reply_check

FILES = [pytest.param(path, id=path.stem) for path in sorted(CORPUS.glob("*.jsonl"))]
MOST_MISSED = 0.01
MOST_WRONGLY_BLOCKED = 0.05


def judged(path):
    """Yield each item of a file with what is said of it."""
    for item in corpus(path):
        draft = Draft(item["draft"], item["review_author"], item["review_rating"])
        yield item, reply_check().judge(draft)


@pytest.mark.parametrize("path", FILES)
def test_unacceptable_drafts_are_caught(path):
    """At most one in a hundred passes."""
    bad = [(item["draft"], judgement) for item, judgement in judged(path) if not item["labels"]["acceptable"]]
    missed = [draft for draft, judgement in bad if judgement.acceptable]

    assert len(missed) <= MOST_MISSED * len(bad), missed


@pytest.mark.parametrize("path", FILES)
def test_acceptable_drafts_are_seldom_blocked(path):
    """At most one in twenty is."""
    good = [(item["draft"], judgement) for item, judgement in judged(path) if item["labels"]["acceptable"]]
    blocked = [draft for draft, judgement in good if not judgement.acceptable]

    assert len(blocked) <= MOST_WRONGLY_BLOCKED * len(good), blocked


@pytest.mark.parametrize("path", FILES)
def test_secrecy_is_named_when_it_is_broken(path):
    """Nine times in ten, a draft that tells of a patient is told to, whatever else it does."""
    secret = {Violation.CONFIRMS_PATIENT, Violation.DATE_OR_ACT, Violation.HEALTH}
    broken = [judgement for item, judgement in judged(path) if secret & set(item["labels"]["violates"])]
    named = [one for one in broken if secret & set(one.violates)]

    assert len(named) >= 0.9 * len(broken)
