"""The rules of the judgement, in order: the first that applies decides.

Yes: a name and something that agrees with it, and nothing against; or what designates one person by itself. No: the
name is another's or another thing, or nothing designates the person. Uncertain: the rest, for a person to say.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from collector.core.about.calls import begun, first_name_calls, placed_first_name
from collector.core.about.evidence import Evidence
from collector.core.about.first_names import Given
from collector.core.about.places import Met
from collector.core.about.sightings import Sighting, Taken, Title
from collector.core.french import NO_BREAK
from collector.core.model import About

YES, NO, UNCERTAIN = About.YES, About.NO, About.UNCERTAIN
_ANOTHERS = frozenset((Taken.OTHER_PERSON, Taken.OTHER_INITIAL, Taken.ORGANISATION))
_ELSEWHERE = "Une autre ville est nommée"
_MAY_BE_ANOTHERS = "Nom seul, une autre personne peut le porter"
_SHARED_NAME = "Plusieurs praticiens du cabinet portent ce nom"


class Rule(NamedTuple):
    """When the rule applies, what it decides, and the reason that it shows (which may depend on the evidence)."""

    applies: Callable[[Evidence], bool]
    about: About
    reason: str | Callable[[Evidence], str] = ""


def ruled(evidence: Evidence) -> tuple[About, str]:
    """Return the decision of the first rule that applies, and its reason."""
    tables: tuple[Sequence[Rule], ...] = (_ALONE, _UNNAMED)
    if evidence.best is not None:
        supported = _MISSPELT if evidence.best.misspelt else _LEVELS[_level(evidence.best)]
        tables = (_ALONE, _AGAINST, supported)
    rule = next(rule for table in tables for rule in table if rule.applies(evidence))
    return rule.about, rule.reason if isinstance(rule.reason, str) else rule.reason(evidence)


def _best(evidence: Evidence) -> Sighting:
    assert evidence.best is not None
    return evidence.best


def _titled(evidence: Evidence) -> bool:
    return _best(evidence).title is Title.MEDICAL


def _in_town(evidence: Evidence) -> bool:
    return evidence.town is Met.WHOLE


def _agrees(evidence: Evidence) -> bool:
    """Tell whether something that agrees is told, and nothing places the text elsewhere."""
    return evidence.exact or (evidence.work.own_field and not evidence.elsewhere)


def _always(_: Evidence) -> bool:
    return True


def _taken(evidence: Evidence) -> Taken | None:
    return next((one.taken for one in evidence.sightings if one.taken is not None), None)


def _why_taken(evidence: Evidence) -> str:
    return str(_taken(evidence))


# --- what designates one person by itself -----------------------------------------------------------------------------

_ALONE = (
    Rule(lambda e: e.rpps, YES),
    Rule(lambda e: e.phone and not e.bearer.person.phone_shared, YES),
)

# --- when the name does not stand -------------------------------------------------------------------------------------


def _own_place(evidence: Evidence) -> bool:
    return evidence.place is Met.WHOLE and evidence.bearer.person.practice.solo


_UNNAMED = (
    Rule(
        lambda e: _own_place(e) and (e.rivals.others or _taken(e) is Taken.OTHER_PERSON),
        UNCERTAIN,
        "Une autre personne est nommée",
    ),
    Rule(_own_place, YES),
    Rule(lambda e: _taken(e) is not None, NO, _why_taken),
    Rule(placed_first_name, YES, "Prénom précédé d’un titre"),
    Rule(lambda e: e.only_place and e.rivals.others, NO, "Une autre personne du cabinet est nommée"),
    Rule(lambda e: e.only_place, UNCERTAIN, "Le cabinet est partagé, et personne n’est nommé"),
    Rule(
        lambda e: e.street and e.work.own_field and not e.rivals.others, UNCERTAIN, "Spécialité et rue, sans aucun nom"
    ),
    Rule(first_name_calls, UNCERTAIN, "Prénom seul"),
    Rule(lambda e: e.work.own_field and begun(e), UNCERTAIN, "Début du nom seulement"),
    Rule(_always, NO, "Rien ne désigne ce praticien"),
)

# --- what speaks against ----------------------------------------------------------------------------------------------


def _explained(evidence: Evidence) -> bool:
    """Tell whether the same surname stands elsewhere for another, and the lone one is but its repetition."""
    taken = {one.taken for one in evidence.sightings} & _ANOTHERS
    agrees = evidence.work.own_field or evidence.exact
    if any(one.named and one.taken is Taken.ORGANISATION for one in evidence.sightings) and not agrees:
        return True
    if not taken or _best(evidence).given < Given.HALF:
        return False
    return Taken.OTHER_PERSON in taken or not agrees


def _another_trade(evidence: Evidence) -> str:
    assert evidence.work.against is not None
    return f"Autre métier{NO_BREAK}: {evidence.work.against.shown}"


def _agrees_all_the_same(evidence: Evidence) -> bool:
    """Tell whether, beside another occupation, the person is told too well to be set aside."""
    against = evidence.work.against
    beside = against is not None and not against.medical and evidence.work.own_field
    return _best(evidence).named and (evidence.exact or beside)


def _as_homonym(evidence: Evidence) -> bool:
    return evidence.rivals.homonym is not None and not evidence.exact and not evidence.work.own_field


def _declared(evidence: Evidence) -> str:
    assert evidence.rivals.homonym is not None
    return f"Répond à la description d’un homonyme{NO_BREAK}: {evidence.rivals.homonym.declared}"


def _mourned_as_us(evidence: Evidence) -> bool:
    known = evidence.work.own_field and (_in_town(evidence) or evidence.exact)
    return evidence.death and known and _best(evidence).named


def _sure_of_name(evidence: Evidence) -> bool:
    return _best(evidence).named and (evidence.work.own_field or evidence.exact)


_AGAINST = (
    Rule(lambda e: e.rivals.wears_homonym_name and not _best(e).named, NO, "Nom d’un homonyme déclaré"),
    Rule(_explained, NO, _why_taken),
    Rule(lambda e: e.work.against is not None and _agrees_all_the_same(e), UNCERTAIN, _another_trade),
    Rule(lambda e: e.work.against is not None, NO, _another_trade),
    Rule(
        lambda e: e.rivals.named_homonym and not e.exact and not (e.work.own_field and _in_town(e)),
        NO,
        "Un homonyme déclaré est nommé",
    ),
    Rule(_as_homonym, NO, _declared),
    Rule(_mourned_as_us, UNCERTAIN, "Annonce d’un décès"),
    Rule(lambda e: e.death, NO, "Annonce d’un décès"),
    Rule(
        lambda e: e.bygone and not (e.work.own_field or e.exact or (_titled(e) and e.town)),
        NO,
        "Histoire, généalogie ou fiction",
    ),
    Rule(lambda e: e.young and not (e.work.own_field or e.exact), NO, "Personne trop jeune pour exercer"),
    Rule(lambda e: e.doubt and not _sure_of_name(e), UNCERTAIN, "L’auteur n’est pas sûr du nom"),
    Rule(lambda e: e.rivals.shared, UNCERTAIN, _SHARED_NAME),
)

# --- what speaks for --------------------------------------------------------------------------------------------------


def _twin(evidence: Evidence) -> str:
    return f"Peut aussi désigner{NO_BREAK}: {evidence.rivals.twins[0].declared}"


def _placed(evidence: Evidence) -> bool:
    """Tell whether a full name stands with enough of its place in a text on care."""
    medical = _titled(evidence) or evidence.care
    signed = evidence.work.signs > 0 and evidence.town is not Met.NONE
    return evidence.place is Met.PARTLY or (_in_town(evidence) and medical) or signed


def _hardly_another(evidence: Evidence) -> bool:
    """Tell whether two of three stand with a full name: a rare surname, a title, words of its field."""
    signed = evidence.work.signs > 0 or evidence.work.near_field
    return (_titled(evidence) + signed + _best(evidence).rare) > 1 and not evidence.elsewhere


def _signed_in_town(evidence: Evidence) -> bool:
    return evidence.work.signs > 0 and _in_town(evidence) and not evidence.rivals.twins


_FULL = (
    Rule(_agrees, YES),
    Rule(lambda e: e.work.own_field, UNCERTAIN, _ELSEWHERE),
    Rule(lambda e: bool(e.rivals.twins), UNCERTAIN, _twin),
    Rule(lambda e: e.leisure and not (_titled(e) and e.town), UNCERTAIN, "Rien ne dit la profession"),
    Rule(_placed, YES),
    Rule(_hardly_another, YES),
    Rule(_always, UNCERTAIN, "Prénom et nom, sans rien qui les confirme"),
)
_INITIAL = (
    Rule(_agrees, YES),
    Rule(lambda e: e.work.own_field, UNCERTAIN, _ELSEWHERE),
    Rule(lambda e: bool(e.rivals.twins), UNCERTAIN, _twin),
    Rule(lambda e: _titled(e) and _signed_in_town(e), YES),
    Rule(lambda e: _best(e).rare and _titled(e) and _in_town(e) and not e.leisure, YES),
    Rule(_always, UNCERTAIN, "Initiale et nom, sans la spécialité"),
)
_SURNAME = (
    Rule(_agrees, YES),
    Rule(lambda e: e.work.own_field, UNCERTAIN, _ELSEWHERE),
    Rule(lambda e: _signed_in_town(e) and (_titled(e) or _best(e).rare or e.work.signs > 1), YES),
    Rule(lambda e: not _titled(e) and not e.care and not e.town, NO, "Rien ne parle de soins"),
    Rule(lambda e: e.elsewhere and not _best(e).rare, NO, _ELSEWHERE),
    Rule(_always, UNCERTAIN, "Nom sans prénom ni spécialité"),
)


def _read_as_a_name(evidence: Evidence) -> bool:
    """Tell whether a surname that is also a word is written, or spoken of, as a name."""
    return not _best(evidence).ordinary or evidence.work.shown(_best(evidence)) or evidence.place is Met.WHOLE


def _told_in_place(evidence: Evidence) -> bool:
    somewhere = evidence.town is not Met.NONE or evidence.place is not Met.NONE or _best(evidence).rare
    return evidence.work.own_field and not evidence.elsewhere and somewhere


def _perhaps(evidence: Evidence) -> bool:
    """Tell whether a surname alone stands in a text on care of the right place."""
    return not _best(evidence).ordinary and evidence.care and evidence.town is not Met.NONE


_BARE = (
    Rule(lambda e: e.exact and _read_as_a_name(e), YES),
    Rule(lambda e: e.exact, UNCERTAIN, "Mot courant ou prénom, dans la bonne rue"),
    Rule(
        lambda e: _best(e).ordinary and not e.work.said,
        NO,
        "Mot courant ou prénom, que rien ne rattache à la spécialité",
    ),
    Rule(lambda e: _told_in_place(e) and not (_best(e).ordinary and e.leisure), YES),
    Rule(lambda e: e.work.own_field, UNCERTAIN, _MAY_BE_ANOTHERS),
    Rule(_perhaps, UNCERTAIN, _MAY_BE_ANOTHERS),
    Rule(_always, NO, "Nom seul, sans rien qui désigne ce praticien"),
)


def _confirmed(evidence: Evidence) -> int:
    return sum((evidence.work.own_field, _in_town(evidence), evidence.exact, evidence.place is not Met.NONE))


def _told_twice(evidence: Evidence) -> bool:
    """Tell whether two things confirm a misspelt name, of which the field or the exact place."""
    sure = _best(evidence).title is not Title.NONE or _best(evidence).rare
    return _agrees(evidence) and _confirmed(evidence) > 1 and sure


_MISSPELT = (
    Rule(lambda e: _best(e).named and _agrees(e), YES),
    Rule(_told_twice, YES),
    Rule(
        lambda e: _best(e).named or (_titled(e) and _confirmed(e) > 0) or _confirmed(e) > 1,
        UNCERTAIN,
        "Le nom ressemble, rien ne le confirme assez",
    ),
    Rule(_always, NO, "Un autre nom, qui ressemble"),
)


def _level(best: Sighting) -> str:
    if best.named:
        return "full"
    if best.given is Given.INITIAL:
        return "initial"
    return "bare" if best.given is Given.NONE and best.title is Title.NONE else "surname"


_LEVELS: Mapping[str, Sequence[Rule]] = {"full": _FULL, "initial": _INITIAL, "surname": _SURNAME, "bare": _BARE}
