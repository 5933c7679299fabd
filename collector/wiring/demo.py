"""Plays the demo practice: six monthly passes over a recorded web, through the code of a practice's own refresh."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from collector.core.errors import StoreError
from collector.core.model import Note, RunReport, WatchReport
from collector.core.model.base import Model
from collector.edges.recorded_web import RecordedWeb
from collector.wiring.imports import note
from collector.wiring.passes import collect, prepare
from collector.wiring.shipped import shipped

PASSES = (
    dt.date(2026, 6, 8),
    dt.date(2026, 7, 6),
    dt.date(2026, 8, 10),
    dt.date(2026, 9, 7),
    dt.date(2026, 10, 5),
    dt.date(2026, 11, 9),
)
DEMO_TODAY = PASSES[-1]
_KEY = "cle-inventee-pour-la-demonstration"  # protects nobody: everybody in the demo is invented
# Invented, and asked for by the recorded web alone; the environment of whoever plays the demo is never looked at.
DEMO_SECRETS = {
    "ALERTE_WEB": "http://alertes.example/alerts/feeds/01999001000000000042/11223344556677889900",
    "FICHE_CLIENT_ID": "client-invente-pour-la-demonstration",
    "FICHE_CLIENT_SECRET": "code-invente-pour-la-demonstration",
    "FICHE_REFRESH_TOKEN": "jeton-invente-pour-la-demonstration",
}
_LOOPBACK = {"pace": 0.0, "timeout": 2.0}  # nobody to be polite to, and a stalled host on purpose
_MARKER = ".renom-demo"


class _Noted(Model):
    """What somebody of the demo practice saw and noted: on which day, on which source, of whom."""

    on: dt.date
    source: str
    people: tuple[str, ...]
    seen: Note


def demo(place: Path, tell: Callable[[WatchReport], None]) -> Iterator[RunReport]:
    """Make the demo practice anew in the folder `place` and yield the report of each of its passes.

    Raise StoreError rather than empty a folder that is not a demo's.
    """
    _lay_out(place)
    with RecordedWeb(shipped("demo") / "web") as web:
        for number, day in enumerate(PASSES, start=1):
            web.play(number)
            _deposit(place, number)
            this = prepare(place, day, everything=True, key=_KEY)
            network = this.practice.network.model_copy(update=_LOOPBACK)
            this = replace(this, practice=this.practice.model_copy(update={"network": network}))
            yield collect(place, this, tell, web.addresses, secret=DEMO_SECRETS.get)
            _note(place, number, tell)


def _lay_out(place: Path) -> None:
    if place.exists() and any(place.iterdir()) and not (place / _MARKER).exists():
        raise StoreError(f"{place} is not empty and was not made by `renom demo`: name another folder with --practice")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    (place / _MARKER).write_text("Made by `renom demo`, which empties this folder each time.\n", encoding="utf-8")
    shutil.copy(shipped("demo") / "practice.yml", place)
    for own in ("sources", "publishers"):
        shutil.copytree(shipped("demo") / own, place / own)
    for written in ("decisions", "cases", "coverage"):  # by the people of the practice
        shutil.copytree(shipped("demo") / written, place / "data" / written)


def _deposit(place: Path, number: int) -> None:
    """Deposit the exports of that month as a person would; a month without any leaves those of the month before."""
    exports = shipped("demo") / "imports" / str(number)
    if exports.is_dir():
        shutil.copytree(exports, place / "imports", dirs_exist_ok=True)


def _note(place: Path, number: int, tell: Callable[[WatchReport], None]) -> None:
    """Note what a person of the practice saw after that pass, as `renom note` does."""
    for path in sorted((shipped("demo") / "notes" / str(number)).glob("*.json")):
        one = _Noted.model_validate_json(path.read_bytes())
        note(place, one.seen, one.source, one.people, one.on, tell, key=_KEY)
