"""What one watch changes of a finding whose words were erased: nothing, or only what was published since."""

from dataclasses import replace

from collector.core.kept import missing_words
from collector.core.model import Erased, State
from tests.support.settling import AUGUST, JULY, JUNE, Practice, sighted


def test_what_was_asked_to_be_forgotten_is_never_kept_again() -> None:
    """Neither the same words nor edited ones come back; it is still seen, and vanishes like any other."""
    practice = Practice()
    practice.play(JUNE, sighted("r1"))
    purged = practice.only().model_copy(update={"erased": Erased(on=JUNE, why="demande", for_good=True)})
    practice.kept = replace(practice.kept, findings={purged.id: purged}, texts={})

    practice.play(JULY, sighted("r1", "Une heure d’attente, et je persiste."))
    assert (purged, {}) == (practice.only(), practice.kept.texts)
    practice.play(AUGUST)
    assert State.VANISHED is practice.only().state


def test_words_said_after_an_erasing_are_kept() -> None:
    """What retention erased is not fetched again; an edit made since is a new publication, kept alone."""
    practice = Practice()
    practice.play(JUNE, sighted("r1"))
    erased = practice.only().model_copy(update={"erased": Erased(on=JUNE, why="durée")})
    practice.kept = replace(practice.kept, findings={erased.id: erased}, texts={})

    practice.play(JULY, sighted("r1"))
    assert {} == practice.kept.texts
    practice.play(AUGUST, sighted("r1", "Deux heures d’attente."))
    (text,) = practice.kept.texts.values()
    assert ["Deux heures d’attente."] == [one.text for one in text.versions]
    assert () == missing_words(practice.kept)
