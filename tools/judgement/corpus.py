"""The labelled texts of tests/corpus/triage, as training and scoring need them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from collector.core.triage.features import features
from collector.core.triage.judging import Material
from collector.core.triage.rules import RuleBook
from collector.core.triage.tokens import tokenize
from collector.edges.files.triage import load_rules

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "corpus" / "triage"


@dataclass(frozen=True)
class Item:
    """One labelled text, and the file of its writer."""

    line: dict
    writer: str
    book: RuleBook

    @property
    def nature(self) -> str:
        """Return the nature that the writer gave."""
        return self.line["labels"]["nature"]

    @property
    def grievances(self) -> Sequence[str]:
        """Return the grievances that the writer gave."""
        return self.line["labels"]["grievances"]

    @cached_property
    def material(self) -> Material:
        """Return what is judged."""
        return Material.of_line(self.line)

    @cached_property
    def features(self) -> set[str]:
        """Return what the model looks at."""
        tokens = tokenize(self.material.text, self.book.spelling)
        hits = self.book.hits(tokens)
        return features(tokens, hits, self.book.rules, self.material.source, self.material.rating)


def read_corpus(folder: Path = FOLDER) -> list[Item]:
    """Return every item of the corpus, in order of file and line."""
    book = load_rules()
    return [
        Item(json.loads(line), path.stem, book)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def tenth(items: Sequence[Item]) -> Sequence[Item]:
    """Return one text in ten, from every writer: what a test has the time to count again."""
    return items[::10]


def fingerprint(items: Sequence[Item]) -> str:
    """Return what tells whether texts, labels or what is looked at (in a tenth of the texts) have changed."""
    digest = hashlib.sha256()
    for item in items:
        digest.update(json.dumps(item.line, sort_keys=True).encode())
    for item in tenth(items):
        digest.update(json.dumps(sorted(item.features)).encode())
    return digest.hexdigest()[:16]
