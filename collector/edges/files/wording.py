"""Says what is wrong with a file that a person wrote in words of theirs: what stands there, and what to write instead.

Neither pydantic's nor libyaml's vocabulary comes out of here.
"""

import difflib
from collections.abc import Iterator
from typing import Any

import yaml
from pydantic_core import ErrorDetails

from collector.core.model import Model

_SHOWN = 40  # characters of a faulty value that a message repeats
_EMPTY = "is empty: write a value after the colon, or remove this line"

# What the forms of `core/model` mean, for whoever has to type one.
_FORMS = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "small letters, digits and hyphens, for example gazette-locale",
    r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$": "small letters and underscores, for example avis_negatif",
    r"^[a-z][a-z0-9_]*$": "small letters, digits and underscores, for example adresse_du_destinataire",
    r"^[A-Za-z][A-Za-z0-9-]*$": "letters, digits and hyphens, for example marie-martin",
    r"^[A-Z][A-Z0-9_]*$": "the name of a secret in capitals, for example ALERTE_WEB",
    r"^https?://\S+$": "an address that starts with http:// or https://",
    r"^(https?://\S+)?$": "an address that starts with http:// or https://",
    r"^(https://\S+)?$": "an address that starts with https://",
    r"^f-[0-9a-f]{16}$": "f- and the sixteen characters that the portal shows",
    r"^(\d{5})?$": 'five digits between quotes, for example "01000"',
    r"^(\d{11})?$": "the eleven digits of an RPPS number between quotes",
}
_DAY = "must be a day, written 2026-06-09"
_NUMBER = "must be a number"
_TRUE_OR_FALSE = "must be true or false"
_LINES = "must be `key: value` lines, or {key: value}"
_SHAPES = {
    "string_type": "must be one text",
    "model_type": _LINES,
    "model_attributes_type": _LINES,
    "dict_type": _LINES,
    "mapping_type": _LINES,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": "must be a day without an hour, written 2026-06-09",
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": _TRUE_OR_FALSE,
    "bool_parsing": _TRUE_OR_FALSE,
}
# The bounds of a number, and of the length of a text or a list, by pydantic's name of the fault and of the bound.
_BOUNDS = {
    "greater_than_equal": ("ge", "must be at least {}"),
    "greater_than": ("gt", "must be more than {}"),
    "less_than_equal": ("le", "must be at most {}"),
    "less_than": ("lt", "must be less than {}"),
    "string_too_short": ("min_length", "must have {} characters at least"),
    "string_too_long": ("max_length", "must have {} characters at most"),
    "too_short": ("min_length", "must have {} entries at least"),
    "too_long": ("max_length", "must have {} entries at most"),
}
# What libyaml meets, and what people did; the first that it says counts.
_SYNTAX = {
    "found unexpected end of stream": "a quote opens here and is never closed",
    "while scanning a quoted scalar": "a quote opens here and is never closed",
    "found character that cannot start any token": (
        "a tab, or a value that begins with @, ` or %: begin lines with spaces, and put such a value between quotes"
    ),
    "mapping values are not allowed": (
        "a colon too many, or a line that does not start under the one above: put a value that holds a colon between "
        "quotes, and line up the keys"
    ),
    "did not find expected ',' or": "a bracket or brace opens above and is not closed, or a comma is missing",
    "did not find expected node content": "a bracket or brace opens above and is not closed, or holds a comma too many",
    "did not find expected": "this line does not start under the one that it belongs with: line up the keys",
    "could not find expected ':'": "a colon and a space are missing between a key and its value",
    "could not determine a constructor": "a value that begins with an exclamation mark: put it between quotes",
    "found undefined alias": "a value that begins with an asterisk: put it between quotes",
    "while scanning an a": "a value that begins with * or &: put it between quotes",
}


def plain_syntax(error: yaml.MarkedYAMLError) -> tuple[int | None, str]:
    """Return the line of a fault of syntax, and what was done there."""
    told = f"{error.context or ''} | {error.problem or ''}"
    opened = "quoted scalar" in told and error.context_mark is not None
    mark = error.context_mark if opened else error.problem_mark
    meant = next((words for sign, words in _SYNTAX.items() if sign in told), "check the indentation and the quotes")
    return (mark.line + 1 if mark else None), f"not valid YAML around this line: {meant}"


def plain(error: ErrorDetails, written: str, model: type[Model]) -> str:
    """Return what is wrong with a value, that the file writes `written`, and what to do."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "missing":
        return f"is required: add a line `{error['loc'][-1]}: …`"
    if kind == "extra_forbidden":
        return f"is not a known key{_nearest(str(error['loc'][-1]), model)}"
    return _of_value(error, written)


def _of_value(error: ErrorDetails, written: str) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if error["input"] is None or (kind == "string_too_short" and not str(error["input"]).strip()):
        return _EMPTY
    if kind == "string_type" and written:  # YAML takes it for something else: a number loses its first zeros
        return f'must be text: put it between quotes, "{written[:_SHOWN]}"'
    if kind == "tuple_type":
        return f"must be a list: write {f'[{written}]' if 0 < len(written) <= _SHOWN else '[first, second]'}"
    return f"{_shape(kind, context)}, not {_found(error, written)}"


def _shape(kind: str, context: dict[str, Any]) -> str:
    if kind in {"enum", "literal_error"}:
        several = "one of " if kind == "enum" else ""
        return f"must be {several}{context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"must be {_FORMS.get(context['pattern'], 'of another form')}"
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return words.format(f"{context[name]:g}")
    return _SHAPES.get(kind, "cannot be used: must be of another form")


def _found(error: ErrorDetails, written: str) -> str:
    """Return what stands there, unless it is long: a whole person's details have no place in a log."""
    shown = f"'{written}'" if written else repr(error["input"])
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def _nearest(word: str, model: type[Model]) -> str:
    names = {key for one in _models(model) for key in _keys(one)}
    close = difflib.get_close_matches(word, sorted(names), n=1)
    return f": did you mean `{close[0]}`?" if close else ": remove it, or check its spelling"


def _keys(model: type[Model]) -> Iterator[str]:
    return (field.alias or name for name, field in model.model_fields.items())


def _models(model: type[Model]) -> Iterator[type[Model]]:
    """Yield `model` and the models of its fields, however nested."""
    pending, seen = [model], set[type[Model]]()
    while pending:
        one = pending.pop()
        if one in seen:
            continue
        seen.add(one)
        yield one
        for field in one.model_fields.values():
            pending.extend(_models_in(field.annotation))


def _models_in(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)
