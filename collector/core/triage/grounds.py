"""Why: the words, the rules and the articles behind a judgement, in French."""

from collections.abc import Sequence
from dataclasses import dataclass

from collector.core.french import capitalized, day_in_full, listed, spaced
from collector.core.text import clean_line, shorten
from collector.core.triage.consequences import Situation
from collector.core.triage.deciding import Found
from collector.core.triage.labels import Nature, Signal
from collector.core.triage.law import TriageLaw
from collector.core.triage.linear import LinearModel
from collector.core.triage.rules import Rule

_SHOWN = 60  # characters of an expression that a reason quotes
_EXPRESSIONS = 4
_RULES = 4
_WORDS = 5


@dataclass(frozen=True, slots=True)
class Expression:
    """Where a rule was met in the text."""

    rule: Rule
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grounds:
    """The same reasons twice: with the author's words, and without, as they may be kept."""

    quoting: tuple[str, ...]
    kept: tuple[str, ...]


def grounds(
    situation: Situation,
    signals: Sequence[Signal],
    law: TriageLaw,
    text: str,
    met: Sequence[Expression],
    model: LinearModel,
) -> Grounds:
    """Return why a mention was judged so."""
    found = situation.found
    quoting: list[str] = []
    kept: list[str] = []
    for nature in (found.nature, *found.also):
        with_words, without = _of_nature(nature, law, text, met, found, model)
        quoting += with_words
        kept += without
    common = [*_doubt(found, law), *_dates(situation, law), *_signals(signals, law)]
    return Grounds(tuple(spaced(one) for one in (*quoting, *common)), tuple(spaced(one) for one in (*kept, *common)))


def _of_nature(
    nature: Nature, law: TriageLaw, text: str, met: Sequence[Expression], found: Found, model: LinearModel
) -> tuple[list[str], list[str]]:
    told = law.natures[nature]
    beside = "" if nature is found.nature else " (aussi possible)"
    title = f"{capitalized(told.name)}{beside}"
    rules = sorted(
        {one.rule.id: one.rule for one in met if one.rule.nature is nature}.values(),
        key=lambda rule: (-rule.weight, rule.id),
    )[:_RULES]
    quoting, kept = [], []
    for rule in rules:
        words = listed([f"« {one} »" for one in _expressions(rule, text, met)])
        quoting.append(f"{title} : {rule.reason} : {words} (règle {rule.id}).")
        kept.append(f"{title} : {rule.reason} (règle {rule.id}).")
    if not rules:
        words = listed([f"« {word} »" for word in _words(nature, found, model)])
        quoting.append(f"{title} : par comparaison avec les textes étiquetés{f', surtout {words}' if words else ''}.")
        kept.append(f"{title} : par comparaison avec les textes étiquetés.")
    if told.article:
        quoting.append(f"Texte : {told.article}.")
        kept.append(f"Texte : {told.article}.")
    return quoting, kept


def _expressions(rule: Rule, text: str, met: Sequence[Expression]) -> list[str]:
    found = dict.fromkeys(
        shorten(clean_line(text[one.start : one.end]), _SHOWN) for one in met if one.rule.id == rule.id
    )
    return [one for one in found if one][:_EXPRESSIONS]


def _words(nature: Nature, found: Found, model: LinearModel) -> list[str]:
    place = list(Nature).index(nature)
    words = (name.partition(":")[2] for name, weight in model.heaviest(found.worth, place) if _is_word(name, weight))
    return [word for word in words if word[0].isalpha()][:_WORDS]


def _is_word(name: str, weight: float) -> bool:
    return weight > 0 and name.startswith(("w:", "p:"))


def _doubt(found: Found, law: TriageLaw) -> list[str]:
    if not found.doubtful:
        return []
    others = sorted(found.shares, key=lambda one: (-found.shares[one], one))
    next_ones = [law.natures[one].name for one in others if one is not found.nature][:2]
    return [f"Douteux : peut aussi se lire comme {' ou '.join(next_ones)}."]


def _dates(situation: Situation, law: TriageLaw) -> list[str]:
    reasons = []
    for nature in (situation.found.nature, *situation.found.also):
        limit = law.natures[nature].limit
        if limit is None or situation.published is None:
            continue
        last = limit.last_day(situation.published)
        said = "était" if situation.is_barred(nature, law) else "est"
        reasons.append(
            f"{capitalized(law.natures[nature].name)} : le dernier jour pour agir {said} le {day_in_full(last)}, "
            "si la première mise en ligne date bien du jour affiché."
        )
    return reasons


def _signals(signals: Sequence[Signal], law: TriageLaw) -> list[str]:
    told = (law.signals[signal] for signal in signals)
    return [f"Signe : {one.name}{f' ({one.article})' if one.article else ''}." for one in told]
