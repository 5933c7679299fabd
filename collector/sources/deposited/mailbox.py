"""Reads e-mails that a person saved: one (`.eml`), a mailbox (`.mbox`), or a ZIP of them; in memory, within bounds.

Knows nothing of what the e-mails say. One that is broken is an e-mail less, never an error: mailboxes hold all sorts.
"""

import email
import email.errors
import email.header
import email.message
from collections.abc import Iterator
from dataclasses import dataclass

from collector.core.errors import FailureCode, ReadError
from collector.core.text import clean_line
from collector.sources.archive import is_zip, members
from collector.sources.decoding import decode

_MOST_MESSAGES = 10_000
_LARGEST_MESSAGE = 1_500_000  # bytes; an alert of fifty results has 150,000
_MOST_PARTS = 50
_LONGEST_HEADER = 1_000
_SEPARATOR = b"\nFrom "
# All that the standard library raises on what somebody made up.
_FAULTS = (email.errors.MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
_KNOWN_HEADERS = (b"from:", b"subject:", b"date:", b"received:", b"return-path:", b"message-id:", b"delivered-to:")


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail: `sender` as written, `date` as written, the HTML and the plain text of its first such parts."""

    sender: str
    subject: str
    date: str
    html: str
    text: str


def letters(body: bytes) -> Iterator[Letter | None]:
    """Yield the e-mails of a file, None for one that cannot be read.

    ReadError: WRONG_EXPORT for a file that is no e-mail, TOO_LARGE beyond the bounds.
    """
    for number, message in enumerate(_messages(body)):
        if number >= _MOST_MESSAGES:
            raise ReadError(FailureCode.TOO_LARGE, f"> {_MOST_MESSAGES}")
        yield _letter(message)


def _messages(body: bytes) -> Iterator[bytes]:
    if is_zip(body):
        for extension in (".eml", ".mbox"):
            for _, content in members(body, extension):
                yield from _messages_of_file(content)
    else:
        yield from _messages_of_file(body)


def _messages_of_file(body: bytes) -> Iterator[bytes]:
    plain = body.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").lstrip(b"\n")
    if plain.startswith(_SEPARATOR[1:]):
        for piece in (b"\n" + plain).split(_SEPARATOR)[1:]:
            yield piece.partition(b"\n")[2]
    elif _looks_like_a_message(plain):
        yield plain
    else:
        raise ReadError(FailureCode.WRONG_EXPORT, "e-mail")


def _looks_like_a_message(body: bytes) -> bool:
    head = body[:20_000].partition(b"\n\n")[0].lower()
    return sum((b"\n" + head).find(b"\n" + name) >= 0 for name in _KNOWN_HEADERS) > 1


def _letter(message: bytes) -> Letter | None:
    if len(message) > _LARGEST_MESSAGE:
        return None
    try:
        read = email.message_from_bytes(message)
        return Letter(
            sender=_header(read, "from"),
            subject=_header(read, "subject"),
            date=_header(read, "date"),
            html=_part(read, "text/html"),
            text=_part(read, "text/plain"),
        )
    except _FAULTS:
        return None


def _header(message: email.message.Message, name: str) -> str:
    """Return a header decoded; as it stands where its charset is none. Some programs write UTF-8 as it is."""
    given = (value for key, value in message.raw_items() if key.lower() == name)
    raw = decode(str(next(given, ""))[:_LONGEST_HEADER].encode("utf-8", "surrogateescape"))
    try:
        return clean_line(str(email.header.make_header(email.header.decode_header(raw))))
    except _FAULTS:
        return clean_line(raw)


def _part(message: email.message.Message, kind: str) -> str:
    """Return the text of the first part of that kind."""
    for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False):
        if part.get_content_type() == kind and not part.is_multipart():
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                return decode(body, f"charset={part.get_content_charset('')}")
    return ""
