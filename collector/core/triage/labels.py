"""The words in which a judgement is given: natures, grievances, strategies, signals."""

from enum import StrEnum


class Nature(StrEnum):
    """What a mention is."""

    PRAISE = "avis_positif"
    NEUTRAL = "avis_neutre"
    CRITICISM = "avis_negatif"
    INSULT = "injure"
    DEFAMATION = "diffamation"
    DISPARAGEMENT = "denigrement"
    THREAT = "menace"
    HATRED = "haine"
    PRIVACY = "vie_privee"
    FAKE = "faux_avis"
    IMPERSONATION = "usurpation"
    LISTING = "fiche_sans_consentement"
    PRESS = "presse_neutre"
    OFF_TOPIC = "hors_sujet"


ILLICIT = frozenset(
    (
        Nature.INSULT,
        Nature.DEFAMATION,
        Nature.THREAT,
        Nature.HATRED,
        Nature.PRIVACY,
        Nature.FAKE,
        Nature.IMPERSONATION,
    )
)
OPINIONS = frozenset((Nature.PRAISE, Nature.NEUTRAL, Nature.CRITICISM))


class Grievance(StrEnum):
    """What the author complains about."""

    WAIT = "attente"
    LATENESS = "retard"
    APPOINTMENT = "rendez_vous_difficile"
    SHORTNESS = "duree_consultation"
    RECEPTION = "accueil_secretariat"
    LISTENING = "ecoute_empathie"
    COMPETENCE = "competence_diagnostic"
    PRICE = "prix_honoraires"
    PREMISES = "locaux_hygiene"
    REFUSAL = "refus_de_soins"
    COMMUNICATION = "communication"
    OTHER = "autre"


class Strategy(StrEnum):
    """Doing nothing, or one of the four families that the press reports of the CNOM's guide; the grouping is ours."""

    NONE = "aucune"
    PEACEFUL = "pacifique"
    PREVENTIVE = "preventive"
    DEFENSIVE = "defensive"
    OFFENSIVE = "offensive"


class Signal(StrEnum):
    """What joins a nature to a finer legal category."""

    NO_TEXT = "note_sans_texte"
    SERIES = "serie"
    BLACKMAIL = "chantage"
    DOXXING = "doxxing"
    PATIENT_DATA = "donnees_patient"
    WRONG_DATA = "donnee_inexacte"
    CONFLICT = "conflit_interets"
    HARASSMENT = "harcelement"
    PRIVATE_OUTRAGE = "outrage_non_public"
    LISTING_SCAM = "arnaque_annuaire"
    GENERATED = "ia_generative"


class SourceKind(StrEnum):
    """Where a mention stands."""

    REVIEW = "review"
    SOCIAL = "social"
    FORUM = "forum"
    PRESS = "press"
    DIRECTORY = "directory"
    BLOG = "blog"
