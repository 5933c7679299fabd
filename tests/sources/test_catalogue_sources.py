"""The catalogue's sources: each entry is sound, and its kind reads its example as it says."""

import re

import pytest

from collector.core.identity import host_of
from collector.core.model import Access, Memory
from collector.core.reading import Capture, Found, WatchPlan
from collector.sources import KINDS
from tests.support.catalogued import FOLDERS, answers_of, example_of, mentions_of, source_of, watch_of
from tests.support.reading import TODAY

PHONE = re.compile(r"(?<![\d.])0[1-9](?:[ .]?\d\d){4}(?!\d)")
FICTION = re.compile(r"0(1 99 00|2 61 91|3 53 01|4 65 71|5 36 49|6 39 98)")


ALL = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
READ = pytest.mark.parametrize(
    "folder", [one for one in FOLDERS if source_of(one).kind], ids=lambda folder: folder.name
)


@ALL
def test_an_entry_says_how_it_is_read(folder):
    """A source that is read names a kind of the table; one that is not has no kind."""
    source = source_of(folder)
    assert (source.kind in KINDS) == (source.access not in (Access.MANUAL, Access.NO))


@ALL
def test_an_entry_reads_as_french(folder):
    """What the portal shows of a source is a sentence with the right apostrophes."""
    source = source_of(folder)
    assert source.why.endswith(".")
    assert "'" not in source.why + source.name


@READ
def test_the_example_is_read_as_the_entry_says(folder):
    """The kind of a source gives, of its example, exactly the mentions that stand beside it."""
    source = source_of(folder)
    example = example_of(folder)
    plan = WatchPlan(watch_of(source, example.name), source, TODAY)
    reading = KINDS[source.kind].read(plan, Memory())
    request = next(reading)
    *before, last = answers_of(folder)
    for one in before:
        request = reading.send(Capture(request, request.url, 200, {}, one))
    with pytest.raises(StopIteration) as stop:
        reading.send(Capture(request, request.url, 200, {}, last))
    outcome = stop.value.value
    assert isinstance(outcome, Found)
    expected = mentions_of(folder)
    assert (expected, ()) == (list(outcome.mentions), outcome.warnings)


@READ
def test_an_example_is_invented(folder):
    """Addresses of an example are the source's own or those kept for examples; telephone numbers are for fiction."""
    text = re.sub(r"xmlns(:\w+)?=\S+", "", example_of(folder).read_text())
    hosts = set(re.findall(r"https?://([^/\s\"'<>:]+)", text)) - {"schema.org", "purl.org", "www.w3.org"}
    source = source_of(folder)
    own = {host_of(one) for one in (source.address, source.home, *(cited.url for cited in source.provenance.sources))}
    assert set() == {host for host in hosts if not host.endswith(".example") and host_of(f"https://{host}/") not in own}
    assert [] == [phone for phone in PHONE.findall(text) if not FICTION.match(phone)]
