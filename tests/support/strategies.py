"""Arbitrary nouns for property tests: whatever a site may say, once through the gate of core.text."""

import datetime as dt

from hypothesis import strategies as st

from collector.core.model import (
    Absence,
    Assessment,
    Author,
    DateKind,
    Finding,
    Match,
    Memory,
    MentionForm,
    PieceText,
    Published,
    Rating,
    SetAside,
    Sighting,
    State,
    Version,
    Words,
)
from collector.core.text import clean

HOSTILE = [
    "yes",
    "12345e678901",
    "0x1F",
    "2026-01-01",
    "null",
    "~",
    "- a\n- b",
    "a: b # c",
    "'",
    '"',
    "|",
    ">-",
    "%TAG",
]

texts = st.one_of(st.text(max_size=200), st.sampled_from(HOSTILE)).map(clean)
days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
finding_ids = st.binary(min_size=8, max_size=8).map(lambda raw: f"f-{raw.hex()}")
slugs = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
ratings = st.builds(
    Rating,
    value=st.floats(0, 100, allow_nan=False),
    scale=st.sampled_from([5.0, 10.0, 100.0]),
    raw=texts,
    count=st.none() | st.integers(0, 10**6),
)
published = st.tuples(st.none() | days, st.integers(0, 400), st.sampled_from(DateKind)).map(
    lambda drawn: Published(
        earliest=drawn[0],
        latest=None if drawn[0] is None else drawn[0] + dt.timedelta(days=drawn[1]),
        kind=drawn[2],
    )
)
urls = st.none() | texts.map(lambda text: f"https://site.example/{text}")
words = st.builds(Words, sha256=hashes, title=texts, text=texts, reply=texts, masked=st.tuples(slugs))
piece_texts = st.builds(PieceText, finding=finding_ids, versions=st.lists(words, max_size=3).map(tuple))
versions = st.builds(
    Version, seen=days, text_sha256=hashes, text_length=st.integers(0, 10**6), rating=st.none() | ratings
)
sightings = st.builds(Sighting, watch=slugs, source=slugs, url=urls, first_seen=days)
findings = st.builds(
    Finding,
    id=finding_ids,
    practitioner=slugs,
    source=slugs,
    native_id=texts,
    url=urls,
    form=st.sampled_from(MentionForm),
    publisher=texts,
    author=st.builds(Author, shown=texts, key=st.none() | st.just("a-0123456789ab")),
    published=published,
    first_seen=days,
    rating=st.none() | ratings,
    state=st.sampled_from(State),
    absences=st.lists(st.builds(Absence, since=days, until=st.none() | days), max_size=2).map(tuple),
    text_sha256=hashes,
    text_length=st.integers(0, 10**6),
    content_key=texts,
    versions=st.lists(versions, min_size=1, max_size=3).map(tuple),
    sightings=st.lists(sightings, min_size=1, max_size=3).map(tuple),
    match=st.builds(
        Match, about=st.sampled_from(["yes", "uncertain"]), score=st.floats(0, 1), reasons=st.tuples(texts)
    ),
    assessment=st.builds(Assessment, reasons=st.tuples(texts), signals=st.tuples(texts)),
)
memories = st.builds(
    Memory,
    etag=st.none() | texts,
    modified=st.none() | texts,
    body_sha256=st.none() | hashes,
    reading=texts,
    present=st.lists(finding_ids, max_size=4).map(tuple),
    set_aside=st.lists(st.builds(SetAside, key=texts, until=days), max_size=3).map(tuple),
)
