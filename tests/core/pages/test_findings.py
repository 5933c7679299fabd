"""The lists of findings: open ones, then all of them by practitioner and month; and what a line of them shows."""

import datetime as dt

import pytest

from collector.core.foreign import Foreign
from collector.core.ledger import as_of
from collector.core.model import PRACTICE, Memory, MentionForm, Rating, Ruling
from collector.core.pages.findings import findings_pages
from collector.core.pages.outlook import ROWS_PER_PAGE, outlook
from collector.core.pages.rows import rating_in_full, row
from tests.support.ledgers import (
    TODAY,
    decision,
    finding,
    finding_id,
    gone,
    ledger,
    on,
    report,
    run,
    source,
    uncertain,
    watch,
    words,
)

JUNE, OLD = dt.date(2026, 6, 8), dt.date(2024, 1, 15)


def seen_from(*findings, **fields):
    return outlook(ledger(findings, **fields), TODAY, "1.0")


def lists(*findings, **fields):
    index, *archives = findings_pages(seen_from(*findings, **fields))
    return index.view, {one.path: one.view for one in archives}


def ids(rows):
    return [one.finding for one in rows]


def test_open_findings_are_sorted_by_what_a_person_has_to_do():
    """To decide, to confirm, decided and still open; closed ones are in no queue."""
    index, _ = lists(
        finding(1),
        finding(2, match=uncertain()),
        finding(3, match=uncertain()),
        finding(4),
        decisions=(decision(3, Ruling.WATCH), decision(4, Ruling.IGNORE)),
    )

    assert [finding_id(1)] == ids(index.queue.to_decide)
    assert [finding_id(2)] == ids(index.queue.to_confirm)
    assert [(finding_id(3), "à surveiller")] == [(one.finding, one.ruling) for one in index.queue.decided]
    assert (3, 0) == (index.open, index.beyond)


def test_every_finding_stands_in_the_list_of_its_month():
    """Lists hold all findings, open or not, by practitioner and by the month they were first seen."""
    index, archives = lists(
        finding(1, first_seen=JUNE),
        finding(2, first_seen=JUNE, practitioner=PRACTICE),
        finding(3, first_seen=OLD),
        finding(4, first_seen=JUNE, practitioner="p9"),
    )

    assert {
        "releves/p1/2026-06/index.md": [finding_id(1)],
        "releves/cabinet/2026-06/index.md": [finding_id(2)],
        "releves/p9/2026-06/index.md": [finding_id(4)],
        "releves/p1/2024-01/index.md": [finding_id(3)],
    } == {path: ids(view.rows) for path, view in archives.items()}
    assert [("Dr Anne Lefèvre", 2), ("Cabinet des Tilleuls", 1), ("p9", 1)] == [
        (shelf.subject.words, len(shelf.links)) for shelf in index.shelves
    ]
    assert ["2026-06", "2024-01"] == [link.month for link in index.shelves[0].links]


def test_a_long_list_is_cut_in_parts_and_loses_nothing():
    """Each part names the others; together they hold every finding once."""
    many = [finding(number, first_seen=JUNE) for number in range(ROWS_PER_PAGE + 1)]

    index, archives = lists(*many)

    first, second = archives.values()
    assert (ROWS_PER_PAGE, 1) == (len(first.rows), len(second.rows))
    assert {one.id for one in many} == {*ids(first.rows), *ids(second.rows)}
    assert ["releves/p1/2026-06/index.md", "releves/p1/2026-06-2/index.md"] == [link.path for link in second.parts]
    assert [1, 2] == [link.part for link in index.shelves[0].links]


def test_a_finding_without_a_page_is_read_in_its_list():
    """A line leads to the page of an open finding, to the row of the others."""
    outlook_ = seen_from(finding(1), finding(2, first_seen=OLD, published=on(OLD)))

    assert f"releves/{finding_id(1)}/index.md" == outlook_.places[finding_id(1)]
    assert f"releves/p1/2024-01/index.md#{finding_id(2)}" == outlook_.places[finding_id(2)]


def test_beyond_the_limit_findings_are_counted():
    """The page says how many open findings have no page of their own."""
    index, _ = lists(*[finding(number) for number in range(401)])

    assert (400, 1) == (index.open, index.beyond)


def test_a_line_tells_who_where_when_and_how_it_stands():
    """Everything that was not written here is wrapped; the rest is ours."""
    one = finding(1, **gone(TODAY), match=uncertain())

    line = row(one, seen_from(one, decisions=(decision(1, Ruling.ACT),)))

    assert "Avis du 1er\u00a0novembre 2026" == line.name
    assert (Foreign("Dr Anne Lefèvre"), Foreign("Avis Santé"), Foreign("S. M.")) == (
        line.subject,
        line.source,
        line.author,
    )
    assert ("2\u00a0sur\u00a05", "disparu", True, "agir") == (line.rating, line.state, line.uncertain, line.ruling)


@pytest.mark.parametrize(
    ("form", "title"),
    [(MentionForm.REVIEW, ""), (MentionForm.ARTICLE, "Le titre"), (MentionForm.LISTING, "Le titre")],
)
def test_the_title_of_a_review_is_not_met_by_chance(form, title):
    """Lists show the title of an article; the words of a patient are opened on purpose."""
    one = finding(1, form=form)

    line = row(one, seen_from(one, texts=(words(1, title="Le titre"),)))

    assert title == line.title.words


@pytest.mark.parametrize(
    ("texts", "excerpt", "erased"),
    [
        ((words(1, "Un\n\nmot"),), "Un mot", False),
        ((words(1, "mot " * 100),), "mot " * 23 + "mot…", False),
        ((words(1, "", title="Titre seul"),), "Titre seul", False),
        ((words(1, ""),), "", False),
        ((), "", True),
        ((words(1, sha256="0" * 64),), "", True),
    ],
)
def test_an_excerpt_is_short_and_an_erased_text_is_said_erased(texts, excerpt, erased):
    """A text that is gone is never confused with a mention that has none."""
    one = finding(1)

    line = row(one, seen_from(one, texts=texts))

    assert (excerpt, erased) == (line.excerpt.words, line.erased)


@pytest.mark.parametrize(
    ("rating", "expected"),
    [
        (None, ""),
        (Rating(value=1, scale=5, raw="1"), "1 sur 5"),
        (Rating(value=4.6, scale=5, raw="4,6", count=12), "4,6 sur 5 (12 avis)"),
    ],
)
def test_a_rating_is_given_on_its_own_scale(rating, expected):
    """An average says of how many; no rating is no words."""
    assert expected == rating_in_full(rating).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("watched", "expected"),
    [
        (watch(1, "flux", label="Un blog"), "Un blog"),
        (watch(2, "flux", label="Un autre"), "Flux"),
        (watch(1, "avis", label="Autre chose"), "Flux"),
    ],
)
def test_a_finding_of_any_feed_is_named_by_its_watch(watched, expected):
    """« Flux RSS » says nothing to a reader: the label does, while the watch is there and of that source."""
    one = finding(1, source="flux")

    outlook_ = seen_from(one, sources=(source("flux", "Flux"),), watches=(watched,))

    assert expected == row(one, outlook_).source.words


def test_a_finding_is_online_while_an_answer_of_its_source_holds_it():
    """The last good reading of any watch that holds it dates it; a watch never read dates nothing."""
    memories = {"w1": Memory(present=(finding_id(1),)), "w2": Memory(present=(finding_id(1), finding_id(2)))}

    outlook_ = seen_from(finding(1), finding(2), memories=memories)

    assert {finding_id(1): TODAY} == outlook_.last_seen


def test_what_an_exhaustive_source_has_not_missed_was_there():
    """The memories are those of today: in the past, a mention that vanished since was still online."""
    everything = source("avis", lists_everything=True)
    one = finding(1, **gone(TODAY), first_seen=JUNE, published=on(JUNE))
    runs = (run(JUNE, report(1, "avis")), run(TODAY, report(1, "avis")))

    past = as_of(ledger([one], sources=(everything,), runs=runs), dt.date(2026, 6, 30))

    assert {finding_id(1): JUNE} == outlook(past, TODAY, "1.0").last_seen
    assert {} == seen_from(one, sources=(everything,), runs=()).last_seen
