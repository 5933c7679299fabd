"""The pages of affairs, and what other pages say of them."""

import datetime as dt

from collector.core.foreign import Foreign
from collector.core.ledger import as_of
from collector.core.model import Publisher
from collector.core.pages.affair_lines import affairs_of, deadline_lines
from collector.core.pages.affairs import affairs_pages
from collector.core.pages.finding import finding_pages
from collector.core.pages.home import home_page
from collector.core.pages.monthly import monthly_pages
from collector.core.pages.outlook import outlook
from tests.support.cases import between, case, event, insult, kept, listing
from tests.support.ledgers import PROVENANCE, TODAY, finding_id, report, run

RGPD = "opposition-21"
SENT, RECEIVED = event("sent", "2026-07-10", RGPD), event("received", "2026-07-13", RGPD)
CLOSED = event("closed", "2026-11-05", note="Obtenu")


def seen(*cases, findings=(), today=TODAY, **others):
    return outlook(kept(*cases, findings=findings, **others), today, "1.0")


def index(*cases, **others):
    return next(affairs_pages(seen(*cases, **others))).view


def page(one, **others):
    """Return the page of an affair that is open."""
    return list(affairs_pages(seen(one, **others)))[1].view


def test_without_an_affair_the_list_says_so():
    """The page exists, for the navigation leads to it."""
    view = index()
    assert ((), (), ()) == (view.open, view.closed, view.deadlines)


def test_open_affairs_have_a_page_and_closed_ones_a_row():
    """Each leads where it is read; the closed one tells when, and what happened in it."""
    opened, closed = case(SENT), case(CLOSED, id="a-2026-2")
    found = list(affairs_pages(seen(opened, closed)))
    assert ["affaires/index.md", "affaires/a-2026-1/index.md"] == [one.path for one in found]
    view = found[0].view
    assert "affaires/a-2026-1/index.md" == view.open[0].name.path
    (row,) = view.closed
    assert ("affaires/index.md#a-2026-2", dt.date(2026, 11, 5)) == (row.line.name.path, row.line.ended)
    assert [Foreign("Obtenu")] == [one.note for one in row.events]


def test_an_affair_says_against_whom_and_for_whom():
    """By the names of the catalogue; by the slug when it is not there; for the practice when nobody is named."""
    editor = {"editeur": Publisher(slug="editeur", name="Éditeur SA", provenance=PROVENANCE)}
    one = page(case(SENT, publisher="editeur", for_=("p1",)), publishers=editor)
    assert (Foreign("Éditeur SA, Avis Santé"), Foreign("Dr Anne Lefèvre")) == (one.line.against, one.line.people)
    other = page(case(SENT, source="perdue"))
    assert (Foreign("perdue"), Foreign("Cabinet des Tilleuls")) == (other.line.against, other.line.people)


def test_deadlines_say_whose_day_it_is_and_how_far():
    """Ours, theirs, or a right; over, late, done or open."""
    one = case(SENT, RECEIVED, event("known", "2026-11-02"), findings=(finding_id(1),))
    lines = {line.what.words: line for line in page(one, findings=(listing(),)).deadlines}
    answer = lines["Réponse à une demande fondée sur le RGPD"]
    assert ("réponse attendue", "en retard, passé depuis 88\u00a0jours", True) == (
        answer.sort,
        answer.left,
        answer.over,
    )
    right = lines["Plainte à la CNIL faute de réponse"]
    assert ("à partir de ce jour", "ouvert", False) == (right.sort, right.left, right.over)
    insurer = lines["Déclaration à l’assureur"]
    assert ("dernier jour utile pour agir", "dernier jour aujourd’hui") == (insurer.sort, insurer.left)


def test_what_is_done_or_not_open_yet_says_so():
    """A declaration that was sent, an answer that came, a right of next month."""
    declared = event("sent", "2026-11-05", "declaration-assurance")
    one = page(case(SENT, RECEIVED, declared, event("granted", "2026-08-01", RGPD), findings=()), findings=())
    assert {"fait le 5\u00a0novembre 2026", "réponse le 1er\u00a0août 2026"} == {line.left for line in one.ended}
    early = page(case(SENT, RECEIVED), today=dt.date(2026, 7, 20))
    assert "pas encore ouvert" in {line.left for line in early.deadlines}


def test_the_nearest_deadline_stands_by_the_next_step():
    """Unless the step says that very day, or nothing of ours runs."""
    refused = (
        event("sent", "2026-08-14", "notification-dsa-16"),
        event("refused", "2026-09-16", "notification-dsa-16"),
    )
    one = page(case(*refused, findings=(finding_id(1),)), findings=(insult(),), today=dt.date(2026, 11, 20))
    assert one.nearest is not None
    assert (dt.date(2027, 2, 1), dt.date(2027, 3, 16)) == (one.nearest.day, one.line.until)
    first = page(case(*refused), today=dt.date(2026, 11, 20))
    assert (None, dt.date(2027, 3, 16)) == (first.nearest, first.line.until)
    assert page(case(), today=dt.date(2026, 11, 20)).nearest is None


def test_the_chronology_shows_uncertain_days_and_unknown_routes():
    """An interval is an interval; a route that the catalogue lost leads to the list."""
    one = page(case(between("received", "2026-11-03", "2026-11-05", RGPD), event("sent", "2026-11-06", "perdue")))
    assert [(dt.date(2026, 11, 3), dt.date(2026, 11, 5)), (dt.date(2026, 11, 6), None)] == [
        (line.on, line.until) for line in one.events
    ]
    assert ["demarches/opposition-21/index.md", "demarches/index.md"] == [line.way.path for line in one.events]
    assert ["reçu, réponse attendue", "engagé"] == [line.stand for line in one.taken]


def test_each_open_route_names_its_letters_with_the_command():
    """The letter of the catalogue and the exact words to type."""
    one = page(case(findings=(finding_id(1),), procedures=(RGPD,)), findings=(listing(),))
    commands = [letter.command for letter in one.letters]
    assert "renom letter a-2026-1 opposition-fiche" == commands[0]
    assert len(set(commands)) == len(commands)


def commands(*events, **fields):
    return [
        note.command for note in page(case(*events, findings=(finding_id(1),), **fields), findings=(listing(),)).to_note
    ]


def test_the_events_that_may_come_next_have_their_commands():
    """What is sent may be received; what is received, answered; what is open, sent; and always the end."""
    about = f"--on AAAA-MM-JJ --procedure {RGPD}"
    started = commands(procedures=(RGPD,))
    assert f"renom case event a-2026-1 sent {about}" in started
    assert "renom case event a-2026-1 captured --on AAAA-MM-JJ --piece FICHIER" in started
    sent = commands(SENT)
    assert {f"renom case event a-2026-1 {kind} {about}" for kind in ("received", "refused", "granted")} <= set(sent)
    silent = commands(SENT, RECEIVED, event("captured", "2026-07-08"))
    assert f"renom case event a-2026-1 extended {about}" in silent
    assert "renom case event a-2026-1 captured --on AAAA-MM-JJ --piece FICHIER" not in silent
    assert f"renom case event a-2026-1 sent {about}" not in silent
    answered = commands(SENT, RECEIVED, event("refused", "2026-08-01", RGPD))
    assert f"renom case event a-2026-1 refused {about}" not in answered
    assert "renom case close a-2026-1" == answered[-1]
    prepared = commands(event("noted", "2026-08-01", RGPD), procedures=(RGPD,))
    assert f"renom case event a-2026-1 sent {about}" in prepared


def test_a_finding_leads_to_its_affair():
    """Its page names the affair and how it stands; a finding of none says nothing."""
    found = seen(case(SENT, findings=(finding_id(1),)), findings=(insult(1), insult(2)))
    shown = {one.view.row.finding: one.view.affairs for one in finding_pages(found)}
    assert [["réponse attendue"], []] == [[line.status for line in shown[finding_id(number)]] for number in (1, 2)]
    assert [] == list(affairs_of(finding_id(2), found.affairs))


def test_all_the_deadlines_are_on_one_page():
    """Those of affairs, and the press clocks of the open findings that no open affair holds."""
    one = case(findings=(finding_id(1),))
    view = index(one, findings=(insult(1), insult(2)), today=dt.date(2026, 12, 1))
    assert [("a", None), ("f", finding_id(2))] == sorted(
        ("a", None) if line.affair is not None else ("f", line.finding.finding) for line in view.deadlines
    )
    assert () == index(findings=(insult(1),), today=dt.date(2027, 2, 2)).deadlines


def test_the_home_page_tells_the_next_deadlines_of_affairs():
    """What is over stays until it is dealt with; a right that is open already does not take the place of a deadline."""
    one = case(SENT, RECEIVED, event("known", "2026-11-02"), findings=(finding_id(1),))
    view = home_page(seen(one, findings=(listing(),))).view
    assert ["Déclaration à l’assureur", "Réponse à une demande fondée sur le RGPD"] == [
        line.what.words for line in view.affair_ends
    ]


def test_a_monthly_report_tells_the_affairs_as_they_stood():
    """At the end of August the answer was late; the affair, closed in November, leads to its row of today."""
    one = case(SENT, RECEIVED, CLOSED, opened="2026-07-01", findings=(finding_id(1),))
    runs = tuple(run(day, report(1, "avis")) for day in (dt.date(2026, 8, 10), TODAY))
    first = listing().model_copy(update={"first_seen": dt.date(2026, 7, 6)})
    found = seen(one, findings=(first,), runs=runs)
    months = {each.path: each.view for each in monthly_pages(found)}
    august = months["bilans/2026-08/index.md"]
    assert ["à vous de décider"] == [line.status for line in august.affairs]
    assert ["affaires/index.md#a-2026-1"] == [line.name.path for line in august.affairs]
    assert {"Réponse à une demande fondée sur le RGPD"} < {line.what.words for line in august.deadlines} | {"x"}
    assert () == months["bilans/2026-11/index.md"].affairs


def test_a_past_day_knows_neither_later_affairs_nor_later_events():
    """`--as-of`: what happened later is not there yet."""
    one = case(SENT, between("received", "2026-07-13", "2026-07-15", RGPD), opened="2026-07-01")
    ledger = kept(one, case(id="a-2026-2", opened="2026-08-01"))
    (then,) = as_of(ledger, dt.date(2026, 7, 14)).cases
    assert (SENT,) == then.events
    assert 2 == len(as_of(ledger, TODAY).cases)


def test_a_late_line_comes_after_those_to_come():
    """What is over does not hide what can still be done."""
    found = seen(case(SENT, RECEIVED, event("known", "2026-11-02")))
    assert [False, False, True] == [line.over for line in deadline_lines(found.affairs, found)]


def test_the_same_data_give_the_same_pages():
    """In whatever order the files of the affairs were found."""
    first, second = case(SENT), case(id="a-2026-2")
    assert list(affairs_pages(seen(first, second))) == list(affairs_pages(seen(second, first)))
