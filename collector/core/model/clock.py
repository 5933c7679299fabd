"""What the catalogue says of time: public holidays, and delays with their worked examples."""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, StringConstraints, model_validator

from collector.core.model.base import Model, Slug, Text
from collector.core.model.catalogue import Citation, Confidence, Provenance
from collector.core.model.practice import HolidayZone

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?")


def moment(value: object) -> dt.date:
    """Return a day, or a moment when an hour is given; raise ValueError for anything else.

    A moment without offset is in the time of the place where it is counted.
    """
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            return dt.date.fromisoformat(value) if len(value) == 10 else dt.datetime.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f"{value!r} is not in the calendar: {error}") from None
    raise ValueError(f"{value!r} is not a day written 2026-06-09, or a moment written 2026-06-09T14:30")


def day(value: object) -> dt.date:
    """Return the day of what `moment` reads."""
    read = moment(value)
    return read.date() if isinstance(read, dt.datetime) else read


# A day, or a datetime (which is one too) when the hour is known. No number passes for seconds since 1970.
Moment = Annotated[dt.datetime | dt.date, PlainValidator(moment)]
Day = Annotated[dt.date, PlainValidator(day)]


class Holiday(Model):
    """One public holiday: the same day each year, or a number of days after Easter Sunday.

    `zones` are those that have it (none: all); `since` is its first year, `note` what a reader must know of it.
    """

    name: Text
    on: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$")] | None = None  # month-day
    easter: int | None = None
    zones: tuple[HolidayZone, ...] = ()
    since: int | None = None
    note: str = ""

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if (self.on is None) == (self.easter is None):
            raise ValueError("give one of on (month-day) and easter (days after Easter Sunday)")
        if self.on is not None:
            dt.date.fromisoformat(f"2023-{self.on}")  # a day that every year has
        return self


class HolidayList(Model):
    """Public holidays that rest on the same texts (`holidays/<slug>.yml`)."""

    v: Literal[1] = 1
    slug: Slug
    days: Annotated[tuple[Holiday, ...], Field(min_length=1)]
    provenance: Provenance


class Unit(StrEnum):
    """What a delay is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working-days"  # Monday to Friday, without public holidays
    MONTHS = "months"
    YEARS = "years"


class Rollover(StrEnum):
    """What happens when the last day is a Saturday, a Sunday or a public holiday."""

    NONE = "none"
    NEXT_WORKING_DAY = "next-working-day"


class Side(StrEnum):
    """Whom a delay binds: us, who must act in time, or them, who must answer us."""

    US = "us"
    THEM = "them"


class Starting(StrEnum):
    """What an affair counts a delay from, where its findings or its events tell it."""

    PUBLICATION = "publication"  # the mention went online
    KNOWLEDGE = "knowledge"  # the practice learnt of it
    RECEIPT = "receipt"  # the other side received what was sent
    DECISION = "decision"  # the other side's refusal was told


class Extension(Model):
    """A lawful lengthening: `amount` more, in the unit of the delay, `when` in French.

    `announced` tells that it holds only when it is announced before the first delay ends.
    """

    amount: Annotated[int, Field(gt=0)]
    when: Text
    announced: bool = False


class Interruption(Model):
    """Which acts start the whole delay again, and which ones do not, in French."""

    by: Text
    not_by: str = ""


class Caution(Model):
    """What a reader must be told besides, in French, and how sure it is."""

    text: Text
    confidence: Confidence


class WorkedExample(Model):
    """One count made by hand: what is given, what must come out, and the text or decision that it follows."""

    from_: Moment = Field(alias="from")
    latest: Moment | None = None
    zone: HolidayZone = HolidayZone.METROPOLE
    extended: Day | None = None
    interrupted: tuple[Day, ...] = ()
    last_day: Moment | None = None
    first_day: Day | None = None
    why: Text
    cites: Citation

    @model_validator(mode="after")
    def _one_result(self) -> Self:
        if (self.last_day is None) == (self.first_day is None):
            raise ValueError("give one of last_day and first_day")
        return self


class Delay(Model):
    """A rule of the law: how long, from what, counted how (`delays/<slug>.yml`). A deadline is computed, never kept.

    `from_` names in French what starts it, and `starts` what an affair takes for that (nothing: an affair does not
    count it). `until_received` tells that what we send must have reached the other side by its end. `opens` names
    what it opens once it is over: it has then a first day and no last one. `holidays` tells whether the public
    holidays of the zone count. `counting` says in French how it is counted and on what authority. `alerts` are days
    after the start on which a person is told again.
    """

    v: Literal[1] = 1
    slug: Slug
    title: Text
    amount: Annotated[int, Field(gt=0)]
    unit: Unit
    from_: Text = Field(alias="from")
    starts: Starting | None = None
    until_received: bool = False
    rollover: Rollover = Rollover.NONE
    holidays: Literal["none", "zone"] = "none"
    binds: Side
    opens: str = ""
    basis: Text
    counting: Text
    extension: Extension | None = None
    interruption: Interruption | None = None
    alerts: tuple[Annotated[int, Field(gt=0)], ...] = ()
    cautions: tuple[Caution, ...] = ()
    valid_until: dt.date | None = None
    provenance: Provenance
    review_every: Annotated[int, Field(gt=0)]  # days after which the texts must be read again
    examples: Annotated[tuple[WorkedExample, ...], Field(min_length=4)]

    @model_validator(mode="after")
    def _countable(self) -> Self:
        meets_holidays = self.rollover is Rollover.NEXT_WORKING_DAY or self.unit is Unit.WORKING_DAYS
        if meets_holidays != (self.holidays == "zone"):
            raise ValueError("holidays must be zone when working days matter, and none when they do not")
        if self.unit is Unit.HOURS and (self.rollover is not Rollover.NONE or self.opens or self.extension):
            raise ValueError("a delay in hours has neither rollover nor extension, and opens nothing")
        return self
