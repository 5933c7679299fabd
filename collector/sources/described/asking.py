"""Writes the requests that a described source takes: places filled, page by page.

What a server says (a token, a cursor) goes back to it and never becomes a place itself: in a header or a body it loses
its braces, so that no answer can ask for a secret.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, quote_plus

from pydantic import JsonValue

from collector.core.model import JsonReading, Memory, Session
from collector.core.reading import Request, WatchPlan, place_of

_ACCEPT = "application/json"
_PLACE = re.compile(r"\{(today|query|url|since:\d{1,4}|session:[a-z]{1,20})\}")
_BRACES = re.compile(r"[{}]")


class Asking:
    """The requests of one watch. `opened` holds what its session gave."""

    def __init__(self, plan: WatchPlan, reading: JsonReading, opened: Mapping[str, str]) -> None:
        self._plan = plan
        self._reading = reading
        self._opened = opened

    def opening(self, session: Session) -> Request:
        """Return the request that opens a session."""
        return Request(
            url=self._filled(session.url, quote_plus),
            accept=_ACCEPT,
            headers=self._headers(session.headers),
            body=json.dumps(self._body(session.body), ensure_ascii=False),
            content_type=_ACCEPT,
        )

    def page(self, number: str, memory: Memory) -> Request:
        """Return the request for a page, the first one when `number` is empty: only that one is conditional."""
        reading, watch = self._reading, self._plan.watch
        url = self._filled(place_of(self._plan), lambda value: quote(value, safe=""))
        body = self._body(reading.body) if reading.body is not None else None
        if number and reading.paging and body is not None:
            body = {**body, reading.paging.parameter: _inert(number)}
        elif number and reading.paging:
            url += f"{'&' if '?' in url else '?'}{reading.paging.parameter}={quote_plus(number)}"
        known = memory if reading.paging is None else Memory()
        return Request(
            url=url,
            secret=watch.secret or "",
            file=watch.file or "",
            accept=_ACCEPT,
            etag=known.etag,
            modified=known.modified,
            headers=self._headers(reading.headers),
            body="" if body is None else json.dumps(body, ensure_ascii=False),
            content_type="" if body is None else _ACCEPT,
        )

    def _headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        return {name: self._filled(value, _inert) for name, value in headers.items()}

    def _body(self, body: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
        return {name: self._value(value) for name, value in body.items()}

    def _value(self, value: JsonValue) -> JsonValue:
        if isinstance(value, str):
            return self._filled(value, _inert)
        if isinstance(value, list):
            return [self._value(one) for one in value]
        return self._body(value) if isinstance(value, dict) else value

    def _filled(self, text: str, encoded: Callable[[str], str]) -> str:
        """Fill the places of `text` in one go: what is put in is not looked at again. A home stands as it is."""
        return _PLACE.sub(lambda place: self._term(place[1], encoded), text)

    def _term(self, name: str, encoded: Callable[[str], str]) -> str:
        plan = self._plan
        if name == "url":
            return (plan.watch.url or "").rstrip("/")
        if name == "query":
            return encoded(plan.watch.query or "")
        kind, _, detail = name.partition(":")
        if kind == "session":
            return encoded(self._opened.get(detail, ""))
        return str(plan.today - dt.timedelta(days=int(detail or 0)))


def _inert(value: str) -> str:
    return _BRACES.sub("", value)
