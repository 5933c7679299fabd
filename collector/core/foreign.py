"""Words and addresses from outside, and the only ways to print them in a page.

Whatever was not written in this package (a mention, a name of practice.yml, a sentence of the catalogue) reaches the
pages wrapped in `Foreign` or `Address`. Neither prints by itself: a template that forgets the filter stops the build
instead of letting the words through. Printed, they hold letters, digits, plain spaces and numeric character
references, which no Markdown extension, template engine or browser takes for anything but text.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

# Latin letters up to U+024F, without the two signs that stand among them (× and ÷).
_INERT = "A-Za-z0-9 \u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_AWAKE = re.compile(f"[^{_INERT}]")
_NOT_IN_TITLE = re.compile(f"[^{_INERT}.,'’-]")
# HTML gives these no reference of their own (controls, surrogates, non-characters): shown as « unknown character ».
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# What an address keeps as it is; the rest is percent-encoded. "%" stays: most addresses come already encoded.
_SAFE_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=-._~"
_SHOWN_SCHEMES = frozenset(("http", "https"))


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words that were not written here; true when there are any. Printed by `foreign` only."""

    words: str

    def __str__(self) -> str:
        """Refuse: a template has forgotten the filter."""
        raise TypeError("words from outside are printed by the filter `foreign` only")

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that was not written here; true when there is one. Printed by `link` only."""

    url: str

    def __str__(self) -> str:
        """Refuse: a template has forgotten the filter."""
        raise TypeError("addresses from outside are printed by the filter `link` only")

    def __bool__(self) -> bool:
        return bool(self.url)


def foreign(value: Foreign) -> str:
    """Return the words as inert HTML text, on one line: a line break is the reference `&#10;`."""
    return _inert(_UNSPEAKABLE.sub("\ufffd", value.words))


def plain(value: Foreign) -> str:
    """Return the words for the title of a page: letters, digits and the punctuation of names, the rest left out.

    A title leaves HTML (tabs of the browser, lists of pages), where a character reference may be decoded: it has none.
    """
    return " ".join(_NOT_IN_TITLE.sub(" ", value.words).split())


def link(value: Address, label: Foreign | None = None) -> str:
    """Return a link that shows `label`, or the host it leads to. Only http and https are addresses.

    For any other, return the label alone, or « adresse illisible ». The address keeps its meaning: non-ASCII characters
    are encoded, user names and passwords are left out. The link tells the site nothing of where the reader comes from.
    """
    target = _web_address(value.url)
    if target is None:
        return foreign(label) if label else '<span class="address">adresse illisible</span>'
    host, url = target
    shown = foreign(label) if label else _inert(host)
    return f'<a class="address" href="{_inert(url)}" rel="noopener noreferrer nofollow">{shown}</a>'


def _inert(text: str) -> str:
    return _AWAKE.sub(lambda match: f"&#{ord(match[0])};", text)


def _web_address(url: str) -> tuple[str, str] | None:
    """Return (host, whole address in ASCII), or None when `url` is not a web address."""
    try:
        parts = urlsplit(_UNSPEAKABLE.sub("", url).strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:  # UnicodeError is one
        return None
    if parts.scheme not in _SHOWN_SCHEMES or not host:
        return None
    bracketed = f"[{host}]" if ":" in host else host
    rest = quote(parts.path or "/", safe=_SAFE_IN_ADDRESS)
    rest += f"?{quote(parts.query, safe=_SAFE_IN_ADDRESS)}" if parts.query else ""
    rest += f"#{quote(parts.fragment, safe=_SAFE_IN_ADDRESS)}" if parts.fragment else ""
    return host, f"{parts.scheme}://{bracketed}{port}{rest}"
