"""Says in plain words what a file that no kind reads seems to be: nothing of what it holds comes out of here."""

import io
import json
import zipfile

from collector.sources.archive import is_zip
from collector.sources.decoding import decode

_READ = 64 * 1024  # bytes in which a sort of text shows itself
_SIGNS = {
    b"%PDF": "a PDF",
    b"\xff\xd8\xff": "an image",
    b"\x89PNG": "an image",
    b"GIF8": "an image",
    b"\xd0\xcf\x11\xe0": "an old document of Word or Excel: save it as CSV",
    b"\x1f\x8b": "a compressed file (gzip): unpack it first",
    b"Rar!": "a RAR archive: unpack it first, and give the folder",
    b"7z\xbc\xaf": "a 7-Zip archive: unpack it first, and give the folder",
    b"<?xml": "XML",
}


def seems_to_be(body: bytes) -> str:
    """Return what `body` seems to be, as what follows « this file is »."""
    if not body.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return "empty"
    if is_zip(body) or body.startswith(b"PK\x05\x06"):
        return _archive(body)
    known = next((words for sign, words in _SIGNS.items() if body.startswith(sign)), "")
    return known or _text(body)


def _archive(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "a ZIP archive cut short or damaged: download it again"
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        return "a ZIP archive with a password: unpack it first, and give the folder"
    if "xl/workbook.xml" in names:
        return "an Excel workbook: save it as CSV"
    if "content.xml" in names:
        return "a document of LibreOffice: save it as CSV"
    return "a ZIP archive that holds something else" if names else "an empty ZIP archive"


def _text(body: bytes) -> str:
    start = decode(body[:_READ]).lstrip().lower()
    if start.startswith(("<!doctype html", "<html")):
        return "a web page: what the site shows, not its export"
    if start.startswith(("{", "[")):
        try:
            json.loads(decode(body))
        except (ValueError, RecursionError):
            return "JSON cut short or damaged: download it again"
        return "JSON that holds something else"
    return "a file of no known sort" if "\x00" in start else "a text of another sort"
