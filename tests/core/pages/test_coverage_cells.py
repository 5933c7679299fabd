"""The cells of the inventory: one state each, and never silence taken for absence."""

import dataclasses
import datetime as dt

import pytest

from collector.core.model import (
    PRACTICE,
    Access,
    CheckResult,
    Coverage,
    GuidedCheck,
    Memory,
    Practice,
    Profession,
    Retired,
)
from collector.core.pages.coverage import watch_sights
from collector.core.pages.coverage_cells import CellState, cells, cells_by_place
from tests.support.ledgers import TODAY, finding, finding_id, ledger, look, practitioner, report, run, source, watch

OCTOBER = dt.date(2026, 10, 20)
OLD = dt.date(2026, 10, 1)
CHECK = GuidedCheck(how="Regardez.")
MANUAL = {"access": Access.MANUAL, "check": CHECK, "category": "map"}


def found(*sources, watches=(), looks=(), today=TODAY, people=1, **fields):
    """Return the cells of some sources, watched or not, on a day."""
    persons = tuple(practitioner(number, f"Nom{number}") for number in range(1, people + 1))
    practice = Practice(name="Cabinet des Tilleuls", practitioners=persons, watches=watches)
    kept = ledger(practice=practice, coverage=Coverage(checks=looks), **{"runs": ()} | fields)
    kept = dataclasses.replace(kept, sources={one.slug: one for one in sources})
    return cells(kept, watch_sights(kept, today), today)


def told(cell):
    return cell.state, cell.detail.words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ((finding_id(1),), (CellState.SEEN, "lue le 9 novembre 2026 ; 1 mention")),
        ((), (CellState.EMPTY, "lue le 9 novembre 2026")),
    ],
)
def test_what_a_watch_reads_well_is_seen(present, expected):
    """With how many mentions, or with none: both are sights."""
    (cell,) = found(
        source("avis", category="reviews"),
        watches=(watch(1, "avis"),),
        runs=(run(TODAY, report(1, "avis")),),
        memories={"w1": Memory(present=present)},
        findings=(finding(1),),
    )

    assert (*expected, True, True, True) == (*told(cell), cell.seen, cell.read, cell.counts)


@pytest.mark.parametrize(
    ("code", "state"),
    [("robots", CellState.BLOCKED), ("timeout", CellState.BROKEN), ("missing-export", CellState.AWAITED)],
)
def test_what_a_watch_cannot_read_is_blind(code, state):
    """One blind watch among several hides the place, since when it is said."""
    runs = (
        run(OLD, report(1, "avis"), report(2, "avis")),
        run(TODAY, report(1, "avis"), report(2, "avis", failed=code)),
    )
    (cell,) = found(source("avis", category="reviews"), watches=(watch(1, "avis"), watch(2, "avis")), runs=runs)

    assert (state, "depuis le 9 novembre 2026 ; lue pour la dernière fois le 1er octobre 2026") == told(cell)
    assert (False, False) == (cell.seen, cell.read)


@pytest.mark.parametrize(
    ("today", "runs", "expected"),
    [
        (TODAY, (), (CellState.UNREAD, "jamais lue")),
        (
            TODAY + dt.timedelta(days=46),
            (run(TODAY, report(1, "avis")),),
            (CellState.STALE, "lue pour la dernière fois le 9 novembre 2026"),
        ),
    ],
)
def test_a_watch_that_nobody_read_lately_is_blind(today, runs, expected):
    """Before the first pass, and long after the last."""
    (cell,) = found(source("avis", category="reviews"), watches=(watch(1, "avis"),), runs=runs, today=today)

    assert expected == told(cell)


def test_a_watch_for_one_says_nothing_of_another():
    """The watch of p1's page reads; nobody watches for p2, and the cell says what it would take."""
    watches, runs = (watch(1, "avis", "p1"),), (run(TODAY, report(1, "avis")),)
    first, second = found(source("avis", category="reviews"), watches=watches, runs=runs, people=2)

    assert (CellState.EMPTY, CellState.POSSIBLE) == (first.state, second.state)
    assert "il suffirait d’une veille" == second.detail.words


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ((), (CellState.NEVER, "personne ne l’a encore regardée")),
        ((look("carte", OCTOBER),), (CellState.EMPTY, "vérifiée à la main le 20 octobre 2026 par I. Aubry")),
        (
            (look("carte", OCTOBER, result=CheckResult.SOMETHING, note="Un fil"),),
            (CellState.SEEN, "vérifiée à la main le 20 octobre 2026 par I. Aubry ; « Un fil »"),
        ),
        (
            (look("carte", OLD),),
            (CellState.TO_CHECK, "dernière vérification il y a 39 jours, le 1er octobre 2026 par I. Aubry"),
        ),
        (
            (look("carte", OLD, result=CheckResult.NOT_RELEVANT),),
            (CellState.NOT_CONCERNED, "décidé le 1er octobre 2026 par I. Aubry"),
        ),
    ],
)
def test_a_place_for_people_is_what_they_saw_lately(looks, expected):
    """A look is a sight for a month; then the place is to be looked at again; « sans objet » never expires."""
    (cell,) = found(source("carte", **MANUAL), looks=looks)

    assert expected == told(cell)
    assert (cell.state is not CellState.NOT_CONCERNED) is cell.counts


def test_a_recent_look_stands_in_for_a_blind_watch():
    """The place counts as seen, by hand, and the cell says that the reading fails."""
    runs = (run(TODAY, report(1, "carte", failed="blocked")),)
    (cell,) = found(source("carte", **MANUAL), watches=(watch(1, "carte"),), runs=runs, looks=(look("carte", OCTOBER),))

    assert CellState.EMPTY is cell.state
    assert cell.detail.words.endswith("sa lecture automatique est bloquée")
    assert (True, False) == (cell.seen, cell.read)


@pytest.mark.parametrize("failed", [None, "blocked"])
def test_what_is_watched_is_never_set_aside(failed):
    """« Sans objet » hides neither a watch that reads nor one that fails: whoever wants it gone removes the watch."""
    (cell,) = found(
        source("carte", **MANUAL),
        watches=(watch(1, "carte"),),
        runs=(run(TODAY, report(1, "carte", failed=failed)),),
        looks=(look("carte", OLD, result=CheckResult.NOT_RELEVANT),),
    )

    assert (CellState.BLOCKED if failed else CellState.EMPTY) is cell.state


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"retired": Retired(on=2019, why="Fermée")}, (CellState.RETIRED, "depuis 2019 : Fermée")),
        (
            {"retired": Retired(on=OLD, why="Fermée")},
            (CellState.RETIRED, "depuis le 1er octobre 2026 : Fermée"),
        ),
        ({"access": Access.NO, "why": "Ses conditions"}, (CellState.UNWATCHABLE, "Ses conditions")),
        ({"access": Access.AUTO}, (CellState.POSSIBLE, "il suffirait d’une veille")),
        ({"access": Access.KEY}, (CellState.POSSIBLE, "il faudrait une clé ou une adresse secrète, et une veille")),
        (
            {"access": Access.KEY, "secrets": {"CLE": "une clé gratuite"}},
            (CellState.POSSIBLE, "il faudrait une clé gratuite, et une veille"),
        ),
        (
            {"access": Access.IMPORT},
            (CellState.POSSIBLE, "il faudrait déposer un export de votre compte, et une veille"),
        ),
    ],
)
def test_what_nobody_watches_says_why_or_how(fields, expected):
    """Dead and forbidden sources keep their reason and do not count; the others say what it would take, and count."""
    (cell,) = found(source("x", category="map", **fields))

    assert expected == told(cell)
    assert (cell.state is CellState.POSSIBLE) is cell.counts


def test_what_the_catalogue_does_not_propose_counts_once_somebody_looks():
    """A source for some only is optional, and out of the count; a first look makes it one of the practice's."""
    optional = MANUAL | {"suggested": False}
    (unseen,) = found(source("petition", **optional))
    (old,) = found(source("petition", **optional), looks=(look("petition", OLD),))
    (unwatched,) = found(source("mots-dieses", category="social", suggested=False))

    assert (CellState.OPTIONAL, False) == (unseen.state, unseen.counts)
    assert (CellState.TO_CHECK, True) == (old.state, old.counts)
    assert CellState.OPTIONAL is unwatched.state


def test_a_source_of_another_profession_concerns_nobody():
    """The catalogue says whom a source is for: the others are not asked to look."""
    midwives = source("maternites", **MANUAL | {"professions": (Profession.MIDWIFE,)})
    each = found(midwives, people=2)
    whole = found(midwives.model_copy(update={"check": CHECK.model_copy(update={"each": False})}))

    assert [CellState.NOT_CONCERNED] * 3 == [one.state for one in (*each, *whole)]
    assert not any(one.counts for one in (*each, *whole))


def test_a_way_of_reading_alone_does_not_count():
    """It says what it could do; a page read with it does count."""
    (alone,) = found(source("flux", category="method"))
    (used,) = found(source("flux", category="method"), watches=(watch(1, "flux", label="Radio"),))

    assert (CellState.POSSIBLE, False, True) == (alone.state, alone.counts, used.counts)
    assert (PRACTICE, "w1") == (used.subject, used.place.slug)


def test_cells_go_by_place():
    """The cells of one place come together, in the order of the practitioners; of nothing, nothing."""
    grouped = list(cells_by_place(found(source("a", **MANUAL), source("b", **MANUAL), people=2)))

    assert [[("a", "p1"), ("a", "p2")], [("b", "p1"), ("b", "p2")]] == [
        [(one.place.slug, one.subject) for one in group] for group in grouped
    ]
    assert [] == list(cells_by_place(()))
