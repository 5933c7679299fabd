"""A guide to answering, or not answering, one kind of review: what a person reads before writing a word.

Nothing here decides anything: `core/pages/reply_guides.py` shows it, and says on which findings it is offered.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from collector.core.model.base import Model, Slug, Text
from collector.core.model.catalogue import Provenance
from collector.core.triage.labels import Grievance, Nature, Signal


class GuideFamily(StrEnum):
    """What a guide is about: what the author reproaches, or what happens."""

    GRIEVANCE = "reproche"
    SITUATION = "situation"


class NeverWrite(Model):
    """A reply that must not be published (`draft`, which the check of replies refuses) and what is wrong with it."""

    draft: Text
    why: Text


class ReplyGuide(Model):
    """One guide (`guides/<slug>.yml`), in words for a worried person, without a figure of law.

    `when_*` say for which findings it is offered: one of them is enough. `replies` are model replies of the catalogue.
    `silence` is the case for saying nothing; `silent` tells that it is the advice. `debated` are positions of
    authorities that disagree: all are shown. `procedures` are those to look at besides.
    """

    v: Literal[1] = 1
    slug: Slug
    title: Text
    family: GuideFamily
    order: Annotated[int, Field(ge=1, le=99)]
    when_grievances: tuple[Grievance, ...] = ()
    when_natures: tuple[Nature, ...] = ()
    when_signals: tuple[Signal, ...] = ()
    gist: Text
    principles: Annotated[tuple[Text, ...], Field(min_length=2)]
    replies: Annotated[tuple[Slug, ...], Field(min_length=2)]
    never: Annotated[tuple[NeverWrite, ...], Field(min_length=3)]
    silence: Annotated[tuple[Text, ...], Field(min_length=2)]
    silent: bool = False
    statements: Annotated[tuple[Slug, ...], Field(min_length=1)]
    debated: Annotated[tuple[Slug, ...], Field(min_length=2)]
    procedures: tuple[Slug, ...] = ()
    provenance: Provenance

    @model_validator(mode="after")
    def _offered_somewhere(self) -> Self:
        if not (self.when_grievances or self.when_natures or self.when_signals):
            raise ValueError("say for which findings it is: `when_grievances`, `when_natures` or `when_signals`")
        return self

    def all_statements(self) -> tuple[Slug, ...]:
        """Return the legal sentences that this guide shows, each once, in the order of reading."""
        return tuple(dict.fromkeys((*self.debated, *self.statements)))
