"""What people write in data/cases/: affairs, the routes chosen in each, and what happened in them.

Nothing here says how an affair stands: status, next step and deadlines are derived (`core/affairs/`), never written.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, StringConstraints, model_validator

from collector.core.model.base import FindingId, Model, PractitionerId, Sha256, Slug
from collector.core.model.clock import day
from collector.core.model.coverage import Name, Note

FIRST_YEAR, LAST_YEAR = 1990, 2100  # the web, and nothing that a person can mean

CaseId = Annotated[str, StringConstraints(pattern=r"^a-[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]


def _in_the_age_of_the_web(value: object) -> dt.date:
    """Return a day between 1990 and 2100; raise ValueError for what is no day, or for another year."""
    read = day(value)
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise ValueError(f"{read} is not between {FIRST_YEAR} and {LAST_YEAR}: check the year")
    return read


EventDay = Annotated[dt.date, PlainValidator(_in_the_age_of_the_web)]


class EventKind(StrEnum):
    """What happened. Those of « us » are our acts, those of « them » what the other side did or left undone."""

    KNOWN = "known"  # us: somebody of the practice learnt of it
    CAPTURED = "captured"  # us: a proof was kept
    SENT = "sent"  # us
    RECEIVED = "received"  # them: what was sent reached them (acknowledgement of receipt)
    ACKNOWLEDGED = "acknowledged"  # them: they say that they look into it
    EXTENDED = "extended"  # them: they announced that they take more time
    REPLIED = "replied"  # them: an answer that neither grants nor refuses
    REFUSED = "refused"  # them
    SILENT = "silent"  # them: the time to answer is over, as a person saw it
    PARTLY_REMOVED = "partly-removed"  # them
    REMOVED = "removed"  # them
    GRANTED = "granted"  # them: what was asked was done (answer inserted, result delisted, data corrected)
    APPEALED = "appealed"  # us: their decision was contested
    INTERRUPTED = "interrupted"  # us, or a court: an act that starts a limitation again
    WITHDRAWN = "withdrawn"  # us: we gave this route up
    NOTED = "noted"  # anything else worth a line
    CLOSED = "closed"  # us
    REOPENED = "reopened"  # us


class CaseEvent(Model):
    """A dated fact in an affair: `on` a day, or between `earliest` and `latest` when the day is not known.

    `step` is one of the steps of `procedure`. `pieces` are hashes of what proves it. `note` holds no third party's
    words, and nothing of a patient's file.
    """

    on: EventDay | None = None
    earliest: EventDay | None = None
    latest: EventDay | None = None
    kind: EventKind
    procedure: Slug | None = None
    step: Slug | None = None
    channel: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""
    by: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""
    pieces: tuple[Sha256, ...] = ()
    note: Note = ""

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if (self.on is None) == (self.earliest is None) or (self.earliest is None) != (self.latest is None):
            raise ValueError("give `on`, or both `earliest` and `latest`")
        if self.last_day < self.first_day:
            raise ValueError(f"`latest` ({self.latest}) is before `earliest` ({self.earliest}): exchange them")
        if self.step is not None and self.procedure is None:
            raise ValueError("`step` needs its `procedure`")
        return self

    @property
    def first_day(self) -> dt.date:
        """Return the first day on which it may have happened."""
        one = self.on or self.earliest
        assert one is not None, "the model wants one of both"
        return one

    @property
    def last_day(self) -> dt.date:
        """Return the last day on which it may have happened."""
        return self.latest or self.first_day


class Case(Model):
    """An affair (`data/cases/<id>.yml`): findings held against one publisher or source, and what was done about them.

    `for_` are the practitioners concerned; nobody means the whole practice. `procedures` are the routes that a person
    chose, in order. `events` may stand in any order: screens sort them.
    """

    v: Literal[1] = 1
    id: CaseId
    title: Name
    for_: tuple[PractitionerId, ...] = Field(default=(), alias="for")
    publisher: Slug | None = None
    source: Slug | None = None
    findings: tuple[FindingId, ...] = ()
    procedures: tuple[Slug, ...] = ()
    opened: EventDay
    by: Name
    note: Note = ""
    events: tuple[CaseEvent, ...] = ()

    @model_validator(mode="after")
    def _against_somebody(self) -> Self:
        if self.publisher is None and self.source is None:
            raise ValueError("say against whom: give `publisher` or `source`")
        return self
