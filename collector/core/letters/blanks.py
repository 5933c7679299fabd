"""Blank copies: what a letter says before anybody fills it, its recipient apart when it always goes to the same."""

from collections.abc import Mapping

from collector.core.errors import LetterError
from collector.core.french import spaced
from collector.core.letters.facts import recipient
from collector.core.letters.filling import Letter, blank
from collector.core.model import LetterTemplate, Publisher


def blank_of(letter: LetterTemplate, publishers: Mapping[str, Publisher]) -> Letter:
    """Return the blank copy of a letter: only the recipient to whom it always goes is filled."""
    return blank(letter, {name: value for name, value in recipient(addressee(letter, publishers)) if value})


def addressee(letter: LetterTemplate, publishers: Mapping[str, Publisher]) -> Publisher | None:
    """Return the publisher to whom a letter always goes; raise LetterError when the catalogue does not have it."""
    if letter.to is None:
        return None
    if letter.to not in publishers:
        raise LetterError(spaced(f"« {letter.slug} » s’adresse à « {letter.to} », que le catalogue n’a pas."))
    return publishers[letter.to]
