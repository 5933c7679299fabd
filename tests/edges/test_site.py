"""The engine's run and the local server: same pages from both engines, nothing from elsewhere, no silent gap."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment

from collector.core.errors import BuildError
from collector.edges.site import Engine, build_site, open_server, serve
from tests.support.built_sites import TRIGGERS, loaded_from_elsewhere, main_texts, pages

pytestmark = pytest.mark.site

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "mkdocs.yml"
SITE_SRC = ROOT / "site_src"
NAME = "Cabinet d’essai – portail"
INERT = "&#60;script src&#61;&#47;&#47;evil.example&#62; &#91;lien&#93;(javascript&#58;x) &#123;&#123; 7*7 &#125;&#125; &#58;smile&#58;"
SHOWN = "<script src=//evil.example> [lien](javascript:x) {{ 7*7 }} :smile:"


def write(path: Path, text: str) -> None:
    """Write a page, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def nav_pages() -> list[str]:
    """Return the pages that the portal's navigation names."""
    entries = [
        target for entry in yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["nav"] for target in entry.values()
    ]
    groups = [entry if isinstance(entry, list) else [{"": entry}] for entry in entries]
    return [page for group in groups for entry in group for page in entry.values()]


def write_docs(docs: Path) -> None:
    """Write the pages of a small portal: the real guides, and stand-ins for the pages that data would make."""
    for page in nav_pages():
        write(docs / page, f"# Titre de {page}\n\nUn texte « essai » : bien.\n")
    for source in sorted((SITE_SRC / "pages").rglob("*.md")):
        text = Environment(autoescape=False).from_string(source.read_text(encoding="utf-8"))
        write(docs / source.relative_to(SITE_SRC / "pages"), text.render(statement=lambda slug: f"Phrase {slug}."))
    for letter in sorted((ROOT / "collector" / "catalog" / "letters").glob("*.md.j2")):
        write(docs / "lettres" / letter.name.removesuffix(".j2"), "# Une lettre\n\nMadame, Monsieur,\n")
    row = f'<table class="releves"><tr><th scope="row">Avis</th><td>{INERT}</td></tr></table>'
    write(
        docs / "releves" / "f-0123456789abcdef.md",
        f'# Avis\n\n<blockquote>\n<p>{INERT}</p>\n</blockquote>\n\n!!! note "Suite"\n\n    Voir [la liste](index.md).\n',
    )
    write(docs / "releves" / "martin" / "2026-11.md", f"# Novembre\n\n{row}\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n")
    shutil.copytree(SITE_SRC / "assets", docs / "assets")


def build(folder: Path, engine: Engine = Engine.MKDOCS, config: Path = CONFIG) -> Path:
    """Build the pages of `folder/docs` and return the site's folder."""
    build_site(config, folder / "docs", folder / "site", name=NAME, overrides=SITE_SRC / "overrides", engine=engine)
    return folder / "site"


@dataclass(frozen=True)
class Sites:
    """The same pages built by both engines."""

    mkdocs: Path
    zensical: Path


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Build the small portal once with each engine."""
    built = {}
    for engine in Engine:
        folder = tmp_path_factory.mktemp(engine)
        write_docs(folder / "docs")
        built[engine] = build(folder, engine)
    return Sites(built[Engine.MKDOCS], built[Engine.ZENSICAL])


@pytest.fixture(params=list(Engine))
def site(request: pytest.FixtureRequest, sites: Sites) -> Path:
    """Return the site of each engine in turn."""
    return sites.mkdocs if request.param is Engine.MKDOCS else sites.zensical


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the pages of the small portal, not built yet."""
    write_docs(tmp_path / "docs")
    return tmp_path


def test_the_navigation_names_every_guide() -> None:
    """A hand-written page that the menu forgot could not be found: the menu names them all."""
    written = {path.relative_to(SITE_SRC / "pages").as_posix() for path in (SITE_SRC / "pages").rglob("*.md")}
    assert written == {page for page in nav_pages() if page.startswith("guides/")}


def test_both_engines_publish_the_same_addresses(sites: Sites) -> None:
    """Every HTML page has the same address whatever the engine; scripts, styles and search indexes are the engine's own."""
    assert pages(sites.mkdocs).keys() == pages(sites.zensical).keys()
    assert "releves/f-0123456789abcdef/" in pages(sites.mkdocs)


def test_both_engines_publish_the_same_text(sites: Sites) -> None:
    """The main region of every page reads the same whatever the engine."""
    assert main_texts(sites.mkdocs) == main_texts(sites.zensical)


def test_words_that_look_hostile_stay_words(site: Path) -> None:
    """What the pages hold as numeric entities reaches the reader as text, and makes no element."""
    for address in ("releves/f-0123456789abcdef/", "releves/martin/2026-11/"):
        page = pages(site)[address]
        assert SHOWN in main_texts(site)[address]
        assert [node.html for node in page.css("article script, article img")] == []
        assert [node.attributes["href"] for node in page.css("article a[href^=javascript]")] == []


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """No page, style or script of the site fetches anything from another host."""
    assert loaded_from_elsewhere(site) == []


def test_a_fetch_from_elsewhere_would_be_seen(tmp_path: Path) -> None:
    """The check above does find a script, a font, an import and a protocol-relative image."""
    write(tmp_path / "a.html", '<script src="https://cdn.example/a.js"></script><img src="//img.example/1.png">')
    write(
        tmp_path / "b.html",
        '<link rel="preconnect" href="https://fonts.example"><p style="background:url(//x.example/y)">',
    )
    write(tmp_path / "c.css", '@import "https://css.example/a.css"; a { background: url(https://css.example/b.png) }')
    write(tmp_path / "d.js", 'fetch("https://api.example/v1")')
    write(tmp_path / "e.html", '<a href="https://cited.example/">Une source citée</a>')
    assert {line.partition(":")[0] for line in loaded_from_elsewhere(tmp_path)} == {"a.html", "b.html", "c.css", "d.js"}
    assert len(loaded_from_elsewhere(tmp_path)) == 7


def test_every_page_forbids_what_the_theme_could_fetch(site: Path) -> None:
    """Each page carries the policy that lets the browser load from the portal only, and nothing that wakes the theme's own fetches."""
    for address, page in pages(site).items():
        policy = page.css_first('meta[http-equiv="Content-Security-Policy"]')
        assert policy is not None, address
        words = (policy.attributes["content"] or "").replace(";", " ").split()
        assert words[:2] == ["default-src", "'none'"]
        assert {word for word in words if not word.endswith("-src") and not word.endswith(("-uri", "-action"))} == {
            "'none'",
            "'self'",
            "'unsafe-inline'",
            "data:",
        }
        assert [node.html for node in page.css(TRIGGERS)] == []


def test_no_page_asks_to_be_found(site: Path) -> None:
    """Pages refuse indexing, tell no site where the reader comes from, name no software, and no list of addresses is published."""
    for address, page in pages(site).items():
        metas = {node.attributes.get("name"): node.attributes.get("content") for node in page.css("meta[name]")}
        assert (metas.get("robots") or "").startswith("noindex"), address
        assert metas.get("referrer") == "no-referrer"
        assert "generator" not in metas
        assert "Made with" not in page.text()
    assert list(site.glob("sitemap*")) == []


def test_the_portal_bears_the_name_of_the_practice(site: Path) -> None:
    """The name given at build is the site's, in French, on every page."""
    for page in pages(site).values():
        assert NAME in page.css_first("title").text()
        assert page.css_first("html").attributes["lang"] == "fr"


def test_an_unknown_address_gets_a_page_in_french(site: Path) -> None:
    """The page for what is not found says so in French, and leads back."""
    assert "Cette adresse n’existe pas" in main_texts(site)["404.html"]


def test_the_same_pages_give_the_same_bytes(sites: Sites, folder: Path) -> None:
    """Two builds of the same pages, in two folders, differ in no byte."""
    again = build(folder)
    built = [path.relative_to(again) for path in sorted(again.rglob("*")) if path.is_file()]
    assert [path.relative_to(sites.mkdocs) for path in sorted(sites.mkdocs.rglob("*")) if path.is_file()] == built
    assert [path for path in built if (again / path).read_bytes() != (sites.mkdocs / path).read_bytes()] == []


def test_a_page_that_is_gone_leaves_the_site(folder: Path) -> None:
    """Building again removes what is no longer written."""
    site = build(folder)
    (folder / "docs" / "releves" / "f-0123456789abcdef.md").unlink()
    build(folder)
    assert not (site / "releves" / "f-0123456789abcdef").exists()
    assert (site / "index.html").is_file()
    assert not (folder / "site.new").exists()


@pytest.mark.parametrize("engine", list(Engine))
def test_a_broken_link_stops_the_build_and_keeps_the_former_site(folder: Path, engine: Engine) -> None:
    """The engine's own complaint comes up, with what to do; the last good site stays."""
    site = build(folder)
    before = (site / "index.html").read_bytes()
    write(folder / "docs" / "index.md", "# Accueil\n\n[Perdue](absente.md)\n")
    with pytest.raises(BuildError, match=r"(?s)could not build the site.*absente\.md.*Mend the page"):
        build(folder, engine)
    assert (site / "index.html").read_bytes() == before


def test_a_page_left_out_without_a_word_is_an_error(folder: Path) -> None:
    """When the engine says all is well and one page is missing, the build fails and names it."""
    content = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    write(folder / "other.yml", yaml.safe_dump(content | {"exclude_docs": "/releves/martin/"}, allow_unicode=True))
    with pytest.raises(BuildError, match=r"left out releves/martin/2026-11\.md"):
        build(folder, config=folder / "other.yml")
    assert not (folder / "site").exists()


def test_a_folder_that_is_not_a_site_is_never_emptied(folder: Path) -> None:
    """A folder with somebody's files is refused and left as it is."""
    write(folder / "site" / "memoires.txt", "à garder")
    with pytest.raises(BuildError, match="holds files that are not a site"):
        build(folder)
    assert (folder / "site" / "memoires.txt").read_text(encoding="utf-8") == "à garder"


@pytest.mark.parametrize("text", ["", "theme: material\n", "theme: [\n", "theme: {name: !ENV SECRET}\n"])
def test_an_unusable_configuration_is_named(folder: Path, text: str) -> None:
    """An empty, incomplete, broken or environment-reading configuration is an error that names the file."""
    write(folder / "other.yml", text)
    with pytest.raises(BuildError, match=r"other\.yml is not a usable site configuration"):
        build(folder, config=folder / "other.yml")


def test_the_engine_never_sees_a_secret(folder: Path) -> None:
    """The engine runs without the practice's environment: its secrets cannot reach a page."""
    write(folder / "path" / "mkdocs" / "__main__.py", "import os, sys\nprint(sorted(os.environ))\nsys.exit(1)\n")
    write(folder / "path" / "mkdocs" / "__init__.py", "")
    code = (
        "import sys; from pathlib import Path; from collector.edges.site import build_site\n"
        "config, docs, overrides = map(Path, sys.argv[1:])\n"
        "build_site(config, docs, docs.parent / 'site', name='x', overrides=overrides)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(CONFIG), str(folder / "docs"), str(SITE_SRC / "overrides")],
        env=os.environ | {"ALERTS_SECRET": "https://alerts.example/feed", "PYTHONPATH": f"{folder / 'path'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "'NO_MKDOCS_2_WARNING'" in done.stderr
    assert "ALERTS_SECRET" not in done.stderr


@dataclass(frozen=True)
class Answer:
    """What the local server answers."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True)
class Browser:
    """Asks a local server for raw paths, as any program on the machine may."""

    port: int

    def ask(self, path: str, method: str = "GET", host: str | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        found = Answer(answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace"))
        connection.close()
        return found


@pytest.fixture
def browser(sites: Sites) -> Iterator[Browser]:
    """Serve the built site on a free port for one test."""
    with open_server(sites.mkdocs, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Browser(server.server_port)
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/guides/captures/", "text/html; charset=utf-8"),
        ("/assets/portal.css", "text/css; charset=utf-8"),
        ("/assets/logo.svg", "image/svg+xml"),
        ("/search/search_index.json", "application/json"),
    ],
)
def test_the_server_shows_the_site(browser: Browser, path: str, kind: str) -> None:
    """Pages and assets are served with their exact type, uncached, unsniffed, unframed, and with no referrer."""
    answer = browser.ask(path)
    assert answer.status == 200
    assert answer.headers["Content-type"] == kind
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "path", ["/absente/", "/assets/", "/../mkdocs.effective.yml", "/%2e%2e/docs/index.md", "/releves/%00"]
)
def test_what_is_not_in_the_site_is_not_found(browser: Browser, path: str) -> None:
    """A missing page, a folder without a page and a way out of the site all get the French page, with status 404."""
    answer = browser.ask(path)
    assert answer.status == 404
    assert "Page introuvable" in answer.body
    assert answer.headers["Cache-Control"] == "no-store"
    assert browser.ask(path, method="HEAD").body == ""


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "10.0.0.1", ""])
def test_a_foreign_name_that_leads_here_is_refused(browser: Browser, host: str) -> None:
    """A web page cannot read the portal by pointing a name of its own at this machine."""
    answer = browser.ask("/", host=host or " ")
    assert answer.status == 421
    assert NAME not in answer.body


def test_the_server_takes_no_writing(browser: Browser) -> None:
    """The portal is read only: a POST is not understood."""
    assert browser.ask("/", method="POST").status == 501


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "portail.example"])
def test_the_server_answers_this_machine_only(sites: Sites, host: str) -> None:
    """An address that others could reach is refused: the server has no lock."""
    with pytest.raises(BuildError, match="The portal is private"):
        open_server(sites.mkdocs, host, 0)


def test_a_taken_port_is_told(sites: Sites) -> None:
    """A port that another program holds is an error that says what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BuildError, match=rf"Cannot serve on 127\.0\.0\.1:{port}: .*Give another port"):
            open_server(sites.mkdocs, "127.0.0.1", port)


def test_serving_needs_a_site(tmp_path: Path) -> None:
    """Without a built site, the message says to build first."""
    with pytest.raises(BuildError, match="run `renom build` first"):
        serve(tmp_path, "127.0.0.1", 0, ready=print)


def test_serving_ends_quietly_when_interrupted(sites: Sites) -> None:
    """`serve` tells its address once it answers, and returns on an interruption."""
    code = (
        "import signal, sys; from pathlib import Path; from collector.edges.site import serve\n"
        # A shell in the background has its children ignore an interruption.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "serve(Path(sys.argv[1]), '127.0.0.1', 0, ready=lambda address: print(address, flush=True))\n"
        "print('ended')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(sites.mkdocs)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        assert Browser(int(address.rstrip("/").rpartition(":")[2])).ask("/").status == 200
        running.send_signal(signal.SIGINT)
        said, complained = running.communicate(timeout=10)
    assert (said, complained, running.returncode) == ("ended\n", "", 0)
