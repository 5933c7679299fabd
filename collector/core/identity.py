"""Identifiers that stay the same from pass to pass: canonical addresses, slugs, finding ids, keyed hashes."""

import hashlib
import hmac
import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from collector.core.text import clean_line, fold

URL_LENGTH = 2048
_TRACKING = re.compile(
    r"^(utm_.*|at_(medium|campaign|custom\d*)|mc_(cid|eid)|fbclid|gclid|dclid|msclkid|yclid|igshid|xtor|_ga)$"
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str | None) -> str | None:
    """Return the one form of an http(s) address used to tell that two are the same, or None if it is not one.

    Scheme and host in lower case, no default port, credentials, fragment or tracking parameter; other parameters
    keep their order, since they may name the page.
    """
    parts = _web_address(url)
    if parts is None or parts.hostname is None:
        return None
    port = _port(parts)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    netloc = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k.lower())]
    return SplitResult(parts.scheme, netloc, parts.path or "/", urlencode(kept), "").geturl()


def _web_address(url: str | None) -> SplitResult | None:
    if not url or len(url) > URL_LENGTH:
        return None
    try:
        parts = urlsplit(clean_line(url))
    except ValueError:
        return None
    return parts if parts.scheme in _DEFAULT_PORTS and parts.hostname else None


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None


def slug(text: str) -> str:
    """Return a slug of `text`: folded, words joined by hyphens, starting with a letter, at most 64 characters."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    joined = "-".join(words)[:64].strip("-")
    if not joined:
        return "sans-nom"
    return joined if joined[0].isalpha() else f"n-{joined}"[:64].strip("-")


def finding_id(source: str, native_id: str, practitioner: str) -> str:
    """Return the id of the finding that one mention of `source` makes for one practitioner.

    Starts with a letter, so that YAML never takes it for a number.
    """
    digest = hashlib.sha256(f"{source}\x1f{native_id}\x1f{practitioner}".encode()).hexdigest()
    return f"f-{digest[:16]}"


def author_key(key: bytes, author: str) -> str | None:
    """Return the pseudonym of an author: the same for the same folded name under one key; None if there is none."""
    name = " ".join(fold(author).split())
    return f"a-{_keyed(key, 'author', name)[:12]}" if name else None


def content_key(key: bytes, *parts: str) -> str:
    """Return a keyed hash of a mention's full words: tells an edit without keeping what was said."""
    return f"c-{_keyed(key, 'content', *parts)[:32]}"


def set_aside_key(key: bytes, source: str, native_id: str) -> str:
    """Return the keyed hash by which a mention judged not ours is remembered."""
    return f"s-{_keyed(key, 'set-aside', source, native_id)[:32]}"


def initials(author: str) -> str:
    """Return the initials of an author as screens show them: « S. M. »; empty for nobody."""
    words = [word for word in re.split(r"[\s.\-_'\u2019]+", author) if word and word[0].isalpha()]
    return " ".join(f"{word[0].upper()}." for word in words[:3])


def _keyed(key: bytes, *parts: str) -> str:
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()
