"""The figures of docs/judgement.md: how they are counted, and what they were counted from. Needs nothing but Renom."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from collector.core.triage.judging import Judgement
from collector.core.triage.labels import ILLICIT, OPINIONS, Nature
from collector.edges.files.triage import load_triage
from tools.judgement.corpus import Item, tenth

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "judgement.md"
_DECIDING = (
    "collector/catalog/triage/*",
    "collector/catalog/triage/rules/*",
    "collector/core/text.py",
    "collector/core/triage/*.py",
    "tests/corpus/triage/*.jsonl",
    "tools/judgement/*.py",
)


def decided_by() -> str:
    """Return the fingerprint of everything that decides the figures: texts, rules, model, law and code."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _DECIDING for path in ROOT.glob(pattern) if path.is_file()):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def figures(items: Sequence[Item], judged: Sequence[Judgement]) -> Mapping[str, float]:
    """Return the figures of a set of judgements, each from 0 to 1."""
    gold = [item.nature for item in items]
    told = [one.nature for one in judged]
    suspected = [bool({one.nature, *one.also} & ILLICIT) for one in judged]
    lawful = [item.nature in OPINIONS and not set(item.line["labels"]["also"]) & ILLICIT for item in items]
    urgent = [item.line["labels"]["urgent"] for item in items]
    return {
        "accuracy": _share(one == other for one, other in zip(gold, told, strict=True)),
        "macro_f1": _mean(f1(gold, told, nature) for nature in Nature),
        "illicit_recall": _share(seen for seen, one in zip(suspected, gold, strict=True) if one in ILLICIT),
        "false_alarms": _share(seen for seen, one in zip(suspected, lawful, strict=True) if one),
        "urgent_recall": _share(one.urgent for one, due in zip(judged, urgent, strict=True) if due),
        "urgent_precision": _share(due for one, due in zip(judged, urgent, strict=True) if one.urgent),
        "strategy": _share(
            one.strategy in {item.line["labels"]["strategy"], *item.line["labels"]["strategy_alt"]}
            for one, item in zip(judged, items, strict=True)
        ),
        "grievances_f1": _grievances(items, judged),
    }


def f1(gold: Sequence[str], told: Sequence[str], label: str) -> float:
    """Return the F1 of one label."""
    both = sum(one == other == label for one, other in zip(gold, told, strict=True))
    named = gold.count(label) + told.count(label)
    return 2 * both / named if named else 0.0


def _grievances(items: Sequence[Item], judged: Sequence[Judgement]) -> float:
    both = sum(len(set(item.grievances) & set(one.grievances)) for item, one in zip(items, judged, strict=True))
    named = sum(len(item.grievances) + len(one.grievances) for item, one in zip(items, judged, strict=True))
    return 2 * both / named if named else 0.0


def _share(told: Iterable[bool]) -> float:
    return _mean(float(one) for one in told)


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return sum(kept) / len(kept) if kept else 0.0


def of_shipped_model(items: Sequence[Item]) -> float:
    """Return the macro-F1 of the model as shipped on a tenth of the texts that it has learnt: recomputed by a test."""
    triage = load_triage()
    some = tenth(items)
    return figures(some, [triage.judge(item.material) for item in some])["macro_f1"]


_TITLES = {
    "macro_f1": "macro-F1 of nature", "accuracy": "accuracy", "illicit_recall": "recall of the illicit group",
    "false_alarms": "lawful opinions wrongly in it", "urgent_recall": "recall of urgent",
    "urgent_precision": "precision of urgent", "strategy": "strategy (or another defensible)",
    "grievances_f1": "F1 of grievances",
}  # fmt: skip


def table(
    items: Sequence[Item],
    judged: Sequence[Judgement],
    measured: Mapping[str, Mapping[str, float]],
    shipped: float,
    decided: str,
) -> str:
    """Return the tables of the page: each variant, then each nature and each writer for the one kept."""
    lines = [f"{len(items)} texts by {len({item.writer for item in items})} writers; each judged by a model that has "]
    lines = [lines[0] + "seen none of its writer's texts.", ""]
    lines += _rows(
        ["", *measured], [[_TITLES[key], *(_percent(one[key]) for one in measured.values())] for key in _TITLES]
    )
    gold, told = [item.nature for item in items], [one.nature for one in judged]
    lines += [
        "",
        *_rows(["nature", "texts", "F1"], [[one, gold.count(one), _percent(f1(gold, told, one))] for one in Nature]),
    ]
    lines += ["", *_rows(["writer", "texts", *list(_TITLES.values())[:4]], _by_writer(items, judged))]
    known = f"Shipped model on a tenth of the texts that it has learnt: {_percent(shipped)}"
    return "\n".join([*lines, "", f"{known} (tells only that it is this one).", "", f"Counted from: `{decided}`"])


def _by_writer(items: Sequence[Item], judged: Sequence[Judgement]) -> Sequence[Sequence[object]]:
    rows = []
    for writer in sorted({item.writer for item in items}):
        places = [place for place, item in enumerate(items) if item.writer == writer]
        told = figures([items[place] for place in places], [judged[place] for place in places])
        rows.append([writer, len(places), *(_percent(told[key]) for key in list(_TITLES)[:4])])
    return rows


def _rows(head: Collection[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(str(cell) for cell in line)} |" for line in lines]


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def in_page(page: str, task: str, text: str) -> str:
    """Return the page with the part of a task replaced, between its two marks."""
    begin, end = f"<!-- scores:{task} -->", f"<!-- /scores:{task} -->"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{text}\n{end}{after}"
