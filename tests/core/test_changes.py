"""What one successful watch changes: new, changed, seen again, vanished, returned; never anything lost."""

import datetime as dt
from dataclasses import replace

import pytest

from collector.core.changes import SET_ASIDE_DAYS, edits, set_aside, settle
from collector.core.identity import finding_id
from collector.core.kept import Kept, missing_words
from collector.core.known import Known
from collector.core.model import (
    Absence,
    Assessment,
    DateKind,
    Memory,
    MentionForm,
    Published,
    SetAside,
    State,
)
from collector.core.reading import Found
from tests.support.settling import AUGUST, JULY, JUNE, Practice, plan, sighted


def test_a_mention_met_for_the_first_time_is_a_new_finding() -> None:
    """It has the day, one version, one sighting, and its words under the version's hash."""
    practice = Practice()

    tally = practice.play(JUNE, sighted("r1"))

    finding = practice.only()
    assert ({"new": 1}, JUNE, State.PRESENT, 1, 1) == (
        tally,
        finding.first_seen,
        finding.state,
        len(finding.versions),
        len(finding.sightings),
    )
    assert () == missing_words(practice.kept)
    assert (finding_id("avis", "r1", "dr-essai"),) == practice.kept.memories["avis"].present


def test_a_quiet_pass_changes_no_file_but_the_memory() -> None:
    """Seen again without change, nothing is written."""
    practice = Practice()
    practice.play(JUNE, sighted("r1"))

    tally = practice.play(JULY, sighted("r1"))

    assert ({}, (), ()) == (tally, practice.changes.findings, practice.changes.texts)


def test_an_edited_mention_keeps_its_versions() -> None:
    """The new words are kept beside the old ones, each with the day on which it was seen."""
    practice = Practice()
    practice.play(JUNE, sighted("r1", "Une heure d’attente."))

    tally = practice.play(JULY, sighted("r1", "Deux heures d’attente."))

    finding = practice.only()
    assert ({"changed": 1}, [JUNE, JULY]) == (tally, [version.seen for version in finding.versions])
    assert ["Une heure d’attente.", "Deux heures d’attente."] == [
        words.text for words in practice.kept.texts[finding.id].versions
    ]
    assert (finding.versions[-1].text_sha256, len("Deux heures d’attente.")) == (
        finding.text_sha256,
        finding.text_length,
    )


def test_new_stars_under_the_same_words_are_an_edit() -> None:
    """A rating that changes makes a version, and its words are not kept twice."""
    practice = Practice()
    practice.play(JUNE, sighted("r1", stars=4))

    tally = practice.play(JULY, sighted("r1", stars=1))

    finding = practice.only()
    assert ({"changed": 1}, [4, 1]) == (
        tally,
        [version.rating and version.rating.value for version in finding.versions],
    )
    assert 1 == len(practice.kept.texts[finding.id].versions)


def test_the_moving_average_of_a_listing_is_a_version_and_no_edit() -> None:
    """Each new review moves it: kept for the curve, not told as a change; new words of the listing are one."""
    practice = Practice()
    for day, text, stars in ((JUNE, "Cabinet.", 4.1), (JULY, "Cabinet.", 4.0)):
        tally = practice.play(day, sighted("fiche", text, form=MentionForm.LISTING, stars=stars))
    assert ({}, 2, ()) == (tally, len(practice.only().versions), edits(practice.only()))

    tally = practice.play(AUGUST, sighted("fiche", "Cabinet fermé.", form=MentionForm.LISTING, stars=4.0))

    assert ({"changed": 1}, [AUGUST]) == (tally, [version.seen for version in edits(practice.only())])


def test_words_that_come_back_are_a_version_without_new_words() -> None:
    """An author who edits and edits back has three versions, and two texts."""
    practice = Practice()
    for day, text in ((JUNE, "Bien."), (JULY, "Mal."), (AUGUST, "Bien.")):
        practice.play(day, sighted("r1", text))

    finding = practice.only()
    assert (3, 2) == (len(finding.versions), len(practice.kept.texts[finding.id].versions))


@pytest.mark.parametrize(("text", "content"), [("Une heure [nom].", "c-same"), ("Une heure d’attente.", "c-other-key")])
def test_better_masking_or_a_new_key_is_not_an_edit(text: str, content: str) -> None:
    """When only our masking, or only our key, changed, the author edited nothing."""
    practice = Practice()
    practice.play(JUNE, sighted("r1", content="c-same"))

    tally = practice.play(JULY, sighted("r1", text, content=content))

    assert ({}, 1) == (tally, len(practice.only().versions))


def test_a_mention_missing_from_a_whole_list_has_vanished() -> None:
    """It is marked with the day, kept with its words, and counted once."""
    practice = Practice()
    practice.play(JUNE, sighted("r1"), sighted("r2"))

    first = practice.play(JULY, sighted("r2"))
    second = practice.play(AUGUST, sighted("r2"))

    gone = practice.kept.findings[finding_id("avis", "r1", "dr-essai")]
    assert ({"vanished": 1}, {}) == (first, second)
    assert (State.VANISHED, (Absence(since=JULY),)) == (gone.state, gone.absences)
    assert 2 == len(practice.kept.texts)


def test_a_mention_missing_from_a_window_has_not_vanished() -> None:
    """A feed shows its newest items only: what has left it may still be online."""
    practice = Practice()
    practice.play(JUNE, sighted("r1"), exhaustive=False)

    tally = practice.play(JULY, sighted("r2"), exhaustive=False)

    assert {"new": 1} == tally
    assert {State.PRESENT} == {finding.state for finding in practice.kept.findings.values()}


def test_a_vanished_mention_that_returns_closes_its_absence() -> None:
    """It is present again; the months in which it was gone stay written; it may vanish again."""
    practice = Practice()
    practice.play(JUNE, sighted("r1"))
    practice.play(JULY)

    tally = practice.play(AUGUST, sighted("r1"))

    finding = practice.only()
    assert ({"returned": 1}, State.PRESENT, (Absence(since=JULY, until=AUGUST),)) == (
        tally,
        finding.state,
        finding.absences,
    )


def test_one_article_through_three_watches_is_one_finding() -> None:
    """The same address, with other tracking parameters, is another sighting; its words stay the first watch's."""
    practice = Practice()
    address = "https://gazette.example/article?id=7"
    for watch, tail, text in (
        ("actus", "", "Chapô."),
        ("alerte", "&utm_source=x", "Extrait…"),
        ("presse", "", "Autre."),
    ):
        practice.play(
            JUNE,
            sighted(watch, text, form=MentionForm.ARTICLE, url=address + tail),
            watch=watch,
            exhaustive=False,
        )

    finding = practice.only()
    assert ["actus", "alerte", "presse"] == [sighting.watch for sighting in finding.sightings]
    assert ["Chapô."] == [words.text for words in practice.kept.texts[finding.id].versions]


def test_the_same_article_twice_in_one_answer_is_seen_once() -> None:
    """A cluster that repeats an address adds neither a finding nor a sighting."""
    practice = Practice()
    twice = [sighted(native, form=MentionForm.ARTICLE, url="https://gazette.example/a") for native in ("g1", "g1")]

    tally = practice.play(JUNE, *twice, exhaustive=False)

    assert {"new": 1} == tally


def test_articles_without_an_address_are_told_apart_by_their_ids() -> None:
    """Nothing is merged on the absence of an address, in one pass or the next."""
    practice = Practice()
    both = [sighted(native, form=MentionForm.ARTICLE) for native in ("a", "b")]

    assert ({"new": 2}, {}) == (
        practice.play(JUNE, *both, exhaustive=False),
        practice.play(JULY, *both, exhaustive=False),
    )


def test_comments_under_one_article_are_never_merged() -> None:
    """Each points to its own place in the page, or has its own id in the feed: one is never taken for another."""
    practice = Practice()
    page = "https://blog.example/article/"
    first = [sighted(f"c{n}", f"Commentaire {n}.", form=MentionForm.ARTICLE, url=f"{page}#comment-{n}") for n in (1, 2)]
    later = sighted("c3", "Commentaire 3.", form=MentionForm.ARTICLE, url=page)
    last = sighted("c4", "Commentaire 4.", form=MentionForm.ARTICLE, url=page)

    tallies = [practice.play(JUNE, *first, exhaustive=False), practice.play(JULY, later, last, exhaustive=False)]

    assert [{"new": 2}, {"new": 2}] == tallies
    assert {1} == {len(finding.versions) for finding in practice.kept.findings.values()}


def test_an_address_met_elsewhere_adds_a_sighting_and_no_version() -> None:
    """What another source says of the same article never passes for an edit of it."""
    practice = Practice()
    article = "https://gazette.example/a"
    practice.play(JUNE, sighted("a", "Chapô.", form=MentionForm.ARTICLE, url=article), watch="presse", exhaustive=False)

    tally = practice.play(
        JULY, sighted("b", "Extrait.", form=MentionForm.ARTICLE, url=article), watch="actus", exhaustive=False
    )

    assert ({}, 1, 2) == (tally, len(practice.only().versions), len(practice.only().sightings))


def test_a_renamed_watch_goes_on_with_its_findings() -> None:
    """The watch that met a finding is gone; the next one of its source sees its edits and its absence."""
    practice = Practice()
    practice.play(JUNE, sighted("r1", "Bien."), watch="avis", source="google")
    practice.watches = ["avis-google"]

    edited = practice.play(JULY, sighted("r1", "Mal."), watch="avis-google", source="google")
    gone = practice.play(AUGUST, watch="avis-google", source="google")

    assert ({"changed": 1}, {"vanished": 1}) == (edited, gone)


def test_a_damaged_list_does_not_hide_what_vanishes_later() -> None:
    """Three reviews, a torn page that shows one, then a whole page without the third: it has vanished."""
    practice = Practice()
    practice.play(JUNE, sighted("r1"), sighted("r2"), sighted("r3"))

    torn = practice.play(JULY, sighted("r1"), exhaustive=False)
    whole = practice.play(AUGUST, sighted("r1"), sighted("r2"))

    assert ({}, {"vanished": 1}) == (torn, whole)


def test_what_is_still_said_has_not_vanished() -> None:
    """A mention that is in the answer and is no longer claimed (a practitioner's id changed) is not gone."""
    practice = Practice()
    practice.play(JUNE, sighted("r1"))

    assert {} == practice.play(JULY, unsaid=(sighted("r1"),))


def test_a_finding_vanished_by_hand_comes_back_without_an_absence() -> None:
    """A file whose state was edited without its absence stops nothing."""
    practice = Practice()
    practice.play(JUNE, sighted("r1"))
    finding = practice.only().model_copy(update={"state": State.VANISHED})
    practice.kept = replace(practice.kept, findings={finding.id: finding})

    assert ({"returned": 1}, ()) == (practice.play(JULY, sighted("r1")), practice.only().absences)


def test_reviews_of_one_page_are_never_merged() -> None:
    """Reviews share the address of their page: they are told apart by their own ids."""
    practice = Practice()

    tally = practice.play(JUNE, *(sighted(native, url="https://avis.example/dr") for native in ("r1", "r2")))

    assert {"new": 2} == tally


def test_only_the_first_watch_can_tell_that_it_vanished() -> None:
    """A mention met by two complete lists vanishes with the one whose words are kept."""
    practice = Practice()
    article = sighted("a", form=MentionForm.ARTICLE, url="https://gazette.example/a")
    practice.play(JUNE, article, watch="presse")
    practice.play(JUNE, replace(article, mention=article.mention.model_copy(update={"native_id": "b"})), watch="actus")

    second = practice.play(JULY, watch="actus")
    first = practice.play(JULY, watch="presse")

    assert ({}, {"vanished": 1}) == (second, first)


def test_a_date_learnt_later_completes_and_never_moves() -> None:
    """An unknown date is filled when the source gives one; a known one stays, though « il y a 2 mois » drifts."""
    practice = Practice()
    known, drifted = (Published(earliest=day, latest=day, kind=DateKind.PUBLISHED) for day in (JUNE, JULY))
    practice.play(JUNE, sighted("r1"))
    practice.play(JULY, sighted("r1", published=known))
    practice.play(AUGUST, sighted("r1", published=drifted))

    assert known == practice.only().published


def test_a_better_match_is_kept_without_a_new_version() -> None:
    """When what the practice says of its people changes the claim, the finding follows."""
    practice = Practice()
    practice.play(JUNE, sighted("r1", score=0.5))

    tally = practice.play(JULY, sighted("r1", score=0.9))

    assert ({}, 0.9, 1) == (tally, practice.only().match.score, len(practice.only().versions))


def test_a_finding_whose_file_is_broken_is_left_alone() -> None:
    """It is neither written anew nor reported as vanished: a person will mend the file."""
    practice = Practice()
    identifier = finding_id("avis", "r1", "dr-essai")
    practice.kept = replace(
        practice.kept,
        untouchable=frozenset({identifier}),
        memories={"avis": Memory(present=(identifier,))},
    )

    seen = practice.play(JUNE, sighted("r1"))
    assert ({}, ()) == (seen, practice.changes.findings)
    assert (identifier,) == practice.kept.memories["avis"].present
    assert {} == practice.play(JULY)


def test_what_a_watch_finds_is_known_to_the_next_of_the_same_pass() -> None:
    """Known takes in the changes of a watch, so that the next one recognises the article."""
    known = Known(Kept())
    first, _ = settle(
        plan("actus"),
        Found(()),
        [sighted("a", form=MentionForm.ARTICLE, url="https://gazette.example/a")],
        known,
        Memory(),
        JUNE,
    )
    known.absorb(first)

    _, tally = settle(
        plan("alerte"),
        Found(()),
        [sighted("b", form=MentionForm.ARTICLE, url="https://gazette.example/a")],
        known,
        Memory(),
        JUNE,
    )

    assert 0 == tally.new


def test_claimed_words_that_are_not_kept_are_named() -> None:
    """A finding whose texts are gone, or lack a version, is missing words."""
    practice = Practice()
    practice.play(JUNE, sighted("r1"), sighted("r2"))
    lost = finding_id("avis", "r2", "dr-essai")
    texts = {key: text for key, text in practice.kept.texts.items() if key != lost}

    assert (lost,) == missing_words(replace(practice.kept, texts=texts))


def test_a_mention_set_aside_is_remembered_a_year_and_its_date_stays() -> None:
    """The date given the first time is kept; one that has run out, or turned out to be ours, is dropped."""
    until = JUNE + dt.timedelta(days=SET_ASIDE_DAYS)
    first = set_aside((), {"s-1": True, "s-2": True, "s-3": False}, JUNE)

    assert (SetAside(key="s-1", until=until), SetAside(key="s-2", until=until)) == first
    assert first == set_aside(first, {"s-1": True}, JULY)
    assert (first[1],) == set_aside(first, {"s-1": False}, JULY)
    assert () == set_aside(first, {}, until)


def test_a_finding_is_judged_again_when_what_judges_changed() -> None:
    """The same words under new rules get the new proposal, and no version; under the same rules nothing is written."""
    practice = Practice()
    practice.play(JUNE, sighted("r1", assessment=Assessment(nature="injure", made_by="t-1")))
    practice.play(JULY, sighted("r1", assessment=Assessment(nature="menace", made_by="t-1")))
    same = practice.only()

    tally = practice.play(AUGUST, sighted("r1", assessment=Assessment(nature="menace", made_by="t-2")))

    assert ("injure", "menace", 1, {}) == (
        same.assessment.nature,
        practice.only().assessment.nature,
        len(practice.only().versions),
        tally,
    )


def test_an_edited_mention_is_judged_again() -> None:
    """New words are a new version, with the proposal that they deserve."""
    practice = Practice()
    practice.play(JUNE, sighted("r1", assessment=Assessment(nature="avis_negatif", made_by="t-1")))

    practice.play(JULY, sighted("r1", "Des voleurs !", assessment=Assessment(nature="injure", made_by="t-1")))

    assert ("injure", 2) == (practice.only().assessment.nature, len(practice.only().versions))
