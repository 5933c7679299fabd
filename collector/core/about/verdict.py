"""Turns what the rules decide into a judgement: a score, and reasons in French that hold only words of ours."""

from collections.abc import Iterator

from collector.core.about.evidence import Evidence
from collector.core.about.first_names import Given
from collector.core.about.places import Met
from collector.core.about.rulings import ruled
from collector.core.about.sightings import Sighting, Title
from collector.core.french import NO_BREAK
from collector.core.model import About, Match

_NAMED = {
    Given.SAME: "Nom complet lu",
    Given.SOUNDS: "Nom complet lu, le prénom autrement orthographié",
    Given.INITIAL: "Initiale et nom lus",
    Given.HALF: "Nom et une partie du prénom lus",
    Given.NONE: "Nom seul lu",
}
_TITLED = "Nom précédé de son titre lu"
_WHERE = ("dans le titre", "dans le texte", "dans l’adresse web")  # by zone
_SCORES = {About.YES: 0.8, About.UNCERTAIN: 0.42, About.NO: 0.06}
_STEP = 0.04  # what each thing that agrees adds
_SUREST = 0.98  # but for an RPPS number


def verdict(evidence: Evidence) -> Match:
    """Return the judgement of one mention for one practitioner."""
    about, told = ruled(evidence)
    clues = tuple(_clues(evidence))
    reasons = (told, *clues) if about is About.NO else (*_name(evidence), *clues, told)
    score = 1.0 if evidence.rpps else round(min(_SUREST, _SCORES[about] + _STEP * min(len(clues), 4)), 2)
    return Match(about=about, score=score, reasons=tuple(dict.fromkeys(filter(None, reasons))))


def named(best: Sighting) -> str:
    """Return the reason that says how the name is written, and where."""
    titled = best.given is Given.NONE and best.title is not Title.NONE
    return f"{_TITLED if titled else _NAMED[best.given]} {_WHERE[best.zone]}"


def _name(evidence: Evidence) -> Iterator[str]:
    if evidence.best is not None:
        yield named(evidence.best)
        if evidence.best.misspelt:
            yield "Nom autrement orthographié"


def _clues(evidence: Evidence) -> Iterator[str]:
    """Yield what agrees with the person, in words of the practice only."""
    person = evidence.bearer.person
    if evidence.rpps:
        yield f"Numéro RPPS{NO_BREAK}: {person.rpps}"
    if evidence.phone:
        line = "Téléphone du cabinet" if person.phone_shared else "Ligne directe"
        yield f"{line}{NO_BREAK}: {person.phone}"
    if evidence.place is not Met.NONE:
        sort = "Cabinet individuel" if person.practice.solo else "Lieu d’exercice"
        partly = "" if evidence.place is Met.WHOLE else " (en partie)"
        yield f"{sort}{NO_BREAK}: {person.practice.name}{partly}"
    if evidence.street:
        yield f"Rue{NO_BREAK}: {evidence.streets[0]}"
    if evidence.work.own_field:
        yield f"Spécialité{NO_BREAK}: {person.specialty}"
    elif evidence.work.signs:
        yield f"Vocabulaire de la spécialité{NO_BREAK}: {person.specialty}"
    if evidence.town is not Met.NONE:
        shown = next(name for met, name in evidence.towns if met is evidence.town)
        yield f"{'Ville' if evidence.town is Met.WHOLE else 'Département'}{NO_BREAK}: {shown}"
