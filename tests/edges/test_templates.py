"""The templates of the pages: hostile words stay words, links lead somewhere, French is spaced, tables are usable."""

import dataclasses
import importlib
import itertools
import pkgutil
import re
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, nodes

import collector.core.pages as package
from collector.core.foreign import Address, Foreign
from collector.core.pages.page import CALENDAR
from collector.core.text import clean
from collector.edges.render import TEMPLATES
from tests.support.full_ledger import full_ledger
from tests.support.html import elements
from tests.support.ledgers import TODAY, finding_id, ledger
from tests.support.pages import ROOT, as_html, shown

PRINTS = {"foreign", "link", "blank"}  # the filters that may print words from outside; `plain` is for titles only
HARMLESS = {"length"}  # filters that print something else about them


def foreign_names():
    """Return the names of every field of the pages' views that holds words or addresses from outside."""
    found = set()
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        for view in vars(importlib.import_module(module.name)).values():
            if dataclasses.is_dataclass(view) and isinstance(view, type):
                found |= {one.name for one in dataclasses.fields(view) if holds_foreign(one.type)}
    return found


def holds_foreign(annotation):
    inner = getattr(annotation, "__args__", ())
    return annotation in (Foreign, Address) or any(holds_foreign(one) for one in inner)


def unfiltered(source, names):
    """Return the places of a template where a foreign field, or an item of one, prints without its filter."""
    tree = Environment(autoescape=True).parse(source)
    faults = []
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.iter, nodes.Getattr) and loop.iter.attr in names and isinstance(loop.target, nodes.Name):
            inner = nodes.Template(loop.body)
            faults += [f for out in inner.find_all(nodes.Output) for f in _naked(out, {loop.target.name}, by_name=True)]
    for output in tree.find_all(nodes.Output):
        faults += _naked(output, names, by_name=False)
    return faults


def _naked(node, names, *, by_name):
    """Yield the uses of `names` under `node` that are neither filtered, nor tested, nor handed to a macro."""
    faults = []
    for child in node.iter_child_nodes():
        name = child.name if by_name and isinstance(child, nodes.Name) else getattr(child, "attr", None)
        if isinstance(child, nodes.Filter) and child.name in PRINTS | HARMLESS:
            continue
        if isinstance(child, nodes.Call):
            continue  # a macro, whose own prints are looked at where it is written
        if isinstance(child, nodes.CondExpr):
            faults += [f for part in (child.expr1, child.expr2) if part for f in _naked_part(part, names, by_name)]
        elif isinstance(child, nodes.Name | nodes.Getattr) and name in names:
            faults.append(f"line {child.lineno}: {name}")
        else:
            faults += _naked(child, names, by_name=by_name)
    return faults


def _naked_part(part, names, by_name):
    return _naked(nodes.Output([part]), names, by_name=by_name)


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.j2")), ids=lambda path: path.name)
def test_words_from_outside_pass_a_filter(template):
    """No template prints a field that holds words or addresses from outside but through its filter."""
    assert [] == unfiltered(template.read_text("utf-8"), foreign_names())


@pytest.mark.parametrize(
    "source",
    [
        "{{ row.title }}",
        "{{ row.title | capitalized }}",
        "{{ 'a' ~ row.title }}",
        "{{ row.title if row.title else row.excerpt | foreign }}",
        "{{ row.author or 'personne' }}",
        "{{ row.subject | plain }}",
        "{% for reason in view.reasons %}{{ reason }}{% endfor %}",
        "{% if row.erased %}{% else %}<p>{{ row.excerpt }}</p>{% endif %}",
        "{% macro m(row) %}{{ row.title | upper }}{% endmacro %}",
    ],
)
def test_the_check_sees_a_forgotten_filter(source):
    """The check above fails on each way in which a filter can be forgotten."""
    assert unfiltered(source, foreign_names())


@pytest.mark.parametrize(
    "source",
    [
        "{{ row.title | foreign }}",
        "{{ row.url | link(row.title) }}",
        "{{ row.title | foreign if row.title else 'rien' }}",
        "{{ view.sight.blind_names | length }}",
        "{% for reason in view.reasons %}{{ reason | foreign }}{% endfor %}",
    ],
)
def test_the_check_accepts_a_filter(source):
    """It does not cry wolf."""
    assert [] == unfiltered(source, foreign_names())


def test_the_fields_from_outside_are_known():
    """The check knows the fields that hold a mention's words, author, address and publisher."""
    assert {"title", "excerpt", "rest", "reply", "author", "url", "publisher", "reasons", "subject"} <= foreign_names()


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</p></details></td></table></div><h1>Titre</h1>",
    "# Titre\n\n## Autre\n\n- liste\n\n    code",
    "**gras** _it_ `code` ~~~ ``` [lien](http://x.example) ![i](x.png) <http://x.example>",
    "{{ 7 * 7 }} {% raw %} {# #}",
    "| a | b |\n|---|---|\n| c | d |",
    '!!! danger "x"\n\n    y\n\n??? note\n\n=== "t"',
    '--8<-- "secret"\n[TOC]\n[^1]: note\n*[HTML]: x\n: definition\n{: .classe #ancre }',
    "javascript:alert(1) &lt;b&gt; &#60;i&#62; &amp;",
    "---\ntitle: x\n---",
    "\x02wzxhzdk:0\x03 klzzwxh:0001 \x02amp\x03",
    "a\u202eb\u0301 \U0001f600 É œ Ā ×",
    "'; DROP TABLE; \\ \\n %s $x `",
]
hostile = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=60), st.text(alphabet="<>&#*_`[](){}|!-=~:\"'\\\n ax1", max_size=60)
)


def structure(markup):
    """Return the tags of a page in order, with the attributes that do not carry an address."""
    kept = ("class", "id", "scope", "data-label", "rel")
    return [(one.tag, *(one.attributes.get(name) for name in kept), sorted(one.attributes)) for one in elements(markup)]


@cache
def harmless_structure():
    """Return the tags of every page when the words from outside are one harmless word."""
    with tempfile.TemporaryDirectory() as folder:
        return {path: structure(page) for path, page in shown(full_ledger("mot"), TODAY, Path(folder)).items()}


@settings(max_examples=settings.default.max_examples // 4)  # each renders the whole portal
@given(hostile.map(lambda text: clean(f"x{text}")))
@example(clean("x" + "\n".join(HOSTILE)[:90]))
@pytest.mark.slow
def test_no_tag_link_image_or_heading_comes_out_of_words(words):
    """Every page has the very same tags whatever the words from outside are, through MkDocs' own Markdown.

    Its title stays one quoted line of YAML, without anything that HTML could decode or obey.
    """
    with tempfile.TemporaryDirectory() as folder:
        attacked = shown(full_ledger(words), TODAY, Path(folder))
        heads = [page.read_text("utf-8") for page in Path(folder, "docs").rglob("*.md")]

    assert harmless_structure() == {path: structure(markup) for path, markup in attacked.items()}
    assert all(re.match(r'---\ntitle: "[^"\\<>&{}\n]*"\n', head) for head in heads)
    texts = [one.text for one in elements(attacked[f"releves/{finding_id(1)}/index.md"]) if "foreign" in one.classes]
    assert [words] * 3 == texts[:3]  # title, text and reply, character for character


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """Return every page with every part that a page can have, as HTML, by path."""
    return shown(full_ledger("mot"), TODAY, tmp_path_factory.mktemp("pages"))


def test_every_part_of_every_template_is_shown(everything):
    """The pages checked below hold each of the parts that depend on data: the checks look at something."""
    text = " ".join(element.text for page in everything.values() for element in elements(page)[:400])

    for part in ("Texte effacé", "À confirmer", "Lire cette version", "Masqué avant", "puis revenu", "non recoupé"):
        assert part in text
    for part in (
        "Aveugle depuis",
        "possible, non surveillée",
        "non surveillable",
        "jamais vérifiée",
        "Signer le tout",
        "en retard",
        "demandez à l’assureur",
        "Notez qui en détient",
        "n’ont pas été faites",
        "pas de passage",
        "aucun passage",
        "plus anciens",
        "à relire",
        "illisible",
        "le même texte",
        "Réduit à un extrait le",
        "Effacé le",
        "parce qu’une affaire est ouverte",
        "Passage du",
    ):
        assert part in text


def test_law_that_was_read_too_long_ago_says_so_wherever_it_stands(tmp_path):
    """Three years later, on the page of a finding, a route, a letter, a guide, of model replies and of routes."""
    later = shown(full_ledger("mot"), TODAY.replace(year=TODAY.year + 3), tmp_path)

    for path in (
        "demarches/index.md",
        "demarches/avant/index.md",
        "lettres/opposition.md",
        "repondre/index.md",
        "repondre/attente/index.md",
        "reponses/index.md",
        next(path for path in later if path.startswith("releves/f-")),
    ):
        told = " ".join(one.text for one in elements(later[path])).replace("\u00a0", " ")
        assert "à relire : vérifié le" in told or "À relire : textes lus le" in told, path


def test_law_to_be_checked_says_so_wherever_it_stands(everything):
    """« à faire vérifier » on a route, a letter, a guide and the model replies."""
    for path in ("demarches/avant/index.md", "lettres/opposition.md", "repondre/attente/index.md", "reponses/index.md"):
        assert "à faire vérifier" in " ".join(one.text for one in elements(everything[path])), path


def test_internal_links_lead_to_a_page_and_an_anchor(everything):
    """Every link between computed pages finds its page, and its row when it names one."""
    anchors = {address(path): {one.attributes.get("id") for one in elements(page)} for path, page in everything.items()}
    shipped = {address(path.relative_to(ROOT / "site_src/pages").as_posix()) for path in guides()} | {f"/{CALENDAR}"}
    for path, page in everything.items():
        for one in elements(page):
            target = urlsplit(resolved(path, one.attributes.get("href", "")))
            if one.tag != "a" or target.netloc != "portail.example":
                continue
            assert target.path in anchors.keys() | shipped, f"{path}: {target.path}"
            assert not target.fragment or target.fragment in anchors[target.path], f"{path}: {target.fragment}"


def test_links_in_raw_html_stand_in_indexes_only(everything):
    """Elsewhere MkDocs and Zensical take a relative address of raw HTML for two different ones.

    Markdown links name files, and both builders move them.
    """
    for path, page in everything.items():
        if not path.endswith("index.md"):
            links = [one.attributes["href"] for one in elements(page) if "href" in one.attributes]
            relative = [href for href in links if not urlsplit(href).scheme and not href.startswith("#")]
            assert all(href.endswith(".md") for href in relative), path


def guides():
    return (ROOT / "site_src" / "pages").rglob("*.md")


def address(path):
    """Return where a Markdown file is published."""
    return "/" + path.removesuffix("index.md").replace(".md", "/")


def resolved(path, href):
    """Return the absolute address of a link: of a file when Markdown names one, of a folder otherwise."""
    if ".md" in href:
        target, _, anchor = href.partition("#")
        there = urlsplit(urljoin(f"https://portail.example/{path}", target))
        return f"https://portail.example{address(there.path[1:])}#{anchor}"
    return urljoin(f"https://portail.example{address(path)}", href)


@pytest.mark.parametrize("words", ["mot"])
@pytest.mark.parametrize("kept", [ledger(runs=()), ledger(), full_ledger("mot")], ids=["empty", "quiet", "full"])
def test_french_is_spaced(kept, words, tmp_path):
    """Nothing parts a word from its double punctuation, nor a quotation from its marks."""
    for path, page in shown(kept, TODAY, tmp_path).items():
        text = " ".join(one.text for one in elements(page) if one.tag not in {"pre", "code", "details"})
        assert [] == re.findall(r".{12} [:;?!»%](?!\w).{0,9}|.{9}« ", text), path


def test_tables_say_what_they_are(everything):
    """Each table has a caption, heads with a scope, and cells that a telephone can label."""
    tables = [one for page in everything.values() for one in elements(page) if one.tag == "table"]

    assert tables
    for table in tables:
        assert "caption" == table.holds[0].tag
        assert all(one.attributes.get("scope") in {"col", "row"} for one in table.holds if one.tag == "th")
        if "cards" in table.classes:
            cells = [one for one in table.holds if one.tag == "td"]
            assert all("data-label" in one.attributes or "colspan" in one.attributes for one in cells)


def test_each_page_that_shows_findings_says_what_was_seen(everything):
    """Findings never stand without the line that says which sources were blind, and when the last pass was."""
    showing = [page for path, page in everything.items() if path.startswith(("releves/", "bilans/2"))]

    assert showing
    assert all("sight" in {name for one in elements(page) for name in one.classes} for page in showing)
    assert "2 sources vues sur" in everything["index.md"].replace("\u00a0", " ")


def test_each_page_has_one_main_heading(everything):
    """One first-level heading a page, and no level skipped."""
    for path, page in everything.items():
        levels = [int(one.tag[1]) for one in elements(page) if re.fullmatch("h[1-6]", one.tag)]
        assert 1 == levels.count(1) == levels[0], path
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), path


@pytest.mark.parametrize("phrase", ["Rien n’attend de décision.", "un mois calme"])
def test_a_quiet_month_looks_like_one(phrase, tmp_path):
    """Nothing found, everything read: the home page says so and shows no warning."""
    home = shown(ledger(), TODAY, tmp_path)["index.md"]

    assert phrase in home.replace("\u00a0", " ")
    assert not {"callout", "caution"} & {name for one in elements(home) for name in one.classes}


def test_markdown_is_rendered_with_the_portals_extensions():
    """The pages above go through the extensions of mkdocs.yml: an admonition becomes one."""
    assert "admonition" in as_html('---\ntitle: "x"\n---\n\n!!! note "Titre"\n\n    Texte\n')
