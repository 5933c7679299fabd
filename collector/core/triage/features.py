"""What the model looks at: words, pairs of words, pieces of words, rules met, the place and the stars."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from collector.core.triage.labels import SourceKind
from collector.core.triage.patterns import Hit
from collector.core.triage.rules import Rule
from collector.core.triage.tokens import BREAKS, Token

_NEGATIONS = frozenset(("pas", "jamais", "sans", "ni", "rien", "aucun", "aucune", "non"))
_BEFORE = 3  # words before an expression in which a negation bears on it
_LENGTHS = (1, 5, 12, 25, 50, 100)


def features(
    tokens: Sequence[Token], hits: Sequence[Hit], rules: Sequence[Rule], source: SourceKind, rating: int | None
) -> set[str]:
    """Return the names of everything that holds of a mention."""
    found = {f"k:{source}", f"r:{rating}", f"kr:{source}/{rating}"}
    found.update(f"n:{length}" for length in _LENGTHS if len(tokens) >= length)
    found.update(_words(tokens))
    found.update(_rules(tokens, hits, rules))
    found.update(_together(found, hits, rules))
    return found


def _together(found: set[str], hits: Sequence[Hit], rules: Sequence[Rule]) -> set[str]:
    """Return what is seen only by looking at several rules at once: is care spoken of, and by whom."""
    tags = {rules[hit.rule].tag for hit in hits}
    care = "soin" in tags
    told = {f"Z:care={care}", f"Z:care={care}/trade={'commerce' in tags}"}
    told.update(f"{name}/care={care}" for name in found if name.startswith("T:"))
    told.update(f"Z:{tag}" for tag in tags if tag)
    acts = {tag.removeprefix("acte-") for tag in tags if tag.startswith("acte-")}
    trades = {tag.removeprefix("metier-") for tag in tags if tag.startswith("metier-")}
    if trades and acts and trades.isdisjoint(acts):
        told.add("Z:impossible")
    if len(acts) > 2:
        told.add("Z:many")
    return told


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for text, heard in {token.text: token.sound for token in tokens}.items():
        yield from _word(text, heard)
    for one, two in pairwise(tokens):
        yield f"p:{one.text} {two.text}"


@lru_cache(maxsize=8192)
def _word(text: str, heard: str) -> Sequence[str]:
    """Return a word as written and as heard, and its pieces of three to five letters."""
    told = [f"w:{text}"]
    if heard != text:
        told.append(f"s:{heard}")
    if text.isalpha():
        padded = f"_{text}_"
        told += [f"c:{padded[at : at + size]}" for size in (3, 4, 5) for at in range(len(padded) - size + 1)]
    return told


def _rules(tokens: Sequence[Token], hits: Sequence[Hit], rules: Sequence[Rule]) -> Iterator[str]:
    counts: dict[str, set[int]] = {}
    for hit in hits:
        name = rules[hit.rule].id
        counts.setdefault(name, set()).add(hit.first)
        yield f"R:{name}"
        if tokens[hit.first].quoted:
            yield f"Q:{name}"
        if is_negated(tokens, hit):
            yield f"N:{name}"
    for name, places in counts.items():
        if len(places) > 1:
            yield f"M:{name}"
        if len(places) > 3:
            yield f"MM:{name}"
    names = sorted({rules[hit.rule].nature for hit in hits if rules[hit.rule].weight >= 3})
    for nature in names:
        yield f"T:{nature}"


def is_negated(tokens: Sequence[Token], hit: Hit) -> bool:
    """Tell whether a negation stands just before an expression, in its sentence."""
    for token in reversed(tokens[max(hit.first - _BEFORE, 0) : hit.first]):
        if token.text in BREAKS:
            return False
        if token.text in _NEGATIONS:
            return True
    return False
