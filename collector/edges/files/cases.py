"""Reads the affairs of data/cases/, tells what is wrong with them, and adds to them what a person asks to note.

They belong to people. An event is added to the text as it stands: comments, order and spelling stay; where that
cannot be proven, nothing is written and the lines to paste are given. A broken file stops nothing else.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

from collector.core.affairs.references import Known, strange_names
from collector.core.errors import ConfigurationError, Problem, StoreError
from collector.core.model import Case, CaseEvent
from collector.edges.files.atomic import write_if_changed, write_new
from collector.edges.files.documents import Document, dump, parse, validate
from collector.edges.files.practice import read_text

CASES = "data/cases"
_KEY = "events"
_BOM = "\ufeff"  # that some editors put first


def load_cases(root: Path, known: Known) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """Return the affairs of the folder in order of opening, and every problem of their files.

    An affair that names what nobody knows is kept: nothing that a person wrote is lost.
    """
    read, problems = read_cases(root)
    strange = (document.problem(one.path, one.message) for document, case in read for one in strange_names(case, known))
    return tuple(case for _, case in read), (*problems, *strange)


def read_cases(root: Path) -> tuple[tuple[tuple[Document, Case], ...], tuple[Problem, ...]]:
    """Return the affairs that can be read, in order of opening, with their documents; and why others cannot be."""
    problems = list(_strays(root))
    read = []
    for path in sorted((root / CASES).glob("*.yml")):
        shown = path.relative_to(root).as_posix()
        try:
            document = parse(read_text(path, shown), shown)
            case = validate(document, Case)
        except ConfigurationError as error:
            problems += error.problems
            continue
        if case.id != path.stem:
            message = f"holds {case.id!r}: the file's name and its id must agree; restore the one that was changed"
            problems.append(document.problem(("id",), message))
            continue
        read.append((document, case))
    return tuple(sorted(read, key=lambda one: (one[1].opened, one[1].id))), tuple(problems)


def _strays(root: Path) -> Iterator[Problem]:
    """Yield the files of data/cases/ that are not read for want of the right name."""
    for path in sorted((root / CASES).glob("*")):
        if path.suffix != ".yml" and not path.name.startswith("."):
            shown = path.relative_to(root).as_posix()
            yield Problem(shown, None, "", "is not read: an affair is a file whose name is its id and ends in .yml")


def add_case(root: Path, case: Case) -> Path:
    """Write a new affair, and return its path under `root`; raise StoreError when its name is taken."""
    shown = Path(CASES) / f"{case.id}.yml"
    if not write_new(root / shown, dump(case)):
        raise StoreError(f"{shown.as_posix()} existe déjà : rien n’a été écrit. Choisissez un autre identifiant.")
    return shown


def add_event(root: Path, case_id: str, event: CaseEvent) -> Path:
    """Add an event to the file of an affair without touching what is written there; return its path under `root`.

    Raise StoreError, writing nothing, when the file cannot be added to safely.
    """
    shown = Path(CASES) / f"{case_id}.yml"
    raw = (root / shown).read_bytes().decode("utf-8")
    ending = "\r\n" if "\r\n" in raw else "\n"
    text = raw.replace("\r\n", "\n")
    before = _read(text, shown.as_posix())
    added = None if before is None else _added(text, event, shown.as_posix())
    grown = None if added is None else _read(added, shown.as_posix())
    if before is None or added is None or grown != before.model_copy(update={"events": (*before.events, event)}):
        raise StoreError(
            f"{shown.as_posix()} : rien n’a été écrit, car le fichier ne se laisse pas compléter sans risque. "
            f"Ajoutez vous-même ces lignes sous « events: » :\n{_item(event, 0)}"
        )
    write_if_changed(root / shown, added.replace("\n", ending))
    return shown


def _read(text: str, shown: str) -> Case | None:
    try:
        return validate(parse(text.removeprefix(_BOM), shown), Case)
    except ConfigurationError:
        return None


def _added(text: str, event: CaseEvent, shown: str) -> str | None:
    """Return the text with the event at the end of its list; None where the list has a form that is not known here."""
    root = parse(text.removeprefix(_BOM), shown).root
    assert isinstance(root, yaml.MappingNode), "it was read as an affair"
    lines = text.split("\n")
    pair = next((pair for pair in root.value if pair[0].value == _KEY), None)
    if pair is None:
        end = len(lines) if lines[-1] else len(lines) - 1
        return "\n".join([*lines[:end], f"{_KEY}:", *_item(event, 0).splitlines(), ""])
    events = pair[1]
    if not isinstance(events, yaml.SequenceNode):
        return None
    if not events.flow_style:
        last = _last_line(events) + 1
        return "\n".join([*lines[:last], *_item(event, events.start_mark.column).splitlines(), *lines[last:]])
    if events.value or events.start_mark.line != events.end_mark.line:
        return None
    place = events.start_mark
    line = lines[place.line]
    kept = (line[: place.column].rstrip() + line[events.end_mark.column :]).rstrip()
    return "\n".join([*lines[: place.line], kept, *_item(event, 0).splitlines(), *lines[place.line + 1 :]])


def _last_line(node: yaml.Node) -> int:
    """Return the number of the last line (from 0) that a value takes, comments after it left out."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.line) - (node.end_mark.column == 0)


def _item(event: CaseEvent, indent: int) -> str:
    """Return an event as one entry of a list, its dash in the column `indent`."""
    lines = dump(event).splitlines()
    margin = " " * indent
    first, *others = lines
    return "\n".join([f"{margin}- {first}", *(f"{margin}  {one}" if one else "" for one in others)])
