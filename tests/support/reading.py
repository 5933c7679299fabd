"""Drives a kind by hand: what it asks for, what it is sent, how it ends."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from collector.core.model import Access, Citation, Confidence, Memory, Provenance, Source, Watch
from collector.core.reading import Capture, Failed, Found, Kind, Outcome, Request, WatchPlan

ROOT = Path(__file__).resolve().parents[2]
PAYLOADS = ROOT / "tests" / "sources" / "payloads"
RECORDED = ROOT.parent / "shared" / "payloads"  # recorded answers, when they stand beside the repository
ADDRESS = "https://source.example/veille"
EMPTY_MEMORY = Memory()
TODAY = dt.date(2026, 11, 23)


def plan_of(kind: str, *, url: str = ADDRESS, file: str = "", **source: object) -> WatchPlan:
    """Return the plan of one watch of a source read by `kind`; `source` sets other fields of the source."""
    fields = {
        "slug": "source-de-test",
        "name": "Source de test",
        "kind": kind,
        "access": Access.AUTO,
        "why": "Pour les essais.",
        "provenance": Provenance(
            sources=(Citation(title="Essai"),), read_on=dt.date(2026, 11, 23), confidence=Confidence.CONFIRMED
        ),
        **source,
    }
    place = {"file": file} if file else {"url": url}
    return WatchPlan(Watch(id="veille-de-test", source="source-de-test", **place), Source.model_validate(fields), TODAY)


def first_request(kind: Kind, plan: WatchPlan, memory: Memory = EMPTY_MEMORY) -> Request:
    """Return the first thing that `kind` asks for."""
    return next(kind.read(plan, memory))


def drive(
    kind: Kind,
    plan: WatchPlan,
    body: bytes,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    memory: Memory = EMPTY_MEMORY,
) -> Outcome:
    """Send one answer to a `kind` that asks for one, and return how the watch ends."""
    reading = kind.read(plan, memory)
    request = next(reading)
    try:
        reading.send(Capture(request, request.url, status, headers or {}, body))
    except StopIteration as stop:
        outcome: Outcome = stop.value
        return outcome
    raise AssertionError("the kind asked for a second answer")


def found(outcome: Outcome) -> Found:
    """Return `outcome`, which must be Found."""
    assert isinstance(outcome, Found), outcome
    return outcome


def failure(outcome: Outcome) -> tuple[str, str]:
    """Return the code and the detail of `outcome`, which must be Failed."""
    assert isinstance(outcome, Failed), outcome
    return outcome.error.code, outcome.error.detail


def payloads(own: str, *recorded: str) -> list[Path]:
    """Return our payload of some shape, and the recorded ones of the same shape that are there."""
    beside = (RECORDED / name for name in recorded)
    return [PAYLOADS / own, *(path for path in beside if path.exists())]


def named(path: Path) -> str:
    """Return the name of a payload, by which a test says which one it read."""
    return path.name
