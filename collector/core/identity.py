"""Identifiers that stay the same from pass to pass: canonical addresses, slugs, finding ids, keyed hashes."""

import datetime as dt
import hashlib
import hmac
import itertools
import re
from collections.abc import Collection, Iterable
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from collector.core.model import Model
from collector.core.text import clean_line, fold

URL_LENGTH = 2048
_TRACKING = re.compile(
    r"^(utm_.*|at_(medium|campaign|custom\d*)|mc_(cid|eid)|fbclid|gclid|dclid|msclkid|yclid|igshid|xtor|_ga)$"
)
_SAFE_IN_PATH = "/%:@!$&'()*+,;=~"  # "%": most paths come already encoded
_DERIVED = "derived:"
_OPAQUE_ID = re.compile(r"[\w.:/@#?&=%~+-]{1,256}", re.ASCII)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str | None) -> str | None:
    """Return the one form of an http(s) address used to tell that two are the same, or None if it is not one.

    Scheme and host in lower case, path encoded, no default port, credentials, fragment or tracking parameter; other
    parameters keep their order, since they may name the page. None also when that form is longer than URL_LENGTH.
    """
    parts = _web_address(url)
    if parts is None or parts.hostname is None:
        return None
    port = parts.port
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    netloc = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k.lower())]
    path = quote(parts.path or "/", safe=_SAFE_IN_PATH)
    canonical = SplitResult(parts.scheme, netloc, path, urlencode(kept), "").geturl()
    return canonical if len(canonical) <= URL_LENGTH else None


def _web_address(url: str | None) -> SplitResult | None:
    """Return the parts of an http(s) address with a host and a port that can be, or None."""
    if not url or len(url) > URL_LENGTH:
        return None
    try:
        parts = urlsplit(clean_line(url))
        possible = parts.scheme in _DEFAULT_PORTS and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if possible else None


def host_of(address: str | None) -> str:
    """Return the host of a web address as people say it, without « www. »; empty for none."""
    parts = _web_address(address)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


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
    digest = hashlib.sha256(f"{source}\x1f{native_id}\x1f{practitioner}".encode("utf-8", "replace")).hexdigest()
    return f"f-{digest[:16]}"


def kept_native_id(native_id: str) -> str:
    """Return a source's own id as it may stand in data/: an opaque one as it is, one made of words as a hash.

    Some feeds give a sentence as id; data/ never forgets, and holds no third party's words.
    """
    if _OPAQUE_ID.fullmatch(native_id):
        return native_id
    return f"h-{hashlib.sha256(native_id.encode('utf-8', 'replace')).hexdigest()[:24]}"


def derived_id(*parts: str) -> str:
    """Return an id made of what a mention says, for a source that gives none; to be sealed before it is kept."""
    return f"{_DERIVED}{hashlib.sha256(_joined(parts)).hexdigest()}"


def sealed_id(key: bytes, native_id: str) -> str:
    """Return `native_id` as it may be kept: a derived one keyed, or whoever guesses a name could test the guess."""
    return f"d-{_keyed(key, 'native', native_id)[:24]}" if native_id.startswith(_DERIVED) else native_id


def author_key(key: bytes, author: str) -> str | None:
    """Return the pseudonym of an author: the same for the same folded name under one key; None if there is none."""
    name = " ".join(fold(author).split())
    return f"a-{_keyed(key, 'author', name)[:12]}" if name else None


def content_key(key: bytes, *parts: str) -> str:
    """Return a keyed hash of a mention's full words: tells an edit without keeping what was said."""
    return f"c-{_keyed(key, 'content', *parts)[:32]}"


def set_aside_key(key: bytes, source: str, native_id: str, *words: str) -> str:
    """Return the keyed hash by which a mention judged not ours is remembered; edited words make another."""
    return f"s-{_keyed(key, 'set-aside', source, native_id, *words)[:32]}"


def reading_key(*parts: Model | str) -> str:
    """Return a fingerprint of how a watch is read: it changes when one of `parts` (watch, people, rules) does."""
    content = "\x1f".join(one if isinstance(one, str) else one.model_dump_json() for one in parts)
    return f"r-{hashlib.sha256(content.encode()).hexdigest()[:16]}"


def run_id(now: dt.datetime, taken: Collection[str]) -> str:
    """Return the id of a pass made at `now` (UTC): `20260608t0317z`, numbered when that minute is taken."""
    base = f"{now:%Y%m%dt%H%Mz}"
    if base not in taken:
        return base
    return next(f"{base}-{number}" for number in itertools.count(2) if f"{base}-{number}" not in taken)


def key_print(key: bytes) -> str:
    """Return a short fingerprint of the practice's key: tells that it changed, and nothing of it."""
    return f"k-{_keyed(key, 'print')[:8]}"


def initials(author: str) -> str:
    """Return the initials of an author as screens show them: « S. M. »; empty for nobody."""
    words = [word for word in re.split(r"[\s.\-_'\u2019]+", author) if word and word[0].isalpha()]
    return " ".join(f"{word[0].upper()}." for word in words[:3])


def _keyed(key: bytes, *parts: str) -> str:
    return hmac.new(key, _joined(parts), hashlib.sha256).hexdigest()


def _joined(parts: Iterable[str]) -> bytes:
    return "\x1f".join(parts).encode("utf-8", "replace")
