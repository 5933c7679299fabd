"""The sign-off through a form of GitHub: the address that opens it filled in, and the reading of what comes back.

Whoever can open an issue can write anything in it: what is read is bounded, every name must be known, no free text is
kept but who looked, and what is wrong is told without repeating it.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from collector.core.consistency import closest
from collector.core.model import CheckIn, CheckResult, Practice
from collector.core.model.coverage import LONGEST_NAME
from collector.core.text import clean_line, fold

FORM = "verification-mensuelle.yml"  # in .github/ISSUE_TEMPLATE/ of the practice's repository
CHECKS, BY, ON = "Vérifications", "Qui a regardé", "Quand"  # the labels of its fields, which head what comes back
RESULTS: Mapping[str, CheckResult] = {
    "rien": CheckResult.NOTHING,
    "quelque chose": CheckResult.SOMETHING,
    "sans objet": CheckResult.NOT_RELEVANT,
}
LONGEST_BODY = 65_536  # characters: what GitHub itself allows
MOST_LINES = 400
OLDEST = 62  # days: an older look is written in a file, by a person who answers for it
_LONGEST_LINK = 7_000  # characters: above, GitHub refuses the address
_EMPTY = "_No response_"
_NO_RESULT = "Aucun résultat : après les deux-points, écrivez « rien », « quelque chose » ou « sans objet »."


@dataclass(frozen=True, slots=True)
class Signed:
    """What a form says: the looks to keep, and what could not be understood (in French, safe to show anywhere)."""

    checks: tuple[CheckIn, ...]
    faults: tuple[str, ...]


def form_link(repository: str, asked: Iterable[tuple[str, tuple[str, ...]]], result: str = "") -> str:
    """Return the address of the form of a repository, with a line for each (place, practitioners) to look at.

    Return nothing without a repository, and when the address would be too long to be opened.
    """
    lines = "\n".join(f"{form_line(slug, people)} {result}" for slug, people in asked)
    address = f"{repository.rstrip('/')}/issues/new?{urlencode({'template': FORM, 'verifications': lines})}"
    return address if repository and len(address) <= _LONGEST_LINK else ""


def form_line(slug: str, people: tuple[str, ...]) -> str:
    """Return the line of a look, up to its result: « google-recherche (marie-martin) : »."""
    return f"{slug} ({', '.join(people)}) :" if people else f"{slug} :"


def read_form(body: str, practice: Practice, known: Collection[str], today: dt.date, by: str = "") -> Signed:
    """Return what the body of an issue made with the form says; `by`, when given, is who signs, whatever it says."""
    if len(body) > LONGEST_BODY:
        return Signed((), ("Ce texte est trop long pour venir du formulaire.",))
    fields = _fields(body)
    lines = [line for line in fields.get(CHECKS, "").split("\n") if line.strip()]
    who = clean_line(by or fields.get(BY, ""))
    on = _day(fields.get(ON, ""), today)
    faults = tuple(_unusable(lines, who, on))
    if faults or on is None:
        return Signed((), faults)
    read = [_line(number, line, practice, known) for number, line in enumerate(lines, start=1)]
    checks = tuple(
        CheckIn(source=one.source, for_=one.people, on=on, by=who, result=one.result)
        for one in read
        if isinstance(one, _Look)
    )
    told = tuple(one for one in read if isinstance(one, str))
    if not checks and not told:
        told = (_NO_RESULT,)
    return Signed(checks, told)


@dataclass(frozen=True, slots=True)
class _Look:
    source: str
    people: tuple[str, ...]
    result: CheckResult


def _fields(body: str) -> dict[str, str]:
    """Return the answers of the form by label; of a heading that comes twice, the first, since fields come in order."""
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    for line in body.replace("\r\n", "\n").split("\n"):
        label = line.removeprefix("### ").strip()
        if line.startswith("### ") and label in {CHECKS, BY, ON}:
            current = []
            fields.setdefault(label, current)
        else:
            current.append(line)
    answers = {label: "\n".join(lines).strip() for label, lines in fields.items()}
    return {label: answer for label, answer in answers.items() if answer != _EMPTY}


def _day(written: str, today: dt.date) -> dt.date | None:
    """Return the day of the looks: today unless the form says another; None for one that cannot be."""
    if not written:
        return today
    try:
        day = dt.date.fromisoformat(written)
    except ValueError:
        return None
    return day if 0 <= (today - day).days <= OLDEST else None


def _unusable(lines: list[str], who: str, on: dt.date | None) -> Iterator[str]:
    if not lines:
        yield "Ce texte ne vient pas du formulaire, ou ne nomme aucune source."
    if len(lines) > MOST_LINES:
        yield f"Plus de {MOST_LINES} lignes : signez en plusieurs fois."
    if not 0 < len(who) <= LONGEST_NAME:
        yield f"« {BY} » est vide ou trop long : écrivez le nom de la personne."
    if on is None:
        yield f"« {ON} » doit être un jour écrit 2026-06-09, des {OLDEST} derniers jours."


def _line(number: int, line: str, practice: Practice, known: Collection[str]) -> _Look | str | None:
    """Return the look that a line tells, None for one left without result, or what is wrong with it."""
    what, colon, said = line.partition(":")
    slug, bracket, inside = what.strip().partition("(")
    slug, said = slug.strip(), fold(clean_line(said))
    people = tuple(one.strip() for one in inside.strip().removesuffix(")").split(",") if one.strip())
    if slug not in known:
        close = closest(slug[:LONGEST_NAME], known)
        meant = f" ; peut-être {' ou '.join(close)}" if close else ""
        return f"Ligne {number} : cette source n’existe pas{meant}."
    if not colon or (bracket and not inside.strip().endswith(")")):
        return f"Ligne {number} : écrivez « {slug} : rien », ou « {slug} (praticien) : rien »."
    if any(practice.practitioner(one) is None for one in people):
        ids = ", ".join(one.id for one in practice.practitioners)
        return f"Ligne {number} : ce praticien n’existe pas ; ceux du cabinet : {ids}."
    if not said:
        return None
    if said not in RESULTS:
        return f"Ligne {number} : le résultat est « rien », « quelque chose » ou « sans objet », sans autre mot."
    return _Look(slug, people, RESULTS[said])
