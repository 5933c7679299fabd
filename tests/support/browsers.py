"""A real Chromium for the tests: the machine's own, or Debian's when the tests run as root. Never skipped."""

import base64
import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

from collector.edges.browser.program import find_browser


@cache
def the_browser() -> Path:
    """Return the program of a Chromium, installed first when that can be done; fail with what to install otherwise."""
    found = find_browser()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *words], check=True, capture_output=True)
        found = find_browser()
    if found is None:
        raise AssertionError(
            "these tests drive a real browser: install Chromium or Google Chrome (Debian: apt-get install chromium), "
            "and the extra `capture` (it is in the tests' lock)"
        )
    return found


_CONTRAST = """async ([image, places]) => {
  const picture = new Image(); picture.src = image; await picture.decode();
  const canvas = document.createElement('canvas'); canvas.width = picture.width; canvas.height = picture.height;
  const drawing = canvas.getContext('2d'); drawing.drawImage(picture, 0, 0);
  return places.map(place => {
    const greys = [...drawing.getImageData(...place).data].filter((_, index) => index % 4 === 0);
    return greys.reduce((a, b) => Math.max(a, b)) - greys.reduce((a, b) => Math.min(a, b));
  });
}"""


def contrasts(images: Sequence[bytes], places: Sequence[tuple[int, int, int, int]]) -> list[list[int]]:
    """Return, for each picture, how far apart the darkest and the lightest point of each place (x, y, w, h) are."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=the_browser(), chromium_sandbox=os.geteuid() != 0)
        page = browser.new_page()
        told = [
            page.evaluate(_CONTRAST, [f"data:image;base64,{base64.b64encode(one).decode()}", [list(p) for p in places]])
            for one in images
        ]
        browser.close()
    return told
