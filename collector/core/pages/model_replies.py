"""The model replies of the catalogue: by situation, when each serves and when not, how long it is, what it rests on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from collector.core.errors import BuildError
from collector.core.foreign import Foreign
from collector.core.french import spaced
from collector.core.model import ModelReply, Situation, Tone
from collector.core.pages.legal import LegalSentence, Sourced, legal_sentence, sourced
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import MODEL_REPLIES, Page

_FIELD = re.compile(r"\{([a-z_]+)\}")
_TITLES = {
    Situation.WAITING: "L’attente",
    Situation.LATENESS: "Le retard",
    Situation.APPOINTMENT: "L’obtention d’un rendez-vous",
    Situation.LENGTH: "La durée de la consultation",
    Situation.RECEPTION: "L’accueil et le secrétariat",
    Situation.LISTENING: "L’écoute",
    Situation.SKILL: "Les soins",
    Situation.FEES: "Les honoraires",
    Situation.PREMISES: "Les locaux",
    Situation.REFUSAL: "Le refus de recevoir",
    Situation.COMMUNICATION: "L’information et les documents",
    Situation.OTHER: "Autre reproche",
    Situation.THANKS: "Remercier",
    Situation.DISAGREEMENT: "Ne pas être d’accord",
    Situation.FACTS: "Donner une information",
    Situation.INVITATION: "Inviter à écrire",
    Situation.SILENCE: "Se taire",
}
_TONES = {
    Tone.NEUTRAL: "ton neutre",
    Tone.EMPATHETIC: "ton empathique",
    Tone.FIRM: "ton ferme",
    Tone.INVITING: "invitation",
    Tone.THANKFUL: "remerciement",
    Tone.SILENT: "silence",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words of a model reply, or the label of a field to fill."""

    words: Foreign
    is_field: bool


@dataclass(frozen=True, slots=True)
class ModelReplyView:
    """One model reply. `parts` is empty when the advice is to say nothing; `length` counts its own characters."""

    slug: str
    title: Foreign
    tone: str
    when: Foreign
    not_when: Foreign
    parts: tuple[Part, ...]
    length: int
    basis: tuple[LegalSentence, ...]
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class SituationView:
    """The model replies for one situation."""

    heading: str
    replies: tuple[ModelReplyView, ...]


@dataclass(frozen=True, slots=True)
class ModelRepliesPage:
    """The view of the page of model replies."""

    situations: tuple[SituationView, ...]


def model_replies_page(seen_from: Outlook) -> Page:
    """Return the page of the model replies; raise BuildError when one rests on a statement that does not exist."""
    order = list(Situation)
    replies = sorted(seen_from.ledger.model_replies, key=lambda one: (order.index(one.situation), one.title))
    situations = tuple(
        SituationView(_TITLES[situation], tuple(_view(one, seen_from) for one in group))
        for situation, group in groupby(replies, key=lambda one: one.situation)
    )
    return Page(MODEL_REPLIES, "model_replies.md.j2", ModelRepliesPage(situations))


def _view(reply: ModelReply, seen_from: Outlook) -> ModelReplyView:
    return ModelReplyView(
        slug=reply.slug,
        title=Foreign(spaced(reply.title)),
        tone=_TONES[reply.tone],
        when=Foreign(spaced(reply.when)),
        not_when=Foreign(spaced(reply.not_when)),
        parts=tuple(_parts(reply)),
        length=len(_FIELD.sub("", reply.body)),
        basis=tuple(_basis(reply, slug, seen_from) for slug in reply.statements),
        sourced=sourced(reply.provenance),
    )


def _parts(reply: ModelReply) -> Iterator[Part]:
    """Yield the words of a reply and the labels of its fields, in order."""
    for index, piece in enumerate(_FIELD.split(reply.body)):
        if index % 2:
            yield Part(Foreign(reply.fields[piece]), is_field=True)
        elif piece:
            yield Part(Foreign(spaced(piece)), is_field=False)


def _basis(reply: ModelReply, slug: str, seen_from: Outlook) -> LegalSentence:
    statement = seen_from.ledger.statements.get(slug)
    if statement is None:
        raise BuildError(f"reply {reply.slug!r} rests on statement {slug!r}, which the catalogue does not have")
    return legal_sentence(statement, seen_from.today)
