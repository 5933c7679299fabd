"""Reads a body piece by piece, decompresses it, and stops at the cap: a bomb costs one step, never its size.

It must not know where the pieces come from. Decompression is done here and not by the client, because what counts is
the size after it, checked before the next step is taken.
"""

import zlib
from collections.abc import Iterator

from collector.core.errors import FailureCode, FetchError
from collector.edges.http.limits import KIBIBYTE, shown_size

_STEP = 64 * KIBIBYTE  # most bytes that one step of decompression may give
# A gzip body may be several streams end to end. Empty ones cost time and give nothing, so their number is bounded.
_MOST_STREAMS = 1024
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_ENCODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
ACCEPTED_ENCODINGS = "gzip, deflate"


class Body:
    """One body being received. `encoding` is the value of Content-Encoding, `cap` the most bytes it may hold."""

    def __init__(self, encoding: str, cap: int) -> None:
        self._cap = cap
        self._received = 0
        self._size = 0
        self._pieces: list[bytes] = []
        self._inflated = _inflater(encoding.strip().lower())

    def feed(self, piece: bytes) -> None:
        """Take the next bytes of the answer; raise FetchError when the body is over the cap or badly compressed."""
        # Counted as received too: compressed data that inflates to nothing could otherwise go on for ever.
        self._received += len(piece)
        if self._received > self._cap:
            raise too_large(self._cap)
        for part in (piece,) if self._inflated is None else self._inflated.steps(piece):
            self._size += len(part)
            if self._size > self._cap:
                raise too_large(self._cap)
            self._pieces.append(part)

    def whole(self) -> bytes:
        """Return the body; raise FetchError if its compression breaks off before the end."""
        if self._inflated is not None and self._received and not self._inflated.ended:
            raise FetchError(FailureCode.BROKEN_TRANSFER, self._inflated.name)
        return b"".join(self._pieces)


def too_large(cap: int) -> FetchError:
    """Return the failure of an answer over `cap` bytes."""
    return FetchError(FailureCode.TOO_LARGE, shown_size(cap))


def _inflater(encoding: str) -> "_Inflater | None":
    if encoding in {"", "identity"}:
        return None
    name = _ENCODINGS.get(encoding)
    if name is None:
        # Not asked for. The value is the server's and is not repeated.
        raise FetchError(FailureCode.BROKEN_TRANSFER, "Content-Encoding")
    return _Inflater(name)


class _Inflater:
    """Decompresses gzip (one stream or several) or deflate (with or without the zlib envelope) in bounded steps."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._stream: zlib._Decompress | None = None
        self._streams = 0
        self._waiting = b""  # fewer bytes than it takes to tell how the stream begins

    @property
    def ended(self) -> bool:
        """Tell whether the last stream came to its end, so that nothing is missing."""
        return self._streams > 0 and self._stream is None and not self._waiting

    def steps(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` gives, at most `_STEP` bytes at a time."""
        data = self._waiting + data
        self._waiting = b""
        while data or self._stream is not None:
            if self._stream is None:
                if self._streams:
                    data = data.lstrip(b"\0")  # padding after a stream, as tape archives leave
                if not data or not self._begin(data):
                    return
            assert self._stream is not None
            try:
                given = self._stream.decompress(data, _STEP)
            except zlib.error:
                raise FetchError(FailureCode.BROKEN_TRANSFER, self.name) from None
            yield given
            if self._stream.eof:
                data, self._stream = self._stream.unused_data, None
            else:
                data = self._stream.unconsumed_tail
                if not data and len(given) < _STEP:
                    return  # all was taken, and nothing waits inside

    def _begin(self, data: bytes) -> bool:
        if self.name == "deflate":
            if len(data) < 2:
                self._waiting = data
                return False
            window = zlib.MAX_WBITS if _has_zlib_envelope(data) else -zlib.MAX_WBITS
        else:
            window = _GZIP_WINDOW
        self._streams += 1
        if self._streams > (_MOST_STREAMS if self.name == "gzip" else 1):
            raise FetchError(FailureCode.BROKEN_TRANSFER, self.name)
        self._stream = zlib.decompressobj(window)
        return True


def _has_zlib_envelope(data: bytes) -> bool:
    """Tell a zlib stream (RFC 1950) from bare deflate: some servers send one, some the other, under one name."""
    return data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2], "big") % 31 == 0
