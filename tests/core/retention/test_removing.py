"""What removing words changes: they go, their hashes, the day and the reason stay, and nothing brings them back."""

import datetime as dt

from collector.core.kept import Kept, forgotten, missing_words
from collector.core.model import Assessment, Erased, Removal, Version
from collector.core.retention import erase, falling, removable, remove
from collector.edges.files.catalog import load_retention
from tests.support.ledgers import finding, finding_id, sha256_of, words

RULES = load_retention()
LONG = "Trois heures d’attente, puis rien. " * 20


def kept(*numbers, text="Trois heures d’attente.", **fields):
    """Return what a practice keeps of some findings of one nature, with their words."""
    findings = {finding_id(one): finding(one, **fields) for one in numbers}
    return Kept(findings=findings, texts={finding_id(one): words(one, text) for one in numbers})


def removed(known, today):
    """Return what is removed of `known` by the shipped rules on `today`."""
    due = removable(falling(known.findings.values(), (), RULES), known.texts, today)
    return remove(known, due, today)


def test_words_go_and_the_reason_stays():
    """The finding says since when and why, by which rule, and the log names both."""
    known = kept(1, assessment=Assessment(nature="injure"))
    changes, log = removed(known, dt.date(2027, 3, 1))

    (after,) = changes.findings
    assert (finding_id(1),) == changes.erased
    assert () == changes.texts
    assert after.erased
    assert (dt.date(2027, 3, 1), "infraction-de-presse") == (after.erased.on, after.erased.rule)
    assert "durée de conservation atteinte" in after.erased.why
    assert known.findings[after.id] == after.model_copy(update={"erased": None})
    assert (Removal(finding=finding_id(1), rule="infraction-de-presse"),) == log


def test_an_excerpt_is_cut_and_keeps_its_hash():
    """After a year a negative review keeps 300 characters; cut words are not cut again."""
    known = kept(1, text=LONG, assessment=Assessment(nature="avis_negatif"))
    changes, log = removed(known, dt.date(2027, 11, 1))

    (text,) = changes.texts
    (version,) = text.versions
    assert 300 >= len(version.text) > 250
    assert (sha256_of(1), dt.date(2027, 11, 1)) == (version.sha256, version.cut_on)
    assert (Removal(finding=finding_id(1), rule="avis-negatif", cut=True),) == log
    again = remove(
        Kept(known.findings, {text.finding: text}), falling(known.findings.values(), (), RULES), version.cut_on
    )
    assert (text,) == again[0].texts


def test_what_cannot_be_read_is_left_alone():
    """A finding whose file is broken keeps its words."""
    known = kept(1, assessment=Assessment(nature="injure"))
    broken = Kept(known.findings, known.texts, untouchable=frozenset((finding_id(1),)))

    changes, log = removed(broken, dt.date(2030, 1, 1))

    assert ((), (), (), ()) == (changes.findings, changes.texts, changes.erased, log)


def test_erased_words_are_not_missing_words():
    """Nothing is claimed of the versions erased; what was said since is; after a purge nothing ever is."""
    gone = Erased(on=dt.date(2026, 12, 1), why="essai")
    since = Version(seen=dt.date(2026, 12, 2), text_sha256=sha256_of(2), text_length=3)
    first = finding(1)
    quiet = first.model_copy(update={"erased": gone})
    edited = quiet.model_copy(update={"versions": (*first.versions, since)})
    purged = edited.model_copy(update={"erased": gone.model_copy(update={"for_good": True})})

    assert (first.id,) == missing_words(Kept({first.id: first}))
    assert () == missing_words(Kept({quiet.id: quiet}))
    assert (edited.id,) == missing_words(Kept({edited.id: edited}))
    assert () == missing_words(Kept({purged.id: purged}))
    assert ((quiet.id,), (), (purged.id,)) == tuple(forgotten(Kept({one.id: one})) for one in (quiet, edited, purged))


def test_a_purge_is_not_undone_by_a_rule():
    """What somebody asked to be erased keeps saying so, with its own reason."""
    asked = Erased(on=dt.date(2026, 12, 1), why="demande de l’auteur", for_good=True)
    later = Erased(on=dt.date(2027, 12, 1), why="durée", rule="autre")
    purged = erase(finding(1), asked)

    assert purged == erase(purged, later)
    assert later == erase(finding(1), later).erased
