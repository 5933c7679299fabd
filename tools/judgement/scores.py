"""Measure how well Renom judges, by writer, and write the figures to docs/judgement.md: `make scores`.

Triage: each file of the corpus is judged by a model that has seen none of its writer's texts (needs scikit-learn).
Replies: by the rules as they are; what they were worth on each writer at first sight stands on the page, by hand.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from collector.core.triage.judging import Judgement, Triage
from collector.edges.files.triage import load_triage
from tools.judgement.corpus import Item, read_corpus
from tools.judgement.figures import PAGE, decided_by, figures, in_page, of_shipped_model, table
from tools.judgement.identity import identity
from tools.judgement.replies import replies

RULES = ("R", "Q", "N", "M", "MM", "T", "Z", "k", "r", "kr", "n")
WORDS = ("w", "s", "c", "p", "k", "r", "kr", "n")
VARIANTS = {"règles seules": RULES, "mots seuls": WORDS, "règles et mots (retenu)": (*RULES, "w", "s", "c", "p")}


def by_writer(items: Sequence[Item], families: Sequence[str]) -> Sequence[Judgement]:
    """Return the judgement of each item by a model that has not seen its writer."""
    from tools.judgement.train import train  # noqa: PLC0415 - scikit-learn is asked for only where it is used

    shipped = load_triage()
    writers = sorted({item.writer for item in items})
    trained = {
        writer: Triage(shipped.book, train([one for one in items if one.writer != writer], families), shipped.law)
        for writer in writers
    }
    return [trained[item.writer].judge(item.material) for item in items]


def triage() -> str:
    """Return the page's part on triage."""
    items = read_corpus()
    measured: Mapping[str, Mapping[str, float]] = {}
    for name, families in VARIANTS.items():
        judged = by_writer(items, families)
        measured = {**measured, name: figures(items, judged)}
        print(name, {key: round(value, 3) for key, value in measured[name].items()}, flush=True)
    return table(items, judged, measured, of_shipped_model(items), decided_by())


TASKS: Mapping[str, Callable[[], str]] = {"triage": triage, "identity": identity, "replies": replies}


if __name__ == "__main__":
    page = PAGE.read_text("utf-8")
    for task in sys.argv[1:] or TASKS:
        told = TASKS[task]()
        print(told)
        page = in_page(page, task, told)
    PAGE.write_text(page, "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
