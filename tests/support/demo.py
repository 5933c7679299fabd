"""The demo practice played once for a whole test module, and what its recording holds."""

import csv
import json
import re
from pathlib import Path

from collector.core.model import RunReport
from collector.wiring import demo

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "examples" / "demo"
EXPECTED = DEMO / "expected"
KEPT = ("data", "pieces")  # the folders that a pass writes


def play(place: Path) -> list[RunReport]:
    """Play the six passes in the folder `place` and return their reports."""
    return list(demo.demo(place, lambda _: None))


def kept(place: Path) -> dict[str, str]:
    """Return the text of every file that the passes wrote, by name."""
    return {
        path.relative_to(place).as_posix(): path.read_text(encoding="utf-8")
        for folder in KEPT
        for path in sorted((place / folder).rglob("*.yml"))
    }


def authors() -> set[str]:
    """Return the full names (two words or more) under which people wrote in the recording."""
    names: set[str] = set()
    for path in sorted((*DEMO.glob("imports/*/*.json"), *DEMO.glob("web/fiches.example/avis*.json"))):
        export = json.loads(path.read_text(encoding="utf-8"))
        names |= {one["reviewer"]["displayName"] for one in export["reviews"]}
    for path in sorted(DEMO.glob("imports/*/*.csv")):
        rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter=";")
        names |= {row["Auteur"] for row in rows}
    for path in sorted(DEMO.glob("notes/*/*.json")):
        names.add(json.loads(path.read_text(encoding="utf-8"))["seen"]["author"])
    for path in sorted(DEMO.glob("web/*/*.html")):
        body = path.read_bytes().decode("utf-8", "replace")
        names |= set(re.findall(r'"author":\s*\{[^}]*"name":\s*"([^"]+)"', body))
        names |= set(re.findall(r'itemprop="author"[^>]*>([^<]+)<', body))
    return {name for name in names if len(name.split()) > 1}
