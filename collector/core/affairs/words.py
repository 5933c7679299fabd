"""How affairs are said in French: kinds of events, and how a route or an affair stands."""

from collections.abc import Mapping

from collector.core.affairs.chronology import Stand, Status
from collector.core.model import EventKind

KINDS: Mapping[EventKind, str] = {
    EventKind.KNOWN: "appris par le cabinet",
    EventKind.CAPTURED: "preuve gardée",
    EventKind.SENT: "envoyé",
    EventKind.RECEIVED: "reçu par l’autre partie",
    EventKind.ACKNOWLEDGED: "pris en compte par l’autre partie",
    EventKind.EXTENDED: "délai de réponse prolongé",
    EventKind.REPLIED: "réponse reçue, ni accord ni refus",
    EventKind.REFUSED: "refusé",
    EventKind.SILENT: "resté sans réponse",
    EventKind.PARTLY_REMOVED: "retiré en partie",
    EventKind.REMOVED: "retiré",
    EventKind.GRANTED: "obtenu",
    EventKind.APPEALED: "décision contestée",
    EventKind.INTERRUPTED: "acte qui fait repartir la prescription",
    EventKind.WITHDRAWN: "démarche abandonnée",
    EventKind.NOTED: "noté",
    EventKind.CLOSED: "affaire close",
    EventKind.REOPENED: "affaire rouverte",
}
STANDS: Mapping[Stand, str] = {
    Stand.PREPARED: "en préparation",
    Stand.SENT: "engagé",
    Stand.RECEIVED: "reçu, réponse attendue",
    Stand.EXTENDED: "réponse attendue, délai prolongé",
    Stand.REPLIED: "réponse reçue, à lire",
    Stand.REFUSED: "refusé",
    Stand.SILENT: "sans réponse",
    Stand.PARTLY: "obtenu en partie",
    Stand.OBTAINED: "obtenu",
    Stand.WITHDRAWN: "abandonné",
}
STATUSES: Mapping[Status, str] = {
    Status.TO_START: "à engager",
    Status.WAITING: "réponse attendue",
    Status.YOUR_TURN: "à vous de décider",
    Status.OBTAINED: "obtenu, à clore",
    Status.CLOSED: "close",
}
