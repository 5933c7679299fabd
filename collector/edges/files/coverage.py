"""Reads what people wrote in data/coverage/, tells what is wrong with it, and adds one check-in as a new file.

A broken file stops nothing else. Nothing here ever changes a file that exists.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from collector.core.consistency import Disagreement
from collector.core.consistency import Path as Key
from collector.core.coverage.references import known_places, strange_people, strange_source
from collector.core.errors import ConfigurationError, Problem, StoreError
from collector.core.model import Account, Accounts, CheckIn, Coverage, Insurance, Model, Policy, Practice, Source
from collector.edges.files.atomic import write_new
from collector.edges.files.documents import dump, parse, validate
from collector.edges.files.practice import read_text

M = TypeVar("M", bound=Model)
Entry = CheckIn | Account | Policy
COVERAGE = "data/coverage"
CHECKS = f"{COVERAGE}/checks"
ACCOUNTS = f"{COVERAGE}/accounts.yml"
INSURANCE = f"{COVERAGE}/insurance.yml"
_MOST_OF_ONE_NAME = 100  # check-ins of one source on one day


def load_coverage(
    root: Path, practice: Practice, sources: Mapping[str, Source], unreadable: Collection[str] = ()
) -> tuple[Coverage, tuple[Problem, ...]]:
    """Return what the folder holds, and every problem of its files: unreadable, misplaced, or naming what is unknown.

    An entry that names what nobody knows is kept: it shows nowhere, and its other names hold. `unreadable` are sources
    that exist and have faults of their own.
    """
    problems = list(_strays(root))
    known = known_places(practice, sources).union(unreadable)

    def read(path: Path, model: type[M], entries: Callable[[M], Iterable[tuple[Key, Entry]]]) -> Iterator[M]:
        shown = path.relative_to(root).as_posix()
        try:
            document = parse(read_text(path, shown), shown)
            one = validate(document, model)
        except ConfigurationError as error:
            problems.extend(error.problems)
            return
        for at, entry in entries(one):
            faults = [*_source_faults(entry, known, at), *strange_people(entry.for_, practice, at)]
            problems.extend(document.problem(fault.path, fault.message) for fault in faults)
        yield one

    checks = [one for path in _paths(root, f"{CHECKS}/*/*.yml") for one in read(path, CheckIn, lambda one: [((), one)])]
    accounts = [
        one
        for path in _paths(root, ACCOUNTS)
        for register in read(path, Accounts, lambda register: _numbered("accounts", register.accounts))
        for one in register.accounts
    ]
    policies = [
        one
        for path in _paths(root, INSURANCE)
        for contracts in read(path, Insurance, lambda contracts: _numbered("policies", contracts.policies))
        for one in contracts.policies
    ]
    return Coverage(checks=tuple(checks), accounts=tuple(accounts), policies=tuple(policies)), tuple(problems)


def _paths(root: Path, pattern: str) -> list[Path]:
    return sorted(path for path in root.glob(pattern) if path.is_file())


def _numbered(key: str, entries: Iterable[Entry]) -> Iterator[tuple[Key, Entry]]:
    return (((key, index), entry) for index, entry in enumerate(entries))


def _source_faults(entry: Entry, known: Collection[str], at: Key) -> Iterator[Disagreement]:
    return strange_source(entry.source, known, at) if not isinstance(entry, Policy) else iter(())


def _strays(root: Path) -> Iterator[Problem]:
    """Yield the files of data/coverage/ that are not read for want of the right name or folder."""
    for path in sorted((root / COVERAGE).rglob("*")):
        shown = path.relative_to(root)
        is_check = shown.is_relative_to(CHECKS) and len(shown.parts) == 5 and path.suffix == ".yml"
        if path.is_dir() or path.name.startswith(".") or is_check or shown.as_posix() in {ACCOUNTS, INSURANCE}:
            continue
        message = f"is not read: a check is {CHECKS}/2026-06/<any name>.yml; the rest, {ACCOUNTS} and {INSURANCE}"
        yield Problem(shown.as_posix(), None, "", message)


def add_check(root: Path, check: CheckIn) -> Path | None:
    """Write one check-in as a file of its own, and return its path under `root`; None when the same one is there.

    Raise StoreError when the disk refuses.
    """
    folder = Path(CHECKS) / f"{check.on:%Y-%m}"
    name = "-".join((f"{check.on}", check.source, *check.for_))[:150]
    text = dump(check)
    for number in range(1, _MOST_OF_ONE_NAME + 1):
        shown = folder / f"{name}{'' if number == 1 else f'-{number}'}.yml"
        if write_new(root / shown, text):
            return shown
        if (root / shown).read_text(encoding="utf-8", errors="replace") == text:
            return None
    raise StoreError(f"{folder / name}: {_MOST_OF_ONE_NAME} check-ins of one source on one day; remove some")
