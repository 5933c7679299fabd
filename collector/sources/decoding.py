"""Turns the bytes of an answer into text: which charset, and no exception whatever was declared.

What is valid UTF-8 is read as UTF-8 even when something else is declared: bytes of another charset are practically
never valid UTF-8, and servers declare wrongly. Never guesses beyond what is declared, UTF-8 and Windows-1252.
Undoes on demand what Windows tools do to exports: UTF-8 read as Windows-1252 and saved again.
"""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_IN_DOCUMENT = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})|<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})",
    re.IGNORECASE,
)
_SNIFFED = 2048  # bytes at the start of a document where it may name its charset
# Charsets a server may declare. Python knows more "text encodings" (idna, utf-7, unicode_escape) that nobody should.
_READABLE = re.compile(r"utf-(8|16|16-le|16-be)|cp125\d|iso8859-\d{1,2}|mac-roman")
# What browsers do: the Latin-1 and ASCII labels mean Windows-1252.
_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_LAST_RESORT = "cp1252"
_DOUBLE_ENCODED = re.compile("Ã[\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|â€|ðŸ|Â[\u00a0-\u00bf]")
# The characters that Windows-1252 puts in place of C1 controls; its five holes stay the controls that they are.
_BYTES = {ord(bytes([code]).decode("cp1252", "ignore") or chr(code)): code for code in range(0x80, 0xA0)}


def decode(body: bytes, content_type: str = "") -> str:
    """Return `body` as text, from its byte order mark, UTF-8, the charset declared, or Windows-1252 in the end."""
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return body.decode(charset, "replace")
    declared = _declared(body, content_type)
    if declared.startswith("utf-16"):
        return body.decode(declared, "replace")
    for charset in ("utf-8", declared):
        try:
            return body.decode(charset)
        except UnicodeDecodeError:
            continue
    return body.decode(_LAST_RESORT, "replace")


def repaired(text: str) -> str | None:
    """Return `text` as it was before its « é » became « Ã© »; None if it does not show this damage.

    None also if it would not come back whole: one correct « é » in it proves that it was not damaged so.
    """
    if not _DOUBLE_ENCODED.search(text):
        return None
    try:
        return text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def _declared(body: bytes, content_type: str) -> str:
    """Return the codec that the header, else the document itself, names; the last resort if neither is readable."""
    in_document = _IN_DOCUMENT.search(body[:_SNIFFED])
    labels = _IN_HEADER.findall(content_type)
    if in_document:
        labels.append((in_document[1] or in_document[2]).decode("ascii"))
    for label in labels:
        charset = _codec(label)
        if charset is not None:
            return charset
    return _LAST_RESORT


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    name = _ALIASES.get(name, name)
    return name if _READABLE.fullmatch(name) else None
