"""The linear model: sums that can be checked by hand."""

import json

import pytest

from collector.core.triage.linear import LinearModel, pack, shares, unpack

HEAD = {
    "natures": ["a", "b"], "grievances": [], "starts": [0.5, 0.0], "scales": {"w": 2.0, "R": 1.0}, "shared": ["w"],
    "steps": {"w": 0.1, "R": 0.5}, "trained_on": "x",
}  # fmt: skip
FILE = json.dumps(HEAD) + f"\nR:rule\t{pack([2, -4])}\nw:mot\t{pack([10, 0])}\n"


def test_weights_come_back_as_they_were_written() -> None:
    """Packing loses nothing from -127 to 127."""
    assert [-127, 0, 1, 127] == list(unpack(pack([-127, 0, 1, 127]).encode()))


def test_a_score_is_a_sum() -> None:
    """Start, plus weight times step times scale; the words of a text share their scale."""
    model = LinearModel.read(FILE)

    worth = model.worth({"R:rule", "w:mot", "w:autre", "w:x", "w:y", "z:unknown"})

    assert {"R:rule": 1.0, "w:mot": 1.0} == worth
    assert [0.5 + 2 * 0.5 + 10 * 0.1, -4 * 0.5] == pytest.approx(list(model.scores(worth)))
    assert [("R:rule", 1.0), ("w:mot", 1.0)] == list(model.heaviest(worth, 0))


def test_shares_add_up_to_one() -> None:
    """The highest score has the largest share, however large the scores."""
    told = shares([1000.0, 999.0])

    assert pytest.approx(1.0) == sum(told)
    assert told[0] > told[1]
