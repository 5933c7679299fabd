"""How far the HTTP edge goes: every bound in one place, so that a test or a practice can lower them.

These bounds decide nothing alone; the modules that apply them say what happens beyond.
"""

from dataclasses import dataclass

KIBIBYTE = 1024
MEBIBYTE = 1024 * KIBIBYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a fetch. Times are in seconds, sizes in bytes.

    One fetch asks at most `1 + redirects + retries` times, and as often again for the robots.txt of each host of a
    page; each time takes at most `timeout`. So a fetch always ends.
    """

    timeout: float = 20.0  # for one whole answer: name, connection, headers and body
    body_cap: int = 5 * MEBIBYTE  # counted after decompression
    robots_cap: int = 512 * KIBIBYTE  # RFC 9309 asks for at least 500 KiB
    header_size: int = 32 * KIBIBYTE  # one header line; some sites send 10 KiB of Content-Security-Policy
    header_count: int = 200
    redirects: int = 5
    retries: int = 2
    backoff: float = 1.0  # before the first retry; doubles each time
    retry_after_ceiling: float = 120.0  # all that one host may make us wait, its requests taken together
    crawl_delay_ceiling: float = 30.0  # a longer Crawl-delay counts as this
    pace: float = 1.0  # between the starts of two requests to one host
    hosts_at_once: int = 20


def shown_size(size: int) -> str:
    """Return `size` (bytes) as a short fact: `5 MiB`, `512 KiB`, `100 B`."""
    for unit, name in ((MEBIBYTE, "MiB"), (KIBIBYTE, "KiB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} B"
