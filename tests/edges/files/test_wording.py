"""What is wrong with a file is said in the words of whoever wrote it, never in those of a library."""

import datetime as dt
import re
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field, StringConstraints

import collector.core.model as nouns
from collector.core.errors import ConfigurationError
from collector.core.model import Model
from collector.edges.files.documents import parse, validate

# Words of pydantic and of libyaml, that say nothing to a secretary.
_FOREIGN = re.compile(
    r"input|valid (?!YAML around)|string|integer|parse|None|tuple|dict|scalar|token|mapping values|node|indicator|\^"
)


class Inner(Model):
    """An entry of a list."""

    word: str


class Form(Model):
    """One key for each sort of value."""

    text: str = ""
    code: Annotated[str, StringConstraints(pattern=r"^(\d{5})?$")] = ""
    short: Annotated[str, StringConstraints(min_length=1, max_length=3)] = "a"
    count: Annotated[int, Field(ge=1, le=52)] = 1
    share: Annotated[float, Field(gt=0, lt=2.5)] = 1
    yes: bool = False
    on: dt.date | None = None
    several: tuple[str, ...] = ()
    entries: Annotated[tuple[Inner, ...], Field(min_length=1, max_length=2)] = (Inner(word="a"),)
    one: Inner = Inner(word="a")


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ("text:", 1, "text: is empty: write a value after the colon, or remove this line"),
        ("text: ~", 1, "text: is empty: write a value after the colon, or remove this line"),
        ("text: 01000", 1, 'text: must be text: put it between quotes, "01000"'),
        ("text: 2026-06-09", 1, 'text: must be text: put it between quotes, "2026-06-09"'),
        ("text: [a]", 1, "text: must be one text, not ['a']"),
        ("code: 01 99", 1, "code: must be five digits between quotes, for example \"01000\", not '01 99'"),
        ("short: ''", 1, "short: is empty"),
        ("short: abcd", 1, "short: must have 3 characters at most, not 'abcd'"),
        ("count: 0", 1, "count: must be at least 1, not '0'"),
        ("count: 53", 1, "count: must be at most 52, not '53'"),
        ("count: deux", 1, "count: must be a whole number, not 'deux'"),
        ("count: 1.5", 1, "count: must be a whole number, not '1.5'"),
        ("share: 0", 1, "share: must be more than 0, not '0'"),
        ("share: 3", 1, "share: must be less than 2.5, not '3'"),
        ("share: vite", 1, "share: must be a number, not 'vite'"),
        ("yes: peut-être", 1, "yes: must be true or false, not 'peut-être'"),
        ("on: hier", 1, "on: must be a day, written 2026-06-09, not 'hier'"),
        ("on: 2026-06-09 10:00:00", 1, "on: must be a day without an hour, written 2026-06-09"),
        ("several: un", 1, "several: must be a list: write [un]"),
        ("several: {a: b}", 1, "several: must be a list: write [first, second]"),
        ("entries: []", 1, "entries: must have 1 entries at least"),
        ("entries:\n- {word: a}\n- {word: b}\n- {word: c}", 1, "entries: must have 2 entries at most"),
        ("entries:\n- {word: a}\n- {wrod: b}", 3, "entries[2].wrod: is not a known key: did you mean `word`?"),
        ("entries:\n- a", 2, "entries[1]: must be `key: value` lines, or {key: value}, not 'a'"),
        ("one: a", 1, "one: must be `key: value` lines, or {key: value}, not 'a'"),
        ('text: "a', 1, "a quote opens here and is never closed"),
        ("several:\n\t- a", 2, "a tab, or"),
        ("text: @a", 1, "a value that begins with @, ` or %"),
        ("text: a: b", 1, "a colon too many"),
        ("text: a\n code: b", 2, "a colon too many, or a line that does not start under the one above"),
        ("text: a\n  b: c\n d: e", 2, "line up the keys"),
        ("several: [a, b\ntext: a", 2, "a bracket or brace opens above and is not closed"),
        ("text a\ncode\n", 1, "must be a list of `key: value` lines"),
        ("text: *a", 1, "a value that begins with an asterisk"),
        ("text: !a b", 1, "a value that begins with an exclamation mark"),
    ],
)
def test_a_fault_is_told_in_plain_words(written: str, line: int, said: str) -> None:
    """Where, what stands there as it is written, and what to write instead."""
    with pytest.raises(ConfigurationError) as caught:
        validate(parse(written, "a.yml"), Form)

    told = [str(one) for one in caught.value.problems]

    assert [] == [one for one in told if _FOREIGN.search(one)]
    assert any(one.startswith(f"a.yml:{line}: ") and said in one for one in told), told


def test_every_form_that_a_person_may_have_to_type_is_said_in_words() -> None:
    """A regular expression is no message: each one of the nouns that people write has its words."""
    folder = Path(nouns.__file__).parent
    written = [(folder / f"{name}.py").read_text("utf-8") for name in ("base", "practice", "coverage", "source")]
    patterns = re.findall(r'pattern=r"([^"]+)"', "".join(written))
    wording = (folder.parents[1] / "edges" / "files" / "wording.py").read_text("utf-8")

    machine_written = {"^[0-9a-f]{64}$"}

    assert len(patterns) > 6
    assert [] == [one for one in patterns if one not in machine_written and f'r"{one}"' not in wording]
