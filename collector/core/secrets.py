"""Secrets by name: where a request wants one, and how an answer is kept from repeating it.

A kind writes `{secret:NAME}`; the HTTP edge alone fills values in. Nothing here reads the environment.
"""

import base64
import html
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote, quote_plus, urlsplit

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Capture, Request

_PLACEHOLDER = re.compile(r"\{secret:([A-Z][A-Z0-9_]*)\}")
_ESCAPE = re.compile(r"%[0-9A-F]{2}")
_URL_SAFE = str.maketrans("+/", "-_")
_SHORTEST = 8  # characters: a shorter part of an address is a word of many others
_VEIL = "adresse-secrete"
_CREDENTIALS = "authorization"  # the header in which kinds send what an exchange gave them

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


def credentials(headers: Mapping[str, str]) -> tuple[str, ...]:
    """Return what the headers of a request prove who asks with: as secret as a named secret, although it has no name.

    An access that lasts an hour is one, since the answer of its server may be kept for years.
    """
    given = (value for name, value in headers.items() if name.lower() == _CREDENTIALS)
    return tuple(word for value in given for word in value.split() if len(word) >= _SHORTEST)


def without_secrets(capture: Capture, values: Collection[str]) -> Capture:
    """Return `capture` with a body and headers that repeat no secret: feeds name themselves, token and all.

    Of a secret that is an address, its parts are veiled too. However a secret is written (in an address, HTML, JSON,
    base64, another charset), it is found.
    """
    said = {part for value in values for part in (value, *_parts(value)) if len(part) >= _SHORTEST}
    written = sorted({form for one in said for form in _written(one)}, key=len, reverse=True)
    headers = {name: _veiled(value, written) for name, value in capture.headers.items()}
    body = capture.body
    for charset in ("utf-8", "latin-1", *(("utf-16-le", "utf-16-be") if b"\0" in body else ())):
        veil = _VEIL.encode(charset)
        for form in written:
            body = body.replace(_encoded(form, charset), veil)
    return replace(capture, headers=headers, body=body)


def _veiled(text: str, written: Collection[str]) -> str:
    for form in written:
        text = text.replace(form, _VEIL)
    return text


def _encoded(form: str, charset: str) -> bytes:
    """Return `form` in a charset; in UTF-8 where that charset has not all its letters, and cannot hold it."""
    try:
        return form.encode(charset)
    except UnicodeEncodeError:
        return form.encode()


def _written(secret: str) -> Iterator[str]:
    """Yield the ways in which a server may write a secret."""
    yield secret
    yield from (html.escape(secret), html.escape(secret, quote=False), "".join(f"&#{ord(one)};" for one in secret))
    encoded = {quote_plus(secret), quote(secret, safe=""), quote(secret)}
    yield from encoded
    yield from (_ESCAPE.sub(lambda found: found[0].lower(), one) for one in encoded)
    for escaped in (_escaped_in_json(secret), json.dumps(secret, ensure_ascii=False)[1:-1]):
        yield escaped
        yield escaped.replace("/", "\\/")
    for before in range(3):  # a group of four signs may begin within it, at its second or at its third byte
        coded = base64.b64encode(b"\0" * before + secret.encode()).decode().rstrip("=")
        whole = coded[-(-before * 4 // 3) : len(coded) - 1]  # without the signs that a neighbour shares
        yield whole
        yield whole.translate(_URL_SAFE)


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
