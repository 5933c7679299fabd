"""Turns the bytes of one answer into the pieces of a capture made without a browser, and tells a wall from a content.

The answer is kept as it came; the text is what a reader would see of it, as far as that can be told without a browser.
"""

from collector.core.evidence.manifest import Hop, Method, Note, Resolved
from collector.core.evidence.taken import Taken, TakenPiece
from collector.core.reading import Capture
from collector.sources.decoding import decode
from collector.sources.markup import read_markup, visible_text
from collector.sources.walls import is_wall, may_be_wall

_HTML = ("text/html", "application/xhtml+xml")
_RELAY = "aucun : la connexion va directement aux adresses que donne le résolveur, jugées avant"
_PROFILE = "aucun navigateur : ni cache, ni témoin (cookie), ni historique"


def raw_taken(
    capture: Capture, asked: str, user_agent: str, resolver: tuple[Resolved, ...], notes: tuple[Note, ...]
) -> Taken:
    """Return what a raw answer gives: its head, its body as received, and its visible text when it is a page."""
    media_type = capture.headers.get("content-type", "")
    is_page = media_type.strip().lower().startswith(_HTML)
    source = decode(capture.body, media_type) if is_page else ""
    text = visible_text(read_markup(source)) if is_page else ""
    head = "".join(f"{name}: {value}\n" for name, value in capture.headers.items())
    pieces = [
        TakenPiece("entetes.txt", "text/plain", f"HTTP {capture.status}\n{head}".encode()),
        TakenPiece(
            "reponse.html" if is_page else "reponse.bin", media_type or "application/octet-stream", capture.body
        ),
    ]
    if text:
        pieces.append(TakenPiece("texte.txt", "text/plain; charset=utf-8", text.encode("utf-8", "replace")))
    final = capture.url or asked
    return Taken(
        method=Method.HTTP,
        final_url=final,
        status=capture.status,
        pieces=tuple(pieces),
        source=source,
        visible=len(text),
        user_agent=user_agent,
        relay=_RELAY,
        profile=_PROFILE,
        notes=notes,
        path=(Hop(url=asked),) if final == asked else (Hop(url=asked), Hop(url=final, status=capture.status)),
        resolver=resolver,
    )


def stands_in_the_way(taken: Taken) -> bool:
    """Tell whether what was met is a page put in the way: consent, captcha, login."""
    return is_wall(taken.source) or may_be_wall(taken.source, taken.visible)
