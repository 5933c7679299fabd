"""What goes to an insurer or to a lawyer about one affair: which files, in which folders, and what the cover says.

The words of third parties are in it, since an affair is about them: the cover says so first. Nothing of a patient's
file is, for the practice's data hold none. Sealed captures join it as files like the others (`sealed`).
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from collector.core.affairs.affair import Affair
from collector.core.affairs.clocks import AffairClock, known_on
from collector.core.foreign import Address, Foreign
from collector.core.french import day_in_full, spaced
from collector.core.ledger import Ledger
from collector.core.model import Finding, PolicyKind, Starting
from collector.core.model.coverage import Policy
from collector.core.pages.affair_lines import DeadlineLine, against, clock_line, people
from collector.core.pages.affairs import EventLine, TakenLine, event_lines, taken_lines
from collector.core.pages.moments import moment, state_in_full
from collector.core.pages.outlook import Outlook
from collector.core.pages.rows import FORMS, nature_in_full, rating_in_full

COVER = "sommaire.html"
MANIFEST = "empreintes-sha256.txt"
_LINE = "-" * 72
_KINDS = {
    PolicyKind.LIABILITY: "responsabilité civile professionnelle",
    PolicyKind.LEGAL: "protection juridique",
}


class Reader(StrEnum):
    """For whom a pack is made."""

    INSURER = "insurer"
    LAWYER = "lawyer"


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One contract that may cover an affair; `until` is the last day to declare, as the contract counts."""

    kind: str
    insurer: Foreign
    policy: Foreign
    phone: Foreign
    read_on: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class PackFinding:
    """One finding as the cover names it; `text_file` holds its words, empty when they are erased."""

    id: str
    name: str
    source: Foreign
    url: Address
    published: str
    state: str
    nature: Foreign
    text_file: str


@dataclass(frozen=True, slots=True)
class PackView:
    """The view of the cover. `declaration` is the legal delay of the insurer; `files` are the others of the pack."""

    for_insurer: bool
    id: str
    title: Foreign
    practice: Foreign
    people: Foreign
    against: Foreign
    since: dt.date
    known: dt.date
    note: Foreign
    next_do: Foreign
    findings: tuple[PackFinding, ...]
    missing: tuple[Foreign, ...]
    events: tuple[EventLine, ...]
    taken: tuple[TakenLine, ...]
    deadlines: tuple[DeadlineLine, ...]
    declaration: tuple[DeadlineLine, ...]
    policies: tuple[PolicyLine, ...]
    files: tuple[str, ...]
    today: dt.date


def pack_view(one: Affair, seen_from: Outlook, reader: Reader, files: Mapping[str, bytes]) -> PackView:
    """Return what the cover of a pack says, `files` being all its other files."""
    ledger, step = seen_from.ledger, one.plan.next
    declared = [clock for clock in one.clocks if clock.delay.starts is Starting.KNOWLEDGE]
    others = [clock for clock in one.clocks if clock not in declared]
    known = known_on(one.case, one.findings)
    return PackView(
        for_insurer=reader is Reader.INSURER,
        id=one.case.id,
        title=Foreign(one.case.title),
        practice=Foreign(ledger.practice.name),
        people=people(one, ledger),
        against=against(one, ledger),
        since=one.case.opened,
        known=known,
        note=Foreign(one.case.note),
        next_do=Foreign(step.do if step is not None else ""),
        findings=tuple(_finding(finding, seen_from) for finding in one.findings),
        missing=tuple(Foreign(finding) for finding in one.missing),
        events=event_lines(one, seen_from),
        taken=taken_lines(one, seen_from),
        deadlines=_lines(others, one.today),
        declaration=_lines(declared, one.today),
        policies=tuple(_policies(one, ledger, known)),
        files=tuple(sorted(files)),
        today=one.today,
    )


def texts_of(one: Affair, seen_from: Outlook) -> Mapping[str, bytes]:
    """Return the words of the findings of an affair, a file each: all versions, as kept, with where they were read."""
    found = ((finding, seen_from.ledger.texts.get(finding.id)) for finding in one.findings)
    return {
        _file(finding): "\n".join(_text(finding, seen_from)).encode("utf-8", "replace")
        for finding, piece in found
        if piece is not None
    }


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of each file, as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(files.items()))
    return "".join(lines).encode()


def _file(finding: Finding) -> str:
    return f"releves/{finding.id}.txt"


def _lines(clocks: list[AffairClock], today: dt.date) -> tuple[DeadlineLine, ...]:
    return tuple(clock_line(one, today) for one in clocks)


def _finding(finding: Finding, seen_from: Outlook) -> PackFinding:
    return PackFinding(
        id=finding.id,
        name=f"{FORMS[finding.form]}{moment(finding).named}",
        source=seen_from.source_of(finding),
        url=Address(finding.url or ""),
        published=moment(finding).full,
        state=state_in_full(finding, seen_from.last_seen.get(finding.id)),
        nature=Foreign(nature_in_full(finding.assessment.nature)),
        text_file=_file(finding) if finding.id in seen_from.ledger.texts else "",
    )


def _text(finding: Finding, seen_from: Outlook) -> Iterator[str]:
    yield spaced("Paroles d’un tiers, telles que le portail les garde (masquées, parfois coupées).")
    yield spaced(f"Relevé : {finding.id}")
    yield spaced(f"Source : {seen_from.source_of(finding).words}")
    yield f"Adresse{chr(0xA0)}: {finding.url or 'inconnue'}"
    yield spaced(f"Date : {moment(finding).full}")
    yield spaced(f"Vu pour la première fois : {day_in_full(finding.first_seen)}")
    kept = {words.sha256: words for words in seen_from.ledger.texts[finding.id].versions}
    for version in finding.versions:
        yield _LINE
        rated = f", note {rating_in_full(version.rating)}" if version.rating is not None else ""
        yield spaced(f"Version lue le {day_in_full(version.seen)}{rated} – SHA-256 : {version.text_sha256}")
        words = kept.get(version.text_sha256)
        yield f"{words.title}\n{words.text}".strip() if words is not None else "(texte effacé)"
    yield ""


def _policies(one: Affair, ledger: Ledger, known: dt.date) -> Iterator[PolicyLine]:
    """Yield the contracts of the people of an affair, those of the whole practice included."""
    concerned = set(one.case.for_)
    for policy in ledger.coverage.policies:
        if not policy.for_ or not concerned or not concerned.isdisjoint(policy.for_):
            yield PolicyLine(
                kind=_KINDS[policy.kind],
                insurer=Foreign(policy.insurer),
                policy=Foreign(policy.policy),
                phone=Foreign(policy.phone),
                read_on=policy.read_on,
                until=_until(policy, ledger, known),
            )


def _until(policy: Policy, ledger: Ledger, known: dt.date) -> dt.date | None:
    """Return the last day that a contract leaves to declare, the day of knowledge not counted."""
    if policy.declaration_days is None:
        return None
    if policy.working_days:
        return ledger.calendar.after_worked(known, policy.declaration_days)[0]
    return known + dt.timedelta(days=policy.declaration_days)
