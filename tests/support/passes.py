"""One practitioner, a practice's data in memory, and the passes that fill it: the pipeline whole, without network."""

import asyncio
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from collector import run
from collector.core.kept import Changes, Kept
from collector.core.masking import Masker
from collector.core.model import Practice, Practitioner, RunReport, Source, Watch, WatchReport, Workplace
from collector.core.reading import Kind
from collector.edges.files.catalog import load_masking
from collector.edges.files.triage import load_triage
from tests.support.mentions import lexicon

JUNE, JULY = dt.date(2026, 6, 8), dt.date(2026, 7, 6)
DOCTOR = Practitioner(
    id="dr-essai",
    first_name="Anne",
    last_name="Essai",
    specialty="médecin généraliste",
    practice=Workplace(name="Cabinet des Essais"),
    city="Saint-Essai",
)


def practice_of(watches: Iterable[Watch]) -> Practice:
    """Return the practice of the one practitioner, with these watches."""
    return Practice(name="Cabinet des Essais", practitioners=(DOCTOR,), watches=tuple(watches))


@dataclass
class Desk:
    """A practice's data in memory, taking in what each pass writes."""

    kept: Kept = field(default_factory=Kept)
    written: list[Changes] = field(default_factory=list)
    told: list[WatchReport] = field(default_factory=list)

    def pass_over(
        self,
        practice: Practice,
        sources: Mapping[str, Source],
        kinds: Mapping[str, Kind],
        fetch: run.Fetch,
        today: dt.date,
    ) -> RunReport:
        """Make one pass over all the watches of `practice`, keep what it writes, and return its report."""
        this = run.Pass(
            practice=practice,
            watches=practice.watches,
            sources=sources,
            kinds=kinds,
            masker=Masker(load_masking(), practice),
            lexicon=lexicon(),
            triage=load_triage(),
            key=b"cle-des-essais",
            kept=self.kept,
            now=dt.datetime.combine(today, dt.time(3, 17), dt.UTC),
            today=today,
        )
        return asyncio.run(run.collect(this, run.Edges(fetch, self._write, self._write_run, self.told.append)))

    def _write(self, changes: Changes) -> None:
        self.written.append(changes)
        self.kept = replace(
            self.kept,
            findings={**self.kept.findings, **{one.id: one for one in changes.findings}},
            texts={**self.kept.texts, **{one.finding: one for one in changes.texts}},
            memories={**self.kept.memories, **dict([changes.memory] if changes.memory else [])},
        )

    def _write_run(self, report: RunReport) -> None:
        self.kept = replace(self.kept, runs=(*self.kept.runs, report))
