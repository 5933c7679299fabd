"""The rules for replies, as data: each keeps its own examples, and means the same in Python and in a browser."""

import re
import time

import pytest

from collector.core.model import Profession
from collector.core.replies.check import VEIL, Draft, compiled, expanded
from collector.core.replies.model import Harmless, Level
from collector.edges.files.catalog import CATALOG, DUTIES, load_statements
from collector.edges.files.documents import parse, validate
from tests.support.replies import all_patterns, all_rules, reply_check, reply_rules, rules_met, spoiled, unportable

RULES = [pytest.param(duty, rule, id=rule.id) for duty, rule in all_rules()]
PATTERNS = [pattern for _, pattern in all_patterns()]
HOSTILE = {
    "one letter": "a" * 100_000,
    "letters apart": "a " * 50_000,
    "vous": "vous " * 20_000,
    "si": "si " * 33_000,
    "nearly a denial": "aucun dossier " * 7_000,
    "nearly a bargain": "retirez " * 12_000,
    "nearly a number": "06 39 98 " * 11_000,
    "nearly an address": "a.b-c_" * 16_000 + "@",
    "digits": "1" * 100_000,
    "quotes": "«" * 50_000 + "»" * 50_000,
    "dashes": "-a" * 50_000,
    "apostrophes": "j'" * 50_000,
    "right to left": "\u202eשלום " * 14_000,
    "emoji": "🤡👍🏽" * 25_000,
    "controls": "\x00\x1b\x85" * 33_000,
    "marks": "e" + "\u0301" * 100_000,
    "ends": ". " * 50_000,
    "lines": "\n" * 100_000,
}


@pytest.mark.parametrize(("duty", "rule"), RULES)
def test_a_rule_catches_what_it_says(duty, rule):
    """Each sentence under `catches` meets the rule that it stands under, and no reply that holds it may be published."""
    for sentence in rule.catches:
        judgement = reply_check().judge(Draft(sentence, "Zoé", "", 1))
        assert rule.id in {mark.rule.id for mark in judgement.marks}, sentence
        if rule.level is Level.BLOCK:
            assert not judgement.acceptable
            assert duty.violation in judgement.violates


@pytest.mark.parametrize(("duty", "rule"), RULES)
def test_a_rule_leaves_what_it_says(duty, rule):
    """No sentence under `leaves` meets any rule at all."""
    assert duty.rules
    assert {sentence: [] for sentence in rule.leaves} == {sentence: rules_met(sentence) for sentence in rule.leaves}


def test_harmless_phrases_leave_nothing_to_read():
    """Sentences made of harmless phrases meet no rule."""
    file = "harmless.yml"
    harmless = validate(parse((CATALOG / "replies" / file).read_text("utf-8"), file), Harmless)

    assert {sentence: [] for sentence in harmless.leaves} == {one: rules_met(one) for one in harmless.leaves}


def test_every_file_of_rules_is_read():
    """No file of the folder is left out: the duties, and the four that they rest on."""
    held = {path.stem for path in (CATALOG / "replies").glob("*.yml")}

    assert {*DUTIES, "folding", "harmless", "lexicon", "professions"} == held


def test_every_rule_has_a_name_of_its_own():
    """A mark names its rule: two rules of the same name could not be told apart."""
    names = [rule.id for _, rule in all_rules()]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("profession", Profession)
def test_every_duty_rests_on_statements_that_exist(profession):
    """Whatever the profession, each statement that a duty cites is in the catalogue."""
    known = set(load_statements())

    assert set() == {
        slug for duty in reply_rules().duties for slug in reply_check().statements(duty, profession)
    } - known


def test_each_profession_has_its_own_article():
    """Five professions, five statements on secrecy."""
    own = {reply_check().statements(reply_rules().duties[0], one)[0] for one in Profession}

    assert len(Profession) == len(own)


def test_patterns_mean_the_same_everywhere():
    """Every pattern keeps to what Python's `re` and JavaScript's `RegExp` with the flag u read alike."""
    assert [] == spoiled(PATTERNS)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (r"\w+", "unknown"),
        (r"(?<=a)b", "unknown"),
        (r"(?P<name>a)", "unknown"),
        (r"a*", "unbounded"),
        (r"(?:[a-z]+)+", "repeats a group"),
        (r"[a-z]{0,999}", "too often"),
        (r"(?i)a", "unknown"),
        (r"(?:a", "close"),
        (r"é", "unknown"),
        (r"a++", "unbounded"),
    ],
)
def test_the_check_of_patterns_sees_a_fault(pattern, fault):
    """The checker above refuses what it must."""
    assert fault in " ".join(unportable(pattern))


def test_no_pattern_takes_long():
    """A hundred thousand characters, near-matches included, are read by each rule in bounded time."""
    lexicon = reply_rules().lexicon
    ready = [(rule.id, compiled(rule.any, lexicon)) for _, rule in all_rules()]
    ready += [(f"{rule.id} along", compiled(rule.along, lexicon)) for _, rule in all_rules() if rule.along]
    ready += [(f"{rule.id} unless", compiled(rule.unless, lexicon)) for _, rule in all_rules() if rule.unless]
    ready.append(("harmless", compiled(reply_rules().harmless, lexicon)))
    slow = []
    for name, text in HOSTILE.items():
        plain = text.lower()
        for rule, pattern in ready:
            began = time.perf_counter()
            sum(1 for _ in pattern.finditer(plain))
            if time.perf_counter() - began > 10:
                slow.append((rule, name))
    assert [] == slow


def test_names_of_the_lexicon_are_replaced_to_the_end():
    """A name may stand in another; one that is not there, or that holds itself, is refused."""
    lexicon = {"day": ("lundi", "mardi"), "date": ("{day} dernier",), "loop": ("{loop}",)}

    assert "le (?:(?:lundi|mardi) dernier)" == expanded("le {date}", lexicon)
    with pytest.raises(KeyError):
        expanded("{unknown}", lexicon)
    with pytest.raises(ValueError, match="deeper than 6"):
        expanded("{loop}", lexicon)


def test_no_pattern_can_read_the_veil():
    """The sign that hides harmless phrases is in no pattern, so that nothing hidden is ever met."""
    assert [] == [pattern for pattern in PATTERNS if VEIL in pattern]
    assert re.escape(VEIL) not in "".join(PATTERNS)
