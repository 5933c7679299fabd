"""Judging a mention: nature, protective doubt, what to do, how soon, and why; never an exception."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.triage.judging import Judgement, Material
from collector.core.triage.labels import ILLICIT, Grievance, Nature, Signal, SourceKind, Strategy
from collector.edges.files.triage import load_triage

TODAY = dt.date(2026, 11, 20)


def judge(
    text: str,
    *,
    source: SourceKind = SourceKind.REVIEW,
    rating: int | None = 1,
    published: dt.date | None = dt.date(2026, 11, 1),
    today: dt.date | None = TODAY,
) -> Judgement:
    """Return the judgement of a text, by default a recent review of one star."""
    return load_triage().judge(Material(text, source, rating, published, today))


@pytest.mark.parametrize(
    ("nature", "text", "more"),
    [
        (Nature.PRAISE, "Excellente docteure, à l'écoute et très humaine, je recommande vivement.", {"rating": 5}),
        (Nature.CRITICISM, "Une heure d'attente et aucune explication, très déçu, je ne reviendrai pas.", {}),
        (Nature.INSULT, "Quel connard ce médecin, une ordure.", {}),
        (Nature.INSULT, "espèce de gros c*nnard en blouse", {}),
        (Nature.DEFAMATION, "Il facture à la Sécu des consultations fictives et signe de faux certificats.", {}),
        (Nature.THREAT, "Je sais où tu habites, je vais te casser les jambes.", {}),
        (Nature.HATRED, "Sale bougnoule, rentre chez toi, on ne veut pas de ces gens-là.", {}),
        (Nature.PRIVACY, "Elle habite 14 rue des Amandiers, portail vert, son portable perso : 06 39 98 41 57.", {}),
        (Nature.FAKE, "On vient tous du stream, jamais mis les pieds ici, mettez une étoile chacun.", {}),
        (Nature.IMPERSONATION, "Un faux compte se fait passer pour le docteur et demande un acompte.",
         {"source": SourceKind.SOCIAL, "rating": None}),
        (Nature.LISTING, "Fiche générée automatiquement. Vous êtes ce praticien ? Revendiquez votre fiche.",
         {"source": SourceKind.DIRECTORY, "rating": None}),
        (Nature.PRESS, "Le tribunal a mis le jugement en délibéré, le prévenu conteste les faits.",
         {"source": SourceKind.PRESS, "rating": None}),
    ],
)  # fmt: skip
@pytest.mark.slow
def test_a_plain_case_is_what_it_is(nature: Nature, text: str, more: dict) -> None:
    """Texts that nobody would hesitate about get their nature."""
    assert nature == judge(text, **more).nature


def test_defamation_in_time_is_urgent_and_says_until_when() -> None:
    """Its three months run from the first day online, and the reasons give the last one."""
    told = judge("Il facture à la Sécu des consultations fictives.", published=dt.date(2026, 10, 31))

    assert (Strategy.OFFENSIVE, True) == (told.strategy, told.urgent)
    assert any("31\u00a0janvier 2027" in reason for reason in told.reasons)


def test_defamation_out_of_time_is_neither() -> None:
    """Past the last day nothing is urgent any more: what remains is to have it removed."""
    told = judge("Il facture à la Sécu des consultations fictives.", published=dt.date(2026, 5, 1))

    assert (Strategy.DEFENSIVE, False) == (told.strategy, told.urgent)
    assert any("était" in reason for reason in told.reasons)


@pytest.mark.parametrize(
    ("published", "urgent"),
    [(dt.date(2026, 8, 19), False), (dt.date(2026, 8, 20), True), (dt.date(2026, 9, 5), True), (dt.date(2026, 9, 6), False)],
)  # fmt: skip
def test_an_insult_becomes_urgent_in_its_last_days(published: dt.date, urgent: bool) -> None:  # noqa: FBT001
    """From fifteen days before the last one to that day, and not after."""
    assert urgent == judge("Quel connard ce médecin.", published=published).urgent


def test_reasons_quote_words_and_kept_ones_do_not() -> None:
    """What is printed shows the words; what is kept with a finding holds none of them, and the same rules."""
    told = judge("Quel connard ce médecin.")

    assert any("«\u00a0connard\u00a0»" in reason and "injure-forte" in reason for reason in told.reasons)
    assert not any("connard" in reason for reason in told.kept_reasons)
    assert any("injure-forte" in reason for reason in told.kept_reasons)
    assert any("loi du 29 juillet 1881" in reason for reason in told.kept_reasons)
    assert "injure-forte" in told.rules


def test_a_judgement_without_rules_says_by_which_words() -> None:
    """When no rule of its nature was met, the heaviest words are told."""
    told = judge("xylophone", rating=None, source=SourceKind.DIRECTORY)

    assert any("comparaison avec les textes étiquetés" in reason for reason in told.reasons)


@pytest.mark.parametrize(
    ("rating", "nature"), [(1, Nature.CRITICISM), (3, Nature.NEUTRAL), (5, Nature.PRAISE), (None, Nature.NEUTRAL)]
)
def test_stars_alone_say_what_they_say(rating: int | None, nature: Nature) -> None:
    """Without words the stars decide, and the signal says that there were none."""
    for text in ("", "  \n", "⭐", "(Aucun commentaire rédigé.)"):
        told = judge(text, rating=rating)

        assert (nature, (Signal.NO_TEXT,)) == (told.nature, told.signals), text


@pytest.mark.parametrize("rating", [None, 3, 5])
@pytest.mark.parametrize(
    "text", ["Bonjour", "Très bien", "Trois étoiles", "RAS", "Merci", "ok", "Médecin", "Ça va", "Dr X"]
)
def test_a_word_accuses_nobody(text: str, rating: int | None) -> None:
    """A greeting or a word of courtesy is no criticism, nothing unlawful, and waits."""
    told = judge(text, rating=rating)

    assert told.nature in {Nature.PRAISE, Nature.NEUTRAL}
    assert ((), False) == (told.also, told.urgent)


def test_a_short_insult_or_threat_is_still_one() -> None:
    """A few words are enough when a rule knows them, or when they hide one."""
    assert Nature.INSULT == judge("Connard").nature
    assert Nature.INSULT == judge("c*nnard").nature
    assert judge("On va te crever").urgent


def test_a_question_on_a_page_of_reviews_is_answered() -> None:
    """A practical question where one can reply calls for a reply; elsewhere it is watched."""
    asked = "Est-ce que le cabinet est ouvert le samedi ?"

    assert Strategy.PEACEFUL == judge(asked, rating=None).strategy
    assert Strategy.PREVENTIVE == judge(asked, rating=None, source=SourceKind.FORUM).strategy


@pytest.mark.parametrize(
    ("signal", "text"),
    [
        (Signal.HARASSMENT, "Je recommencerai tous les jours jusqu’à ce que vous fermiez, je sais où vous habitez."),
        (Signal.PRIVATE_OUTRAGE, "Je lui ai dit en face que c’était un connard et une ordure."),
        (Signal.GENERATED, "[Ton : chaleureux, 30 mots, mentionner l’accueil] Formidable, je n’y suis jamais allé."),
        (Signal.PATIENT_DATA, "On m’a remis les résultats d’un autre patient, aucune discrétion, très déçue."),
    ],
)
def test_what_joins_a_nature_to_a_finer_category_is_told(signal: Signal, text: str) -> None:
    """Insistence, words said in private, machine-made texts and patients’ records each have their signal."""
    assert signal in judge(text).signals
    assert signal not in judge("Une heure d’attente, je ne reviendrai pas.").signals


def test_blackmail_and_a_raid_are_signals() -> None:
    """What joins a nature to its finer legal category is told, with the procedures that it adds."""
    blackmail = judge("Remboursez-moi avant vendredi, sinon je publie tout : contre 500 euros je retire mon avis.")
    raid = judge("On vient tous du stream mettre une étoile, copier-coller et variez les textes.")

    assert Signal.BLACKMAIL in blackmail.signals
    assert "plainte-simple" in blackmail.procedures
    assert Signal.SERIES in raid.signals
    assert raid.urgent


def test_a_complaint_names_what_it_is_about() -> None:
    """Waiting and price are read in a review; praise complains of nothing."""
    told = judge("Deux heures d'attente dans la salle et 90 euros de dépassement d'honoraires sans devis.")

    assert {Grievance.WAIT, Grievance.PRICE} <= set(told.grievances)
    assert () == judge("Merci docteur, parfait, je recommande.", rating=5).grievances


def test_the_same_text_is_judged_the_same() -> None:
    """No chance, no clock: twice the same question has one answer."""
    assert judge("Charlatan, à fuir") == judge("Charlatan, à fuir")


@given(st.text(max_size=400), st.sampled_from(list(SourceKind)), st.sampled_from([None, 1, 3, 5]))
def test_any_text_is_judged(text: str, source: SourceKind, rating: int | None) -> None:
    """Garbage gets an answer whose parts hold together, and never an exception."""
    told = judge(text, source=source, rating=rating, published=None, today=None)

    assert told.nature not in told.also
    assert set(told.also) <= ILLICIT
    assert told.reasons


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000, "il a " * 40_000, "« " * 50_000, "c*" * 50_000, "a.b." * 50_000, "0" * 100_000, "é\u0301" * 50_000,
        "vous allez le regretter " * 8_000, "[" * 50_000, "www." * 30_000, "06 39 98 41 " * 20_000, "\x00\uffff" * 20_000,
        "pas de " * 20_000, "@a." * 40_000, "<a" * 50_000, "1 000 " * 30_000,
    ],
    ids=range(16),
)  # fmt: skip
def test_hostile_texts_cost_no_more_than_long_ones(text: str) -> None:
    """Repetitions that make regular expressions explode are judged in bounded time."""
    load_triage()
    begun = time.process_time()

    judge(text)

    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"source_kind": "forum", "rating": 4, "published": "2026-11-01T10:00:00Z", "collected": "2026-11-20"},
         Material("x", SourceKind.FORUM, 4, dt.date(2026, 11, 1), TODAY)),
        ({"source_kind": None, "rating": None, "published": None}, Material("x", SourceKind.REVIEW, None, None, None)),
        ({"rating": 4.6, "labels": {}}, Material("x", SourceKind.REVIEW, 5, None, None)),
    ],
)  # fmt: skip
def test_a_line_is_read(line: dict, expected: Material) -> None:
    """Only an id and a text are needed; null is nothing said, and other keys are left alone."""
    assert expected == Material.of_line({"id": "a", "text": "x", **line})


def test_every_fault_of_a_line_is_told() -> None:
    """An absurd value is never taken for nothing said: the judgement would be another."""
    with pytest.raises(ValueError, match=r"id: .*; rating: .*; text: .*; source_kind: .*; published: "):
        Material.of_line({"text": 3, "source_kind": "radio", "rating": 12, "published": "hier"})
