"""The demo's practice and recorded web: whole, sound, invented, and without anything from the future."""

import datetime as dt
import json
import re
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from collector.core.model import Note, Practice, Source
from collector.core.reading import WatchPlan, place_of
from collector.edges.files.documents import parse
from collector.edges.recorded_web import read_script
from collector.wiring.demo import DEMO_SECRETS

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "examples" / "demo"
WEB = DEMO / "web"
SCRIPT = read_script(WEB)
PASSES = dict(
    enumerate(
        map(
            dt.date.fromisoformat, ("2026-06-08", "2026-07-06", "2026-08-10", "2026-09-07", "2026-10-05", "2026-11-09")
        ),
        1,
    )
)
FILES = sorted(path for path in DEMO.rglob("*") if path.is_file() and "expected" not in path.parts)  # all but hashes
# Names of vocabularies, which nothing ever asks for; every other address of the demo is an invented host.
VOCABULARIES = {"schema.org", "www.w3.org", "purl.org", "www.itunes.com", "jsonfeed.org"}
# Wrapped around the addresses of an alert's e-mail, and taken off without being asked.
WRAPPERS = {"www.google.com"}
# What is added to the address of a listing's reviews to have the first page.
FIRST_PAGE = "?pageSize=50&orderBy=updateTime+desc"
FICTION = re.compile(r"^0(1 ?99 ?00|2 ?61 ?91|3 ?53 ?01|4 ?65 ?71|5 ?36 ?49|6 ?39 ?98)( ?\d\d){2}$")
PHONE = re.compile(r"(?<![\d.])(?:\+33 ?[1-9]|0[1-9])(?:[ .]?\d\d){4}(?!\d)")


def load(path: Path) -> object:
    """Return the content of a YAML file, « on » being a word as everywhere in Renom."""
    return parse(path.read_text(encoding="utf-8"), path.name).content


PRACTICE = Practice.model_validate(load(DEMO / "practice.yml"))
SOURCES = {
    path.parent.name: Source.model_validate(load(path) | {"slug": path.parent.name})
    for folder in (DEMO / "sources", ROOT / "collector" / "catalog" / "sources")
    for path in sorted(folder.glob("*/source.yml"))
}


def read(path: Path) -> str:
    """Return the text of a recorded file, whichever of the two encodings it is in."""
    content = path.read_bytes()
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("iso-8859-1")


def address(watch) -> str:
    """Return the address that a watch asks for first, or after its token."""
    if watch.secret:
        return DEMO_SECRETS[watch.secret]
    source = SOURCES[watch.source]
    place = place_of(WatchPlan(watch, source, PASSES[1]))
    return place + FIRST_PAGE if source.kind == "google-business" else place


WATCHES = [watch for watch in PRACTICE.watches if watch.file is None]


def page_of(url: str):
    """Return the script's page of an address, or None."""
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return SCRIPT.hosts.get(parts.hostname, {}).get(target)


def test_every_recorded_file_is_played():
    """Each file beside the script is named by it, and each file that it names exists."""
    recorded = {path.relative_to(WEB).as_posix() for path in FILES if WEB in path.parents} - {"web.yml"}
    assert set(SCRIPT.body_files()) == recorded


def test_bodies_are_named_after_their_first_pass():
    """A body with a number in its name is served first in that pass, so that reading a folder tells when things changed."""
    named = {
        (f"{host}/{answer.body}", min(n for n, one in page.answers.items() if one.body == answer.body))
        for host, pages in SCRIPT.hosts.items()
        for page in pages.values()
        for answer in page.answers.values()
        if answer.body and re.search(r"\.\d\.", answer.body)
    }
    assert {(name, int(re.findall(r"\.(\d)\.", name)[0])) for name, _ in named} == named


def test_every_source_of_the_practice_is_known():
    """Each watch names a source of the demo or of the catalogue, and people of the practice."""
    assert set() == {watch.source for watch in PRACTICE.watches} - set(SOURCES)
    people = {one.id for one in PRACTICE.practitioners}
    assert set() == {person for watch in PRACTICE.watches for person in watch.for_} - people


@pytest.mark.parametrize("watch", WATCHES, ids=lambda watch: watch.id)
def test_every_watch_is_answered_in_every_pass(watch):
    """The address of each watch is in the script, with an answer for each of the six passes."""
    page = page_of(address(watch))
    assert page is not None
    assert None not in [page.answer_in(number) for number in PASSES]


def test_redirects_lead_to_recorded_pages():
    """Each redirect leads to an address of the script that answers in that pass."""
    for host, pages in SCRIPT.hosts.items():
        for target, page in pages.items():
            for number, answer in page.answers.items():
                if answer.redirect is not None:
                    aim = page_of(urljoin(f"http://{host}{target}", answer.redirect))
                    assert aim is not None
                    assert aim.answer_in(number) is not None


def test_a_new_answer_is_a_new_body():
    """Two answers in a row differ: what does not change stays one answer, and gives 304 or the same bytes."""
    for pages in SCRIPT.hosts.values():
        for page in pages.values():
            ordered = [page.answers[number] for number in sorted(page.answers)]
            assert all(before != after for before, after in pairwise(ordered))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DEMO).as_posix())
def test_everything_is_invented(path):
    """Hosts and mail addresses end in .example, and telephone numbers come from the ranges kept for fiction."""
    text = read(path)
    hosts = {urlsplit(found).hostname for found in re.findall(r"https?://[^\s\"'<>)\]}]+", text)}
    assert set() == {host for host in hosts if host not in VOCABULARIES | WRAPPERS and not host.endswith(".example")}
    assert [] == [mail for mail in re.findall(r"[\w.+-]+@[\w-]+\.[\w.-]*\w", text) if not mail.endswith(".example")]
    assert [] == [phone for phone in PHONE.findall(text) if not FICTION.match(phone)]


@pytest.mark.parametrize("person", PRACTICE.practitioners, ids=lambda person: person.id)
def test_numbers_of_practitioners_are_nobodys(person):
    """An RPPS number has a wrong check digit (Luhn), and the telephone is one kept for fiction."""
    digits = [int(digit) for digit in reversed(person.rpps)]
    total = sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    assert total % 10 != 0
    assert FICTION.match(person.phone)


@pytest.mark.parametrize("name", sorted(SCRIPT.body_files()))
def test_body_is_in_its_declared_charset(name):
    """A body declares one charset (header, XML declaration or meta), and decodes in it; UTF-8 otherwise."""
    content = (WEB / name).read_bytes()
    declared = re.search(rb"(?:encoding|charset)=[\"']?([\w-]+)", content[:400])
    text = content.decode(declared[1].decode() if declared else "utf-8")
    assert "\ufffd" not in text
    assert "Ã©" not in text


def dates(text: str) -> set[dt.date]:
    """Return the dates written in a recorded text, in the forms of feeds and of structured data."""
    found = {dt.date.fromisoformat(one) for one in re.findall(r"\b20\d\d-\d\d-\d\d", text)}
    tables = re.findall(r"\b(\d\d)/(\d\d)/(20\d\d)\b", text)
    found |= {dt.date(int(year), int(month), int(day)) for day, month, year in tables}
    mails = re.findall(r"\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d \S+", text)
    return found | {parsedate_to_datetime(one).date() for one in mails}


def test_nothing_comes_from_the_future():
    """What is served or deposited in a pass was written before that day."""
    first = {}
    for host, pages in SCRIPT.hosts.items():
        for page in pages.values():
            for number, answer in page.answers.items():
                if answer.body is not None:
                    name = WEB / host / answer.body
                    first[name] = min(number, first.get(name, number))
                if answer.last_modified is not None:
                    assert answer.last_modified.date() <= PASSES[number]
    first |= {path: int(path.parent.name) for path in FILES if path.parents[1] == DEMO / "imports"}
    for path, number in first.items():
        assert max(dates(read(path)), default=PASSES[number]) <= PASSES[number], path


def exports() -> list[list[dict]]:
    """Return the reviews of the deposited exports, in order of pass."""
    return [
        json.loads(path.read_text(encoding="utf-8"))["reviews"]
        for path in sorted(DEMO.glob("imports/*/google-avis.json"))
    ]


def test_exports_follow_one_another():
    """A review keeps its number and dates from export to export although the account and the interface change."""
    seen: dict[str, tuple] = {}
    for reviews in exports():
        numbers = [review["name"].partition("/locations/")[2] for review in reviews]
        assert len(numbers) == len(set(numbers))
        for number, review in zip(numbers, reviews, strict=True):
            kept = (review["reviewer"], review["starRating"], review["createTime"])
            assert kept == seen.setdefault(number, kept)


def test_the_raid_is_in_the_fifth_export():
    """Eight one-star reviews were written in two days before the fifth pass, and three were taken down before the sixth."""
    fifth, sixth = exports()[-2:]
    raid = {one["name"] for one in fifth if one["createTime"][:10] in {"2026-09-26", "2026-09-27"}}
    assert {"ONE"} == {one["starRating"] for one in fifth if one["name"] in raid}
    assert 8 == len(raid)
    assert 5 == len(raid & {one["name"] for one in sixth})


def test_every_secret_that_the_practice_asks_for_is_invented():
    """The demo gives each secret that its watches and sources name, and no other: nobody's environment is asked."""
    named = {watch.secret for watch in PRACTICE.watches if watch.secret}
    asked = {name for watch in PRACTICE.watches for name in SOURCES[watch.source].secrets}
    assert set(DEMO_SECRETS) == named | asked
    assert [] == [value for value in DEMO_SECRETS.values() if not re.search(r"invente|\.example/", value)]


def test_notes_are_of_what_stood_there():
    """A note names a source and people of the practice, and an address that is recorded; it is made between passes."""
    paths = sorted((DEMO / "notes").glob("*/*.json"))
    assert [] != paths
    for path in paths:
        number, noted = int(path.parent.name), json.loads(path.read_text(encoding="utf-8"))
        seen, day = Note.model_validate(noted["seen"]), dt.date.fromisoformat(noted["on"])
        assert noted["source"] in SOURCES
        assert set(noted["people"]) <= {one.id for one in PRACTICE.practitioners}
        assert page_of(seen.url) is not None
        assert PASSES[number] < day < PASSES.get(number + 1, dt.date.max)
        assert seen.on <= day
