"""Opens affairs, notes what happened in them, and shows how they stand: for the commands `renom case`."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from collector.core.affairs.admission import impossible_days, is_repeated, next_id, refusals, remarks
from collector.core.affairs.affair import Affair, affair, affairs
from collector.core.affairs.agenda import agenda
from collector.core.affairs.chronology import procedure_of
from collector.core.affairs.pack import COVER, MANIFEST, Reader, manifest, pack_view, texts_of
from collector.core.affairs.references import (
    Known,
    closest,
    strange_finding,
    strange_people,
    strange_procedure,
    strange_step,
)
from collector.core.errors import ConfigurationError, LetterError, Problem
from collector.core.evidence.order import uncaptured, with_reason
from collector.core.ledger import Ledger
from collector.core.letters.blanks import blank_of
from collector.core.letters.drafting import Request, draft
from collector.core.letters.filling import Letter
from collector.core.letters.markdown import as_markdown
from collector.core.model import Case, CaseEvent, EventKind, LetterTemplate
from collector.core.pages.openness import last_rulings, open_findings
from collector.core.pages.outlook import outlook
from collector.edges.bundle import write_bundle
from collector.edges.calendar import as_ics
from collector.edges.files.cases import CASES, add_case, add_event
from collector.edges.files.catalog import load_professions
from collector.edges.files.documents import dump
from collector.edges.render import fill
from collector.wiring.evidence.handing import captures_for, hand_over, sealed_files
from collector.wiring.ledger import ledger_on
from collector.wiring.shipped import version

_SHA256 = 64  # characters
_FILES = {Reader.INSURER: "assureur", Reader.LAWYER: "avocat"}


@dataclass(frozen=True, slots=True)
class Noted:
    """What was written: the file, the affair as it now stands, and what the person should know."""

    path: Path
    affair: Affair
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that was written: where, the files in it, the sheet beside it, and the hash that the sheet tells."""

    path: Path
    files: tuple[str, ...]
    sheet: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What a person says to open an affair; `against` is a source or a publisher, empty for that of the findings."""

    title: str
    findings: tuple[str, ...]
    people: tuple[str, ...]
    procedures: tuple[str, ...]
    against: str
    by: str
    note: str
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """What a person says happened: on a day, or between two; without any, today."""

    kind: EventKind
    on: dt.date | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    procedure: str | None = None
    step: str | None = None
    channel: str = ""
    by: str = ""
    pieces: tuple[str, ...] = ()
    note: str = ""
    without_capture: str = ""


def list_affairs(root: Path, today: dt.date | None) -> tuple[Affair, ...]:
    """Return every affair on a day, the open ones first."""
    ledger, day = ledger_on(root, today)
    return affairs(ledger, day)


def show_affair(root: Path, case_id: str, today: dt.date | None) -> Affair:
    """Return how an affair stands; raise ConfigurationError for an unknown one."""
    ledger, day = ledger_on(root, today)
    return affair(_named(ledger, case_id), ledger, day)


def open_affair(root: Path, asked: Opening, today: dt.date | None) -> Noted:
    """Write a new affair; raise ConfigurationError, writing nothing, with all that cannot be used."""
    ledger, day = ledger_on(root, today)
    opened = asked.on or day
    source, publisher = _against(asked, ledger)
    problems = tuple(_refused_opening(asked, ledger, opened, day, found=bool(source or publisher)))
    if problems:
        raise ConfigurationError(tuple(Problem("case open", None, "", one) for one in problems))
    case = Case(
        id=next_id({path.stem for path in (root / CASES).glob("*.yml")}, opened.year),
        title=asked.title,
        for_=asked.people or _people(asked.findings, ledger),
        source=source,
        publisher=publisher,
        findings=asked.findings,
        procedures=asked.procedures,
        opened=opened,
        by=asked.by,
        note=asked.note,
    )
    return Noted(add_case(root, case), affair(case, ledger, day), ())


def note_event(root: Path, case_id: str, fact: Fact, today: dt.date | None) -> Noted | None:
    """Add an event to an affair; return None when it is there already, raise ConfigurationError when it cannot be."""
    ledger, day = ledger_on(root, today)
    case = _named(ledger, case_id)
    event = _event(fact, _known(ledger), day)
    # Written out, for the affair may choose a second route later.
    event = event.model_copy(update={"procedure": procedure_of(event, case)})
    if is_repeated(case, event) or is_repeated(case, with_reason(event, fact.without_capture)):
        return None
    _refuse("case event", refusals(case, event, _known(ledger), day))
    waits = uncaptured(
        case, event, ledger.procedures.get(event.procedure or ""), captures_for(root, set(case.findings))
    )
    if waits and not fact.without_capture:
        _refuse("case event", [waits])
    event = with_reason(event, fact.without_capture) if waits else event
    path = add_event(root, case.id, event)
    grown = case.model_copy(update={"events": (*case.events, event)})
    return Noted(path, affair(grown, ledger, day), tuple(remarks(case, event)))


def _event(fact: Fact, known: Known, today: dt.date) -> CaseEvent:
    """Return what a person says happened; raise ConfigurationError for a name or a day that cannot be."""
    _refuse("case event", (fault.message for fault in strange_step(fact.procedure, fact.step, known)))
    on = None if fact.earliest else fact.on or today
    days = [one for one in (on, fact.earliest, fact.latest) if one is not None]
    _refuse("case event", impossible_days(days))
    return CaseEvent(
        on=on,
        earliest=fact.earliest,
        latest=fact.latest or fact.earliest,
        kind=fact.kind,
        procedure=fact.procedure,
        step=fact.step,
        channel=fact.channel,
        by=fact.by,
        pieces=tuple(piece_hash(one) for one in fact.pieces),
        note=fact.note,
    )


def _refuse(what: str, refused: Iterable[str]) -> None:
    problems = tuple(Problem(what, None, "", one) for one in refused)
    if problems:
        raise ConfigurationError(problems)


def _refused_opening(asked: Opening, ledger: Ledger, opened: dt.date, today: dt.date, *, found: bool) -> Iterator[str]:
    known = _known(ledger)
    yield from impossible_days([opened])
    if opened > today:
        yield "une affaire ne s’ouvre pas dans le futur"
    if not found:
        names = closest(asked.against, {*known.sources, *known.publishers}) if asked.against else ()
        meant = f" ; vouliez-vous dire {' ou '.join(names)}" if names else ""
        yield f"dites contre quelle source ou quel éditeur, avec --against{meant}"
    yield from (fault.message for fault in strange_people(asked.people, known))
    yield from (fault.message for one in asked.findings for fault in strange_finding(one, known))
    yield from (fault.message for one in asked.procedures for fault in strange_procedure(one, known))


def pack(root: Path, case_id: str, reader: Reader, target: Path | None, today: dt.date | None) -> Packed:
    """Write everything about an affair as one ZIP, for an insurer or a lawyer; the same data give the same bytes."""
    ledger, day = ledger_on(root, today)
    seen_from = outlook(ledger, day, version())
    one = affair(_named(ledger, case_id), ledger, day)
    files = {
        "affaire.yml": dump(one.case).encode(),
        **texts_of(one, seen_from),
        **_letters(one, ledger),
    }
    shas = {sha for event in one.case.events for sha in event.pieces}
    sealed, captures = sealed_files(root, ledger.practice.name, set(one.case.findings), shas)
    files |= sealed
    view = pack_view(one, seen_from, reader, files)
    files[COVER] = fill("pack.html.j2", view).encode()
    files[MANIFEST] = manifest(files)
    place = target or root / "build" / f"{one.case.id}-{_FILES[reader]}.zip"
    write_bundle(files, place)
    sheet, sha256 = hand_over(root, ledger.practice.name, place, captures, day)
    return Packed(place, tuple(sorted(files)), sheet, sha256)


def _letters(one: Affair, ledger: Ledger) -> dict[str, bytes]:
    """Return the letters of the routes taken or chosen, filled with what is known; what is not is marked in them."""
    concerned = {*one.case.procedures, *(attempt.procedure for attempt in one.taken)}
    wanted = {step.letter for slug in concerned if slug in ledger.procedures for step in ledger.procedures[slug].steps}
    files = {}
    for letter in ledger.letters:
        if letter.slug in wanted:
            files[f"lettres/{letter.slug}.md"] = as_markdown(_letter(letter, one, ledger)).encode()
    return files


def _letter(letter: LetterTemplate, one: Affair, ledger: Ledger) -> Letter:
    """Return a letter about an affair; a blank copy where nobody can say who signs."""
    try:
        return draft(Request(letter.slug, one.case.id, anyway=True), ledger, one.today, load_professions()).letter
    except LetterError:
        return blank_of(letter, ledger.publishers)


def calendar_of_deadlines(ledger: Ledger, today: dt.date) -> bytes:
    """Return the deadlines of a practice as an iCalendar file."""
    opened = open_findings(ledger.findings, last_rulings(ledger.decisions), today).shown
    return as_ics(agenda(ledger, affairs(ledger, today), opened, today), f"Renom – {ledger.practice.name}")


def calendar(root: Path, today: dt.date | None) -> bytes:
    """Return the deadlines of the practice in `root` as an iCalendar file."""
    return calendar_of_deadlines(*ledger_on(root, today))


def piece_hash(piece: str) -> str:
    """Return the SHA-256 of a piece: a file of this computer, which is not copied, or a hash as it is."""
    path = Path(piece)
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    digits = piece.lower()
    if len(digits) == _SHA256 and all(one in "0123456789abcdef" for one in digits):
        return digits
    message = f"« {piece} » n’est ni un fichier d’ici, ni une empreinte SHA-256 de {_SHA256} caractères"
    raise ConfigurationError((Problem("--piece", None, "", message),))


def _named(ledger: Ledger, case_id: str) -> Case:
    """Return the affair of that id; raise ConfigurationError with those that are near, or with its broken file."""
    found = next((one for one in ledger.cases if one.id == case_id), None)
    if found is not None:
        return found
    shown = f"{CASES}/{case_id}.yml"
    broken = tuple(one for one in ledger.unreadable if one.file == shown)
    if broken:
        raise ConfigurationError(broken)
    known = [one.id for one in ledger.cases]
    near = closest(case_id, known) or known
    told = f"affaires connues : {', '.join(near)}" if near else "aucune affaire n’est ouverte (`renom case open`)"
    raise ConfigurationError((Problem("CASE", None, "", f"aucune affaire « {case_id} » : {told}"),))


def _known(ledger: Ledger) -> Known:
    findings = {one.id for one in ledger.findings}
    return Known(ledger.practice, ledger.sources, ledger.publishers, ledger.procedures, findings)


def _against(asked: Opening, ledger: Ledger) -> tuple[str | None, str | None]:
    """Return the source and the publisher against whom an affair is."""
    if asked.against in ledger.sources:
        return asked.against, ledger.sources[asked.against].publisher
    if asked.against:
        return None, asked.against if asked.against in ledger.publishers else None
    sources = {one.source for one in ledger.findings if one.id in asked.findings}
    if len(sources) != 1:
        return None, None
    source = sources.pop()
    return (source, ledger.sources[source].publisher) if source in ledger.sources else (None, None)


def _people(findings: Iterable[str], ledger: Ledger) -> tuple[str, ...]:
    wanted = set(findings)
    own = {one.id for one in ledger.practice.practitioners}
    found = (one.practitioner for one in ledger.findings if one.id in wanted)
    return tuple(dict.fromkeys(one for one in found if one in own))
