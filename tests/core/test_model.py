"""The nouns as models: what a file of data may hold."""

import datetime as dt

import pytest
from pydantic import ValidationError

from collector.core.model import (
    PRACTICE,
    TO_BE_QUALIFIED,
    About,
    Assessment,
    DateKind,
    FindingId,
    Match,
    Model,
    PractitionerId,
    Provenance,
    Published,
    SecretName,
    Sha256,
    Slug,
    Watch,
)
from tests.support import ledgers
from tests.support.mentions import colleague, practice, practitioner


class Ids(Model):
    """Holds one identifier of each form."""

    slug: Slug = "a"
    person: PractitionerId = "a"
    finding: FindingId = "f-0123456789abcdef"
    sha256: Sha256 = "0" * 64
    secret: SecretName = "A"


@pytest.mark.parametrize(
    "given",
    [
        {"slug": "note-docteurs-2"},
        {"person": "P21"},
        {"person": "marie-martin"},
        {"finding": "f-00000000000e1234"},
        {"secret": "ALERTE_WEB_2"},
    ],
)
def test_an_identifier_has_its_form(given):
    """These are identifiers."""
    assert given.items() <= Ids.model_validate(given).model_dump().items()


@pytest.mark.parametrize(
    "given",
    [
        {"slug": "2-avis"},
        {"slug": "Avis"},
        {"slug": "avis--page"},
        {"slug": "avis-"},
        {"slug": "a" * 65},
        {"slug": "avis\n"},
        {"person": "../x"},
        {"person": "1a"},
        {"finding": "f-0123"},
        {"finding": "0123456789abcdef"},
        {"sha256": "A" * 64},
        {"secret": "alerte"},
        {"inconnu": "x"},
    ],
)
def test_what_is_no_identifier_is_refused(given):
    """Names of files and of variables are made of these: nothing else passes, nor a key that no model knows."""
    with pytest.raises(ValidationError):
        Ids.model_validate(given)


def test_a_noun_does_not_change():
    """Models are frozen."""
    with pytest.raises(ValidationError):
        Ids().slug = "b"


@pytest.mark.parametrize(
    "place",
    [
        {"url": "https://avis.example/page"},
        {"query": "Anne Lefèvre"},
        {"file": "google-avis.json"},
        {"secret": "ALERTE_WEB"},
        {"url": "https://instance.example", "query": "Anne Lefèvre"},
        {"file": "takeout.zip", "query": "Cabinet des Tilleuls"},
    ],
)
def test_a_watch_looks_at_one_place(place):
    """An address, a search, a file or a secret: any one of them; a search may also name the instance that makes it."""
    assert place.items() <= Watch.model_validate({"id": "w", "source": "s", **place}).model_dump().items()


@pytest.mark.parametrize(
    "places",
    [{}, {"query": "x", "secret": "A"}, {"file": "a.json", "secret": "B"}, {"url": "file:///etc/passwd"}],
)
def test_a_watch_looks_at_no_other_number_of_places(places):
    """None or two others is a fault of practice.yml; so is an address that is not of the web."""
    with pytest.raises(ValidationError):
        Watch.model_validate({"id": "w", "source": "s", **places})


def test_a_watch_says_for_whom_by_the_word_for():
    """`for` is the key of the file."""
    watch = Watch.model_validate({"id": "w", "source": "s", "for": ["lefevre"], "query": "x"})
    assert ("lefevre",) == watch.for_


@pytest.mark.parametrize(
    ("earliest", "latest"),
    [
        (None, None),
        (dt.date(2026, 6, 8), None),
        (None, dt.date(2026, 6, 8)),
        (dt.date(2026, 6, 8), dt.date(2026, 6, 8)),
        (dt.date(2026, 6, 1), dt.date(2026, 6, 8)),
    ],
)
def test_a_publication_is_an_interval(earliest, latest):
    """Either end may be unknown."""
    one = Published(earliest=earliest, latest=latest, kind=DateKind.INDEXED)
    assert (earliest, latest) == (one.earliest, one.latest)


def test_an_interval_does_not_run_backwards():
    """The earliest day is not after the latest."""
    with pytest.raises(ValidationError, match="earliest is after latest"):
        Published(earliest=dt.date(2026, 6, 9), latest=dt.date(2026, 6, 8), kind=DateKind.SEEN)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "Dr Anne-Sophie Lefèvre"),
        ({"title": ""}, "Anne-Sophie Lefèvre"),
        ({"title": "Mme", "first_name": "Awa"}, "Mme Awa Lefèvre"),
    ],
)
def test_a_practitioner_is_shown_by_title_and_names(fields, expected):
    """A practitioner without a title has none shown."""
    assert expected == practitioner(**fields).display_name


@pytest.mark.parametrize("fields", [{"postcode": "9941"}, {"rpps": "123"}, {"last_name": " "}, {"city": ""}])
def test_a_practitioner_badly_written_is_refused(fields):
    """A postcode has five digits, an RPPS number eleven, a name has letters."""
    with pytest.raises(ValidationError):
        practitioner(**fields)


@pytest.mark.parametrize(("identifier", "expected"), [("haddad", "Haddad"), ("inconnu", None), (PRACTICE, None)])
def test_a_practice_knows_its_practitioners(identifier, expected):
    """An id leads to one of them; the practice's own reserved id to nobody."""
    found = practice(practitioner(), colleague()).practitioner(identifier)
    assert expected == (found.last_name if found else None)


def test_a_practice_has_somebody():
    """A practice without practitioners is refused."""
    with pytest.raises(ValidationError):
        practice(practitioners=())


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_a_score_is_between_0_and_1(score):
    """Any other score is refused."""
    with pytest.raises(ValidationError):
        Match(about=About.YES, score=score, reasons=())


def test_nothing_is_qualified_before_somebody_says():
    """An assessment is « à qualifier » until triage has an opinion: no strategy, no urgency, no procedure."""
    one = Assessment()
    assert (TO_BE_QUALIFIED, None, None, ()) == (one.nature, one.strategy, one.urgent, one.procedures)


@pytest.mark.parametrize("fields", [{"versions": ()}, {"sightings": ()}])
def test_a_finding_was_seen_somewhere(fields):
    """A finding has at least one version and one sighting."""
    with pytest.raises(ValidationError):
        ledgers.finding(1, **fields)


def test_a_fact_of_the_catalogue_has_a_source():
    """Provenance without a citation is refused."""
    with pytest.raises(ValidationError):
        Provenance.model_validate({"sources": [], "read_on": "2026-11-01", "confidence": "single"})


def test_what_only_describes_a_source_does_not_change_how_it_is_read():
    """A better description keeps what is remembered; another kind or address has everything read again."""
    before = ledgers.source("s", kind="feed")

    assert before.how_read() == ledgers.source("s", kind="feed", why="Mieux dit.", category="press").how_read()
    assert before.how_read() != ledgers.source("s", kind="page").how_read()
    assert before.how_read() != ledgers.source("s", kind="feed", lists_everything=True).how_read()
