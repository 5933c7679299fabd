"""Names in an affair that lead nowhere, each with what was probably meant. Said in French: the portal shows them."""

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from collector.core.consistency import Disagreement, Path
from collector.core.french import spaced
from collector.core.model import Case, CaseEvent, Practice, Procedure, Publisher, Source

_CLOSE = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What an affair may name. `findings` are ids, those of files that cannot be read included."""

    practice: Practice
    sources: Mapping[str, Source]
    publishers: Mapping[str, Publisher]
    procedures: Mapping[str, Procedure]
    findings: Collection[str]


def strange_names(case: Case, known: Known) -> Iterator[Disagreement]:
    """Yield a fault for each name of `case`, or of its events, that nobody knows, at its key."""
    people = [one.id for one in known.practice.practitioners]
    for index, one in enumerate(case.for_):
        yield from _strange(one, people, "aucun praticien", ("for", index))
    if case.publisher is not None:
        yield from _strange(case.publisher, known.publishers, "aucun éditeur", ("publisher",))
    if case.source is not None:
        yield from _strange(case.source, known.sources, "aucune source", ("source",))
    for index, one in enumerate(case.findings):
        yield from strange_finding(one, known, ("findings", index))
    for index, one in enumerate(case.procedures):
        yield from strange_procedure(one, known, ("procedures", index))
    for index, event in enumerate(case.events):
        yield from strange_event(event, known, ("events", index))


def strange_event(event: CaseEvent, known: Known, at: Path = ()) -> Iterator[Disagreement]:
    """Yield a fault for the procedure of an event, or for its step, that nobody knows."""
    if event.procedure is None:
        return
    procedure = known.procedures.get(event.procedure)
    if procedure is None:
        yield from strange_procedure(event.procedure, known, (*at, "procedure"))
    elif event.step is not None:
        steps = [one.id for one in procedure.steps]
        yield from _strange(event.step, steps, f"aucune étape de {procedure.slug}", (*at, "step"), few=True)


def strange_procedure(slug: str, known: Known, at: Path = ()) -> Iterator[Disagreement]:
    """Yield a fault when no procedure of the catalogue has this name."""
    yield from _strange(slug, known.procedures, "aucune démarche", at)


def strange_finding(finding: str, known: Known, at: Path = ()) -> Iterator[Disagreement]:
    """Yield a fault when no finding has this id: mistyped, or gone from data/. The affair keeps it."""
    if finding not in known.findings:
        close = _closest(finding, known.findings)
        hint = f"vouliez-vous dire {' ou '.join(close)} ?" if close else "son numéro est en tête de sa page du portail"
        yield Disagreement(at, spaced(f"le relevé {finding} n’est pas dans data/findings/ : {hint}"))


def _strange(word: str, names: Collection[str], what: str, at: Path, *, few: bool = False) -> Iterator[Disagreement]:
    if word in names:
        return
    close = names if few else _closest(word, names)
    told = f"vouliez-vous dire {' ou '.join(close)} ?" if close else f"noms connus : {', '.join(sorted(names))}"
    yield Disagreement(at, spaced(f"{what} « {word} » : {told}"))


def _closest(word: str, names: Collection[str]) -> list[str]:
    return difflib.get_close_matches(word, sorted(names), n=_CLOSE)
