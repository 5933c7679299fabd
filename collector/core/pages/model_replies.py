"""The model replies of the catalogue: by situation, when each serves and when not, how long it is, what it rests on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from collector.core.foreign import Foreign
from collector.core.french import spaced
from collector.core.model import ModelReply, Situation, Tone
from collector.core.pages.legal import LegalSentence, Sourced, reviewed, sentences
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import MODEL_REPLIES, Page, reply_guide_page

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
    Situation.PRESS: "La presse",
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
class ProposedBy:
    """A guide that proposes a model reply."""

    path: str
    title: Foreign


@dataclass(frozen=True, slots=True)
class ModelReplyView:
    """One model reply. `parts` is empty when the advice is to say nothing; `length` counts its own characters.

    `guides` are the guides that propose it, each with the path of its page.
    """

    slug: str
    title: Foreign
    tone: str
    when: Foreign
    not_when: Foreign
    parts: tuple[Part, ...]
    length: int
    guides: tuple[ProposedBy, ...]
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
        SituationView(_TITLES[situation], tuple(reply_view(one, seen_from) for one in group))
        for situation, group in groupby(replies, key=lambda one: one.situation)
    )
    return Page(MODEL_REPLIES, "model_replies.md.j2", ModelRepliesPage(situations))


def reply_view(reply: ModelReply, seen_from: Outlook) -> ModelReplyView:
    """Return a model reply as pages show it; raise BuildError when it rests on a statement that does not exist."""
    ledger = seen_from.ledger
    proposing = sorted((one for one in ledger.guides.values() if reply.slug in one.replies), key=lambda one: one.title)
    return ModelReplyView(
        slug=reply.slug,
        title=Foreign(spaced(reply.title)),
        tone=_TONES[reply.tone],
        when=Foreign(spaced(reply.when)),
        not_when=Foreign(spaced(reply.not_when)),
        parts=tuple(_parts(reply)),
        length=len(_FIELD.sub("", reply.body)),
        guides=tuple(ProposedBy(reply_guide_page(one.slug), Foreign(spaced(one.title))) for one in proposing),
        basis=sentences(reply.statements, ledger.statements, seen_from.today, f"reply {reply.slug!r}"),
        sourced=reviewed(reply.provenance, seen_from.today),
    )


def _parts(reply: ModelReply) -> Iterator[Part]:
    """Yield the words of a reply and the labels of its fields, in order."""
    for index, piece in enumerate(_FIELD.split(reply.body)):
        if index % 2:
            yield Part(Foreign(reply.fields[piece]), is_field=True)
        elif piece:
            yield Part(Foreign(spaced(piece)), is_field=False)
