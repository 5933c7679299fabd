"""The judgement on labelled mentions: who wrote them saw no rule, but for the probes of the rules' own author."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from collector.core.about.judge import Judge
from collector.core.model import About
from collector.edges.files.people import load_people
from tests.support.mentions import lexicon

pytestmark = pytest.mark.slow

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "identity"
VOICES = sorted(CORPUS.glob("voices_*.jsonl"))
YES, NO, UNCERTAIN = About.YES, About.NO, About.UNCERTAIN


@dataclass(frozen=True)
class Judged:
    """How many mentions of each label were given each answer."""

    counts: Counter[tuple[About, About]]

    def share(
        self, right: tuple[About, About], *, of_label: About | None = None, of_answer: About | None = None
    ) -> float:
        """Return the share of one cell among those of a label, or of an answer."""
        total = sum(
            count
            for (label, answer), count in self.counts.items()
            if (of_label is None or label is of_label) and (of_answer is None or answer is of_answer)
        )
        return self.counts[right] / total


def _judged(voices: Path) -> Judged:
    people, _ = load_people(voices.with_name(voices.name.replace("voices_", "practitioners_")).with_suffix(".yml"))
    judge = Judge(people, lexicon())
    counts: Counter[tuple[About, About]] = Counter()
    for line in voices.read_text("utf-8").splitlines():
        one = json.loads(line)
        wording = judge.read(title=one["title"] or "", text=one["text"] or "", address=one["url"] or "")
        counts[About(one["about"]), judge.judged(wording, one["practitioner"]).about] += 1
    return Judged(counts)


@pytest.mark.parametrize("voices", VOICES, ids=lambda path: path.stem)
def test_the_judgement_keeps_its_promises(voices: Path) -> None:
    """A « yes » is right 98 times in 100, 95 mentions in 100 are found, the clear and the unclear are told apart."""
    judged = _judged(voices)
    left = judged.counts[YES, UNCERTAIN] + judged.counts[NO, UNCERTAIN]
    clear = sum(count for (label, _), count in judged.counts.items() if label is not UNCERTAIN)

    assert judged.share((YES, YES), of_answer=YES) >= 0.98
    assert judged.share((YES, YES), of_label=YES) >= 0.95
    assert left / clear <= 0.08
    assert judged.share((UNCERTAIN, UNCERTAIN), of_label=UNCERTAIN) >= 0.70


def test_there_is_something_to_judge() -> None:
    """An empty folder proves nothing."""
    assert len(VOICES) > 1
