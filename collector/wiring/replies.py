"""Judges drafts of replies: what `renom judge reply` reads and answers, one object each."""

from collections.abc import Iterator, Mapping

from collector.core.lines import Fields
from collector.core.model import Profession
from collector.core.replies.check import Draft, Judgement, Mark
from collector.edges.files.catalog import load_statements
from collector.edges.files.replies import load_reply_check

_UNREAD = "La réponse est trop longue pour être jugée\u00a0: raccourcissez-la."


def judge_reply(line: Mapping[str, object]) -> Mapping[str, object]:
    """Return whether a draft may be published, and what forbids it. Raise ValueError with every fault of the line."""
    draft = _draft(line)
    told = load_reply_check().judge(draft)
    return {
        "violates": [] if told.unread else list(told.violates) or ["none"],
        "acceptable": told.acceptable,
        "reasons": [_UNREAD] if told.unread else list(dict.fromkeys(_reasons(draft, told))),
        "marks": [_mark(one) for one in told.marks],
    }


def _draft(line: Mapping[str, object]) -> Draft:
    fields = Fields(line)
    fields.identifier()
    draft = Draft(
        fields.text("draft", needed=True),
        fields.text("review_author"),
        fields.number("review_rating", 1, 5),
        fields.choice("profession", Profession.PHYSICIAN),
    )
    fields.check()
    return draft


def _reasons(draft: Draft, told: Judgement) -> Iterator[str]:
    """Yield, for each mark, what the rule says, the first statement that it rests on, and what to write instead."""
    statements = load_statements()
    for mark in told.marks:
        first, *_ = load_reply_check().statements(mark.duty, draft.profession)
        yield f"{mark.rule.reason} {statements[first].text} {mark.suggestion}"


def _mark(mark: Mark) -> Mapping[str, object]:
    return {
        "start": mark.start,
        "end": mark.end,
        "words": mark.words,
        "rule": mark.rule.id,
        "violation": mark.duty.violation,
        "level": mark.rule.level,
    }
