"""What a letter is made of, once read: blocks of runs. Every writer starts from here, so that all say the same.

A run that comes from a field is data: its words are never read again as markup by anybody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts that have a place of their own on the page, as a letter names them after `:::`."""

    SENDER = "expediteur"
    RECIPIENT = "destinataire"
    PLACE = "lieu"
    SUBJECT = "objet"
    SIGNATURE = "signature"
    ENCLOSURES = "pieces"


class Style(StrEnum):
    """How a list shows its items, or that a text is quoted, or heads what follows."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    BULLETS = "bullets"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one weight. `field` names where they come from when they are not the letter's own.

    `hole` tells that they stand for a fact that is not known. Words may hold line breaks.
    """

    words: str
    bold: bool = False
    italic: bool = False
    field: str = ""
    hole: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block: a part, which has lines, or a text of one style. Only a list has several items in `lines`."""

    kind: Part | Style
    lines: tuple[Line, ...]


def words_of(line: Iterable[Run]) -> str:
    """Return the words of a line, without their weight."""
    return "".join(run.words for run in line)


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the words of every line of a letter, in the order of reading, as every writer must show them."""
    for block in blocks:
        yield from map(words_of, block.lines)


def fields_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the name of every field that stands in some blocks, as often as it stands there."""
    for block in blocks:
        for line in block.lines:
            yield from (run.field for run in line if run.field)
