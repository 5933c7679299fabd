"""A file that no kind reads is described for the person who gave it, and nothing of what it holds is repeated."""

import io
import zipfile

import pytest

from collector.sources.deposited.recognising import seems_to_be


def archive(*names: str, locked: bool = False) -> bytes:
    """Return a ZIP with these members, marked as encrypted if asked."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(name), "secret")  # of no date: the same bytes in every process
    body = content.getvalue()
    if not locked:
        return body
    place = body.index(b"PK\x01\x02")  # the directory; its flags stand eight bytes further
    return body[: place + 8] + b"\x01" + body[place + 9 :]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (archive("xl/workbook.xml"), "an Excel workbook: save it as CSV"),
        (archive("content.xml"), "a document of LibreOffice: save it as CSV"),
        (archive("secret.txt"), "a ZIP archive that holds something else"),
        (archive("secret.txt", locked=True), "a ZIP archive with a password: unpack it first, and give the folder"),
        (archive(), "an empty ZIP archive"),
        (archive("a")[:40], "a ZIP archive cut short or damaged: download it again"),
        (b"%PDF-1.7 secret", "a PDF"),
        (b"\x89PNG\r\n", "an image"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old document of Word or Excel: save it as CSV"),
        (b"<HTML><p>secret", "a web page: what the site shows, not its export"),
        (b'<?xml version="1.0"?><a/>', "XML"),
        (b'{"a": "secret"}', "JSON that holds something else"),
        (b'[{"a": "secret"', "JSON cut short or damaged: download it again"),
        (b"[" * 200_000, "JSON cut short or damaged: download it again"),
        (b"\x00\x01\x02secret", "a file of no known sort"),
        ("Avis\n".encode("utf-16"), "a text of another sort"),
        (b"secret", "a text of another sort"),
    ],
)
def test_each_sort_has_its_words(body, said):
    """What it is, and what to do where something can be done."""
    assert said == seems_to_be(body)
