"""Reads a built site as a reader or a browser would, so that tests compare engines and look for leaks.

Shared by the tests of the site's engine and by those of the demo.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

# Addresses that the themes' scripts hold, and what would make them ask. Pages have none of it, and the policy of
# every page (`default-src 'none'`, all else 'self') makes the browser refuse in any case.
DORMANT_HOSTS: Mapping[str, str] = {
    "unpkg.com": "a diagram (class mermaid), a code editor or gallery (Zensical), a browser without ResizeObserver",
    "cdn.jsdelivr.net": "a page that runs Python (Zensical)",
    "api.github.com": "a badge of the repository (repo_url)",
}
_NAMESPACES = frozenset(("www.w3.org",))  # names that XML is made with, never fetched
TRIGGERS = '.mermaid, .glightbox, .pyodide, [data-md-component="source"], script[type="text/python"]'

_LOADS = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "manifest"}
_LINKS_THAT_LOAD = re.compile(r"stylesheet|icon|preload|prefetch|preconnect|modulepreload|manifest")
_OUTSIDE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_CSS_LOAD = re.compile(r"(?:url\(\s*|@import\s+)['\"]?((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)
# In a script, what could be fetched stands between quotes; what does not is in a comment (licences, references).
_QUOTED_ADDRESS = re.compile(r"[\"'`]((?:https?:)?//[\w-]+\.[\w.-]+)", re.IGNORECASE)


def pages(site: Path) -> Mapping[str, LexborHTMLParser]:
    """Return the parsed pages of a site by address (`releves/`, `404.html`); what is not HTML is left aside."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): LexborHTMLParser(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def main_texts(site: Path) -> Mapping[str, str]:
    """Return, by address, the text of each page's main region, its white space made single."""
    return {address: main_text(page) for address, page in pages(site).items()}


def main_text(page: LexborHTMLParser) -> str:
    """Return the text of a page's main region; an empty text when the page has none."""
    region = page.css_first("article.md-content__inner")
    return " ".join(region.text(separator=" ").split()) if region is not None else ""


def loaded_from_elsewhere(site: Path) -> list[str]:
    """Return all that a browser would fetch from another host when it shows the site: `file: address`."""
    return sorted(
        f"{path.relative_to(site).as_posix()}: {address}"
        for path in site.rglob("*")
        if path.is_file()
        for address in _loads(path)
    )


def _loads(path: Path) -> Iterator[str]:
    if path.suffix == ".html":
        yield from _loads_of_page(LexborHTMLParser(path.read_text(encoding="utf-8")))
    elif path.suffix in {".css", ".svg"}:
        yield from _CSS_LOAD.findall(path.read_text(encoding="utf-8"))
    elif path.suffix == ".js":
        for address in _QUOTED_ADDRESS.findall(path.read_text(encoding="utf-8")):
            if urlsplit(address).hostname not in {*DORMANT_HOSTS, *_NAMESPACES}:
                yield address


def _loads_of_page(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("*"):
        for name, value in node.attributes.items():
            loads = name in _LOADS or (
                name == "href" and node.tag == "link" and _LINKS_THAT_LOAD.search(node.attributes.get("rel") or "")
            )
            if loads and value and _OUTSIDE.match(value):
                yield value
        if node.tag == "style" or "style" in node.attributes:
            yield from _CSS_LOAD.findall(node.attributes.get("style") or node.text())
        if node.tag == "meta" and (node.attributes.get("http-equiv") or "").lower() == "refresh":
            yield node.attributes.get("content") or ""
