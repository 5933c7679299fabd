"""How an answer is read when its source describes it: the kinds `json-api` and `html` obey data.

A path leads to a value in JSON: `web.results`, `authors.0.name`, `tags.*` (all of a list), `.` (the root). A template
is text that holds paths: `https://site.example/{author.handle}/{uri:last}`, where `:last` takes what follows the last
« / ». A selection is a CSS selector, then if need be the attribute to take: `a.title @href`; `@href` alone is that of
the item.

What is asked may hold `{query}`, `{url}`, `{today}`, `{since:40}` (the day forty days ago), `{secret:NAME}` and, in a
source that opens a session, `{session:name}`. Nothing here reads or asks anything.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue, StringConstraints, model_validator

from collector.core.errors import FailureCode
from collector.core.model.base import Model, Text
from collector.core.model.mention import DateKind, MentionForm

_NAME = r"[A-Za-z0-9_@$*-]+"
_PATH = rf"{_NAME}(?:\.{_NAME})*"
PLACE = re.compile(rf"\{{({_PATH})(?::(last))?\}}")

Path = Annotated[str, StringConstraints(pattern=rf"^(?:{_PATH}|\.)$", max_length=200)]
Selector = Annotated[str, StringConstraints(pattern=r"^[^@{};<]+$", max_length=300)]
HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,63}$")]
SessionName = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,20}$")]


def _well_formed(template: str) -> str:
    if re.search(r"[{}]", PLACE.sub("", template)):
        raise ValueError("a template holds {paths} in braces and no other brace")
    return template


def _one_selection(selection: str) -> str:
    if not re.fullmatch(r"[^@{};<]*(?:@[a-z][a-z0-9-]*)?", selection):
        raise ValueError("a selection is a CSS selector, then if need be « @attribute »")
    return selection


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Template = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_well_formed)]
Selection = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_one_selection)]
Part = TypeVar("Part", bound=str)
_Places = Annotated[tuple[Part, ...], BeforeValidator(_listed)]


class MentionParts(Model, Generic[Part]):
    """Where each part of a mention stands in one item: of several places, the first that says something."""

    id: _Places[Part] = ()  # without one, its address, else its date and title
    url: _Places[Part] = ()
    title: _Places[Part] = ()
    text: _Places[Part] = ()
    author: _Places[Part] = ()
    publisher: _Places[Part] = ()  # without one, the host of its address
    published: _Places[Part] = ()
    language: _Places[Part] = ()
    rating: _Places[Part] = ()
    scale: _Places[Part] = ()
    reply: _Places[Part] = ()
    replied: _Places[Part] = ()


class Sign(Model):
    """How an answer shows something: all that is given must hold.

    `path` leads to what shows it, there or holding one of the words of `says`; without `path` they are looked for in
    the whole of an answer that is not a true one. Case and accents do not count.
    """

    status: Annotated[int, Field(ge=200, le=599)] | None = None
    path: Path | None = None
    says: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.status is None and self.path is None and not self.says:
            raise ValueError("give status, path or says")
        return self


class ErrorSign(Sign):
    """How a source tells an error, and what it means."""

    code: FailureCode


class SilentParts(Model):
    """Where an answer names the engines that did not answer it: `path` leads to the list, `name` into each."""

    path: Path
    name: Path


class Session(Model):
    """A request made first (a POST of `body`), whose answer gives the values called `{session:name}` after it."""

    url: Annotated[str, StringConstraints(pattern=r"^(https?://|\{url\})\S+$")]
    headers: Mapping[HeaderName, Text] = Field(default_factory=dict)
    body: Mapping[str, JsonValue]
    gives: Annotated[Mapping[SessionName, Path], Field(min_length=1)]


class Paging(Model):
    """How the next page is asked for: `parameter` takes the value at `cursor`, else a number that grows by `step`.

    `start` is the number of the first page, which is asked without parameter. With a number, reading ends at a page
    without items, or when the value at `more` is false. `most` pages are read in one pass.
    """

    parameter: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,40}$")]
    cursor: Path | None = None
    start: int = 0
    step: Annotated[int, Field(ge=1)] = 1
    more: Path | None = None
    most: Annotated[int, Field(ge=2, le=20)] = 3


class JsonReading(Model):
    """How the JSON answers of an interface are asked for and read.

    `body` makes the request a POST. `items` leads to the list of items; `proof` to what every true answer holds, so
    that one with it and without items says that there are none (`.`: an empty object says it). `nothing` are the signs
    of an error that only says that nothing was found.
    """

    of: Literal["json"]
    form: MentionForm = MentionForm.ARTICLE
    dates: DateKind = DateKind.PUBLISHED
    session: Session | None = None
    headers: Mapping[HeaderName, Text] = Field(default_factory=dict)
    body: Mapping[str, JsonValue] | None = None
    items: Path
    proof: Path | None = None
    mention: MentionParts[Template]
    nothing: tuple[Sign, ...] = ()
    errors: tuple[ErrorSign, ...] = ()
    silent: SilentParts | None = None
    paging: Paging | None = None


class HtmlReading(Model):
    """How a page made for people is read.

    `items` selects the element of each item; `none` what a page shows when it has none: a page with neither is not the
    page that was expected.
    """

    of: Literal["html"]
    form: MentionForm = MentionForm.REVIEW
    dates: DateKind = DateKind.PUBLISHED
    items: Selector
    none: Selector | None = None
    mention: MentionParts[Selection]


DescribedReading = Annotated[JsonReading | HtmlReading, Field(discriminator="of")]
