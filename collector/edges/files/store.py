"""Keeps findings, memory, run reports and words as YAML, one file each; reads them back, and what people decided.

data/ holds no third party's words or name; words go to pieces/texts/. A broken file stops nothing and is never
overwritten: it is named, and left for a person to mend.
"""

import datetime as dt
import gc
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from collector.core.errors import ConfigurationError, Problem
from collector.core.kept import Changes, Kept
from collector.core.model import Decision, Finding, Memory, Model, PieceText, RunReport, Told
from collector.edges.files.atomic import PART, write_if_changed
from collector.edges.files.documents import dump, parse, validate
from collector.edges.files.practice import read_text

M = TypeVar("M", bound=Model)
FINDINGS = "data/findings"
MEMORY = "data/memory"
RUNS = "data/runs"
TOLD = "data/told.yml"
DECISIONS = "data/decisions"
TEXTS = "pieces/texts"


class Store:
    """The data of the practice in the folder `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def load(self) -> Kept:
        """Return everything that the folder holds; what cannot be read is told in `problems`, not raised."""
        problems: list[Problem] = []

        def read(pattern: str, model: type[M], id_of: Callable[[M], str] | None = None) -> dict[Path, M]:
            return dict(self._read_all(pattern, model, id_of, problems))

        with _no_garbage_collection():
            findings = read(f"{FINDINGS}/*/*/*.yml", Finding, lambda one: one.id)
            texts = read(f"{TEXTS}/*.yml", PieceText, lambda one: one.finding)
            memories = read(f"{MEMORY}/*.yml", Memory)
            runs = read(f"{RUNS}/*/*.yml", RunReport, lambda one: one.id)
            decisions = read(f"{DECISIONS}/*.yml", Decision)
            told = read(TOLD, Told)
        broken = {Path(problem.file) for problem in problems}
        known = {one.id for one in findings.values()} | {path.stem for path in broken}
        problems += _doubtful(self.root, decisions, known)
        problems += self._stray_decisions()
        return Kept(
            findings={one.id: one for one in findings.values()},
            texts={one.finding: one for one in texts.values()},
            memories={path.stem: one for path, one in memories.items()},
            runs=tuple(sorted(runs.values(), key=lambda run: (run.at, run.id))),
            decisions=tuple(sorted(decisions.values(), key=lambda one: (one.on, one.finding))),
            told=next(iter(told.values()), None),
            problems=tuple(problems),
            untouchable=frozenset(p.stem for p in broken if p.is_relative_to(FINDINGS) or p.is_relative_to(TEXTS)),
            unreadable_runs=frozenset(p.stem for p in broken if p.is_relative_to(RUNS)),
            unreadable_memories=frozenset(p.stem for p in broken if p.is_relative_to(MEMORY)),
        )

    def sweep(self) -> None:
        """Remove the parts that a process killed while writing has left: they hold people's words, under no name."""
        for folder in ("data", "pieces"):
            for part in (self.root / folder).rglob(f".*{PART}"):
                part.unlink(missing_ok=True)

    def write(self, changes: Changes) -> None:
        """Write what a watch changes, each file whole; a file whose bytes do not change is not touched."""
        for text in changes.texts:
            write_if_changed(self.root / TEXTS / f"{text.finding}.yml", dump(text))
        for finding in changes.findings:
            write_if_changed(self.finding_path(finding), dump(finding))
        if changes.memory is not None:
            watch, memory = changes.memory
            write_if_changed(self.root / MEMORY / f"{watch}.yml", dump(memory))
        for identifier in changes.erased:
            (self.root / TEXTS / f"{identifier}.yml").unlink(missing_ok=True)

    def write_run(self, report: RunReport) -> None:
        """Write the report of one pass."""
        write_if_changed(self.root / RUNS / f"{report.at:%Y-%m}" / f"{report.id}.yml", dump(report))

    def write_told(self, told: Told) -> None:
        """Write what the practice was told last."""
        write_if_changed(self.root / TOLD, dump(told))

    @staticmethod
    def pieces_of(findings: Collection[str]) -> frozenset[str]:
        """Return the names, below pieces/, of the files that hold the words of these findings."""
        return frozenset(f"{Path(TEXTS).name}/{one}.yml" for one in findings)

    def finding_path(self, finding: Finding) -> Path:
        """Return where a finding lives: by practitioner, then by the month in which it was first seen."""
        month = f"{finding.first_seen:%Y-%m}"
        return self.root / FINDINGS / finding.practitioner / month / f"{finding.id}.yml"

    def _stray_decisions(self) -> Iterator[Problem]:
        """Yield the files of data/decisions/ that are not read for want of the right name."""
        for path in sorted((self.root / DECISIONS).glob("*")):
            if path.suffix != ".yml" and not path.name.startswith("."):
                shown = path.relative_to(self.root).as_posix()
                yield Problem(shown, None, "", "is not read: a decision is a file whose name ends in .yml")

    def _read_all(
        self, pattern: str, model: type[M], id_of: Callable[[M], str] | None, problems: list[Problem]
    ) -> Iterator[tuple[Path, M]]:
        for path in sorted(self.root.glob(pattern)):
            shown = path.relative_to(self.root)
            try:
                one = validate(parse(read_text(path, shown.as_posix()), shown.as_posix()), model)
            except ConfigurationError as error:
                problems += error.problems
                continue
            if id_of is not None and id_of(one) != path.stem:
                message = (
                    f"holds {id_of(one)!r}: the file's name and its id must agree; restore the one that was changed"
                )
                problems.append(Problem(shown.as_posix(), None, "id", message))
                continue
            yield shown, one


def _doubtful(root: Path, decisions: Mapping[Path, Decision], findings: Collection[str]) -> Iterator[Problem]:
    """Yield the decisions about no finding, and those that contradict another of the same day."""
    first: dict[tuple[str, dt.date], tuple[Path, Decision]] = {}
    for path, decision in decisions.items():
        if decision.finding not in findings:
            yield _at(root, path, "finding", f"no finding {decision.finding}: check the number")
        other, said = first.setdefault((decision.finding, decision.on), (path, decision))
        if said.ruling is not decision.ruling:
            message = f"says {decision.ruling}, and {other.name} says {said.ruling} on the same day: keep one"
            yield _at(root, path, "ruling", message)


def _at(root: Path, path: Path, key: str, message: str) -> Problem:
    return parse(read_text(root / path, path.as_posix()), path.as_posix()).problem((key,), message)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Pause the cycle collector: it walks every loaded object again and again, for a third of a bulk load's time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
