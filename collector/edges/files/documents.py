"""One YAML document and its faults: every problem at once, each with its line and key, in plain words.

The C loader and dumper only (a pure-Python one is eight times slower), one YAML library both ways: YAML 1.1, with
the booleans of 1.2.
"""

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from collector.core.errors import ConfigurationError, Problem
from collector.core.model import Model
from collector.edges.files.wording import plain, plain_syntax

M = TypeVar("M", bound=Model)
Key = str | int


@dataclass(frozen=True)
class Document:
    """A parsed YAML file: its content, and the places of its keys."""

    file: str
    content: object
    root: yaml.Node

    def problem(self, path: Sequence[Key], message: str) -> Problem:
        """Return the problem `message` at the key that `path` leads to (or the nearest one that exists)."""
        return Problem(self.file, _line(self.root, path), _dotted(path), message)


def parse(text: str, file: str) -> Document:
    """Parse one YAML document; raise ConfigurationError for bad syntax, an empty file, a key given twice, an alias."""
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            raise ConfigurationError((Problem(file, None, "", "the file is empty"),))
        refused = tuple(_refused(root, file, (), set()))
        if refused:
            raise ConfigurationError(refused)
        return Document(file, loader.construct_document(root), root)
    except yaml.MarkedYAMLError as error:
        line, message = plain_syntax(error)
        raise ConfigurationError((Problem(file, line, "", message),)) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ConfigurationError((Problem(file, None, "", f"not readable as YAML: {error}"),)) from None
    finally:
        loader.dispose()


def validate(document: Document, model: type[M], **known: object) -> M:
    """Return the document as `model`; raise ConfigurationError with all its problems.

    `known` are fields that the place of the file gives (its slug), not its content.
    """
    content = document.content
    if not isinstance(content, dict):
        raise ConfigurationError((document.problem((), "must be a list of `key: value` lines"),))
    for name in known:
        if name in content:
            raise ConfigurationError((document.problem((name,), "is given by the file's place: remove this line"),))
    try:
        return model.model_validate({**content, **known})
    except ValidationError as error:
        raise ConfigurationError(tuple(_problems(document, error, model))) from None


def _problems(document: Document, error: ValidationError, model: type[Model]) -> list[Problem]:
    """Return what a model refuses, in the order of the file; an entry that has a fault of its own is not missing."""
    errors = error.errors(include_url=False)
    inner = {tuple(one["loc"][:depth]) for one in errors for depth in range(len(one["loc"]))}
    problems = {
        document.problem(one["loc"], plain(one, _written(document.root, one["loc"]), model)): None
        for one in errors
        if not (one["type"] == "too_short" and tuple(one["loc"]) in inner)
    }
    return sorted(problems, key=lambda one: one.line or 0)


def dump(model: Model) -> str:
    """Return a model as YAML: version first, keys in the model's order, defaults left out, text in `|` blocks."""
    content = model.model_dump(by_alias=True, exclude_defaults=True)
    version = getattr(model, "v", None)
    ordered = content if version is None else {"v": version, **{k: v for k, v in content.items() if k != "v"}}
    dumped: str = yaml.dump(ordered, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4096)
    return dumped


_BOOL = "tag:yaml.org,2002:bool"
_TRUE_OR_FALSE = re.compile("^(?:true|True|TRUE|false|False|FALSE)$")


def _plain_words(resolvers: Mapping[str, list[tuple[str, re.Pattern[str]]]]) -> dict[str, list[Any]]:
    """Return YAML's rules for bare words without « on », « off », « yes » and « no »: words, as in YAML 1.2.

    A person writes `on: 2026-06-08` in a decision; YAML 1.1 would read the key as `true`.
    """
    others = {char: [one for one in rules if one[0] != _BOOL] for char, rules in resolvers.items()}
    for char in "tTfF":
        others[char] = [*others.get(char, []), (_BOOL, _TRUE_OR_FALSE)]
    return others


class _Loader(yaml.CSafeLoader):
    """The C loader, for which only true and false are booleans."""

    yaml_implicit_resolvers = _plain_words(yaml.CSafeLoader.yaml_implicit_resolvers)


class _Dumper(yaml.CSafeDumper):
    """The C dumper, with `|` blocks for text of several lines, enumerations by their value, and no alias."""

    yaml_implicit_resolvers = _plain_words(yaml.CSafeDumper.yaml_implicit_resolvers)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - signature of the parent
        """Write a value again where it stands again: the same day twice must not become `&id001` and `*id001`."""
        return True


def _represent_text(dumper: yaml.CSafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _represent_member(dumper: yaml.CSafeDumper, member: enum.Enum) -> yaml.Node:
    return dumper.represent_data(member.value)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_multi_representer(enum.Enum, _represent_member)


def _refused(node: yaml.Node, file: str, path: tuple[Key, ...], met: set[int]) -> Iterator[Problem]:
    """Yield keys given twice (YAML silently drops one) and aliases (a small file with them can mean a huge one)."""
    if id(node) in met:
        yield Problem(file, node.start_mark.line + 1, _dotted(path), "points to another value (*name): write it out")
        return
    met.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            here = (*path, name)
            if name in seen:
                yield Problem(file, line, _dotted(here), f"is given twice (first on line {seen[name]}): keep one")
            seen.setdefault(name, line)
            yield from _refused(value, file, here, met)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _refused(value, file, (*path, index), met)


def _line(root: yaml.Node, path: Sequence[Key]) -> int:
    """Return the line (from 1) of the deepest part of `path` that exists."""
    node, line = root, root.start_mark.line
    for key in path:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(key)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line
        else:
            break
    return line + 1


def _written(root: yaml.Node, path: Sequence[Key]) -> str:
    """Return the value that `path` leads to as the file writes it; empty where it is no single value."""
    node = root
    for key in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == str(key)), node)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _dotted(path: Sequence[Key]) -> str:
    """Return a path as people read it: `watches[2].url`."""
    dotted = ""
    for key in path:
        dotted += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if dotted else key
    return dotted
