"""Small affairs of an invented practice: each builder gives one noun, its arguments say what matters."""

from collector.core.model import Case, CaseEvent


def event(kind: str, on: str, procedure: str | None = None, **fields: object) -> CaseEvent:
    """Return an event of a day, about a route or about none."""
    return CaseEvent.model_validate({"kind": kind, "on": on, "procedure": procedure} | fields)


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
