"""Passes played one after the other on `settle` alone: one practice, some watches, mentions as sighted."""

import datetime as dt
from dataclasses import replace

from collector.core.changes import settle
from collector.core.kept import Kept
from collector.core.known import Known, Sighted
from collector.core.matching import Claim
from collector.core.model import (
    Access,
    Assessment,
    Author,
    Citation,
    Confidence,
    DateKind,
    Finding,
    Match,
    Memory,
    Mention,
    MentionForm,
    Provenance,
    Published,
    Rating,
    Source,
    Watch,
    Words,
)
from collector.core.protection import Protected
from collector.core.reading import Found, Validators, WatchPlan

JUNE, JULY, AUGUST = dt.date(2026, 6, 8), dt.date(2026, 7, 6), dt.date(2026, 8, 10)
UNDATED = Published(earliest=None, latest=None, kind=DateKind.SEEN)


def plan(watch: str = "avis", source_slug: str = "", *, whole: bool = True) -> WatchPlan:
    provenance = Provenance(sources=(Citation(title="inventé"),), read_on=JUNE, confidence=Confidence.CONFIRMED)
    source = Source(
        slug=source_slug or watch,
        name=watch,
        kind="page",
        access=Access.AUTO,
        why="-",
        lists_everything=whole,
        provenance=provenance,
    )
    return WatchPlan(Watch(id=watch, source=source.slug, url=f"https://{watch}.example/"), source, JUNE)


def sighted(
    native: str,
    text: str = "Une heure d’attente.",
    *,
    form: MentionForm = MentionForm.REVIEW,
    url: str | None = None,
    stars: float | None = None,
    published: Published = UNDATED,
    content: str | None = None,
    score: float = 1.0,
    assessment: Assessment = Assessment(),  # noqa: B008 - frozen
) -> Sighted:
    rating = None if stars is None else Rating(value=stars, scale=5, raw=str(stars))
    mention = Mention(native_id=native, form=form, url=url, text=text, published=published, rating=rating)
    words = Words(sha256=f"{sum(text.encode()):064x}", title="", text=text)
    protected = Protected(
        author=Author(shown="S. M.", key="a-0123456789ab"),
        words=words,
        text_length=len(text),
        content_key=content or f"c-{text}-{stars}",
    )
    claim = Claim("dr-essai", Match(about="yes", score=score, reasons=("page désignée",)))
    return Sighted(mention, claim, protected, assessment)


class Practice:
    """Plays passes one after the other, keeping what each changes, as the pipeline does."""

    def __init__(self) -> None:
        self.kept = Kept()
        self.watches = ["avis", "presse", "actus", "alerte"]

    def play(
        self,
        today: dt.date,
        *seen: Sighted,
        watch: str = "avis",
        source: str = "",
        exhaustive: bool = True,
        whole: bool = True,
        unsaid: tuple[Sighted, ...] = (),
    ) -> dict[str, int]:
        mentions = tuple(one.mention for one in (*seen, *unsaid))
        found = Found(mentions, exhaustive, Validators(etag=f'"{today}"'))
        memory = self.kept.memories.get(watch, Memory())
        known = Known(self.kept, self.watches)
        self.changes, tally = settle(plan(watch, source, whole=whole), found, seen, known, memory, today)
        assert self.changes.memory is not None
        self.kept = replace(
            self.kept,
            findings={**self.kept.findings, **{one.id: one for one in self.changes.findings}},
            texts={**self.kept.texts, **{one.finding: one for one in self.changes.texts}},
            memories={**self.kept.memories, watch: self.changes.memory[1]},
        )
        return {name: count for name, count in vars(tally).items() if count}

    def only(self) -> Finding:
        (finding,) = self.kept.findings.values()
        return finding
