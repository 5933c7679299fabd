"""Small ledgers of an invented practice, for the pages: each builder gives one noun, its arguments say what matters."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from collector.core.ledger import Ledger
from collector.core.model import (
    About,
    Absence,
    Access,
    Author,
    CheckIn,
    CheckResult,
    Citation,
    Confidence,
    DateKind,
    Decision,
    Ending,
    Finding,
    LetterTemplate,
    Match,
    Memory,
    MentionForm,
    ModelReply,
    PieceText,
    Practice,
    Practitioner,
    Procedure,
    Provenance,
    Published,
    Rating,
    Recommendation,
    ReplyGuide,
    Ruling,
    RunReport,
    Sighting,
    Source,
    State,
    Statement,
    Watch,
    WatchReport,
    Words,
    Workplace,
)

TODAY = dt.date(2026, 11, 9)
PROVENANCE = Provenance(
    sources=(Citation(title="Texte consolidé", url="https://droit.example/texte"),),
    read_on=dt.date(2026, 11, 1),
    confidence=Confidence.CONFIRMED,
)


def practitioner(number: int = 1, last_name: str = "Lefèvre") -> Practitioner:
    """Return a practitioner of the practice, p1 by default."""
    return Practitioner(
        id=f"p{number}",
        first_name="Anne",
        last_name=last_name,
        specialty="médecine générale",
        practice=Workplace(name="Cabinet des Tilleuls"),
        city="Beaurivage",
    )


def source(slug: str, name: str = "", **fields: object) -> Source:
    """Return a source of the catalogue."""
    given = {"slug": slug, "name": name or f"Source {slug}", "access": Access.AUTO, "why": "Avis de patients"}
    return Source.model_validate(given | {"provenance": PROVENANCE} | fields)


def watch(number: int, source_slug: str, *people: str, label: str = "") -> Watch:
    """Return a watch of a source, for some practitioners or for everybody."""
    url = f"https://{source_slug}.example/{number}"
    return Watch(id=f"w{number}", source=source_slug, for_=people, label=label, url=url)


def report(number: int, source_slug: str, *, failed: str | None = None, **counts: int) -> WatchReport:
    """Return how watch `number` ended: found, or failed with a code."""
    ending = Ending.FOUND if failed is None else Ending.FAILED
    return WatchReport(watch=f"w{number}", source=source_slug, ending=ending, code=failed, **counts)


def run(day: dt.date, *reports: WatchReport) -> RunReport:
    """Return a pass made early on `day`."""
    at = dt.datetime.combine(day, dt.time(4, 17), dt.UTC)
    return RunReport(id=f"{at:%Y%m%dt%H%Mz}", at=at, on=day, watches=reports)


def finding(number: int, **fields: object) -> Finding:
    """Return a finding about p1 on « avis », published and first seen on 1 November 2026; `fields` change it."""
    sha = sha256_of(number)
    first_seen = fields.get("first_seen", dt.date(2026, 11, 1))
    assert isinstance(first_seen, dt.date)
    rating = fields.get("rating", Rating(value=2, scale=5, raw="2"))
    base: dict[str, object] = {
        "id": finding_id(number),
        "practitioner": "p1",
        "source": "avis",
        "native_id": str(number),
        "url": f"https://avis.example/{number}",
        "form": MentionForm.REVIEW,
        "author": Author(shown="S. M.", key=None),
        "published": on(first_seen),
        "first_seen": first_seen,
        "rating": rating,
        "state": State.PRESENT,
        "text_sha256": sha,
        "text_length": 20,
        "content_key": f"c-{number}",
        "versions": ({"seen": first_seen, "text_sha256": sha, "text_length": 20, "rating": rating},),
        "sightings": (Sighting(watch="w1", source="avis", first_seen=first_seen),),
        "match": Match(about=About.YES, score=0.9, reasons=("Nom et ville",)),
    }
    return Finding.model_validate(base | fields)


def uncertain(score: float = 0.5) -> Match:
    """Return a match in doubt."""
    return Match(about=About.UNCERTAIN, score=score, reasons=("Nom seul",))


def gone(since: dt.date) -> dict[str, object]:
    """Return the fields of a finding that vanished on `since`."""
    return {"state": State.VANISHED, "absences": (Absence(since=since),)}


def on(day: dt.date) -> Published:
    """Return an exact day of publication."""
    return Published(earliest=day, latest=day, kind=DateKind.PUBLISHED)


def finding_id(number: int) -> str:
    """Return the id of finding `number`."""
    return f"f-{number:016x}"


def sha256_of(number: int | str) -> str:
    """Return the hash under which the words of finding `number` are kept."""
    return hashlib.sha256(str(number).encode()).hexdigest()


def words(number: int, text: str = "Trois heures d’attente.", **fields: object) -> PieceText:
    """Return the kept words of the only version of finding `number`."""
    given = {"sha256": sha256_of(number), "title": "", "text": text} | fields
    return PieceText(finding=finding_id(number), versions=(Words.model_validate(given),))


def decision(number: int, ruling: Ruling, day: dt.date = TODAY) -> Decision:
    """Return a decision on finding `number`."""
    return Decision(finding=finding_id(number), ruling=ruling, on=day, by="A. Lefèvre", why="Relu à deux")


def look(
    place: str, day: dt.date = TODAY, *people: str, result: CheckResult = CheckResult.NOTHING, note: str = ""
) -> CheckIn:
    """Return a look by hand at a place, for some practitioners or for everybody."""
    return CheckIn(source=place, for_=people, on=day, by="I. Aubry", result=result, note=note)


def statement(slug: str = "secret", **fields: object) -> Statement:
    """Return a legal sentence read on 1 November 2026, to be read again after a year."""
    given = {"slug": slug, "text": "Le secret couvre tout : sans exception.", "review_every": 365}
    return Statement.model_validate(given | {"provenance": PROVENANCE} | fields)


def letter(slug: str = "opposition", text: str = "Bonjour à {{ editeur }}.", **fields: object) -> LetterTemplate:
    """Return a letter to `editeur`, its one field, that says `text`."""
    given = {
        "slug": slug,
        "title": "Demander le retrait d’une fiche",
        "recipient": "l’éditeur de l’annuaire",
        "when": "La fiche a été créée sans vous.",
        "not_when": "Vous avez créé la fiche.",
        "channel": "Courrier recommandé",
        "fields": {"editeur": "Nom de l’éditeur"},
        "provenance": PROVENANCE,
        "body": letter_body(text),
    }
    return LetterTemplate.model_validate(given | fields)


def letter_body(text: str) -> str:
    """Return the body of a letter to `editeur`, with the parts that every letter has."""
    parts = {"expediteur": "A. Lefèvre", "destinataire": "{{ editeur }}", "lieu": "Beaurivage", "objet": "Retrait"}
    head = "\n\n".join(f"::: {name}\n{words}\n:::" for name, words in parts.items())
    return f"{head}\n\n{text}\n\n::: signature\nA. Lefèvre\n:::"


def procedure(slug: str = "signalement", **fields: object) -> Procedure:
    """Return a route that is always open, of order 10, with one step and no law; `fields` change it.

    `order` is that of its only opening.
    """
    order = fields.pop("order", 10)
    given = {
        "slug": slug,
        "title": f"Démarche {slug}",
        "strategy": "defensive",
        "gist": "Faire retirer : sans juge.",
        "who": "Toute personne.",
        "against": "Le site.",
        "when": "Le contenu est illicite.",
        "not_when": "Une critique.",
        "channel": "Le formulaire du site.",
        "steps": ({"id": "envoyer", "do": "Envoyez."},),
        "answer": "Sans délai chiffré.",
        "cost": "Gratuit.",
        "risk": "Aucun.",
        "basis": "Règles du site",
        "opens": ({"order": order},),
        "provenance": PROVENANCE,
    }
    return Procedure.model_validate(given | fields)


def reply_guide(slug: str = "attente", **fields: object) -> ReplyGuide:
    """Return a guide about waiting, which proposes twice the model reply `attente`; `fields` change it."""
    given = {
        "slug": slug,
        "title": "On vous reproche l’attente",
        "family": "reproche",
        "order": 1,
        "when_grievances": ("attente",),
        "gist": "Le cabinet, jamais la personne.",
        "principles": ("Restez général.", "Restez vrai."),
        "replies": ("attente", "attente"),
        "never": tuple({"draft": f"Vous êtes venu : {part}.", "why": "Le secret."} for part in "abc"),
        "silence": ("Rien ne presse.", "Personne ne lit."),
        "statements": ("secret",),
        "debated": ("secret", "secret-medecin"),
        "provenance": PROVENANCE,
    }
    return ReplyGuide.model_validate(given | fields)


def recommendation(name: str = "veiller", **fields: object) -> Recommendation:
    """Return a recommendation that one page gives."""
    given = {
        "id": name,
        "title": "Veiller : chaque mois",
        "statements": ("secret",),
        "pages": ("etat-des-lieux.md",),
        "commands": ("renom refresh",),
        "tests": ("tests/test_run.py::test_a",),
    }
    return Recommendation.model_validate(given | fields)


def model_reply(slug: str = "attente", **fields: object) -> ModelReply:
    """Return a model reply about waiting, with one field."""
    given = {
        "slug": slug,
        "title": "Sur l’attente",
        "situation": "attente",
        "tone": "neutre",
        "when": "L’avis parle de l’attente.",
        "not_when": "L’avis insulte.",
        "fields": {"telephone": "téléphone du cabinet"},
        "statements": ("secret",),
        "provenance": PROVENANCE,
        "body": "Bonjour, appelez le {telephone}.",
    }
    return ModelReply.model_validate(given | fields)


def ledger(
    findings: Iterable[Finding] = (),
    *,
    texts: Iterable[PieceText] | None = None,
    sources: Iterable[Source] = (),
    watches: Iterable[Watch] | None = None,
    runs: Iterable[RunReport] | None = None,
    **others: object,
) -> Ledger:
    """Return a ledger: one watch (w1) of « avis », read well today, holding all the findings, with their words."""
    findings, sources = tuple(findings), (source("avis", "Avis Santé"), *sources)
    watches = tuple(watches) if watches is not None else (watch(1, "avis", "p1"),)
    given = {
        "practice": Practice(name="Cabinet des Tilleuls", practitioners=(practitioner(),), watches=watches),
        "sources": {one.slug: one for one in sources},
        "statements": {slug: statement(slug) for slug in ("secret", "secret-medecin", "quatre-strategies")},
        "findings": findings,
        "texts": {one.finding: one for one in (texts if texts is not None else map(_words_of, findings))},
        "memories": {"w1": Memory(present=tuple(one.id for one in findings if one.state is State.PRESENT))},
        "runs": tuple(runs) if runs is not None else (run(TODAY, report(1, "avis")),),
    }
    return Ledger(**(given | others))  # type: ignore[arg-type]


def _words_of(one: Finding) -> PieceText:
    return PieceText(
        finding=one.id,
        versions=tuple(
            Words(sha256=version.text_sha256, title="", text=f"Le texte {place} de {one.native_id}.")
            for place, version in enumerate(one.versions)
        ),
    )
