"""What a watch brings back: in memory only, with full words and names, never written."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from collector.core.model.base import Model, Text


class MentionForm(StrEnum):
    """What sort of item a mention is."""

    REVIEW = "review"
    ARTICLE = "article"
    POST = "post"
    LISTING = "listing"


class DateKind(StrEnum):
    """What a publication date rests on."""

    PUBLISHED = "published"
    INDEXED = "indexed"
    SEEN = "seen"


class Published(Model):
    """When a mention went online: an interval, because sites say « il y a 2 mois »."""

    earliest: dt.date | None
    latest: dt.date | None
    kind: DateKind

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("earliest is after latest")
        return self


class Rating(Model):
    """A rating as the site gives it (`raw`), with its value on its own scale; `count` for an average of many."""

    value: float
    scale: float
    raw: str
    count: int | None = None


class Reply(Model):
    """What the professional already answered under a mention."""

    text: str
    on: dt.date | None = None


class Note(Model):
    """What a person saw and typed, as typed: in memory only, never written. `on` is when it was published, if said."""

    form: MentionForm = MentionForm.REVIEW
    url: str = ""
    title: str = ""
    text: str = ""
    author: str = ""
    rating: str = ""
    on: dt.date | None = None


class Mention(Model):
    """One item read in a capture, with its full words and its author's name: in memory only, never written.

    `publisher_host` is the publisher's site when `url` does not lead there but through an aggregator.
    """

    native_id: Text
    form: MentionForm
    url: str | None = None
    title: str = ""
    text: str = ""
    author: str = ""
    publisher: str = ""
    publisher_host: str = ""
    published: Published
    rating: Rating | None = None
    reply: Reply | None = None
    language: str = ""
