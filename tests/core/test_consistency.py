"""What must agree in a practice and its catalogue, beyond the form of each file."""

import pytest

from collector.core.consistency import disagreements, exposures, nobodys
from collector.core.model import Publisher, Watch
from tests.support.ledgers import PROVENANCE, ledger, source
from tests.support.mentions import practice

ONE_HOME = "https://recherche.example/?q={query}"
MANY_HOMES = "{url}/search?q={query}"


def told(place: dict[str, str], address: str | None) -> list[tuple[tuple[str | int, ...], str]]:
    """Return the keys and the first words of what is wrong with one watch of a source read at `address`."""
    watched = ledger().practice.model_copy(update={"watches": (Watch(id="w1", source="s", **place),)})
    found = disagreements(watched, {"s": source("s", kind="feed", address=address)}, {"feed"})
    return [(one.path[2:], one.message.split(":")[0]) for one in found]


@pytest.mark.parametrize(
    ("place", "address", "expected"),
    [
        ({"url": "https://a.example"}, None, []),
        ({"query": "x"}, ONE_HOME, []),
        ({"file": "a.zip", "query": "x"}, None, [(("file",), "'s' is not read from an export")]),
        ({"url": "https://a.example", "query": "x"}, MANY_HOMES, []),
        ({"query": "x"}, None, [(("query",), "'s' is watched by address")]),
        ({"url": "https://a.example", "query": "x"}, ONE_HOME, [(("url",), "'s' has one home only")]),
        ({"query": "x"}, MANY_HOMES, [(("query",), "'s' has many homes")]),
        ({"url": "https://a.example"}, MANY_HOMES, [(("url",), "'s' is searched")]),
        ({"url": "https://a.example"}, "{url}/flux.rss", []),
    ],
)
def test_a_watch_gives_what_its_source_takes(place, address, expected):
    """A search goes to a source that searches; an instance is named where there are many, and only there."""
    assert expected == told(place, address)


@pytest.mark.parametrize(
    ("address", "expected"), [(None, []), ("https://api.example/v1", [(("url",), "'s' has one address, its own")])]
)
def test_a_key_goes_to_the_address_of_its_source_only(address, expected):
    """A described source that has an address of its own is never asked elsewhere, where its key would go with it."""
    reading = {"of": "json", "items": "items", "mention": {"title": "{title}"}}
    described = source("s", kind="json-api", address=address, reading=reading)
    watch = Watch(id="w1", source="s", url="https://ailleurs.example")
    practice = ledger().practice.model_copy(update={"watches": (watch,)})

    found = disagreements(practice, {"s": described}, {"json-api"})

    assert expected == [(one.path[2:], one.message.split(":")[0]) for one in found]


def test_a_source_names_a_publisher_that_is_described():
    """A slug that leads nowhere is told with the file to write; a source without publisher is fine."""
    sources = {one.slug: one for one in (source("a", publisher="connu"), source("b", publisher="inconnu"), source("c"))}
    publishers = {"connu": Publisher(slug="connu", name="Connu", provenance=PROVENANCE)}

    [problem] = nobodys(sources, publishers)

    assert ("sources/b/source.yml", "publisher") == (problem.file, problem.key)
    assert "publishers/inconnu.yml" in problem.message


def test_a_secret_address_written_in_the_open_is_told():
    """Only the address itself is exposed: a secret by name, or another source's address, is not."""
    alerts = source("alertes", kind="feed", secret_address=True)
    places = ({"url": "https://a.example/1"}, {"secret": "ALERTE"})
    watches = [Watch(id=f"alerte-{number}", source="alertes", **place) for number, place in enumerate(places)]
    watches += [
        Watch(id="presse", source="presse", url="https://b.example/"),
        Watch(id="x", source="inconnue", url="https://c.example/"),
    ]
    sources = {"alertes": alerts, "presse": source("presse", kind="feed")}

    [one] = exposures(practice(watches=watches), sources)

    assert ("watches", 0, "url") == one.path
    assert "`secret: ALERTE_0`" in one.message
    assert "a.example" not in one.message


def test_a_source_of_secret_addresses_takes_no_query():
    """The message asks for the secret, and not for the address."""
    alerts = source("alertes", kind="feed", secret_address=True)
    watch = Watch(id="w", source="alertes", query="x")

    [one] = disagreements(practice(watches=[watch]), {"alertes": alerts}, {"feed"})

    assert "give `secret` instead" in one.message
