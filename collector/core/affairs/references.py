"""Names in an affair that lead nowhere, each with what was probably meant. Said in French: the portal shows them."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from collector.core.consistency import Disagreement, Path
from collector.core.french import spaced
from collector.core.model import Case, Practice, Procedure, Publisher, Source

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
    yield from strange_people(case.for_, known)
    if case.publisher is not None:
        yield from _strange(case.publisher, known.publishers, "aucun éditeur", ("publisher",))
    if case.source is not None:
        yield from _strange(case.source, known.sources, "aucune source", ("source",))
    for index, one in enumerate(case.findings):
        yield from strange_finding(one, known, ("findings", index))
    for index, one in enumerate(case.procedures):
        yield from strange_procedure(one, known, ("procedures", index))
    for index, event in enumerate(case.events):
        yield from strange_step(event.procedure, event.step, known, ("events", index))


def strange_people(people: Iterable[str], known: Known) -> Iterator[Disagreement]:
    """Yield a fault for each id that is no practitioner's."""
    ours = [one.id for one in known.practice.practitioners]
    for index, one in enumerate(people):
        yield from _strange(one, ours, "aucun praticien", ("for", index))


def strange_step(slug: str | None, step: str | None, known: Known, at: Path = ()) -> Iterator[Disagreement]:
    """Yield a fault for the procedure of an event, or for its step, that nobody knows."""
    if slug is None:
        return
    procedure = known.procedures.get(slug)
    if procedure is None:
        yield from strange_procedure(slug, known, (*at, "procedure"))
    elif step is not None:
        steps = [one.id for one in procedure.steps]
        yield from _strange(step, steps, f"aucune étape de {procedure.slug}", (*at, "step"), few=True)


def strange_procedure(slug: str, known: Known, at: Path = ()) -> Iterator[Disagreement]:
    """Yield a fault when no procedure of the catalogue has this name."""
    yield from _strange(slug, known.procedures, "aucune démarche", at)


def strange_finding(finding: str, known: Known, at: Path = ()) -> Iterator[Disagreement]:
    """Yield a fault when no finding has this id: mistyped, or gone from data/. The affair keeps it."""
    if finding not in known.findings:
        close = closest(finding, known.findings)
        hint = f"vouliez-vous dire {' ou '.join(close)} ?" if close else "son numéro est en tête de sa page du portail"
        yield Disagreement(at, spaced(f"le relevé {finding} n’est pas dans data/findings/ : {hint}"))


def _strange(word: str, names: Collection[str], what: str, at: Path, *, few: bool = False) -> Iterator[Disagreement]:
    if word in names:
        return
    close = names if few else closest(word, names)
    told = f"vouliez-vous dire {' ou '.join(close)} ?" if close else f"noms connus : {', '.join(sorted(names))}"
    yield Disagreement(at, spaced(f"{what} « {word} » : {told}"))


def closest(word: str, names: Collection[str]) -> list[str]:
    """Return the names that look like `word`, the closest first."""
    return difflib.get_close_matches(word, sorted(names), n=_CLOSE)
