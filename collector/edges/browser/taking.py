"""Drives the browser for one capture: loads, waits, takes each piece within its own time, and throws the profile away.

It grants nothing (places, notifications, camera), saves no download, dismisses dialogs, closes pop-ups, plays no
sound, lets no service worker in. What the page does to prevent that becomes a note, or a failure with a code.
"""

import asyncio
import base64
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from playwright.async_api import BrowserContext, Playwright, Response, async_playwright
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request as BrowserRequest

from collector.core.errors import FailureCode, FetchError
from collector.core.evidence.manifest import Certificate, Hop, Method, Note
from collector.core.evidence.taken import Taken
from collector.edges.browser.gateway import Gateway, Resolve
from collector.edges.browser.pieces import HEIGHT, WIDTH, PieceTaker, in_time
from collector.edges.browser.watching import Bounds, Watcher

_RELAY = "relais local de Renom (127.0.0.1) : il refuse les adresses privées, ne déchiffre et ne change rien"
_PROFILE = "profil neuf, créé pour cette seule capture puis détruit : ni cache, ni témoin (cookie), ni historique"
_ARGUMENTS = (
    "--mute-audio",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--proxy-bypass-list=<-loopback>",
)
_SCROLL = "async ([step, most]) => { for (let y = 0; y < most; y += step) { scrollTo(0, y); "
_SCROLL += "await new Promise(go => setTimeout(go, 40)); } scrollTo(0, 0); }"


async def take(program: Path, profile: Path, url: str, resolve: Resolve, bounds: Bounds) -> Taken:
    """Return what the browser shows at `url`; raise FetchError when it shows nothing in time.

    `profile` is a folder that does not exist yet; it is removed in the end. `resolve` judges every host reached.
    """
    gateway = Gateway(resolve, bounds.received)
    port = await gateway.start()
    try:
        async with asyncio.timeout(bounds.total), async_playwright() as playwright:
            context = await _launch(playwright, program, profile, port)
            try:
                return await _Visit(context, gateway, bounds).of(url)
            finally:
                await in_time(context.close(), bounds.piece)
    except TimeoutError:
        failure = FetchError(FailureCode.TIMEOUT, f"{bounds.total:g} s")
    except PlaywrightError as error:
        failure = _failure(error, url, gateway)
    finally:
        await gateway.stop()
        shutil.rmtree(profile, ignore_errors=True)
    raise failure


async def _launch(playwright: Playwright, program: Path, profile: Path, port: int) -> BrowserContext:
    return await playwright.chromium.launch_persistent_context(
        profile,
        executable_path=program,
        headless=True,
        chromium_sandbox=os.geteuid() != 0,  # Chromium refuses its own sandbox to root
        args=[*_ARGUMENTS, f"--proxy-server=http://127.0.0.1:{port}"],
        accept_downloads=False,
        service_workers="block",
        permissions=[],
        viewport={"width": WIDTH, "height": HEIGHT},
        locale="fr-FR",
    )


class _Visit:
    """One page, from its address to the pieces."""

    def __init__(self, context: BrowserContext, gateway: Gateway, bounds: Bounds) -> None:
        self._context = context
        self._gateway = gateway
        self._bounds = bounds
        self._watcher = Watcher(bounds.navigations)
        self._page = context.pages[0]
        self._pieces = PieceTaker(context, self._page, bounds, self._watcher.notes)

    async def of(self, url: str) -> Taken:
        self._watcher.watch(self._context, self._page)
        self._context.on("request", lambda request: self._gateway.announce(request.url))
        self._page.on("websocket", lambda socket: self._gateway.announce(socket.url))
        response = await self._load(url)
        path = await self._path(response)
        browser = self._context.browser
        agent = await in_time(self._page.evaluate("navigator.userAgent"), self._bounds.piece)
        source = await in_time(self._page.content(), self._bounds.piece)
        if agent is None or source is None:
            raise FetchError(FailureCode.TIMEOUT, "page")
        text, height = await self._pieces.measure()
        await self._pieces.take(response, text, height)
        self._look_back()
        return Taken(
            method=Method.BROWSER,
            final_url=self._page.url,
            status=response.status if response else None,
            pieces=tuple(self._pieces.taken),
            source=source,
            visible=len(text),
            user_agent=str(agent),
            relay=_RELAY,
            profile=_PROFILE,
            browser=f"Chromium {browser.version}" if browser else "Chromium",
            notes=tuple(self._watcher.notes),
            path=path,
            resolver=tuple(self._gateway.seen[host] for host in sorted(self._gateway.seen)),
            local_address=self._gateway.local_address,
            certificate=await self._certificate(),
        )

    async def _load(self, url: str) -> Response | None:
        """Open the page and wait until it rests; raise FetchError when it never stays."""
        bounds, watcher = self._bounds, self._watcher
        looping = asyncio.create_task(watcher.looping.wait())
        loading = asyncio.create_task(self._page.goto(url, wait_until="load", timeout=bounds.load * 1000))
        settled = asyncio.create_task(self._settle(loading))
        try:
            await asyncio.wait({looping, settled}, return_when=asyncio.FIRST_COMPLETED)
            if watcher.looping.is_set():
                raise FetchError(FailureCode.TOO_MANY_REDIRECTS, f"{bounds.navigations}")
            return await settled
        finally:
            for task in (looping, loading, settled):
                task.cancel()
            await asyncio.gather(looping, loading, settled, return_exceptions=True)

    async def _settle(self, loading: "asyncio.Task[Response | None]") -> Response | None:
        """Return the answer once the page rests; a page that never says it is loaded is taken as it stands."""
        response: Response | None = None
        try:
            response = await loading
        except PlaywrightError as error:
            if "Timeout" not in error.message or self._page.url in {"", "about:blank"}:
                raise
        with suppress(PlaywrightError):  # some pages never rest
            await self._page.wait_for_load_state("networkidle", timeout=self._bounds.settle * 1000)
        await in_time(self._page.evaluate(_SCROLL, [HEIGHT, self._bounds.height]), self._bounds.settle)
        await in_time(self._still(), self._bounds.settle)
        return response

    async def _still(self) -> None:
        """Stop the page's own scripts, so that all the pieces show the same moment and nothing grows meanwhile."""
        session = await self._context.new_cdp_session(self._page)
        await session.send("Emulation.setScriptExecutionDisabled", {"value": True})

    async def _path(self, response: Response | None) -> tuple[Hop, ...]:
        """Return the addresses followed: the server's redirects, then those that scripts made."""
        hops: list[Hop] = []
        request: BrowserRequest | None = response.request if response else None
        while request is not None:
            answer = await in_time(request.response(), self._bounds.piece)
            hops.insert(0, Hop(url=request.url, status=answer.status if answer else None))
            request = request.redirected_from
        known = {hop.url for hop in hops}
        return (*hops, *(Hop(url=one) for one in dict.fromkeys(self._watcher.navigated) if one not in known))

    async def _certificate(self) -> Certificate | None:
        """Return the certificate that the site showed, for an encrypted page."""
        if not self._page.url.startswith("https://"):
            return None
        session = await self._context.new_cdp_session(self._page)
        shown: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()

        def tell(event: dict[str, Any]) -> None:
            shown.set_result(event)

        session.once("Security.visibleSecurityStateChanged", tell)
        await in_time(session.send("Security.enable"), self._bounds.settle)
        told = await in_time(shown, self._bounds.settle)
        return certificate_of(told) if told is not None else None

    def _look_back(self) -> None:
        """Note what the whole visit met, and refuse what shows nothing of the page."""
        if self._gateway.refused:
            self._watcher.notes.add(Note.REFUSED_ADDRESSES)
        if self._gateway.exceeded:
            self._watcher.notes.add(Note.TOO_MUCH)
        if not {"image.png", "page.mhtml"} & {piece.name for piece in self._pieces.taken}:
            raise FetchError(FailureCode.TIMEOUT, "page")


def certificate_of(told: Mapping[str, Any]) -> Certificate | None:
    """Return the certificate in what the browser tells of the security of a page; None when it shows none."""
    state = told.get("visibleSecurityState", {}).get("certificateSecurityState", {})
    encoded = state.get("certificate")
    if not encoded:
        return None
    one = x509.load_der_x509_certificate(base64.b64decode(encoded[0]))
    return Certificate(
        sha256=one.fingerprint(SHA256()).hex(),
        subject=one.subject.rfc4514_string(),
        issuer=one.issuer.rfc4514_string(),
    )


def _failure(error: PlaywrightError, url: str, gateway: Gateway) -> FetchError:
    """Return what an error of the browser means for a capture."""
    said = error.message
    host = url.split("/")[2].rpartition("@")[2].partition(":")[0].lower() if url.count("/") > 1 else ""
    if host in gateway.refused or "ERR_UNSAFE_PORT" in said:
        return FetchError(FailureCode.FORBIDDEN_ADDRESS, "browser")
    if "ERR_TOO_MANY_REDIRECTS" in said:
        return FetchError(FailureCode.TOO_MANY_REDIRECTS, "20")
    if "Download is starting" in said:
        return FetchError(FailureCode.UNEXPECTED_FORMAT, "download")
    if "Timeout" in said:
        return FetchError(FailureCode.TIMEOUT, "browser")
    if "net::ERR" in said:
        return FetchError(FailureCode.UNREACHABLE, "browser")
    return FetchError(FailureCode.CRASHED, "browser")
