"""Folds a draft into plain ASCII that patterns read alike in every language, and remembers where each sign comes from.

The steps, in order, so that a browser can do the same:

1. a run of three times the same letter or more, whatever its case, counts as one (« merciiii »);
2. each character: one of the table gives what the table says; one of the Unicode category Cf (joiners, directions)
   gives nothing; any other is decomposed (NFKD), its marks (category M) dropped, the rest put in lower case and through
   both steps again; what is still no printable ASCII gives a space;
3. full stops, « ! », « ? » and « ; » that stand before a space or the end, and every new line, end a sentence: a « | »
   stands there, after « ! » or « ? »; a full stop after an abbreviation or a lone letter does not;
4. spaces follow one another no more, and the whole stands between two « | ».
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from collector.core.replies.model import Folding

END = "|"
_ENDS = ".;!?"
_LAST_WORD = re.compile(r"[a-z0-9]+")
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
_LONGEST_WORD = 12  # an abbreviation is shorter


@dataclass(frozen=True, slots=True)
class FoldedDraft:
    """A draft, its fold, and for each character of the fold its span in the draft."""

    draft: str
    fold: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the draft that the non-empty span of the fold comes from."""
        return self.starts[start], max(self.ends[start:end])

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the span in the fold of the sentence that holds the character `at`."""
        start = self.fold.rfind(END, 0, at) + 1
        end = self.fold.find(END, at)
        return start, len(self.fold) if end < 0 else end


class Folder:
    """Folds drafts by one table."""

    def __init__(self, folding: Folding) -> None:
        self._table: Mapping[str, str] = folding.table
        self._abbreviations = frozenset(folding.abbreviations)
        self._known: dict[str, str] = {}

    def fold(self, draft: str) -> FoldedDraft:
        """Return `draft` with its fold."""
        signs = list(self._signs(draft))
        kept: list[tuple[str, int, int]] = [(END, 0, 0)]
        for index, (sign, start, end) in enumerate(signs):
            if sign.isalnum():
                kept.append((sign, start, end))
            elif sign == "\n" or (sign in _ENDS and self._closes(signs, index, kept)):
                if sign in "!?" and kept[-1][0] != END:
                    kept.append((sign, start, end))
                _append(kept, END, start, end)
            else:
                _append(kept, sign, start, end)
        _append(kept, END, len(draft), len(draft))
        fold = "".join(sign for sign, _, _ in kept)
        return FoldedDraft(draft, fold, tuple(one[1] for one in kept), tuple(one[2] for one in kept))

    def plain(self, text: str) -> str:
        """Return the fold of a name or another short text, without its marks of sentences."""
        return " ".join(self.fold(text).fold.replace(END, " ").split())

    def _signs(self, draft: str) -> Iterator[tuple[str, int, int]]:
        """Yield each sign of the fold with its span in the draft, elongations undone."""
        at = 0
        for run in _ELONGATED.finditer(draft):
            yield from self._plain_signs(draft, at, run.start())
            yield from ((sign, run.start(), run.end()) for sign in self._character(run[1]))
            at = run.end()
        yield from self._plain_signs(draft, at, len(draft))

    def _plain_signs(self, draft: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        for index in range(start, end):
            for sign in self._character(draft[index]):
                yield sign, index, index + 1

    def _character(self, char: str) -> str:
        known = self._known.get(char)
        if known is None:
            known = self._tabled(char)
            if len(self._known) < 4096:
                self._known[char] = known
        return known

    def _tabled(self, char: str) -> str:
        if char in self._table:
            return self._table[char]
        if char == "\n" or " " <= char <= "~":
            return char.lower()
        if unicodedata.category(char) == "Cf":
            return ""
        return "".join(map(self._decomposed, unicodedata.normalize("NFKD", char)))

    def _decomposed(self, part: str) -> str:
        if unicodedata.category(part)[0] == "M":
            return ""
        lower = "".join(
            one for one in unicodedata.normalize("NFKD", part.lower()) if unicodedata.category(one)[0] != "M"
        )
        return "".join(self._table.get(one, one if " " <= one <= "~" else " ") for one in lower)

    def _closes(self, signs: list[tuple[str, int, int]], index: int, kept: list[tuple[str, int, int]]) -> bool:
        """Tell whether the punctuation at `index` ends a sentence."""
        after = signs[index + 1][0] if index + 1 < len(signs) else " "
        if after not in " \n" + _ENDS:
            return False
        if signs[index][0] != "." or after == ".":
            return True
        last = _LAST_WORD.findall("".join(sign for sign, _, _ in kept[-_LONGEST_WORD:]))
        glued = kept[-1][0] not in " |"
        return not (glued and last and (last[-1] in self._abbreviations or (len(last[-1]) == 1 and last[-1].isalpha())))


def _append(kept: list[tuple[str, int, int]], sign: str, start: int, end: int) -> None:
    """Add a sign, unless it repeats a space or an end; an end takes the place of a space before it."""
    last = kept[-1][0]
    if sign == END:
        if last == " ":
            kept.pop()
            last = kept[-1][0]
        if last == END:
            return
    elif sign == " " and last in " |":
        return
    kept.append((sign, start, end))
