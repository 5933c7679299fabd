"""What tests of the judgement of replies need: the shipped rules, the labelled corpus, a checker of portable patterns."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from collector.core.replies.check import Draft, ReplyCheck, expanded
from collector.core.replies.model import Duty, ReplyRules, Rule
from collector.edges.files.replies import load_reply_rules

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "replies"
MOST_REPEATED = 160  # the widest bounded repetition that a pattern may hold
_WORDS = {"[a-z]", "[a-z0-9]", "[0-9]"}  # runs that only one word start leads into: read once
_LITERAL = r"[a-z0-9 '@,:!%<>=/\"°&;~-]"
_TOKENS = re.compile(
    rf"""(?P<literal>{_LITERAL})|(?P<escape>\\[.?|()+*])|(?P<open>\(\?[:=!]|\((?!\?))|(?P<close>\))
    |(?P<bar>\|)|(?P<set>\[\^?(?:[a-z0-9 '@,.:|~/_+()?\"-]|\\[\]-])+\])|(?P<optional>\?)|(?P<star>[*+])
    |(?P<counted>\{{\d{{1,3}}(?:,\d{{1,3}})?\}})""",
    re.VERBOSE,
)


@cache
def reply_rules() -> ReplyRules:
    """Return the rules that are shipped."""
    return load_reply_rules()


@cache
def reply_check() -> ReplyCheck:
    """Return the check that is shipped."""
    return ReplyCheck(reply_rules())


def all_rules() -> list[tuple[Duty, Rule]]:
    """Return every rule with the duty that it is a part of."""
    return [(duty, rule) for duty in reply_rules().duties for rule in duty.rules]


def all_patterns() -> Iterator[tuple[str, str]]:
    """Yield every pattern with the place where it stands, its names replaced."""
    rules = reply_rules()
    for pattern in rules.harmless:
        yield "harmless", expanded(pattern, rules.lexicon)
    for name, alternatives in rules.lexicon.items():
        for pattern in alternatives:
            yield f"lexicon.{name}", expanded(pattern, rules.lexicon)
    for _, rule in all_rules():
        for pattern in (*rule.any, *rule.along, *rule.unless):
            yield rule.id, expanded(pattern, rules.lexicon)


def rules_met(draft: str, rating: float | None = 1) -> list[str]:
    """Return the ids of the rules that a draft meets, in order, once each."""
    marks = reply_check().judge(Draft(draft, "Zoé", rating)).marks
    return list(dict.fromkeys(mark.rule.id for mark in marks))


def corpus(path: Path) -> list[dict[str, object]]:
    """Return the labelled drafts of one writer."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def unportable(pattern: str) -> list[str]:
    """Return what a pattern holds that Python and JavaScript could read differently, or that could take long.

    Allowed: letters, digits, some signs, sets, groups that capture nothing, `(?=` and `(?!`, one plain group,
    alternatives, `?`, counted repetition, and `*` or `+` after plain letters or digits only.
    """
    faults: list[str] = []
    at, depth, unbounded = 0, 0, [0]
    last = ""
    while at < len(pattern):
        token = _TOKENS.match(pattern, at)
        if token is None:
            return [*faults, f"unknown: {pattern[at : at + 12]!r}"]
        kind = token.lastgroup or ""
        if kind == "open":
            depth += 1
            unbounded.append(0)
        elif kind == "close":
            inner = unbounded.pop()
            depth -= 1
            after = pattern[token.end() : token.end() + 1]
            if inner and after in {"*", "+", "{"} and not _few(pattern[token.end() :]):
                faults.append(f"repeats a group that repeats: {pattern[: token.end()][-30:]!r}")
            unbounded[-1] += inner
        elif kind == "star":
            unbounded[-1] += 1
            if last not in _WORDS:
                faults.append(f"unbounded repetition of {last}")
        elif kind == "counted" and max(map(int, re.findall(r"\d+", token[0]))) > MOST_REPEATED:
            faults.append(f"repeats too often: {token[0]}")
        last = token[0]
        at = token.end()
    return [*faults, *(["groups do not close"] if depth else [])]


def _few(rest: str) -> bool:
    """Tell whether what follows a group repeats it six times at most: words in a row, each unbounded but apart."""
    counted = re.match(r"\{(\d+)(?:,(\d+))?\}", rest)
    return counted is not None and int(counted[2] or counted[1]) <= 6


def spoiled(patterns: Sequence[str]) -> list[str]:
    """Return the faults of some patterns, each with its pattern."""
    return [f"{fault} in {pattern!r}" for pattern in patterns for fault in unportable(pattern)]
