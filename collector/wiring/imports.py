"""Makes the pass of one watch over what a person gives: an export on this computer, or something seen and typed.

An export stays where it is: it is read in place of the deposited one, never copied. Something typed goes through the
very pipeline of all the others; nothing is written of it before it is masked.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from collector.core.consistency import meant
from collector.core.errors import ConfigurationError, FailureCode, FetchError, Problem, SourceError
from collector.core.identity import derived_id, sealed_id
from collector.core.model import (
    PRACTICE,
    Access,
    Memory,
    Mention,
    Note,
    Practice,
    RunReport,
    Source,
    Watch,
    WatchReport,
)
from collector.core.reading import Capture, Failed, Outcome, Request, WatchPlan
from collector.edges.deposits import read_export
from collector.run import Pass
from collector.sources.dates import FIRST_YEAR
from collector.sources.deposited.manual import KIND as MANUAL
from collector.sources.deposited.manual import mention_of
from collector.sources.deposited.recognising import seems_to_be
from collector.wiring.passes import collect, practice_of, prepare, sources_of

Tell = Callable[[WatchReport], None]


def import_file(root: Path, path: Path, watch_id: str | None, today: dt.date | None, tell: Tell) -> RunReport:
    """Make the pass of one watch with the file at `path` in place of its deposited one.

    Without `watch_id` it is the only import watch that can read the file. The file is tried before anything is written:
    one that cannot be read is no failure of the watch. Raise ConfigurationError for it, with what was expected and what
    the file seems to be, and when several watches can read it, or that id is no watch that reads files.
    """
    this = prepare(root, today, everything=True)
    candidates = [one for one in this.practice.watches if this.sources[one.source].access is Access.IMPORT]

    def deposit(request: Request) -> Capture:
        return read_export(path, request, "FILE")  # its name may be somebody's, and run reports stay for ever

    among = [_named(watch_id, candidates)] if watch_id else candidates
    watch = _reader(this, among, deposit, path)
    return collect(root, replace(this, watches=(watch,), by_hand=True), tell, deposit=deposit)


def note(
    root: Path,
    seen: Note,
    source: str,
    people: Sequence[str],
    today: dt.date | None,
    tell: Tell,
    *,
    key: str | None = None,
) -> RunReport:
    """Keep what a person saw on `source` and says to concern `people` (ids, or the practice's).

    What is noted is a watch of its own, that only a person reads: it makes nothing else vanish, and noting it again
    says that it is still there, or was edited. Raise ConfigurationError with all that cannot be used.
    """
    this = prepare(root, today, everything=True, key=key)
    whom = tuple(_people(this.practice, people))
    problems = [*_unknown_source(this.sources, source), *_unknown_people(this.practice, whom)]
    mention = mention_of(seen, this.sources[source].name) if source in this.sources else None
    problems += _unusable(seen, mention, this.today) if mention else ()
    if problems or mention is None:
        raise ConfigurationError(tuple(problems))
    key = derived_id(source, mention.native_id, *whom)
    watch = Watch(id=f"note-{sealed_id(this.key, key)[2:14]}", source=source, for_=whom, file="note.json")
    by_hand = this.sources[source].model_copy(
        update={"kind": MANUAL.name, "access": Access.IMPORT, "lists_everything": False}
    )

    def deposit(request: Request) -> Capture:
        return Capture(request, "", 200, {}, seen.model_dump_json().encode())

    one = replace(this, watches=(watch,), sources={**this.sources, source: by_hand}, by_hand=True)
    return collect(root, one, tell, deposit=deposit)


def choices(root: Path) -> tuple[Practice, Mapping[str, str]]:
    """Return the practice, and the names of the sources on which something may be noted, by slug."""
    known = sources_of(root)
    return practice_of(root), {slug: one.name for slug, one in sorted(known.items()) if one.retired is None}


def _named(watch_id: str, candidates: Sequence[Watch]) -> Watch:
    for watch in candidates:
        if watch.id == watch_id:
            return watch
    known = ", ".join(one.id for one in candidates) or "none: add one to practice.yml"
    raise _refused("--watch", f"no watch {watch_id!r} that reads a file; those that do: {known}")


def _reader(this: Pass, candidates: Sequence[Watch], deposit: Callable[[Request], Capture], path: Path) -> Watch:
    """Return the only watch whose kind recognises the file and finds its own part in it."""
    outcomes = [(watch, _tried(this, watch, deposit)) for watch in candidates]
    failed = [(watch, outcome.error) for watch, outcome in outcomes if isinstance(outcome, Failed)]
    readers = [watch for watch, outcome in outcomes if not isinstance(outcome, Failed)]
    if len(readers) == 1:
        return readers[0]
    if readers:
        told = ", ".join(one.id for one in readers)
        raise _refused("--watch", f"several watches read this file: {told}. Name one of them")
    if not candidates:
        raise _refused("FILE", "no watch of practice.yml reads files: `renom watch suggest` proposes some")
    parts = [one for one in failed if one[1].code is FailureCode.WHICH_PART]
    raise ConfigurationError(tuple(_unread(this, path, watch, error) for watch, error in parts or failed))


def _unread(this: Pass, path: Path, watch: Watch, error: SourceError) -> Problem:
    """Return why a watch does not read a file: what was expected, what was found, what to do."""
    wanted = this.kinds[this.sources[watch.source].kind or ""].wants
    match error.code:
        case FailureCode.WHICH_PART:
            found = f"holds several establishments or alerts, or not the one that this watch names ({error.detail})"
            return Problem("FILE", None, watch.id, f"{found}: write the right one in its `query`, in practice.yml")
        case FailureCode.OWN_REVIEWS:
            found = "holds the reviews that you wrote on Maps yourself"
        case FailureCode.TOO_LARGE:
            found = f"is larger than any honest export ({error.detail})"
        case _:
            found = f"is {_seems_to_be(path)}"
    return Problem("FILE", None, watch.id, f"{path.name} {found}; this watch reads {wanted}")


def _seems_to_be(path: Path) -> str:
    if path.is_dir():
        return "a folder that holds something else"
    try:
        return seems_to_be(read_export(path, Request(file=path.name), "FILE").body)
    except FetchError as error:
        return f"a file that cannot be opened ({error.detail.removeprefix('FILE: ')})"


def _tried(this: Pass, watch: Watch, deposit: Callable[[Request], Capture]) -> Outcome:
    """Return how a watch that remembers nothing would end on the file."""
    source = this.sources[watch.source]
    reading = this.kinds[source.kind or ""].read(WatchPlan(watch, source, this.today), Memory())
    try:
        reading.send(deposit(next(reading)))
    except FetchError as error:
        return Failed(error)
    except StopIteration as stop:
        outcome: Outcome = stop.value
        return outcome
    return Failed(FetchError(FailureCode.WRONG_EXPORT, "HTTP"))  # it wants more than one file


def _people(practice: Practice, people: Sequence[str]) -> Iterator[str]:
    """Yield the ids of the people designated, as practice.yml writes them; the only practitioner when none is."""
    own = [one.id for one in practice.practitioners]
    by_id = {one.lower(): one for one in (*own, PRACTICE)}
    if not people and len(own) == 1:
        yield own[0]
    yield from dict.fromkeys(by_id.get(one.lower(), one) for one in people)


def _unknown_people(practice: Practice, people: Sequence[str]) -> Iterator[Problem]:
    known = [one.id for one in practice.practitioners] + [PRACTICE]
    told = ", ".join(known)
    if not people:
        yield Problem("--for", None, "", f"say whom it concerns: {told}")
    for one in people:
        if one not in known:
            yield Problem("--for", None, "", f"no practitioner {one!r}; known ones: {told}")


def _unknown_source(sources: Mapping[str, Source], slug: str) -> Iterator[Problem]:
    source = sources.get(slug)
    if source is None:
        message = f"no source {slug!r}: {meant(slug, sources)}; « manual » fits any place"
        yield Problem("--source", None, "", message)
    elif source.retired is not None:
        yield Problem("--source", None, "", f"{slug!r} is retired since {source.retired.on}")


def _unusable(seen: Note, mention: Mention, today: dt.date) -> Iterator[Problem]:
    if seen.on and seen.on > today:
        message = f"{seen.on} is later than today ({today}): give the day that the page says, or leave it out"
        yield Problem("--on", None, "", message)
    if seen.on and seen.on.year < FIRST_YEAR:
        message = f"{seen.on} is before {FIRST_YEAR}, and the web: check the year, or leave the day out"
        yield Problem("--on", None, "", message)
    if seen.url and mention.url is None:
        yield Problem("--url", None, "", "is not an address that starts with http:// or https://")
    if seen.rating and mention.rating is None:
        yield Problem("--rating", None, "", "write it as on the page: 4/5, 4,5, 80 %")
    if not (mention.title or mention.text or mention.rating):
        yield Problem("--text-file", None, "", "give a text, a title or a rating: there is nothing to keep")


def _refused(option: str, message: str) -> ConfigurationError:
    return ConfigurationError((Problem(option, None, "", message),))
