"""État des lieux: which watches see, which are blind, since when and why; and what nobody watches.

Silence is never absence: a watch that was not read well, or not lately, counts as blind whatever it said before.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from collector.core.foreign import Foreign
from collector.core.french import listed, spaced
from collector.core.ledger import Ledger
from collector.core.model import PRACTICE, Access, Category, Ending, Practice, RunReport, Source, Watch, WatchReport
from collector.core.pages.failures import WatchState, explain, told
from collector.core.pages.moments import gone_since
from collector.core.schedule import last_read

STALE_AFTER = 45  # days: the longest gap between two monthly passes, and two weeks more
_SEEING = frozenset((WatchState.SEEN, WatchState.EMPTY))
_ACCESS = {
    Access.AUTO: "peut être lue automatiquement",
    Access.KEY: "peut être lue avec une clé ou une adresse secrète",
    Access.IMPORT: "peut être lue par un export à déposer",
    Access.MANUAL: "à regarder à la main",
    Access.NO: "ne peut pas être surveillée",
}
_RETIRED = "n’existe plus"


@dataclass(frozen=True, slots=True)
class WatchName:
    """How screens name a watch: its source, the label given to it (if that says more), whom it is about.

    `slug` is that of the source. A source that is a way of reading, not a place (any feed, any page), has its
    watches named by their labels, and each counts as a source. `place` tells which watches are one source.
    """

    slug: str
    place: str
    source: Foreign
    label: Foreign
    people: Foreign


@dataclass(frozen=True, slots=True)
class WatchSight:
    """What one watch sees.

    `read_on` is its last good reading; `mentions` counts those of its last good answer that concern, or may concern,
    the practice. `blind_since` is the day of the first failure after `read_on`; None for a watch that sees and for one
    that nobody has read for too long.
    """

    watch: str
    name: WatchName
    state: WatchState
    read_on: dt.date | None
    mentions: int
    blind_since: dt.date | None
    sentence: str
    detail: Foreign
    advice: str

    @property
    def seeing(self) -> bool:
        """Return whether the silence of this watch means anything."""
        return self.state in _SEEING


@dataclass(frozen=True, slots=True)
class Sight:
    """In one line: sources seen, out of how many, the blind ones (wholly or for someone), the last pass.

    `unreadable` counts the files of the practice that could not be read: what they hold is missing from the pages.
    """

    seen: int
    total: int
    blind_names: tuple[Foreign, ...]
    last_pass: dt.date | None
    unreadable: int


@dataclass(frozen=True, slots=True)
class Unwatched:
    """A source of the catalogue that the practice does not watch, how it could be, and why it matters or not."""

    source: Foreign
    access: str
    why: Foreign


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The view of the page « État des lieux »."""

    sight: Sight
    blind: tuple[WatchSight, ...]
    seeing: tuple[WatchSight, ...]
    unwatched: tuple[Unwatched, ...]


def watch_sights(ledger: Ledger, today: dt.date) -> tuple[WatchSight, ...]:
    """Return what each watch of the practice sees today, in the order of practice.yml."""
    read = last_read(ledger.runs)
    failures = _open_failures(ledger.runs)
    held = standing(ledger)
    return tuple(
        _watch_sight(watch, ledger, read.get(watch.id), failures.get(watch.id), len(held.get(watch.id, ())), today)
        for watch in ledger.practice.watches
    )


def standing(ledger: Ledger) -> Mapping[str, set[str]]:
    """Return, by watch, the findings that stood in its last good answer.

    The memories tell it, and are always those of today. What a source that lists everything has not missed stood in
    its answer too: so a past day is told right, where a mention that vanished since was still online.
    """
    known = {one.id for one in ledger.findings}
    held = {watch: known.intersection(memory.present) for watch, memory in ledger.memories.items()}
    exhaustive = {slug for slug, source in ledger.sources.items() if source.lists_everything}
    for finding in ledger.findings:
        if finding.source in exhaustive and gone_since(finding) is None:
            held.setdefault(finding.sightings[0].watch, set()).add(finding.id)
    return held


def sight(sights: tuple[WatchSight, ...], ledger: Ledger) -> Sight:
    """Return the one-line summary of `sights`. A source counts as seen when every watch of it sees."""
    by_source = [tuple(group) for _, group in groupby(sorted(sights, key=_by_source), key=_by_source)]
    blind = [group for group in by_source if not all(one.seeing for one in group)]
    return Sight(
        seen=len(by_source) - len(blind),
        total=len(by_source),
        blind_names=tuple(_blind_name(group) for group in blind),
        last_pass=ledger.runs[-1].on if ledger.runs else None,
        unreadable=len(ledger.unreadable),
    )


def coverage_page(ledger: Ledger, sights: tuple[WatchSight, ...]) -> CoveragePage:
    """Return the view of the page: blind watches first, then those that see, then what is not watched."""
    return CoveragePage(
        sight=sight(sights, ledger),
        blind=tuple(one for one in sights if not one.seeing),
        seeing=tuple(one for one in sights if one.seeing),
        unwatched=tuple(_unwatched(ledger)),
    )


def watch_names(ledger: Ledger) -> Mapping[str, WatchName]:
    """Return how screens name each watch of the practice, by its id."""
    return {watch.id: _watch_name(watch, ledger) for watch in ledger.practice.watches}


def subject_name(practice: Practice, practitioner: str) -> str:
    """Return the name on screen of a practitioner's id, or of the practice itself."""
    person = practice.practitioner(practitioner)
    if person is not None:
        return person.display_name
    return practice.name if practitioner == PRACTICE else practitioner


def source_name(sources: Mapping[str, Source], slug: str) -> Foreign:
    """Return the name of a source on screen; its slug when the catalogue no longer has it."""
    source = sources.get(slug)
    return Foreign(source.name if source is not None else slug)


def _watch_name(watch: Watch, ledger: Ledger) -> WatchName:
    source, name = ledger.sources.get(watch.source), source_name(ledger.sources, watch.source)
    people = listed([subject_name(ledger.practice, one) for one in watch.for_]) or "tout le cabinet"
    if source is not None and source.category is Category.METHOD and watch.label:
        return WatchName(watch.source, watch.id, Foreign(watch.label), Foreign(""), Foreign(people))
    label = "" if watch.label == name.words else watch.label
    return WatchName(watch.source, watch.source, name, Foreign(label), Foreign(people))


def _by_source(one: WatchSight) -> str:
    return one.name.place


def _blind_name(group: tuple[WatchSight, ...]) -> Foreign:
    """Return the name of a blind source, with whom it is blind for when another of its watches sees."""
    blind = [one.name.people.words for one in group if not one.seeing]
    name = group[0].name.source.words
    return Foreign(name if len(blind) == len(group) else f"{name} ({listed(blind)})")


def _open_failures(runs: tuple[RunReport, ...]) -> Mapping[str, tuple[dt.date, WatchReport]]:
    """Return, for each watch whose last reading failed, the day its failures began and its last report."""
    failures: dict[str, tuple[dt.date, WatchReport]] = {}
    for run in runs:
        for report in run.watches:
            if report.ending is Ending.FAILED:
                since = failures[report.watch][0] if report.watch in failures else run.on
                failures[report.watch] = (since, report)
            else:
                failures.pop(report.watch, None)
    return failures


def _watch_sight(
    watch: Watch,
    ledger: Ledger,
    read_on: dt.date | None,
    failure: tuple[dt.date, WatchReport] | None,
    mentions: int,
    today: dt.date,
) -> WatchSight:
    state, sentence, advice = _state(read_on, failure, mentions, today)
    return WatchSight(
        watch=watch.id,
        name=_watch_name(watch, ledger),
        state=state,
        read_on=read_on,
        mentions=mentions,
        blind_since=failure[0] if failure else None,
        sentence=sentence,
        detail=Foreign(told(failure[1].detail) if failure else ""),
        advice=advice,
    )


def _state(
    read_on: dt.date | None, failure: tuple[dt.date, WatchReport] | None, mentions: int, today: dt.date
) -> tuple[WatchState, str, str]:
    """Return the state of a watch, the sentence that explains it and what to do; empty for one that sees."""
    if failure is not None:
        explanation = explain(failure[1].code)
        return explanation.state, explanation.sentence, explanation.advice
    if read_on is None:
        return WatchState.NEVER, "Cette veille n’a encore été lue par aucun passage.", "Attendez le prochain passage."
    if (today - read_on).days > STALE_AFTER:
        return (
            WatchState.STALE,
            f"Aucun passage n’a relu cette veille depuis plus de {STALE_AFTER} jours.",
            "Vérifiez que la collecte planifiée a bien lieu.",
        )
    return (WatchState.SEEN if mentions else WatchState.EMPTY), "", ""


def _unwatched(ledger: Ledger) -> Iterator[Unwatched]:
    watched = {watch.source for watch in ledger.practice.watches}
    for source in sorted(ledger.sources.values(), key=lambda one: one.name.casefold()):
        if source.slug in watched:
            continue
        gone = source.retired  # shown all the same: old lists of places to watch still name it
        access, why = (_ACCESS[source.access], source.why) if gone is None else (_RETIRED, gone.why)
        yield Unwatched(Foreign(source.name), access, Foreign(spaced(why)))
