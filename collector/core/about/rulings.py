"""The rules of the judgement, in order: the first that applies decides.

Yes: a name and something that agrees with it, and nothing against; or what designates one person by itself. No: the
name is another's or another thing, or nothing designates the person. Uncertain: the rest, for a person to say.
"""

from collections.abc import Sequence

from collector.core.about.calls import begun, first_name_calls, placed_first_name
from collector.core.about.evidence import Evidence
from collector.core.about.first_names import Given
from collector.core.about.places import Met
from collector.core.about.sightings import Title
from collector.core.about.supports import NO, UNCERTAIN, YES, Rule, always, best_of, in_town, supports, titled
from collector.core.about.takings import Taken
from collector.core.french import NO_BREAK
from collector.core.model import About

_ANOTHERS = frozenset((Taken.OTHER_PERSON, Taken.OTHER_INITIAL, Taken.ORGANISATION))
_WRITES_OR_LIES = frozenset((Taken.AUTHOR, Taken.TOWN))  # what explains the same surname bare, or after « M. »
_BYGONE = "Histoire, généalogie ou fiction"
_SHARED_NAME = "Plusieurs praticiens du cabinet portent ce nom"


def ruled(evidence: Evidence) -> tuple[About, str]:
    """Return the decision of the first rule that applies, and its reason."""
    tables: tuple[Sequence[Rule], ...] = (_ALONE, _UNNAMED)
    if evidence.best is not None:
        tables = (_ALONE, _AGAINST, supports(evidence.best))
    rule = next(rule for table in tables for rule in table if rule.applies(evidence))
    return rule.about, rule.reason if isinstance(rule.reason, str) else rule.reason(evidence)


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
    Rule(lambda e: e.only_place and first_name_calls(e), UNCERTAIN, "Prénom seul"),
    Rule(lambda e: e.only_place and e.rivals.others, NO, "Une autre personne du cabinet est nommée"),
    Rule(lambda e: e.only_place, UNCERTAIN, "Le cabinet est partagé, et personne n’est nommé"),
    Rule(lambda e: e.street and e.work.own_field and begun(e) and not e.rivals.others, YES, "Début du nom seulement"),
    Rule(
        lambda e: e.street and e.work.own_field and not e.rivals.others, UNCERTAIN, "Spécialité et rue, sans aucun nom"
    ),
    Rule(first_name_calls, UNCERTAIN, "Prénom seul"),
    Rule(lambda e: e.work.own_field and begun(e), UNCERTAIN, "Début du nom seulement"),
    Rule(always, NO, "Rien ne désigne ce praticien"),
)

# --- what speaks against ----------------------------------------------------------------------------------------------


def _explained(evidence: Evidence) -> bool:
    """Tell whether the same surname stands elsewhere for another, and the lone one is but its repetition."""
    taken = {one.taken for one in evidence.sightings} & _ANOTHERS
    agrees = evidence.work.own_field or evidence.exact
    bare = best_of(evidence).given is Given.NONE and best_of(evidence).title is not Title.MEDICAL
    if bare and not evidence.exact and any(one.taken in _WRITES_OR_LIES for one in evidence.sightings):
        return True
    titled_otherwise = any(one.taken is Taken.OTHER_TITLE for one in evidence.sightings)
    if titled_otherwise and (best_of(evidence).misspelt or not agrees):
        return True
    if any(one.named and one.taken is Taken.ORGANISATION for one in evidence.sightings) and not agrees:
        return True
    if not taken or best_of(evidence).given < Given.HALF:
        return False
    return Taken.OTHER_PERSON in taken or not agrees


def _another_trade(evidence: Evidence) -> str:
    assert evidence.work.against is not None
    return f"Autre métier{NO_BREAK}: {evidence.work.against.shown}"


def _agrees_all_the_same(evidence: Evidence) -> bool:
    """Tell whether, beside another occupation, the person is told too well to be set aside."""
    against = evidence.work.against
    beside = against is not None and not against.medical and evidence.work.own_field
    return best_of(evidence).named and (evidence.exact or beside)


def _of_a_homonym_s_field(evidence: Evidence) -> bool:
    """Tell whether, in the right place, the field of a declared homonym is said of the name instead of the person's."""
    against = evidence.work.against
    medical = against is not None and against.medical and not evidence.work.own_field
    return medical and evidence.exact and evidence.rivals.homonym is not None


def _as_homonym(evidence: Evidence) -> bool:
    homonym = evidence.rivals.homonym
    if homonym is None or evidence.exact:
        return False
    both = bool(homonym.fields & evidence.bearer.fields) and not best_of(evidence).named
    return not evidence.work.own_field or both


def _declared(evidence: Evidence) -> str:
    assert evidence.rivals.homonym is not None
    return f"Répond à la description d’un homonyme{NO_BREAK}: {evidence.rivals.homonym.declared}"


def _of_other_gender(evidence: Evidence) -> str:
    return f"Titre ou accord d’une autre personne{NO_BREAK}: {evidence.rivals.of_other_gender}"


def _in_a_work(evidence: Evidence) -> bool:
    """Tell whether the name is that of a novel, a film, a series, as far as several words tell."""
    if evidence.exact or (best_of(evidence).named and evidence.work.own_field):
        return False
    unsaid = best_of(evidence).given >= Given.NONE and not (evidence.work.own_field or evidence.work.signs)
    return evidence.fiction > 1 or (evidence.fiction > 0 and unsaid)


def _patient(evidence: Evidence) -> bool:
    """Tell whether a surname that is also a first name is that of somebody whose age is told: « Thomas, 30 ans »."""
    best, first_names = best_of(evidence), evidence.bearer.lexicon.first_names
    bare = best.given is Given.NONE and best.title is Title.NONE
    return bare and best.surname in first_names and evidence.aged and not evidence.exact


def _mourned_as_us(evidence: Evidence) -> bool:
    known = evidence.work.own_field and (in_town(evidence) or evidence.exact)
    return evidence.death and known and best_of(evidence).named


def _sure_of_name(evidence: Evidence) -> bool:
    return best_of(evidence).named and (evidence.work.own_field or evidence.exact)


_AGAINST = (
    Rule(lambda e: e.rivals.wears_homonym_name and not best_of(e).named, NO, "Nom d’un homonyme déclaré"),
    Rule(_explained, NO, _why_taken),
    Rule(_of_a_homonym_s_field, NO, _declared),
    Rule(lambda e: e.work.against is not None and _agrees_all_the_same(e), UNCERTAIN, _another_trade),
    Rule(lambda e: e.work.against is not None, NO, _another_trade),
    Rule(
        lambda e: e.rivals.named_homonym and not e.exact and not (e.work.own_field and in_town(e)),
        NO,
        "Un homonyme déclaré est nommé",
    ),
    Rule(_as_homonym, NO, _declared),
    Rule(lambda e: bool(e.rivals.of_other_gender), NO, _of_other_gender),
    Rule(lambda e: e.rivals.is_other_gender, UNCERTAIN, "Titre ou accord de l’autre genre"),
    Rule(_in_a_work, NO, _BYGONE),
    Rule(lambda e: e.departed and not _sure_of_name(e), NO, _BYGONE),
    Rule(_patient, NO, "Prénom d’une autre personne, dont l’âge est dit"),
    Rule(_mourned_as_us, UNCERTAIN, "Annonce d’un décès"),
    Rule(lambda e: e.death, NO, "Annonce d’un décès"),
    Rule(
        lambda e: e.bygone and not (e.work.own_field or e.exact or (titled(e) and in_town(e))),
        NO,
        _BYGONE,
    ),
    Rule(lambda e: e.young and not (e.work.own_field or e.exact), NO, "Personne trop jeune pour exercer"),
    Rule(lambda e: e.doubt and not _sure_of_name(e), UNCERTAIN, "L’auteur n’est pas sûr du nom"),
    Rule(lambda e: e.rivals.shared, UNCERTAIN, _SHARED_NAME),
)
