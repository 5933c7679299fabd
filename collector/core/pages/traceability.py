"""The page that says what the Ordre recommends and where the portal gives it. Decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from collector.core.foreign import Foreign
from collector.core.french import spaced
from collector.core.model import Recommendation
from collector.core.pages.legal import LegalSentence, sentences
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import (
    AFFAIRS,
    CHECKS,
    COVERAGE,
    FINDINGS,
    LETTERS,
    MODEL_REPLIES,
    MONTHLY,
    PROCEDURES,
    REPLY_GUIDES,
    TRACEABILITY,
    WATCH_HEALTH,
    Page,
    letter_page,
    procedure_page,
)
from collector.core.pages.procedures import Named

# Pages that are not named by an entry of the catalogue.
TITLES: Mapping[str, str] = {
    FINDINGS: "Relevés",
    AFFAIRS: "Affaires",
    COVERAGE: "État des lieux",
    CHECKS: "À vérifier",
    MONTHLY: "Bilans",
    LETTERS: "Lettres",
    PROCEDURES: "Démarches",
    MODEL_REPLIES: "Réponses modèles",
    REPLY_GUIDES: "Répondre",
    WATCH_HEALTH: "Veille",
    "guides/index.md": "Par où commencer",
    "guides/dans-l-heure.md": "Dans l’heure",
    "guides/repondre-ou-se-taire.md": "Répondre ou se taire",
    "guides/captures.md": "Garder une trace",
    "guides/faire-retirer.md": "Faire retirer",
    "guides/fiche-sans-consentement.md": "Fiche sans accord",
    "guides/veille-mensuelle.md": "La veille du mois",
}


@dataclass(frozen=True, slots=True)
class Traced:
    """One recommendation: who reports it, the pages and the commands that give it.

    `attributed` is false where no source attributes it to the guide in so many words.
    """

    title: Foreign
    attributed: bool
    law: tuple[LegalSentence, ...]
    ways: tuple[Named, ...]
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TraceabilityPage:
    """The view of the page."""

    recommendations: tuple[Traced, ...]


def traceability_page(seen_from: Outlook) -> Page:
    """Return the page; raise BuildError when a recommendation rests on a statement that does not exist."""
    traced = tuple(_traced(one, seen_from) for one in seen_from.ledger.recommendations)
    return Page(TRACEABILITY, "traceability.md.j2", TraceabilityPage(traced))


def _traced(one: Recommendation, seen_from: Outlook) -> Traced:
    ledger = seen_from.ledger
    titles = dict(TITLES)
    titles |= {procedure_page(slug): procedure.title for slug, procedure in ledger.procedures.items()}
    titles |= {letter_page(letter.slug): f"Lettre : {letter.title}" for letter in ledger.letters}
    return Traced(
        title=Foreign(spaced(one.title)),
        attributed=one.attributed,
        law=sentences(one.statements, ledger.statements, seen_from.today, f"recommendation {one.id!r}"),
        ways=tuple(Named(path, Foreign(spaced(titles.get(path, path)))) for path in one.pages),
        commands=one.commands,
    )
