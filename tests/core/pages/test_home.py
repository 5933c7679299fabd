"""The home page: what to do first, what is new, what sees."""

import datetime as dt

from collector.core.model import Absence, Ruling, Version
from collector.core.pages.home import home_page
from collector.core.pages.outlook import outlook
from tests.support.ledgers import TODAY, decision, finding, finding_id, gone, ledger, report, run, sha256_of, uncertain

OCTOBER = dt.date(2026, 10, 5)
RUNS = (run(OCTOBER, report(1, "avis")), run(TODAY, report(1, "avis"), report(2, "presse", failed="gone")))


def home(*findings, today=TODAY, **fields):
    page = home_page(outlook(ledger(findings, **({"runs": RUNS} | fields)), today, "1.0"))
    assert ("index.md", True) == (page.path, page.search)
    return page.view


def test_a_quiet_month_has_nothing_to_do_and_nothing_new():
    """No finding, no news: nothing to list, nothing to count."""
    view = home()

    assert (0, 0, 0) == (view.to_decide, view.to_confirm, view.decided)
    assert ("", (), 0) == (view.news.summary, view.news.rows, view.news.beyond)


def test_before_the_first_pass_there_is_neither_news_nor_pass():
    """The page will say so rather than show an empty month."""
    view = home(runs=())

    assert (None, None, None, 0) == (view.news, view.last_pass, view.sight.last_pass, view.new_to_decide)


def test_what_to_do_is_cut_to_what_one_reads_and_counted_whole():
    """A few lines of each sort, and the true counts; what is decided is only counted."""
    findings = [finding(number) for number in range(9)]
    doubts = [finding(number, match=uncertain()) for number in range(20, 28)]

    view = home(*findings, *doubts, decisions=(decision(0, Ruling.REPLY),))

    assert (6, 4) == (len(view.queue.to_decide), len(view.queue.to_confirm))
    assert (8, 8, 1) == (view.to_decide, view.to_confirm, view.decided)
    assert 8 == view.new_to_decide


def test_news_are_what_happened_since_the_pass_of_another_day():
    """Each finding has one word for what happened to it, the weightiest; what is shown above is not shown twice."""
    edit = Version(seen=TODAY, text_sha256=sha256_of("b"), text_length=1)
    old = {"first_seen": OCTOBER}
    edited = finding(2, **old)
    findings = (
        finding(1, first_seen=TODAY),
        edited.model_copy(update={"versions": (*edited.versions, edit)}),
        finding(3, **old, **gone(TODAY)),
        finding(4, **old, absences=(Absence(since=OCTOBER, until=TODAY),)),
        finding(5, **old),
        finding(6, first_seen=TODAY),
    )

    view = home(*findings, decisions=(decision(6, Ruling.IGNORE),))

    assert OCTOBER == view.news.since
    assert "2 relevés nouveaux, 1 modifié, 1 disparu et 1 revenu" == view.news.summary.replace("\u00a0", " ")
    what_happened = {1: "nouveau", 2: "modifié", 3: "disparu", 4: "revenu", 6: "nouveau"}
    assert {finding_id(number): what for number, what in what_happened.items()} == view.news.tags
    assert [finding_id(6)] == [one.finding for one in view.news.rows]
    assert 1 == view.new_to_decide


def test_two_passes_of_one_day_share_their_news():
    """A second pass on the same day does not make the findings of the first one old."""
    runs = (*RUNS, run(TODAY, report(1, "avis")))

    view = home(finding(1, first_seen=TODAY), runs=runs)

    assert OCTOBER == view.news.since
    assert view.news.summary


def test_the_first_pass_has_no_day_before():
    """Everything is new, and the page can say that it is the first time."""
    view = home(*[finding(number) for number in range(30)], runs=RUNS[1:])

    assert None is view.news.since
    assert (10, 14) == (len(view.news.rows), view.news.beyond)


def test_the_last_pass_tells_its_health():
    """Watches read out of those tried, and the month of its report."""
    last = home().last_pass

    assert (TODAY, 1, 2, "bilans/2026-11/index.md", False) == (last.on, last.read, last.tried, last.month, last.is_old)


def test_an_old_last_pass_is_told():
    """After forty-five days, somebody must look at the scheduled job."""
    assert not home(today=TODAY + dt.timedelta(days=45)).last_pass.is_old
    assert home(today=TODAY + dt.timedelta(days=46)).last_pass.is_old
