"""One article through several sources is one finding; what may be two articles stays two."""

import datetime as dt
from dataclasses import replace

import pytest

from collector.core.changes import settle
from collector.core.kept import Kept
from collector.core.known import Known, Sighted
from collector.core.matching import Claim
from collector.core.model import (
    About,
    Access,
    Author,
    DateKind,
    Finding,
    Match,
    Memory,
    Mention,
    MentionForm,
    Published,
    Source,
    Watch,
    Words,
)
from collector.core.protection import Protected
from collector.core.reading import Found, WatchPlan
from tests.support.ledgers import PROVENANCE

JUNE = dt.date(2026, 6, 8)
TITLE = "Le Dr Anne Essai ouvre son cabinet le samedi"
OPAQUE = "https://news.google.com/rss/articles/CBMi1?oc=5"
TRUE = "https://www.courrier.example/sante/1"


def on(day: dt.date | None, kind: DateKind = DateKind.PUBLISHED) -> Published:
    """Return a date."""
    return Published(earliest=day, latest=day, kind=kind)


def article(native: str = "n1", **fields: object) -> Sighted:
    """Return an article of the Courrier about Dr Essai, met through an opaque link; `fields` change it."""
    who = str(fields.pop("who", "dr-essai"))
    given = {
        "native_id": native,
        "form": MentionForm.ARTICLE,
        "url": OPAQUE,
        "title": TITLE,
        "publisher": "Le Courrier",
        "publisher_host": "courrier.example",
        "published": on(JUNE),
    }
    mention = Mention.model_validate(given | fields)
    words = Words(sha256="0" * 64, title=mention.title, text=mention.text)
    protected = Protected(Author(shown="", key=None), words, len(mention.text), f"c-{native}")
    return Sighted(mention, Claim(who, Match(about=About.YES, score=1, reasons=("nom",))), protected)


def direct(native: str = "n2", **fields: object) -> Sighted:
    """Return the same article as `article`, met at its own address."""
    return article(native, **{"url": TRUE, "publisher_host": ""} | fields)


class Desk:
    """What is kept from one answer to the next."""

    def __init__(self) -> None:
        self.kept = Kept()

    def take(self, watch: str, *answer: Sighted) -> list[Finding]:
        """Settle one answer of a watch, and return all findings."""
        source = Source(slug=watch, name=watch, kind="feed", access=Access.AUTO, why="-", provenance=PROVENANCE)
        plan = WatchPlan(Watch(id=watch, source=watch, url="https://x.example/"), source, JUNE)
        known = Known(self.kept, ["google", "bing", "alerte"])
        found = Found(tuple(one.mention for one in answer))
        changes, _ = settle(plan, found, answer, known, self.kept.memories.get(watch, Memory()), JUNE)
        assert changes.memory is not None
        self.kept = replace(
            self.kept,
            findings={**self.kept.findings, **{one.id: one for one in changes.findings}},
            texts={**self.kept.texts, **{one.finding: one for one in changes.texts}},
            memories={**self.kept.memories, watch: changes.memory[1]},
        )
        return list(self.kept.findings.values())


def seen_by(findings: list[Finding]) -> list[list[str]]:
    """Return the watches that met each finding."""
    return [[one.watch for one in finding.sightings] for finding in findings]


@pytest.mark.parametrize("first", ["google", "bing", "alerte"])
def test_three_sources_make_one_finding_in_any_order(first):
    """An opaque link, and twice the true one: one finding, three sightings, whoever comes first."""
    desk, answers = Desk(), {"google": article(), "bing": direct(), "alerte": direct("n3", url=f"{TRUE}?utm_source=x")}
    for watch in (first, *(one for one in answers if one != first)):
        findings = desk.take(watch, answers[watch])
    assert [{"google", "bing", "alerte"}] == [set(one) for one in seen_by(findings)]


def test_a_later_pass_finds_its_own_again():
    """Once recognised, the same answers make nothing new: each watch knows its sighting by its address."""
    desk = Desk()
    for _ in range(3):
        desk.take("google", article())
        findings = desk.take("bing", direct())
    assert [["google", "bing"]] == seen_by(findings)
    assert {findings[0].id} == {one for memory in desk.kept.memories.values() for one in memory.present}


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({"published": on(JUNE + dt.timedelta(days=2))}, True),
        ({"published": on(JUNE - dt.timedelta(days=2))}, True),
        ({"published": on(JUNE + dt.timedelta(days=3))}, False),
        ({"published": on(None, DateKind.SEEN)}, False),
        ({"published": on(JUNE, DateKind.INDEXED)}, False),
        ({"published": Published(earliest=JUNE, latest=None, kind=DateKind.PUBLISHED)}, False),
        ({"url": "https://autre.example/1"}, False),
        ({"title": "Le Dr Anne Essai ferme son cabinet le samedi"}, False),
        ({"title": f"{TITLE} | Le Courrier"}, True),
        ({"title": ""}, False),
        ({"form": MentionForm.POST}, False),
        ({"form": MentionForm.REVIEW}, False),
        ({"who": "dr-autre"}, False),
    ],
    ids=str,
)
def test_site_title_and_date_together_make_one(fields, same):
    """The site, the title, two days at most, the same practitioner, an article with a date: less than all is two."""
    desk = Desk()
    desk.take("google", article())
    assert same is (len(desk.take("bing", direct(**fields))) == 1)


@pytest.mark.parametrize("title", ["Avis", "Le Dr Anne Essai", "Le conseil municipal en bref"])
def test_a_general_title_makes_two(title):
    """A title that many articles bear recognises none."""
    desk = Desk()
    desk.take("google", article(title=title))
    assert 2 == len(desk.take("bing", direct(title=title)))


def test_two_items_of_one_answer_stay_two():
    """A title that an answer holds twice proves nothing: neither takes the finding of another watch."""
    desk = Desk()
    desk.take("google", article())
    findings = desk.take("bing", direct(), direct("n3", url=f"{TRUE}-bis"))
    assert [["google"], ["bing"], ["bing"]] == seen_by(findings)


def test_what_a_watch_saw_under_another_address_is_not_its_next_article():
    """A watch whose sighting stands in a finding already does not bring a second article into it."""
    desk = Desk()
    desk.take("google", article())
    desk.take("bing", direct())
    assert [["google", "bing"], ["bing"]] == seen_by(desk.take("bing", direct("n9", url=f"{TRUE}-bis")))


def test_an_address_goes_before_a_title():
    """The finding that one mention is by its address is not taken by another one's title."""
    desk = Desk()
    desk.take("google", article(url=f"{TRUE}-bis", publisher_host=""))
    other = "Une tout autre annonce du cabinet du Dr Anne Essai"
    findings = desk.take("bing", direct("n2"), direct("n3", url=f"{TRUE}-bis", title=other))
    assert [["google", "bing"], ["bing"]] == seen_by(findings)


def test_two_findings_with_one_title_are_told_apart_by_nobody():
    """Where two kept findings bear that title, which of them is meant cannot be known: a third one it is."""
    desk = Desk()
    desk.take("google", article(), article("n5", url=f"{OPAQUE}&x"))
    assert [["google"], ["google"], ["bing"]] == seen_by(desk.take("bing", direct()))


def test_a_finding_whose_words_are_gone_is_known_by_its_address_alone():
    """Without the kept title nothing is said of the headline."""
    desk = Desk()
    desk.take("google", article())
    desk.kept = replace(desk.kept, texts={})
    assert 2 == len(desk.take("bing", direct()))


def test_two_practitioners_in_one_article_have_a_finding_each():
    """Each finding is met by both watches, and neither is merged into the other's."""
    desk = Desk()
    desk.take("google", article(), article(who="dr-autre"))
    assert [["google", "bing"]] * 2 == seen_by(desk.take("bing", direct(), direct(who="dr-autre")))
