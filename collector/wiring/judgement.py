"""Judges one item at a time for whoever wants to look at a judgement or to score it: JSON in, JSON out."""

from collections.abc import Callable, Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from collector.core.errors import ConfigurationError, Problem
from collector.core.model import Profession
from collector.core.replies.check import Draft, Judgement, Mark, ReplyCheck
from collector.edges.files.catalog import load_reply_rules, load_statements

Answer = Mapping[str, object]
NONE = ("none",)  # what `violates` says of a reply that does nothing wrong
_UNREAD = "La réponse est trop longue pour être jugée\u00a0: raccourcissez-la."


class ReplyItem(BaseModel):
    """One draft to judge; keys that are not listed here are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    draft: str
    review: str = ""
    review_author: str = ""
    review_rating: float | None = None
    profession: Profession = Profession.PHYSICIAN


def reply_judge() -> Callable[[str], Answer]:
    """Return what judges a line of JSON that holds a draft; it raises ConfigurationError for a line that does not."""
    check = ReplyCheck(load_reply_rules())
    statements = {slug: one.text for slug, one in load_statements().items()}

    def judge(line: str) -> Answer:
        item = _item(line)
        draft = Draft(item.draft, item.review_author, item.review, item.review_rating, item.profession)
        judgement = check.judge(draft)
        return {
            "id": item.id,
            "violates": list(judgement.violates or NONE) if not judgement.unread else [],
            "acceptable": judgement.acceptable,
            "reasons": [_UNREAD] if judgement.unread else list(_reasons(judgement, check, statements, draft)),
            "marks": [_mark(one) for one in judgement.marks],
        }

    return judge


def _item(line: str) -> ReplyItem:
    try:
        return ReplyItem.model_validate_json(line)
    except ValidationError as error:
        problems = (
            Problem("standard input", None, ".".join(map(str, one["loc"])), one["msg"])
            for one in error.errors(include_url=False, include_input=False)
        )
        raise ConfigurationError(tuple(problems)) from None


def _reasons(
    judgement: Judgement, check: ReplyCheck, statements: Mapping[str, str], draft: Draft
) -> Mapping[str, None]:
    """Return why, once each: what the rule says, the first statement that it rests on, what to write instead."""
    return dict.fromkeys(
        f"{mark.rule.reason} {statements[check.statements(mark.duty, draft.profession)[0]]} {mark.suggestion}"
        for mark in judgement.marks
    )


def _mark(mark: Mark) -> Answer:
    return {
        "start": mark.start,
        "end": mark.end,
        "words": mark.words,
        "rule": mark.rule.id,
        "violation": mark.duty.violation,
        "level": mark.rule.level,
    }
