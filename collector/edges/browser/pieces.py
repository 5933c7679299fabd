"""Takes each piece of a page within its own time: one that fails or stalls leaves the others."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from playwright.async_api import BrowserContext, FloatRect, Page, Response
from playwright.async_api import Error as PlaywrightError

from collector.core.errors import FailureCode, FetchError
from collector.core.evidence.manifest import Note
from collector.core.evidence.taken import TakenPiece
from collector.edges.browser.pictures import smaller
from collector.edges.browser.watching import Bounds

T = TypeVar("T")
WIDTH, HEIGHT = 1280, 1000  # of the window, in CSS pixels
# For the image shown on the portal: no face or photograph can be recognised in it, without looking for any.
_BLUR = """
img, picture, video, canvas, svg, iframe, object, embed, input[type=image] { filter: blur(14px) !important; }
*, *::before, *::after { background-image: none !important; border-image: none !important;
  list-style-image: none !important; mask-image: none !important; }
"""
_MEASURE = """() => ({height: Math.max(document.documentElement.scrollHeight, document.body?.scrollHeight || 0),
  text: (document.body?.innerText || '').slice(0, %d), cut: (document.body?.innerText || '').length > %d})"""
# What covers most of the window without scrolling away: a consent panel, a login.
_OVERLAY = """() => [[.5, .5], [.3, .5], [.7, .5], [.5, .3], [.5, .7]].filter(([x, y]) => {
  for (let one = document.elementFromPoint(innerWidth * x, innerHeight * y); one; one = one.parentElement) {
    const place = one.getBoundingClientRect();
    if (['fixed', 'sticky'].includes(getComputedStyle(one).position)
        && place.width * place.height > innerWidth * innerHeight * .2) return true;
  }
  return false;
}).length >= 4"""


class PieceTaker:
    """The pieces of one page, as they come. `notes` gains what a reader must know of them."""

    def __init__(self, context: BrowserContext, page: Page, bounds: Bounds, notes: set[Note]) -> None:
        self._context = context
        self._page = page
        self._bounds = bounds
        self._notes = notes
        self.taken: list[TakenPiece] = []

    async def measure(self) -> tuple[str, int]:
        """Return the visible text and the height to show, both within bounds."""
        most = self._bounds.text
        measured = await in_time(self._page.evaluate(_MEASURE % (most, most)), self._bounds.piece)
        if measured is None:
            raise FetchError(FailureCode.TIMEOUT, "page")
        if measured["cut"]:
            self._notes.add(Note.CUT_TEXT)
        if measured["height"] > self._bounds.height:
            self._notes.add(Note.CUT_HEIGHT)
        if await in_time(self._page.evaluate(_OVERLAY), self._bounds.piece):
            self._notes.add(Note.OVERLAY)
        return str(measured["text"]), max(1, min(int(measured["height"]), self._bounds.height))

    async def take(self, response: Response | None, text: str, height: int) -> None:
        """Take every piece, from the raw answer to the blurred view."""
        page, bounds = self._page, self._bounds
        whole = FloatRect(x=0, y=0, width=WIDTH, height=height)
        if response is not None:
            await self._add("entetes.txt", "text/plain", _head(response))
            await self._add("reponse.html", "text/html", response.body())
        self._keep("texte.txt", "text/plain; charset=utf-8", text.encode("utf-8", "replace"))
        image = page.screenshot(full_page=True, clip=whole, timeout=bounds.piece * 1000)
        await self._add("image.png", "image/png", _smaller(image))
        await self._add("page.mhtml", "multipart/related", self._snapshot())
        printed = page.pdf(format="A4", print_background=True, page_ranges=f"1-{bounds.pages}")
        await self._add("page.pdf", "application/pdf", printed)
        shown = page.screenshot(
            full_page=True,
            clip=whole,
            type="jpeg",
            quality=50,
            style=_BLUR,
            animations="disabled",
            timeout=bounds.piece * 1000,
        )
        await self._add("vue-floutee.jpg", "image/jpeg", shown, derived=True)

    async def _add(self, name: str, media_type: str, doing: Awaitable[bytes], *, derived: bool = False) -> None:
        body = await in_time(doing, self._bounds.piece)
        if body is None:
            self._notes.add(Note.MISSING_PIECE)
        else:
            self._keep(name, media_type, body, derived=derived)

    def _keep(self, name: str, media_type: str, body: bytes, *, derived: bool = False) -> None:
        if len(body) > self._bounds.piece_size:
            self._notes.add(Note.TOO_MUCH)
        else:
            self.taken.append(TakenPiece(name, media_type, body, derived))

    async def _snapshot(self) -> bytes:
        session = await self._context.new_cdp_session(self._page)
        told = await session.send("Page.captureSnapshot", {"format": "mhtml"})
        return str(told["data"]).encode("utf-8", "replace")


async def in_time(doing: Awaitable[T], seconds: float) -> T | None:
    """Return what comes of one act, or None when it fails or takes too long: the others go on."""
    try:
        return await asyncio.wait_for(doing, seconds)
    except (PlaywrightError, TimeoutError):
        return None


async def _smaller(image: Awaitable[bytes]) -> bytes:
    return await asyncio.to_thread(smaller, await image)


async def _head(response: Response) -> bytes:
    lines = [f"{one['name']}: {one['value']}" for one in await response.headers_array()]
    return "\n".join([f"HTTP {response.status} {response.status_text}", *lines, ""]).encode("utf-8", "replace")
