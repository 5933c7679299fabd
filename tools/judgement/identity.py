"""Says how well mentions are told to be about a practitioner, by writer: the figures of docs/judgement.md."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from collector.core.about.judge import Judge
from collector.core.about.lexicon import Lexicon
from collector.core.model import About
from collector.edges.files.catalog import load_identity
from collector.edges.files.people import load_people

CORPUS = Path(__file__).resolve().parents[2] / "tests" / "corpus" / "identity"
_HEAD = (
    "writer", "mentions", "precision of « yes »", "recall of « yes »", "clear ones left uncertain",
    "uncertain ones decided",
)  # fmt: skip


@dataclass
class Counts:
    """How many mentions of each label were given each answer."""

    cells: Counter[tuple[About, About]] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Return the share of « yes » that are right."""
        return _share(self.cells[About.YES, About.YES], self._total(answer={About.YES}))

    @property
    def recall(self) -> float:
        """Return the share of what is about the practitioner that is told so."""
        return _share(self.cells[About.YES, About.YES], self._total(label={About.YES}))

    @property
    def left(self) -> float:
        """Return the share of what is clearly yes or no that is left uncertain."""
        clear = {About.YES, About.NO}
        return _share(self._total(label=clear, answer={About.UNCERTAIN}), self._total(label=clear))

    @property
    def decided(self) -> float:
        """Return the share of what is truly uncertain that is decided."""
        unclear = {About.UNCERTAIN}
        return _share(self._total(label=unclear, answer={About.YES, About.NO}), self._total(label=unclear))

    def total(self) -> int:
        """Return how many mentions were judged."""
        return self._total()

    def _total(self, *, label: Iterable[About] = About, answer: Iterable[About] = About) -> int:
        labels, answers = frozenset(label), frozenset(answer)
        return sum(count for (one, other), count in self.cells.items() if one in labels and other in answers)


def count(voices: Path, lexicon: Lexicon) -> Counts:
    """Judge every mention of a file of the corpus and compare with its labels."""
    people, _ = load_people(voices.with_name(voices.name.replace("voices_", "practitioners_")).with_suffix(".yml"))
    judge, counts = Judge(people, lexicon), Counts()
    for line in voices.read_text("utf-8").splitlines():
        one = json.loads(line)
        wording = judge.read(title=one["title"] or "", text=one["text"] or "", address=one["url"] or "")
        counts.cells[About(one["about"]), judge.judged(wording, one["practitioner"]).about] += 1
    return counts


def identity() -> str:
    """Return the page's part on identity."""
    lexicon = Lexicon(load_identity())
    told = {voices.stem: count(voices, lexicon) for voices in sorted(CORPUS.glob("voices_*.jsonl"))}
    whole = Counts(sum((one.cells for one in told.values()), Counter()))
    rows = [_HEAD, ["---"] * len(_HEAD), *(_row(name, one) for name, one in (told | {"all": whole}).items())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(name: str, counts: Counts) -> list[str]:
    shares = (counts.precision, counts.recall, counts.left, counts.decided)
    return [name, str(counts.total()), *(f"{100 * share:.1f} %" for share in shares)]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
