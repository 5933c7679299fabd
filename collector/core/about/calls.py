"""Finds what may name a practitioner without the surname: a first name, initials, the beginning of a name."""

from collector.core.about.evidence import Evidence
from collector.core.about.lexicon import PARTICLES, Sort
from collector.core.about.spelling import keys
from collector.core.about.wording import Zone


def first_name_calls(evidence: Evidence) -> bool:
    """Tell whether a first name stands alone in words that may be spoken to, or of, the practitioner."""
    wording = evidence.wording
    for start, _, initialled in _first_names(evidence):
        titled = start > 0 and (start - 1) in wording.covered[Sort.MEDICAL_TITLE]
        another = wording.hits[Sort.TRADE] or wording.hits[Sort.DEATH]
        if initialled or (not another and (titled or evidence.work.own_field or evidence.work.signs)):
            return True
    return False


def placed_first_name(evidence: Evidence) -> bool:
    """Tell whether « le docteur Camille » stands with the field and the practice: enough to know who it is."""
    wording = evidence.wording
    if not (evidence.work.own_field and (evidence.exact or evidence.place)):
        return False
    titles = wording.covered[Sort.MEDICAL_TITLE]
    return any(end - start > 1 and {start - 1, start - 2} & titles for start, end, _ in _first_names(evidence))


def given_apart(evidence: Evidence) -> bool:
    """Tell whether the first name stands apart from the surname: « il y a deux Roux ; je parle de Camille »."""
    alone = (start for start, _, initialled in _first_names(evidence) if not initialled)
    return any(evidence.wording.tokens[start].capital and start not in evidence.wording.denied for start in alone)


def _first_names(evidence: Evidence) -> list[tuple[int, int, bool]]:
    """Return where the first name stands without another surname, and whether initials of the surname follow it."""
    wording, naming = evidence.wording, evidence.bearer.naming
    found = []
    longest = max((len(first) for first in naming.first_names), default=1)
    letters = {form[:1] for form in naming.surnames}
    for start in range(len(wording.tokens)):
        for end in range(min(len(wording.tokens), start + longest), start, -1):
            glued = wording.glued(start, end)
            if not wording.joined(start, end) or not _is_first(evidence, start, end, glued):
                continue
            following = wording.tokens[end] if end < len(wording.tokens) else None
            initialled = (
                following is not None
                and following.joined
                and _are_initials(following.plain, letters, naming.initials_of_surname)
            )
            if initialled or not _bears_another_name(evidence, start, end):
                found.append((start, end, initialled))
            break
    return found


def _is_first(evidence: Evidence, start: int, end: int, glued: str) -> bool:
    wording, naming = evidence.wording, evidence.bearer.naming
    token = wording.tokens[start]
    if token.zone is Zone.ADDRESS:
        return False
    if glued in naming.firsts:
        lexicon = evidence.bearer.lexicon
        return token.capital or glued not in lexicon.common_words | lexicon.ambiguous_first_names
    if end == start + 1 and len(glued) > 1 and glued in naming.initials:
        return token.upper and start - 1 in wording.covered[Sort.MEDICAL_TITLE]
    titled = any(start - back in wording.covered[Sort.MEDICAL_TITLE] for back in (1, 2))
    return titled and end - start > 1 and not keys(glued).isdisjoint(naming.first_keys)


def _are_initials(plain: str, letters: set[str], initials: frozenset[str]) -> bool:
    return (len(plain) == 1 and plain in letters) or plain in initials


def _bears_another_name(evidence: Evidence, start: int, end: int) -> bool:
    """Tell whether a surname that is not the person's stands by the first name."""
    wording = evidence.wording
    if end < len(wording.tokens):
        if wording.tokens[end].plain in PARTICLES and wording.tokens[end].capital and end + 1 < len(wording.tokens):
            end += 1  # « Gwenaëlle Le Floch »
        following = wording.tokens[end]
        same = following.sentence == wording.tokens[start].sentence and following.joined
        if same and following.capital and following.zone is not Zone.ADDRESS and not _is_known(evidence, end):
            return True
    if start > 0 and wording.tokens[start].joined and wording.tokens[start - 1].upper:
        return not _is_known(evidence, start - 1)
    return False


def _is_known(evidence: Evidence, at: int) -> bool:
    wording, lexicon = evidence.wording, evidence.bearer.lexicon
    plain = wording.tokens[at].plain
    return plain in lexicon.function_words or any(at in places for places in wording.covered.values())


def begun(evidence: Evidence) -> bool:
    """Tell whether the beginning of the surname stands, as in « Ortzi-quelque-chose »."""
    wording, naming = evidence.wording, evidence.bearer.naming
    for at in range(len(wording.tokens)):
        for end in range(at + 1, min(at + 3, len(wording.tokens)) + 1):
            if wording.joined(at, end) and wording.glued(at, end) in naming.beginnings:
                return True
    return False
