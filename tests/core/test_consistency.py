"""What must agree in a practice and its catalogue, beyond the form of each file."""

import pytest

from collector.core.consistency import disagreements, nobodys
from collector.core.model import Publisher, Watch
from tests.support.ledgers import PROVENANCE, ledger, source

ONE_HOME = "https://recherche.example/?q={query}"
MANY_HOMES = "{url}/search?q={query}"


def told(place: dict[str, str], address: str | None) -> list[tuple[tuple[str | int, ...], str]]:
    """Return the keys and the first words of what is wrong with one watch of a source read at `address`."""
    practice = ledger().practice.model_copy(update={"watches": (Watch(id="w1", source="s", **place),)})
    found = disagreements(practice, {"s": source("s", kind="feed", address=address)}, {"feed"})
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
    ],
)
def test_a_watch_gives_what_its_source_takes(place, address, expected):
    """A search goes to a source that searches; an instance is named where there are many, and only there."""
    assert expected == told(place, address)


def test_a_source_names_a_publisher_that_is_described():
    """A slug that leads nowhere is told with the file to write; a source without publisher is fine."""
    sources = {one.slug: one for one in (source("a", publisher="connu"), source("b", publisher="inconnu"), source("c"))}
    publishers = {"connu": Publisher(slug="connu", name="Connu", provenance=PROVENANCE)}

    [problem] = nobodys(sources, publishers)

    assert ("sources/b/source.yml", "publisher") == (problem.file, problem.key)
    assert "publishers/inconnu.yml" in problem.message
