"""Conservation: until when words are kept, what goes soon, what went and why."""

import datetime as dt

from collector.core.model import Assessment, Erased, Removal
from collector.core.pages.outlook import outlook
from collector.core.pages.retention import keeping, retention_page
from collector.edges.files.catalog import load_retention
from tests.support.ledgers import TODAY, finding, finding_id, ledger, on, report, run

RULES = load_retention()
INSULT, PRAISE = Assessment(nature="injure"), Assessment(nature="avis_positif")
NEGATIVE = Assessment(nature="avis_negatif")


def seen(*findings, **others):
    """Return the portal of these findings today, with the shipped rules."""
    return outlook(ledger(findings, retention=RULES, **others), TODAY, "1.0")


def view(*findings, **others):
    return retention_page(seen(*findings, **others)).view


def test_what_goes_within_two_months_is_announced_the_first_first():
    """An insult of August goes in December; praise of November in a year: not announced."""
    august, september = on(dt.date(2026, 8, 20)), on(dt.date(2026, 9, 5))
    later = finding(1, published=september, assessment=INSULT)
    sooner = finding(2, published=august, assessment=INSULT)

    shown = view(later, sooner, finding(3, assessment=PRAISE)).leaving

    assert [(finding_id(2), dt.date(2026, 12, 20), False), (finding_id(1), dt.date(2027, 1, 5), False)] == [
        (one.row.finding, one.on, one.cut) for one in shown
    ]


def test_a_cut_is_announced_before_the_end():
    """A negative review of November 2025 is cut a year later; once cut, its end is far."""
    old = dt.date(2025, 11, 20)
    (told,) = view(finding(1, first_seen=old, assessment=NEGATIVE)).leaving

    assert (dt.date(2026, 11, 20), True) == (told.on, told.cut)
    assert () == view(finding(1, first_seen=dt.date(2025, 11, 1), assessment=NEGATIVE)).leaving


def test_an_affair_holds():
    """What an open affair needs is counted, and not announced."""
    insult = finding(1, published=on(dt.date(2026, 8, 20)), assessment=INSULT)
    held = frozenset((finding_id(1),))

    shown = view(insult, held=held)

    assert ((), 1) == (shown.leaving, shown.held)
    assert "Texte gardé tant que l’affaire est ouverte." == keeping(insult, seen(insult, held=held)).words


def test_each_pass_tells_what_it_removed():
    """The last pass first, a line per rule, counts by what was done; a rule that is no more keeps its name."""
    removed = [
        Removal(finding=finding_id(number), rule=rule, cut=cut)
        for number, (rule, cut) in enumerate(
            (("avis-negatif", True), ("avis-negatif", False), ("avis-negatif", False), ("ancienne", True))
        )
    ]
    before = run(dt.date(2026, 10, 5), report(1, "avis")).model_copy(update={"removed": (removed[3],)})
    last = run(TODAY, report(1, "avis")).model_copy(update={"removed": tuple(removed[:3])})

    shown = view(runs=(before, last)).removed

    assert [
        (TODAY, "2 textes effacés, 1 texte réduit à un extrait", "Avis négatif licite, fiche publiée sans accord"),
        (dt.date(2026, 10, 5), "1 texte réduit à un extrait", "ancienne"),
    ] == [(one.on, one.told.replace("\u00a0", " "), one.because.words.replace("\u00a0", " ")) for one in shown]


def test_a_finding_tells_its_own_end():
    """Until when, or since when and why it is gone; nothing without a rule, nor when words are simply not there."""
    kept = finding(1, assessment=PRAISE)
    gone = finding(2, erased=Erased(on=TODAY, why="demande de l’auteur"))

    assert "Texte gardé jusqu’au 1er novembre 2027" in keeping(kept, seen(kept)).words.replace("\u00a0", " ")
    assert "Texte effacé le 9 novembre 2026 : demande de l’auteur." == keeping(
        gone, seen(gone, texts=())
    ).words.replace("\u00a0", " ")
    assert "" == keeping(kept, seen(kept, texts=())).words
    assert "" == keeping(kept, outlook(ledger([kept]), TODAY, "1.0")).words


def test_a_text_said_after_the_erasing_has_its_own_end():
    """What was published again since is kept anew, and says until when."""
    again = finding(1, assessment=PRAISE, erased=Erased(on=dt.date(2026, 10, 1), why="durée"))

    assert "Texte gardé jusqu’au" in keeping(again, seen(again)).words
