"""The pipeline as one page: watches in, a run report out. Its edges are arguments; nothing here opens anything.

    watch → fetch → capture → parse → mention → match → judge → protect → finding → forget

A watch that fails, for whatever reason, changes nothing and harms no other.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from collector.core.about.lexicon import Lexicon
from collector.core.changes import set_aside, settle
from collector.core.errors import CollectorError, FailureCode, FetchError, SourceError
from collector.core.identity import key_print, reading_key, run_id, sealed_id, set_aside_key
from collector.core.kept import Changes, Kept
from collector.core.known import Known, Sighted
from collector.core.masking import Masker
from collector.core.matching import Matcher, reported
from collector.core.model import (
    Ending,
    FindingId,
    Memory,
    Mention,
    Practice,
    Removal,
    Retention,
    Rhythm,
    RunReport,
    Source,
    Watch,
    WatchReport,
)
from collector.core.protection import protect
from collector.core.reading import Capture, Failed, Found, Kind, Outcome, Reading, Request, Unchanged, WatchPlan
from collector.core.retention import falling, removable, remove
from collector.core.triage.assessing import assess
from collector.core.triage.judging import Triage

# What practice.yml says of people and places: the rest of it may change without reading anything again.
_WHO = {"name", "city", "practitioners"}

Fetch = Callable[[Request], Awaitable[Capture]]


@dataclass(frozen=True, slots=True)
class Edges:
    """What the pipeline touches the world with. `fetch` raises FetchError and nothing else."""

    fetch: Fetch
    write: Callable[[Changes], None]
    write_run: Callable[[RunReport], None]
    tell: Callable[[WatchReport], None]


@dataclass(frozen=True, slots=True)
class Pass:
    """One execution: who and what is watched, what is known, when. `now` is in UTC, `today` the practice's day."""

    practice: Practice
    watches: Sequence[Watch]
    sources: Mapping[str, Source]
    kinds: Mapping[str, Kind]
    masker: Masker
    lexicon: Lexicon
    triage: Triage
    key: bytes
    kept: Kept
    now: dt.datetime
    today: dt.date
    by_hand: bool = False
    retention: Sequence[Retention] = ()
    held: frozenset[FindingId] = frozenset()  # the findings of open affairs: nothing of theirs is erased


async def collect(this: Pass, edges: Edges) -> RunReport:
    """Read every watch of the pass, write what changes, and return how each ended.

    Watches are fetched together and settled in the practice's order, so that the same answers give the same bytes.
    """
    plans = [WatchPlan(watch, this.sources[watch.source], this.today) for watch in this.watches]
    readings = [asyncio.create_task(_read(this.kinds, plan, _memory(this, plan), edges.fetch)) for plan in plans]
    known = Known(this.kept, [watch.id for watch in this.practice.watches])
    matcher = Matcher(this.practice, this.lexicon)
    reports = []
    try:
        for plan, reading in zip(plans, readings, strict=True):
            outcome = await reading
            report = await asyncio.to_thread(_settled, this, plan, outcome, known, matcher, edges)
            edges.tell(report)
            reports.append(report)
    finally:
        for reading in readings:
            reading.cancel()
        await asyncio.gather(*readings, return_exceptions=True)
    taken = {one.id for one in this.kept.runs} | this.kept.unreadable_runs
    run = RunReport(
        by_hand=this.by_hand,
        id=run_id(this.now, taken),
        at=this.now,
        on=this.today,
        key=key_print(this.key),
        watches=tuple(reports),
        removed=_forget(this, known.kept, edges),
    )
    edges.write_run(run)
    return run


def _forget(this: Pass, kept: Kept, edges: Edges) -> tuple[Removal, ...]:
    """Remove the words that the practice may no longer keep, and return the log of it."""
    worded = [one for one in kept.findings.values() if one.id in kept.texts]
    due = removable(falling(worded, kept.decisions, this.retention, this.held), kept.texts, this.today)
    changes, log = remove(kept, due, this.today)
    if log:
        edges.write(changes)
    return log


async def try_out(plans: Sequence[WatchPlan], kinds: Mapping[str, Kind], fetch: Fetch) -> Mapping[str, Outcome]:
    """Read some watches as if nothing were known, and return how each ended, by its id; nothing is written."""
    outcomes = await asyncio.gather(*(_read(kinds, plan, Memory(), fetch) for plan in plans))
    return {plan.watch.id: outcome for plan, outcome in zip(plans, outcomes, strict=True)}


async def _read(kinds: Mapping[str, Kind], plan: WatchPlan, memory: Memory, fetch: Fetch) -> Outcome:
    """Drive one kind to its end; whatever goes wrong in it is this watch's failure."""
    kind = kinds[plan.source.kind or ""]
    try:
        return await _drive(kind.read(plan, memory), fetch)
    except SourceError as error:
        return Failed(error)
    except Exception as error:  # noqa: BLE001 - a fault of ours must stay inside its watch; the report names its type
        return Failed(SourceError(FailureCode.CRASHED, type(error).__name__))


async def _drive(reading: Reading, fetch: Fetch) -> Outcome:
    """Answer a kind's requests until it returns. Parsing runs beside the event loop: a large answer delays no other."""
    answer: Capture | FetchError | None = None
    while True:
        wanted = await asyncio.to_thread(_advance, reading, answer)
        if not isinstance(wanted, Request):
            return wanted
        try:
            answer = await fetch(wanted)
        except FetchError as error:
            answer = error


def _advance(reading: Reading, answer: Capture | FetchError | None) -> Request | Outcome:
    try:
        if isinstance(answer, FetchError):
            return reading.throw(answer)
        return next(reading) if answer is None else reading.send(answer)
    except StopIteration as stop:
        outcome: Outcome = stop.value
        return outcome


def _settled(
    this: Pass, plan: WatchPlan, outcome: Outcome, known: Known, matcher: Matcher, edges: Edges
) -> WatchReport:
    """Settle one watch; a fault of ours in it is its failure. Only a store that refuses ends the pass."""
    try:
        return _settle(this, plan, outcome, known, matcher, edges)
    except CollectorError:
        raise
    except Exception as error:  # noqa: BLE001 - as in _read
        crashed = Failed(SourceError(FailureCode.CRASHED, type(error).__name__))
        return _settle(this, plan, crashed, known, matcher, edges)


def _settle(this: Pass, plan: WatchPlan, outcome: Outcome, known: Known, matcher: Matcher, edges: Edges) -> WatchReport:
    """Turn the outcome of one watch into what is written, and into its line of the report."""
    watch, source = plan.watch.id, plan.source.slug
    match outcome:
        case Failed(error):
            return WatchReport(
                watch=watch, source=source, ending=Ending.FAILED, code=str(error.code), detail=error.detail
            )
        case Unchanged(warnings):
            return WatchReport(watch=watch, source=source, ending=Ending.UNCHANGED, warnings=warnings)
        case Found():
            outcome = replace(outcome, mentions=tuple(_sealed(one, this.key) for one in outcome.mentions))
            memory = _memory(this, plan)
            aside, sighted = _sort(this, plan, outcome.mentions, memory, matcher)
            memory = memory.model_copy(
                update={
                    "place": _place(plan.watch),
                    "reading": _reading(this, plan),
                    "set_aside": set_aside(memory.set_aside, aside, this.today),
                }
            )
            changes, tally = settle(plan, outcome, sighted, known, memory, this.today)
            if watch in this.kept.unreadable_memories:
                changes = Changes(changes.texts, changes.findings)
            edges.write(changes)
            known.absorb(changes)
            return WatchReport(
                watch=watch,
                source=source,
                ending=Ending.FOUND,
                read=len(outcome.mentions),
                kept=len(sighted),
                warnings=outcome.warnings,
                **vars(tally),
            )


def _sort(
    this: Pass, plan: WatchPlan, mentions: Sequence[Mention], memory: Memory, matcher: Matcher
) -> tuple[dict[str, bool], list[Sighted]]:
    """Return which mentions are set aside as not ours (by key), and the others, matched, judged and protected."""
    by_hand = reported(plan.watch) if this.kinds[plan.source.kind or ""].reported else None
    remembered = {one.key for one in memory.set_aside if one.until > this.today}  # judged on these very words
    aside: dict[str, bool] = {}
    sighted: list[Sighted] = []
    for mention in mentions:
        key = set_aside_key(this.key, plan.source.slug, mention.native_id, mention.title, mention.text)
        claims = by_hand or (() if key in remembered else matcher.claims(mention, plan.watch))
        aside[key] = not claims
        protected = protect(mention, this.masker, this.key) if claims else None
        if protected is not None:
            assessment = assess(this.triage, mention, this.today)
            sighted.extend(Sighted(mention, claim, protected, assessment) for claim in claims)
    return aside, sighted


def _sealed(mention: Mention, key: bytes) -> Mention:
    sealed = sealed_id(key, mention.native_id)
    return mention if sealed == mention.native_id else mention.model_copy(update={"native_id": sealed})


def _memory(this: Pass, plan: WatchPlan) -> Memory:
    """Return what the watch remembers; only its findings if people or rules changed, so that all is read again.

    Nothing if it now looks elsewhere: what another place held says nothing of this one.
    """
    memory = this.kept.memories.get(plan.watch.id, Memory())
    if memory.place != _place(plan.watch):
        return Memory()
    return memory if memory.reading == _reading(this, plan) else Memory(present=memory.present)


def _place(watch: Watch) -> str:
    """Fingerprint where a watch looks, whatever it is called and whomever it is for."""
    return reading_key(watch.model_copy(update={"id": "place", "for_": (), "label": "", "every": Rhythm.WEEKLY}))


def _reading(this: Pass, plan: WatchPlan) -> str:
    """Fingerprint everything that decides what a mention becomes: the rest of practice.yml may change freely."""
    who = this.practice.model_dump_json(include=_WHO)
    rules = (this.masker.rules, this.lexicon.rules, this.triage.version)
    return reading_key(plan.watch, plan.source.how_read(), who, *rules)
