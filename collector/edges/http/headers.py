"""What we say of ourselves and what we keep of what a server says.

Values that go out are plain printable ASCII, so that no one who writes a configuration or answers with an ETag can
slip a header into a later request.
"""

import re
import unicodedata
from collections.abc import Mapping

from collector.core.reading import Request
from collector.edges.http.body import ACCEPTED_ENCODINGS

PRODUCT = "Renom"

_PLAIN = re.compile(r"[\x20-\x7e]{1,1024}")
_NOT_IN_COMMENT = re.compile(r"[^\x20-\x7e]|[()\\]")
_NOT_IN_VERSION = re.compile(r"[^0-9A-Za-z.+-]")
# An answer to a secret address often repeats it (Location, Link, Content-Location). These never do.
_KEPT_OF_SECRETS = frozenset(
    {"cache-control", "content-encoding", "content-language", "content-type", "date", "etag", "last-modified"}
)


def user_agent(version: str, contact: str, page: str = "") -> str:
    """Return the truthful User-Agent: `Renom/0.1.0 (+https://page; contact)`, without the parts that are empty.

    `contact` is an address or URL by which a site can reach the practice, `page` a URL that presents the program.
    Accents are dropped, as is all that could close the comment or the header.
    """
    notes = [_comment(f"+{page}" if page else ""), _comment(contact)]
    comment = "; ".join(note for note in notes if note)
    product = f"{PRODUCT}/{_NOT_IN_VERSION.sub('', version)}"
    return f"{product} ({comment})" if comment else product


def _comment(text: str) -> str:
    return _NOT_IN_COMMENT.sub("", unicodedata.normalize("NFKD", text)).strip()[:200]


def is_plain(value: str) -> bool:
    """Tell whether `value` can go into a header as it is."""
    return _PLAIN.fullmatch(value) is not None


def request_headers(request: Request, *, conditional: bool) -> dict[str, str]:
    """Return the headers of `request`; with its validators when `conditional`.

    A value that is not plain is left out: the answer is then whole instead of « not modified », or refused for want
    of a key, which is safe.
    """
    headers = {**request.headers, "Accept": request.accept}
    if request.body:
        headers["Content-Type"] = request.content_type
    if conditional:
        headers["If-None-Match"] = request.etag or ""
        headers["If-Modified-Since"] = request.modified or ""
    plain = {name: value for name, value in headers.items() if is_plain(value)}
    return {**plain, "Accept-Encoding": ACCEPTED_ENCODINGS}


def is_conditional(headers: Mapping[str, str]) -> bool:
    """Tell whether these request headers allow the answer « not modified »."""
    return "If-None-Match" in headers or "If-Modified-Since" in headers


def kept_headers(headers: Mapping[str, str], *, secret: bool) -> dict[str, str]:
    """Return the answer's headers to keep: all, or for a secret address those that cannot repeat it."""
    return {name: value for name, value in headers.items() if not secret or name in _KEPT_OF_SECRETS}
