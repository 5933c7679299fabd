"""Every way a reading can fail has its French sentence, and says what to do."""

import pytest

from collector.core.errors import FailureCode
from collector.core.pages.failures import EXPLANATIONS, WatchState, explain, told


@pytest.mark.parametrize("code", FailureCode)
def test_every_code_is_explained(code):
    """No code is left without a state that counts as blind, a sentence and an advice."""
    explanation = explain(str(code))

    assert explanation is EXPLANATIONS[code]
    assert explanation.state in {WatchState.BLOCKED, WatchState.BROKEN, WatchState.AWAITED}
    assert explanation.sentence.endswith(".")
    assert explanation.advice.endswith(".")


@pytest.mark.parametrize("code", [None, "", "of-another-version"])
def test_an_unknown_code_is_said_unknown(code):
    """A report written by another version stops no page, and is not taken for a reading."""
    assert WatchState.BROKEN == explain(code).state
    assert "ne connaît pas" in explain(code).sentence


def test_no_sentence_says_that_nothing_was_published():
    """A failed reading says nothing about mentions: no sentence may suggest that there are none."""
    words = " ".join(one.sentence + one.advice for one in EXPLANATIONS.values()).lower()

    assert not any(claim in words for claim in ("aucune mention", "aucun avis", "rien de nouveau"))


@pytest.mark.parametrize(
    ("shown", "detail"),
    [
        ("robots.txt", "Disallow"),
        ("robots.txt", "robots.txt: too-large"),
        ("", "HTTP 200"),
        ("HTTP 403", "HTTP 403"),
        ("ALERTE_WEB", "ALERTE_WEB"),
    ],
)
def test_a_detail_is_told_when_it_helps(shown, detail):
    """What a reader can act on is shown; a rule of robots.txt is named by its file, and a « 200 » of a wall is hidden."""
    assert shown == told(detail)
