"""What a rule is, and the tables of those that speak for a practitioner, by how much of the name is read."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from collector.core.about.calls import given_apart
from collector.core.about.evidence import Evidence
from collector.core.about.first_names import Given
from collector.core.about.places import Met
from collector.core.about.sightings import Sighting, Title
from collector.core.french import NO_BREAK
from collector.core.model import About

YES, NO, UNCERTAIN = About.YES, About.NO, About.UNCERTAIN
ELSEWHERE = "Une autre ville est nommée"
_VERY_LONG = 8  # letters
_MAY_BE_ANOTHERS = "Nom seul, une autre personne peut le porter"


class Rule(NamedTuple):
    """When the rule applies, what it decides, and the reason that it shows (which may depend on the evidence)."""

    applies: Callable[[Evidence], bool]
    about: About
    reason: str | Callable[[Evidence], str] = ""


def best_of(evidence: Evidence) -> Sighting:
    """Return the sighting that names the person best, where there is one."""
    assert evidence.best is not None
    return evidence.best


def titled(evidence: Evidence) -> bool:
    """Tell whether a medical title stands before the name."""
    return best_of(evidence).title is Title.MEDICAL


def in_town(evidence: Evidence) -> bool:
    """Tell whether the person's town stands there, and not only the department."""
    return evidence.town is Met.WHOLE


def always(_: Evidence) -> bool:
    """Apply."""
    return True


def supports(best: Sighting) -> Sequence[Rule]:
    """Return the rules for a name so written."""
    return _MISSPELT if best.misspelt else _LEVELS[_level(best)]


def _agrees(evidence: Evidence) -> bool:
    """Tell whether something that agrees is told, and nothing places the text elsewhere."""
    return evidence.exact or (evidence.work.own_field and not evidence.elsewhere)


def _twin(evidence: Evidence) -> str:
    return f"Peut aussi désigner{NO_BREAK}: {evidence.rivals.twins[0].declared}"


def _twinned(evidence: Evidence) -> bool:
    """Tell whether what agrees agrees with a declared homonym as well."""
    return _agrees(evidence) and bool(evidence.rivals.twins)


def _named_apart(evidence: Evidence) -> bool:
    """Tell whether the first name stands elsewhere in the words, which tells the person from others of the name."""
    namesake = any(one.first in evidence.bearer.naming.firsts for one in evidence.rivals.twins)
    return _agrees(evidence) and not namesake and given_apart(evidence)


def _placed(evidence: Evidence) -> bool:
    """Tell whether a full name stands with enough of its place in a text on care."""
    medical = titled(evidence) or (evidence.care and not evidence.rivals.lay_twin)
    signed = evidence.work.signs > 0 and evidence.town is not Met.NONE
    return evidence.place is Met.PARTLY or (in_town(evidence) and medical) or signed


def _hardly_another(evidence: Evidence) -> bool:
    """Tell whether two of three stand with a full name: a rare surname, a title, words of its field."""
    signed = evidence.work.signs > 0 or evidence.work.near_field
    return (titled(evidence) + signed + best_of(evidence).rare) > 1 and not evidence.elsewhere


def _signed_in_town(evidence: Evidence) -> bool:
    return evidence.work.signs > 0 and in_town(evidence) and not evidence.rivals.twins


_FULL = (
    Rule(_twinned, UNCERTAIN, _twin),
    Rule(_agrees, YES),
    Rule(lambda e: e.work.own_field, UNCERTAIN, ELSEWHERE),
    Rule(lambda e: bool(e.rivals.twins), UNCERTAIN, _twin),
    Rule(lambda e: e.leisure and not (titled(e) and e.town), UNCERTAIN, "Rien ne dit la profession"),
    Rule(_placed, YES),
    Rule(_hardly_another, YES),
    Rule(always, UNCERTAIN, "Prénom et nom, sans rien qui les confirme"),
)
_INITIAL = (
    Rule(_named_apart, YES),
    Rule(_twinned, UNCERTAIN, _twin),
    Rule(_agrees, YES),
    Rule(lambda e: e.work.own_field, UNCERTAIN, ELSEWHERE),
    Rule(lambda e: bool(e.rivals.twins), UNCERTAIN, _twin),
    Rule(lambda e: titled(e) and _signed_in_town(e), YES),
    Rule(lambda e: best_of(e).rare and titled(e) and in_town(e) and not e.leisure, YES),
    Rule(always, UNCERTAIN, "Initiale et nom, sans la spécialité"),
)
_SURNAME = (
    Rule(_named_apart, YES),
    Rule(_twinned, UNCERTAIN, _twin),
    Rule(_agrees, YES),
    Rule(lambda e: e.work.own_field, UNCERTAIN, ELSEWHERE),
    Rule(lambda e: _signed_in_town(e) and (titled(e) or best_of(e).rare or e.work.signs > 1), YES),
    Rule(lambda e: titled(e) and best_of(e).rare and e.work.signs > 0 and not (e.elsewhere or e.rivals.twins), YES),
    Rule(lambda e: not titled(e) and not e.care and not e.town, NO, "Rien ne parle de soins"),
    Rule(lambda e: e.elsewhere and not best_of(e).rare, NO, ELSEWHERE),
    Rule(always, UNCERTAIN, "Nom sans prénom ni spécialité"),
)


def _tied(evidence: Evidence) -> bool:
    """Tell whether the own field is that of somebody who may bear the name, and not of anybody told."""
    return any(evidence.work.tied(one) for one in evidence.live)


def _told_in_place(evidence: Evidence) -> bool:
    somewhere = in_town(evidence) or evidence.place is not Met.NONE or best_of(evidence).rare
    return _tied(evidence) and not evidence.elsewhere and somewhere


def _read_as_a_name(evidence: Evidence) -> bool:
    """Tell whether a surname alone, in the right place, is somebody's: care is told, or a word is written as a name."""
    if evidence.place is Met.WHOLE or evidence.phone:
        return True
    ordinary = best_of(evidence).ordinary
    return (_tied(evidence) or evidence.work.shown(best_of(evidence))) if ordinary else evidence.care


def _perhaps(evidence: Evidence) -> bool:
    """Tell whether a surname alone stands in a text on care of the right place."""
    somewhere = evidence.town is not Met.NONE or evidence.place is not Met.NONE
    return not best_of(evidence).ordinary and evidence.care and somewhere


def _of_business(evidence: Evidence) -> bool:
    """Tell whether a surname alone is rather that of a business, or the title of a work."""
    told = evidence.work.said or evidence.work.announced
    return (evidence.trading or evidence.fiction > 0) and not (told and _tied(evidence))


def _is_a_word(evidence: Evidence) -> bool:
    """Tell whether a surname that is also a word is that word: no field is said of it, nor is it the whole title."""
    if not best_of(evidence).ordinary:
        return False
    listed = any(evidence.work.listed(one) for one in evidence.live)
    first = best_of(evidence).surname in evidence.bearer.lexicon.first_names
    said = evidence.work.apposed if first else evidence.work.said
    shown = evidence.work.shown(best_of(evidence)) and in_town(evidence) and not first
    return not _tied(evidence) or not (said or evidence.headed or listed or shown)


def _rarely_signed(evidence: Evidence) -> bool:
    """Tell whether a rare surname stands with two words of the field."""
    return best_of(evidence).rare and evidence.work.signs > 1


_BARE = (
    Rule(lambda e: _named_apart(e) and (e.exact or e.work.said), YES),
    Rule(lambda e: _of_business(e) and not e.exact, NO, "Nom d’un commerce, d’un lieu ou d’une œuvre"),
    Rule(_of_business, UNCERTAIN, "Nom seul, dans un texte qui parle d’autre chose que de soins"),
    Rule(lambda e: _twinned(e) and (e.exact or _tied(e)) and not _is_a_word(e), UNCERTAIN, _twin),
    Rule(lambda e: e.exact and _read_as_a_name(e), YES),
    Rule(lambda e: e.exact, UNCERTAIN, "Nom seul dans la bonne rue, peut-être celui d’un commerce"),
    Rule(_is_a_word, NO, "Mot courant ou prénom, que rien ne rattache à la spécialité"),
    Rule(lambda e: _told_in_place(e) and not (best_of(e).ordinary and e.leisure), YES),
    Rule(lambda e: (e.headed or _rarely_signed(e)) and not best_of(e).ordinary and _signed_in_town(e), YES),
    Rule(lambda e: e.work.own_field, UNCERTAIN, _MAY_BE_ANOTHERS),
    Rule(_perhaps, UNCERTAIN, _MAY_BE_ANOTHERS),
    Rule(always, NO, "Nom seul, sans rien qui désigne ce praticien"),
)


def _confirmed(evidence: Evidence) -> int:
    return sum((evidence.work.own_field, in_town(evidence), evidence.exact, evidence.place is not Met.NONE))


def _told_twice(evidence: Evidence) -> bool:
    """Tell whether two things confirm a misspelt name, of which the field, or words of it and of the practice."""
    best = best_of(evidence)
    sure = best.title is not Title.NONE or best.rare or best.given.is_initial
    if titled(evidence) and evidence.work.signs > 0 and evidence.place is not Met.NONE:
        return True
    return _agrees(evidence) and _confirmed(evidence) > 1 and sure


def _named_and_placed(evidence: Evidence) -> bool:
    """Tell whether title, town and words of the field stand with a misspelt surname, enough that it is no other's."""
    best, common = best_of(evidence), evidence.bearer.lexicon.common_surnames
    sure = best.named or best.rare or (evidence.work.signs > 1 and best.surname not in common)
    return sure and titled(evidence) and _signed_in_town(evidence)


def _hardly_slipped(evidence: Evidence) -> bool:
    """Tell whether a long rare surname, misspelt, stands with town and words of the field: hardly another's."""
    best = best_of(evidence)
    return best.rare and len(best.surname) >= _VERY_LONG and _signed_in_town(evidence)


_MISSPELT = (
    Rule(_twinned, UNCERTAIN, _twin),
    Rule(_named_and_placed, YES),
    Rule(lambda e: best_of(e).named and _agrees(e), YES),
    Rule(_told_twice, YES),
    Rule(_hardly_slipped, YES),
    Rule(
        lambda e: best_of(e).named or (titled(e) and _confirmed(e) > 0) or _confirmed(e) > 1,
        UNCERTAIN,
        "Le nom ressemble, rien ne le confirme assez",
    ),
    Rule(always, NO, "Un autre nom, qui ressemble"),
)


def _level(best: Sighting) -> str:
    if best.named:
        return "full"
    if best.given is Given.INITIAL:
        return "initial"
    return "bare" if best.given is Given.NONE and best.title is Title.NONE else "surname"


_LEVELS: Mapping[str, Sequence[Rule]] = {"full": _FULL, "initial": _INITIAL, "surname": _SURNAME, "bare": _BARE}
