"""The page of what the Ordre recommends: who reports it, and where the portal gives it."""

import pytest

from collector.core.errors import BuildError
from collector.core.foreign import Foreign
from collector.core.pages.outlook import outlook
from collector.core.pages.traceability import traceability_page
from tests.support.ledgers import TODAY, ledger, letter, procedure, recommendation


def view(*some, **others):
    kept = ledger(recommendations=some, procedures={"signalement": procedure()}, letters=(letter(),), **others)
    return traceability_page(outlook(kept, TODAY, "1.0")).view


def test_a_recommendation_leads_to_pages_by_their_names():
    """A page of the portal, a route and a letter by their titles; one that has no title by its path."""
    paths = ("etat-des-lieux.md", "demarches/signalement/index.md", "lettres/opposition.md", "guides/ailleurs.md")

    (one,) = view(recommendation(pages=paths)).recommendations

    assert Foreign("Veiller\u00a0: chaque mois") == one.title
    assert [
        ("etat-des-lieux.md", "État des lieux"),
        ("demarches/signalement/index.md", "Démarche signalement"),
        ("lettres/opposition.md", "Lettre\u00a0: Demander le retrait d’une fiche"),
        ("guides/ailleurs.md", "guides/ailleurs.md"),
    ] == [(way.path, way.title.words) for way in one.ways]
    assert (("renom refresh",), True, 1) == (one.commands, one.attributed, len(one.law))


def test_recommendations_keep_their_order():
    """That in which one follows them, not that of their names."""
    shown = view(recommendation("b", title="Z"), recommendation("a", title="A", attributed=False)).recommendations

    assert [("Z", True), ("A", False)] == [(one.title.words, one.attributed) for one in shown]


def test_a_recommendation_that_nobody_reports_stops_the_build():
    """What is attributed to the Ordre always has its source."""
    with pytest.raises(BuildError, match=r"recommendation 'veiller' rests on statement 'perdue'"):
        view(recommendation(statements=("perdue",)))
