"""Gathers everything in the catalogue that states law, with what it was read against: no practice is needed."""

from collections.abc import Iterator

from collector.core.law.review import Entry, EntryKind, entry, in_order
from collector.edges.files.catalog import (
    load_delays,
    load_guides,
    load_holiday_lists,
    load_letters,
    load_procedures,
    load_statements,
)
from collector.edges.files.replies import load_model_replies
from collector.edges.files.triage import load_law


def law_entries() -> tuple[Entry, ...]:
    """Return every entry that must be read again one day, the first due first."""
    return in_order(_entries())


def _entries() -> Iterator[Entry]:
    for one in load_statements().values():
        yield entry(EntryKind.STATEMENT, f"{one.slug}.yml", one.provenance, one.review_every, one.valid_until)
    for delay in load_delays().values():
        yield entry(EntryKind.DELAY, f"{delay.slug}.yml", delay.provenance, delay.review_every, delay.valid_until)
    for procedure in load_procedures().values():
        yield entry(EntryKind.PROCEDURE, f"{procedure.slug}.yml", procedure.provenance)
    for letter in load_letters():
        yield entry(EntryKind.LETTER, f"{letter.slug}.md.j2", letter.provenance)
    for guide in load_guides().values():
        yield entry(EntryKind.GUIDE, f"{guide.slug}.yml", guide.provenance)
    for reply in load_model_replies():
        yield entry(EntryKind.MODEL_REPLY, f"{reply.slug}.yml", reply.provenance)
    for holidays in load_holiday_lists():
        yield entry(EntryKind.HOLIDAYS, f"{holidays.slug}.yml", holidays.provenance)
    yield entry(EntryKind.TRIAGE, "law.yml", load_law().provenance)
