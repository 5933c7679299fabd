"""Takes Google's translation off a review or a reply: what the person wrote, and nothing that Google added.

Google wraps most texts of its exports and of its API, in two ways, in the language of the owner's account:

    original, then « (Translated by Google) », then the translation
    « (Translated by Google) », the translation, « (Original) », original

Spaces and line breaks in and around the marks differ from one export to the next. A translation without its original
gives nothing: words that nobody wrote must not stand in a mention. Where a person wrote such a mark too, words of
theirs may be lost; Google's are never kept.
"""

import re

_GAP = r"\s{1,4}"  # no-break spaces too
_EDGE = r"\s{0,4}"
_TRANSLATED = re.compile(rf"[(（]{_EDGE}(?:translated{_GAP}by|traduit{_GAP}par){_GAP}google{_EDGE}[)）]", re.IGNORECASE)
_ORIGINAL = re.compile(
    rf"[(（]{_EDGE}(?:original|avis{_GAP}d{_EDGE}['\u2019\u02bc\u00b4`]{_EDGE}origine){_EDGE}[)）]", re.IGNORECASE
)


def original_words(text: str) -> str:
    """Return what the person wrote; a text without envelope comes back as it is."""
    while marker := _TRANSLATED.search(text):
        before = text[: marker.start()].strip()
        if before:
            return before
        mark = _mark_of_original(text, marker.end())
        text = text[mark.end() :].strip() if mark else ""
    return text


def _mark_of_original(text: str, start: int) -> re.Match[str] | None:
    """Return the mark after which the original stands, or None.

    Google sets it on a line of its own: what stands in a line belongs to somebody's text. Of several, the last one,
    for the translation may hold the word too.
    """
    marks = list(_ORIGINAL.finditer(text, start))
    alone = [mark for mark in marks if _stands_alone(text, mark)]
    return next(reversed(alone or marks), None)


def _stands_alone(text: str, mark: re.Match[str]) -> bool:
    line_start = text.rfind("\n", 0, mark.start()) + 1
    line_end = text.find("\n", mark.end())
    around = text[line_start : mark.start()] + text[mark.end() : line_end if line_end >= 0 else len(text)]
    return line_start > 0 and not around.strip()
