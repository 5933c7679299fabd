"""The judgement of a draft: which words, by which rule, and whether the reply may be published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.model import Profession
from collector.core.replies.check import LONGEST_DRAFT, Draft, ReplyCheck
from collector.core.replies.folding import Folder
from collector.core.replies.model import Duty, Folding, Level, ReplyRules, Violation
from tests.support.replies import reply_check, reply_rules, rules_met

FRAGMENTS = st.sampled_from(
    ["Bonjour. ", "Merci pour votre message. ", "vous ", "votre dossier ", "si ", "Monsieur Durand ", "jamais venu ",
     "06 39 98 12 34 ", "avocat ", "offert ", "!", "?", "\n", "🙂", "œ", "\u0301", "«", "’", "le 12 mars ", "#", "|"]
)  # fmt: skip


def toy(**rule):
    """Return a check of one rule, which `rule` describes."""
    given_rule = {"id": "toy", "any": "mot", "reason": "Voilà.", "catches": "mot", "leaves": "rien"}
    duty = Duty.model_validate(
        {"violation": "agressif", "statements": ["secret"], "suggestion": "Mieux.", "rules": [given_rule | rule]}
    )
    return ReplyCheck(
        ReplyRules(
            folding=Folding(table={}, abbreviations=("m",)),
            lexicon={"polite": ("merci", "bonjour")},
            harmless=("bon mot",),
            duties=(duty,),
            professions=dict.fromkeys(Profession, ("secret-medecin",)),
        )
    )


def pair(when, violation):
    """Return a check of two rules: one for « mot », which breaks `violation`, and one for « indice », met at `when`."""
    plain = {"reason": "Voilà.", "catches": "mot", "leaves": "rien"}
    rules = [{"id": "mot", "any": "mot"}, {"id": "indice", "any": "indice", "when": when}]
    duties = [
        {"violation": kind, "statements": ["secret"], "suggestion": "Mieux.", "rules": [plain | rule]}
        for kind, rule in zip((violation, "donnees_sante"), rules, strict=True)
    ]
    return ReplyCheck(
        ReplyRules.model_validate(
            {"folding": {"table": {}, "abbreviations": []}, "lexicon": {}, "harmless": ["bon mot"], "duties": duties}
            | {"professions": dict.fromkeys(Profession, ("secret-medecin",))}
        )
    )


def words(check, draft, **known):
    return [mark.words for mark in check.judge(Draft(draft, **known)).marks]


@pytest.mark.parametrize(
    ("rule", "draft", "expected"),
    [
        ({}, "Un mot, un Mot.", ["mot", "Mot"]),
        ({}, "motif bon mot", ["mot"]),
        ({"veiled": True}, "un bon mot, un mot", ["mot"]),
        ({"unless": "{polite}"}, "Merci du mot. Un mot", ["mot"]),
        ({"unless": "{polite}", "scope": "draft"}, "Merci du mot. Un mot", []),
        ({"along": "{polite}"}, "Merci du mot. Un Mot", ["mot"]),
        ({"along": "{polite}", "scope": "draft"}, "Merci du mot. Un Mot", ["mot", "Mot"]),
        ({"along": "merci", "unless": "bonjour"}, "Bonjour merci mot. Merci Mot", ["Mot"]),
        ({"any": "cher ([a-z]+)", "name": True}, "Cher Paul, cher ami, cher Zoé", ["Paul"]),
    ],
)
def test_a_rule_is_met_by_the_right_words_in_the_right_company(rule, draft, expected):
    """Whole words, harmless phrases hidden, what must stand or not stand around, names that nobody displays."""
    assert expected == words(toy(**rule), draft, author="Zoe B")


@pytest.mark.parametrize(("rating", "expected"), [(None, ["mot"]), (2, ["mot"]), (2.5, []), (5, [])])
def test_a_rule_may_look_at_harsh_reviews_only(rating, expected):
    """An unknown rating counts as harsh."""
    assert expected == words(toy(at_most=2), "un mot", rating=rating)


@pytest.mark.parametrize("author", ["LeGrandPaul", "paul-henri", "P. Paul", "PAUL75"])
def test_a_name_is_known_when_the_author_shows_it(author):
    """Inside a pseudonym as well as by itself."""
    assert [] == words(toy(any="cher ([a-z]+)", name=True), "Cher Paul", author=author)


@pytest.mark.parametrize(
    ("when", "violation", "both", "lone"),
    [
        ("always", "agressif", ["mot", "indice"], ["indice"]),
        ("alone", "agressif", ["mot"], ["indice"]),
        ("besides", "agressif", ["mot"], []),
        ("besides", "confirme_patient", ["mot", "indice"], []),
    ],
)
def test_a_rule_may_count_only_alone_or_only_beside_what_betrays(when, violation, both, lone):
    """A last resort gives way to any firm reason; a detail counts only in a reply that tells of a patient."""
    assert (both, lone) == (
        words(pair(when, violation), "un mot, un indice"),
        words(pair(when, violation), "un indice"),
    )


def test_a_warning_does_not_forbid():
    """Only rules that block make a reply unacceptable."""
    judgement = toy(level="warn").judge(Draft("un mot"))

    assert (True, (), Level.WARN) == (judgement.acceptable, judgement.violates, judgement.marks[0].rule.level)


def test_a_rule_may_have_a_suggestion_of_its_own():
    """Otherwise that of its duty is told."""
    assert ["Mieux.", "Autrement."] == [
        toy(suggestion=own).judge(Draft("un mot")).marks[0].suggestion for own in ("", "Autrement.")
    ]


def test_a_draft_that_nobody_could_publish_is_not_read():
    """Longer than any reply may be, it is refused as unread, with no mark."""
    judgement = reply_check().judge(Draft("a" * (LONGEST_DRAFT + 1)))

    assert (True, False, ()) == (judgement.unread, judgement.acceptable, judgement.marks)


def test_marks_are_bounded():
    """A draft that says the same thing over and over is marked fifty times by a rule, and no more."""
    assert 50 == len(words(toy(), "mot " * 200))


def test_violations_are_told_in_order_and_once():
    """Two rules of one duty make one violation."""
    judgement = reply_check().judge(Draft("Pauvre type. Mon avocat vous écrira, menteur. Vous êtes venu deux fois."))

    assert (Violation.CONFIRMS_PATIENT, Violation.AGGRESSIVE, Violation.LEGAL_THREAT) == tuple(
        one for one in judgement.violates if one is not Violation.DATE_OR_ACT
    )


@given(st.lists(FRAGMENTS | st.characters(), max_size=40).map("".join), st.text(max_size=20))
def test_marks_are_words_of_the_draft(draft, author):
    """Whatever is typed, each mark is a span of the draft, in order."""
    marks = reply_check().judge(Draft(draft, author)).marks

    assert [(one.start, one.end) for one in marks] == sorted((one.start, one.end) for one in marks)
    assert all(one.words == draft[one.start : one.end] != "" for one in marks)


@given(st.lists(FRAGMENTS, max_size=25).map("".join))
def test_the_way_to_type_changes_nothing(draft):
    """Capitals, straight or curly apostrophes, dashes: the same rules are met."""
    typed = draft.upper().replace("’", "'").replace(" ", "\u00a0")

    assert rules_met(draft.upper()) == rules_met(typed)


def test_a_plain_name_has_no_ends():
    """A displayed name folds to its words."""
    assert "dr zoe b." == Folder(reply_rules().folding).plain(" Dr Zoé  B. ")
