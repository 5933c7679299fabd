"""The letters of the catalogue: when each serves, when it does not, what it rests on, and a blank copy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collector.core.errors import BuildError, LetterError
from collector.core.foreign import Foreign
from collector.core.french import spaced
from collector.core.letters.blanks import blank_of
from collector.core.letters.blocks import Block, Run
from collector.core.letters.serving import sends
from collector.core.model import LetterTemplate, Procedure
from collector.core.pages.legal import LegalSentence, Sourced, reviewed, sentences
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import LETTERS, Page, letter_page
from collector.core.pages.procedures import STRATEGIES, Named, named

_ANYTIME = ("Lettres de suivi", "Quelle que soit la voie : relancer, remercier.")


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in the index."""

    path: str
    title: Foreign
    recipient: Foreign
    when: Foreign


@dataclass(frozen=True, slots=True)
class LetterFamily:
    """The letters of one strategy, by title: that of the first procedure that sends each."""

    name: str
    intro: str
    letters: tuple[LetterLine, ...]


@dataclass(frozen=True, slots=True)
class LettersIndex:
    """The view of the index of letters: the families that have some."""

    families: tuple[LetterFamily, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """Words in one weight, in `pieces` between which lines break; `hole` tells that they ask for a fact."""

    pieces: tuple[Foreign, ...]
    bold: bool
    italic: bool
    hole: bool


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block of the letter; `kind` is a part (« objet ») or a style (« bullets »)."""

    kind: str
    lines: tuple[tuple[RunView, ...], ...]


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The view of one letter. `downloads` tells that its Word and PDF copies stand beside the page."""

    line: LetterLine
    not_when: Foreign
    channel: Foreign
    slug: str
    blocks: tuple[BlockView, ...]
    sent_by: tuple[Named, ...]
    basis: tuple[LegalSentence, ...]
    sourced: Sourced
    downloads: bool


def letters_pages(seen_from: Outlook, *, downloads: bool) -> Iterator[Page]:
    """Yield the index of letters, then the page of each; raise BuildError for a letter that cannot be read.

    `downloads` tells that Word and PDF copies are made beside the pages.
    """
    letters = sorted(seen_from.ledger.letters, key=lambda letter: letter.title)
    ways = tuple(seen_from.ledger.procedures.values())
    yield Page(LETTERS, "letters.md.j2", LettersIndex(tuple(_families(letters, ways))))
    for letter in letters:
        yield Page(letter_page(letter.slug), "letter.md.j2", _view(letter, seen_from, downloads=downloads))


def _families(letters: Sequence[LetterTemplate], procedures: Sequence[Procedure]) -> Iterator[LetterFamily]:
    first = {one.slug: next((way.strategy for way in procedures if one.slug in sends(way)), None) for one in letters}
    for strategy, (name, intro) in (*STRATEGIES.items(), (None, _ANYTIME)):
        lines = tuple(_line(one) for one in letters if first[one.slug] is strategy)
        if lines:
            yield LetterFamily(name if strategy is None else f"Stratégie {name}", spaced(intro), lines)


def _line(letter: LetterTemplate) -> LetterLine:
    return LetterLine(
        path=letter_page(letter.slug),
        title=Foreign(spaced(letter.title)),
        recipient=Foreign(spaced(letter.recipient)),
        when=Foreign(spaced(letter.when)),
    )


def _view(letter: LetterTemplate, seen_from: Outlook, *, downloads: bool) -> LetterPage:
    ledger = seen_from.ledger
    try:
        copy = blank_of(letter, ledger.publishers)
    except LetterError as error:
        raise BuildError(f"letter {letter.slug!r}: {error}") from error
    return LetterPage(
        line=_line(letter),
        not_when=Foreign(spaced(letter.not_when)),
        channel=Foreign(spaced(letter.channel)),
        slug=letter.slug,
        blocks=tuple(_block(one) for one in copy.blocks),
        sent_by=tuple(named(one) for one in ledger.procedures.values() if letter.slug in sends(one)),
        basis=sentences(letter.statements, ledger.statements, seen_from.today, f"letter {letter.slug!r}"),
        sourced=reviewed(letter.provenance, seen_from.today),
        downloads=downloads,
    )


def _block(block: Block) -> BlockView:
    return BlockView(str(block.kind), tuple(tuple(_run(run) for run in line) for line in block.lines))


def _run(run: Run) -> RunView:
    return RunView(tuple(Foreign(line) for line in run.words.split("\n")), run.bold, run.italic, run.hole)
