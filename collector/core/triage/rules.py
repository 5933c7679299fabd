"""What the catalogue holds for triage: word classes, rules with their examples. Data; nothing here judges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from collector.core.model.base import Model, Slug, Text
from collector.core.text import fold
from collector.core.triage.labels import Grievance, Nature, Signal
from collector.core.triage.patterns import Hit, Pattern, PatternIndex, compile_patterns
from collector.core.triage.tokens import Spelling, Token


class Rule(Model):
    """One thing that words can say: the patterns that say it, what it speaks for, and examples that prove it.

    `weight` goes from 1 (a hint) to 4 (says it alone). `sound` also finds a word written as it is heard. `tag` names
    what strategy and urgency need to know (a home, a raid, a deadline of the press…).
    """

    id: Slug
    nature: Annotated[Nature, Field(alias="for")]
    weight: Annotated[int, Field(ge=1, le=4)]
    reason: Text
    find: Text
    sound: bool = False
    signal: Signal | None = None
    grievance: Grievance | None = None
    tag: str = ""
    met: Annotated[tuple[Text, ...], Field(min_length=1)]
    unmet: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def patterns(self) -> Sequence[str]:
        """Return what the rule looks for, one pattern each, folded."""
        parts = fold(self.find).replace("\n", ",").split(",")
        return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


class RuleFile(Model):
    """One file of rules; `nature` is that of the rules that name none."""

    v: Literal[1] = 1
    nature: Nature | None = None
    rules: tuple[Mapping[str, object], ...]

    def read(self) -> tuple[Rule, ...]:
        """Return the rules, each with its nature."""
        given = {} if self.nature is None else {"for": self.nature}
        return tuple(Rule.model_validate({**given, **rule}) for rule in self.rules)


class WordClasses(Model):
    """Classes of words that patterns name between braces."""

    v: Literal[1] = 1
    classes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class RuleBook:
    """All the rules, ready to be asked."""

    rules: tuple[Rule, ...]
    classes: Mapping[str, Sequence[str]]
    spelling: Spelling

    @cached_property
    def index(self) -> PatternIndex:
        """Return the patterns of all the rules, filed by first word."""
        return PatternIndex.of(
            pattern for number, rule in enumerate(self.rules) for pattern in self.compiled(rule, number)
        )

    def compiled(self, rule: Rule, number: int = 0) -> Sequence[Pattern]:
        """Return the patterns of one rule, compiled."""
        return tuple(
            pattern
            for text in rule.patterns
            for pattern in compile_patterns(text, self.classes, number, by_sound=rule.sound)
        )

    def hits(self, tokens: Sequence[Token]) -> Sequence[Hit]:
        """Return where the rules are met in a text."""
        return self.index.hits(tokens)
