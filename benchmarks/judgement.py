"""How long the judgement « is it about us? » takes, beside a search of the name. Prints both.

Also how right each is on the labelled mentions of tests/corpus. Run: .venv/bin/python benchmarks/judgement.py
"""

import itertools
import json
import statistics
import time
from collections import Counter
from pathlib import Path

from collector.core.about.judge import Judge
from collector.core.about.lexicon import Lexicon
from collector.core.model import About, Practitioner
from collector.core.text import fold
from collector.edges.files.catalog import load_identity
from collector.edges.files.people import load_people

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus" / "identity"
GROUP = 1000
_FIRST = ("Anne", "Paul", "Léa", "Marc", "Inès", "Jean-Loup", "Fatima-Zahra", "Hugo", "Awa", "Minh Anh")
_SYLLABLES = ("bar", "cot", "dul", "fem", "gir", "lon", "mav", "nev", "pri", "tus")


def mentions() -> list[dict[str, str]]:
    """Return the labelled mentions of the corpus, each with the folder's practitioners."""
    found = []
    for voices in sorted(CORPUS.glob("voices_*.jsonl")):
        people = voices.with_name(voices.name.replace("voices_", "practitioners_")).with_suffix(".yml")
        found += [{**json.loads(line), "people": str(people)} for line in voices.read_text("utf-8").splitlines()]
    return found


def group() -> list[Practitioner]:
    """Return a thousand invented practitioners."""
    fields = {"specialty": "pédiatre", "practice": {"name": "Cabinet médical"}, "city": "Saint-Aubin"}
    names = ("".join(parts).title() for parts in itertools.product(_SYLLABLES, repeat=3))
    return [
        Practitioner.model_validate({**fields, "id": f"p{n}", "first_name": _FIRST[n % 10], "last_name": name})
        for n, name in enumerate(itertools.islice(names, GROUP))
    ]


def search(one: dict[str, str], person: Practitioner) -> bool:
    """Tell whether the surname stands in the text, the title or the address: what an alert on a name finds."""
    text = fold(f"{one['title'] or ''} {one['text'] or ''} {one['url'] or ''}")
    return fold(person.last_name) in text


def told(name: str, answers: Counter[tuple[str, str]]) -> None:
    """Print how right some answers are."""
    yes = answers["yes", "yes"]
    said = sum(count for (_, answer), count in answers.items() if answer == "yes")
    due = sum(count for (label, _), count in answers.items() if label == "yes")
    print(f"{name:<18} precision of yes {yes / said:.3f}, recall {yes / due:.3f}")


if __name__ == "__main__":
    began = time.perf_counter()
    lexicon = Lexicon(load_identity())
    print(f"lexicon loaded in {(time.perf_counter() - began) * 1000:.0f} ms")
    items = mentions()
    judges: dict[str, tuple[Judge, dict[str, Practitioner]]] = {}
    ours: Counter[tuple[str, str]] = Counter()
    plain: Counter[tuple[str, str]] = Counter()
    timings = []
    for one in items:
        if one["people"] not in judges:
            people, _ = load_people(Path(one["people"]))
            judges[one["people"]] = Judge(people, lexicon), {person.id: person for person in people}
        judge, known = judges[one["people"]]
        began = time.perf_counter()
        wording = judge.read(title=one["title"] or "", text=one["text"] or "", address=one["url"] or "")
        match = judge.judged(wording, one["practitioner"])
        timings.append((time.perf_counter() - began) * 1000)
        ours[one["about"], str(match.about)] += 1
        plain[one["about"], "yes" if search(one, known[one["practitioner"]]) else "no"] += 1
    print(f"{len(items)} labelled mentions")
    told("judgement", ours)
    told("search of a name", plain)
    print(f"one practitioner: median {statistics.median(timings):.2f} ms a mention, slowest {max(timings):.1f} ms")
    began = time.perf_counter()
    large = Judge(group(), lexicon)
    print(f"{GROUP} practitioners made ready in {time.perf_counter() - began:.2f} s")
    timings = []
    found = 0
    for one in items:
        began = time.perf_counter()
        wording = large.read(title=one["title"] or "", text=one["text"] or "", address=one["url"] or "")
        judged = large.judged_among(wording)
        timings.append((time.perf_counter() - began) * 1000)
        found += sum(match.about is not About.NO for match in judged.values())
    print(f"{GROUP} practitioners: median {statistics.median(timings):.2f} ms a mention, slowest {max(timings):.1f} ms")
    print(f"of whom {found} are maybe concerned by a text written about others")
