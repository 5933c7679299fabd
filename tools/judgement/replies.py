"""Says how well replies are judged, by writer: what is caught, what is blocked wrongly, which violations are named.

Run: PYTHONPATH=. .venv/bin/python tools/judgement/replies.py FILE.jsonl …  (tells the ids that went wrong, and by which
rules); `make scores` writes the table of the labelled corpus to docs/judgement.md.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from collector.core.replies.check import Draft
from collector.core.replies.model import Level, Violation
from collector.edges.files.replies import load_reply_check

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "corpus" / "replies"
_DECIDING = (
    "collector/catalog/replies/*.yml",
    "collector/core/replies/*.py",
    "tests/corpus/replies/*.jsonl",
    "tools/judgement/replies.py",
)


@dataclass
class Score:
    """What was said of the drafts of one file: ids of those missed and wrongly blocked, rules that blocked wrongly."""

    writer: str
    bad: int = 0
    good: int = 0
    missed: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    blamed: Counter[str] = field(default_factory=Counter)
    due: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

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
    made = Score(path.stem)
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        told = load_reply_check().judge(
            Draft(item["draft"], item.get("review_author") or "", item.get("review_rating"))
        )
        due = set(item["labels"]["violates"]) - {"none"}
        made.due.update(due)
        made.told.update(told.violates)
        made.right.update(due & set(told.violates))
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


def replies() -> str:
    """Return the page's part on replies."""
    scores = [score(path) for path in sorted(CORPUS.glob("*.jsonl"))]
    drafts = sum(one.bad + one.good for one in scores)
    writers = [[one.writer, one.bad, _percent(one.recall), one.good, _percent(one.wrongly_blocked)] for one in scores]
    due, told, right = (
        sum((getattr(one, name) for one in scores), Counter[str]()) for name in ("due", "told", "right")
    )
    violations = [
        [one, due[one], _percent(right[one] / due[one]), _percent(right[one] / max(1, told[one]))] for one in Violation
    ]
    return "\n".join(
        [
            f"{drafts} drafts by {len(scores)} writers, by rules that were mended after reading them.",
            "",
            *_rows(["writer", "unacceptable", "caught", "acceptable", "wrongly blocked"], writers),
            "",
            *_rows(["violation", "drafts", "named when due", "due when named"], violations),
            "",
            f"Counted from: `{decided_by()}`",
        ]
    )


def decided_by() -> str:
    """Return the fingerprint of everything that decides the figures on replies."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _DECIDING for path in ROOT.glob(pattern)):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _rows(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    return [f"| {' | '.join(map(str, row))} |" for row in (head, ["---"] * len(head), *rows)]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


if __name__ == "__main__":
    for one in map(Path, sys.argv[1:]) if sys.argv[1:] else sorted(CORPUS.glob("*.jsonl")):
        made = score(one)
        print(f"{one.name}: caught {made.recall:.1%} of {made.bad}", end=", ")
        print(f"wrongly blocked {made.wrongly_blocked:.1%} of {made.good}")
        print(f"  missed {made.missed}\n  blocked {made.blocked}\n  by {made.blamed.most_common()}")
