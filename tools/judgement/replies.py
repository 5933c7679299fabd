"""Says how well replies are judged, by writer: what is caught, what is blocked wrongly, which rules do it.

Run: PYTHONPATH=. .venv/bin/python tools/judgement/replies.py [FILE.jsonl …]  (the labelled corpus by default)
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from collector.core.replies.check import Draft
from collector.core.replies.model import Level
from collector.edges.files.replies import load_reply_check

CORPUS = Path(__file__).resolve().parents[2] / "tests" / "corpus" / "replies"


@dataclass
class Score:
    """What was said of the drafts of one file: ids of those missed and wrongly blocked, rules that blocked wrongly."""

    bad: int = 0
    good: int = 0
    missed: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    blamed: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """Return the share of unacceptable drafts that are caught."""
        return 1 - len(self.missed) / max(1, self.bad)

    @property
    def wrongly_blocked(self) -> float:
        """Return the share of acceptable drafts that are blocked."""
        return len(self.blocked) / max(1, self.good)


def score(path: Path) -> Score:
    """Judge every draft of a file of the corpus's form and compare with its labels."""
    made = Score()
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        told = load_reply_check().judge(
            Draft(item["draft"], item.get("review_author") or "", item.get("review_rating"))
        )
        if item["labels"]["acceptable"]:
            made.good += 1
            if not told.acceptable:
                made.blocked.append(item["id"])
                made.blamed.update({mark.rule.id for mark in told.marks if mark.rule.level is Level.BLOCK})
        else:
            made.bad += 1
            if told.acceptable:
                made.missed.append(item["id"])
    return made


if __name__ == "__main__":
    for one in map(Path, sys.argv[1:]) if sys.argv[1:] else sorted(CORPUS.glob("*.jsonl")):
        made = score(one)
        print(f"{one.name}: caught {made.recall:.1%} of {made.bad}", end=", ")
        print(f"wrongly blocked {made.wrongly_blocked:.1%} of {made.good}")
        print(f"  missed {made.missed}\n  blocked {made.blocked}\n  by {made.blamed.most_common()}")
