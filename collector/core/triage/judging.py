"""Judges a mention: from its words to its nature, what to do, how soon, and why."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from collector.core.lines import Fields
from collector.core.text import fold
from collector.core.triage.consequences import Situation, strategy, urgency
from collector.core.triage.deciding import Found, bare, decide
from collector.core.triage.features import features, is_negated
from collector.core.triage.grounds import Expression, grounds
from collector.core.triage.labels import ILLICIT, Grievance, Nature, Signal, SourceKind, Strategy
from collector.core.triage.law import TriageLaw
from collector.core.triage.linear import LinearModel
from collector.core.triage.patterns import Hit
from collector.core.triage.rules import Rule, RuleBook
from collector.core.triage.tokens import LONGEST, Token, tokenize


@dataclass(frozen=True, slots=True)
class Material:
    """What is judged: words, where they stand, the stars, when they were published, and the day taken as today."""

    text: str
    source: SourceKind
    rating: int | None
    published: dt.date | None
    today: dt.date | None

    @classmethod
    def of_line(cls, line: Mapping[str, object], today: dt.date | None = None) -> "Material":
        """Return what a line of the evaluation sets holds. Raise ValueError with every fault of the line."""
        fields = Fields(line)
        fields.identifier()
        rating = fields.number("rating", 1, 5)
        material = cls(
            text=fields.text("text", needed=True),
            source=fields.choice("source_kind", SourceKind.REVIEW),
            rating=round(rating) if rating else None,
            published=fields.day("published"),
            today=fields.day("collected") or today,
        )
        fields.check()
        return material


@dataclass(frozen=True, slots=True)
class Judgement:
    """What triage proposes about a mention. `reasons` quote its words; `kept_reasons` do not."""

    nature: Nature
    also: tuple[Nature, ...]
    grievances: tuple[Grievance, ...]
    strategy: Strategy
    urgent: bool
    signals: tuple[Signal, ...]
    procedures: tuple[str, ...]
    reasons: tuple[str, ...]
    kept_reasons: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Triage:
    """The rules, the model and the law, ready to judge."""

    book: RuleBook
    model: LinearModel
    law: TriageLaw
    version: str = ""  # fingerprint of the three

    def judge(self, material: Material) -> Judgement:
        """Return what a mention is, in bounded time whatever it holds."""
        tokens = tokenize(material.text, self.book.spelling)
        hits = self.book.hits(tokens)
        tags = frozenset(self.book.rules[hit.rule].tag for hit in hits if self.book.rules[hit.rule].tag)
        if _is_bare(tokens, tags):
            found = bare(material.rating)
            tags |= {"sans_texte"}
        else:
            named = features(tokens, hits, self.book.rules, material.source, material.rating)
            found = decide(
                self.model,
                named,
                faked=_is_signed(hits, self.book.rules, tags, named),
                mild=_is_mild(tokens, hits, self.book.rules),
            )
        met = [Expression(self.book.rules[hit.rule], tokens[hit.first].start, tokens[hit.last].end) for hit in hits]
        plain = [self.book.rules[hit.rule] for hit in hits if not is_negated(tokens, hit)]
        situation = Situation(
            found, tags, material.source, material.rating, material.published, material.today, len(tokens)
        )
        signals = _signals(plain, found, tags)
        urgent = urgency(situation, self.law)
        told = grounds(situation, signals, self.law, fold(material.text[:LONGEST]), met, self.model)
        return Judgement(
            nature=found.nature,
            also=found.also,
            grievances=found.grievances,
            strategy=strategy(situation, self.law),
            urgent=urgent.now,
            signals=signals,
            procedures=_procedures(found, signals, self.law),
            reasons=(*told.quoting, *urgent.reasons),
            kept_reasons=(*told.kept, *urgent.reasons),
            rules=tuple(dict.fromkeys(one.rule.id for one in met if one.rule.nature in {found.nature, *found.also})),
        )


_BARE_WORDS = 16  # a note that no text was left is not longer


def _is_bare(tokens: Sequence[Token], tags: Collection[str]) -> bool:
    """Tell whether there are stars and no words, or only the page's remark that there are none."""
    return not any(token.text.isalpha() for token in tokens) or ("sans_texte" in tags and len(tokens) <= _BARE_WORDS)


_FEW = 8  # words, up to which nothing unlawful is read where no rule finds any
_HINT = 2  # weight of the rules that find some
_HIDDEN = frozenset(("<masked>", "<phone>"))


def _is_mild(tokens: Sequence[Token], hits: Sequence[Hit], rules: Sequence[Rule]) -> bool:
    """Tell whether a text is a few words of which no rule, no mask and no number says anything unlawful."""
    if sum(token.text.isalpha() for token in tokens) > _FEW or any(token.text in _HIDDEN for token in tokens):
        return False
    met = (rules[hit.rule] for hit in hits)
    return not any(rule.nature in ILLICIT and rule.weight >= _HINT for rule in met)


def _is_signed(hits: Sequence[Hit], rules: Sequence[Rule], tags: Collection[str], named: Collection[str]) -> bool:
    """Tell whether something in the text itself says that nobody was cared for."""
    told = any(rules[hit.rule].nature is Nature.FAKE for hit in hits)
    return told or "commerce" in tags or "Z:impossible" in named


def _signals(rules: Sequence[Rule], found: Found, tags: Collection[str]) -> tuple[Signal, ...]:
    """Return the signals of the rules that speak for what was found."""
    natures = {found.nature, *found.also}
    told = {rule.signal for rule in rules if rule.signal and rule.nature in natures}
    if "sans_texte" in tags:
        told.add(Signal.NO_TEXT)
    return tuple(signal for signal in Signal if signal in told)


def _procedures(found: Found, signals: Sequence[Signal], law: TriageLaw) -> tuple[str, ...]:
    slugs = [slug for nature in (found.nature, *found.also) for slug in law.natures[nature].procedures]
    slugs += [slug for signal in signals for slug in law.signals[signal].procedures]
    return tuple(dict.fromkeys(slugs))
