"""Decides what one successful watch changes: new, changed, seen again, vanished, returned.

A pure decider. It never runs for a watch that failed: a failure says nothing about mentions. Nothing is ever deleted.
"""

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from collector.core.identity import kept_native_id
from collector.core.kept import Changes
from collector.core.known import Known, Sighted
from collector.core.model import (
    Absence,
    Finding,
    FindingId,
    Memory,
    MentionForm,
    PieceText,
    SetAside,
    Sighting,
    State,
    Version,
    Words,
)
from collector.core.reading import Found, WatchPlan

SET_ASIDE_DAYS = 365  # how long a mention judged not ours is remembered, against judging it again


@dataclass
class Tally:
    """What a watch changed, counted."""

    new: int = 0
    changed: int = 0
    vanished: int = 0
    returned: int = 0


@dataclass
class _Settling:
    """The changes of one watch while they are being decided."""

    plan: WatchPlan
    known: Known
    today: dt.date
    findings: dict[FindingId, Finding] = field(default_factory=dict)
    texts: dict[FindingId, PieceText] = field(default_factory=dict)
    present: set[FindingId] = field(default_factory=set)
    tally: Tally = field(default_factory=Tally)

    def see(self, sighted: Sighted, identifier: FindingId) -> None:
        if identifier in self.present:
            return  # the same article twice in one answer
        self.present.add(identifier)
        if self.known.is_untouchable(identifier):
            return
        finding = self.known.finding(identifier)
        if finding is None:
            self.findings[identifier] = _first_seen(identifier, sighted, self.plan, self.today)
            self.texts[identifier] = PieceText(finding=identifier, versions=(sighted.protected.words,))
            self.tally.new += 1
        else:
            self._see_again(finding, sighted)

    def _see_again(self, finding: Finding, sighted: Sighted) -> None:
        seen = _back(finding, self.today)
        self.tally.returned += seen is not finding
        native = kept_native_id(sighted.mention.native_id)
        its_own = (finding.source, finding.native_id) == (self.plan.source.slug, native)
        if its_own and self._speaks_for(finding) and not _forbidden(finding):
            updated = _updated(seen, sighted, self.today)
            if len(updated.versions) > len(seen.versions):
                self.tally.changed += len(edits(updated)) - len(edits(seen))
                self._add_words(finding.id, sighted.protected.words)
            seen = updated
        seen = _with_sighting(seen, _sighting(sighted, self.plan, self.today))
        if seen != finding:
            self.findings[finding.id] = seen

    def miss(self, identifier: FindingId, said: Collection[str]) -> None:
        finding = self.known.finding(identifier)
        if (
            finding is None
            or finding.native_id in said
            or finding.state is State.VANISHED
            or not self._speaks_for(finding)
        ):
            return
        self.findings[identifier] = finding.model_copy(
            update={"state": State.VANISHED, "absences": (*finding.absences, Absence(since=self.today))}
        )
        self.tally.vanished += 1

    def _speaks_for(self, finding: Finding) -> bool:
        """Tell whether the words kept are this watch's: two sources cut the same article differently.

        It is the first that met it and still exists; a watch that was renamed or removed hands over to the next one.
        """
        living = (one.watch for one in finding.sightings if one.watch in self.known.watches)
        return next(living, self.plan.watch.id) == self.plan.watch.id

    def _add_words(self, identifier: FindingId, words: Words) -> None:
        text = self.known.text(identifier) or PieceText(finding=identifier, versions=())
        if words.sha256 not in {one.sha256 for one in text.versions}:
            self.texts[identifier] = text.model_copy(update={"versions": (*text.versions, words)})


def settle(
    plan: WatchPlan, found: Found, sighted: Iterable[Sighted], known: Known, memory: Memory, today: dt.date
) -> tuple[Changes, Tally]:
    """Return what a watch that was read changes, and the counts.

    `sighted` are the mentions of `found` that are, or may be, ours; `memory` is what the watch remembered, with the
    fingerprint of this reading and the mentions set aside already up to date. Vanishing is decided only from an
    answer that lists everything, and only for what it no longer says at all: a mention that is still there and no
    longer ours (a practitioner's id was changed) has not vanished. A damaged answer of a source that lists everything
    takes nothing off what is remembered as present: the next whole one will tell.
    """
    settling = _Settling(plan, known, today)
    answer = tuple(sighted)
    for one, identifier in zip(answer, known.recognise(answer, plan), strict=True):
        settling.see(one, identifier)
    unseen = set(memory.present) - settling.present
    said = {kept_native_id(mention.native_id) for mention in found.mentions}
    if found.exhaustive:
        for identifier in sorted(unseen):
            settling.miss(identifier, said)
    present = settling.present | (unseen if plan.source.lists_everything and not found.exhaustive else set())
    remembered = memory.model_copy(
        update={
            "etag": found.validators.etag,
            "modified": found.validators.modified,
            "body_sha256": found.validators.body_sha256,
            "present": tuple(sorted(present)),
            "marks": found.marks,
        }
    )
    changes = Changes(
        texts=tuple(settling.texts.values()),
        findings=tuple(settling.findings.values()),
        memory=(plan.watch.id, remembered),
    )
    return changes, settling.tally


def edits(finding: Finding) -> tuple[Version, ...]:
    """Return the versions of `finding` that somebody made by editing it.

    The average of a listing moves with each new review: a version, so that it can be drawn over time, and no edit.
    """
    if finding.form is not MentionForm.LISTING:
        return finding.versions[1:]
    pairs = itertools.pairwise(finding.versions)
    return tuple(after for before, after in pairs if after.text_sha256 != before.text_sha256)


def set_aside(remembered: Iterable[SetAside], seen: Mapping[str, bool], today: dt.date) -> tuple[SetAside, ...]:
    """Return the mentions judged not ours: those still running, and those of this answer.

    `seen` maps the key of each mention of the answer to whether it is set aside now. A date once given is kept, so
    that a quiet pass changes nothing.
    """
    running = {one.key: one for one in remembered if one.until > today and seen.get(one.key, True)}
    until = today + dt.timedelta(days=SET_ASIDE_DAYS)
    fresh = (SetAside(key=key, until=until) for key, aside in seen.items() if aside and key not in running)
    return tuple(sorted((*running.values(), *fresh), key=lambda one: one.key))


def _first_seen(identifier: FindingId, sighted: Sighted, plan: WatchPlan, today: dt.date) -> Finding:
    mention, protected = sighted.mention, sighted.protected
    return Finding(
        id=identifier,
        practitioner=sighted.claim.practitioner,
        source=plan.source.slug,
        native_id=kept_native_id(mention.native_id),
        url=mention.url,
        form=mention.form,
        publisher=mention.publisher,
        publisher_host=mention.publisher_host,
        author=protected.author,
        published=mention.published,
        first_seen=today,
        rating=mention.rating,
        state=State.PRESENT,
        text_sha256=protected.words.sha256,
        text_length=protected.text_length,
        content_key=protected.content_key,
        versions=(_version(sighted, today),),
        sightings=(_sighting(sighted, plan, today),),
        match=sighted.claim.match,
        assessment=sighted.assessment,
    )


def _updated(finding: Finding, sighted: Sighted, today: dt.date) -> Finding:
    """Return `finding` with what its own source says now; a new version only when the content was edited.

    Edited means that both the keyed hash of the full words and what we keep of them differ: the first alone changes
    with a new key, the second alone with better masking rules. It is judged again when it was edited, or when what
    judges changed: neither makes a version by itself.
    """
    mention, protected = sighted.mention, sighted.protected
    update: dict[str, object] = {"match": sighted.claim.match}
    if sighted.assessment.made_by != finding.assessment.made_by:
        update["assessment"] = sighted.assessment
    if finding.published.earliest is None and mention.published.earliest is not None:
        update["published"] = mention.published
    kept_before = (finding.text_sha256, finding.rating)
    edited = protected.content_key != finding.content_key and (protected.words.sha256, mention.rating) != kept_before
    if edited:
        update |= {
            "rating": mention.rating,
            "text_sha256": protected.words.sha256,
            "text_length": protected.text_length,
            "content_key": protected.content_key,
            "assessment": sighted.assessment,
            "versions": (*finding.versions, _version(sighted, today)),
        }
    return finding.model_copy(update=update)


def _forbidden(finding: Finding) -> bool:
    """Tell whether somebody asked that its words never be kept again."""
    return finding.erased is not None and finding.erased.for_good


def _back(finding: Finding, today: dt.date) -> Finding:
    """Return `finding` itself if it was there, else present again with its absence closed."""
    if finding.state is State.PRESENT:
        return finding
    closed = tuple(one if one.until else one.model_copy(update={"until": today}) for one in finding.absences)
    return finding.model_copy(update={"state": State.PRESENT, "absences": closed})


def _with_sighting(finding: Finding, sighting: Sighting) -> Finding:
    if any(one.watch == sighting.watch for one in finding.sightings):
        return finding
    return finding.model_copy(update={"sightings": (*finding.sightings, sighting)})


def _sighting(sighted: Sighted, plan: WatchPlan, today: dt.date) -> Sighting:
    return Sighting(watch=plan.watch.id, source=plan.source.slug, url=sighted.mention.url, first_seen=today)


def _version(sighted: Sighted, today: dt.date) -> Version:
    protected = sighted.protected
    return Version(
        seen=today,
        text_sha256=protected.words.sha256,
        text_length=protected.text_length,
        rating=sighted.mention.rating,
    )
