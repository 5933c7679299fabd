"""Assesses a mention of a pass: what is kept with a finding, without the author's words."""

import datetime as dt

from collector.core.model import Assessment, Mention, MentionForm, Published, Rating
from collector.core.triage.judging import Material, Triage
from collector.core.triage.labels import SourceKind

_KINDS = {
    MentionForm.REVIEW: SourceKind.REVIEW,
    MentionForm.ARTICLE: SourceKind.PRESS,
    MentionForm.POST: SourceKind.SOCIAL,
    MentionForm.LISTING: SourceKind.DIRECTORY,
}
_STARS = 5


def assess(triage: Triage, mention: Mention, today: dt.date) -> Assessment:
    """Return what a mention may be, as it is kept: `made_by` tells which rules and model judged it."""
    told = triage.judge(
        Material(
            text=f"{mention.title}\n{mention.text}" if mention.title else mention.text,
            source=_KINDS[mention.form],
            rating=_stars(mention.rating),
            published=_published(mention.published),
            today=today,
        )
    )
    return Assessment(
        nature=str(told.nature),
        also=tuple(map(str, told.also)),
        signals=told.signals,
        grievances=told.grievances,
        strategy=told.strategy,
        urgent=told.urgent,
        procedures=told.procedures,
        reasons=told.kept_reasons,
        rules=told.rules,
        made_by=triage.version,
    )


def _published(published: Published) -> dt.date | None:
    """Return the earliest day on which it may have gone online: what limits us is never counted late."""
    return published.earliest or published.latest


def _stars(rating: Rating | None) -> int | None:
    """Return a rating by one author out of five; the average of many says nothing of a text."""
    if rating is None or rating.count is not None or rating.scale <= 0:
        return None
    return min(max(round(rating.value * _STARS / rating.scale), 1), _STARS)
