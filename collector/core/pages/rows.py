"""One finding as a line of a list: who, where, when, how it stands, and where to read more."""

from collections.abc import Iterable
from dataclasses import dataclass

from collector.core.clocks.urgency import is_doubtful, is_urgent
from collector.core.foreign import Foreign
from collector.core.french import counted, number
from collector.core.ledger import Ledger
from collector.core.model import TO_BE_QUALIFIED, About, Finding, MentionForm, Rating, Ruling, Words
from collector.core.pages.coverage import subject_name
from collector.core.pages.moments import moment, state_in_short
from collector.core.pages.outlook import Outlook
from collector.core.text import shorten

FORMS = {
    MentionForm.REVIEW: "Avis",
    MentionForm.ARTICLE: "Publication",
    MentionForm.POST: "Message",
    MentionForm.LISTING: "Fiche",
}
NATURES = {
    TO_BE_QUALIFIED: "à qualifier",
    "avis_positif": "avis favorable",
    "avis_neutre": "propos neutre",
    "avis_negatif": "avis défavorable licite",
    "injure": "injure",
    "diffamation": "diffamation",
    "denigrement": "dénigrement",
    "menace": "menace",
    "haine": "propos haineux",
    "vie_privee": "atteinte à la vie privée",
    "faux_avis": "avis sans expérience réelle",
    "usurpation": "usurpation d’identité",
    "fiche_sans_consentement": "fiche ou classement sans accord",
    "presse_neutre": "article de presse mesuré",
    "hors_sujet": "sans rapport avec le praticien",
}
RULINGS = {
    Ruling.NOT_US: "ne nous concerne pas",
    Ruling.IGNORE: "sans suite",
    Ruling.WATCH: "à surveiller",
    Ruling.REPLY: "répondre",
    Ruling.ACT: "agir",
}
_TITLE_LENGTH = 90
_EXCERPT_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One finding in a list.

    `name` is « Avis du 8 juin 2026 »; `place` is the page, or the row of a page, where it is read. `title` is empty for
    a review: what a patient says is read on purpose, never met by chance. `erased` tells that its words are no longer
    kept. `nature` is what triage proposes; `urgent`, that it asks for something within days of the
    page's; `urgency`, how the page says it.
    """

    finding: str
    place: str
    name: str
    subject: Foreign
    source: Foreign
    author: Foreign
    title: Foreign
    excerpt: Foreign
    erased: bool
    rating: str
    state: str
    uncertain: bool
    ruling: str
    nature: Foreign
    urgent: bool
    urgency: str


def row(finding: Finding, seen_from: Outlook, excerpt: int = _EXCERPT_LENGTH) -> Row:
    """Return a finding as a line of a list, with an excerpt of at most `excerpt` characters."""
    ledger = seen_from.ledger
    words = kept_words(ledger, finding, finding.text_sha256)
    title = words.title if words is not None else ""
    is_review = finding.form is MentionForm.REVIEW
    ruling = seen_from.rulings.get(finding.id)
    return Row(
        finding=finding.id,
        place=seen_from.places[finding.id],
        name=f"{FORMS[finding.form]}{moment(finding).named}",
        subject=Foreign(subject_name(ledger.practice, finding.practitioner)),
        source=seen_from.source_of(finding),
        author=Foreign(finding.author.shown),
        title=Foreign("" if is_review else shorten(title, _TITLE_LENGTH)),
        excerpt=Foreign(shorten(" ".join((words.text or title).split()), excerpt) if words is not None else ""),
        erased=words is None,
        rating=rating_in_full(finding.rating),
        state=state_in_short(finding, seen_from.last_seen.get(finding.id)),
        uncertain=finding.match.about is About.UNCERTAIN,
        ruling=RULINGS[ruling] if ruling is not None else "",
        nature=Foreign(nature_in_full(finding.assessment.nature) if finding.assessment.made_by else ""),
        urgent=is_urgent(finding, ledger, seen_from.today),
        urgency="à lire d’abord" if is_doubtful(finding) else "urgent",
    )


def rows(findings: Iterable[Finding], seen_from: Outlook) -> tuple[Row, ...]:
    """Return `findings` as lines of a list, in their order."""
    return tuple(row(one, seen_from) for one in findings)


def kept_words(ledger: Ledger, finding: Finding, text_sha256: str) -> Words | None:
    """Return the words of one version of a finding, or None when they are no longer kept."""
    piece = ledger.texts.get(finding.id)
    versions = piece.versions if piece is not None else ()
    return next((one for one in versions if one.sha256 == text_sha256), None)


def nature_in_full(nature: str) -> str:
    """Return what a nature is called on screen; one that is not known yet, as it is written."""
    return NATURES.get(nature, nature.replace("_", " "))


def rating_in_full(rating: Rating | None) -> str:
    """Return « 1 sur 5 », « 4,6 sur 5 (12 avis) » for an average, or nothing."""
    if rating is None:
        return ""
    shown = f"{number(rating.value)} sur {number(rating.scale)}"
    return shown if rating.count is None else f"{shown} ({counted(rating.count, 'avis', 'avis')})"
