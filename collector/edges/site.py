"""Turns the written pages into a site with the engine, and shows that site on this machine.

The engine is a separate program that reads a configuration and Markdown: this module runs it, checks that it published
every page it was given (Zensical passes over what it does not know without a word), and only then replaces the former
site, so that a failed build leaves the last good one standing. It decides nothing about what the pages say.
"""

import ipaddress
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import yaml

from collector.core.errors import BuildError

_CONFIG = "mkdocs.effective.yml"
_STAGED = "site.new"
_TIMEOUT = 900  # seconds: ten times what the largest portal that was measured takes
_LAST_LINES = 20  # of what the engine said: its complaint stands at the end
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_NAMED = 5  # pages named in a message; the others are counted

# All that an engine may know of our environment. The rest holds the secrets of the watches, which no page may show.
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "PYTHONPATH")
_SET = {
    "NO_MKDOCS_2_WARNING": "1",  # Material's announcement is for us, and is in the decisions; not for the practice
    "SOURCE_DATE_EPOCH": "0",  # the same pages give the same bytes: a site does not tell when it was built
    "PYTHONUTF8": "1",
}

_HEADERS = {
    "Cache-Control": "no-store",  # a purged text must not live on in a browser's cache
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the sites that are watched do not learn who reads about them
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Engine(StrEnum):
    """The programs that can build the portal from the same configuration."""

    MKDOCS = "mkdocs"
    ZENSICAL = "zensical"


def build_site(
    config: Path, docs: Path, site: Path, *, name: str, overrides: Path, engine: Engine = Engine.MKDOCS
) -> None:
    """Build the pages of `docs` into `site`, replacing what stands there.

    `config` is the portal's mkdocs.yml, used through a copy beside `docs` with the portal's `name`, the folders and
    `overrides` (the theme's) set. Raise BuildError, leaving the former site as it was, when the engine complains, when
    it leaves a page out, or when `site` is a folder that holds something other than a site.
    """
    if site.exists() and any(site.iterdir()) and not (site / "index.html").is_file():
        raise BuildError(f"{site} holds files that are not a site: empty it yourself, or give another folder.")
    staged = docs.parent / _STAGED
    shutil.rmtree(staged, ignore_errors=True)
    try:
        effective = _write_config(config, docs, staged, {"site_name": name}, engine, overrides)
        _run(engine, effective)
        _check(docs, staged, engine)
        _replace(site, staged)
    except OSError as error:
        raise BuildError(f"Cannot write the site into {site}: {error}. Free the folder, then build again.") from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _write_config(
    config: Path, docs: Path, staged: Path, own: Mapping[str, str], engine: Engine, overrides: Path
) -> Path:
    """Write the configuration of this build beside `docs`: Zensical wants its folders there, by relative names.

    `own` replaces keys of `config`. The templates are told the engine, for the one part that differs between them.
    """
    try:
        content = yaml.load(config.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        theme = content["theme"] | {"custom_dir": str(overrides.resolve())}
        extra = content["extra"] | {"engine": str(engine)}
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise BuildError(
            f"{config} is not a usable site configuration: {error!r}. Restore the shipped file."
        ) from error
    folders = {"docs_dir": docs.name, "site_dir": staged.name}
    effective = docs.parent / _CONFIG
    effective.write_text(
        yaml.dump(
            content | {"theme": theme, "extra": extra} | folders | own,
            Dumper=yaml.CSafeDumper,
            allow_unicode=True,
            sort_keys=False,
        ),
        encoding="utf-8",
    )
    return effective


def _run(engine: Engine, effective: Path) -> None:
    # Never --quiet: MkDocs then counts no warning, and --strict lets broken links through. -P: a file of the practice's
    # own repository can never be taken for the engine. --clean: Zensical keeps a cache, MkDocs cleans as it is.
    command = [sys.executable, "-P", "-m", engine, "build", "--strict", "--clean", "--config-file", str(effective)]
    environment = {key: os.environ[key] for key in _KEPT if key in os.environ} | _SET
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, and paths that are arguments of ours
            command,
            cwd=effective.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"{engine} has not built {effective} within {_TIMEOUT} s: run it by hand to see.") from error
    if done.returncode:
        raise BuildError(
            f"{engine} could not build the site (exit {done.returncode}). It said:\n{_complaint(done.stdout)}\n"
            f"Mend the page or the setting that it names, then build again. The former site, if any, is unchanged."
        )


def _complaint(said: str) -> str:
    """Return what matters of an engine's words: no colours, no progress, and no trace of its own calls after them."""
    plain = _COLOURS.sub("", said).strip()
    words, _, _trace = plain.partition("\nTraceback (most recent call last):")
    lines = [line for line in words.splitlines() if not line.startswith("INFO")]
    return "\n".join(lines[-_LAST_LINES:])


def _check(docs: Path, staged: Path, engine: Engine) -> None:
    """Raise BuildError for a page that the engine did not publish; take away the list of addresses it may write."""
    pages = [page.relative_to(docs) for page in sorted(docs.rglob("*.md"))]
    missing = [page.as_posix() for page in pages if not (staged / _published_at(page)).is_file()]
    if not (staged / "404.html").is_file():
        missing.append("404.html")
    if missing:
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        raise BuildError(
            f"{engine} said that all was well and left out {', '.join(missing[:_NAMED])}{more}. "
            f"Look for a setting that hides them in {docs.parent / _CONFIG}. The former site, if any, is unchanged."
        )
    (staged / "sitemap.xml").unlink(missing_ok=True)  # ours is empty; Zensical writes even an empty one


def _published_at(page: Path) -> Path:
    return page.with_suffix(".html") if page.stem == "index" else page.with_suffix("") / "index.html"


def _replace(site: Path, staged: Path) -> None:
    site.parent.mkdir(parents=True, exist_ok=True)
    if site.exists():
        shutil.rmtree(site)
    shutil.move(staged, site)


def serve(site: Path, host: str, port: int, *, ready: Callable[[str], None]) -> None:
    """Show `site` at http://host:port/ until the operator interrupts; call `ready` with the address once it answers."""
    with open_server(site, host, port) as server:
        ready(f"http://{host}:{server.server_port}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


def open_server(site: Path, host: str, port: int) -> ThreadingHTTPServer:
    """Return a server of `site` that is bound and not yet running; port 0 takes a free one.

    Raise BuildError when `host` is not this machine (the portal is private, and this server has no lock), when the
    port is taken, or when there is no site yet.
    """
    if not (site / "index.html").is_file():
        raise BuildError(f"There is no site in {site}: run `renom build` first.")
    if not _is_this_machine(host):
        raise BuildError(
            f"The portal is private and this server has no lock: it answers this machine only, not {host}. "
            "Use 127.0.0.1, and publish behind a real access control for other readers."
        )
    try:
        return ThreadingHTTPServer((host, port), partial(_Portal, directory=str(site)))
    except OSError as error:
        raise BuildError(f"Cannot serve on {host}:{port}: {error.strerror}. Give another port.") from error


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.IPv4Address(host).is_loopback
    except ValueError:
        return False


class _Portal(SimpleHTTPRequestHandler):
    """Files of the site and nothing else: no listing of folders, no caching, no answer to another site's pages."""

    server_version = "renom"
    sys_version = ""
    # Written out because "nosniff" makes a wrong type fatal, and the machine's own table may hold one.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".ics": "text/calendar; charset=utf-8",
    }

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer only requests that name this machine: a foreign name that leads here is an attack (DNS rebinding)."""
        host, _, _port = self.headers.get("Host", "").partition(":")
        if not _is_this_machine(host):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        try:
            return super().send_head()
        except ValueError:  # an address with a null byte, which no file system takes
            self.send_error(HTTPStatus.NOT_FOUND)
            return None

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002 - signature of the parent
        """Refuse to list a folder."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the portal's own page for what is not found, the plain one for the rest."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Add what every answer carries."""
        for header, value in _HEADERS.items():
            self.send_header(header, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - signature of the parent
        """Say nothing: the list of pages that someone read is nobody's business."""
