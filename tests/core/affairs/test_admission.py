"""What may be written in an affair: facts only, about what exists, and a refusal that says what to do."""

import datetime as dt

import pytest

from collector.core.affairs.admission import impossible_days, is_repeated, next_id, refusals, remarks
from collector.core.affairs.references import Known, strange_finding, strange_names, strange_people, strange_procedure
from collector.core.model import Publisher
from tests.support.cases import between, case, catalogue, event
from tests.support.ledgers import PROVENANCE, TODAY, finding_id, ledger, source

RGPD = "opposition-21"
KNOWN = Known(
    ledger().practice,
    {"avis": source("avis")},
    {"editeur": Publisher(slug="editeur", name="Éditeur", provenance=PROVENANCE)},
    catalogue(),
    {finding_id(1)},
)


def refused(event_, *before, **fields):
    return [one.replace("\u00a0", " ") for one in refusals(case(*before, **fields), event_, KNOWN, TODAY)]


def test_a_fact_of_a_known_route_is_admitted():
    """Sent today by a route of the catalogue, at one of its steps."""
    assert [] == refused(event("sent", "2026-11-09", RGPD, step="envoyer"))


@pytest.mark.parametrize("given", [event("noted", "2026-11-10"), between("noted", "2026-11-01", "2026-11-10")])
def test_nothing_of_the_future_is_noted(given):
    """Not tomorrow, nor what may only happen tomorrow."""
    assert ["le 10 novembre 2026 est dans le futur : un événement est un fait, notez-le quand il a eu lieu"] == refused(
        given
    )


def test_a_closed_affair_takes_only_its_reopening():
    """Anything else is refused with the command that opens it again; an open one is not opened twice."""
    closed = event("closed", "2026-11-03")
    (told,) = refused(event("noted", "2026-11-04"), closed)
    assert "l’affaire a-2026-1 est close : rouvrez-la d’abord (`renom case event a-2026-1 reopened`)" in told
    assert [] == refused(event("reopened", "2026-11-04"), closed)
    assert ["l’affaire a-2026-1 n’est pas close : il n’y a rien à rouvrir"] == refused(event("reopened", "2026-11-04"))


def test_an_event_about_a_route_says_which():
    """Unless the affair chose only one; the chosen ones are proposed."""
    bare = event("refused", "2026-11-04")
    assert ["dites de quelle démarche il s’agit, avec --procedure"] == refused(bare)
    assert ["dites de quelle démarche il s’agit, avec --procedure : opposition-21, acces-15"] == refused(
        bare, procedures=(RGPD, "acces-15")
    )
    assert [] == refused(bare, procedures=(RGPD,))


def test_all_the_refusals_are_told_at_once():
    """A future day and an unknown route are two faults."""
    told = refused(event("sent", "2027-01-01", "oposition-21"))
    assert 2 == len(told)
    assert "aucune démarche « oposition-21 » : vouliez-vous dire opposition-21" in told[1]


def test_an_unknown_step_is_answered_with_those_of_the_route():
    """A route has few steps: all are named."""
    steps = " ou ".join(step.id for step in catalogue()[RGPD].steps)
    assert [f"aucune étape de opposition-21 « envoi » : vouliez-vous dire {steps} ?"] == refused(
        event("sent", "2026-11-04", RGPD, step="envoi")
    )


def test_what_comes_out_of_order_is_accepted_with_a_remark():
    """The affair shows it at its place; before the opening too."""
    sent = event("sent", "2026-11-04", RGPD)
    told = [one.replace("\u00a0", " ") for one in remarks(case(sent), event("noted", "2026-11-01"))]
    assert [
        "cet événement est antérieur à l’ouverture de l’affaire, le 2 novembre 2026",
    ] == told[1:]
    assert told[0].startswith("cet événement est antérieur à « envoyé » du 4 novembre 2026, déjà noté : l’affaire le ")
    assert [] == list(remarks(case(sent), event("received", "2026-11-05", RGPD)))


def test_the_same_event_twice_is_seen():
    """Typing a command again writes nothing twice."""
    sent = event("sent", "2026-11-04", RGPD)
    assert (True, False) == (is_repeated(case(sent), sent), is_repeated(case(), sent))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([dt.date(1989, 12, 31)], ["le 31 décembre 1989 n’est pas entre 1990 et 2100 : vérifiez l’année"]),
        ([dt.date(2101, 1, 1)], ["le 1er janvier 2101 n’est pas entre 1990 et 2100 : vérifiez l’année"]),
        (
            [dt.date(2026, 2, 1), dt.date(2026, 1, 1)],
            ["la première date possible vient après la dernière : échangez-les"],
        ),
        ([dt.date(1990, 1, 1), dt.date(2100, 12, 31)], []),
    ],
)
def test_days_that_cannot_be_are_told(days, told):
    """Before the web, after everybody, or the last before the first."""
    assert told == [one.replace("\u00a0", " ") for one in impossible_days(days)]


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ((), "a-2026-1"),
        (("a-2026-1", "a-2026-12", "a-2025-40", "a-2026-gazette"), "a-2026-13"),
    ],
)
def test_ids_follow_each_other_within_a_year(taken, expected):
    """One more than the largest of the year; names given by a person are left alone."""
    assert expected == next_id(taken, 2026)


def test_every_name_that_leads_nowhere_is_told_with_its_key():
    """All at once, each with what was probably meant."""
    one = case(
        event("sent", "2026-11-04", "oposition-21"),
        event("sent", "2026-11-05", RGPD, step="partir"),
        for_=("p1", "p9"),
        source="avi",
        publisher="editeurs",
        findings=(finding_id(1), finding_id(2)),
        procedures=(RGPD, "acces"),
    )
    faults = {fault.path: fault.message.replace("\u00a0", " ") for fault in strange_names(one, KNOWN)}
    assert {
        ("for", 1): "aucun praticien « p9 » : noms connus : p1",
        ("publisher",): "aucun éditeur « editeurs » : vouliez-vous dire editeur ?",
        ("source",): "aucune source « avi » : vouliez-vous dire avis ?",
        ("findings", 1): f"le relevé {finding_id(2)} n’est pas dans data/findings/ : vouliez-vous dire "
        f"{finding_id(1)} ?",
    }.items() <= faults.items()
    assert {("procedures", 1), ("events", 0, "procedure"), ("events", 1, "step")} <= faults.keys()
    assert 7 == len(faults)


def test_a_name_like_no_other_is_answered_with_the_known_ones():
    """Nothing looks like it: all are named, or where to find the number of a finding."""
    (told,) = strange_people(("zzz",), KNOWN)
    assert told.message.endswith("noms connus\u00a0: p1")
    (lost,) = strange_finding("zzz", KNOWN)
    assert lost.message.endswith("son numéro est en tête de sa page du portail")


def test_names_that_exist_have_no_fault():
    """Practitioner, source, publisher, finding, procedure and step."""
    fine = case(for_=("p1",), publisher="editeur", findings=(finding_id(1),), procedures=(RGPD,))
    assert [] == [*strange_names(fine, KNOWN), *strange_procedure(RGPD, KNOWN)]
    plain = case(event("noted", "2026-11-04"), event("sent", "2026-11-04", RGPD), source=None, publisher="editeur")
    assert [] == [*strange_names(plain, KNOWN), *strange_names(case(), KNOWN)]
