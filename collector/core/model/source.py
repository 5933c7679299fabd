"""What the catalogue says of the web: sources, how each may be watched, and who answers for them."""

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from collector.core.model.base import Model, SecretName, Slug, Text
from collector.core.model.catalogue import Provenance
from collector.core.model.described import DescribedReading, JsonReading
from collector.core.model.practice import Profession

# The fields of a source that decide what is read in its answers.
_READING = {"slug", "kind", "lists_everything", "hosts_reviews", "address"}
# The kinds that a source describes in `reading`, and the description that each wants.
_DESCRIBED = {"json-api": "json", "html": "html"}

# What a link of a check may be filled with.
PLACEHOLDER = re.compile(r"\{(name|last_name|city|specialty|practice)\}")

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]


def _fillable(url: str) -> str:
    """Refuse a link that would keep a brace once filled: a misspelt placeholder is a search for nobody."""
    if re.search(r"[{}]", PLACEHOLDER.sub("", url)):
        raise ValueError("only {name}, {last_name}, {city}, {specialty} and {practice} can be filled")
    return url


class Access(StrEnum):
    """How a source can lawfully be watched."""

    AUTO = "auto"
    KEY = "key"
    IMPORT = "import"
    MANUAL = "manual"
    NO = "no"


class Category(StrEnum):
    """What sort of place a source is: the inventory that the Ordre asks for goes through them all."""

    ENGINE = "engine"  # web search, its suggestions and summaries included
    NEWS = "news"  # search in the press, alerts
    PRESS = "press"  # one title
    REVIEWS = "reviews"  # sites where patients rate practitioners or establishments
    MAP = "map"  # business listings with reviews, maps, navigation
    BOOKING = "booking"  # appointments
    DIRECTORY = "directory"  # listings, most made without asking
    OFFICIAL = "official"  # registers and public services
    SOCIAL = "social"
    VIDEO = "video"
    FORUM = "forum"
    OWN = "own"  # what the practice publishes itself
    METHOD = "method"  # a way of reading any place of that sort, not a place


class Retired(Model):
    """Since when and why a source is no longer watched. `on` may be a year alone, as far as documents tell."""

    on: dt.date | Annotated[int, Field(ge=1990, le=2100)]
    why: Text


class CheckLink(Model):
    """One link of a guided check. `url` may hold `{name}`, `{last_name}`, `{city}`, `{specialty}` and `{practice}`."""

    label: Text
    url: Annotated[WebAddress, AfterValidator(_fillable)]


class GuidedCheck(Model):
    """How a person looks at a source by hand: what to do, where, for how long, how often.

    `months` stand between two looks: 1 for what moves, 12 for a listing that hardly does. `each` practitioner has a
    check of their own; otherwise one serves the whole practice.
    """

    how: Text
    links: tuple[CheckLink, ...] = ()
    minutes: Annotated[int, Field(ge=1, le=30)] = 1
    months: Annotated[int, Field(ge=1, le=12)] = 1
    each: bool = True


class Search(Model):
    """What a source's search understands, and how much of it: its own limits, or those that we keep to.

    `any_of`: « (a OR b) » is understood; without it each combination is a query of its own. `longest` and `words` bound
    one query, in characters and in words, `most` the queries about one practitioner. `always` ends each query.
    """

    any_of: bool = False
    longest: Annotated[int, Field(ge=20)] = 200
    words: Annotated[int, Field(ge=4)] = 30
    most: Annotated[int, Field(ge=1, le=10)] = 2
    always: str = ""


class Publisher(Model):
    """The legal person answerable for a source (`publishers/<slug>.yml`).

    A field is filled only where a source of the provenance states it; an empty one shows as « à compléter ».
    """

    v: Literal[1] = 1
    slug: Slug
    name: Text
    legal_name: str = ""
    address: str = ""
    country: str = ""
    director: str = ""  # directeur de la publication
    rgpd_contact: str = ""
    legal_contact: str = ""
    host: str = ""  # who hosts the site (LCEN, art. 1-1)
    provenance: Provenance


class Source(Model):
    """A catalogued place on the web where mentions appear; how it is read and what one can do there.

    `search` tells what its search understands, for the queries that `renom watch suggest` writes; `fill` says in
    French what the query is where no name makes it (the number of a channel). `secret_address` tells that the
    address of a watch is a secret: whoever has it learns an account, or reads what is not public.
    `lists_everything` tells that an answer of this source holds all its current mentions, so that a missing one has
    vanished. `address` is a template for what its watches give: `{query}` and, for a service that has many homes
    (an instance, an account), `{url}`. `reading` describes its answers, for the kinds that are told how to read.
    `secrets` names the environment variables that reading it takes, each with what it is, in French; `token_url` is
    where an authorisation is exchanged for an access that lasts an hour (OAuth). `suggested` tells whether it is
    proposed to every practice, as a watch or as a check; the others are for whom they concern. `leave`, `report`
    and `notice` say how to have a listing removed, where to report a content, and where a legal notice goes.
    """

    v: Literal[1] = 1
    slug: Slug
    name: Text
    category: Category = Category.METHOD
    kind: Slug | None = None
    access: Access
    why: Text
    professions: tuple[Profession, ...] = ()  # empty: all
    lists_everything: bool = False
    hosts_reviews: bool = False
    can_reply: bool = False
    address: str | None = None
    reading: DescribedReading | None = None
    search: Search | None = None
    fill: str = ""
    secret_address: bool = False
    secrets: Mapping[SecretName, Text] = Field(default_factory=dict)
    token_url: WebAddress | None = None
    suggested: bool = True
    home: WebAddress | None = None
    check: GuidedCheck | None = None
    leave: str = ""
    report: WebAddress | None = None
    notice: WebAddress | None = None
    publisher: Slug | None = None
    retired: Retired | None = None
    provenance: Provenance

    @model_validator(mode="after")
    def _described_for_its_kind(self) -> Self:
        wanted, given = _DESCRIBED.get(self.kind or ""), self.reading.of if self.reading else None
        if wanted != given:
            told = f"needs `reading: {{of: {wanted}, …}}`" if wanted else "takes no `reading`"
            raise ValueError(f"the kind {self.kind!r} {told}")
        return self

    @property
    def searches(self) -> bool:
        """Tell whether a watch of this source gives words to look for, in its address or in what is sent to it."""
        sent = self.reading.body if isinstance(self.reading, JsonReading) else None
        return "{query}" in (self.address or "") or "{query}" in str(sent)

    def how_read(self) -> str:
        """Return, as JSON, what decides how an answer of this source is read; the rest only describes it."""
        described = {"reading"} if self.reading else set()  # the others are read as before there were any
        return self.model_dump_json(include=_READING | described)
