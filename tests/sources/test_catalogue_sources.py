"""The catalogue's sources: each entry is sound, and its kind reads its example as it says."""

import re
from pathlib import Path

import pytest
import yaml

from collector.core.identity import host_of
from collector.core.model import Access, Memory, Mention, Source, Watch
from collector.core.reading import Capture, Found, WatchPlan
from collector.sources import KINDS
from tests.support.reading import ROOT, TODAY

FOLDERS = sorted((ROOT / "collector" / "catalog" / "sources").iterdir())
ADDRESS = "https://exemple.example/page"
PHONE = re.compile(r"(?<![\d.])0[1-9](?:[ .]?\d\d){4}(?!\d)")
FICTION = re.compile(r"0(1 99 00|2 61 91|3 53 01|4 65 71|5 36 49|6 39 98)")


def load(path: Path):
    """Return the content of a YAML file."""
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def source_of(folder: Path) -> Source:
    """Return the source of a folder of the catalogue, which is named after it."""
    return Source.model_validate(load(folder / "source.yml") | {"slug": folder.name})


def example_of(folder: Path) -> Path:
    """Return the recorded answer of a source."""
    [example] = (path for path in folder.glob("example.*") if path.name.count(".") == 1)
    return example


def watch_of(source: Source, file: str) -> Watch:
    """Return a watch of a source, which gives what it takes: a file, a home, words, or an address."""
    address = source.address or ""
    if source.access is Access.IMPORT:
        place = {"file": file}
    elif source.reading and address:
        place = {"query": "exemple"} | ({"url": ADDRESS} if "{url}" in address else {})
    elif source.secret_address or (source.access is Access.KEY and not source.secrets):
        place = {"secret": "ADRESSE"}
    else:
        place = {"url": ADDRESS}
    return Watch(id="exemple", source=source.slug, **place)


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
    for before in sorted(folder.glob("example.before.*")):
        request = reading.send(Capture(request, request.url, 200, {}, before.read_bytes()))
    with pytest.raises(StopIteration) as stop:
        reading.send(Capture(request, request.url, 200, {}, example.read_bytes()))
    outcome = stop.value.value
    assert isinstance(outcome, Found)
    expected = [Mention.model_validate(one) for one in load(folder / "example.mentions.yml")]
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
