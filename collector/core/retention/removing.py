"""What removing words changes: the words go, the finding keeps their hashes, the day and the reason."""

import datetime as dt
from collections.abc import Iterable

from collector.core.kept import Changes, Kept
from collector.core.model import Erased, Finding, PieceText, Removal, Retention, Words
from collector.core.retention.due import Falling
from collector.core.text import EXCERPT_LENGTH, shorten


def remove(kept: Kept, due: Iterable[Falling], today: dt.date) -> tuple[Changes, tuple[Removal, ...]]:
    """Return what erasing or cutting the words of some findings changes, and the log of it.

    A finding whose file cannot be read is left alone, with its words.
    """
    findings, texts, erased, log = [], [], [], []
    for one in due:
        if one.finding in kept.untouchable:
            continue
        cut = today < one.erase_on
        if cut:
            texts.append(_excerpt(kept.texts[one.finding], today))
        else:
            findings.append(erase(kept.findings[one.finding], _by_rule(one.rule, today)))
            erased.append(one.finding)
        log.append(Removal(finding=one.finding, rule=one.rule.slug, cut=cut))
    return Changes(tuple(texts), tuple(findings), erased=tuple(erased)), tuple(log)


def erase(finding: Finding, why: Erased) -> Finding:
    """Return `finding` as it says that its words are gone; one that may not come back keeps saying so."""
    if finding.erased is not None and finding.erased.for_good:
        return finding
    return finding.model_copy(update={"erased": why})


def _by_rule(rule: Retention, today: dt.date) -> Erased:
    return Erased(on=today, why=f"durée de conservation atteinte : {rule.length}", rule=rule.slug)


def _excerpt(text: PieceText, today: dt.date) -> PieceText:
    return text.model_copy(update={"versions": tuple(_shortened(words, today) for words in text.versions)})


def _shortened(words: Words, today: dt.date) -> Words:
    if words.cut_on is not None:
        return words
    parts = {name: shorten(getattr(words, name), EXCERPT_LENGTH) for name in ("title", "text", "reply")}
    return words.model_copy(update={**parts, "cut_on": today})
