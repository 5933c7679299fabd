"""What a page tries while it is open, and how far a capture goes with it."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Dialog, Frame, Page
from playwright.async_api import Error as PlaywrightError

from collector.core.evidence.manifest import Note


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far one capture goes. Times are in seconds, sizes in bytes, heights in CSS pixels."""

    total: float = 75.0
    load: float = 25.0
    settle: float = 4.0  # for what comes after the page says it is loaded
    piece: float = 15.0
    navigations: int = 8  # redirects made by scripts; those of the server stop at Chromium's own twenty
    height: int = 12_000
    text: int = 500_000  # characters
    received: int = 40 * 1024 * 1024
    piece_size: int = 6 * 1024 * 1024
    pages: int = 30  # of the PDF


@dataclass
class Watcher:
    """What the page tries while it is open. `looping` is set when it never stays."""

    most: int
    notes: set[Note] = field(default_factory=set)
    navigated: list[str] = field(default_factory=list)
    looping: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def watch(self, context: BrowserContext, page: Page) -> None:
        """Listen to a page: note what it tries, dismiss its dialogs, close its pop-ups, count where it goes."""
        page.on("dialog", self._dialog)
        page.on("download", lambda _: self.notes.add(Note.DOWNLOADS))
        page.on("framenavigated", lambda frame: self._navigated(frame, page))
        context.on("page", self._popup)

    def _dialog(self, dialog: Dialog) -> None:
        self.notes.add(Note.DIALOGS)
        self._later(dialog.dismiss())

    def _popup(self, page: Page) -> None:
        self.notes.add(Note.POPUPS)
        self._later(page.close())

    def _later(self, doing: Awaitable[None]) -> None:
        async def done() -> None:
            try:
                await doing
            except PlaywrightError:
                return  # it closed by itself

        task = asyncio.ensure_future(done())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _navigated(self, frame: Frame, page: Page) -> None:
        if frame is page.main_frame:
            self.navigated.append(frame.url)
            if len(self.navigated) > self.most:
                self.looping.set()
