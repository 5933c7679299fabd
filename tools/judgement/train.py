"""Train the model of triage from the corpus: `make train`. Needs scikit-learn; the product does not.

The same corpus, rules and versions give the same file, byte for byte.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.svm import LinearSVC

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from collector.core.triage.labels import Grievance, Nature
from collector.core.triage.linear import LinearModel, ModelHead, pack
from tools.judgement.corpus import Item, fingerprint, read_corpus

MODEL = ROOT / "collector" / "catalog" / "triage" / "model.txt"
SCALES = {
    "R": 1.0, "Q": 0.7, "N": 0.7, "M": 0.7, "MM": 0.7, "T": 1.0, "Z": 1.0,
    "w": 6.0, "s": 3.6, "c": 2.7, "p": 3.6, "k": 1.0, "r": 1.0, "kr": 0.7, "n": 0.5,
}  # fmt: skip
SHARED = ("w", "s", "c", "p")
STRENGTH = 0.1  # inverse of the penalty on large weights, for natures
STRENGTH_OF_GRIEVANCES = 0.03
TOLERANCE = 1e-2
SPREAD = 3.0  # from the margins of the model to scores whose shares are as sure as they are right
RARITY = 0.5  # how much more a rare word counts than a common one: 0 not at all, 1 as its logarithm
COMMON = 4.0  # logarithm of the rarity at which a word counts for one
BALANCE = 1.0  # how far rare natures are brought up: 0 as they come, 1 as if all were as frequent
# The authors of the rules had read most texts, so that rules are surer there than they are elsewhere. What is learnt
# from rules and words is averaged with what is learnt from words alone, which weighs this much beside it.
WORDS_ALONE = 0.3
ALONE = frozenset(("w", "s", "c", "p", "k", "r", "kr", "n"))
# Written on purpose to deceive: what such texts teach is kept, and weighs less than how people commonly write.
DECEIVING = {"voices_g": 0.4}
SEEN = 2  # items that must hold a feature for the model to know it
KEPT = 26_000  # features kept: the heaviest


def train(items: Sequence[Item], families: Collection[str] = tuple(SCALES)) -> LinearModel:
    """Return the model learnt from some items, from some families of features."""
    counts = Counter(name for item in items for name in item.features if name.partition(":")[0] in families)
    names = sorted(name for name, count in counts.items() if count >= SEEN)
    head = ModelHead(
        natures=tuple(Nature), grievances=tuple(Grievance), starts=(), scales=SCALES, shared=SHARED,
        steps={}, trained_on=fingerprint(items),
    )  # fmt: skip
    blank = LinearModel(head, dict.fromkeys(names, b""))
    rarity = _rarity(names, counts, len(items))
    table = _table(items, blank, names) @ diags(rarity)
    alone = [place for place, name in enumerate(names) if name.partition(":")[0] in ALONE]
    both, start = _natures(table, items)
    if not ALONE.issuperset(families) and not ALONE.isdisjoint(families):
        by_words, start_of_words = _natures(table[:, alone], items)
        both[alone] += WORDS_ALONE * by_words
        both, start = both / (1 + WORDS_ALONE), (start + WORDS_ALONE * start_of_words) / (1 + WORDS_ALONE)
    columns, starts = [both], list(start)
    for grievance in Grievance:
        told = [grievance in item.grievances for item in items]
        one = LinearSVC(
            C=STRENGTH_OF_GRIEVANCES, tol=TOLERANCE, random_state=0, class_weight={False: 1.0, True: 3.0}
        )  # fmt: skip
        one.fit(table, told)
        columns.append(one.coef_.T)
        starts.append(one.intercept_[0])
    weights = SPREAD * rarity[:, np.newaxis] * np.hstack(columns)
    return _quantized(head, names, weights, [SPREAD * start for start in starts])


def _natures(table: csr_matrix, items: Sequence[Item]) -> tuple["np.ndarray", "np.ndarray"]:
    """Return the weight of each feature for each nature, and what each nature starts from."""
    natures = LinearSVC(C=STRENGTH, tol=TOLERANCE, random_state=0)
    natures.fit(table, [item.nature for item in items], sample_weight=_weights(items))
    assert list(natures.classes_) == sorted(Nature), "an item of every nature is needed"
    order = [list(natures.classes_).index(nature) for nature in Nature]
    return natures.coef_[order].T, natures.intercept_[order]


def _rarity(names: Sequence[str], counts: Mapping[str, int], total: int) -> "np.ndarray":
    """Return how much each feature counts while learning: words by their rarity, the rest alike."""
    return np.array(
        [
            (math.log(total / counts[name]) / COMMON) ** RARITY if name.partition(":")[0] in SHARED else 1.0
            for name in names
        ]
    )


def _weights(items: Sequence[Item]) -> list[float]:
    counts = Counter(item.nature for item in items)
    fair = len(items) / len(counts)
    return [(fair / counts[item.nature]) ** BALANCE * DECEIVING.get(item.writer, 1.0) for item in items]


def _table(items: Sequence[Item], blank: LinearModel, names: Sequence[str]) -> csr_matrix:
    places = {name: place for place, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, item in enumerate(items):
        for name, worth in blank.worth(item.features).items():
            rows.append(row)
            columns.append(places[name])
            values.append(worth)
    return csr_matrix((values, (rows, columns)), shape=(len(items), len(names)))


def _quantized(head: ModelHead, names: Sequence[str], weights: "np.ndarray", starts: Sequence[float]) -> LinearModel:
    families = [name.partition(":")[0] for name in names]
    highest = np.abs(weights).max(axis=1)
    steps = {
        family: float(f"{max(high for high, one in zip(highest, families, strict=True) if one == family) / 127:.6g}")
        for family in sorted(set(families))
    }
    heaviest = np.argsort(-highest * np.array([SCALES[one] for one in families]), kind="stable")[:KEPT]
    packed = {
        names[place]: pack([round(float(weight) / steps[families[place]]) for weight in weights[place]]).encode()
        for place in sorted(heaviest)
    }
    starts = tuple(round(float(start), 5) for start in starts)
    return LinearModel(head.model_copy(update={"starts": starts, "steps": steps}), packed)


def written(model: LinearModel) -> str:
    """Return the file of a model."""
    lines = [json.dumps(model.head.model_dump(), ensure_ascii=False)]
    lines += [f"{name}\t{packed.decode()}" for name, packed in model.weights.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    MODEL.write_text(written(train(read_corpus())), "utf-8")
    print(f"{MODEL.relative_to(ROOT)}: {MODEL.stat().st_size // 1000} kB")
