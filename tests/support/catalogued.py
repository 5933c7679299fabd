"""The sources of the catalogue, each with its example: what a test needs to try one."""

from pathlib import Path
from typing import Any

import yaml

from collector.core.model import Access, Mention, Source, Watch
from tests.support.reading import ROOT

FOLDERS = sorted((ROOT / "collector" / "catalog" / "sources").iterdir())
ADDRESS = "https://exemple.example/page"


def load(path: Path) -> Any:
    """Return the content of a YAML file."""
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def source_of(folder: Path) -> Source:
    """Return the source of a folder of the catalogue, which is named after it."""
    return Source.model_validate(load(folder / "source.yml") | {"slug": folder.name})


def example_of(folder: Path) -> Path:
    """Return the recorded answer of a source."""
    [example] = (path for path in folder.glob("example.*") if path.name.count(".") == 1)
    return example


def answers_of(folder: Path) -> list[bytes]:
    """Return the answers of a source, in the order in which it is asked: a session before what it opens."""
    return [
        *(before.read_bytes() for before in sorted(folder.glob("example.before.*"))),
        example_of(folder).read_bytes(),
    ]


def mentions_of(folder: Path) -> list[Mention]:
    """Return what is to be read in the example of a source."""
    return [Mention.model_validate(one) for one in load(folder / "example.mentions.yml")]


def watch_of(source: Source, file: str, home: str = ADDRESS) -> Watch:
    """Return a watch of a source, which gives what it takes: a file, a home, words, or an address."""
    address = source.address or ""
    if source.access is Access.IMPORT:
        place = {"file": file}
    elif source.reading and address:
        place = {"query": "exemple"} | ({"url": home} if "{url}" in address else {})
    elif source.secret_address or (source.access is Access.KEY and not source.secrets):
        place = {"secret": "ADRESSE"}
    else:
        place = {"url": home}
    return Watch(id="exemple", source=source.slug, **place)
