"""What the collector keeps in data/ and pieces/, and what people decide about it."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from collector.core.model.base import FindingId, Label, Model, PractitionerId, Sha256, Slug, Text
from collector.core.model.mention import MentionForm, Published, Rating


class About(StrEnum):
    """Whether a mention concerns a practitioner."""

    YES = "yes"
    NO = "no"
    UNCERTAIN = "uncertain"


class Match(Model):
    """The claim that a mention concerns a practitioner: score from 0 to 1 and reasons in French."""

    about: About
    score: Annotated[float, Field(ge=0, le=1)]
    reasons: tuple[str, ...]


TO_BE_QUALIFIED = "a_qualifier"


class Assessment(Model):
    """Triage's proposal. Until triage has an opinion its nature is « à qualifier »: never a guess.

    `rules` are those met; `made_by` fingerprints the rules, the model and the law that judged, so that a finding is
    judged again when they change, and only then or when its content does. `urgent` is that of the day of judgement: see
    `clocks/urgency.py` for another day. `reasons` hold none of the author's words.
    """

    nature: Label = TO_BE_QUALIFIED
    also: tuple[Label, ...] = ()
    signals: tuple[str, ...] = ()
    grievances: tuple[str, ...] = ()
    strategy: str | None = None
    urgent: bool | None = None
    procedures: tuple[Slug, ...] = ()
    reasons: tuple[str, ...] = ()
    rules: tuple[Slug, ...] = ()
    made_by: str = ""


class Author(Model):
    """An author as kept: initials, and an id that only the practice's key can compute again."""

    shown: str
    key: Annotated[str, StringConstraints(pattern=r"^a-[0-9a-f]{12}$")] | None


class Version(Model):
    """One state of a mention's content; its words stand in pieces/texts under the same hash."""

    seen: dt.date
    text_sha256: Sha256
    text_length: int
    rating: Rating | None = None


class Sighting(Model):
    """One place where the same mention was met."""

    watch: Slug
    source: Slug
    url: str | None = None
    first_seen: dt.date


class Absence(Model):
    """A period in which a mention was gone from a source that lists everything; open while `until` is None."""

    since: dt.date
    until: dt.date | None = None


class State(StrEnum):
    """Whether the mention is still online, as far as its source tells."""

    PRESENT = "present"
    VANISHED = "vanished"


class Erased(Model):
    """That the words of a finding are gone for good: since when, why in French, and by which rule or whom.

    The words of the versions seen up to `on` are gone. `for_good` tells that none may be kept again, even edited:
    somebody asked for it.
    """

    on: dt.date
    why: Text
    rule: Slug | None = None
    by: str = ""
    for_good: bool = False


class Finding(Model):
    """The kept record of a mention that concerns, or may concern, a practitioner. No third party's words or name.

    `practitioner` is a practitioner's id or PRACTICE, `publisher_host` as in Mention. `text_length` counts the
    characters at the source, before masking and cutting; `text_sha256` is the hash of the words as kept in
    pieces/texts. `content_key` is a keyed hash of the full words at the source: it tells an edit from a change in our
    own masking.
    """

    v: Literal[1] = 1
    id: FindingId
    practitioner: PractitionerId
    source: Slug
    native_id: str
    url: str | None
    form: MentionForm
    publisher: str = ""
    publisher_host: str = ""
    author: Author
    published: Published
    first_seen: dt.date
    rating: Rating | None
    state: State
    absences: tuple[Absence, ...] = ()
    text_sha256: Sha256
    text_length: int
    content_key: str
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]
    sightings: Annotated[tuple[Sighting, ...], Field(min_length=1)]
    match: Match
    assessment: Assessment = Assessment()
    erased: Erased | None = None


class Words(Model):
    """The words of one version of a mention, masked and cut."""

    sha256: Sha256
    title: str
    text: str
    reply: str = ""
    masked: tuple[str, ...] = ()  # what was masked: health, phone, email, nir, name
    cut_on: dt.date | None = None  # when they were cut to an excerpt; `sha256` stays that of the whole


class PieceText(Model):
    """`pieces/texts/<finding>.yml`: the words of every version of one finding, oldest first."""

    v: Literal[1] = 1
    finding: FindingId
    versions: tuple[Words, ...]


class SetAside(Model):
    """A mention judged not ours: a keyed hash against asking twice, until a date."""

    key: str
    until: dt.date


class Memory(Model):
    """What a watch remembers between two passes (`data/memory/<watch>.yml`).

    `place` fingerprints where the watch looked, `reading` how its last answer was read (watch, practitioners, rules):
    when `reading` changes, an unchanged answer is read again; when `place` does, nothing is remembered. `present`
    lists the findings of the last answer. `marks` are what the kind keeps for its next reading (a page reached, the
    day of the last complete sweep): never a secret, never a third party's words.
    """

    v: Literal[1] = 1
    etag: str | None = None
    modified: str | None = None
    body_sha256: str | None = None
    place: str = ""
    reading: str = ""
    present: tuple[FindingId, ...] = ()
    marks: Mapping[str, str] = Field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()


class Ending(StrEnum):
    """How a watch ended in a pass."""

    FOUND = "found"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class WatchReport(Model):
    """How one watch ended in one pass. `code` and `detail` only for FAILED; counts only for FOUND."""

    watch: Slug
    source: Slug
    ending: Ending
    code: str | None = None
    detail: str = ""
    read: int = 0  # mentions in the answer
    kept: int = 0  # of which ours, or maybe ours
    new: int = 0
    changed: int = 0
    vanished: int = 0
    returned: int = 0
    warnings: tuple[str, ...] = ()


class Removal(Model):
    """What a pass removed of a finding's words, and the rule of retention that says so."""

    finding: FindingId
    rule: Slug
    cut: bool = False  # to an excerpt; else erased


class RunReport(Model):
    """One execution (`data/runs/<yyyy-mm>/<id>.yml`): `at` in UTC, `on` the day where the practice is.

    `key` is the fingerprint of the key that made the pseudonyms. `by_hand`: one file or one note that a person gave,
    which says nothing of the other watches nor of the schedule.
    """

    v: Literal[1] = 1
    id: Annotated[str, StringConstraints(pattern=r"^\d{8}t\d{4}z(-\d+)?$")]
    at: dt.datetime
    on: dt.date
    key: str = ""
    by_hand: bool = False
    watches: tuple[WatchReport, ...]
    removed: tuple[Removal, ...] = ()


class Told(Model):
    """What the practice was told last (`data/told.yml`): up to which day, so that nothing is lost or told twice.

    `events` are the keys of what had happened on the day `on` itself, `month` the last month reported on, `blind` the
    month in which each blind watch was last told.
    """

    v: Literal[1] = 1
    on: dt.date
    month: str
    events: tuple[str, ...] = ()
    blind: Mapping[Slug, str] = Field(default_factory=dict)


class Ruling(StrEnum):
    """What a person decided about a finding."""

    NOT_US = "not-us"
    IGNORE = "ignore"
    WATCH = "watch"
    REPLY = "reply"
    ACT = "act"


class Decision(Model):
    """What a person ruled on a finding (`data/decisions/<any name>.yml`)."""

    v: Literal[1] = 1
    finding: FindingId
    ruling: Ruling
    on: dt.date
    by: Text
    why: str = ""
