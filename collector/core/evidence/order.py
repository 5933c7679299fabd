"""Capture first: a request that may have the content removed is not noted as sent before a capture exists.

Which requests are meant is data: those whose procedure says that a capture comes first. A person may go on without
one, with a reason, which stays in the affair.
"""

from collections.abc import Mapping

from collector.core.evidence.manifest import Manifest
from collector.core.evidence.words import is_content
from collector.core.french import listed, spaced
from collector.core.model import Case, CaseEvent, EventKind, Procedure

CAPTURE = "capture-interne"  # the procedure that keeps a capture
_PROOFS = frozenset({"constat"})  # what is a proof itself waits for none
WITHOUT = "Sans capture : "


def uncaptured(case: Case, event: CaseEvent, procedure: Procedure | None, captures: Mapping[str, Manifest]) -> str:
    """Return in French why `event` must wait for a capture; empty when it need not."""
    if event.kind is not EventKind.SENT or procedure is None or procedure.slug in _PROOFS:
        return ""
    if CAPTURE not in procedure.first:
        return ""
    if any(one.kind is EventKind.CAPTURED for one in case.events):
        return ""
    captured = {one.finding for one in captures.values() if is_content(one)}
    missing = [one for one in case.findings if one not in captured]
    if case.findings and not missing:
        return ""
    told = f"aucune capture de {listed(missing)} n’est gardée" if missing else "aucune capture n’est notée"
    return spaced(
        f"{told} : cette démarche peut faire disparaître la preuve. Capturez d’abord (`renom capture RELEVÉ --by "
        "NOM`), notez la vôtre (`renom case event AFFAIRE captured`), ou passez outre avec --without-capture « motif »"
    )


def with_reason(event: CaseEvent, reason: str) -> CaseEvent:
    """Return the event with the trace of why no capture was made before it."""
    return event.model_copy(update={"note": f"{WITHOUT}{reason}. {event.note}".strip()})
