"""The procedures of the catalogue: who may do what, against whom, when not, what it takes, what it costs and closes.

Conditions are data: what must be true of a finding for a route to be open, and what closes it. `core/procedures.py`
weighs them; nothing here decides anything.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from collector.core.model.base import Model, Slug, Text
from collector.core.model.catalogue import Provenance
from collector.core.model.mention import MentionForm
from collector.core.model.practice import Profession
from collector.core.model.source import Category, WebAddress
from collector.core.triage.labels import Nature, Signal, Strategy


class Condition(Model):
    """What must be true of a finding: everything given holds, and of a list one entry is enough.

    `natures` looks at every probable nature, `mainly` at the first one only. `without` wants none of these signals.
    `categories`, `publishers`, `can_reply` and `reviews` are those of the source; `gone` tells that the mention is no
    longer online.
    """

    natures: tuple[Nature, ...] = ()
    mainly: tuple[Nature, ...] = ()
    signals: tuple[Signal, ...] = ()
    without: tuple[Signal, ...] = ()
    forms: tuple[MentionForm, ...] = ()
    categories: tuple[Category, ...] = ()
    publishers: tuple[Slug, ...] = ()
    professions: tuple[Profession, ...] = ()
    can_reply: bool | None = None
    reviews: bool | None = None
    gone: bool | None = None


class Opening(Condition):
    """One way in which a route is open.

    `order` ranks it among the open routes of a finding, small first; from 50 on it is for later: once somebody has
    refused, or with a lawyer.
    """

    order: Annotated[int, Field(ge=1, le=99)]


class Closing(Model):
    """What closes a route that would be open, and how that is told: `why` follows « fermé : »."""

    when: Condition
    why: Text
    statement: Slug | None = None


class Limit(Model):
    """A delay that binds us, counted from the first publication, after which the route is closed.

    It holds for some `natures`, or for all. `statement` says so, with its source.
    """

    delay: Slug
    natures: tuple[Nature, ...] = ()
    statement: Slug


class Link(Model):
    """A form or a page to go to."""

    label: Text
    url: WebAddress


class Form(StrEnum):
    """Which address of a source a route goes through."""

    REPORT = "report"
    NOTICE = "notice"


class Step(Model):
    """One act of a procedure. `letter` is the one to send then; `delays` start, or end, with this act."""

    id: Slug
    do: Text
    letter: Slug | None = None
    delays: tuple[Slug, ...] = ()


class After(StrEnum):
    """How a procedure may end."""

    REFUSAL = "refus"
    SILENCE = "silence"
    SUCCESS = "accord"


class Next(Model):
    """What comes after an ending, in words and as procedures to look at then."""

    after: After
    do: Text
    procedures: tuple[Slug, ...] = ()


class Foreclosure(Model):
    """How taking this route closes or weakens another."""

    procedure: Slug
    how: Text


class Procedure(Model):
    """A catalogued route (`procedures/<slug>.yml`), in words for a worried person and in conditions for the planner.

    The words hold no figure of law: delays, amounts and sanctions are said by `statements` (what it rests on),
    `sanctions`, `cost_statements` and `debated` (authorities that disagree: all are shown), each with its source;
    `basis` alone names articles. `first` lists what must be done before. `writes` tells that words will be read
    outside: the secrecy text of the profession is shown. `form` leads to that address of the source.
    """

    v: Literal[1] = 1
    slug: Slug
    title: Text
    strategy: Strategy
    gist: Text
    who: Text
    against: Text
    when: Text
    not_when: Text
    first: tuple[Slug, ...] = ()
    contents: tuple[Text, ...] = ()
    channel: Text
    form: Form | None = None
    links: tuple[Link, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    answer: Text
    next: tuple[Next, ...] = ()
    forecloses: tuple[Foreclosure, ...] = ()
    cost: Text
    cost_statements: tuple[Slug, ...] = ()
    risk: Text
    basis: Text
    statements: tuple[Slug, ...] = ()
    sanctions: tuple[Slug, ...] = ()
    debated: tuple[Slug, ...] = ()
    writes: bool = False
    opens: Annotated[tuple[Opening, ...], Field(min_length=1)]
    closes: tuple[Closing, ...] = ()
    limits: tuple[Limit, ...] = ()
    provenance: Provenance

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if self.strategy is Strategy.NONE:
            raise ValueError("`strategy` must be one of the four families, not « aucune »")
        ids = [step.id for step in self.steps]
        if len(set(ids)) < len(ids):
            raise ValueError("two steps have the same `id`: a case names its steps by it")
        return self

    def all_statements(self) -> tuple[Slug, ...]:
        """Return the legal sentences that this procedure shows anywhere, each once, in the order of reading."""
        closing = tuple(one.statement for one in self.closes if one.statement is not None)
        named = (*self.debated, *self.cost_statements, *self.statements, *self.sanctions, *closing)
        return tuple(dict.fromkeys((*named, *(one.statement for one in self.limits))))

    def all_delays(self) -> tuple[Slug, ...]:
        """Return the delays that this procedure counts, each once."""
        stepped = (slug for step in self.steps for slug in step.delays)
        return tuple(dict.fromkeys((*stepped, *(one.delay for one in self.limits))))

    def all_procedures(self) -> tuple[Slug, ...]:
        """Return the other procedures that this one names, each once."""
        following = (slug for one in self.next for slug in one.procedures)
        return tuple(dict.fromkeys((*self.first, *following, *(one.procedure for one in self.forecloses))))
