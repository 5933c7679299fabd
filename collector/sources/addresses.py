"""Web addresses as mentions keep them: usable, without a tracking wrapper or parameter. Follows nothing."""

import re
from urllib.parse import parse_qs, quote, urljoin, urlsplit

from collector.core.identity import URL_LENGTH, canonical_url

_DEPTH = 3  # a wrapper may wrap another one; more than three is a game
_GOOGLE = re.compile(r"(^|\.)google\.[a-z]{2,3}(\.[a-z]{2})?$")
_BING = re.compile(r"(^|\.)bing\.com$")
_FRAGMENT_SAFE = "%/?:@!$&'()*+,;=-._~#"


def web_address(link: str, base: str = "") -> str | None:
    """Return `link` unwrapped and without tracking parameters, or None if it is not an http(s) address.

    A relative link is completed with `base`. Its fragment stays, since it may be what points to one review.
    """
    try:
        complete = unwrap(urljoin(base, link.strip()))
        fragment = urlsplit(complete).fragment
    except ValueError:
        return None
    address = canonical_url(complete)
    if address is None or not fragment or fragment.startswith(":~:"):
        return address
    pointed = f"{address}#{quote(fragment, safe=_FRAGMENT_SAFE)}"
    return pointed if len(pointed) <= URL_LENGTH else address


def unwrap(link: str) -> str:
    """Return the address inside a redirect of Google (`/url`) or Bing (`apiclick.aspx`); any other link unharmed."""
    for _ in range(_DEPTH):
        inner = _wrapped(link)
        if inner is None:
            return link
        link = inner
    return link


def is_wrapper(link: str) -> bool:
    """Tell whether `link` is a redirect that `unwrap` knows, with or without an address inside."""
    return bool(_wrapped_names(link))


def _wrapped(link: str) -> str | None:
    names = _wrapped_names(link)
    query = parse_qs(urlsplit(link).query) if names else {}
    targets = (query[name][0] for name in names if name in query)
    return next((one for one in targets if one.startswith(("http://", "https://"))), None)


def _wrapped_names(link: str) -> tuple[str, ...]:
    """Return the parameters that may hold the address inside a redirect; none if it is no redirect."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ()
    host, path = parts.hostname or "", parts.path
    if _GOOGLE.search(host) and path == "/url":
        return ("url", "q")
    return ("url",) if _BING.search(host) and path.endswith("/apiclick.aspx") else ()
