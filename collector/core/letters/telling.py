"""Says in French how a letter stands: why it may not serve, what is still asked for, what must be checked in it."""

from collections.abc import Collection, Iterable

from collector.core.french import spaced
from collector.core.letters.filling import Missing
from collector.core.letters.serving import Standing
from collector.core.model import Confidence, LetterTemplate, Publisher, Statement
from collector.core.pages.routes import SUPPOSED
from collector.core.triage.labels import Nature

UNQUOTED = "Le texte n’est pas cité : il a été masqué, coupé ou effacé. Recopiez-le du site, mot à mot."
IMPOSSIBLE_DAY = "La date que montre le site est impossible : donnez la vraie, --set mise_en_ligne=…"


def why_not(letter: LetterTemplate, told: Standing) -> str:
    """Return why a letter does not serve a finding: the closed route first, else what the letter is for."""
    if told.closed:
        first = told.closed[0]
        return spaced(f"« {first.procedure.title} » est fermé pour ce relevé : {first.why}.")
    return spaced(
        f"La lettre « {letter.title} » ne correspond pas à ce relevé. Elle sert dans ce cas : {letter.when} "
        f"Elle ne sert pas dans celui-ci : {letter.not_when}"
    )


def only_if(told: Standing) -> str:
    """Return what the finding, which nobody has qualified, must be for the letter to serve; empty when it is open."""
    if told.open or not told.supposed:
        return ""
    return spaced(f"Ce relevé n’est pas qualifié : cette lettre ne sert que si c’est {_either(told.supposed)}.")


def _either(natures: Collection[Nature]) -> str:
    told = [words for one, words in SUPPOSED.items() if one in natures]
    return " ou ".join(part for part in (", ".join(told[:-1]), told[-1]) if part)


def how_to_give(missing: Missing) -> str:
    """Return how a person gives a fact that is asked for."""
    return f"{missing.label} : --set {missing.name}=…"


def to_check(letter: LetterTemplate, to: Publisher | None, statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return what nobody has verified yet: the model, the publisher it always goes to, the law under it."""
    own = ["le texte de ce modèle."] if _doubtful(letter) else []
    if to is not None and _doubtful(to):
        own.append(f"le nom et l’adresse de {to.name}.")
    return tuple(spaced(one) for one in (*own, *(one.text for one in statements if _doubtful(one))))


def _doubtful(one: LetterTemplate | Publisher | Statement) -> bool:
    return one.provenance.confidence is Confidence.TO_CHECK
