"""The words of a digest: how many, where and whom; never what was said, by whom, or about which illness."""

import dataclasses
import datetime as dt

import pytest

from collector.core.alerts import Message, digest, message
from collector.core.model import Assessment
from collector.core.pages.outlook import outlook
from tests.support.cases import case, event, kept
from tests.support.delays import DELAYS
from tests.support.ledgers import TODAY, finding, finding_id, gone, ledger, report, run

BEFORE = dt.date(2026, 11, 2)
RUNS = (run(BEFORE, report(1, "avis")), run(TODAY, report(1, "avis")))
URGENT = {"assessment": Assessment(urgent=True)}


def written(*findings, runs=RUNS, portal: str = "https://portail.example/") -> Message:
    kept = ledger(findings, runs=runs)
    kept = dataclasses.replace(kept, practice=kept.practice.model_copy(update={"portal": portal}))
    told = digest(kept, blind_after=1)
    assert told is not None
    return message(told, outlook(kept, TODAY, "1.0"))


@pytest.mark.parametrize(
    ("findings", "runs", "expected"),
    [
        ((finding(1, first_seen=TODAY),), RUNS, "Renom\u00a0: 1\u00a0relevé nouveau"),
        (
            (finding(1, first_seen=TODAY, **URGENT), finding(2, first_seen=BEFORE, **gone(TODAY))),
            RUNS,
            "Renom\u00a0: à voir aujourd’hui, 1\u00a0relevé nouveau et 1\u00a0disparu",
        ),
        (
            (),
            (run(dt.date(2026, 10, 5), report(1, "avis")), run(TODAY, report(1, "avis", failed="gone"))),
            "Renom\u00a0: bilan d’octobre 2026, 1\u00a0veille aveugle",
        ),
    ],
    ids=["new", "urgent", "month and blind"],
)
def test_the_subject_may_be_read_over_a_shoulder(findings, runs, expected):
    """It counts; no name of anybody, no word of what was said."""
    assert expected == written(*findings, runs=runs).subject


def test_the_body_says_whom_where_and_links_to_the_portal():
    """One line a finding with the address of its page, the urgent ones first; words and authors are never there."""
    done = written(finding(1, first_seen=TODAY), finding(2, first_seen=TODAY, **URGENT))

    assert done.urgent
    lines = done.body.splitlines()
    assert [
        "À voir aujourd’hui\u00a0:",
        f"- Avis du 9\u00a0novembre 2026, Dr Anne Lefèvre, Avis Santé, note 2\u00a0sur\u00a05\u00a0: https://portail.example/releves/{finding_id(2)}/",
        "",
        "Nouveau\u00a0:",
        f"- Avis du 9\u00a0novembre 2026, Dr Anne Lefèvre, Avis Santé, note 2\u00a0sur\u00a05\u00a0: https://portail.example/releves/{finding_id(1)}/",
    ] == lines[:5]
    assert "Le texte" not in done.body
    assert "S. M." not in done.body


def test_without_the_address_of_the_portal_there_are_no_links():
    """A practice that has not said where its site is gets the same message without addresses."""
    done = written(finding(1, first_seen=TODAY), portal="")

    line = "- Avis du 9\u00a0novembre 2026, Dr Anne Lefèvre, Avis Santé, note 2\u00a0sur\u00a05"
    assert f"{line} ({finding_id(1)})" in done.body.splitlines()
    assert "http" not in done.body


def test_no_two_lines_are_the_same():
    """Two reviews of one day and one source are told apart by their stars, their nature, and where each is read."""
    judged = {"assessment": Assessment(nature="faux_avis", made_by="t-1")}
    findings = [finding(1, first_seen=TODAY), finding(2, first_seen=TODAY, **judged), finding(3, first_seen=TODAY)]

    for portal in ("", "https://portail.example"):
        lines = [line for line in written(*findings, portal=portal).body.splitlines() if line.startswith("- Avis")]
        assert [3] == [len(set(lines))]
        assert [1] == [sum(", avis sans expérience réelle" in line for line in lines)]


def test_a_long_list_is_cut_and_counted():
    """Twenty are named, the others counted: a burst does not make an endless mail."""
    done = written(*(finding(number, first_seen=TODAY) for number in range(1, 24)))

    assert 20 == done.body.count("- Avis du ")
    assert "- et 3\u00a0autres, dans le portail" in done.body


def test_an_empty_month_says_so():
    """The monthly report comes with nothing in it, and says that nothing is new."""
    runs = (run(dt.date(2026, 10, 5), report(1, "avis")), run(TODAY, report(1, "avis")))
    done = written(runs=runs)

    assert "Le bilan d’octobre 2026 est prêt.\u00a0: https://portail.example/bilans/2026-10/" in done.body
    assert "Rien de nouveau depuis le passage précédent." in done.body


def test_a_blind_watch_says_that_its_silence_means_nothing():
    """With its name, since when, and what to do."""
    done = written(runs=(run(BEFORE, report(1, "avis")), run(TODAY, report(1, "avis", failed="gone"))))

    assert (
        "Veille aveugle\u00a0: Avis Santé n’a pas pu être lue depuis le 9\u00a0novembre 2026 (1\u00a0passage)."
        in done.body
    )
    assert "Son silence ne dit rien" in done.body


def test_a_reminder_says_until_when_and_under_which_condition():
    """With its last day, under an « if »; a long list is cut as others are."""
    old = dt.date(2026, 9, 25)
    findings = [finding(number, first_seen=old) for number in range(1, 24)]
    kept = ledger(findings, runs=RUNS, delays=DELAYS)
    told = digest(kept, blind_after=1)
    assert told is not None

    done = message(told, outlook(kept, TODAY, "1.0"))

    line = "- Avis du 25\u00a0septembre 2026, Dr Anne Lefèvre, Avis Santé, note 2\u00a0sur\u00a05"
    assert "Renom\u00a0: 23\u00a0délais à surveiller" == done.subject
    assert not done.urgent
    assert [
        "Délai à surveiller, si c’est une injure ou une diffamation\u00a0:",
        f"{line}, dernier jour utile le 25\u00a0décembre 2026 ({finding_id(1)})",
    ] == done.body.splitlines()[:2]
    assert "- et 3\u00a0autres, dans le portail" in done.body


def test_one_reminder_is_not_cut():
    """A single finding is named, and nothing is counted after it."""
    kept = ledger([finding(1, first_seen=dt.date(2026, 9, 25))], runs=RUNS, delays=DELAYS)
    told = digest(kept, blind_after=1)
    assert told is not None

    done = message(told, outlook(kept, TODAY, "1.0"))

    assert "Renom\u00a0: 1\u00a0délai à surveiller" == done.subject
    assert "autre" not in done.body


def test_a_month_with_news_does_not_say_that_there_is_none():
    """The report of the month comes after the news, without the sentence of an empty one."""
    runs = (run(dt.date(2026, 10, 5), report(1, "avis")), run(TODAY, report(1, "avis")))

    done = written(finding(1, first_seen=TODAY), runs=runs)

    assert "Le bilan d’octobre 2026 est prêt." in done.body
    assert "Rien de nouveau" not in done.body


def of_affairs(*cases, today=dt.date(2026, 9, 21)) -> Message:
    runs = (run(dt.date(2026, 9, 14), report(1, "avis")), run(today, report(1, "avis")))
    known = kept(*cases, runs=runs)
    practice = known.practice.model_copy(update={"portal": "https://portail.example/"})
    seen_from = outlook(dataclasses.replace(known, practice=practice), today, "1.0")
    found = digest(seen_from.ledger, blind_after=2)
    assert found is not None
    return message(found, seen_from)


def test_the_deadlines_of_affairs_are_told_by_their_number():
    """Which affair, which delay, whose day, where to read more; never its title, which a person wrote."""
    told = (event("sent", "2026-08-10", "opposition-21"), event("received", "2026-08-17", "opposition-21"))
    known = event("known", "2026-09-14")
    sent = of_affairs(case(*told, known, title="Mme Durand"))
    lines = sent.body.replace("\u00a0", " ").splitlines()

    assert "3 échéances d’affaires" in sent.subject.replace("\u00a0", " ")
    place = " : https://portail.example/affaires/a-2026-1/"
    for line in (
        "Échéances d’affaires :",
        f"- a-2026-1, Réponse à une demande fondée sur le RGPD, attendu pour le 17 septembre 2026{place}",
        f"- a-2026-1, Plainte à la CNIL faute de réponse, ouvert depuis le 18 septembre 2026{place}",
        f"- a-2026-1, Déclaration à l’assureur, dernier jour utile le 21 septembre 2026{place}",
    ):
        assert line in lines
    assert "Durand" not in sent.body


def test_a_long_list_of_deadlines_is_cut_and_counted():
    """Twenty lines, then how many more."""
    known = event("known", "2026-09-14")
    sent = of_affairs(*(case(known, id=f"a-2026-{number}") for number in range(1, 23)))
    assert "- et 2\u00a0autres, dans le portail" in sent.body
