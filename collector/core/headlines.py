"""The headline of an article, by which the same one is recognised through sources that give it different addresses.

A headline that many articles bear recognises nothing: one that is short, that was cut or of which words were masked, is
none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collector.core.identity import host_of
from collector.core.masking import TOKEN
from collector.core.text import plain_words

_FEWEST_WORDS = 5
_SHORTEST = 24  # letters, without spaces: « Le conseil municipal en bref » is the headline of every village
_ENDING = re.compile(r" [-–—|] ")
_CUT = ("…", "...")


@dataclass(frozen=True, slots=True)
class Headline:
    """The site of an article's publisher, and the words of its title, folded."""

    host: str
    words: tuple[str, ...]


def headline(title: str, publisher: str, publisher_host: str, url: str | None) -> Headline | None:
    """Return the headline of an article; None if its publisher is unknown or its title is not its own.

    The publisher's name at the end of a title is left out, as some sources put it there. A title that its source cut
    is none: its end may be what tells it from another.
    """
    host = publisher_host or host_of(url)
    if not host or TOKEN.search(title) or title.endswith(_CUT):
        return None
    words = plain_words(_alone(title, publisher, host))
    return Headline(host, words) if _is_distinctive(words) else None


def _alone(title: str, publisher: str, host: str) -> str:
    """Return a title without « - Publisher » at its end."""
    start, ending = title, ""
    for found in _ENDING.finditer(title):
        start, ending = title[: found.start()], title[found.end() :]
        if "".join(plain_words(ending)) in set(_names(publisher, host)):
            return start
    return title


def _names(publisher: str, host: str) -> Iterator[str]:
    """Yield the names of a publisher as one word: its own, that of its site, with and without its domain."""
    yield "".join(plain_words(publisher))
    yield "".join(plain_words(host))
    yield "".join(plain_words(host.rpartition(".")[0]))


def _is_distinctive(words: tuple[str, ...]) -> bool:
    return len(words) >= _FEWEST_WORDS and sum(map(len, words)) >= _SHORTEST
