"""Reads what triage judges by: word classes, spellings, rules, law and the model, shipped with Renom."""

import hashlib
from functools import cache
from pathlib import Path
from typing import TypeVar

from collector.core.model import Model
from collector.core.triage.judging import Triage
from collector.core.triage.law import TriageLaw
from collector.core.triage.linear import LinearModel
from collector.core.triage.rules import RuleBook, RuleFile, WordClasses
from collector.core.triage.tokens import Spelling
from collector.edges.files.catalog import CATALOG
from collector.edges.files.documents import parse, validate
from collector.edges.files.practice import read_text

M = TypeVar("M", bound=Model)
FOLDER = CATALOG / "triage"


@cache
def load_triage(folder: Path = FOLDER) -> Triage:
    """Return everything that triage needs, read once and only when something is judged."""
    model = LinearModel.read((folder / "model.txt").read_text("utf-8"))
    return Triage(load_rules(folder), model, load_law(folder), _version(folder))


def load_law(folder: Path = FOLDER) -> TriageLaw:
    """Return what triage says of the law."""
    return _read(folder / "law.yml", TriageLaw)


def _version(folder: Path) -> str:
    """Return the fingerprint of everything that judges."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"t-{digest.hexdigest()[:12]}"


@cache
def load_rules(folder: Path = FOLDER) -> RuleBook:
    """Return the rules, in order of file."""
    files = [_read(path, RuleFile) for path in sorted((folder / "rules").glob("*.yml"))]
    rules = tuple(rule for file in files for rule in file.read())
    classes = _read(folder / "classes.yml", WordClasses).classes
    return RuleBook(rules, classes, _read(folder / "spelling.yml", Spelling))


def _read(path: Path, model: type[M]) -> M:
    return validate(parse(read_text(path, path.name), path.name), model)
