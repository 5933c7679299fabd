"""What can be done in an affair, and the next step with its day and its reason."""

import datetime as dt

import pytest

from collector.core.affairs.affair import affair, affairs
from collector.core.affairs.chronology import Status
from collector.core.model import Assessment
from tests.support.cases import case, catalogue, event, insult, kept, listing, stands
from tests.support.ledgers import TODAY, finding, finding_id, gone, procedure

RGPD, DSA = "opposition-21", "notification-dsa-16"
SENT, RECEIVED = event("sent", "2026-07-10", RGPD), event("received", "2026-07-13", RGPD)
CAPTURED = event("captured", "2026-07-09")


def opened(one):
    return [route.procedure.slug for route in one.plan.open]


def step(one):
    assert one.plan.next is not None
    return one.plan.next


def test_the_capture_comes_before_the_route_that_wants_it():
    """Nothing is noted: keep the proof first, whatever route was chosen."""
    one = stands(findings=(listing(),), procedures=(RGPD,))
    assert ("capture-interne", "capturer") == (step(one).procedure.slug, step(one).step.id)
    assert ("À faire avant «\u00a0S’opposer à une fiche\u00a0».",) == step(one).why


def test_then_the_chosen_route_with_its_first_step_to_do():
    """The proof is kept, and a step done is not asked again."""
    done = event("noted", "2026-07-09", RGPD, step="ne-pas-revendiquer")
    one = stands(CAPTURED, done, findings=(listing(),), procedures=(RGPD,))
    assert (RGPD, "envoyer") == (step(one).procedure.slug, step(one).step.id)
    assert step(one).why[0].startswith("«\u00a0S’opposer à une fiche\u00a0» est la première voie à regarder")


def test_a_route_whose_steps_are_all_noted_is_still_told():
    """Prepared to the end and not sent: what it gets is said in place of a step."""
    steps = [one.id for one in catalogue()[RGPD].steps]
    noted = (event("noted", "2026-07-09", RGPD, step=name) for name in steps)
    one = stands(CAPTURED, *noted, findings=(listing(),), procedures=(RGPD,))
    assert (RGPD, None) == (step(one).procedure.slug, step(one).step)


def test_without_a_choice_the_first_route_of_the_findings_is_told_with_its_last_day():
    """The order is that of the planner of a finding; the first end of a clock bounds it."""
    one = stands(findings=(insult(),))
    assert step(one).procedure.slug == opened(one)[0]
    late = stands(CAPTURED, findings=(insult(),), procedures=("citation-directe", "constat"))
    assert "constat" == step(late).procedure.slug
    limited = next(route for route in late.plan.open if route.procedure.slug == "citation-directe")
    assert (dt.date(2027, 2, 1), True) == (limited.last_day, limited.chosen)


def test_a_route_whose_last_day_is_near_says_until_when():
    """The reason of the step holds its last day."""
    captured = (CAPTURED, event("captured", "2026-11-03", "constat"))
    one = stands(*captured, findings=(insult(),), procedures=("citation-directe",))
    assert dt.date(2027, 2, 1) == step(one).on
    assert step(one).why[-1].endswith("au plus tard le 1er\u00a0février 2027.")


def test_while_waiting_the_day_is_that_of_the_answer():
    """Wait until the answer is late, and say why."""
    one = stands(SENT, RECEIVED, findings=(listing(),), today="2026-08-01")
    assert (Status.WAITING, dt.date(2026, 8, 13)) == (one.status, step(one).on)
    assert "Réponse attendue jusqu’au 13\u00a0août 2026 inclus." == step(one).why[0]


def test_without_a_receipt_the_receipt_is_asked_for():
    """A letter that is sent starts no delay: note the receipt."""
    one = stands(SENT, findings=(listing(),))
    assert "Gardez la preuve de réception, et notez sa date." == step(one).do


def test_where_no_law_sets_a_time_one_waits_and_reminds():
    """A platform owes an answer without figure; a route that nobody knows has none either."""
    for slug in (DSA, "inconnue"):
        one = stands(event("sent", "2026-09-01", slug), findings=(insult(),))
        assert "Attendez la réponse\u00a0; relancez par écrit si elle tarde." == step(one).do


def test_silence_leads_to_what_the_catalogue_names():
    """The presumed silence says since when, and its routes come first, with what opened them."""
    one = stands(SENT, RECEIVED, findings=(listing(),))
    assert (Status.YOUR_TURN, "plainte-cnil") == (one.status, step(one).procedure.slug)
    assert "le silence est acquis depuis le 14\u00a0août 2026" in step(one).why[0]
    assert ["plainte-cnil", "action-rgpd-79"] == opened(one)[:2]
    first = one.plan.open[0]
    assert "Ouverte par le silence du 14\u00a0août 2026 (S’opposer à une fiche)" == first.because


def test_a_refusal_leads_to_what_contests_it_before_its_last_day():
    """The decision of a platform is contested within its delay."""
    one = stands(event("sent", "2026-08-14", DSA), event("refused", "2026-09-16", DSA), findings=(insult(),))
    assert ("reclamation-dsa-20", dt.date(2027, 3, 16)) == (step(one).procedure.slug, step(one).on)
    assert ["Ouverte"] == sorted({route.because.split()[0] for route in one.plan.open if route.because})


def test_an_answer_that_says_neither_is_to_be_read():
    """Also that of a route which the catalogue does not know."""
    one = stands(SENT, event("replied", "2026-08-01", RGPD), findings=(listing(),))
    assert "Lisez la réponse, puis notez si elle accorde ou refuse." == step(one).do
    unknown = stands(event("refused", "2026-08-01", "inconnue"), findings=(listing(),))
    assert "Lisez la réponse, puis notez si elle accorde ou refuse." == step(unknown).do


def test_where_nothing_follows_a_refusal_a_person_decides():
    """A procedure that names nothing after a refusal."""
    bare = {"signalement": procedure()}
    one = case(event("refused", "2026-08-01", "signalement"))
    found = affair(one, kept(one, procedures=bare), TODAY)
    assert "Décidez\u00a0: une autre voie, un avocat, ou la clôture." == step(found).do


def test_what_is_obtained_is_to_be_checked_then_closed():
    """The removal ends what was asked; a closed affair has no next step."""
    one = stands(SENT, event("removed", "2026-08-01"), findings=(listing(),))
    assert "Vérifiez en ligne, puis closez l’affaire." == step(one).do
    closed = stands(event("closed", "2026-08-01"), findings=(listing(),))
    assert (Status.CLOSED, None) == (closed.status, closed.plan.next)


def test_mentions_that_vanished_are_to_be_checked():
    """The source shows them no more: say so before proposing anything."""
    one = stands(findings=(insult(1, **gone(TODAY)),))
    assert "Vérifiez en ligne\u00a0; si tout est retiré, notez-le." == step(one).do


def test_an_affair_without_anything_open_sends_to_a_lawyer():
    """No finding, no choice: nothing of the catalogue fits."""
    assert "Demandez conseil à un avocat, ou closez l’affaire." == step(stands()).do


def test_a_route_that_some_finding_closes_is_told_unless_another_opens_it():
    """Two findings: what one closes and the other opens is open."""
    closing = procedure("retrait", closes=({"when": {"gone": True}, "why": "plus en ligne"},))
    alone = case(findings=(finding_id(1),))
    vanished, online = insult(1, **gone(TODAY)), insult(2)
    one = affair(alone, kept(alone, findings=(vanished,), procedures={"retrait": closing}), TODAY)
    assert ([], ["plus en ligne"]) == (opened(one), [route.why for route in one.plan.closed])

    both = case(findings=(finding_id(1), finding_id(2)))
    two = affair(both, kept(both, findings=(vanished, online), procedures={"retrait": closing}), TODAY)
    assert (["retrait"], ()) == (opened(two), two.plan.closed)


def test_of_two_findings_the_nearest_last_day_bounds_a_route():
    """The route must be taken before the first of both ends."""
    limited = procedure("action", limits=({"delay": "presse-3-mois", "statement": "prescription-presse"},))
    soon = insult(2, first_seen=dt.date(2026, 10, 1))
    for order in ((insult(1), soon), (soon, insult(1))):
        one = case(findings=tuple(item.id for item in order))
        found = affair(one, kept(one, findings=order, procedures={"action": limited}), TODAY)
        assert [dt.date(2027, 1, 1)] == [route.last_day for route in found.plan.open]


def test_a_finding_to_be_qualified_opens_what_is_open_in_any_case():
    """Nobody has looked at it: only what holds whatever it is."""
    one = stands(findings=(finding(1),))
    assert "capture-interne" in opened(one)
    assert "citation-directe" not in opened(one)


def test_a_finding_that_is_gone_from_the_data_is_named():
    """The affair keeps its number, and goes on with the others."""
    one = stands(findings=(insult(),))
    lost = affair(one.case.model_copy(update={"findings": ("f-00000000000000ff",)}), kept(one.case), TODAY)
    assert (("f-00000000000000ff",), ()) == (lost.missing, lost.findings)


def test_affairs_are_told_open_first_by_day_of_opening():
    """The closed ones come last."""
    closed = case(event("closed", "2026-10-01"), id="a-2026-1", opened="2026-09-01")
    old, new = case(id="a-2026-2", opened="2026-10-01"), case(id="a-2026-3", opened="2026-10-02")
    ledger = kept(closed, new, old)
    assert ["a-2026-2", "a-2026-3", "a-2026-1"] == [one.case.id for one in affairs(ledger, TODAY)]


@pytest.mark.parametrize("nature", ["menace", "faux_avis", "presse_neutre", "denigrement", "haine", "avis_negatif"])
def test_every_nature_has_a_next_step(nature):
    """Whatever was found, an affair says what to do next."""
    one = stands(findings=(finding(1, assessment=Assessment(nature=nature)),))
    assert step(one).do
