"""Writing the pages: what changed and nothing else, what people wrote as they wrote it, and no page with a hole."""

import dataclasses
import datetime as dt
import re

import pytest

from collector.core.errors import BuildError
from collector.core.foreign import Address, Foreign
from collector.core.pages import pages
from collector.core.pages.coverage import Sight
from collector.core.pages.page import Page
from collector.core.pages.watch_health import PassLine, WatchHealthPage
from collector.edges.render import Handwritten, Written, render
from tests.support.ledgers import TODAY, finding, finding_id, ledger, letter, statement


@pytest.fixture
def folders(tmp_path):
    """Return the hand-written files of the product and of a practice, both empty."""
    for place in ("shipped/pages/guides", "shipped/assets", "own/pages", "own/assets"):
        (tmp_path / place).mkdir(parents=True)
    return Handwritten(tmp_path / "shipped", tmp_path / "own", {"secret": statement()}, TODAY)


@pytest.fixture
def out(tmp_path):
    """Return the folder of the pages, not made yet."""
    return tmp_path / "build" / "docs"


def made(*findings, **fields):
    return pages(ledger(findings, **fields), TODAY, "1.0")


def tree(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_the_folder_holds_the_pages_and_what_people_wrote(folders, out):
    """Computed pages, guides, assets: each at its place, and nothing else but our mark."""
    (folders.shipped / "pages/guides/index.md").write_text("# Guides\n")
    (folders.shipped / "assets/portal.css").write_text("a {}")
    computed = made(finding(1))

    written = render(computed, folders, out)

    expected = {page.path for page in computed} | {"guides/index.md", "assets/portal.css", ".renom-pages"}
    assert expected == set(tree(out))
    assert Written(written=len(expected) - 1, kept=0, removed=0) == written


def test_the_same_pages_touch_no_file(folders, out):
    """A second time, every file is left as it is, down to its time."""
    render(made(finding(1)), folders, out)
    before = _times(out)

    again = render(made(finding(1)), folders, out)

    assert (0, len(before), 0) == (again.written, again.kept, again.removed)
    assert before == _times(out)


def _times(out):
    return {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.suffix}  # the marker has none


def test_the_same_pages_give_the_same_bytes(folders, out, tmp_path):
    """Nothing of a page depends on where or when it is written."""
    render(made(finding(1), letters=(letter(),)), folders, out)
    render(made(finding(1), letters=(letter(),)), folders, tmp_path / "other")

    assert tree(out) == tree(tmp_path / "other")


def test_what_is_no_longer_made_is_removed(folders, out):
    """A finding that closes takes its page away; so do an empty folder and a file in the place of a folder."""
    render(made(finding(1), finding(2)), folders, out)
    (out / "etrange").mkdir()
    (out / "lien.md").symlink_to(folders.own)
    (out / "releves" / "index.md").unlink()
    (out / "releves" / "index.md").mkdir()

    written = render(made(finding(1)), folders, out)

    assert not (out / f"releves/{finding_id(2)}/index.md").exists()
    assert not (out / "etrange").exists()
    assert (out / "releves/index.md").is_file()
    assert folders.own.is_dir()
    assert 2 == written.removed


def test_a_folder_of_something_else_is_not_emptied(folders, out):
    """A wrong setting must not cost anybody their files."""
    out.mkdir(parents=True)
    (out / "these.odt").write_text("précieux")

    with pytest.raises(BuildError, match="not pages of Renom"):
        render(made(), folders, out)

    assert {"these.odt"} == set(tree(out))


def test_a_place_that_cannot_be_written_is_said(folders, out):
    """The message names the folder."""
    out.parent.mkdir()
    out.write_text("a file")

    with pytest.raises(BuildError, match=re.escape(str(out))):
        render(made(), folders, out)


def test_a_guide_quotes_the_law_with_its_source(folders, out):
    """`statement` prints the sentence, where and when it was read; the rest of the guide is as written."""
    (folders.shipped / "pages/guides/secret.md").write_text('# Secret\n\n{{ statement("secret") }}\n', "utf-8")

    render(made(), folders, out)

    guide = (out / "guides/secret.md").read_text("utf-8")
    assert guide.startswith('# Secret\n\n<span class="legal"><span class="statement">Le secret couvre tout')
    assert ">Texte consolidé</a>" in guide
    assert "lu le 1er\u00a0novembre 2026" in guide


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{{ statement("inconnue") }}', "no statement 'inconnue'"),
        ("{{ autre }}", "'autre' is undefined"),
        ("{% if %}", "Expected an expression"),
        ("{{ statement }}", "without a filter"),
        ("{{ statement() }}", "missing 1 required"),
        (b"\xff", "utf-8"),
    ],
)
def test_a_guide_that_cannot_be_made_stops_the_build(folders, out, text, complaint):
    """The message names the page; nothing is written."""
    content = text if isinstance(text, bytes) else text.encode()
    (folders.shipped / "pages/guides/faux.md").write_bytes(content)

    with pytest.raises(BuildError, match=rf"guides/faux\.md: .*{complaint}"):
        render(made(), folders, out)

    assert not out.exists()


def test_a_practice_writes_its_own_pages_as_they_are(folders, out):
    """No template, whatever they hold: a practice's file cannot run anything."""
    own = b"\xef\xbb\xbf# Chez nous {{ 7 * 7 }} {% raw %}\r\n"
    (folders.own / "pages/nous.md").write_bytes(own)
    (folders.own / "assets/logo.svg").write_bytes(b"<svg/>")

    render(made(), folders, out)

    assert own == (out / "nous.md").read_bytes()
    assert b"<svg/>" == (out / "assets/logo.svg").read_bytes()


def test_a_practice_may_replace_a_guide_not_a_computed_page(folders, out):
    """Its guide wins over the shipped one; its index would hide what the portal saw."""
    (folders.shipped / "pages/guides/secret.md").write_text("produit")
    (folders.own / "pages/guides").mkdir()
    (folders.own / "pages/guides/secret.md").write_text("cabinet")
    render(made(), folders, out)
    assert "cabinet" == (out / "guides/secret.md").read_text()

    (folders.own / "pages/index.md").write_text("tout va bien")
    with pytest.raises(BuildError, match=r"index\.md is a page that Renom computes"):
        render(made(), folders, out)


def test_a_copy_of_the_product_is_not_taken_for_own_pages(folders, out):
    """A practice may live in a copy of the product: its `site_src` is then the shipped one, templates included."""
    (folders.shipped / "pages/guides/secret.md").write_text('{{ statement("secret") }}')

    render(made(), dataclasses.replace(folders, own=folders.shipped), out)

    assert "Le secret couvre tout" in (out / "guides/secret.md").read_text("utf-8")


def test_hidden_files_and_links_are_left_out(folders, out, tmp_path):
    """A link could bring anything of the machine into the portal."""
    (tmp_path / "secret").write_text("secret")
    (folders.own / "pages/lien.md").symlink_to(tmp_path / "secret")
    (folders.own / "pages/.git").mkdir()
    (folders.own / "pages/.git/config").write_text("secret")

    render(made(), folders, out)

    assert not [path for path, content in tree(out).items() if b"secret" == content]


def test_a_blank_letter_shows_what_to_fill_in(folders, out):
    """Each field becomes its French label between brackets."""
    render(made(letters=(letter(),)), folders, out)

    assert '>Bonjour à <span class="field">&#91;Nom de l&#8217;éditeur&#93;</span>&#46;<' in (
        out / "lettres/opposition.md"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "{{ inconnu }}",
        "{% if %}",
        "{{ editeur.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ editeur() }}",
        "{% for n in range(10 ** 9) %}{% endfor %}",
    ],
)
def test_a_letter_that_does_not_fit_its_fields_stops_the_build(folders, out, text):
    """A field without label, a broken or a malicious text: the letter is named, nothing is written."""
    with pytest.raises(BuildError, match="letter 'opposition'"):
        render(made(letters=(letter(text=text),)), folders, out)

    assert not out.exists()


def test_files_to_download_stand_beside_the_pages(folders, out):
    """As they are, and they go when they are no longer made; a page of ours is never replaced by one."""
    render(made(), folders, out, {"lettres/opposition.pdf": b"%PDF"})
    assert b"%PDF" == (out / "lettres/opposition.pdf").read_bytes()

    render(made(), folders, out)
    assert not (out / "lettres/opposition.pdf").exists()


@pytest.mark.parametrize("detail", [Foreign("mot"), Address("https://a.example/"), None, 4.5, TODAY])
def test_only_words_of_ours_print_without_a_filter(folders, out, detail):
    """Words from outside, a date, a number with a point or nothing at all stop the build where a filter is missing."""
    line = PassLine(dt.datetime(2026, 11, 9, tzinfo=dt.UTC), 1, 1, ())
    view = WatchHealthPage((line,), older=0, unreadable=(), version=detail, sight=Sight(1, 1, (), TODAY, 0))

    with pytest.raises(TypeError, match="without a filter"):
        render([Page("veille.md", "watch_health.md.j2", view)], folders, out)


def test_a_file_stands_beside_the_pages(folders, out):
    """A file that is no page is written as it is, and removed when it is no longer made."""
    render([], folders, out, {"echeances.ics": b"BEGIN:VCALENDAR\r\n"})
    assert b"BEGIN:VCALENDAR\r\n" == (out / "echeances.ics").read_bytes()
    render([], folders, out)
    assert not (out / "echeances.ics").exists()
