"""Turns a mention, with its full words and names, into what may be written: masked, cut, its author made initials.

Runs on every mention before anything of it reaches a file. Two things of a mention are kept as they are and may hold a
name: its address (`url`), needed to find it again, and the name of its publisher. A mention that the practice itself
wrote is treated like any other: its practitioners' names stay readable in the words, its author is initials.
"""

import hashlib
from dataclasses import dataclass

from collector.core.identity import author_key, content_key, initials
from collector.core.masking import TOKEN, Masked, Masker
from collector.core.model import Author, Mention, Words
from collector.core.text import KEPT_LENGTH, clean, clean_line, shorten

_READ_LENGTH = (
    10 * KEPT_LENGTH
)  # characters that are masked at all: what is kept of a hostile megabyte is its beginning
_BETWEEN = "\x1f"  # between the parts of a hash; `clean` removes it from all text


@dataclass(frozen=True, slots=True)
class Protected:
    """What is kept of a mention's words and author.

    `text_length` counts the characters of its text at the source, cleaned, before masking and cutting. `content_key` is
    the keyed hash of all it says at the source, its rating included.
    """

    author: Author
    words: Words
    text_length: int
    content_key: str


def protect(mention: Mention, masker: Masker, key: bytes) -> Protected:
    """Return what may be written of `mention`. `key` is the practice's secret."""
    author = clean_line(mention.author)
    title, text = clean_line(mention.title), clean(mention.text)
    reply = clean(mention.reply.text) if mention.reply else ""
    rating = mention.rating.model_dump_json() if mention.rating else ""
    return Protected(
        author=Author(shown=initials(author), key=author_key(key, author)),
        words=_words(*(masker.mask(shorten(part, _READ_LENGTH), author) for part in (title, text, reply))),
        text_length=len(text),
        content_key=content_key(key, title, text, reply, rating),
    )


def _words(title: Masked, text: Masked, reply: Masked) -> Words:
    kept = tuple(_cut(part.text) for part in (title, text, reply))
    return Words(
        sha256=hashlib.sha256(_BETWEEN.join(kept).encode()).hexdigest(),
        title=kept[0],
        text=kept[1],
        reply=kept[2],
        masked=tuple(sorted({*title.kinds, *text.kinds, *reply.kinds})),
    )


def _cut(text: str) -> str:
    """Return `text` within KEPT_LENGTH, cut between words where possible and never inside what stands for a secret."""
    if len(text) <= KEPT_LENGTH:
        return text
    place = KEPT_LENGTH - 1
    space = text.rfind(" ", KEPT_LENGTH // 2, place)
    place = space if space != -1 else place
    place = next((token.start() for token in TOKEN.finditer(text) if token.start() < place < token.end()), place)
    return text[:place].rstrip() + "…"
