"""Reads an HTML page of any origin into a small tree, in time and memory that grow with its length only.

The HTML5 algorithm does not: a page of 200 kB made of unclosed `<b>` and `<p>` becomes 100 million nodes, and 80,000
attributes in one tag take half a minute. So what reaches the tree builder is written anew from the page's own tags:
only the attributes that are read here, no formatting element, no script, and a bounded number of tags.
"""

import html
import re
from collections.abc import Collection
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from collector.core.text import clean_line, from_html

LINK = "x-link"  # the name under which `<a>` stands in the tree
_MOST_TAGS = 30_000  # opening and closing; the longest directory pages have a third of that
_MOST_BLOCKS = 1_000
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|iframe|noembed|noframes)(?=[\s/>])(?P<raw_attributes>(?:[^>\"']++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+)>"
    r"(?P<body>.*?)(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-z][^\s/>\"'<]*+)"
    r"(?P<attributes>(?:[^>\"']++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+)(?:>|\Z)"
    r"|<[!?][^>]*(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]{1,100})(?:\s*=\s*(?:\"([^\"]*)\"?|'([^']*)'?|([^\s\"'>]+)))?")
_KEPT_ATTRIBUTES = frozenset(
    ("itemscope", "itemprop", "itemtype", "itemid", "content", "datetime", "href", "src", "name", "value", "hidden")
)
_JSON_LD = re.compile(r"application/ld\+json", re.IGNORECASE)
# Elements that the algorithm opens again and again, and those that would swallow what follows them.
_FORMATTING = frozenset(("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"))
_DROPPED = frozenset(("plaintext", "xmp", "frameset", "frame", "base"))
_UNSEEN = "template, noscript, svg, math, select, button, [hidden]"
_AROUND = "nav, footer, aside"


@dataclass(frozen=True)
class Markup:
    """What is read of a page: its tree without scripts, its JSON-LD blocks as text, whether it was too long."""

    tree: LexborHTMLParser
    blocks: tuple[str, ...]
    cut: bool

    @property
    def title(self) -> str:
        """Return the title of the page, cleaned."""
        node = self.tree.css_first("head > title") or self.tree.css_first("h1")
        return clean_line(node.text()) if node else ""

    def meta(self, name: str) -> str:
        """Return the contents of the `<meta>` elements of that name (in lower case), joined by commas."""
        return ",".join(
            node.attributes.get("content") or ""
            for node in self.tree.css("meta[name][content]")
            if (node.attributes.get("name") or "").strip().lower() == name
        )


def read_markup(source: str, also: Collection[str] = ()) -> Markup:
    """Return the tree and the JSON-LD blocks of the page `source`; `also` names more attributes to keep."""
    kept = _KEPT_ATTRIBUTES.union(also)
    pieces: list[str] = []
    blocks: list[str] = []
    position = tags = 0
    for token in _TOKEN.finditer(source):
        if tags == _MOST_TAGS or len(blocks) == _MOST_BLOCKS:
            break
        pieces.append(source[position : token.start()])
        position = token.end()
        if token["name"]:
            tags += 1
            pieces.append(_tag(token, kept))
        elif token["raw"] and _JSON_LD.search(token["raw_attributes"]):
            blocks.append(token["body"])
    else:
        return Markup(LexborHTMLParser("".join([*pieces, source[position:]])), tuple(blocks), cut=False)
    return Markup(LexborHTMLParser("".join(pieces)), tuple(blocks), cut=True)


def visible_text(markup: Markup) -> str:
    """Return the text a reader sees, cleaned: the main part where the page says which it is, else all but menus.

    Takes the unseen parts out of the tree: structured data must be read before.
    """
    for node in markup.tree.css(_UNSEEN):
        node.decompose()
    mains = markup.tree.css("main")
    if len(mains) == 1 and (text := text_of(mains[0])):
        return text
    for node in markup.tree.css(_AROUND):
        node.decompose()
    return text_of(markup.tree.body) if markup.tree.body else ""


def text_of(node: LexborNode) -> str:
    """Return the text of a node, with its line breaks, cleaned."""
    return from_html(node.html or "")


def name_in_tree(name: str) -> str:
    """Return the name under which the elements called `name` in a page stand in its tree."""
    if name in _FORMATTING:
        return "span"
    return LINK if name == "a" else name


def _tag(token: re.Match[str], attributes: Collection[str]) -> str:
    """Write a tag anew, with the attributes that are read and a name that the tree builder treats plainly."""
    name = token["name"].lower()
    if name in _DROPPED:
        return " "
    name = name_in_tree(name)
    if token["close"]:
        return f"</{name}>"
    kept: dict[str, str] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(token["attributes"]):
        if key.lower() in attributes:
            kept.setdefault(key.lower(), html.escape(html.unescape(double or single or bare)))
    return "".join((f"<{name}", *(f' {key}="{value}"' for key, value in kept.items()), ">"))
