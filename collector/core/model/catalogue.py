"""What the catalogue says of the law: statements and model replies, each with its provenance."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from collector.core.model.base import Model, Slug, Text


class Confidence(StrEnum):
    """How sure a catalogued fact is."""

    CONFIRMED = "confirmed"  # two independent sources
    SINGLE = "single"  # one source
    TO_CHECK = "to-check"  # the page shows « à faire vérifier »


class Citation(Model):
    """Where a fact was read."""

    title: Text
    url: str = ""


class Provenance(Model):
    """Where a catalogued fact comes from, when that was read, and how sure it is."""

    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]
    read_on: dt.date
    document_date: dt.date | None = None
    confidence: Confidence


class Statement(Model):
    """One legal or ethical sentence of the portal, with what it takes to trust it.

    `conflicts_with` names the sentences of authorities that say otherwise; they name this one too, and a page that
    shows one shows all.
    """

    v: Literal[1] = 1
    slug: Slug
    text: Text
    provenance: Provenance
    review_every: Annotated[int, Field(gt=0)]  # days after which the sentence must be read again
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    conflicts_with: tuple[Slug, ...] = ()


class Situation(StrEnum):
    """What a review is about: a grievance of the triage, or another reason to reply. Pages list them in this order."""

    WAITING = "attente"
    LATENESS = "retard"
    APPOINTMENT = "rendez_vous_difficile"
    LENGTH = "duree_consultation"
    RECEPTION = "accueil_secretariat"
    LISTENING = "ecoute_empathie"
    SKILL = "competence_diagnostic"
    FEES = "prix_honoraires"
    PREMISES = "locaux_hygiene"
    REFUSAL = "refus_de_soins"
    COMMUNICATION = "communication"
    OTHER = "autre"
    THANKS = "remerciement"
    PRESS = "presse"
    DISAGREEMENT = "contestation"
    FACTS = "information"
    INVITATION = "invitation"
    SILENCE = "silence"


class Tone(StrEnum):
    """How a model reply sounds."""

    NEUTRAL = "neutre"
    EMPATHETIC = "empathique"
    FIRM = "ferme"
    INVITING = "invitation"
    THANKFUL = "remerciement"
    SILENT = "silence"


class ModelReply(Model):
    """A public reply ready to be adapted (`replies/models/<slug>.yml`).

    `body` asks for its fields between braces; `fields` maps each name to its French label. An empty body advises to say
    nothing.
    """

    v: Literal[1] = 1
    slug: Slug
    title: Text
    situation: Situation
    tone: Tone
    when: Text
    not_when: Text
    fields: Mapping[str, Text]
    statements: Annotated[tuple[Slug, ...], Field(min_length=1)]
    provenance: Provenance
    body: str = ""
