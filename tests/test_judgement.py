"""docs/judgement.md holds the figures of what stands in the repository."""

import re

import pytest

from collector.edges.files.triage import load_triage
from tools.judgement.corpus import fingerprint, read_corpus
from tools.judgement.figures import PAGE, decided_by, in_page, of_shipped_model
from tools.judgement.identity import identity

pytestmark = pytest.mark.slow


def test_the_figures_are_those_of_these_rules_texts_and_code() -> None:
    """Any change of what decides asks for `make scores`: the page says what it was counted from."""
    assert f"Counted from: `{decided_by()}`" in PAGE.read_text("utf-8")


def test_the_figures_of_identity_are_those_of_these_rules_and_texts() -> None:
    """They take seconds: they are counted again."""
    page = PAGE.read_text("utf-8")

    assert in_page(page, "identity", identity()) == page


def test_the_model_was_learnt_from_these_texts_and_rules() -> None:
    """A change of the corpus or of the rules asks for `make train`."""
    assert fingerprint(read_corpus()) == load_triage().model.head.trained_on


def test_the_shipped_model_scores_what_the_page_says() -> None:
    """The one figure that can be counted again without training is counted again."""
    told = re.search(r"Shipped model on a tenth of the texts that it has learnt: ([\d.]+) %", PAGE.read_text("utf-8"))

    assert told
    assert told[1] == f"{100 * of_shipped_model(read_corpus()):.1f}"
