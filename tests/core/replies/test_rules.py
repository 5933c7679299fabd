"""The rules for replies, as data: each keeps its own examples, and means the same in Python and in a browser."""

import os
import re
import time

import pytest

from collector.core.model import Profession
from collector.core.replies.check import LONGEST_DRAFT, VEIL, Draft, compiled, expanded
from collector.core.replies.folding import Folder
from collector.core.replies.model import Level
from collector.edges.files.catalog import load_statements
from collector.edges.files.replies import DUTIES, FOLDER, load_harmless
from tests.support.replies import all_patterns, all_rules, reply_check, reply_rules, rules_met, spoiled, unportable

RULES = [pytest.param(duty, rule, id=rule.id) for duty, rule in all_rules()]
NAMING = {rule.id for _, rule in all_rules() if rule.name}
PATTERNS = [pattern for _, pattern in all_patterns()]
LENGTH = 100_000 if os.environ.get("RENOM_SOAK") else 20_000
HOSTILE = {
    name: (unit * LENGTH)[:LENGTH]
    for name, unit in {
        "one letter": "a", "letters apart": "a ", "vous": "vous ", "si": "si ", "nearly a denial": "aucun dossier ",
        "nearly a bargain": "retirez ", "nearly a number": "06 39 98 ", "nearly an address": "a.b-c_", "digits": "1",
        "quotes": "«»", "dashes": "-a", "apostrophes": "j'", "right to left": "\u202eשלום ", "emoji": "🤡👍🏽",
        "controls": "\x00\x1b\x85", "marks": "e\u0301\u0301\u0301", "ends": ". ", "lines": "\n",
        "care": "le soin du ",
    }.items()
}  # fmt: skip


@pytest.mark.parametrize(("duty", "rule"), RULES)
@pytest.mark.slow
def test_a_rule_catches_what_it_says(duty, rule):
    """Each sentence under `catches` meets the rule that it stands under, and no reply that holds it may be published."""
    for sentence in rule.catches:
        judgement = reply_check().judge(Draft(sentence, "Zoé", 1))
        assert rule.id in {mark.rule.id for mark in judgement.marks}, sentence
        if rule.level is Level.BLOCK:
            assert not judgement.acceptable
            assert duty.violation in judgement.violates


@pytest.mark.parametrize(("duty", "rule"), RULES)
def test_a_rule_leaves_what_it_says(duty, rule):
    """No sentence under `leaves` meets any rule at all."""
    assert duty.rules
    rating = rule.at_most or 5
    assert {one: [] for one in rule.leaves} == {one: rules_met(one, rating) for one in rule.leaves}


def test_harmless_phrases_leave_nothing_to_read():
    """Sentences made of harmless phrases meet no rule, but for the one that finds a bare reply short of courtesy."""
    assert {one: [] for one in load_harmless().leaves} == {one: rules_met(one, 5) for one in load_harmless().leaves}


def test_every_file_of_rules_is_read():
    """No file of the folder is left out: the duties, and the four that they rest on."""
    held = {path.stem for path in FOLDER.glob("*.yml")}

    assert {*DUTIES, "folding", "harmless", "lexicon", "professions"} == held


def test_every_rule_has_a_name_of_its_own():
    """A mark names its rule: two rules of the same name could not be told apart."""
    names = [rule.id for _, rule in all_rules()]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("profession", Profession)
def test_every_duty_rests_on_statements_that_exist(profession):
    """Whatever the profession, each statement that a duty cites is in the catalogue."""
    known = set(load_statements())

    assert (
        set() == {slug for duty in reply_rules().duties for slug in reply_check().statements(duty, profession)} - known
    )


def test_each_profession_has_its_own_article():
    """Five professions, five statements on secrecy."""
    own = {reply_check().statements(reply_rules().duties[0], one)[0] for one in Profession}

    assert len(Profession) == len(own)


def test_every_name_of_the_lexicon_is_used():
    """A name that no pattern asks for is not kept."""
    rules = reply_rules()
    written = [*rules.harmless, *(one for alternatives in rules.lexicon.values() for one in alternatives)]
    written += [one for _, rule in all_rules() for one in (*rule.any, *rule.along, *rule.unless)]

    assert set() == set(rules.lexicon) - set(re.findall(r"\{([a-z_]+)\}", " ".join(written)))


def test_patterns_mean_the_same_everywhere():
    """Every pattern keeps to what Python's `re` and JavaScript's `RegExp` with the flag u read alike."""
    assert [] == spoiled(PATTERNS)
    assert [] == [pattern for place, pattern in all_patterns() if place not in NAMING and re.compile(pattern).groups]


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


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.slow
def test_no_pattern_takes_long(name):
    """Near-matches without end, nested quotes, other alphabets: each rule reads them, folded, in bounded time."""
    text = Folder(reply_rules().folding).fold(HOSTILE[name]).fold
    lexicon = reply_rules().lexicon
    groups = [reply_rules().harmless]
    groups += [one for _, rule in all_rules() for one in (rule.any, rule.along, rule.unless) if one]
    slow = []
    for patterns in groups:
        ready = compiled(patterns, lexicon)
        began = time.process_time()
        sum(1 for _ in ready.finditer(text))
        if time.process_time() - began > LENGTH / 10_000:
            slow.append(patterns[0])
    assert [] == slow


@pytest.mark.parametrize("name", HOSTILE)
def test_no_draft_takes_long(name):
    """The longest reply that may be published, made of anything, is judged in half a second."""
    began = time.process_time()
    told = reply_check().judge(Draft(HOSTILE[name][:LONGEST_DRAFT], "Zoé", 1))

    assert not told.unread
    assert time.process_time() - began < 0.5


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
