"""A practice in a folder that has something to hold against somebody: a listing and an insult on a source of its own."""

from pathlib import Path

from collector.core.model import Finding
from collector.edges.files.documents import dump
from collector.edges.files.store import Store
from tests.support.cases import insult, listing
from tests.support.ledgers import words
from tests.support.practices import lay_out

_SITE = """\
name: Avis d’essai
category: reviews
access: manual
why: Inventée.
check: {how: Ouvrez la page.}
hosts_reviews: true
provenance: {sources: [{title: Ce test}], read_on: 2026-11-01, confidence: single}
"""


def lay_out_affairs(root: Path) -> Path:
    """Write a practice of one practitioner, `dr-essai`, with a listing (finding 1) and an insult (2) on « avis »."""
    lay_out(root, {"presse": "https://gazette.example/rss"})
    (root / "sources" / "avis").mkdir(parents=True)
    (root / "sources" / "avis" / "source.yml").write_text(_SITE, encoding="utf-8")
    for one in (listing(1), insult(2)):
        _keep(root, one.model_copy(update={"practitioner": "dr-essai"}))
    return root


def _keep(root: Path, one: Finding) -> None:
    path = Store(root).finding_path(one)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dump(one), encoding="utf-8")
    text = root / "pieces" / "texts" / f"{one.id}.yml"
    text.parent.mkdir(parents=True, exist_ok=True)
    text.write_text(dump(words(int(one.native_id))), encoding="utf-8")
