"""The smaller parts of triage: dates that limit, negation, what a mention of a pass becomes."""

import datetime as dt

import pytest

from collector.core.model import DateKind, Mention, MentionForm, Published, Rating
from collector.core.triage.assessing import assess
from collector.core.triage.features import features
from collector.core.triage.judging import Material
from collector.core.triage.labels import SourceKind, Strategy
from collector.core.triage.law import Limit
from collector.core.triage.tokens import tokenize
from collector.edges.files.triage import load_rules, load_triage

TODAY = dt.date(2026, 11, 20)
DAY = Published(earliest=dt.date(2026, 11, 1), latest=dt.date(2026, 11, 1), kind=DateKind.PUBLISHED)


@pytest.mark.parametrize(
    ("published", "last"),
    [
        ((2026, 8, 20), (2026, 11, 20)),
        ((2026, 11, 30), (2027, 2, 28)),
        ((2027, 11, 29), (2028, 2, 29)),
        ((2026, 12, 15), (2027, 3, 15)),
    ],
)
def test_three_months_end_on_the_same_day_or_the_last_of_the_month(published: tuple, last: tuple) -> None:
    """What limits us is never counted longer than the calendar says."""
    assert dt.date(*last) == Limit(months=3, statement="x").last_day(dt.date(*published))


def looked_at(text: str) -> set[str]:
    """Return the features of a review of one star."""
    book = load_rules()
    tokens = tokenize(text, book.spelling)
    return features(tokens, book.hits(tokens), book.rules, SourceKind.REVIEW, 1)


@pytest.mark.slow
def test_a_negation_bears_on_what_follows_in_its_sentence() -> None:
    """« pas un charlatan » is negated; « pas bien. Un charlatan » is not."""
    assert "N:injure-courante" in looked_at("ce n'est pas un charlatan")
    assert "N:injure-courante" not in looked_at("ce n'est pas bien. un charlatan")


def test_an_act_that_the_trade_cannot_do_is_seen() -> None:
    """An orthodontist does not deliver babies; a dentist does treat teeth."""
    assert "Z:impossible" in looked_at("Cette ophtalmo m'a raté ma péridurale")
    assert "Z:impossible" not in looked_at("Ce dentiste a soigné ma dent")
    assert "Z:many" in looked_at("ma dent, mon genou, mon otite et ma grossesse")


@pytest.mark.parametrize(
    ("text", "source", "rating", "strategy"),
    [
        ("Merci docteur, vous êtes formidable. Mon doigt a ripé sur les étoiles : lire cinq, je recommande.", SourceKind.REVIEW, 1, Strategy.PEACEFUL),
        ("Quelqu'un connaît ce médecin ? Des retours ?", SourceKind.FORUM, None, Strategy.PREVENTIVE),
        ("Annuaire santé, répertoire national : médecin, secteur 1, RPPS 10999004512.", SourceKind.DIRECTORY, None,
         Strategy.NONE),
        ("Compte parodique, photo du vrai docteur en avatar : « Aujourd'hui j'ai prescrit du vide. »", SourceKind.SOCIAL,
         None, Strategy.DEFENSIVE),
    ],
)  # fmt: skip
def test_the_strategy_depends_on_where_and_what(
    text: str, source: SourceKind, rating: int | None, strategy: Strategy
) -> None:
    """Mistaken stars are answered, a forum is watched, an official directory is left alone, a parody is reported."""
    told = load_triage().judge(Material(text, source, rating, dt.date(2026, 11, 1), TODAY))

    assert strategy == told.strategy


def test_a_parody_is_not_urgent() -> None:
    """It harms nobody within days."""
    text = "Compte parodique, photo du vrai docteur en avatar : « Aujourd'hui j'ai prescrit du vide. »"

    assert not load_triage().judge(Material(text, SourceKind.SOCIAL, None, None, TODAY)).urgent


@pytest.mark.parametrize(
    ("rating", "nature"),
    [
        (Rating(value=10, scale=10, raw="10/10"), "avis_positif"),
        (Rating(value=0.5, scale=5, raw="0,5"), "avis_negatif"),
        (Rating(value=2, scale=5, raw="2", count=12), "avis_neutre"),
        (None, "avis_neutre"),
    ],
)
def test_a_mention_of_a_pass_is_kept_without_its_words(rating: Rating | None, nature: str) -> None:
    """Stars count on their own scale, an average of many does not; the kept proposal says what judged it."""
    mention = Mention(native_id="1", form=MentionForm.REVIEW, published=DAY, rating=rating)

    kept = assess(load_triage(), mention, TODAY)

    assert (nature, load_triage().version) == (kept.nature, kept.made_by)


def test_a_title_is_judged_with_its_text() -> None:
    """An insult in the title counts, and stands in no kept reason."""
    mention = Mention(
        native_id="1", form=MentionForm.ARTICLE, title="Quel connard", text="ce médecin", published=DAY, rating=None
    )

    kept = assess(load_triage(), mention, TODAY)

    assert "injure" == kept.nature
    assert not any("connard" in reason for reason in kept.reasons)
