"""How long a practice of 10,000 findings takes to load, beside PyYAML's C parser on the same bytes. Prints a ratio.

Run: .venv/bin/python benchmarks/store.py
"""

import gc
import tempfile
import time
from pathlib import Path

import yaml

from collector.core.kept import Changes
from collector.core.model import Finding
from collector.edges.files.store import Store

FINDINGS = 10_000
SHA = "ab" * 32


def finding(number: int) -> Finding:
    """Return an invented finding of the usual size."""
    return Finding.model_validate(
        {
            "id": f"f-{number:016x}",
            "practitioner": f"dr-{number % 20}",
            "source": "avis",
            "native_id": f"avis-{number}",
            "url": f"https://avis.example/{number}",
            "form": "review",
            "author": {"shown": "S. M.", "key": "a-0123456789ab"},
            "published": {"earliest": "2026-06-01", "latest": "2026-06-01", "kind": "published"},
            "first_seen": f"2026-{number % 12 + 1:02}-08",
            "rating": {"value": 2, "scale": 5, "raw": "2"},
            "state": "present",
            "text_sha256": SHA,
            "text_length": 240,
            "content_key": "c-0123456789abcdef0123456789abcdef",
            "versions": [{"seen": "2026-06-08", "text_sha256": SHA, "text_length": 240}],
            "sightings": [{"watch": "avis", "source": "avis", "first_seen": "2026-06-08"}],
            "match": {"about": "yes", "score": 0.98, "reasons": ["Avis publié sur la page que vous avez désignée"]},
        }
    )


def bound(root: Path) -> float:
    """Return the seconds that parsing the same files takes PyYAML's C loader alone."""
    bodies = [path.read_bytes() for path in sorted(root.rglob("*.yml"))]
    gc.disable()
    began = time.perf_counter()
    for body in bodies:
        yaml.load(body, Loader=yaml.CSafeLoader)
    elapsed = time.perf_counter() - began
    gc.enable()
    return elapsed


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        began = time.perf_counter()
        store.write(Changes(findings=tuple(map(finding, range(FINDINGS)))))
        written = time.perf_counter() - began
        began = time.perf_counter()
        assert len(store.load().findings) == FINDINGS
        loaded = time.perf_counter() - began
        floor = bound(Path(folder))
    print(f"{FINDINGS} findings: written in {written:.1f} s, loaded in {loaded:.1f} s; C parser alone {floor:.1f} s")
    print(f"ratio {loaded / floor:.2f} (reading, checking every key and building the models included)")
