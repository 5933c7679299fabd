"""What is kept of other people, and how it goes: what falls due, what one author left here, what must be erased now."""

import datetime as dt
import re
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from collector.core.errors import ConfigurationError, Problem, StoreError
from collector.core.kept import Changes, Kept
from collector.core.model import Erased, Finding, FindingId, PieceText, Retention, Ruling
from collector.core.retention import Falling, erase, falling
from collector.edges.files.catalog import load_retention
from collector.edges.files.documents import dump
from collector.edges.files.evidence import EvidenceStore
from collector.edges.files.store import Store
from collector.edges.forgetting import forget, traces
from collector.wiring.cases import held_by_affairs
from collector.wiring.evidence.taking import erase as erase_capture
from collector.wiring.passes import (
    destination,
    practice_of,
    repository_of,
    save,
    today_of,
    with_words,
)

_TELLING = 24  # characters of a sentence that cannot be anybody else's
_SENTENCE = re.compile(r"[^\n.!?…]+")


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge erased, and where a trace of it was still found afterwards (nowhere, when all went well)."""

    findings: tuple[FindingId, ...]
    traces: tuple[str, ...]
    pushed: bool


def retention(root: Path, today: dt.date | None) -> tuple[dt.date, tuple[Falling, ...], tuple[Retention, ...]]:
    """Return the day, when the words of each finding go, and the rules."""
    practice = practice_of(root)
    kept, rules = with_words(Store(root), ask_remote=False), load_retention()
    worded = [one for one in kept.findings.values() if one.id in kept.texts]
    return today_of(practice, today), falling(worded, kept.decisions, rules, held_by_affairs(root, kept)), rules


def export(root: Path, key: str) -> str:
    """Return as YAML all that is kept about the author of that key; raise ConfigurationError for an unknown one."""
    kept = with_words(Store(root), ask_remote=False)
    found = _of_author(kept, key)
    parts = [dump(one) for one in found] + [dump(kept.texts[one.id]) for one in found if one.id in kept.texts]
    return "---\n".join(parts)


def purge(
    root: Path, wanted: str, why: str, by: str, today: dt.date | None, *, author: bool = False, push: bool = False
) -> Purged:
    """Erase for good the words of a finding, or of all the findings of an author; prove that they are gone.

    They leave pieces/ (words and captures), what was built and git, on this machine, and the branch `pieces` of the
    remote with `push`. The finding keeps its hashes, with the day, the reason and who asked. Raise ConfigurationError
    for an unknown finding or author, StoreError when git refuses.
    """
    if push:
        destination(root)  # refuses a remote that is not the practice's before anything is erased
    store = Store(root)
    kept = with_words(store)
    findings = _of_author(kept, wanted) if author else _of_id(kept, wanted)
    _refuse_unreadable(kept, findings)
    _refuse_held(findings, held_by_affairs(root, kept))
    gone = Erased(on=today_of(practice_of(root), today), why=why, by=by, for_good=True)
    identifiers = tuple(one.id for one in findings)
    words = [f"finding: {one}\nversions:" for one in identifiers]  # how the file of their words begins
    words += [one for finding in findings for one in _telling(kept.texts.get(finding.id))]
    store.write(Changes(findings=tuple(erase(one, gone) for one in findings), erased=identifiers))
    _erase_captures(root, identifiers, why, by)
    shutil.rmtree(root / "build", ignore_errors=True)  # made again without them by the next build
    repository = repository_of(store, store.load())
    saved = save(root, push=push)
    if repository.exists():
        forget(root)
    return Purged(identifiers, traces(root, words), pushed=push and saved is not None)


def _erase_captures(root: Path, findings: Collection[FindingId], why: str, by: str) -> None:
    """Erase the pieces of every capture of these findings; the chain keeps their hashes and the reason."""
    captures = EvidenceStore(root).load(pieces=False).readable()
    for name in [name for name, one in captures.items() if one.finding in findings]:
        erase_capture(root, name, by, why)


def _telling(text: PieceText | None) -> list[str]:
    """Return the sentences of the words that are long enough to be nobody else's, whatever surrounds them."""
    if text is None:
        return []
    said = "\n".join(part for words in text.versions for part in (words.title, words.text, words.reply))
    sentences = (one.strip() for one in _SENTENCE.findall(said))
    return [one for one in sentences if len(one) >= _TELLING]


def _of_id(kept: Kept, identifier: str) -> tuple[Finding, ...]:
    finding = kept.findings.get(identifier)
    if finding is None:
        message = f"no finding {identifier!r} is kept here: its number is the end of the address of its page"
        raise ConfigurationError((Problem("data/findings", None, "", message),))
    return (finding,)


def _of_author(kept: Kept, key: str) -> tuple[Finding, ...]:
    found = tuple(one for one in kept.findings.values() if one.author.key == key)
    if not found:
        message = f"no author {key!r}: the key of an author stands in the file of each finding (author, key)"
        raise ConfigurationError((Problem("data/findings", None, "author", message),))
    return found


def _refuse_unreadable(kept: Kept, findings: tuple[Finding, ...]) -> None:
    broken = [one.id for one in findings if one.id in kept.untouchable]
    if broken:
        raise StoreError(f"{', '.join(broken)}: the file cannot be read, so nothing was erased; `renom check` says why")


def _refuse_held(findings: tuple[Finding, ...], held: Collection[FindingId]) -> None:
    """Refuse what an open affair needs: the rule of the catalogue says which right comes first."""
    kept = sorted({one.id for one in findings} & set(held))
    if kept:
        rule = next(one for one in load_retention() if Ruling.ACT in one.ruled)
        because = " ; ".join(one.title for one in rule.provenance.sources)
        raise StoreError(
            f"{', '.join(kept)}: an open affair needs these words ({because}), so nothing was erased; "
            "`renom case close` it first, if it is over"
        )
