"""A body: decompressed in bounded steps, stopped at the cap, whole or a failure."""

import gzip
import random
import tracemalloc
import zlib
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.errors import FailureCode, FetchError
from collector.edges.http.body import Body
from collector.edges.http.limits import KIBIBYTE, MEBIBYTE

TEXT = "Très bon accueil, mais une heure d’attente. ".encode() * 400
NOISE = random.Random(1).randbytes(50_000)  # cannot be compressed
EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"  # five bytes of bare deflate that give nothing
CAP = MEBIBYTE


def bare_deflate(data: bytes) -> bytes:
    """Compress as some servers understand « deflate »: without the zlib envelope."""
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


def received(encoding: str, pieces: Iterable[bytes], cap: int = CAP) -> bytes:
    """Return the body made of these pieces."""
    body = Body(encoding, cap)
    for piece in pieces:
        body.feed(piece)
    return body.whole()


def in_pieces(data: bytes, size: int) -> list[bytes]:
    """Cut `data` into pieces of `size` bytes."""
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1, 7, 4096, MEBIBYTE])
@pytest.mark.parametrize(
    ("encoding", "compressed"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT)),
        ("X-GZIP ", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:1000]) + gzip.compress(b"") + gzip.compress(TEXT[1000:])),
        ("gzip", gzip.compress(TEXT) + b"\0" * 512),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", bare_deflate(TEXT)),
    ],
    ids=["plain", "identity", "gzip", "x-gzip", "gzip-streams", "gzip-padded", "zlib", "bare-deflate"],
)
def test_every_honest_encoding_is_read_whole(encoding: str, compressed: bytes, size: int) -> None:
    """The body is the same however it is compressed and wherever the pieces are cut."""
    assert received(encoding, in_pieces(compressed, size)) == TEXT


@pytest.mark.parametrize("extra", [0, 1, 100, 257, 258, 259, 300])
def test_nothing_stays_inside_the_last_step(extra: int) -> None:
    """What the decompressor still holds when it has taken all its input, and its step is full, is asked for."""
    data = bytes(64 * KIBIBYTE + extra)
    assert received("deflate", [bare_deflate(data)]) == data


@given(st.binary(max_size=2000), st.integers(1, 300), st.sampled_from(["gzip", "zlib", "bare"]))
def test_any_bytes_survive_compression(data: bytes, size: int, how: str) -> None:
    """Whatever the bytes and the cuts, what was compressed comes back."""
    compress = {"gzip": gzip.compress, "zlib": zlib.compress, "bare": bare_deflate}[how]
    assert data == received("gzip" if how == "gzip" else "deflate", in_pieces(compress(data), size))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", ""])
def test_an_empty_body_is_empty_whatever_its_encoding(encoding: str) -> None:
    """Servers announce gzip over nothing: that is nothing, not a broken transfer."""
    assert b"" == received(encoding, [])


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gzip", gzip.compress(NOISE)[:-9]),
        ("gzip", gzip.compress(NOISE, mtime=0)[:5]),  # the same name in every test process
        ("gzip", gzip.compress(NOISE)[:-4] + b"\0\0\0\1"),
        ("gzip", gzip.compress(NOISE) + b"garbage"),
        ("gzip", b"<html>not gzip</html>"),
        ("gzip", gzip.compress(b"") * 2000),
        ("deflate", zlib.compress(NOISE)[:-3]),
        ("deflate", zlib.compress(NOISE) + zlib.compress(NOISE)),
        ("deflate", b"\x78"),
        ("deflate", b"\xff\xff\xff"),
        ("br", b"anything"),
        ("gzip, gzip", gzip.compress(gzip.compress(TEXT))),
    ],
)
def test_bad_compression_is_a_broken_transfer(encoding: str, data: bytes) -> None:
    """Cut, wrong, unknown, doubled or endlessly empty compression is told as a broken transfer."""
    with pytest.raises(FetchError) as caught:
        received(encoding, [data])
    assert FailureCode.BROKEN_TRANSFER == caught.value.code


@pytest.mark.parametrize(
    ("encoding", "data"),
    [("", b"x" * 1001), ("gzip", gzip.compress(b"x" * 1001)), ("deflate", EMPTY_BLOCK * 1000)],
    ids=["plain", "after decompression", "before decompression"],
)
def test_the_cap_counts_what_comes_in_and_what_it_becomes(encoding: str, data: bytes) -> None:
    """One byte over the cap is too much, on either side of the decompression; the cap itself is not."""
    with pytest.raises(FetchError) as caught:
        received(encoding, [data], cap=1000)
    assert (FailureCode.TOO_LARGE, "1000 B") == (caught.value.code, caught.value.detail)
    assert 1000 == len(received("gzip", [gzip.compress(b"x" * 1000)], cap=1000))


@pytest.mark.slow
def test_a_bomb_stops_at_the_cap_in_bounded_memory() -> None:
    """Two hundred megabytes of zeros are dropped at the cap: the memory it takes is a small multiple of the cap."""
    compressor = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
    zeros = bytes(MEBIBYTE)
    bomb = b"".join(compressor.compress(zeros) for _ in range(200)) + compressor.flush()
    tracemalloc.start()
    try:
        with pytest.raises(FetchError) as caught:
            received("gzip", in_pieces(bomb, 64 * KIBIBYTE), cap=5 * MEBIBYTE)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (FailureCode.TOO_LARGE, "5 MiB") == (caught.value.code, caught.value.detail)
    assert peak < 8 * MEBIBYTE
