"""The portal as a real Chromium shows it: no barrier for anybody, no complaint, nothing from elsewhere, no overflow."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from collector.wiring import demo, portal
from tests.support.browsers import the_browser
from tests.support.demo_practice import lay_out_demo

pytestmark = pytest.mark.browser

# One page of each family; `*` stands for the first of its kind.
FAMILIES = (
    "", "releves/", "releves/f-*/", "releves/marie-martin/*/", "affaires/", "affaires/a-*/", "etat-des-lieux/",
    "verifications/", "bilans/", "bilans/2*/", "guides/dans-l-heure/", "repondre/", "repondre/*/", "reponses/",
    "demarches/", "demarches/*/", "lettres/", "lettres/*/", "conservation/", "ordre/", "veille/", "404.html",
)  # fmt: skip
_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - signature of the parent
        """Say nothing: the output of the tests is for the tests."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demo's portal once."""
    place = lay_out_demo(tmp_path_factory.mktemp("demo"))
    return portal.build(place, place / "build", demo.DEMO_TODAY, "mkdocs").site


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the portal on this machine; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open a Chromium for all the tests of this module."""
    with sync_playwright() as playwright:
        sandbox = os.geteuid() != 0
        opened = playwright.chromium.launch(executable_path=the_browser(), chromium_sandbox=sandbox, args=list(_QUIET))
        yield opened
        opened.close()


def first(site: Path, family: str) -> str:
    """Return the path of the first page of a family."""
    if "*" not in family:
        return family
    found = sorted(one for one in site.glob(family.rstrip("/")) if one.is_dir())
    assert found, f"the demo has no page {family}"
    return f"{found[0].relative_to(site).as_posix()}/"


def complaints(page: Page, address: str) -> list[str]:
    """Return the list that gathers what the page complains of, and what it asks of another place."""
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda asked: told.append(asked.url) if not asked.url.startswith((address, "data:")) else None)
    return told


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier(site: Path, address: str, browser: Browser, scheme: str) -> None:
    """axe-core finds nothing on any family of pages; no error in the console; nothing asked of another place."""
    page = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900}).new_page()
    told = complaints(page, address)
    axe = Axe()
    barriers = []
    for family in FAMILIES:
        path = first(site, family)
        page.goto(address + path)
        found = axe.run(page).response["violations"]
        barriers += [f"{path}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]

    assert [] == barriers
    assert [] == told


def test_a_telephone_scrolls_one_way_only(site: Path, address: str, browser: Browser) -> None:
    """At 360 pixels no page is wider than the screen."""
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    wide = []
    for family in FAMILIES:
        path = first(site, family)
        page.goto(address + path)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wide += [path] if over > 0 else []

    assert [] == wide


def test_everything_is_read_without_scripts(site: Path, address: str, browser: Browser) -> None:
    """Without JavaScript the home page leads to a finding, whose words open, and to a letter."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    page.locator("main a[href*='releves/f-']").first.click()
    words = page.locator("details.protected").first
    words.locator("summary").first.click()

    assert words.locator("p.foreign").first.is_visible()
    page.goto(address + "lettres/")
    page.locator("main a[href*='mise-en-demeure']").first.click()
    assert "Mise en demeure" in page.locator("h1").inner_text()
