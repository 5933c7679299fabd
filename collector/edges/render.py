"""Writes the pages as Markdown files, ready for the site builder: computed pages, hand-written ones, assets.

The same pages give the same bytes; a file whose bytes do not change is not touched, and one that is no longer made is
removed. Decides nothing of what a page says.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, Undefined

from collector.core import french
from collector.core.errors import BuildError
from collector.core.foreign import foreign, link, plain
from collector.core.model import Statement
from collector.core.pages.legal import legal_sentence
from collector.core.pages.page import Page, relative_file, relative_url

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_MARKER = ".renom-pages"  # a folder without it was not made here, and is not emptied
_FAULTS = (TemplateError, TypeError, ArithmeticError)  # what a hand-written template can do wrong
_PAGES = "pages"
_ASSETS = "assets"


@dataclass(frozen=True, slots=True)
class Handwritten:
    """What people wrote: `site_src` as shipped, then the practice's own (`own` need not exist), with the same folders.

    Files of `pages/` become pages, those of `assets/` stay under assets/. Only shipped pages are templates, with one
    function, `statement(slug)`; a practice's own files are copied as they are, and win over the shipped ones.
    """

    shipped: Path
    own: Path
    statements: Mapping[str, Statement]
    today: dt.date


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, left as they were, and removed."""

    written: int
    kept: int
    removed: int


def render(
    pages: Iterable[Page], handwritten: Handwritten, out: Path, beside: Mapping[str, bytes] | None = None
) -> Written:
    """Make the folder `out` hold exactly `pages`, the files `beside` them and what people wrote; say what changed.

    Raise BuildError for a hand-written page that cannot be made or takes the place of a computed one, and for an `out`
    that holds something else than pages.
    """
    environment = _environment()
    files = dict(_computed(pages, environment)) | dict(beside or {})
    for path, content in _handwritten(handwritten, environment).items():
        if path in files:
            raise BuildError(f"{path} is a page that Renom computes: give your own page another name")
        files[path] = content
    try:
        return _synchronise(files, out)
    except OSError as error:
        raise BuildError(f"cannot write the pages into {out}: {error}; free the folder, then build again") from error


def fill(template: str, view: object) -> str:
    """Return one template filled with its view, for what is no page of the portal."""
    return _environment().get_template(template).render(view=view)


@cache
def _environment() -> Environment:
    """Return how templates are read: nothing undefined passes, and only words of ours print without a filter.

    Compiling the templates costs more than filling them: it is done once.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        finalize=_printable,
        autoescape=False,  # noqa: S701 - Markdown, not HTML: words from outside pass `foreign`, which escapes more
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "foreign": foreign,
        "link": link,
        "plain": plain,
        "url": relative_url,
        "file": relative_file,
        "day": french.day_in_full,
        "month": french.month_in_full,
        "of_month": french.of_month,
        "number": french.number,
        "counted": french.counted,
        "duration": french.duration,
        "capitalized": french.capitalized,
    }
    return environment


def _printable(value: object) -> object:
    """Return what a template prints; refuse anything that is not plain text or a whole number of ours."""
    if isinstance(value, str | int | Undefined):
        return value
    raise TypeError(f"a {type(value).__name__} reached a page without a filter")


def _computed(pages: Iterable[Page], environment: Environment) -> Iterator[tuple[str, bytes]]:
    for page in pages:
        text = environment.get_template(page.template).render(page=page, view=page.view)
        yield page.path, text.encode()


def _handwritten(sources: Handwritten, environment: Environment) -> dict[str, bytes]:
    """Return the files that people wrote, by their path under `out`."""
    shipped, own = _sources(sources.shipped), _sources(sources.own)
    # In a copy of the product the practice's own folder is the shipped one: what is the same is shipped.
    files = {path: content for path, content in own.items() if shipped.get(path) != content}
    for path in shipped.keys() - files.keys():
        is_guide = path.endswith(".md")
        files[path] = _guide(path, shipped[path], sources, environment) if is_guide else shipped[path]
    return files


def _sources(site_src: Path) -> dict[str, bytes]:
    """Return the files of a `site_src`; hidden ones and links, which may lead anywhere, are left out."""
    files = {}
    for folder, prefix in ((site_src / _PAGES, ""), (site_src / _ASSETS, f"{_ASSETS}/")):
        for path in folder.rglob("*"):
            relative = path.relative_to(folder)
            if path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in relative.parts):
                files[f"{prefix}{relative.as_posix()}"] = path.read_bytes()
    return files


def _guide(path: str, content: bytes, sources: Handwritten, environment: Environment) -> bytes:
    """Return a shipped page with its legal sentences."""
    sentence = environment.get_template("_macros.md.j2").make_module().sentence  # type: ignore[attr-defined]

    def statement(slug: str) -> str:
        known = sources.statements.get(slug)
        if known is None:
            raise BuildError(f"{path}: the catalogue has no statement {slug!r}; correct the name, or add it")
        return str(sentence(legal_sentence(known, sources.today)))

    try:
        return environment.from_string(content.decode()).render(statement=statement).encode()
    except (*_FAULTS, UnicodeDecodeError) as error:
        raise BuildError(f'{path}: {error}; a page may use the function statement("slug") only') from error


def _synchronise(files: Mapping[str, bytes], out: Path) -> Written:
    """Write what changed and remove what is no longer made."""
    if out.is_dir() and any(out.iterdir()) and not (out / _MARKER).exists():
        raise BuildError(f"{out} holds files that are not pages of Renom: name another folder, or empty it yourself")
    out.mkdir(parents=True, exist_ok=True)
    (out / _MARKER).touch()
    removed = _remove_others(files, out)
    written = sum(_write(out / path, content) for path, content in files.items())
    return Written(written, len(files) - written, removed)


def _write(target: Path, content: bytes) -> bool:
    """Write a file unless it holds these bytes already, and say whether it was written."""
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return True


def _remove_others(files: Mapping[str, bytes], out: Path) -> int:
    removed = 0
    for path in sorted(out.rglob("*"), reverse=True):  # what a folder holds comes before it
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(out).as_posix() not in files and path.name != _MARKER:
            path.unlink()
            removed += 1
    return removed
