"""Reads a draft in a line of JSON, which anybody may have written."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from collector.core.model import Profession
from collector.core.replies.check import Draft


class _Line(BaseModel):
    """What a line may say of a draft; other keys are left alone."""

    model_config = ConfigDict(extra="ignore")

    draft: str
    review_author: str | None = ""
    review_rating: float | None = None
    profession: Profession = Profession.PHYSICIAN


def draft_of_line(line: Mapping[str, object]) -> Draft:
    """Return the draft that a line holds. Raise ValueError with every fault, in plain words."""
    try:
        read = _Line.model_validate(line)
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise ValueError("; ".join(faults)) from None
    return Draft(read.draft, read.review_author or "", read.review_rating, read.profession)
