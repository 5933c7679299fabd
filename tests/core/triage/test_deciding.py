"""From scores to a nature, what is told beside it, and grievances: a model of starts alone, and no words."""

from collections.abc import Mapping

from collector.core.triage.deciding import Found, decide
from collector.core.triage.labels import Grievance, Nature
from collector.core.triage.linear import LinearModel, ModelHead

LOW = -9.0


def decided(scores: Mapping[Nature | Grievance, float], *, mild: bool = False) -> Found:
    """Return what is decided from the scores of some labels, the others far below."""
    head = ModelHead(
        natures=tuple(Nature),
        grievances=tuple(Grievance),
        starts=tuple(scores.get(label, LOW) for label in (*Nature, *Grievance)),
        scales={},
        shared=(),
        steps={},
        trained_on="",
    )
    return decide(LinearModel(head, {}), (), faked=True, mild=mild)


def test_what_may_be_unlawful_is_told_beside_a_criticism() -> None:
    """Nearly as likely as the criticism, an insult is told beside it; far less likely, it is not."""
    assert (Nature.INSULT,) == decided({Nature.CRITICISM: 1.0, Nature.INSULT: 0.9}).also
    assert () == decided({Nature.CRITICISM: 1.0, Nature.INSULT: -3.0}).also


def test_two_unlawful_readings_are_both_told() -> None:
    """Beside an unlawful nature, another nearly as likely is told too."""
    told = decided({Nature.DEFAMATION: 1.0, Nature.THREAT: 0.9})

    assert (Nature.DEFAMATION, (Nature.THREAT,), True) == (told.nature, told.also, told.doubtful)


def test_a_few_harmless_words_accuse_nobody() -> None:
    """The same scores, of a text that is a few words known to no rule, are those of an opinion."""
    scores = {Nature.CRITICISM: 0.5, Nature.INSULT: 1.0}

    assert Nature.INSULT == decided(scores).nature
    assert (Nature.CRITICISM, ()) == (decided(scores, mild=True).nature, decided(scores, mild=True).also)


def test_a_criticism_names_its_likeliest_grievance() -> None:
    """One is told from less when no other is; elsewhere, or when none is likely, none is."""
    faint = {Grievance.WAIT: -1.0, Grievance.PRICE: -1.2}

    assert (Grievance.WAIT,) == decided({Nature.CRITICISM: 1.0, **faint}).grievances
    assert () == decided({Nature.INSULT: 1.0, **faint}).grievances
    assert () == decided({Nature.CRITICISM: 1.0}).grievances
    assert () == decided({Nature.PRAISE: 1.0, Grievance.WAIT: 2.0}).grievances
