"""Large answers through the real commands: everything is kept, in bounded memory. `make soak` has the full counts."""

import asyncio
import json
import os
import re
import zipfile
from pathlib import Path

import pytest

from tests.support.loopback import loopback, reply
from tests.support.practices import lay_out, measured

pytestmark = pytest.mark.soak

FULL = bool(os.environ.get("RENOM_SOAK"))
ENTRIES = 10_000 if FULL else 400
REVIEWS = 5_000 if FULL else 300
BLOCKS = 300 if FULL else 100
DAY = ("--today", "2026-06-08")
AT_REST = 120 * 1024  # KiB of a pass that keeps nothing to speak of (98,000 where this was written)
EACH = 24  # KiB that one kept mention may add: its words, its finding, its place in what is known (21 were measured)


def feed() -> bytes:
    """Return a feed of which one entry in four is about the practitioner."""
    entries = (
        f"<item><guid>g{n}</guid><link>https://gazette.example/{n}</link>"
        f"<title>{'Le Dr Anne Essai, médecin généraliste à Saint-Essai' if n % 4 == 0 else 'La foire'}, n° {n}</title>"
        f"<pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate><description>{'Des mots. ' * 20}</description></item>"
        for n in range(ENTRIES)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>G</title>{"".join(entries)}</channel></rss>'.encode()
    )


def page() -> bytes:
    """Return a page whose reviews stand each in a block of structured data of its own."""
    blocks = (
        '<script type="application/ld+json">'
        + json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "Review",
                "@id": f"https://avis.example/{n}",
                "itemReviewed": {"@type": "Physician", "name": "Dr Anne Essai"},
                "author": {"@type": "Person", "name": f"Témoin{n} Essayeur"},
                "datePublished": "2026-06-01",
                "reviewRating": {"@type": "Rating", "ratingValue": 1 + n % 5, "bestRating": 5},
                "reviewBody": f"Avis numéro {n}. " + "L’attente fut longue. " * 20,
            }
        )
        + "</script>"
        for n in range(BLOCKS)
    )
    return f"<!doctype html><html lang='fr'><head>{''.join(blocks)}</head><body>Avis</body></html>".encode()


def takeout(path: Path) -> Path:
    """Write an export in fifty files, as Google splits them, in a ZIP; return its path."""
    reviews = [
        {
            "name": f"accounts/1/locations/5/reviews/R{n}",
            "reviewer": {"displayName": f"Témoin{n} Essayeur"},
            "starRating": "TWO",
            "comment": f"Visite numéro {n} chez le Dr Essai. " + "L’attente fut longue. " * 10,
            "createTime": "2026-06-01T08:00:00Z",
            "updateTime": "2026-06-01T08:00:00Z",
        }
        for n in range(REVIEWS)
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(50):
            content = json.dumps({"reviews": reviews[part::50]})
            archive.writestr(f"Takeout/Google Business Profile/account-1/location-5/reviews-{part}.json", content)
    return path


def found(root: Path) -> int:
    """Return how many findings a practice keeps."""
    return len(list(root.glob("data/findings/*/*/*.yml")))


def ending(root: Path) -> list[str]:
    """Return how each watch of the only pass ended."""
    (report,) = root.glob("data/runs/*/*.yml")
    return re.findall(r"ending: (\w+)", report.read_text("utf-8"))


@pytest.mark.parametrize(("source", "body", "kept"), [("flux", feed, ENTRIES // 4), ("page-surveillee", page, BLOCKS)])
def test_a_large_answer_is_collected_in_bounded_memory(tmp_path, source, body, kept):
    """`renom collect` keeps all that is ours of ten thousand entries, or of three hundred blocks of structured data."""

    async def work() -> tuple[int, int]:
        async with loopback() as web:
            kind = "text/html; charset=utf-8" if source == "page-surveillee" else "application/rss+xml"
            web.say("/grand", reply(200, body(), content_type=kind))
            lay_out(tmp_path, {"grand": f"http://127.0.0.1:{web.port}/grand"}, timeout=30.0)
            path = tmp_path / "practice.yml"
            path.write_text(path.read_text("utf-8").replace("source: flux", f"source: {source}"), "utf-8")
            return await asyncio.to_thread(measured, "collect", *DAY, cwd=tmp_path)

    status, peak = asyncio.run(work())

    assert (0, ["found"], kept) == (status, ending(tmp_path), found(tmp_path))
    assert peak < AT_REST + EACH * kept + 12 * len(body()) // 1024


def test_a_large_export_is_imported_in_bounded_memory(tmp_path):
    """`renom import` keeps every review of an archive of five thousand, each once."""
    path = takeout(tmp_path / "takeout.zip")
    root = lay_out(tmp_path / "cabinet", {})
    with (root / "practice.yml").open("a", encoding="utf-8") as stream:
        stream.write("  - {id: avis, source: google-takeout, for: [dr-essai], file: avis.zip}\n")

    status, peak = measured("import", str(path), *DAY, cwd=root)

    assert (0, ["found"], REVIEWS) == (status, ending(root), found(root))
    assert peak < AT_REST + EACH * REVIEWS
