"""How long each category of data is kept, as the catalogue proposes it."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from collector.core.model.base import Model, Slug, Text
from collector.core.model.catalogue import Provenance
from collector.core.model.finding import About, Ruling


class KeptFrom(StrEnum):
    """From which day a length of keeping is counted."""

    FIRST_SEEN = "first-seen"
    PUBLISHED = "published"  # the earliest possible day; the day of the first sight when it is not known
    DECIDED = "decided"  # the day of the last decision about the finding


class KeptBy(StrEnum):
    """Who applies a rule: Renom at each pass, or a person."""

    RENOM = "renom"
    PERSON = "person"


class Retention(Model):
    """How long one category of data is kept (`retention/<slug>.yml`); counts in months, from date to date.

    Of the rules that Renom applies, the first in `order` that fits a finding decides: `ruled` are the last decisions,
    `about` the rapprochements, `natures` the natures (main or besides) that it is for; an empty one fits all. Words are
    cut to an excerpt `excerpt_after` that many months and erased after `months`, or `after_gone` months after
    the mention has vanished, if that is earlier.
    """

    v: Literal[1] = 1
    slug: Slug
    data: Text
    by: KeptBy = KeptBy.RENOM
    order: Annotated[int, Field(ge=0)]
    ruled: tuple[Ruling, ...] = ()
    about: tuple[About, ...] = ()
    natures: tuple[str, ...] = ()
    from_: Annotated[KeptFrom, Field(alias="from")] = KeptFrom.FIRST_SEEN
    months: Annotated[int, Field(ge=0)]
    excerpt_after: Annotated[int, Field(ge=0)] | None = None
    after_gone: Annotated[int, Field(ge=0)] | None = None
    length: Text
    why: Text
    provenance: Provenance
    review_every: Annotated[int, Field(gt=0)] = 365
