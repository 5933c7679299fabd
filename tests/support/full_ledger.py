"""One ledger that shows every part of every page, with the same words wherever words come from outside."""

import datetime as dt

from collector.core.errors import Problem
from collector.core.ledger import Ledger
from collector.core.model import (
    Absence,
    Access,
    Author,
    Category,
    Citation,
    Confidence,
    DateKind,
    Ending,
    Finding,
    Match,
    Memory,
    MentionForm,
    PieceText,
    Practice,
    Provenance,
    Published,
    Rating,
    Ruling,
    RunReport,
    Sighting,
    Source,
    Statement,
    Version,
    Watch,
    WatchReport,
    Words,
    Workplace,
)
from tests.support.ledgers import (
    TODAY,
    decision,
    finding,
    finding_id,
    gone,
    letter,
    model_reply,
    on,
    practitioner,
    run,
    sha256_of,
    uncertain,
)

AUGUST, OCTOBER = dt.date(2026, 8, 10), dt.date(2026, 10, 5)


def full_ledger(words: str) -> Ledger:
    """Return a ledger in which every text from outside, and in every address the path, is `words` (not empty)."""
    findings = _findings(words)
    return Ledger(
        practice=_practice(words),
        sources={one.slug: one for one in _sources(words)},
        statements={one.slug: one for one in _statements(words)},
        letters=(
            letter(
                statements=("sure", "old"),
                provenance=_provenance(words, Confidence.TO_CHECK),
                fields={"editeur": words},
                **dict.fromkeys(("title", "recipient", "when", "not_when", "channel"), words),
            ),
        ),
        model_replies=(
            model_reply(
                statements=("sure", "old"),
                provenance=_provenance(words, Confidence.TO_CHECK),
                fields={"telephone": words},
                body=f"{words.translate({ord(sign): ' ' for sign in '{}'})} {{telephone}}",
                **dict.fromkeys(("title", "when", "not_when"), words),
            ),
        ),
        findings=findings,
        texts={one.id: _texts(one, words) for one in findings if one.id != finding_id(3)},
        memories={"w1": Memory(present=(finding_id(1),))},
        runs=_runs(words),
        decisions=tuple(
            decision(number, ruling).model_copy(update={"by": words, "why": words})
            for number, ruling in ((4, Ruling.WATCH), (5, Ruling.NOT_US))
        ),
        unreadable=(Problem(words, 3, words, words),),
    )


def _practice(words: str) -> Practice:
    person = practitioner().model_copy(
        update={"first_name": words, "last_name": words, "practice": Workplace(name=words)}
    )
    watches = (
        Watch(id="w1", source="avis", for_=("p1",), url="https://avis.example/"),
        Watch(id="w2", source="presse", label=words, url="https://presse.example/"),
        Watch(id="w3", source="forum", label=words, url="https://forum.example/"),
    )
    return Practice(name=words, practitioners=(person,), watches=watches)


def _sources(words: str) -> tuple[Source, ...]:
    provenance = _provenance(words, Confidence.CONFIRMED)
    return tuple(
        Source(
            slug=slug,
            name=f"{words} {slug}",
            access=Access.MANUAL,
            why=words,
            category=Category.METHOD if slug == "forum" else Category.REVIEWS,
            provenance=provenance,
        )
        for slug in ("avis", "presse", "forum", "reseau")
    )


def _statements(words: str) -> tuple[Statement, ...]:
    old = _provenance(words, Confidence.SINGLE).model_copy(update={"document_date": AUGUST, "read_on": AUGUST})
    return (
        Statement(slug="sure", text=words, review_every=365, provenance=_provenance(words, Confidence.CONFIRMED)),
        Statement(slug="old", text=words, review_every=1, provenance=old, valid_until=OCTOBER),
    )


def _provenance(words: str, confidence: Confidence) -> Provenance:
    citations = (Citation(title=words, url=f"https://droit.example/{words}"), Citation(title=words))
    return Provenance(sources=citations, read_on=TODAY, confidence=confidence)


def _findings(words: str) -> tuple[Finding, ...]:
    outside = {
        "author": Author(shown=words, key=None),
        "publisher": words,
        "native_id": words,
        "url": f"https://avis.example/{words}",
    }
    doubt = uncertain().model_copy(update={"reasons": (words,)})
    rating = Rating(value=4.6, scale=5, raw=words, count=12)
    first = finding(1, rating=rating, text_length=5200, match=Match(about="yes", score=1, reasons=(words,)), **outside)
    before = Version(seen=AUGUST, text_sha256=sha256_of("before"), text_length=9, rating=rating)
    same = first.versions[0].model_copy(update={"seen": AUGUST})
    erased = Version(seen=AUGUST, text_sha256=sha256_of("erased"), text_length=9)
    sightings = (*first.sightings, Sighting(watch="w2", source="presse", url=words, first_seen=TODAY))
    unknown = Published(earliest=None, latest=None, kind=DateKind.SEEN)
    listing = {"form": MentionForm.LISTING, "rating": None, "url": None, "published": unknown}
    absences = (Absence(since=AUGUST, until=OCTOBER), Absence(since=TODAY))
    return (
        first.model_copy(update={"versions": (erased, before, same, *first.versions), "sightings": sightings}),
        finding(2, match=doubt, form=MentionForm.ARTICLE, **outside),
        finding(3, **(gone(TODAY) | {"absences": absences}), **outside),
        finding(4, practitioner="cabinet", **(outside | listing)),
        finding(5, first_seen=OCTOBER, **outside),
        finding(6, first_seen=dt.date(2024, 5, 1), published=on(dt.date(2024, 5, 1)), **outside),
    )


def _texts(one: Finding, words: str) -> PieceText:
    kept = Words(sha256=one.text_sha256, title=words, text=words, reply=words, masked=("health", "phone"))
    long = Words(sha256=sha256_of("before"), title="", text=f"{'mot ' * 100}{words}")
    empty = Words(sha256=one.text_sha256, title="", text="")
    if one.id == finding_id(4):
        return PieceText(finding=one.id, versions=(empty,))
    return PieceText(finding=one.id, versions=(long, kept))


def _runs(words: str) -> tuple[RunReport, ...]:
    found = WatchReport(
        watch="w1", source="avis", ending=Ending.FOUND, read=9, kept=2, new=1, warnings=(words,), detail=words
    )
    failed = WatchReport(watch="w2", source="presse", ending=Ending.FAILED, code="timeout", detail=words)
    same = WatchReport(watch="w1", source="avis", ending=Ending.UNCHANGED)
    weekly = tuple(run(AUGUST + dt.timedelta(days=number), same) for number in range(14))
    return (*weekly, run(TODAY, found, failed))
