"""The page of one finding."""

import datetime as dt

from collector.core.foreign import Address, Foreign
from collector.core.model import Absence, Assessment, Match, PieceText, Rating, Ruling, Sighting, Version, Words
from collector.core.pages.finding import finding_pages
from collector.core.pages.outlook import outlook
from collector.core.triage.law import TriageLaw
from tests.support.delays import DELAYS, PARIS
from tests.support.ledgers import (
    PROVENANCE,
    TODAY,
    decision,
    finding,
    finding_id,
    ledger,
    on,
    sha256_of,
    statement,
    uncertain,
    words,
)

OCTOBER = dt.date(2026, 10, 5)


def view(one, **fields):
    (page,) = finding_pages(outlook(ledger([one], **fields), TODAY, "1.0"))
    assert f"releves/{one.id}/index.md" == page.path
    return page.view


def test_the_page_says_what_is_known_and_what_is_not():
    """Address, dates, state, how sure we are and why; the qualification is never a guess."""
    shown = view(finding(1, match=uncertain(0.456), publisher="Éditeur"))

    assert (Address("https://avis.example/1"), Foreign("Éditeur")) == (shown.url, shown.publisher)
    assert "publié le 1er\u00a0novembre 2026" == shown.published
    assert "en ligne, vu pour la dernière fois le 9\u00a0novembre 2026" == shown.state
    assert ("incertain\u00a0: à confirmer", 46, (Foreign("Nom seul"),)) == (
        shown.about,
        shown.confidence,
        shown.reasons,
    )
    assert Foreign("à qualifier") == shown.nature


def test_a_finding_without_address_has_none():
    """An export gives no address: the page shows none rather than a wrong one."""
    assert not view(finding(1, url=None)).url


def test_a_qualification_is_shown_as_triage_gives_it():
    """Once triage has an opinion, the page shows it."""
    assert (
        Foreign("avis negatif licite") == view(finding(1, assessment=Assessment(nature="avis_negatif_licite"))).nature
    )


def test_what_pressed_once_is_told_as_the_past_it_is():
    """Judged urgent, and its clock over since: the page says so, and does not say that it presses."""
    old = {"published": on(dt.date(2026, 6, 10)), "assessment": Assessment(nature="injure", urgent=True)}
    shown = view(finding(1, **old), delays=DELAYS, calendar=PARIS)

    assert (False, True) == (shown.row.urgent, shown.assessment.pressed)


def test_a_short_text_is_whole_in_its_excerpt():
    """Nothing is left to unfold."""
    passage = view(finding(1), texts=(words(1, "Trois heures."),)).passage

    assert (Foreign("Trois heures."), Foreign(""), ()) == (passage.excerpt, passage.rest, passage.notes)


def test_a_long_text_is_an_excerpt_then_the_rest():
    """The excerpt and the rest make the text again, word for word."""
    text = " ".join(f"mot{number}" for number in range(100))

    passage = view(finding(1), texts=(words(1, text),)).passage

    assert len(passage.excerpt.words) <= 300
    assert passage.excerpt.words.endswith("…")
    assert text == f"{passage.excerpt.words[:-1]} {passage.rest.words}"


def test_the_page_says_what_is_masked_and_cut():
    """A reader must know that the words are not all there."""
    texts = (words(1, masked=("health", "name", "new-kind")),)

    passage = view(finding(1, text_length=5200), texts=texts).passage

    masked, cut = passage.notes
    assert "données de santé, noms de tiers et autres éléments" in masked
    assert "5\u202f200" in cut
    assert "4\u202f000" in cut


def test_an_erased_text_is_none():
    """The page will say « texte effacé », for the text and for its earlier versions."""
    one = finding(1)
    old = Version(seen=OCTOBER, text_sha256=sha256_of("old"), text_length=3)
    shown = view(one.model_copy(update={"versions": (old, *one.versions)}), texts=())

    assert (None, Foreign("")) == (shown.passage, shown.reply)
    assert [(OCTOBER, None)] == [(before.seen, before.passage) for before in shown.earlier]


def test_what_a_mention_said_before_is_kept_newest_first():
    """Each earlier version has its day, its rating and its words; the current one is not among them."""
    one = finding(1)
    rating = Rating(value=1, scale=5, raw="1")
    first = Version(seen=dt.date(2026, 8, 10), text_sha256=sha256_of("a"), text_length=1, rating=rating)
    second = Version(seen=OCTOBER, text_sha256=sha256_of("b"), text_length=1)
    kept = PieceText(
        finding=one.id,
        versions=tuple(Words(sha256=sha256_of(key), title="", text=text) for key, text in zip("ab", "AB", strict=True)),
    )

    shown = view(one.model_copy(update={"versions": (first, second, *one.versions)}), texts=(kept,))

    assert [(OCTOBER, "", "B"), (dt.date(2026, 8, 10), "1\u00a0sur\u00a05", "A")] == [
        (before.seen, before.rating, before.passage.excerpt.words) for before in shown.earlier
    ]


def test_a_version_with_the_text_of_today_is_told():
    """Where only the rating changed, the page need not show the same words twice."""
    one = finding(1)
    before = one.versions[0].model_copy(update={"seen": OCTOBER, "rating": None})
    other = Version(seen=OCTOBER, text_sha256=sha256_of("a"), text_length=1)

    shown = view(one.model_copy(update={"versions": (before, other, *one.versions)}))

    assert [False, True] == [earlier.same_text for earlier in shown.earlier]


def test_the_reply_of_the_practice_is_shown():
    """One sees what was already answered before deciding anything."""
    assert Foreign("Merci.") == view(finding(1), texts=(words(1, reply="Merci."),)).reply


def test_places_absences_and_decisions_are_told():
    """Where else it was met, when it was gone, what was decided, in order of time."""
    places = (
        Sighting(watch="w1", source="avis", url="https://avis.example/1", first_seen=OCTOBER),
        Sighting(watch="w2", source="presse", first_seen=TODAY),
    )
    absence = Absence(since=OCTOBER, until=TODAY)
    decisions = (decision(1, Ruling.REPLY, TODAY), decision(1, Ruling.WATCH, OCTOBER), decision(2, Ruling.ACT))

    shown = view(finding(1, sightings=places, absences=(absence,)), decisions=decisions)

    assert [("Avis Santé", "https://avis.example/1"), ("presse", "")] == [
        (place.source.words, place.url.url) for place in shown.places
    ]
    assert (absence,) == shown.absences
    assert [("à surveiller", OCTOBER, "A. Lefèvre"), ("répondre", TODAY, "A. Lefèvre")] == [
        (one.ruling, one.on, one.by.words) for one in shown.decisions
    ]
    assert ("répondre", TODAY) == (shown.row.ruling, shown.today)


def test_a_certain_match_is_said_so():
    """The claim that a mention concerns somebody comes with its score."""
    shown = view(finding(1, match=Match(about="yes", score=1, reasons=())))

    assert ("vous concerne", 100, finding_id(1)) == (shown.about, shown.confidence, shown.row.finding)


def test_what_triage_proposes_is_shown_with_its_reasons():
    """Name in French, what else it may be, the reaction that fits, the reasons; urgent ones are marked."""
    judged = Assessment(
        nature="injure",
        also=("diffamation",),
        strategy="defensive",
        urgent=True,
        reasons=("Injure publique : termes outrageants.",),
        made_by="t-1",
    )

    shown = view(finding(1, assessment=judged))

    assert (Foreign("injure"), Foreign("diffamation"), Foreign("injure")) == (
        shown.nature,
        shown.assessment.also,
        shown.row.nature,
    )
    assert "défensive : signaler, s’opposer ou faire retirer" == shown.assessment.strategy
    assert (Foreign("Injure publique : termes outrageants."),) == shown.assessment.reasons
    assert shown.row.urgent


def law_of(**natures):
    """Return what triage would say of the law: one statement for each nature given."""
    given = {"last_days": 15, "signals": {"chantage": {"name": "chantage", "statements": ("autre", "secret")}}}
    known = {one: {"name": one, "statements": slugs} for one, slugs in natures.items()}
    return TriageLaw.model_validate(given | {"natures": known, "provenance": PROVENANCE})


def test_what_the_law_says_of_it_stands_with_its_sources():
    """The sentences of all that the mention may be, each once; none when nobody has said what it is."""
    said = {slug: statement(slug, text=slug) for slug in ("secret", "autre", "tiers", "secret-medecin")}
    known = {"law": law_of(injure=("secret",), diffamation=("secret", "tiers")), "statements": said}
    judged = Assessment(nature="injure", also=("diffamation", "menace"), signals=("chantage", "serie"))

    shown = view(finding(1, assessment=judged), **known)

    assert ["secret", "tiers", "autre"] == [one.text.words for one in shown.law]
    assert [PROVENANCE.read_on] * 3 == [one.sourced.read_on for one in shown.law]
    assert () == view(finding(1), **known).law == view(finding(1, assessment=judged)).law


def test_reviews_written_together_are_linked():
    """Two reviews with the same words lead to each other; an article with them does not count."""
    said = "Docteur à fuir, zéro humanité, zéro compétence, je déconseille fortement"
    kept = ledger(
        [finding(1), finding(2), finding(3, form="article")], texts=[words(number, said) for number in (1, 2, 3)]
    )

    shown = {page.view.row.finding: page.view for page in finding_pages(outlook(kept, TODAY, "1.0"))}

    assert [finding_id(2)] == [one.finding for one in shown[finding_id(1)].alike]
    assert () == shown[finding_id(3)].alike
