"""The monthly reports."""

import datetime as dt

from collector.core.foreign import Foreign
from collector.core.model import Coverage, GuidedCheck
from collector.core.pages.monthly import MOST_ROWS, Tally, monthly_pages
from collector.core.pages.outlook import outlook
from tests.support.ledgers import TODAY, finding, gone, ledger, look, report, run, source, watch

SEPTEMBER, OCTOBER = dt.date(2026, 9, 7), dt.date(2026, 10, 5)
GOOD = report(1, "avis")


def reports(*findings, today=TODAY, **fields):
    index, *months = monthly_pages(outlook(ledger(findings, **fields), today, "1.0"))
    return index.view.months, {page.path: page.view for page in months}


def test_before_the_first_pass_there_is_no_report():
    """The index exists and is empty."""
    assert ((), {}) == reports(runs=())


def test_each_month_with_a_pass_has_its_report_and_gaps_are_said():
    """A month without a pass stands in the index as such, and has no report that would look like a quiet one."""
    index, months = reports(runs=(run(SEPTEMBER, GOOD), run(TODAY, GOOD), run(TODAY, GOOD)))

    assert [("2026-11", 2), ("2026-10", 0), ("2026-09", 1)] == [(line.month, line.passes) for line in index]
    assert ["bilans/2026-11/index.md", "bilans/2026-09/index.md"] == list(months)
    assert None is months["bilans/2026-11/index.md"].previous


def test_a_quiet_month_has_a_report():
    """Nothing happened, and the report says over how many watches."""
    _, months = reports(runs=(run(TODAY, GOOD),))

    quiet = months["bilans/2026-11/index.md"]
    assert (Tally(), (TODAY,), 1, 0) == (quiet.line.tally, quiet.days, quiet.line.watches, quiet.line.blind)
    assert ((), (), ()) == (quiet.appeared.rows, quiet.by_practitioner, quiet.troubled)


def test_a_month_is_compared_with_the_one_before():
    """What happened in each is counted from the first to the last day, whenever the passes were."""
    findings = (
        finding(1, first_seen=dt.date(2026, 10, 1)),
        finding(2, first_seen=dt.date(2026, 10, 31), practitioner="p2"),
        finding(3, first_seen=SEPTEMBER, **gone(dt.date(2026, 11, 1))),
        finding(4, first_seen=TODAY, source="presse"),
    )

    _, months = reports(*findings, runs=(run(OCTOBER, GOOD), run(TODAY, GOOD)))

    november = months["bilans/2026-11/index.md"]
    assert Tally(appeared=1, vanished=1) == november.line.tally
    assert Tally(appeared=2) == november.previous.tally
    assert [("Dr Anne Lefèvre", Tally(appeared=1, vanished=1))] == [
        (one.subject.words, one.tally) for one in november.by_practitioner
    ]
    assert [("Avis Santé", Tally(vanished=1)), ("presse", Tally(appeared=1))] == [
        (one.subject.words, one.tally) for one in november.by_source
    ]
    assert [Foreign("Dr Anne Lefèvre"), Foreign("p2")] == [
        one.subject for one in months["bilans/2026-10/index.md"].by_practitioner
    ]


def test_a_month_is_over_when_another_has_begun():
    """Until then the report says that the month is not finished."""
    assert not reports(runs=(run(TODAY, GOOD),))[1]["bilans/2026-11/index.md"].is_over
    later = reports(runs=(run(TODAY, GOOD),), today=dt.date(2026, 12, 1))
    assert later[1]["bilans/2026-11/index.md"].is_over


def test_blind_sources_are_those_of_the_month():
    """A watch that failed and came back is told apart from one that ended the month blind."""
    runs = (
        run(OCTOBER, GOOD, report(2, "presse", failed="timeout"), report(3, "forum", failed="gone")),
        run(dt.date(2026, 10, 12), report(2, "presse"), report(3, "forum", failed="blocked")),
        run(TODAY, GOOD, report(2, "presse"), report(3, "forum"), report(9, "partie")),
    )
    watches = (watch(1, "avis", "p1"), watch(2, "presse"), watch(3, "forum"))
    sources = (source("presse", "Presse"), source("forum", "Forum"))

    index, months = reports(runs=runs, watches=watches, sources=sources)

    october = months["bilans/2026-10/index.md"]
    assert [("Presse", 1, 2, False), ("Forum", 2, 2, True)] == [
        (one.name.source.words, one.failed, one.tried, one.ended_blind) for one in october.troubled
    ]
    assert "refuse" in october.troubled[1].sentence
    assert (2, 3, (Foreign("Forum"),), dt.date(2026, 10, 12)) == (
        october.sight.seen,
        october.sight.total,
        october.sight.blind_names,
        october.sight.last_pass,
    )
    assert [("2026-11", 4, 0), ("2026-10", 3, 1)] == [(line.month, line.watches, line.blind) for line in index]


def test_looks_by_hand_are_those_of_the_month():
    """A past month says what was done in it and what was not by its end; the month in course, what remains today."""
    checks = (look("carte", OCTOBER), look("plan", dt.date(2026, 11, 2)))
    sources = tuple(
        source(slug, slug.title(), category="map", access="manual", check=GuidedCheck(how="Regardez.", each=False))
        for slug in ("carte", "plan")
    )

    _, months = reports(runs=(run(OCTOBER, GOOD), run(TODAY, GOOD)), sources=sources, coverage=Coverage(checks=checks))

    october, november = months["bilans/2026-10/index.md"], months["bilans/2026-11/index.md"]
    assert [["Carte"], ["Plan"]] == [[one.source.words for one in month.checks.done] for month in (october, november)]
    assert [["plan"], ["carte"]] == [
        [task.slug for group in month.checks.groups for task in group.tasks] for month in (october, november)
    ]
    assert (2, 3, 1) == (october.sight.seen, october.sight.total, october.sight.to_check)
    assert (2, 3, 1) == (november.sight.seen, november.sight.total, november.sight.to_check)


def test_a_huge_month_is_cut_and_counted():
    """A first pass may bring thousands: the report stays printable and says how many more there are."""
    findings = [finding(number, first_seen=TODAY) for number in range(MOST_ROWS + 3)]

    _, months = reports(*findings, runs=(run(TODAY, GOOD),))

    appeared = months["bilans/2026-11/index.md"].appeared
    assert (MOST_ROWS, 3) == (len(appeared.rows), appeared.beyond)
