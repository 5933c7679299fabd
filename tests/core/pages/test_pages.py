"""All the pages of the portal together."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.ledger import as_of
from collector.core.pages import pages
from tests.support.ledgers import (
    TODAY,
    finding,
    finding_id,
    gone,
    ledger,
    letter,
    model_reply,
    procedure,
    reply_guide,
    report,
    run,
    source,
)
from tests.support.strategies import findings as any_findings

FIXED = {
    "index.md",
    "releves/index.md",
    "affaires/index.md",
    "etat-des-lieux.md",
    "verifications/index.md",
    "bilans/index.md",
    "veille.md",
    "lettres/index.md",
    "demarches/index.md",
    "reponses/index.md",
    "conservation/index.md",
    "preuves/index.md",
    "repondre/index.md",
    "ordre/index.md",
    "nouveautes.atom",
}
OCTOBER = dt.date(2026, 10, 5)


def paths(kept, today=TODAY):
    return {page.path for page in pages(kept, today, "1.0")}


def test_the_pages_of_the_navigation_always_exist():
    """Also before the first pass, with nothing to show."""
    assert FIXED == paths(ledger(runs=()))


def test_each_thing_to_read_has_its_page():
    """One page per open finding, per list, per month, per letter, per procedure and per guide."""
    assert FIXED | {
        f"releves/{finding_id(1)}/index.md",
        "releves/p1/2026-11/index.md",
        "bilans/2026-11/index.md",
        "lettres/opposition.md",
        "demarches/signalement/index.md",
        "repondre/attente/index.md",
    } == paths(
        ledger(
            [finding(1)],
            letters=(letter(),),
            procedures={"signalement": procedure()},
            model_replies=(model_reply(),),
            guides={"attente": reply_guide()},
        )
    )


def test_the_same_data_and_day_give_the_same_pages():
    """Nothing depends on the clock, on chance or on the order in which files were found."""
    findings = [finding(number) for number in range(5)]

    assert pages(ledger(findings), TODAY, "1.0") == pages(ledger(findings), TODAY, "1.0")
    assert pages(ledger(findings), TODAY, "1.0")[:3] == pages(ledger(findings[::-1]), TODAY, "1.0")[:3]


def test_a_past_month_is_rebuilt_as_it_was_known():
    """What came later changes nothing in the pages of that day."""
    runs = (run(OCTOBER, report(1, "avis")),)
    exhaustive = (source("avis", lists_everything=True),)
    before = ledger([finding(1, first_seen=OCTOBER)], sources=exhaustive, runs=runs)
    after = ledger(
        [finding(1, first_seen=OCTOBER, **gone(TODAY)), finding(2, first_seen=TODAY)],
        sources=exhaustive,
        runs=(*runs, run(TODAY, report(1, "avis", failed="gone"))),
    )

    assert pages(before, OCTOBER, "1.0") == pages(as_of(after, OCTOBER), OCTOBER, "1.0")


@given(st.lists(any_findings, max_size=4, unique_by=lambda one: one.id))
@pytest.mark.slow
def test_whatever_was_kept_has_a_place_and_no_page_is_made_twice(kept):
    """Any findings at all: each stands once in the lists, and no two pages share a path."""
    made = pages(ledger(kept, texts=()), TODAY, "1.0")

    assert {1} >= set(Counter(page.path for page in made).values())
    listed = [row.finding for page in made if page.template == "archive.md.j2" for row in page.view.rows]
    assert sorted(one.id for one in kept) == sorted(listed)
