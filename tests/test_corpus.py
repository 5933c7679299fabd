"""The labelled texts: sane labels, no text twice, nobody real."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

from collector.core.triage.labels import Grievance, Nature, SourceKind, Strategy
from tests.support.corpora import alike, real_telephones

FOLDER = Path(__file__).resolve().parent / "corpus" / "triage"


def lines() -> list[dict]:
    """Return every line of the corpus."""
    files = sorted(FOLDER.glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def corpus() -> list[dict]:
    """Every line of the corpus."""
    return lines()


def test_every_id_is_given_once(corpus):
    """An id names one text in all the files."""
    assert [] == [name for name, count in Counter(line["id"] for line in corpus).items() if count > 1]


def test_every_label_is_one_of_the_list(corpus):
    """Natures, grievances, strategies and places are those of tests/corpus/README.md; stars go from 1 to 5."""
    for line in corpus:
        labels = line["labels"]
        assert {labels["nature"], *labels["also"]} <= set(Nature), line["id"]
        assert labels["nature"] not in labels["also"], line["id"]
        assert set(labels["grievances"]) <= set(Grievance), line["id"]
        assert {labels["strategy"], *labels["strategy_alt"]} <= set(Strategy), line["id"]
        assert line["source_kind"] in set(SourceKind), line["id"]
        assert line["rating"] in {None, 1, 2, 3, 4, 5}, line["id"]
        assert dt.date.fromisoformat(line["published"]) <= dt.date.fromisoformat(line["collected"]), line["id"]


def test_labels_agree_with_each_other(corpus):
    """Threats and hatred are always urgent and offensive; lawful opinions never; listings and press complain of nothing."""
    for line in corpus:
        labels = line["labels"]
        if labels["nature"] in {Nature.THREAT, Nature.HATRED}:
            assert (True, "offensive") == (labels["urgent"], labels["strategy"]), line["id"]
        if labels["nature"] in {Nature.PRAISE, Nature.NEUTRAL, Nature.CRITICISM}:
            assert not labels["urgent"], line["id"]
        if labels["nature"] in {Nature.PRAISE, Nature.LISTING, Nature.PRESS}:
            assert [] == labels["grievances"], line["id"]


@pytest.mark.slow
def test_no_two_texts_are_alike(corpus):
    """Two texts of more than a few words never share four fifths of their words."""
    assert [] == alike((line["id"], line["text"]) for line in corpus)


def test_telephones_are_fiction(corpus):
    """A telephone number rings nowhere: it comes from the ranges kept for fiction."""
    assert set() == real_telephones((line["id"], line["text"]) for line in corpus)
