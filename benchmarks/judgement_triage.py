"""How long judging one mention takes, and what tone alone would say, beside libraries of tone when they are installed.

Run: .venv/bin/python benchmarks/judgement_triage.py
For the comparison, in an environment of your own: pip install vadersentiment-fr textblob-fr (Renom never needs them).
"""

import importlib
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from collector.core.triage.labels import ILLICIT, OPINIONS, Nature
from collector.edges.files.triage import load_triage
from tools.judgement.corpus import Item, read_corpus


def timed() -> None:
    """Print the median and the worst time of one judgement."""
    begun = time.perf_counter()
    triage = load_triage()
    triage.judge(read_corpus()[0].material)
    print(f"loading, and the first judgement: {time.perf_counter() - begun:.2f} s")
    times = []
    for item in read_corpus():
        begun = time.perf_counter()
        triage.judge(item.material)
        times.append(1000 * (time.perf_counter() - begun))
    print(f"{len(times)} judgements: median {statistics.median(times):.2f} ms, worst {max(times):.1f} ms")


def tone() -> None:
    """Print, for each way of telling tone, how often bad tone is told of lawful and of illicit texts."""
    items = [item for item in read_corpus() if item.nature in OPINIONS | ILLICIT]
    triage = load_triage()
    _tell(
        "renom (illicit or not; it has learnt these texts, see docs/judgement.md)",
        items,
        [_suspects(triage.judge(item.material)) for item in items],
    )
    for name, module, bad in (
        ("vadersentiment-fr", "vaderSentiment_fr.vaderSentiment", _vader),
        ("textblob-fr", "textblob_fr", _blob),
    ):
        try:
            library = importlib.import_module(module)
        except ImportError:
            print(f"{name}: not installed")
            continue
        judged = bad(library)
        _tell(f"{name} (bad tone or not)", items, [judged(item.line["text"]) for item in items])


def _suspects(told: object) -> bool:
    return bool({told.nature, *told.also} & ILLICIT)


def _vader(library: object) -> Callable[[str], bool]:
    analyser = library.SentimentIntensityAnalyzer()
    return lambda text: analyser.polarity_scores(text)["compound"] < 0


def _blob(library: object) -> Callable[[str], bool]:
    textblob = importlib.import_module("textblob")
    tagger, analyser = library.PatternTagger(), library.PatternAnalyzer()
    return lambda text: textblob.TextBlob(text, pos_tagger=tagger, analyzer=analyser).sentiment[0] < 0


def _tell(name: str, items: list[Item], judged: list[bool]) -> None:
    illicit = [told for told, item in zip(judged, items, strict=True) if item.nature in ILLICIT]
    lawful = [told for told, item in zip(judged, items, strict=True) if item.nature == Nature.CRITICISM]
    print(
        f"{name}: told of {100 * statistics.mean(illicit):.0f} % of the illicit texts and of "
        f"{100 * statistics.mean(lawful):.0f} % of the lawful criticisms"
    )


if __name__ == "__main__":
    timed()
    tone()
