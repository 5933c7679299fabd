"""The deadlines of an affair, with the catalogue's own procedures and delays."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.affairs.affair import affair
from collector.core.affairs.chronology import Stand
from collector.core.affairs.clocks import known_on
from collector.core.model import Assessment, MentionForm
from tests.support.cases import between, case, due, event, insult, kept, listing, stands
from tests.support.ledgers import TODAY, finding, on

RGPD, DSA = "opposition-21", "notification-dsa-16"
SENT, RECEIVED = event("sent", "2026-07-10", RGPD), event("received", "2026-07-13", RGPD)


def why(one, slug):
    return " ".join(reason for clock in one.clocks if clock.delay.slug == slug for reason in clock.why)


def test_the_answer_runs_from_the_receipt():
    """Sent on the 10th and received on the 13th: due on 13 August, and the complaint opens on the 14th."""
    one = stands(SENT, RECEIVED, findings=(listing(),), today="2026-08-01")
    assert dt.date(2026, 8, 13) == due(one, "rgpd-reponse")
    assert dt.date(2026, 8, 14) == due(one, "cnil-saisine")
    assert "Départ\u00a0: la réception de votre demande, le lundi 13\u00a0juillet 2026." in why(one, "rgpd-reponse")


def test_nothing_runs_before_the_receipt_is_known():
    """A letter that is only sent starts no delay of the other side."""
    assert due(stands(SENT, findings=(listing(),)), "rgpd-reponse") is None


def test_an_extension_announced_in_time_moves_the_answer_and_the_complaint():
    """Two months more: due on 13 October, silence from the 14th, complaint from the 14th."""
    one = stands(SENT, RECEIVED, event("extended", "2026-08-05", RGPD), findings=(listing(),))
    assert dt.date(2026, 10, 13) == due(one, "rgpd-reponse")
    assert dt.date(2026, 10, 14) == due(one, "cnil-saisine")
    assert "prolongé jusqu’au 13\u00a0octobre 2026" in why(one, "cnil-saisine")
    assert [(Stand.SILENT, dt.date(2026, 10, 14), True)] == [(a.stand, a.since, a.presumed) for a in one.taken]


@pytest.mark.parametrize("announced", ["2026-08-20", "2026-07-11"])
def test_an_extension_that_cannot_count_moves_nothing(announced):
    """Announced after the first month, or dated before the receipt: the short delay holds."""
    one = stands(SENT, RECEIVED, event("extended", announced, RGPD), findings=(listing(),))
    assert dt.date(2026, 8, 13) == due(one, "rgpd-reponse")
    assert dt.date(2026, 8, 14) == due(one, "cnil-saisine")


def test_a_refusal_opens_the_complaint_at_once():
    """Also when nobody knows on which day the request was received."""
    refused = event("refused", "2026-07-20", RGPD)
    assert dt.date(2026, 7, 20) == due(stands(SENT, RECEIVED, refused, findings=(listing(),)), "cnil-saisine")
    bare = stands(SENT, refused, findings=(listing(),))
    assert dt.date(2026, 7, 20) == due(bare, "cnil-saisine")
    assert "Refus du 20\u00a0juillet 2026" in why(bare, "cnil-saisine")


@pytest.mark.parametrize("kind", ["granted", "withdrawn"])
def test_a_complaint_does_not_open_on_what_is_over(kind):
    """What was obtained, or given up, opens nothing."""
    assert due(stands(SENT, RECEIVED, event(kind, "2026-07-20", RGPD), findings=(listing(),)), "cnil-saisine") is None


def test_an_uncertain_receipt_is_called_late_only_without_doubt():
    """Between the 13th and the 17th: due from the 13th, late only after what the 17th gives."""
    one = stands(SENT, between("received", "2026-07-13", "2026-07-17", RGPD), findings=(listing(),))
    (clock,) = (clock for clock in one.clocks if clock.delay.slug == "rgpd-reponse")
    assert (dt.date(2026, 8, 13), dt.date(2026, 8, 17)) == (clock.last_day, clock.late_after)


def test_an_answer_ends_the_clock_of_the_answer():
    """A refusal is an answer: nothing is awaited any more."""
    one = stands(SENT, RECEIVED, event("refused", "2026-08-01", RGPD), findings=(listing(),))
    (clock,) = (clock for clock in one.clocks if clock.delay.slug == "rgpd-reponse")
    assert (False, "refused") == (clock.runs(one.today), clock.done.kind if clock.done else None)


def test_the_platforms_refusal_starts_the_time_to_contest():
    """Six months from the refusal, ended by the complaint; the body out of court has its own."""
    told = (event("sent", "2026-08-14", DSA), event("refused", "2026-09-16", DSA))
    one = stands(*told, findings=(insult(),))
    assert dt.date(2027, 3, 16) == due(one, "dsa-reclamation-interne") == due(one, "dsa-reglement-extrajudiciaire")

    contested = stands(*told, event("appealed", "2026-10-01", "reclamation-dsa-20"), findings=(insult(),))
    ended = {clock.delay.slug for clock in contested.clocks if clock.done is not None}
    assert {"dsa-reclamation-interne"} == ended & {"dsa-reclamation-interne", "dsa-reglement-extrajudiciaire"}


def test_without_a_refusal_nothing_is_contested():
    """A notice that waits starts no time to contest."""
    assert due(stands(event("sent", "2026-08-14", DSA), findings=(insult(),)), "dsa-reclamation-interne") is None


def test_the_insurer_is_told_within_five_working_days_of_knowledge():
    """From the day noted, else from the first reading, else from the opening; declared, it is done."""
    noted = stands(event("known", "2026-11-02"), findings=(insult(),))
    assert dt.date(2026, 11, 9) == due(noted, "assurance-declaration")
    assert dt.date(2026, 11, 6) == due(stands(findings=(insult(),)), "assurance-declaration")
    assert dt.date(2026, 11, 2) == known_on(case(), ())
    declared = stands(event("sent", "2026-11-05", "declaration-assurance"), findings=(insult(),))
    assert "assurance-declaration" not in {clock.delay.slug for clock in declared.running}


def test_the_press_clock_starts_again_at_an_interrupting_act():
    """Published on 1 November: until 1 February; after the act of 15 January, until 15 April."""
    assert dt.date(2027, 2, 1) == due(stands(findings=(insult(),)), "presse-3-mois")
    acted = stands(event("interrupted", "2027-01-15"), findings=(insult(),), today="2027-01-20")
    assert dt.date(2027, 4, 15) == due(acted, "presse-3-mois")


def test_of_several_findings_the_first_end_to_come_is_told():
    """One that is over does not hide one that runs; when all are over, the last is told."""
    old = insult(2, published=on(dt.date(2026, 7, 1)), first_seen=dt.date(2026, 7, 1))
    both = (insult(1), old)
    assert dt.date(2026, 10, 1) == due(stands(findings=both, today="2026-09-30"), "presse-3-mois")
    assert dt.date(2027, 2, 1) == due(stands(findings=both, today="2026-11-09"), "presse-3-mois")
    assert dt.date(2027, 2, 1) == due(stands(findings=both, today="2027-03-01"), "presse-3-mois")


def article(number=1):
    return finding(number, form=MentionForm.ARTICLE, assessment=Assessment(nature="presse_neutre"))


def test_the_right_of_reply_is_counted_once_chosen_and_ends_with_the_receipt():
    """Three months to be received: sending alone does not end it; three days to insert."""
    reply = "droit-de-reponse"
    assert due(stands(findings=(article(),)), "droit-de-reponse-demande") is None
    chosen = stands(findings=(article(),), procedures=(reply,))
    assert dt.date(2027, 2, 1) == due(chosen, "droit-de-reponse-demande")
    sent = stands(event("sent", "2026-11-03", reply), findings=(article(),))
    assert "droit-de-reponse-demande" in {clock.delay.slug for clock in sent.running}
    received = stands(event("sent", "2026-11-03", reply), event("received", "2026-11-05", reply), findings=(article(),))
    assert "droit-de-reponse-demande" not in {clock.delay.slug for clock in received.running}
    assert dt.date(2026, 11, 8) == due(received, "droit-de-reponse-insertion")


def test_a_limit_of_some_natures_runs_for_those_only():
    """The year of discriminatory words, and the five years of denigration, are not those of an insult."""
    one = stands(findings=(insult(),), procedures=("action-1240", "citation-directe"))
    assert due(one, "denigrement-5-ans") is None
    denigration = finding(1, assessment=Assessment(nature="denigrement"))
    assert dt.date(2031, 11, 1) == due(
        stands(findings=(denigration,), procedures=("action-1240",)), "denigrement-5-ans"
    )


def test_a_delay_that_two_routes_share_is_told_once():
    """Both ways of going to court have the year of discriminatory words."""
    hatred = finding(1, assessment=Assessment(nature="haine"))
    one = stands(findings=(hatred,), procedures=("plainte-partie-civile", "citation-directe"))
    assert ["presse-discriminatoire-1-an"] == [
        clock.delay.slug for clock in one.clocks if "discriminatoire" in clock.delay.slug
    ]


def test_each_route_waits_for_its_own_answer():
    """Two requests to two sites are two delays, though the law has one."""
    other = (event("sent", "2026-07-15", "dereferencement"), event("received", "2026-07-20", "dereferencement"))
    one = stands(SENT, RECEIVED, *other, findings=(listing(),))
    ends = {clock.procedure: clock.day for clock in one.clocks if clock.delay.slug == "rgpd-reponse"}
    assert {RGPD: dt.date(2026, 8, 13), "dereferencement": dt.date(2026, 8, 20)} == ends


def test_a_closed_affair_has_nothing_running():
    """Its deadlines can be read, none is called for."""
    one = stands(SENT, RECEIVED, event("closed", "2026-08-01"), findings=(listing(),))
    assert ((), True) == (one.running, bool(one.clocks))


def test_a_start_before_any_law_is_not_counted():
    """A day of reading that no clock can have shown gives no deadline, and breaks nothing."""
    strange = listing().model_copy(update={"first_seen": dt.date(1754, 1, 1)})
    assert due(stands(findings=(strange,)), "assurance-declaration") is None


def test_a_route_and_a_delay_that_the_catalogue_lost_are_passed_over():
    """An affair that names what is gone keeps its other deadlines."""
    one = case(event("sent", "2026-07-10", "inconnue"), event("extended", "2026-07-11", RGPD), RECEIVED)
    ledger = kept(one, delays={})
    assert () == affair(one, ledger, TODAY).clocks


@given(st.dates(dt.date(2026, 7, 13), dt.date(2026, 12, 31)))
def test_silence_never_comes_before_the_answer_is_late(today):
    """On every day: silent exactly from the day after the last day of the answer."""
    one = stands(SENT, RECEIVED, findings=(listing(),), today=today)
    assert (today > dt.date(2026, 8, 13)) == (one.taken[0].stand is Stand.SILENT)
