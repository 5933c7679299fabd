"""Takes the answer to a page made for people: its text if it is that page, its refusal to be kept if it says so.

Opting out is respected as the CNIL asks of those who collect (sheet of 19 June 2025): `X-Robots-Tag`, the meta
`robots` and TDM reservation, when they speak to everyone or to us. robots.txt is asked before, by who fetches.
"""

import re

from collector.core.errors import FailureCode, ReadError
from collector.core.reading import Capture
from collector.sources.decoding import decode
from collector.sources.markup import Markup
from collector.sources.walls import is_wall

ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,60}")
_READABLE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_END = re.compile(r"</html\s*>", re.IGNORECASE)
_OUR_NAMES = ("renom", "*", "robots")
_REFUSALS = frozenset(("noindex", "none", "noarchive"))


def page_source(capture: Capture) -> str:
    """Return the text of a page; ReadError: BLOCKED for a wall in its place, UNEXPECTED_FORMAT for no page at all."""
    content_type = capture.headers.get("content-type", "")
    media_type = _MEDIA_TYPE.match(content_type.strip().lower())
    if media_type and media_type[0] not in _READABLE_TYPES:
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, media_type[0])
    source = decode(capture.body, content_type)
    if not source.strip() or "\0" in source[:1024] or source.startswith("%PDF"):
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, f"{len(capture.body)} B")
    if is_wall(source):
        raise ReadError(FailureCode.BLOCKED, "HTTP 200")
    return source


def ends(source: str) -> bool:
    """Tell whether a page has its end (`</html>`): one without may have been cut on its way, and proves no absence."""
    return _END.search(source) is not None


def refuse_opt_outs(capture: Capture, markup: Markup) -> None:
    """Raise ReadError(ROBOTS) when the page asks everyone, or us, not to keep it."""
    header = capture.headers.get("x-robots-tag", "")
    directives = _directives(header) | _directives(markup.meta("robots")) | _directives(markup.meta("renom"))
    refusal = next(iter(sorted(directives & _REFUSALS)), "")
    reserved = (capture.headers.get("tdm-reservation", ""), markup.meta("tdm-reservation"))
    if not refusal and any(one.strip() == "1" for one in reserved):
        refusal = "tdm-reservation"
    if refusal:
        raise ReadError(FailureCode.ROBOTS, refusal)


def _directives(value: str) -> set[str]:
    """Return the directives in `value` that speak to everyone or to us: « googlebot: noindex » does not."""
    directives = set()
    ours = True
    for part in value.lower().split(","):
        name, colon, rest = part.partition(":")
        if colon and name.strip() not in ("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"):
            ours = name.strip() in _OUR_NAMES
            part = rest  # noqa: PLW2901 - the name is dealt with
        if ours:
            directives.add(part.strip())
    return directives
