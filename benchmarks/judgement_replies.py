"""How long the judgement of replies takes: median and slowest of a hundred, in milliseconds.

Run: PYTHONPATH=. .venv/bin/python benchmarks/judgement_replies.py
"""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from collector.core.replies.check import Draft
from collector.edges.files.replies import load_reply_check

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"


def milliseconds(judge: Callable[[Draft], object], drafts: Sequence[Draft]) -> list[float]:
    """Return how long each draft takes to judge, the fastest first."""
    taken = []
    for draft in drafts:
        began = time.process_time()
        judge(draft)
        taken.append(1000 * (time.process_time() - began))
    return sorted(taken)


def replies() -> str:
    """Return how long drafts of replies take, and how long everything takes to be ready."""
    began = time.process_time()
    check = load_reply_check()
    ready = 1000 * (time.process_time() - began)
    lines = [line for path in sorted(CORPUS.glob("replies/*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    items = map(json.loads, lines)
    taken = milliseconds(check.judge, [Draft(it["draft"], it["review_author"], it["review_rating"]) for it in items])
    slow = taken[len(taken) * 99 // 100]
    median = statistics.median(taken)
    return f"{len(lines)} replies: median {median:.2f} ms, 99 % under {slow:.2f} ms, ready in {ready:.0f} ms"


if __name__ == "__main__":
    print(replies())
