"""What triage judges by: every rule meets its examples, every slug leads somewhere, the model is small and ours."""

import time

import pytest

from collector.core.triage.labels import Grievance, Nature, Signal
from collector.core.triage.patterns import GAPS, PatternIndex
from collector.core.triage.tokens import tokenize
from collector.edges.files.catalog import load_statements
from collector.edges.files.triage import FOLDER, load_rules, load_triage

RULES = {rule.id: rule for rule in load_rules().rules}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_meets_its_examples_and_not_the_others(name: str) -> None:
    """Each `met` is met by the rule itself, each `unmet` is not."""
    book, rule = load_rules(), RULES[name]
    index = PatternIndex.of(book.compiled(rule))

    assert [] == [text for text in rule.met if not index.hits(tokenize(text, book.spelling))]
    assert [] == [text for text in rule.unmet if index.hits(tokenize(text, book.spelling))]


def test_no_two_rules_share_an_id() -> None:
    """An id names one rule, in reasons and in findings."""
    assert len(RULES) == len(load_rules().rules)


@pytest.mark.parametrize("name", RULES)
def test_a_pattern_starts_and_ends_with_a_word(name: str) -> None:
    """Nothing optional and no gap stands at either end; what begins a word has three letters at least."""
    for pattern in load_rules().compiled(RULES[name]):
        assert not pattern.slots[0].optional
        assert 0 == pattern.slots[0].gap
        assert all(len(one) >= 3 for slot in pattern.slots for one in slot.beginnings), pattern
    assert [] == [text for text in RULES[name].patterns if text.split()[-1] in GAPS]


def test_law_says_everything_of_every_label() -> None:
    """Every nature and signal has a name; every statement cited is in the catalogue."""
    law, statements = load_triage().law, load_statements()

    assert (set(Nature), set(Signal)) == (set(law.natures), set(law.signals))
    cited = {slug for one in (*law.natures.values(), *law.signals.values()) for slug in one.statements}
    cited |= {one.limit.statement for one in law.natures.values() if one.limit}
    assert set() == cited - set(statements)


def test_the_model_is_small_and_knows_every_label() -> None:
    """It holds every nature and grievance, weighs under a megabyte and a half, and loads in a blink."""
    head = load_triage().model.head
    load_triage.cache_clear()
    load_rules.cache_clear()
    begun = time.process_time()
    load_triage()
    took = time.process_time() - begun

    assert (tuple(Nature), tuple(Grievance)) == (head.natures, head.grievances)
    assert (FOLDER / "model.txt").stat().st_size < 1_500_000
    assert took < 3
