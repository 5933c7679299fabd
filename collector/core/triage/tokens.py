"""Cuts a text into words that rules and the model can compare: folded, respelled, unmasked; bounded in time and memory.

Phone numbers, amounts, hours, addresses of the web and the like become one sign each (`<phone>`, `<money>`…): what
matters is that they are there. A sentence's end is the sign `.`, a question `?`, an exclamation `!`, and a quotation
mark `"`; commas disappear.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from collector.core.model import Model
from collector.core.text import fold

LONGEST = 6000  # characters of a mention that are judged: the longest reviews have 4,000
_LONGEST_WORD = 40
BREAKS = frozenset((".", "?", "!"))

# What begins with a letter and is no plain word holds a sign: plain words, nearly all, need not ask for the others.
_SIGNS = re.compile(
    r"(?P<plain>[a-z]{2,60}(?=[ ,'\n]|$)|[a-z](?='))"
    r"|(?P<url>https?://\S{1,200}|www\.\S{1,200}|\b[a-z0-9-]{2,60}\.(?:example|fr|com|net|org|eu|info|io|re)\b)"
    r"|(?P<mail>[\w.+-]{1,60}@[\w-]{1,60}\.[a-z]{2,12})"
    r"|(?P<phone>(?:\+33 ?|\b0)[1-9](?:[ .-]?\d\d){4}\b)"
    r"|(?P<plate>\b[a-z]{2}-\d{3}-[a-z]{2}\b)"
    r"|(?P<rpps>\b\d{11}\b)"
    r"|(?P<slot>\[[^\[\]\n]{2,40}\]|\{[^{}\n]{2,40}\}|<[^<>\n]{2,40}>)"
    r"|(?P<handle>@[a-z0-9_.]{2,40})"
    r"|(?P<hashtag>\#[a-z0-9_]{2,60})"
    r"|(?P<percent>\b\d{1,3}(?:[.,]\d{1,2})? ?(?:%|pour cent\b))"
    r"|(?P<money>\b\d{1,3}(?:[ .\u202f]?\d{3}){0,2}(?:[.,]\d{1,2})? ?(?:€|euros?\b|eur\b|balles\b|k€))"
    r"|(?P<mark>\b\d(?:[.,]\d)? ?(?:/|sur) ?(?:5|10|20|100)\b|\b\d ?(?:etoiles?\b|⭐|★))"
    r"|(?P<hour>\b\d{1,2} ?(?:h|heures?) ?(?:\d\d\b)?|\b\d{1,2}:\d\d\b)"
    r"|(?P<minutes>\b\d{1,3} ?(?:min|mn|minutes?)\b)"
    r"|(?P<year>\b(?:19|20)\d\d\b)"
    r"|(?P<dotted>\b(?:[a-z][. ]){3,30}[a-z]\b)"
    r"|(?P<initial>\b[b-df-hj-np-tv-z]\.{2,3}(?![a-z]))"
    r"|(?P<word>[a-z0-9*$@#_]{1,60})"
    r"|(?P<question>\?)|(?P<exclamation>!)|(?P<stop>[.;:\n…])|(?P<quote>[«»\"“”„])"
    r"|(?P<other>[^\s\w,'()\-/])"
)
_BARE = {"question": "?", "exclamation": "!", "stop": ".", "quote": '"'}
_REPEATED = re.compile(r"(.)\1\1+")
_LEET = str.maketrans("0134578@$", "oieastbas")
_MIXED = re.compile(r"[a-z*]+[0-9@$]+[a-z*]+|[@$][a-z]{2,}")


class Spelling(Model):
    """How people write: `words` maps a spelling to the words meant, `signs` a character, `masked` are words hidden."""

    v: Literal[1] = 1
    words: Mapping[str, str]
    signs: Mapping[str, str]
    masked: tuple[str, ...]

    @cached_property
    def hidden(self) -> Mapping[str, tuple[str, ...]]:
        """Return the words that people hide behind stars, by first letter."""
        letters = {one[0] for one in self.masked}
        return {letter: tuple(one for one in self.masked if one[0] == letter) for letter in letters}


@dataclass(frozen=True, slots=True)
class Token:
    """One word as compared (`text`), as it sounds (`sound`), and where it stood."""

    text: str
    sound: str
    start: int
    end: int
    quoted: bool


def tokenize(text: str, spelling: Spelling) -> tuple[Token, ...]:
    """Return the words of a text, in order."""
    folded = fold(text[:LONGEST])
    tokens: list[Token] = []
    quoted = False
    for found in _SIGNS.finditer(folded):
        name = found.lastgroup or ""
        if name == "quote":
            quoted = found[0] == "«" or (found[0] != "»" and not quoted)
        tokens += [
            Token(word, sound(word), found.start(), found.end(), quoted) for word in _words(name, found[0], spelling)
        ]
    return tuple(tokens)


def _words(name: str, found: str, spelling: Spelling) -> Iterator[str]:
    if name in ("plain", "word"):
        yield from _respelled(found, spelling)
    elif name in _BARE:
        yield _BARE[name]
    elif name == "dotted":
        joined = found.replace(".", "").replace(" ", "")
        yield from _respelled(joined, spelling)
    elif name == "hashtag":
        yield "<hashtag>"
        yield from _respelled(found[1:], spelling)
    elif name == "other":
        if found in spelling.signs:
            yield spelling.signs[found]
    else:
        yield f"<{name}>"


def _respelled(word: str, spelling: Spelling) -> Iterator[str]:
    if word.isdigit():
        yield "<number>"
        return
    word = word[:_LONGEST_WORD]
    if "*" in word or "_" in word or "#" in word:
        hidden = unmasked(word.strip("_#"), spelling.hidden)
        if hidden:
            yield "<masked>"
            yield hidden
            return
    if _MIXED.fullmatch(word):
        word = word.translate(_LEET)
    word = _REPEATED.sub(r"\1", word)
    meant = spelling.words.get(word)
    if meant is None:
        yield word.strip("*_#$@") or "<masked>"
    else:
        yield from meant.split()


def unmasked(word: str, hidden: Mapping[str, Sequence[str]]) -> str:
    """Return the first known word that a masked one may hide, or nothing: each sign stands for one letter or more."""
    pieces = [piece.translate(_LEET) for piece in re.split(r"[*_#]+", word)]
    first, last = pieces[0], pieces[-1]
    if not first:
        return ""
    masks = len(word) - sum(map(len, pieces))
    for known in hidden.get(first[0], ()):
        if not (known.startswith(first) and known.endswith(last)) or len(known) < len(word) - max(masks - 1, 0):
            continue
        if _in_order(pieces[1:-1], known[len(first) : len(known) - len(last)]) and len(known) > len(first) + len(last):
            return known
    return ""


def _in_order(pieces: Sequence[str], text: str) -> bool:
    at = 0
    for piece in pieces:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


_SOUNDS = (("ph", "f"), ("qu", "k"), ("eau", "o"), ("au", "o"), ("ch", "C"), ("c", "k"), ("ai", "e"), ("ei", "e"))
_SOFT = re.compile(r"c(?=[eiy])")
_DOUBLE = re.compile(r"(.)\1+")
_MUTE = re.compile(r"(?<=[a-zC]{2})(?:er|ez|es|e|s|t|x|d)$")


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """Return a rough French sound of a word: « connard », « konar » and « conards » are one."""
    if len(word) < 4 or not word.isalpha():
        return word
    word = _SOFT.sub("s", word)
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = _DOUBLE.sub(r"\1", word)
    return _MUTE.sub("", _MUTE.sub("", word)) or word
