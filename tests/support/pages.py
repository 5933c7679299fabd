"""Pages as MkDocs shows them: the real templates, then Markdown with the extensions of the portal's mkdocs.yml."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import markdown  # type: ignore[import-untyped]
import yaml

from collector.core.ledger import Ledger
from collector.core.pages import pages
from collector.edges.render import Handwritten, render

ROOT = Path(__file__).resolve().parents[2]
_BUILT_IN = ["toc", "tables", "fenced_code"]  # those that MkDocs adds by itself


def shown(ledger: Ledger, today: dt.date, folder: Path) -> Mapping[str, str]:
    """Return the HTML of the main region of every computed page, by path, written on the way under `folder`."""
    nothing = Handwritten(folder / "no-site-src", folder / "no-own", {}, today)
    out = folder / "docs"
    render(pages(ledger, today, "1.0"), nothing, out)
    return {path.relative_to(out).as_posix(): as_html(path.read_text("utf-8")) for path in sorted(out.rglob("*.md"))}


def as_html(page: str) -> str:
    """Return what Markdown makes of a page, its front matter left out."""
    _, _, body = page.partition("\n---\n")
    return str(_markdown().reset().convert(body))


@cache
def _markdown() -> markdown.Markdown:
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    names = list(_BUILT_IN)
    configs = {}
    for one in settings["markdown_extensions"]:
        name, config = (one, {}) if isinstance(one, str) else next(iter(one.items()))
        configs[name] = config or {}
        names.append(name)
    return markdown.Markdown(extensions=list(dict.fromkeys(names)), extension_configs=configs)
