"""The headline of an article, by which the same one is recognised through sources that give it different addresses.

A headline that many articles bear recognises nothing: one that is short, that was cut or of which words were masked, is
none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collector.core.identity import host_of
from collector.core.masking import TOKEN
from collector.core.text import LONGEST_NAME, plain_words

_FEWEST_WORDS = 5
_SHORTEST = 25  # letters, without spaces: « Le conseil municipal en bref » is the headline of every village
_LONGEST_ENDING = LONGEST_NAME + 3  # characters: a name, and what sets it apart
_ENDING = re.compile(r" [-–—|] ")
_CUT = ("…", "...")


@dataclass(frozen=True, slots=True)
class Headline:
    """The site of an article's publisher, and the words of its title, folded."""

    host: str
    words: tuple[str, ...]


def headlines(title: str, publisher: str, publisher_host: str, url: str | None) -> tuple[Headline, ...]:
    """Return the headlines of an article; none if its publisher is unknown or its title is not its own.

    Some sources put the publisher's name at the end of a title, and some of them under a name that its site does not
    tell: there is one headline without the name, and one with it. A title that its source cut is none: its end may be
    what tells it from another.
    """
    host = publisher_host or host_of(url)
    if not host or TOKEN.search(title) or title.endswith(_CUT):
        return ()
    words = plain_words(_alone(title, publisher, host))
    if not _is_distinctive(words):
        return ()
    return tuple(Headline(host, one) for one in dict.fromkeys((words, words + plain_words(publisher))))


def _alone(title: str, publisher: str, host: str) -> str:
    """Return a title without « - Publisher » at its end."""
    names = frozenset(_names(publisher, host))
    for found in _ENDING.finditer(title, max(0, len(title) - _LONGEST_ENDING)):
        if "".join(plain_words(title[found.end() :])) in names:
            return title[: found.start()]
    return title


def _names(publisher: str, host: str) -> Iterator[str]:
    """Yield the names of a publisher as one word: its own, that of its site, with and without its domain."""
    yield "".join(plain_words(publisher))
    yield "".join(plain_words(host))
    yield "".join(plain_words(host.rpartition(".")[0]))


def _is_distinctive(words: tuple[str, ...]) -> bool:
    return len(words) >= _FEWEST_WORDS and sum(map(len, words)) >= _SHORTEST
