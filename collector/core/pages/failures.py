"""What a failed reading means for the practice: one French sentence per code, and what to do about it.

Never says that nothing was published: a source that could not be read says nothing at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from collector.core.errors import FailureCode


class WatchState(StrEnum):
    """How a watch stands today, as screens say it."""

    SEEN = "vue"
    EMPTY = "vide"
    BLOCKED = "bloquée"
    BROKEN = "en panne"
    AWAITED = "à fournir"
    STALE = "non relue"
    NEVER = "jamais lue"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a watch is blind (`state`, `sentence`) and what to do next (`advice`)."""

    state: WatchState
    sentence: str
    advice: str


_RETRY = "Le prochain passage réessaiera."
_WAIT = "Rien à faire pour l’instant : le prochain passage réessaiera."
_BY_HAND = "En attendant, regardez cette source à la main une fois par mois."

EXPLANATIONS: Mapping[FailureCode, Explanation] = {
    FailureCode.UNREACHABLE: Explanation(
        WatchState.BROKEN,
        "Le site n’a pas répondu : nom introuvable ou connexion refusée.",
        f"Vérifiez que l’adresse s’ouvre dans votre navigateur. {_RETRY}",
    ),
    FailureCode.FORBIDDEN_ADDRESS: Explanation(
        WatchState.BROKEN,
        "L’adresse mène à un réseau privé, ou n’est pas une adresse web : le portail refuse d’y aller.",
        "Corrigez l’adresse de cette veille dans practice.yml.",
    ),
    FailureCode.TIMEOUT: Explanation(
        WatchState.BROKEN,
        "Le site n’a pas répondu dans le temps imparti.",
        _WAIT,
    ),
    FailureCode.TOO_LARGE: Explanation(
        WatchState.BROKEN,
        "La réponse dépasse la taille que le portail accepte de lire.",
        "Choisissez une adresse plus précise pour cette veille dans practice.yml.",
    ),
    FailureCode.BROKEN_TRANSFER: Explanation(
        WatchState.BROKEN,
        "La réponse est arrivée incomplète ou abîmée.",
        _WAIT,
    ),
    FailureCode.TOO_MANY_REDIRECTS: Explanation(
        WatchState.BROKEN,
        "Le site renvoie d’adresse en adresse sans jamais répondre.",
        "Ouvrez l’adresse dans votre navigateur, puis mettez l’adresse d’arrivée dans practice.yml.",
    ),
    FailureCode.ROBOTS: Explanation(
        WatchState.BLOCKED,
        "Le site demande aux robots de ne pas lire cette page : le portail respecte cette demande.",
        f"{_BY_HAND} Vous pouvez aussi retirer cette veille.",
    ),
    FailureCode.BLOCKED: Explanation(
        WatchState.BLOCKED,
        "Le site refuse la lecture automatique : accès interdit, contrôle anti-robot ou page de consentement.",
        _BY_HAND,
    ),
    FailureCode.RATE_LIMITED: Explanation(
        WatchState.BLOCKED,
        "Le site demande d’attendre : trop de lectures en peu de temps.",
        f"{_RETRY} Si cela dure, espacez cette veille (« every » dans practice.yml).",
    ),
    FailureCode.GONE: Explanation(
        WatchState.BROKEN,
        "La page n’existe plus à cette adresse.",
        "Cherchez sa nouvelle adresse et corrigez practice.yml ; si elle a été retirée, retirez la veille.",
    ),
    FailureCode.SERVER_ERROR: Explanation(
        WatchState.BROKEN,
        "Le site est en panne.",
        _WAIT,
    ),
    FailureCode.UNEXPECTED_STATUS: Explanation(
        WatchState.BROKEN,
        "Le site a donné une réponse que le portail ne sait pas interpréter.",
        f"Vérifiez que l’adresse s’ouvre dans votre navigateur. {_RETRY}",
    ),
    FailureCode.UNEXPECTED_FORMAT: Explanation(
        WatchState.BROKEN,
        "La réponse n’a pas la forme attendue : le site a peut-être changé.",
        f"{_BY_HAND} Si cela dure, signalez-le à la personne qui tient le portail.",
    ),
    FailureCode.WRONG_EDITION: Explanation(
        WatchState.BROKEN,
        "La source a servi l’édition d’un autre pays ou d’une autre langue : elle ne dit rien de la presse d’ici.",
        f"{_RETRY} Si cela dure, signalez-le à la personne qui tient le portail.",
    ),
    FailureCode.SOURCE_SAYS_ERROR: Explanation(
        WatchState.BROKEN,
        "La source a répondu par un message d’erreur à la place de ses mentions.",
        f"{_RETRY} {_BY_HAND}",
    ),
    FailureCode.MISSING_SECRET: Explanation(
        WatchState.AWAITED,
        "L’adresse secrète de cette veille n’a pas été fournie au portail.",
        "Donnez-la au portail sous le nom indiqué par « secret » dans practice.yml.",
    ),
    FailureCode.MISSING_EXPORT: Explanation(
        WatchState.AWAITED,
        "Le fichier d’export attendu n’a pas été déposé.",
        "Téléchargez l’export depuis votre compte et déposez-le dans le dossier imports, ou donnez-le à "
        "« renom import ».",
    ),
    FailureCode.WRONG_EXPORT: Explanation(
        WatchState.AWAITED,
        "Le fichier déposé n’est pas l’export attendu.",
        "Téléchargez de nouveau l’export, sans l’ouvrir ni le modifier, et déposez-le dans le dossier imports.",
    ),
    FailureCode.ACCESS_REFUSED: Explanation(
        WatchState.AWAITED,
        "Le service refuse la clé donnée au portail : elle est fausse, expirée, ou son compte n’a pas ce droit.",
        "Vérifiez la clé dans votre compte auprès de ce service, puis remplacez le secret de cette veille.",
    ),
    FailureCode.QUOTA_REACHED: Explanation(
        WatchState.BLOCKED,
        "Le nombre de lectures que ce service vous accorde est épuisé.",
        "Il se renouvelle d’ordinaire chaque jour ou chaque mois : le prochain passage réessaiera. Si cela dure, "
        "espacez cette veille (« every » dans practice.yml) ou revoyez votre formule auprès du service.",
    ),
    FailureCode.ENGINES_SILENT: Explanation(
        WatchState.BLOCKED,
        "Votre instance de recherche a répondu, mais aucun des moteurs qu’elle interroge : ils la refusent ou la font "
        "attendre.",
        f"{_RETRY} Si cela dure, changez les moteurs de votre instance, ou prenez un service de recherche avec clé.",
    ),
    FailureCode.OWN_REVIEWS: Explanation(
        WatchState.AWAITED,
        "Ce fichier contient les avis que vous avez écrits vous-même sur Google Maps, et non ceux que votre fiche a "
        "reçus.",
        "Dans Google Takeout, cochez « Google Business Profile » (fiche d’établissement) et non « Maps (vos "
        "adresses) », puis déposez la nouvelle archive.",
    ),
    FailureCode.WHICH_PART: Explanation(
        WatchState.AWAITED,
        "Le fichier contient plusieurs établissements ou plusieurs alertes, et cette veille ne dit pas lequel lire, ou "
        "en nomme un qui n’y est pas.",
        "Ajoutez « query » à cette veille dans practice.yml, avec le nom ou le numéro donné dans le fichier.",
    ),
    FailureCode.ACCESS_NOT_GRANTED: Explanation(
        WatchState.AWAITED,
        "Vos clés sont reçues, mais l’accès à cette interface ne vous est pas encore ouvert : le quota accordé est "
        "nul, ou l’interface n’est pas activée.",
        "Activez l’interface dans votre projet et demandez l’accès au service (chez Google : le formulaire "
        "« Application for Basic API Access »). Réessayer plus vite n’y change rien ; en attendant, déposez un export.",
    ),
    FailureCode.ACCESS_EXPIRED: Explanation(
        WatchState.AWAITED,
        "L’autorisation donnée au portail n’est plus valable : elle a expiré ou elle a été retirée.",
        "Refaites l’autorisation et remplacez le jeton secret. Chez Google, celle d’une application laissée « En "
        "test » ne dure que sept jours : publiez l’application (« En production »).",
    ),
    FailureCode.CRASHED: Explanation(
        WatchState.BROKEN,
        "Le portail a rencontré une erreur de son fait en lisant cette source.",
        f"Signalez-le à la personne qui tient le portail. {_BY_HAND}",
    ),
}

_ROBOTS = "robots.txt"
_REFUSED_BY_ROBOTS = "Disallow"  # the rule of a robots.txt, as the HTTP edge tells it
_NO_ERROR = "HTTP 200"  # a wall that pretends to be the page: the number says the contrary of the sentence

_UNKNOWN = Explanation(
    WatchState.BROKEN,
    "La lecture a échoué pour une raison que cette version du portail ne connaît pas.",
    "Mettez le portail à jour, ou signalez-le à la personne qui le tient.",
)


def told(detail: str) -> str:
    """Return the detail of a failure as a reader needs it; empty for one that would only puzzle."""
    if detail == _REFUSED_BY_ROBOTS or detail.startswith(_ROBOTS):
        return _ROBOTS
    return "" if detail == _NO_ERROR else detail


def explain(code: str | None) -> Explanation:
    """Return what the code of a failed reading means; a code of another version is explained as unknown."""
    if code is None or code not in set(FailureCode):
        return _UNKNOWN
    return EXPLANATIONS[FailureCode(code)]
