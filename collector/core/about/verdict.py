"""Decides, from the evidence, whether a reading is about a practitioner; every decision says why, in French.

Yes: a name and something that agrees with it, and nothing against; or what designates one person by itself. No: the
name is another's or another thing, or nothing designates the person. Uncertain: the rest, for a person to say.
"""

from collections.abc import Callable, Iterator

from collector.core.about.calls import begun, first_name_calls, placed_first_name
from collector.core.about.evidence import Evidence
from collector.core.about.places import Met
from collector.core.about.sightings import Given, Sighting, Taken, Title
from collector.core.french import NO_BREAK
from collector.core.model import About, Match

_NAMED = {
    Given.SAME: "Prénom et nom lus",
    Given.SOUNDS: "Prénom et nom lus, le prénom autrement orthographié",
    Given.INITIAL: "Initiale du prénom et nom lus",
    Given.HALF: "Une partie du prénom et nom lus",
    Given.NONE: "Nom lu sans prénom",
}
_ZONES = ("dans le titre", "dans le texte", "dans l’adresse web")
_SCORES = {About.YES: 0.8, About.UNCERTAIN: 0.5, About.NO: 0.1}
_STEP = 0.04


def verdict(evidence: Evidence) -> Match:
    """Return the judgement of one reading for one practitioner."""
    about, told = _decided(evidence)
    reasons = (*_reasons(evidence), told) if about is not About.NO else (told, *_clues(evidence))
    return Match(about=about, score=_score(evidence, about), reasons=tuple(dict.fromkeys(filter(None, reasons))))


def _score(evidence: Evidence, about: About) -> float:
    if about is About.YES and evidence.rpps:
        return 1.0
    clues = len(list(_clues(evidence)))
    change = clues if about is About.YES else clues - 2 if about is About.UNCERTAIN else min(clues, 1)
    return round(min(0.98, max(0.0, _SCORES[about] + _STEP * change)), 2)


def _reasons(evidence: Evidence) -> Iterator[str]:
    if evidence.best is not None:
        yield f"{_NAMED[evidence.best.given]} {_ZONES[evidence.best.zone]}"
        if evidence.best.misspelt:
            yield "Nom autrement orthographié"
    yield from _clues(evidence)


def _clues(evidence: Evidence) -> Iterator[str]:
    """Yield what agrees with the person, in words of the practice only."""
    person = evidence.bearer.person
    if evidence.rpps:
        yield f"Numéro RPPS{NO_BREAK}: {person.rpps}"
    if evidence.phone:
        yield f"{'Téléphone du cabinet' if person.phone_shared else 'Ligne directe'}{NO_BREAK}: {person.phone}"
    if evidence.place:
        partly = "" if evidence.place is Met.WHOLE else " (en partie)"
        yield f"{'Cabinet individuel' if person.practice.solo else 'Lieu d’exercice'}{NO_BREAK}: {person.practice.name}{partly}"
    if evidence.street:
        yield f"Rue{NO_BREAK}: {person.address}"
    if evidence.own_field:
        yield f"Spécialité{NO_BREAK}: {person.specialty}"
    elif evidence.signs:
        yield f"Vocabulaire de la spécialité{NO_BREAK}: {person.specialty}"
    if evidence.town:
        yield f"{'Ville' if evidence.town is Met.WHOLE else 'Département'}{NO_BREAK}: {person.city}"


Decision = tuple[About, str]


def _decided(evidence: Evidence) -> Decision:
    person = evidence.bearer.person
    if evidence.rpps:
        return About.YES, ""
    if evidence.phone and not person.phone_shared:
        return About.YES, ""
    if evidence.best is None:
        return _unnamed(evidence)
    return _contradicted(evidence, evidence.best) or _doubted(evidence, evidence.best) or _supported(evidence, evidence.best)


# --- when the name does not stand -------------------------------------------------------------------------------------


def _unnamed(evidence: Evidence) -> Decision:
    person = evidence.bearer.person
    taken = next((one.taken for one in evidence.sightings if one.taken is not None), None)
    whole = evidence.place is Met.WHOLE
    if whole and person.practice.solo:
        if evidence.others or taken is Taken.OTHER_PERSON:
            return About.UNCERTAIN, "Une autre personne est nommée"
        return About.YES, ""
    if taken is not None:
        return About.NO, str(taken)
    if placed_first_name(evidence):
        return About.YES, "Prénom précédé d’un titre"
    if whole or evidence.phone:
        if evidence.others:
            return About.NO, "Une autre personne du cabinet est nommée"
        return About.UNCERTAIN, "Le cabinet est partagé, et personne n’est nommé"
    if evidence.street and evidence.own_field and not evidence.others:
        return About.UNCERTAIN, "Spécialité et rue, sans nom"
    if first_name_calls(evidence):
        return About.UNCERTAIN, "Prénom seul"
    if begun(evidence) and evidence.own_field:
        return About.UNCERTAIN, "Début du nom seulement"
    return About.NO, "Rien ne désigne ce praticien"


# --- what speaks against ----------------------------------------------------------------------------------------------


def _contradicted(evidence: Evidence, best: Sighting) -> Decision | None:
    """Return a no, or an uncertain when as much speaks for; None when nothing speaks against."""
    if best.misspelt and evidence.wears_homonym_name and not best.named:
        return About.NO, "Nom d’un homonyme déclaré"
    explained = _explained(evidence, best)
    if explained:
        return explained
    if evidence.against is not None:
        told = f"Autre métier{NO_BREAK}: {evidence.against.shown}"
        agrees = best.named and (evidence.exact or (evidence.own_field and not evidence.against.medical))
        return (About.UNCERTAIN if agrees else About.NO), told
    if evidence.named_homonym and not evidence.exact and not evidence.own_field:
        return About.NO, "Un homonyme déclaré est nommé"
    if evidence.homonym is not None and not evidence.exact:
        told = f"Répond à la description d’un homonyme{NO_BREAK}: {evidence.homonym.declared}"
        if not evidence.own_field:
            return About.NO, told
        if evidence.other_fields and not best.named:
            return None
    return _of_another_time(evidence, best)


def _explained(evidence: Evidence, best: Sighting) -> Decision | None:
    """Return a no when the same surname stands elsewhere for another, and the lone one is but its repetition."""
    taken = [one.taken for one in evidence.sightings if one.taken in {Taken.OTHER_PERSON, Taken.OTHER_INITIAL, Taken.ORGANISATION}]
    if not taken or best.given < Given.HALF:
        return None
    if evidence.exact and Taken.OTHER_PERSON not in taken:
        return None
    if evidence.own_field and Taken.OTHER_PERSON not in taken:
        return None
    return About.NO, str(taken[0])


def _of_another_time(evidence: Evidence, best: Sighting) -> Decision | None:
    agrees = evidence.own_field or evidence.exact
    if evidence.death:
        told = "Annonce d’un décès"
        both = evidence.own_field and (evidence.town is Met.WHOLE or evidence.exact) and best.named
        return (About.UNCERTAIN if both else About.NO), told
    if agrees:
        return None
    if evidence.bygone:
        return About.NO, "Histoire, généalogie ou fiction"
    if evidence.young:
        return About.NO, "Personne trop jeune pour exercer"
    return None


def _doubted(evidence: Evidence, best: Sighting) -> Decision | None:
    if not evidence.doubt:
        return None
    sure = best.named and (evidence.own_field or evidence.exact)
    return None if sure else (About.UNCERTAIN, "L’auteur n’est pas sûr du nom")


# --- what speaks for --------------------------------------------------------------------------------------------------


def _supported(evidence: Evidence, best: Sighting) -> Decision:
    if best.misspelt:
        return _misspelt(evidence, best)
    return _LEVELS[best.given](evidence, best)


def _agreeing(evidence: Evidence) -> bool:
    """Tell whether something that agrees is told, and nothing places the reading elsewhere."""
    return evidence.exact or (evidence.own_field and not evidence.elsewhere)


def _full(evidence: Evidence, best: Sighting) -> Decision:
    """Decide for a first name and a surname."""
    if _agreeing(evidence):
        return About.YES, ""
    if evidence.own_field:
        return About.UNCERTAIN, "Une autre ville est nommée"
    if evidence.twins:
        return About.UNCERTAIN, f"Peut aussi désigner{NO_BREAK}: {evidence.twins[0].declared}"
    if evidence.leisure and not (best.title is Title.MEDICAL and evidence.town):
        return About.UNCERTAIN, "Rien ne dit la profession"
    medical = best.title is Title.MEDICAL or evidence.care
    if evidence.place is Met.PARTLY or (evidence.town is Met.WHOLE and medical) or (evidence.signs and evidence.town):
        return About.YES, ""
    if best.title is Title.MEDICAL and (evidence.signs or evidence.near_field or evidence.bearer.rare) and not evidence.elsewhere:
        return About.YES, "Nom complet rare, précédé d’un titre" if evidence.bearer.rare else ""
    return About.UNCERTAIN, "Prénom et nom, sans rien qui les confirme"


def _initial(evidence: Evidence, best: Sighting) -> Decision:
    """Decide for an initial and a surname."""
    if _agreeing(evidence):
        return About.YES, ""
    if evidence.own_field:
        return About.UNCERTAIN, "Une autre ville est nommée"
    if evidence.twins:
        return About.UNCERTAIN, f"Peut aussi désigner{NO_BREAK}: {evidence.twins[0].declared}"
    if evidence.signs and evidence.town is Met.WHOLE and best.title is Title.MEDICAL:
        return About.YES, ""
    if evidence.bearer.rare and best.title is Title.MEDICAL and evidence.town is Met.WHOLE and not evidence.leisure:
        return About.YES, ""
    return About.UNCERTAIN, "Initiale et nom, sans la spécialité"


def _surname(evidence: Evidence, best: Sighting) -> Decision:
    """Decide for a surname behind a title, or with a part of the first name."""
    if best.title is Title.NONE and best.given is Given.NONE:
        return _bare(evidence, best)
    if _agreeing(evidence):
        return About.YES, ""
    if evidence.own_field:
        return About.UNCERTAIN, "Une autre ville est nommée"
    if evidence.signs and evidence.town is Met.WHOLE and (evidence.bearer.rare or evidence.signs > 1) and not evidence.twins:
        return About.YES, ""
    if evidence.signs and evidence.town is Met.WHOLE:
        return (About.YES if best.title is Title.MEDICAL and not evidence.twins else About.UNCERTAIN), ""
    if best.title is Title.CIVIL and not evidence.care and not evidence.town:
        return About.NO, "Rien ne parle de soins"
    if evidence.elsewhere and not evidence.bearer.rare:
        return About.NO, "Une autre ville est nommée"
    return About.UNCERTAIN, "Nom sans prénom ni spécialité"


def _bare(evidence: Evidence, best: Sighting) -> Decision:
    """Decide for a surname alone."""
    wordy = best.ordinary
    if evidence.exact:
        return (About.UNCERTAIN if wordy and not evidence.shown(best) else About.YES), ""
    if wordy and not evidence.said:
        return About.NO, "Mot courant ou prénom, que rien ne rattache à la spécialité"
    if evidence.own_field and not evidence.elsewhere and (evidence.town or evidence.place or evidence.bearer.rare):
        return (About.UNCERTAIN if wordy and evidence.leisure else About.YES), ""
    if evidence.own_field:
        return About.UNCERTAIN, "Nom seul, une autre personne peut le porter"
    if evidence.signs and evidence.town is Met.WHOLE and not wordy:
        return About.UNCERTAIN, "Nom seul, une autre personne peut le porter"
    if evidence.care and evidence.town and not wordy:
        return About.UNCERTAIN, "Nom seul, une autre personne peut le porter"
    return About.NO, "Nom seul, sans rien qui désigne ce praticien"


def _misspelt(evidence: Evidence, best: Sighting) -> Decision:
    """Decide for a name that is not written as it should."""
    confirmed = evidence.own_field + bool(evidence.town is Met.WHOLE) + evidence.exact + bool(evidence.place)
    if best.named and (evidence.own_field or evidence.exact) and not evidence.elsewhere:
        return About.YES, ""
    if (evidence.own_field or evidence.exact) and confirmed > 1 and (best.title < Title.NONE or evidence.bearer.rare):
        return About.YES, ""
    if best.named or (best.title is Title.MEDICAL and confirmed) or confirmed > 1:
        return About.UNCERTAIN, "Le nom ressemble, rien ne le confirme assez"
    return About.NO, "Un autre nom, qui ressemble"


_LEVELS: dict[Given, Callable[[Evidence, Sighting], Decision]] = {
    Given.SAME: _full,
    Given.SOUNDS: _full,
    Given.INITIAL: _initial,
    Given.HALF: _surname,
    Given.NONE: _surname,
}
