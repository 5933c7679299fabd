"""One ledger that shows every part of every page, with the same words wherever words come from outside."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from collector.core.errors import Problem
from collector.core.ledger import Ledger
from collector.core.model import (
    Absence,
    Access,
    Account,
    AccountStatus,
    Assessment,
    Author,
    Case,
    Category,
    CheckIn,
    CheckLink,
    CheckResult,
    Citation,
    Confidence,
    Coverage,
    DateKind,
    Ending,
    Erased,
    Finding,
    Guarantee,
    GuidedCheck,
    KeptBy,
    Match,
    Memory,
    MentionForm,
    PieceText,
    Policy,
    PolicyKind,
    Practice,
    Procedure,
    Provenance,
    Published,
    Publisher,
    Rating,
    Removal,
    ReplyGuide,
    Retention,
    Retired,
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
from collector.core.triage.law import TriageLaw
from tests.support.cases import case, event
from tests.support.delays import delay
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
    procedure,
    recommendation,
    reply_guide,
    run,
    sha256_of,
    uncertain,
)

AUGUST, OCTOBER = dt.date(2026, 8, 10), dt.date(2026, 10, 5)


# A letter with a block of every kind, each with a hole of which the label is words from outside.
_LETTER = """## Titre {{ editeur }}

Un **gras {{ editeur }}**, un *penché {{ editeur }}*.

> Cité {{ editeur }}

- un {{ editeur }}
- deux

1. trois {{ editeur }}

::: pieces
Pièces : {{ editeur }}
:::"""


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
                text=_LETTER,
                fields={"editeur": words},
                **dict.fromkeys(("title", "recipient", "when", "not_when", "channel"), words),
            ),
        ),
        procedures={one.slug: one for one in _procedures(words)},
        delays={
            slug: delay(slug=slug, title=words, basis=words, counting=words, **{"from": words})
            for slug in ("presse-3-mois", "droit-de-reponse-demande", "denigrement-5-ans")
        }
        | {"reponse": delay(slug="reponse", title=words, amount=1, binds="them", starts="receipt", **{"from": words})},
        retention=_retention(words),
        held=frozenset((finding_id(6),)),
        model_replies=(
            model_reply(
                statements=("sure", "old"),
                provenance=_provenance(words, Confidence.TO_CHECK),
                fields={"telephone": words},
                body=f"{words.translate({ord(sign): ' ' for sign in '{}'})} {{telephone}}",
                **dict.fromkeys(("title", "when", "not_when"), words),
            ),
        ),
        guides={one.slug: one for one in _guides(words)},
        recommendations=(
            recommendation(title=words, statements=("sure", "old")),
            recommendation("autre", title=words, commands=(), attributed=False),
        ),
        law=TriageLaw.model_validate(
            {
                "last_days": 15,
                "natures": {"injure": {"name": "injure", "statements": ("sure", "old")}},
                "signals": {},
                "provenance": _provenance(words, Confidence.CONFIRMED),
            }
        ),
        findings=findings,
        texts={one.id: _texts(one, words) for one in findings if one.id != finding_id(3)},
        memories={"w1": Memory(present=(finding_id(1),))},
        runs=_runs(words),
        decisions=tuple(
            decision(number, ruling).model_copy(update={"by": words, "why": words})
            for number, ruling in ((4, Ruling.WATCH), (5, Ruling.NOT_US))
        ),
        cases=tuple(_cases(words)),
        publishers={"editeur": Publisher(slug="editeur", name=words, provenance=_provenance(words, Confidence.SINGLE))},
        coverage=_coverage(words),
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
    repository = "https://forge.example/depot"
    return Practice(name=words, practitioners=(person,), watches=watches, repository=repository)


def _sources(words: str) -> tuple[Source, ...]:
    link = CheckLink(label=words, url="https://reseau.example/?q={name}+{city}+{practice}")
    check = GuidedCheck(how=words, links=(link, link))
    special: dict[str, dict[str, object]] = {
        "forum": {"category": Category.METHOD},
        "reseau": {"check": check, "can_reply": True},
        "carte": {"check": check.model_copy(update={"each": False})},
        "cle": {"access": Access.KEY, "secrets": {"CLE": words}},
        "interdite": {"access": Access.NO},
        "morte": {"retired": Retired(on=2019, why=words)},
        "ecartee": {},
        "oubliee": {},
    }
    base = {"access": Access.MANUAL, "why": words, "category": Category.REVIEWS}
    provenance = _provenance(words, Confidence.CONFIRMED)
    return tuple(
        Source.model_validate(
            {**base, **special.get(slug, {}), "slug": slug, "name": f"{words} {slug}"} | {"provenance": provenance}
        )
        for slug in ("avis", "presse", *special)
    )


def _coverage(words: str) -> Coverage:
    """Return looks by hand, accounts and contracts; those that a model would find too long are let through."""
    looks = (
        ("reseau", OCTOBER, CheckResult.SOMETHING),
        ("ecartee", AUGUST, CheckResult.NOT_RELEVANT),
        ("carte", AUGUST, CheckResult.NOTHING),
        ("reseau", AUGUST, CheckResult.NOTHING),
        ("presse", TODAY, CheckResult.NOTHING),
    )
    accounts = ((AccountStatus.HELD, words), (AccountStatus.HELD, ""), (AccountStatus.NONE, words))
    whole: dict[str, Any] = {"insurer": words, "policy": words, "phone": words, "note": words, "declaration_days": 5}
    return Coverage.model_construct(
        checks=tuple(CheckIn(source=slug, on=day, by=words, result=result, note=words) for slug, day, result in looks),
        accounts=tuple(
            Account.model_construct(source="avis", status=status, holder=holder, note=holder, since=2021)
            for status, holder in accounts
        ),
        policies=(
            Policy.model_construct(kind=PolicyKind.LIABILITY, guarantee=Guarantee.YES, read_on=TODAY, **whole),
            Policy.model_construct(kind=PolicyKind.LIABILITY, insurer=words),
        ),
    )


def _cases(words: str) -> Iterator[Case]:
    """Yield an open affair with every part of its page, one without any, and a closed one, in the same words."""
    told: dict[str, Any] = {"channel": words, "by": words, "note": words}
    sent = event("sent", "2026-09-01", "opposition", pieces=(sha256_of(1),)).model_copy(update=told)
    received = event("received", "2026-09-02", "opposition").model_copy(
        update={"on": None, "earliest": dt.date(2026, 9, 2), "latest": dt.date(2026, 9, 3)}
    )
    events = (sent, received, event("known", "2026-09-01"), event("sent", "2026-09-09", "inconnue"))
    named: dict[str, Any] = {"title": words, "by": words, "note": words}
    findings = (finding_id(1), finding_id(7), "f-00000000000000ff")
    yield case(*events, findings=findings, for_=("p1",), publisher="editeur", procedures=("tard",)).model_copy(
        update=named
    )
    yield case(id="a-2026-2").model_copy(update=named)
    closed = event("closed", "2026-11-03").model_copy(update=told)
    yield case(sent, closed, id="a-2026-3", findings=(finding_id(2),)).model_copy(update=named)


def _statements(words: str) -> tuple[Statement, ...]:
    old = _provenance(words, Confidence.SINGLE).model_copy(update={"document_date": AUGUST, "read_on": AUGUST})
    return (
        Statement(slug="secret", text=words, review_every=365, provenance=_provenance(words, Confidence.CONFIRMED)),
        Statement(slug="sure", text=words, review_every=365, provenance=_provenance(words, Confidence.CONFIRMED)),
        Statement(
            slug="secret-medecin", text=words, review_every=365, provenance=_provenance(words, Confidence.SINGLE)
        ),
        Statement(
            slug="quatre-strategies", text=words, review_every=365, provenance=_provenance(words, Confidence.TO_CHECK)
        ),
        Statement(slug="old", text=words, review_every=1, provenance=old, valid_until=OCTOBER),
    )


def _procedures(words: str) -> Iterator[Procedure]:
    """Yield two routes with all that a page can show, one for later, and one closed, all in the same words."""
    fields = ("title", "gist", "who", "against", "when", "not_when", "channel", "answer", "cost", "risk", "basis")
    everything: dict[str, object] = dict.fromkeys(fields, words) | {
        "provenance": _provenance(words, Confidence.TO_CHECK),
        "contents": (words,),
        "links": ({"label": words, "url": "https://formulaire.example/"},),
        "form": "report",
        "steps": (
            {"id": "envoyer", "do": words, "letter": "opposition"},
            {"id": "attendre", "do": words, "delays": ("presse-3-mois",)},
        ),
        "next": ({"after": "refus", "do": words, "procedures": ("tard",)}, {"after": "accord", "do": words}),
        "forecloses": ({"procedure": "tard", "how": words},),
        "closes": ({"when": {"gone": True}, "why": words, "statement": "sure"},),
        "writes": True,
        **dict.fromkeys(("statements", "sanctions", "debated", "cost_statements"), ("sure", "old")),
    }
    yield procedure("avant", order=5, **everything)
    yield procedure("apres", order=10, **everything, first=("avant",), strategy="preventive")
    yield procedure("tard", order=90, **everything, limits=({"delay": "trois-mois", "statement": "sure"},))
    answered = ({"id": "envoyer", "do": words, "letter": "opposition", "delays": ("reponse",)},)
    yield procedure("opposition", order=30, **(everything | {"steps": answered, "closes": ()}))
    yield procedure("injure", **(everything | {"opens": ({"natures": ("injure",), "order": 20},)}))
    yield procedure("fiche", **(everything | {"opens": ({"signals": ("serie",), "order": 20},)}))


def _guides(words: str) -> Iterator[ReplyGuide]:
    """Yield a guide of each family, the one for insults advising silence, all in the same words."""
    everything: dict[str, object] = dict.fromkeys(("title", "gist"), words) | {
        "provenance": _provenance(words, Confidence.TO_CHECK),
        "never": tuple({"draft": words, "why": words} for _ in range(3)),
        "procedures": ("avant", "apres"),
        **dict.fromkeys(("principles", "silence"), (words, words)),
        **dict.fromkeys(("statements", "debated"), ("sure", "old")),
    }
    yield reply_guide("attente", **everything)
    yield reply_guide("insulte", **everything, family="situation", silent=True, when_natures=("injure",))


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
        finding(3, **(gone(TODAY) | {"absences": absences}), erased=Erased(on=TODAY, why=words), **outside),
        finding(4, practitioner="cabinet", **(outside | listing)),
        finding(5, first_seen=OCTOBER, **outside),
        finding(7, first_seen=OCTOBER, assessment=Assessment(nature="injure"), **outside),
        finding(8, first_seen=OCTOBER, assessment=Assessment(nature="hors_sujet"), **outside),
        finding(6, first_seen=dt.date(2024, 5, 1), published=on(dt.date(2024, 5, 1)), **outside),
    )


def _texts(one: Finding, words: str) -> PieceText:
    kept = Words(sha256=one.text_sha256, title=words, text=words, reply=words, masked=("health", "phone"))
    long = Words(sha256=sha256_of("before"), title="", text=f"{'mot ' * 100}{words}", cut_on=TODAY)
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
    removed = (Removal(finding=finding_id(3), rule="breve"), Removal(finding=finding_id(1), rule="longue", cut=True))
    return (*weekly, run(TODAY, found, failed).model_copy(update={"removed": removed}))


def _retention(words: str) -> tuple[Retention, ...]:
    told = {"data": words, "length": words, "why": words, "provenance": _provenance(words, Confidence.TO_CHECK)}
    return (
        Retention(slug="breve", order=1, natures=("injure",), months=2, **told),
        Retention(slug="longue", order=2, months=40, excerpt_after=1, **told),
        Retention(slug="a-la-main", order=3, by=KeptBy.PERSON, months=40, **told),
    )
