"""Fills the holes of a letter: what is known stands as it was given, what is not is asked for and never invented."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from collector.core.errors import LetterError
from collector.core.french import NO_BREAK, counted
from collector.core.letters.blocks import Block, Line, Run, Style, fields_of
from collector.core.letters.parsing import parse
from collector.core.model import LetterTemplate
from collector.core.text import clean

# No-break spaces are kept where somebody put them: they pass the cleaning under other names, private ones.
_HELD = {0x00A0: "\ue0a0", 0x202F: "\ue02f", 0xE0A0: None, 0xE02F: None}
_RELEASED = {0xE0A0: "\u00a0", 0xE02F: "\u202f"}
LONGEST_VALUE = 200_000  # characters: more than any letter holds, and still quick to lay out


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that a letter needs and nobody gave: the name of its field, and its French label."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be written. `missing` are the facts still asked for, each once, in the order of reading."""

    slug: str
    title: str
    blocks: tuple[Block, ...]
    missing: tuple[Missing, ...]


def blank(letter: LetterTemplate, known: Mapping[str, str]) -> Letter:
    """Return a letter to be filled by hand: the label of each field that is not known stands between brackets."""
    return _with(letter, known, "")


def fill(letter: LetterTemplate, values: Mapping[str, str]) -> Letter:
    """Return a letter with its facts; a hole says « à compléter » and what is missing.

    An empty value is an answer, « there is none »: a line that holds nothing else goes. Raise LetterError for a value
    that no letter can hold.
    """
    return _with(letter, {name: _cleaned(name, value) for name, value in values.items()}, f"à compléter{NO_BREAK}: ")


def _cleaned(name: str, value: str) -> str:
    if len(value) > LONGEST_VALUE:
        told = f"{counted(len(value), 'caractère', 'caractères')}, {counted(LONGEST_VALUE, '', '').strip()} au plus"
        raise LetterError(f"« {name} » est trop long : {told}")
    return clean(value.translate(_HELD)).translate(_RELEASED)


def _with(letter: LetterTemplate, values: Mapping[str, str], asked: str) -> Letter:
    read = parse(letter)
    blocks = tuple(block for one in read for block in _filled(one, values, letter, asked))
    missing = (name for name in dict.fromkeys(fields_of(read)) if name not in values)
    return Letter(letter.slug, letter.title, blocks, tuple(Missing(name, letter.fields[name]) for name in missing))


def _filled(block: Block, values: Mapping[str, str], letter: LetterTemplate, asked: str) -> Iterator[Block]:
    """Yield a block with its holes filled; nothing when all of its lines turn out to be empty."""
    lines = (tuple(_run(run, values, letter, asked) for run in line) for line in block.lines)
    kept = tuple(line for line in lines if any(run.words.strip() for run in line))
    if kept:
        yield replace(block, lines=kept if isinstance(block.kind, Style) else tuple(_split(kept)))


def _run(run: Run, values: Mapping[str, str], letter: LetterTemplate, asked: str) -> Run:
    if not run.field:
        return run
    if run.field in values:
        return replace(run, words=values[run.field])
    label = " ".join(letter.fields[run.field].split("\n"))
    return replace(run, words=f"[{asked}{label}]", hole=True)


def _split(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Yield the lines of a part, a value of several lines (an address) being as many lines of it."""
    for line in lines:
        current: list[Run] = []
        for run in line:
            first, *others = run.words.split("\n")
            current.append(replace(run, words=first))
            for words in others:
                yield tuple(current)
                current = [replace(run, words=words)]
        yield tuple(current)
