"""The letters of the catalogue: when each serves, when it does not, what it rests on, and a blank copy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from collector.core.foreign import Foreign
from collector.core.french import spaced
from collector.core.model import LetterTemplate
from collector.core.pages.legal import LegalSentence, Sourced, reviewed, sentences
from collector.core.pages.outlook import Outlook
from collector.core.pages.page import LETTERS, Page, letter_page


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in the index."""

    path: str
    title: Foreign
    recipient: Foreign
    when: Foreign


@dataclass(frozen=True, slots=True)
class LettersIndex:
    """The view of the index of letters."""

    letters: tuple[LetterLine, ...]


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The view of one letter. `body` is the catalogue's own Markdown, with its fields to fill; `labels` name them."""

    line: LetterLine
    not_when: Foreign
    channel: Foreign
    slug: str
    body: str
    labels: Mapping[str, Foreign]
    basis: tuple[LegalSentence, ...]
    sourced: Sourced


def letters_pages(seen_from: Outlook) -> Iterator[Page]:
    """Yield the index of letters, then the page of each."""
    letters = sorted(seen_from.ledger.letters, key=lambda letter: letter.title)
    yield Page(LETTERS, "letters.md.j2", LettersIndex(tuple(_line(one) for one in letters)))
    for letter in letters:
        yield Page(letter_page(letter.slug), "letter.md.j2", _view(letter, seen_from))


def _line(letter: LetterTemplate) -> LetterLine:
    return LetterLine(
        path=letter_page(letter.slug),
        title=Foreign(spaced(letter.title)),
        recipient=Foreign(spaced(letter.recipient)),
        when=Foreign(spaced(letter.when)),
    )


def _view(letter: LetterTemplate, seen_from: Outlook) -> LetterPage:
    return LetterPage(
        line=_line(letter),
        not_when=Foreign(spaced(letter.not_when)),
        channel=Foreign(spaced(letter.channel)),
        slug=letter.slug,
        body=letter.body,
        labels={name: Foreign(label) for name, label in letter.fields.items()},
        basis=sentences(letter.statements, seen_from.ledger.statements, seen_from.today, f"letter {letter.slug!r}"),
        sourced=reviewed(letter.provenance, seen_from.today),
    )
