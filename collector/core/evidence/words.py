"""The words, in French, for what a capture is: its method, what was met, its notes, and its log."""

from collections.abc import Iterator

from collector.core.evidence.manifest import CaptureLog, Manifest, Method, Note, Outcome
from collector.core.french import NO_BREAK, number, spaced

OUTCOMES = {
    Outcome.PAGE: "la page demandée",
    Outcome.WALL: "un mur (consentement, captcha ou connexion), et non le contenu",
    Outcome.REFUSED: "un refus du site, et non le contenu",
    Outcome.BROKEN: "une erreur du site, et non le contenu",
}
METHODS = {
    Method.BROWSER: "navigateur piloté",
    Method.HTTP: "requête simple, sans navigateur : ni image, ni ce que les scripts affichent",
}
NOTES = {
    Note.NO_BROWSER: "aucun navigateur n’était disponible : seule la réponse du serveur est gardée",
    Note.BROWSER_FAILED: "le navigateur n’a pas pu afficher la page à temps : seule la réponse du serveur est gardée",
    Note.CUT_HEIGHT: "la page était trop haute : l’image s’arrête avant la fin ; la page enregistrée va plus loin",
    Note.CUT_TEXT: "le texte était trop long : il est coupé",
    Note.OVERLAY: "un panneau couvrait la page (témoins, connexion…) : l’image ne montre pas ce qu’il cachait",
    Note.DIALOGS: "la page a ouvert des boîtes de dialogue : elles ont été refermées",
    Note.POPUPS: "la page a ouvert d’autres fenêtres : elles ont été fermées",
    Note.DOWNLOADS: "la page a lancé un téléchargement : rien n’a été enregistré",
    Note.REFUSED_ADDRESSES: "la page a cherché à joindre des adresses privées : elles lui ont été refusées",
    Note.MISSING_PIECE: "une pièce n’a pas pu être prise ; les autres sont là",
    Note.TOO_MUCH: "une pièce était trop lourde : elle n’est pas gardée",
}
HOSTED = (
    "Cette capture a été faite par une machine d’un service hébergé : elle montre ce que le site répond à un centre "
    "de données, souvent à l’étranger, et non au cabinet. Pour une capture depuis le cabinet, lancez sur un de ses "
    "ordinateurs : renom capture ADRESSE --by NOM"
)
_UNITS = ((1_000_000, "Mo"), (1_000, "ko"))


def size_in_full(size: int) -> str:
    """Return « 1,2 Mo », « 38 ko », « 12 octets »."""
    for unit, name in _UNITS:
        if size >= unit:
            return f"{number(round(size / unit, 1))}{NO_BREAK}{name}"
    return f"{size}{NO_BREAK}octets"


def is_content(manifest: Manifest) -> bool:
    """Tell whether a capture may hold the content: a wall or a refusal never does."""
    return manifest.outcome is Outcome.PAGE


def log_lines(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Yield the points of the log of a capture, in French: what is not known is said so."""
    log = manifest.log
    yield "Adresse demandée", manifest.url
    yield "Adresse finale", manifest.final_url
    yield "Ce qui a été rencontré", OUTCOMES[manifest.outcome]
    yield "Méthode", METHODS[manifest.method]
    yield "Début", f"{log.started:%Y-%m-%d %H:%M:%S} UTC"
    yield "Fin", f"{log.ended:%Y-%m-%d %H:%M:%S} UTC ; fuseau du cabinet : {log.time_zone}"
    yield "Opérateur", f"{log.operator} (capture automatique)" if log.automatic else log.operator
    yield "Machine", f"{log.machine} ; {log.system}"
    yield "Logiciel", log.tool
    yield "Navigateur", log.browser or "aucun"
    yield "Agent annoncé", log.user_agent
    yield "Profil", log.profile
    yield "Adresse IP locale", log.local_address or "non relevée"
    yield "Adresse IP vue de l’extérieur", log.seen_address or "non relevée : aucun service n’est configuré pour cela"
    yield "Serveur mandataire (proxy)", log.relay
    yield "Résolveur", " ; ".join(_resolved(log)) or "non relevé"
    yield "Certificat TLS", _certificate(log)
    yield "Horloge", _clock(log)
    for hop in manifest.log.path:
        yield "Chemin suivi", f"{hop.url} ({hop.status})" if hop.status else hop.url


def _resolved(log: CaptureLog) -> Iterator[str]:
    for one in log.resolver:
        reached = f", joint à {one.connected}" if one.connected else ""
        yield f"{one.host} = {', '.join(one.addresses)}{reached}"


def _certificate(log: CaptureLog) -> str:
    one = log.certificate
    return f"{one.subject}, délivré par {one.issuer}, empreinte {one.sha256}" if one else "aucun, ou non relevé"


def _clock(log: CaptureLog) -> str:
    if log.clock_source is None:
        return "écart non mesuré : aucun serveur de temps n’est configuré"
    if log.clock_offset_ms is None:
        return f"écart non mesuré : {log.clock_source} n’a pas répondu"
    return spaced(f"écart de {log.clock_offset_ms} ms avec {log.clock_source}")
