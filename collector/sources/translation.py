"""Takes Google's translation off a review or a reply: what the person wrote, and nothing that Google added.

Google wraps most texts of its exports and of its API, in two ways, in the language of the owner's account:

    original, then « (Translated by Google) », then the translation
    « (Translated by Google) », the translation, « (Original) », original

A translation without its original gives nothing: words that nobody wrote must not stand in a mention.
"""

import re

_TRANSLATED = re.compile(r"\((?:Translated by Google|Traduit par Google)\)", re.IGNORECASE)
_ORIGINAL = re.compile(r"\((?:Original|Avis d['\u2019]origine)\)", re.IGNORECASE)


def original_words(text: str) -> str:
    """Return what the person wrote; a text without envelope comes back as it is."""
    while marker := _TRANSLATED.search(text):
        before = text[: marker.start()].strip()
        if before:
            return before
        # The last mark, for a translation may itself hold the word: rather lose a part than keep Google's words.
        marks = list(_ORIGINAL.finditer(text, marker.end()))
        text = text[marks[-1].end() :].strip() if marks else ""
    return text
