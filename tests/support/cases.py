"""Small affairs of an invented practice, with the real catalogue: each builder's arguments say what matters."""

import datetime as dt
from functools import cache

from collector.core.affairs.affair import Affair, affair
from collector.core.ledger import Ledger
from collector.core.model import Assessment, Case, CaseEvent, Finding, MentionForm, Procedure
from collector.edges.files.catalog import load_letters, load_procedures, load_statements
from tests.support.delays import DELAYS, PARIS
from tests.support.ledgers import TODAY, finding, ledger, source


def event(kind: str, on: str, procedure: str | None = None, **fields: object) -> CaseEvent:
    """Return an event of a day, about a route or about none."""
    return CaseEvent.model_validate({"kind": kind, "on": on, "procedure": procedure} | fields)


def between(kind: str, earliest: str, latest: str, procedure: str | None = None) -> CaseEvent:
    """Return an event of a day that is not known."""
    return CaseEvent.model_validate({"kind": kind, "earliest": earliest, "latest": latest, "procedure": procedure})


def case(*events: CaseEvent, **fields: object) -> Case:
    """Return an affair against the source « avis », opened on 2 November 2026; `fields` change it."""
    given = {
        "id": "a-2026-1",
        "title": "Fiche sans accord",
        "source": "avis",
        "opened": "2026-11-02",
        "by": "Dr Lefèvre",
        "events": events,
    }
    return Case.model_validate(given | fields)


def listing(number: int = 1) -> Finding:
    """Return a listing that nobody asked for."""
    return finding(number, form=MentionForm.LISTING, assessment=Assessment(nature="fiche_sans_consentement"))


def insult(number: int = 1, **fields: object) -> Finding:
    """Return a review qualified as an insult, published on 1 November 2026."""
    return finding(number, assessment=Assessment(nature="injure"), **fields)


@cache
def catalogue() -> dict[str, Procedure]:
    """Return the procedures of the catalogue, read once."""
    return dict(load_procedures())


_letters, _statements = cache(load_letters), cache(load_statements)


def kept(*cases: Case, findings: tuple[Finding, ...] = (), **others: object) -> Ledger:
    """Return the ledger of a practice with the real procedures, delays, letters and statements."""
    given: dict[str, object] = {
        "procedures": catalogue(),
        "delays": DELAYS,
        "calendar": PARIS,
        "letters": _letters(),
        "statements": _statements(),
        "cases": cases,
        "sources": (source("avis", "Avis Santé", category="reviews", can_reply=True, hosts_reviews=True),),
    }
    return ledger(findings, **(given | others))  # type: ignore[arg-type]


def stands(
    *events: CaseEvent, today: str | dt.date = TODAY, findings: tuple[Finding, ...] = (), **fields: object
) -> Affair:
    """Return how an affair of these events, about these findings, stands on a day."""
    day = dt.date.fromisoformat(today) if isinstance(today, str) else today
    fields.setdefault("findings", tuple(one.id for one in findings))
    one = case(*events, **fields)
    return affair(one, kept(one, findings=findings), day)


def due(one: Affair, slug: str) -> dt.date | None:
    """Return the day of the deadline of that delay; None when the affair has none."""
    return next((clock.day for clock in one.clocks if clock.delay.slug == slug), None)
