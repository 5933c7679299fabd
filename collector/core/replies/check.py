"""Judges a draft by the rules: which words break which rule, and whether the reply may be published."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from collector.core.model import Profession
from collector.core.replies.folding import FoldedDraft, Folder
from collector.core.replies.model import Duty, Level, ReplyRules, Rule, Scope, Violation, When

LONGEST_DRAFT = 4096  # characters: the longest reply that Google takes; more is refused unread
SECRECY = "secret"  # in a rule, stands for the statements of the profession
VEIL = "#"
_LEXICON = re.compile(r"\{([a-z][a-z_]*)\}")
_DEEPEST = 6  # names within names
_MOST_MARKS = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft and what it answers. `rating` is in stars; one that is unknown counts as harsh.

    The profession decides which article on secrecy is cited.
    """

    draft: str
    author: str = ""
    rating: float | None = None
    profession: Profession = Profession.PHYSICIAN


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the draft that break a rule, with their place in it."""

    start: int
    end: int
    words: str
    rule: Rule
    duty: Duty

    @property
    def suggestion(self) -> str:
        """Return what to write instead."""
        return self.rule.suggestion or self.duty.suggestion


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of a draft. `unread` tells that it is too long to be judged."""

    marks: tuple[Mark, ...]
    unread: bool = False

    @property
    def acceptable(self) -> bool:
        """Tell whether nothing forbids the reply."""
        return not self.unread and all(mark.rule.level is not Level.BLOCK for mark in self.marks)

    @property
    def violates(self) -> tuple[Violation, ...]:
        """Return what the reply does that forbids it, in the order of the violations."""
        blocking = [mark.duty for mark in self.marks if mark.rule.level is Level.BLOCK]
        met = {one for duty in blocking for one in (duty.violation, *duty.also)}
        return tuple(one for one in Violation if one in met)


@dataclass(frozen=True, slots=True)
class _Ready:
    rule: Rule
    duty: Duty
    met: re.Pattern[str]
    along: re.Pattern[str] | None
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A draft as the rules read it: `rest` is its fold with the harmless phrases veiled."""

    folded: FoldedDraft
    rest: str
    author: str  # letters and digits only: « Le Grand Jacques » and « LeGrandJacques » are one


class ReplyCheck:
    """The rules, ready to judge drafts."""

    def __init__(self, rules: ReplyRules) -> None:
        self._folder = Folder(rules.folding)
        self._lexicon = rules.lexicon
        self._professions = rules.professions
        self._harmless = compiled(rules.harmless, rules.lexicon)
        ready = [
            _Ready(
                rule,
                duty,
                compiled(rule.any, rules.lexicon),
                compiled(rule.along, rules.lexicon) if rule.along else None,
                compiled(rule.unless, rules.lexicon) if rule.unless else None,
            )
            for duty in rules.duties
            for rule in duty.rules
        ]
        self._ready = tuple(one for one in ready if one.rule.when is not When.BESIDES)
        self._besides = tuple(one for one in ready if one.rule.when is When.BESIDES)

    def judge(self, reply: Draft) -> Judgement:
        """Return what the rules say of a draft."""
        if len(reply.draft) > LONGEST_DRAFT:
            return Judgement((), unread=True)
        folded = self._folder.fold(reply.draft)
        rest = self._harmless.sub(lambda met: VEIL * len(met[0]), folded.fold)
        read = _Read(folded, rest, _letters(self._folder.plain(reply.author)))
        marks = [mark for ready in self._ready if _concerns(ready.rule, reply) for mark in _marks(ready, read)]
        firm = [mark.duty for mark in marks if mark.rule.level is Level.BLOCK and mark.rule.when is When.ALWAYS]
        if firm:
            marks = [mark for mark in marks if mark.rule.when is When.ALWAYS]
        if any(Violation.CONFIRMS_PATIENT in (duty.violation, *duty.also) for duty in firm):
            marks += [mark for ready in self._besides for mark in _marks(ready, read)]
        return Judgement(tuple(sorted(marks, key=lambda mark: (mark.start, mark.end))))

    def statements(self, duty: Duty, profession: Profession) -> tuple[str, ...]:
        """Return the slugs of the statements that a duty rests on, for a profession."""
        own = self._professions[profession]
        return tuple(slug for one in duty.statements for slug in (own if one == SECRECY else (one,)))


def compiled(patterns: Iterable[str], lexicon: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Return one pattern for whole words that any of `patterns` describes."""
    return re.compile(rf"\b(?:{'|'.join(expanded(one, lexicon) for one in patterns)})\b")


def expanded(pattern: str, lexicon: Mapping[str, tuple[str, ...]]) -> str:
    """Return a pattern with the names of the lexicon replaced by their alternatives; raise KeyError for no name."""
    for _ in range(_DEEPEST):
        if not _LEXICON.search(pattern):
            return pattern
        pattern = _LEXICON.sub(lambda name: f"(?:{'|'.join(lexicon[name[1]])})", pattern)
    raise ValueError(f"names of the lexicon stand in one another deeper than {_DEEPEST} times")


def _concerns(rule: Rule, reply: Draft) -> bool:
    """Tell whether a rule looks at replies to reviews of so few stars."""
    return rule.at_most is None or reply.rating is None or reply.rating <= rule.at_most


def _marks(ready: _Ready, read: _Read) -> Iterator[Mark]:
    text = read.rest if ready.rule.veiled else read.folded.fold
    for count, met in enumerate(ready.met.finditer(text)):
        if count == _MOST_MARKS:
            return
        if _holds(ready, read, met):
            start, end = read.folded.span(*met.span(met.lastindex or 0))
            yield Mark(start, end, read.folded.draft[start:end], ready.rule, ready.duty)


def _holds(ready: _Ready, read: _Read, met: re.Match[str]) -> bool:
    """Tell whether what a rule met counts: a name that the author does not show, and the right words around."""
    if ready.rule.name and not _foreign_name(read, met):
        return False
    if ready.along is None and ready.unless is None:
        return True
    text = read.rest if ready.rule.veiled else read.folded.fold
    start, end = (0, len(text)) if ready.rule.scope is Scope.DRAFT else read.folded.sentence(met.start())
    if ready.along is not None and not ready.along.search(text, start, end):
        return False
    return ready.unless is None or not ready.unless.search(read.folded.fold, start, end)


def _foreign_name(read: _Read, met: re.Match[str]) -> bool:
    """Tell whether the one group that is met is written as a name, and none that the author shows."""
    group = met.lastindex or 0
    start, _ = read.folded.span(*met.span(group))
    words = met[group].replace("-", " ").split()
    return read.folded.draft[start].isupper() and not any(word in read.author for word in words)


def _letters(name: str) -> str:
    return "".join(char for char in name if char.isalnum())
