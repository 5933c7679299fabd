"""The letters of the catalogue: who each is for, which findings it serves, and its text with holes to fill."""

from collections.abc import Mapping
from typing import Literal

from collector.core.model.base import FieldName, Model, Slug, Text
from collector.core.model.catalogue import Provenance
from collector.core.model.practice import Profession
from collector.core.model.procedure import Condition


class LetterTemplate(Model):
    """A letter of the catalogue (`letters/<slug>.md.j2`: YAML front matter, then the body).

    `fields` maps each name that the body asks for to its French label: a blank copy shows the label between brackets.
    `statements` are the slugs of the legal sentences that the letter rests on. `to` is a publisher of the catalogue to
    whom the letter always goes. `fits` tells which findings it serves, among those of the procedures that send it;
    `general` that no procedure does, and that it serves in any of them. `pages` is how many it may fill.
    """

    v: Literal[1] = 1
    slug: Slug
    title: Text
    recipient: Text
    when: Text
    not_when: Text
    channel: Text
    to: Slug | None = None
    fits: Condition = Condition()
    general: bool = False
    pages: Literal[1, 2, 3] = 2
    fields: Mapping[FieldName, Text]
    statements: tuple[Slug, ...] = ()
    provenance: Provenance
    body: Text


class ProfessionTerms(Model):
    """What a letter says differently for each profession: its article on secrecy, and its Order."""

    secrecy: Text
    order: Text


class ProfessionRules(Model):
    """The terms of every profession (`letters/professions.yml`); the statement `secret-…` of each gives its sources."""

    v: Literal[1] = 1
    professions: Mapping[Profession, ProfessionTerms]
