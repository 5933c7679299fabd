"""Reads text that may be HTML where its format does not say: titles of feeds, properties of JSON-LD.

Such text is taken for HTML when it holds a tag that publishers put in texts. Any other tag is what somebody wrote,
« <script> » included: every word is kept, and pages show it as words.
"""

import html
import re

from collector.core.text import clean, from_html

_MARKUP = re.compile(r"</?(?:p|br|div|span|b|i|u|em|strong|a|ul|ol|li|h[1-6]|font)\b[^<>]*>", re.IGNORECASE)


def words(text: str) -> str:
    """Return the words of `text`, cleaned, whether it is HTML or plain text."""
    return from_html(text) if _MARKUP.search(text) else clean(html.unescape(text))
