"""Tells a page put in the way (consent, captcha, login, refusal) from the page that was asked for.

Sites answer « no » with status 200. What is taken for a wall is Failed, never « nothing found »: so a sign that an
ordinary page may also carry (a login form, a captcha under a contact form) counts only where there is little else.
"""

import html
import re

from collector.core.text import clean_line, fold

_SNIFFED = 200_000  # characters in which the signs stand
_SHORT = 800  # characters of visible text under which a login form or a captcha is all there is
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
# Titles of known walls, folded: whole, and how others start.
_TITLES = frozenset(
    (
        "just a moment",
        "un instant",
        "access denied",
        "acces refuse",
        "blocked",
        "403 forbidden",
        "are you a robot?",
        "are you human?",
        "robot check",
        "human verification",
        "verification de securite",
    )
)
_TITLE_STARTS = (
    "avant d'acceder a google",
    "before you continue to ",
    "attention required! | cloudflare",
    "pardon our interruption",
    "access denied | ",
)
# Marks of the machines that make walls; no ordinary page holds them.
_MARKS = (
    'action="https://consent.google.',
    'action="https://consent.youtube.',
    "geo.captcha-delivery.com",
    "_incapsula_resource",
    'id="px-captcha',
    'id="challenge-form',
    "window._cf_chl_opt",
    "awswafcookiedomainlist",
    "whoa there, pardner",
    "unusual traffic from your computer network",
    "trafic exceptionnel sur votre reseau",
)
# Marks that ordinary pages may hold too.
_WEAK_MARKS = (
    "g-recaptcha",
    "h-captcha",
    "cf-turnstile",
    'type="password"',
    "type='password'",
    "you are human",
    "vous etes humain",
    "vous n'etes pas un robot",
    "enable javascript and cookies",
    "access denied",
    "acces refuse",
)


def is_wall(source: str) -> bool:
    """Tell whether the HTML document `source` is certainly a wall."""
    start = fold(source[:_SNIFFED])
    title = _TITLE.search(start)
    if title:
        words = clean_line(html.unescape(title[1]))
        if words.rstrip(".… ") in _TITLES or words.startswith(_TITLE_STARTS):
            return True
    return any(mark in start for mark in _MARKS)


def may_be_wall(source: str, visible_length: int) -> bool:
    """Tell whether `source`, which shows `visible_length` characters and nothing expected, is likely a wall."""
    if visible_length > _SHORT:
        return False
    start = fold(source[:_SNIFFED])
    return any(mark in start for mark in _WEAK_MARKS)
