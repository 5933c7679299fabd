"""Secrets by name: where a request wants one, and how an answer is kept from repeating it.

A kind writes `{secret:NAME}`; the HTTP edge alone fills values in. Nothing here reads the environment.
"""

import html
import json
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from urllib.parse import quote, quote_plus, urlsplit

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Capture, Request

_PLACEHOLDER = re.compile(r"\{secret:([A-Z][A-Z0-9_]*)\}")
_SHORTEST = 8  # characters: a shorter part of an address is a word of many others
_VEIL = b"adresse-secrete"

Secret = Callable[[str], str | None]


def secret_names(request: Request) -> tuple[str, ...]:
    """Return the names of the secrets that `request` wants, its secret address included, each once."""
    texts = (request.url, request.body, *request.headers.values())
    named = [name for text in texts for name in _PLACEHOLDER.findall(text)]
    return tuple(dict.fromkeys(([request.secret] if request.secret else []) + named))


def filled(request: Request, secret: Secret) -> Request:
    """Return `request` with the values of its secrets, each written as its place demands.

    In an address it is percent-encoded; in a JSON body escaped; in a form encoded; in a header it stands as it is.
    Raise FetchError (MISSING_SECRET, with the name) when one is not set.
    """
    in_body = _escaped_in_json if request.content_type.startswith("application/json") else quote_plus
    return replace(
        request,
        url=_fill(request.url, secret, lambda value: quote(value, safe="")),
        headers={name: _fill(value, secret, str) for name, value in request.headers.items()},
        body=_fill(request.body, secret, in_body),
    )


def value_of(name: str, secret: Secret) -> str:
    """Return the value of a secret without surrounding spaces; raise FetchError (MISSING_SECRET) without one."""
    value = (secret(name) or "").strip()
    if not value:
        raise FetchError(FailureCode.MISSING_SECRET, name)
    return value


def without_secrets(capture: Capture, values: Collection[str]) -> Capture:
    """Return `capture` with a body that repeats no secret: feeds name themselves, token and all.

    Of a secret that is an address, its parts are veiled too.
    """
    said = {part for value in values for part in (value, *_parts(value)) if len(part) >= _SHORTEST}
    body = capture.body
    for one in sorted(said, key=len, reverse=True):
        for written in {one, html.escape(one), quote_plus(one), quote(one, safe=""), _escaped_in_json(one)}:
            body = body.replace(written.encode(), _VEIL)
    return replace(capture, body=body)


def _parts(value: str) -> set[str]:
    try:
        parts = urlsplit(value)
    except ValueError:
        return set()
    if parts.scheme not in {"http", "https"}:
        return set()
    said = {f"{parts.path}?{parts.query}", parts.query, *parts.query.split("&"), *parts.path.split("/")}
    return said | {one.partition("=")[2] for one in parts.query.split("&")}


def _fill(text: str, secret: Secret, written: Callable[[str], str]) -> str:
    return _PLACEHOLDER.sub(lambda found: written(value_of(found[1], secret)), text)


def _escaped_in_json(value: str) -> str:
    return json.dumps(value)[1:-1]
